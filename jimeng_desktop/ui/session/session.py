"""One library in one window: builds what lasts, connects it, and tells the window."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ...core.catalog import Catalog
from ...core.errors import Fault
from ...core.job import Job
from ...library.library import Library
from ..base.language import apply_language
from ..base.settings_in_use import KeptSettings
from ..base.tasks import Tasks
from ..design import look
from ..notices import words as happened
from ..notices.quiet import Sign
from ..process.ending import Leaving
from ..window.main_window import MainWindow, WindowState
from ..window.pages import Middle
from ..window.status_bar import connection
from .next_steps import NextSteps, next_steps
from .parts import Parts, Place
from .queue_shown import QueueShown
from .wiring import connect_window

if TYPE_CHECKING:
    from ...runner.runner import Runner
    from ..exporting.picture_actions import PictureActions
    from .openers import Openers

log = logging.getLogger(__name__)


class Session(Parts):
    """Lives as long as its library is open. Before the runner is there, what is asked of it waits."""

    def __init__(
        self,
        app: QApplication,
        place: Place,
        catalog: Catalog,
        kept: KeptSettings,
        library: Library,
        tasks: Tasks,
        leaving: Leaving,
    ) -> None:
        super().__init__(place, catalog, kept, library, tasks, leaving)
        self._app = app
        self.queue = QueueShown(self)
        self._finishing = False
        self.steps = NextSteps(lambda: next_steps(self, self.openers), self.model.job)
        self._connect()
        self.window = self._new_window()
        self.show_counts()
        if catalog.trouble:
            from ..model_picker.add_own import say_trouble

            say_trouble(self.notices, catalog.trouble)

    def _connect(self) -> None:
        self.heard.changed.connect(self.show_counts)
        self.heard.dropped.connect(self.unsaved.take)
        self.heard.saved.connect(self.unsaved.saved)
        self.calls.made.connect(self._made)
        self.notices.changed.connect(lambda words: self.window.banner.say(words))
        self.tasks.failed.connect(self.say_unexpected)
        self.kept.refused.connect(self._settings_refused)
        self.undo.failed.connect(lambda what, fault: self._say_not_undone(what, fault))
        self.sends.undone.connect(self._undo_send)
        self.sends.late.connect(lambda: self.window.say_late())
        self.judging.judged.connect(self.finding.marks_judged)
        self.judging.kept.connect(self.finding.marks_kept)
        self.judging.look_again.connect(self.finding.look_again)
        self.judging.said.connect(self._say_briefly)

    # The window

    def _new_window(self) -> MainWindow:
        middle = Middle(self.catalog, self.model, self.thumbnails, self.tasks.start)
        window = MainWindow(self.catalog, self.kept.value, middle, demo=self.place.demo, service=self.place.service)
        self.queue.forget()
        connect_window(self, lambda: self.openers, window)
        window.placed.connect(self._placed)
        window.toolbar.queue_pressed.connect(self.queue.open)
        window.status_bar.asked.connect(self._status_asked)
        middle.gallery.set_tile_size(window.tile())
        self.finding.set_up(middle.gallery)
        return window

    @cached_property
    def openers(self) -> Openers:
        """What is opened beyond generating, made when it is first asked for."""
        from .openers import Openers

        return Openers(self)

    @property
    def pictures(self) -> PictureActions:
        """What is done with the chosen pictures, made when it is first asked for."""
        return self.openers.pictures

    async def first_frame(self) -> None:
        """Shows the window and waits for its first painting and the pictures at hand: what comes next takes time."""
        painted = asyncio.Event()
        self.window.painted.connect(painted.set)
        self.window.show()
        try:
            async with asyncio.timeout(2.0):
                await painted.wait()
                await self.thumbnails.at_hand()
        except TimeoutError:
            log.info("not painted yet: hidden or minimized")

    def use_catalog(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.window.composer.set_catalog(catalog)
        self.calls.catalog_changed(catalog)

    def set_theme(self, code: str) -> None:
        """Changes the theme at once: everything painted asks for its colours."""
        self.kept.change(theme=code)
        look.apply(self._app, code)
        self.window.commands.show_theme(code)

    def system_scheme_changed(self) -> None:
        """The system went from light to dark or back, or asks for another contrast."""
        look.apply(self._app, self.kept.value.theme)

    def set_language(self, code: str) -> None:
        """Changes the language at once: the window is built anew, what it shows lives on."""
        from ..design.dialogs import carry_over

        self._remember()
        self.kept.change(language=code)
        apply_language(self._app, code)
        self.model.retranslate()
        old = self.window
        self.window = self._new_window()
        self.window_changed.emit()
        self.window.show()
        self.window.take_over(old)
        self.show_counts()
        self.notices.refresh()
        carry_over(old, self.window)
        if "openers" in self.__dict__:
            self.openers.show_exports()
        old.hide()
        old.deleteLater()

    # The runner

    def connect_runner(self, runner: Runner) -> None:
        """From here on what is asked for happens."""
        runner.listen(self.feed.hear)
        for job in runner.live_jobs():
            self.heard.take(job)
        self.heard.take_queue(runner.queue)
        self.calls.connect_runner(runner, self.catalog)

    def disconnect_runner(self) -> None:
        """The runner is closed."""
        self.calls.runner = None

    def _made(self, jobs: list[Job], until: float | None) -> None:
        """A press has made jobs: they are seen, and can be undone while they are held."""
        if until is not None:
            self.sends.hold([job.id for job in jobs], until)
        self.window.middle.gallery.bring(jobs[-1].id)

    def _undo_send(self, job_ids: frozenset[int]) -> None:
        """The jobs of a press are not sent: they are brought into view, and it is said."""
        self.calls.cancel_all(job_ids)
        self.window.composer.give_back(len(job_ids))
        self.window.middle.gallery.bring(max(job_ids))
        self.window.say_not_sent(len(job_ids))

    # What is said

    def show_counts(self) -> None:
        """How everything stands, wherever it is told of."""
        queue, runner = self.heard.queue, self.calls.runner
        state = WindowState(
            self.tally.counts(time.time())._replace(missing=self.library.stock.known),
            connection(queue if runner else None, self.heard.service_answered),
            "key" if queue.key_missing else "paused" if queue.paused else "",
            queue.paused is not None,
            self.calls.sending if self._finishing else 0,
        )
        self.window.show_state(state)
        self.notices.queue_changed(queue, len(self.tally.waiting_ids()))
        self.queue.refresh()

    def say_unexpected(self, what: str) -> None:
        """Something failed that nobody foresaw; its traceback is in the log."""
        self.notices.say("unexpected", lambda: happened.unexpected(what, self.place.log))

    def say_key_not_kept(self, why: str) -> None:
        """The keychain did not take the key; `why` is empty where there is none."""
        self.notices.say("key", lambda: happened.key_not_kept(why))

    def _settings_refused(self, fault: Fault | None) -> None:
        if fault:
            self.notices.say("settings", lambda: happened.settings_not_kept(fault))
        else:
            self.notices.clear("settings")

    def _say_not_undone(self, what: str, fault: Fault) -> None:
        self.notices.say("undo", lambda: happened.not_undone(what, fault))

    def _say_briefly(self, text: str, signs: Sequence[Sign], spoken: str, milliseconds: int) -> None:
        self.window.quiet_notice.say(text, signs, spoken=spoken, milliseconds=milliseconds)

    # What the user asks to see

    def show_pictures(self, pictures: Sequence[int]) -> None:
        """One is shown large, several are selected in the gallery; what is looked for gives way to them."""
        if any(self.model.row_of(picture) is None for picture in pictures):
            self.finding.show_all()
        self.window.middle.show_pictures_alone(pictures)

    def _status_asked(self, item: str) -> None:
        if item == "jobs":
            self.queue.open()
        elif item == "saved":
            self.steps.act("locate") if self.library.stock.known else self.openers.show_library()
        elif item in ("today", "selection"):
            self.window.middle.show_in_gallery(item)
        else:
            self.steps.act("ask_now")

    # The end

    def _placed(self) -> None:
        """The window has been moved or sized: remembered now, since a kill leaves no time for it."""
        self.kept.change(window={**self.kept.value.window, **self.window.state()})

    def _remember(self) -> None:
        self._placed()
        self.kept.change(last_form=self.window.composer.form())

    async def finish(self) -> None:
        """Sends nothing more, and keeps what is to be kept; a second time does nothing.

        The window stays while a send waits for its answer, and says so.
        """
        if self._finishing:
            return
        if self.calls.runner:
            self.calls.runner.stop_sending()  # first: while the settings are written, a job could leave
        self._finishing = True
        self._remember()
        if self.calls.sending:
            self.window.show_finishing(self.calls.sending)
        elif self.ended.goes_on:
            self.window.setEnabled(False)  # it stays on the screen until the next one is painted
        else:
            self.window.hide()
        await self.kept.write()

    def close(self) -> None:
        """The window goes."""
        self.window.hide()
        self.window.deleteLater()
        self.deleteLater()

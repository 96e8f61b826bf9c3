"""One library in one window: says who is connected to whom between the window, the runner and the library."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ...core.catalog import Catalog
from ...core.errors import Fault
from ...core.job import Job
from ...core.recipe import Recipe
from ...library.library import Library
from ..base.language import apply_language, translate_message
from ..base.settings_in_use import KeptSettings
from ..base.tasks import Tasks
from ..base.undo import Undo
from ..composer.held_sends import HeldSends
from ..design import look
from ..finding.collections import Collections
from ..finding.finding import Finding
from ..jobs.counts import Tally
from ..jobs.feed import Feed
from ..jobs.model import GalleryModel
from ..jobs.prompt_history import PromptHistory
from ..judging.judging import Judging
from ..notices import words as happened
from ..notices.notices import Notices
from ..notices.quiet import Sign
from ..pictures.thumbnails import Thumbnails
from ..process.ending import Leaving
from ..window.main_window import MainWindow, WindowState
from ..window.pages import Middle
from ..window.status_bar import connection
from .found import connect_found, show_found
from .heard import Heard
from .in_view import InView
from .runner_calls import RunnerCalls
from .wiring import connect_queue, connect_window

if TYPE_CHECKING:
    from ...runner.runner import Runner
    from ..exporting.picture_actions import PictureActions
    from ..queue.popover import QueuePopover
    from .next_steps import Actions

FIRST_JOBS = 60  # more than fit on a screen
QUEUE_THUMBNAILS = 8 * 1024 * 1024  # bytes of pixmaps for the rows of the queue
log = logging.getLogger(__name__)


class Place(NamedTuple):
    """What this session works on, in plain values."""

    demo: bool
    service: str  # as the toolbar calls it
    originals: Path
    log: Path
    models: Path  # the file of the user's own models


class Session(QObject):
    """Lives as long as its window. Before the runner is there, what is asked for waits."""

    window: MainWindow
    window_changed = Signal()  # `window` is another one now, and not shown yet

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
        super().__init__()
        self.ended = leaving
        self.place = place
        self.tasks = tasks
        self.kept = kept
        self.begun_with = kept.value  # what is read only at the start of a session stands here
        self.library = library
        self._app = app
        self.catalog = catalog
        self._queue: QueuePopover | None = None
        self._dropped: Recipe | None = None  # of a job that could not be saved, where the form has another
        self._finishing = False
        self.all_read = asyncio.Event()  # the model has every job
        self.feed = Feed(self)
        self.tally = Tally()
        self.notices = Notices(self)
        self.prompts = PromptHistory()
        self.model = GalleryModel(translate_message, self)
        self.thumbnails = Thumbnails(library.thumbnail, tasks.start, self, stored=library.stored_thumbnails)
        first = library.first_jobs(FIRST_JOBS)
        self.model.set_jobs(first)
        self.model.set_marks(library.first_marks(first))
        self.tally.hear(first)
        self.undo = Undo(tasks.start, self)
        self.undo.failed.connect(self._not_undone)
        self.sends = HeldSends(self.undo, self)
        self.sends.undone.connect(self._undo_send)
        self.sends.late.connect(lambda: self.window.say_late())
        self.calls = RunnerCalls(lambda: self.kept.value.hold_seconds, self)
        self.calls.made.connect(self._made)
        self.heard = Heard(self.feed, self.model, self.tally, self.prompts, self.notices, self.sends, self)
        self.heard.changed.connect(self.show_counts)
        self.heard.dropped.connect(self._job_dropped)
        self.notices.changed.connect(lambda words: self.window.banner.say(words))
        tasks.failed.connect(self.say_unexpected)
        self.finding = Finding(self.model, library, library.sorting, tasks.start, self.notices, kept, self)
        self.feed.job_changed.connect(self.finding.job_changed)
        view = InView(lambda: self.window.middle, self.finding)
        self.judging = Judging(
            self.model, library.sorting, view, view, tasks.start, self.notices, self.undo, self
        )  # fmt: skip
        self.judging.judged.connect(self.finding.marks_judged)
        self.judging.kept.connect(self.finding.marks_kept)
        self.judging.look_again.connect(self.finding.look_again)
        self.judging.said.connect(self._say_briefly)
        self.collections = Collections(
            library.sorting, self.finding, self.all_read, tasks.start, self.notices, lambda: self.window, self
        )
        self.window = self._new_window()
        connect_found(self.finding, self.model, lambda: self.window)
        self.collections.export_wanted.connect(lambda pictures: self.pictures.export(pictures))
        self.show_counts()
        if catalog.trouble:
            from ..model_picker.add_own import say_trouble

            say_trouble(self, catalog.trouble)

    # The window

    def _new_window(self) -> MainWindow:
        middle = Middle(self.catalog, self.model, self.thumbnails, self.tasks.start)
        window = MainWindow(self.catalog, self.kept.value, middle, demo=self.place.demo, service=self.place.service)
        self._queue = None
        connect_window(self, window)
        middle.gallery.set_tile_size(window.tile())
        show_found(self.finding, middle)
        return window

    @cached_property
    def actions(self) -> Actions:
        """What goes beyond generating, made when it is first asked for."""
        from .next_steps import Actions

        return Actions(self)

    @cached_property
    def pictures(self) -> PictureActions:
        """What is done with the chosen pictures, made when it is first asked for."""
        from ..exporting.picture_actions import PictureActions

        return PictureActions(self)

    @property
    def queue(self) -> QueuePopover:
        """The pop-over of this window, made when it is first asked for."""
        if self._queue is None:
            from ..queue.popover import QueuePopover

            small = self.thumbnails.another(QUEUE_THUMBNAILS, self.window)
            self._queue = QueuePopover(translate_message, self.calls.usual, self.model.arrived, small, self.window)
            connect_queue(self, self._queue)
        return self._queue

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
        """There are other models than before."""
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
        if "pictures" in self.__dict__:
            self.pictures.show_standing()
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

    def _not_undone(self, what: str, fault: Fault) -> None:
        self.notices.say("undo", lambda: happened.not_undone(what, fault))

    def _say_briefly(self, text: str, signs: Sequence[Sign], spoken: str, milliseconds: int) -> None:
        self.window.quiet_notice.say(text, signs, spoken=spoken, milliseconds=milliseconds)

    # What the runner says

    def _job_dropped(self, job: Job, fault: Fault) -> None:
        composer = self.window.composer
        if not composer.recipe().prompt.strip():
            composer.show_recipe(job.recipe)
        self._dropped = None if composer.recipe() == job.recipe else job.recipe
        self.notices.say("saving", lambda: happened.not_saved(fault, self._dropped is not None))

    def show_dropped(self) -> None:
        """Puts the recipe of the job that could not be saved into the form."""
        if self._dropped:
            self.window.composer.show_recipe(self._dropped)
            self._dropped = None
            self.notices.clear("saving")

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
        if self._queue:
            self._queue.set_queue(queue)
            if self._queue.isVisible():
                self._queue.set_jobs(self.heard.jobs())

    # What the user asks to see

    def open_queue(self) -> None:
        self.queue.set_jobs(self.heard.jobs())
        self.queue.set_queue(self.heard.queue)
        self.queue.open_under(self.window.toolbar.queue)

    def status_asked(self, item: str) -> None:
        if item == "jobs":
            self.open_queue()
        elif item == "saved":
            self.actions.act("locate") if self.library.stock.known else self.actions.show_library()
        elif item in ("today", "selection"):
            gallery = self.window.middle.gallery
            self.window.middle.close_loupe()
            gallery.scrollToTop() if item == "today" else gallery.scrollTo(gallery.currentIndex())
        else:
            self.calls.when_running(lambda runner: runner.ask_now())

    def say_unexpected(self, what: str) -> None:
        """Something failed that nobody foresaw; its traceback is in the log."""
        self.notices.say("unexpected", lambda: happened.unexpected(what, self.place.log))

    def say_key_not_kept(self, why: str) -> None:
        """The keychain did not take the key; `why` is empty where there is none."""
        self.notices.say("key", lambda: happened.key_not_kept(why))

    # The end

    def placed(self) -> None:
        """The window has been moved or sized: remembered now, since a kill leaves no time for it."""
        self.kept.change(window={**self.kept.value.window, **self.window.state()})

    def _remember(self) -> None:
        window = {**self.kept.value.window, **self.window.state()}
        self.kept.change(last_form=self.window.composer.form(), window=window)

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

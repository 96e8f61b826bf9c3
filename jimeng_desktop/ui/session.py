"""One library in one window: says who is connected to whom between the window, the runner and the library."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ..core.catalog import Catalog
from ..core.errors import Fault
from ..core.events import QueueChanged
from ..core.job import Job, JobState
from ..core.recipe import Recipe
from ..library.library import Library
from ..messages import Words, fault_sentence
from . import look
from .actions import Actions
from .feed import Feed
from .gallery_model import GalleryModel
from .kept import KeptSettings
from .language import apply_language, fill, translate_message
from .main_window import MainWindow
from .middle import Middle
from .notices import Notices
from .tally import Tally
from .tasks import Tasks
from .thumbnails import Thumbnails

if TYPE_CHECKING:
    from ..runner.runner import Runner
    from .queue import QueuePopover

FIRST_JOBS = 60  # more than fit on a screen
PAGE = 200
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """What this session works on, in plain values."""

    demo: bool
    service: str  # as the toolbar calls it
    originals: Path
    log: Path


class Session(QObject):
    """Lives as long as its window. Before the runner is there, what is asked for waits."""

    def __init__(
        self, app: QApplication, place: Place, catalog: Catalog, kept: KeptSettings, library: Library, tasks: Tasks
    ) -> None:
        super().__init__()
        self.ended = asyncio.Event()  # the user wants to end
        self.place = place
        self.tasks = tasks
        self.kept = kept
        self.library = library
        self._app = app
        self._catalog = catalog
        self._runner: Runner | None = None
        self._queue: QueuePopover | None = None
        self._early: list[Callable[[Runner], object]] = []
        self._queue_state = QueueChanged()
        self.feed = Feed(self)
        self.tally = Tally()
        self.notices = Notices(self)
        self.actions = Actions(self)
        self.model = GalleryModel(translate_message, self)
        self.thumbnails = Thumbnails(library.thumbnail, tasks.start, self)
        first = library.first_jobs(FIRST_JOBS)
        self.model.set_jobs(first)
        self.tally.hear(first)
        self._connect_feed()
        self.window = self._new_window()
        self._show_counts()

    # The window

    def _new_window(self) -> MainWindow:
        middle = Middle(self._catalog, self.model, self.thumbnails, self.tasks.start)
        window = MainWindow(self._catalog, self.kept.value, middle, demo=self.place.demo, service=self.place.service)
        self._queue = None
        self._connect_window(window)
        self._connect_commands(window)
        self._connect_gallery(middle)
        middle.gallery.set_tile_size(window.tile())
        return window

    def _connect_window(self, window: MainWindow) -> None:
        composer = window.composer
        composer.generate.connect(self.generate)
        composer.undo.connect(self._undo)
        composer.changed.connect(lambda: self.kept.change(last_form=composer.form()))
        window.toolbar.tile_changed.connect(window.middle.gallery.set_tile_size)
        window.toolbar.queue_pressed.connect(self._open_queue)
        window.closing.connect(self.ended.set)
        window.status_bar.asked.connect(self._status_asked)
        window.banner.acted.connect(self.actions.act)
        window.banner.dismissed.connect(self.notices.dismiss)

    def _connect_commands(self, window: MainWindow) -> None:
        commands, actions, middle = window.commands, self.actions, window.middle
        commands.save_copy.connect(lambda: actions.save_copy(middle.current_picture))
        commands.show_in_folder.connect(lambda: actions.show_in_folder(middle.current_picture))
        commands.choose_folder.connect(lambda: actions.act("choose_folder"))
        commands.enter_key.connect(lambda: actions.act("check_key"))
        commands.theme_chosen.connect(self.set_theme)
        commands.language_chosen.connect(self.set_language)
        commands.about.connect(actions.about)

    def _connect_gallery(self, middle: Middle) -> None:
        gallery, actions = middle.gallery, self.actions
        gallery.card_action.connect(lambda job_id, code: actions.act(code, job_id))
        gallery.cancel_asked.connect(self.cancel)
        gallery.save_copy_wanted.connect(actions.save_copy)
        gallery.show_in_folder_wanted.connect(actions.show_in_folder)
        gallery.recipe_wanted.connect(lambda job_id: actions.act("show_in_form", job_id))

    @property
    def queue(self) -> QueuePopover:
        """The pop-over of this window, made when it is first asked for."""
        if self._queue is None:
            from .queue import QueuePopover

            queue = self._queue = QueuePopover(translate_message, self._usual, self.thumbnails.get, self.window)
            queue.cancel_asked.connect(self.cancel)
            queue.job_chosen.connect(lambda job_id: self.window.middle.show_job(job_id))
            queue.pause_asked.connect(lambda: self.when_running(lambda runner: runner.pause()))
            queue.go_on_asked.connect(lambda: self.when_running(lambda runner: runner.go_on()))
            queue.cancel_waiting_asked.connect(lambda: self.when_running(lambda runner: runner.cancel_waiting()))
        return self._queue

    def _connect_feed(self) -> None:
        self.feed.job_changed.connect(self._job_changed)
        self.feed.job_dropped.connect(self._job_dropped)
        self.feed.progress.connect(self.model.progress)
        self.feed.queue_changed.connect(self._queue_changed)
        self.notices.changed.connect(lambda words: self.window.banner.say(words))
        self.tasks.failed.connect(self.say_unexpected)

    async def first_frame(self) -> None:
        """Shows the window and waits until it has been painted once."""
        painted = asyncio.Event()
        self.window.painted.connect(painted.set)
        self.window.show()
        try:
            await asyncio.wait_for(painted.wait(), 2.0)
        except TimeoutError:
            log.info("not painted yet: hidden or minimized")

    def set_theme(self, code: str) -> None:
        """Changes the theme at once: everything painted asks for its colours."""
        self.kept.change(theme=code)
        look.apply(self._app, code)

    def system_scheme_changed(self) -> None:
        """The system went from light to dark or back."""
        if self.kept.value.theme == "system":
            look.apply(self._app, "system")

    def set_language(self, code: str) -> None:
        """Changes the language at once: the window is built anew, what it shows lives on."""
        self._remember()
        self.kept.change(language=code)
        apply_language(self._app, code)
        self.model.retranslate()
        old, current = self.window, self.window.middle.current_picture
        self.window = self._new_window()
        self.window.show()
        if current is not None:
            self.window.middle.gallery.set_current_picture(current)
        self._show_counts()
        self.notices.refresh()
        old.hide()
        old.deleteLater()

    # The runner

    def connect_runner(self, runner: Runner) -> None:
        """From here on what is asked for happens."""
        self._runner = runner
        runner.listen(self.feed.hear)
        for job in runner.live_jobs():
            self._job_changed(job)
        self._queue_changed(runner.queue)
        early, self._early = self._early, []
        for call in early:
            call(runner)

    def disconnect_runner(self) -> None:
        """The runner is closed."""
        self._runner = None

    def when_running(self, does: Callable[[Runner], object]) -> None:
        """Now, or as soon as the runner is there."""
        if self._runner:
            does(self._runner)
        else:
            self._early.append(does)

    def generate(self, recipe: Recipe, times: int) -> None:
        """Makes jobs of the recipe, and offers to take them back while they are held."""

        def make(runner: Runner) -> None:
            jobs = runner.generate(recipe, times)
            hold = self.kept.value.hold_seconds
            if jobs and hold and not self._queue_state.paused and not self._queue_state.key_missing:
                self.window.composer.foot.hold([job.id for job in jobs], time.time() + hold)

        self.when_running(make)

    def cancel(self, job_id: int) -> None:
        """Takes a waiting job back, or asks the service to cancel it."""
        self.when_running(lambda runner: runner.cancel(job_id))

    def _undo(self, job_ids: frozenset[int]) -> None:
        for job_id in job_ids:
            self.cancel(job_id)

    def key_changed(self) -> None:
        """The service has been given a key."""
        self.when_running(lambda runner: runner.key_changed())

    def _usual(self, model: str) -> tuple[float, float] | None:
        return self._runner.usual(model) if self._runner else None

    async def read_on(self) -> None:
        """Loads what the first page left out, after the first frame."""
        oldest = min((section.job.id for section in self.model.rows), default=None)
        while oldest is not None:
            page = await self.library.jobs(before=oldest, limit=PAGE)
            self.model.append_older(page)
            self.tally.hear(page)
            oldest = page[-1].id if len(page) == PAGE else None
        self._show_counts()

    # What the runner says

    def _job_changed(self, job: Job) -> None:
        self.model.job_changed(job)
        self.tally.hear([job])
        foot = self.window.composer.foot
        if foot.holding and job.state not in (JobState.SAVING, JobState.WAITING):
            foot.release(self.tally.waiting_ids())
        self._show_counts()

    def _job_dropped(self, job: Job, fault: Fault) -> None:
        self.model.job_dropped(job, fault)
        self.tally.drop(job)
        self.window.composer.show_recipe(job.recipe)
        title = self.tr("The job could not be saved, so it was not sent")
        self.notices.say(Words(title, fault_sentence(fault, translate_message), None, "failed"))
        self._show_counts()

    def _queue_changed(self, queue: QueueChanged) -> None:
        self._queue_state = queue
        self.model.set_queue(queue)
        if self._queue:
            self._queue.set_queue(queue)
        self._show_counts()

    def _show_counts(self) -> None:
        now = time.time()
        counts = self.tally.counts(now)
        self.window.status_bar.show_counts(counts)
        self.window.status_bar.show_connection(self._queue_state.offline is not None if self._runner else None)
        self.window.toolbar.queue.set_count(counts.unended)
        self.notices.queue_changed(self._queue_state, counts.waiting)
        if self._queue and self._queue.isVisible():
            self._queue.set_jobs(self.tally.jobs(now))

    # What the user asks to see

    def _open_queue(self) -> None:
        self.queue.set_jobs(self.tally.jobs(time.time()))
        self.queue.set_queue(self._queue_state)
        self.queue.open_under(self.window.toolbar.queue)

    def _status_asked(self, item: str) -> None:
        if item == "jobs":
            self._open_queue()
        elif item == "saved":
            self.actions.show_library()
        elif item == "today":
            self.window.middle.close_loupe()
            self.window.middle.gallery.scrollToTop()
        else:
            self.when_running(lambda runner: runner.ask_now())

    def say_unexpected(self, what: str) -> None:
        """Something failed that nobody foresaw; its traceback is in the log."""
        sentence = fill(self.tr("%1. Nothing that was sent is lost. Details are in %2"), what, self.place.log)
        self.notices.say(Words(self.tr("Something unexpected failed"), sentence, None, "failed"))

    def say_key_not_kept(self, why: str) -> None:
        """The keychain did not take the key."""
        sentence = fill(self.tr("There is no system keychain here (%1): it is forgotten when the program ends."), why)
        self.notices.say(Words(self.tr("The key is used now, but not kept"), sentence, None, "key"))

    # The end

    def _remember(self) -> None:
        window = {**self.kept.value.window, **self.window.state()}
        self.kept.change(last_form=self.window.composer.form(), window=window)

    async def finish(self) -> None:
        """Keeps what is to be kept. The window stays while a send waits for its answer, and says so."""
        self._remember()
        await self.kept.write()
        if self._runner and self._runner.sending:
            self.window.show_finishing(self._runner.sending)
        else:
            self.window.hide()

    def close(self) -> None:
        """The window goes."""
        self.window.hide()
        self.window.deleteLater()
        self.deleteLater()

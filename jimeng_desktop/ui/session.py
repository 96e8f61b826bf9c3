"""One library in one window: says who is connected to whom between the window, the runner and the library."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ..core.catalog import Catalog
from ..core.errors import Fault
from ..core.events import QueueChanged
from ..core.job import ACCEPTED, Job, JobState
from ..core.recipe import Recipe
from ..library.library import Library
from . import happened, look
from .feed import Feed
from .gallery_model import GalleryModel
from .kept import KeptSettings
from .language import apply_language, translate_message
from .leaving import Leaving
from .main_window import MainWindow
from .middle import Middle
from .notices import Notices
from .status_bar import connection
from .tally import Tally
from .tasks import Tasks
from .thumbnails import Thumbnails
from .wiring import connect_window

if TYPE_CHECKING:
    from ..runner.runner import Runner
    from .actions import Actions
    from .picture_actions import PictureActions
    from .queue import QueuePopover

FIRST_JOBS = 60  # more than fit on a screen
PAGE = 200
SAME_PRESS = 0.5  # seconds
_ANSWERED = ACCEPTED | {JobState.FETCHING, JobState.DONE, JobState.FAILED}  # states that only the service brings
log = logging.getLogger(__name__)


class Place(NamedTuple):
    """What this session works on, in plain values."""

    demo: bool
    service: str  # as the toolbar calls it
    originals: Path
    log: Path


class Session(QObject):
    """Lives as long as its window. Before the runner is there, what is asked for waits."""

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
        self.clock = time.monotonic
        self.place = place
        self.tasks = tasks
        self.kept = kept
        self.library = library
        self._app = app
        self._catalog = catalog
        self._runner: Runner | None = None
        self._queue: QueuePopover | None = None
        self._early: list[Callable[[Runner], object]] = []
        self._early_jobs: dict[Recipe, int] = {}  # how many of each were asked for before the runner was there
        self._last_press: tuple[float, object] | None = None
        self._dropped: Recipe | None = None  # of a job that could not be saved, where the form has another
        self._service_heard = False  # the service has answered in this session
        self._finishing = False
        self._queue_state = QueueChanged()
        self.feed = Feed(self)
        self.tally = Tally()
        self.notices = Notices(self)
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
        connect_window(self, window)
        middle.gallery.set_tile_size(window.tile())
        return window

    @cached_property
    def actions(self) -> Actions:
        """What goes beyond generating, made when it is first asked for."""
        from .actions import Actions

        return Actions(self)

    @cached_property
    def pictures(self) -> PictureActions:
        """What is done with the chosen pictures, made when it is first asked for."""
        from .picture_actions import PictureActions

        return PictureActions(self)

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
            queue.cancel_many_asked.connect(self.undo)
            queue.acted.connect(lambda code: self.actions.act(code))
        return self._queue

    def _connect_feed(self) -> None:
        self.feed.job_changed.connect(self._job_heard)
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
        old = self.window
        self.window = self._new_window()
        self.window.show()
        self.window.take_over(old)
        self._show_counts()
        self.notices.refresh()
        if "pictures" in self.__dict__:
            self.pictures.show_standing()
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
        for recipe, times in self._early_jobs.items():
            self._make(runner, recipe, times)
        for call in self._early:
            call(runner)
        self._early_jobs, self._early = {}, []

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
        """Makes jobs of the recipe, and offers to take them back while they are held.

        The same form pressed twice within half a second counts once. That is measured here, at the press: the runner
        may come seconds later, and would take all early presses for one.
        """
        now, last = self.clock(), self._last_press
        self._last_press = now, (recipe, times)
        if last and last[1] == (recipe, times) and now - last[0] < SAME_PRESS:
            return
        if self._runner:
            self._make(self._runner, recipe, times)
        else:
            self._early_jobs[recipe] = self._early_jobs.get(recipe, 0) + times

    def _make(self, runner: Runner, recipe: Recipe, times: int) -> None:
        jobs, queue = runner.generate(recipe, times), runner.queue
        hold = self.kept.value.hold_seconds
        if jobs and hold and not queue.paused and not queue.key_missing:
            self.window.composer.foot.hold([job.id for job in jobs], jobs[0].created_at + hold)
        if jobs:
            self.window.middle.gallery.bring(jobs[-1].id)

    def cancel(self, job_id: int) -> None:
        """Takes a waiting job back, or asks the service to cancel it."""
        self.when_running(lambda runner: runner.cancel(job_id))

    def undo(self, job_ids: frozenset[int]) -> None:
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

    def _job_heard(self, job: Job) -> None:
        before = self.model.job(job.id)
        if before and before.state is not job.state and job.state in _ANSWERED:
            self._service_heard = True
        if job.state is not JobState.SAVING:
            self.notices.clear("saving")  # it can be saved again
        self._job_changed(job)

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
        composer = self.window.composer
        if not composer.recipe().prompt.strip():
            composer.show_recipe(job.recipe)
        self._dropped = None if composer.recipe() == job.recipe else job.recipe
        self.notices.say("saving", lambda: happened.not_saved(fault, self._dropped is not None))
        self._show_counts()

    def show_dropped(self) -> None:
        """Puts the recipe of the job that could not be saved into the form."""
        if self._dropped:
            self.window.composer.show_recipe(self._dropped)
            self._dropped = None
            self.notices.clear("saving")

    def _queue_changed(self, queue: QueueChanged) -> None:
        self._queue_state = queue
        self.model.set_queue(queue)
        if self._queue:
            self._queue.set_queue(queue)
        self._show_counts()

    def _show_counts(self) -> None:
        now = time.time()
        counts = self.tally.counts(now)
        queue = self._queue_state
        self.window.status_bar.show_counts(counts)
        self.window.status_bar.show_connection(connection(queue if self._runner else None, self._service_heard))
        self.window.composer.set_holdup("key" if queue.key_missing else "paused" if queue.paused else "")
        if self._finishing and self._runner and self._runner.sending:
            self.window.show_finishing(self._runner.sending)
        self.window.toolbar.queue.set_count(counts.unended)
        self.window.toolbar.set_paused(queue.paused is not None)
        self.notices.queue_changed(queue, len(self.tally.waiting_ids()))
        if self._queue and self._queue.isVisible():
            self._queue.set_jobs(self.tally.jobs(now))

    # What the user asks to see

    def open_queue(self) -> None:
        self.queue.set_jobs(self.tally.jobs(time.time()))
        self.queue.set_queue(self._queue_state)
        self.queue.open_under(self.window.toolbar.queue)

    def status_asked(self, item: str) -> None:
        if item == "jobs":
            self.open_queue()
        elif item == "saved":
            self.actions.show_library()
        elif item == "today":
            self.window.middle.close_loupe()
            self.window.middle.gallery.scrollToTop()
        else:
            self.when_running(lambda runner: runner.ask_now())

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
        if self._runner:
            self._runner.stop_sending()  # first: while the settings are written, a job could leave
        self._finishing = True
        self._remember()
        if self._runner and self._runner.sending:
            self.window.show_finishing(self._runner.sending)
        else:
            self.window.hide()
        await self.kept.write()

    def close(self) -> None:
        """The window goes."""
        self.window.hide()
        self.window.deleteLater()
        self.deleteLater()

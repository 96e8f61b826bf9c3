"""One library in one window: says who is connected to whom between the window, the runner and the library."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ...core.catalog import Catalog
from ...core.errors import Fault
from ...core.events import QueueChanged
from ...core.job import ACCEPTED, Job, JobState
from ...core.recipe import Recipe
from ...library.library import Library
from ..base.language import apply_language, translate_message
from ..base.settings_in_use import KeptSettings
from ..base.tasks import Tasks
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
from ..pictures.thumbnails import Thumbnails
from ..process.ending import Leaving
from ..window.main_window import MainWindow
from ..window.pages import ChosenInPages, Pages
from ..window.status_bar import connection
from .wiring import connect_finding, connect_queue, connect_window

if TYPE_CHECKING:
    from ...runner.runner import Runner
    from ..exporting.picture_actions import PictureActions
    from ..queue.popover import QueuePopover
    from .next_steps import Actions

FIRST_JOBS = 60  # more than fit on a screen
SAME_PRESS = 0.5  # seconds
QUEUE_THUMBNAILS = 8 * 1024 * 1024  # bytes of pixmaps for the rows of the queue
_ANSWERED = ACCEPTED | {JobState.FETCHING, JobState.DONE, JobState.FAILED}  # states that only the service brings
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
        self.clock = time.monotonic
        self.place = place
        self.tasks = tasks
        self.kept = kept
        self.begun_with = kept.value  # what is read only at the start of a session stands here
        self.library = library
        self._app = app
        self.catalog = catalog
        self._runner: Runner | None = None
        self._queue: QueuePopover | None = None
        self._early: list[Callable[[Runner], object]] = []
        self._early_jobs: dict[Recipe, tuple[int, bool]] = {}  # asked for before the runner was there: times and front
        self._last_press: tuple[float, Recipe] | None = None
        self._dropped: Recipe | None = None  # of a job that could not be saved, where the form has another
        self._service_heard = False  # the service has answered in this session
        self._finishing = False
        self._queue_state = QueueChanged()
        self.all_read = asyncio.Event()  # the model has every job
        self.feed = Feed(self)
        self.tally = Tally()
        self.notices = Notices(self)
        self.prompts = PromptHistory()
        self.model = GalleryModel(translate_message, self)
        self.thumbnails = Thumbnails(library.thumbnail, tasks.start, self, stored=library.stored_thumbnails)
        self._show_first()
        self._connect_feed()
        self.chosen = ChosenInPages(self)
        self.finding = Finding(self)
        self.judging = Judging(self)
        self.collections = Collections(self)
        self.window = self._new_window()
        connect_finding(self)
        self.show_counts()
        if catalog.trouble:
            from ..model_picker.add_own import say_trouble

            say_trouble(self, catalog.trouble)

    def _show_first(self) -> None:
        first = self.library.first_jobs(FIRST_JOBS)
        self.model.set_jobs(first)
        self.model.set_marks(self.library.first_marks(first))
        self.tally.hear(first)

    # The window

    def _new_window(self) -> MainWindow:
        middle = Pages(self.catalog, self.model, self.thumbnails, self.tasks.start)
        self.chosen.follow(middle)
        window = MainWindow(self.catalog, self.kept.value, middle, demo=self.place.demo, service=self.place.service)
        self._queue = None
        connect_window(self, window)
        middle.gallery.set_tile_size(window.tile())
        self.finding.set_up(middle.gallery)
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
            self._queue = QueuePopover(translate_message, self._usual, self.model.arrived, small, self.window)
            connect_queue(self, self._queue)
        return self._queue

    def _connect_feed(self) -> None:
        self.feed.job_changed.connect(self._job_heard)
        self.feed.job_dropped.connect(self._job_dropped)
        self.feed.progress.connect(self.model.progress)
        self.feed.queue_changed.connect(self._queue_changed)
        self.notices.changed.connect(lambda words: self.window.banner.say(words))
        self.tasks.failed.connect(self.say_unexpected)

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
        if self._runner:
            self._runner.catalog_changed(catalog)

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
        self._runner = runner
        runner.catalog_changed(self.catalog)  # one may have been added meanwhile
        runner.listen(self.feed.hear)
        for job in runner.live_jobs():
            self._job_changed(job)
        self._queue_changed(runner.queue)
        for recipe, (times, front) in self._early_jobs.items():
            self._make(runner, recipe, times, front)
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

    def generate(self, recipe: Recipe, times: int, front: bool = False) -> None:
        """Makes jobs of the recipe, and offers to take them back while they are held; with `front` they go first.

        The same recipe pressed twice within half a second counts once, by whichever key: the number of jobs is 1 again
        at the second press. That is measured here: the runner may come seconds later, and would take all for one.
        """
        now, last = self.clock(), self._last_press
        self._last_press = now, recipe
        if last and last[1] == recipe and now - last[0] < SAME_PRESS:
            return
        if self._runner:
            self._make(self._runner, recipe, times, front)
        else:
            asked, first = self._early_jobs.get(recipe, (0, False))
            self._early_jobs[recipe] = asked + times, front or first

    def _make(self, runner: Runner, recipe: Recipe, times: int, front: bool) -> None:
        jobs, queue = runner.generate(recipe, times, front=front), runner.queue
        hold = self.kept.value.hold_seconds
        if jobs and not queue.paused and not queue.key_missing:
            self.window.composer.foot.hold([job.id for job in jobs], jobs[0].created_at + hold)
        if jobs:
            self.window.middle.gallery.bring(jobs[-1].id)

    def cancel(self, job_id: int) -> None:
        """Takes a waiting job back, or asks the service to cancel it."""
        self.when_running(lambda runner: runner.cancel(job_id))

    def undo(self, job_ids: frozenset[int]) -> None:
        self._last_press = None  # who presses again now means it
        for job_id in job_ids:
            self.cancel(job_id)

    def key_changed(self) -> None:
        """The service has been given a key."""
        self.when_running(lambda runner: runner.key_changed())

    def _usual(self, model: str) -> tuple[float, float] | None:
        return self._runner.usual(model) if self._runner else None

    # What the runner says

    def _job_heard(self, job: Job) -> None:
        before = self.model.job(job.id)
        if before is None:
            self.prompts.add(job.recipe.prompt)
        elif before.state is not job.state and job.state in _ANSWERED:
            self._service_heard = True
        if job.state is not JobState.SAVING:
            self.notices.clear("saving")  # it can be saved again
        self._job_changed(job)

    def _job_changed(self, job: Job) -> None:
        self.model.job_changed(job)
        self.tally.hear([job])
        foot = self.window.composer.foot
        if foot.holding and job.state not in (JobState.SAVING, JobState.WAITING):
            foot.release(self.tally.waiting_ids(), sent=job.state is not JobState.CANCELLED)
        self.show_counts()

    def _job_dropped(self, job: Job, fault: Fault) -> None:
        self.model.job_dropped(job, fault)
        self.tally.drop(job)
        composer = self.window.composer
        if not composer.recipe().prompt.strip():
            composer.show_recipe(job.recipe)
        self._dropped = None if composer.recipe() == job.recipe else job.recipe
        self.notices.say("saving", lambda: happened.not_saved(fault, self._dropped is not None))
        self.show_counts()

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
        self.show_counts()

    def show_counts(self) -> None:
        now = time.time()
        counts = self.tally.counts(now)._replace(missing=self.library.stock.known)
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
            self.actions.act("locate") if self.library.stock.known else self.actions.show_library()
        elif item in ("today", "selection"):
            gallery = self.window.middle.gallery
            self.window.middle.close_loupe()
            gallery.scrollToTop() if item == "today" else gallery.scrollTo(gallery.currentIndex())
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

"""The runner: the one place where jobs are made, sent, followed, cancelled and taken up again."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from types import TracebackType

from ..core.catalog import Catalog
from ..core.errors import Fault, LibraryError, Refused, ServiceError, StorageError
from ..core.events import Event, JobDropped, QueueChanged
from ..core.job import Job, JobIds, JobState
from ..core.pacing import Pacing, usual_span
from ..core.recipe import Recipe, validate
from ..core.settings import Settings
from ..library.library import Library
from ..service.maxapi import MaxAPI
from .deciding import end_unknown, retry_links
from .desk import Desk
from .fetching import Fetcher
from .left import jobs_left
from .outcome import repeatable, with_cancel_asked, with_wish
from .polling import Poller
from .sending import Sender

log = logging.getLogger(__name__)

_SAME_PRESS = 0.5  # seconds in which the same form pressed twice counts once
_LAST_SENDS = 15.0  # seconds that closing waits for the answer of a send: it is a receipt


class Runner:
    """Used as `async with Runner(…) as runner`; leaving waits for sends in flight and leaves all states as they are.

    Commands are plain calls and return at once; what comes of them is heard by the listeners.
    With `resume=False` jobs of earlier runs are left alone.
    """

    def __init__(
        self,
        library: Library,
        service: MaxAPI,
        catalog: Catalog,
        settings: Settings,
        *,
        resume: bool = True,
        pacing: Pacing | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._desk = desk = Desk(library, service, pacing or Pacing(), clock)
        self._catalog = catalog
        self._resume = resume
        self._ids = JobIds(library.last_job_id)
        self._usual: dict[str, tuple[float, float] | None] = {}
        self._last_press: tuple[float, object] | None = None
        self._telling = self._keeping_order = False
        self._said: QueueChanged | None = None
        self._last_answers: float | None = None  # loop time until which closing waits for sends in flight
        self._group = asyncio.TaskGroup()
        self._poller = Poller(desk, self.usual, self._made, self._accepted, self._pause)
        self._fetcher = Fetcher(desk, self._poller.fresh_links, self._pause)
        self._sender = Sender(desk, catalog, settings, self._accepted)
        desk.queue_moved = self._queue_moved

    async def __aenter__(self) -> Runner:
        await self._group.__aenter__()
        self._desk.open(self._group)
        try:
            if self._resume:
                await self._take_up()
        except BaseException:
            await self.__aexit__(None, None, None)
            raise
        self._desk.keep_running(self._sender.run)
        self._desk.keep_running(self._poller.run)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop_sending()
        try:
            async with asyncio.timeout_at(self._last_answers):
                await self._sender.quiet.wait()
        except TimeoutError:
            pass  # what is still in flight stays *sending* on disk and is *answer unknown* at the next start
        finally:
            self._desk.stop()
            await self._group.__aexit__(None, None, None)

    # What can be asked of it

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Calls `listener` with every event from now on; returns what stops it."""
        self._desk.listeners.append(listener)
        return lambda: self._desk.listeners.remove(listener)

    @property
    def queue(self) -> QueueChanged:
        """How the queue as a whole stands."""
        sender, jobs = self._sender, self._desk.jobs
        return QueueChanged(
            paused=sender.paused or self._desk.storage_fault,
            left_over=frozenset(sender.left_over),
            offline=sender.offline or self._poller.offline,
            key_missing=not self._desk.service.key,
            send_times=sender.send_times(),
            order=tuple(job_id for job_id in sender.order() if jobs[job_id].state is not JobState.SENDING),
        )

    @property
    def sending(self) -> int:
        """How many sends are in flight."""
        return len(self._sender.in_flight)

    def live_jobs(self) -> list[Job]:
        """The jobs that have not ended, oldest first."""
        return sorted(self._desk.jobs.values(), key=lambda job: job.id)

    def usual(self, model: str) -> tuple[float, float] | None:
        """The span of seconds this user's jobs of the model usually take, None while too few are known."""
        return self._usual.get(model)

    # What the user can do

    def generate(
        self, recipe: Recipe, times: int = 1, *, front: bool = False, pressed: float | None = None
    ) -> list[Job]:
        """Makes `times` jobs of the recipe, shown at once and sent when they are on disk and their hold is over.

        With `front` they go before all that wait. The same recipe within half a second counts once, however many and
        whether to the front or not: it returns []. `pressed` is the loop's time of the press, where that was before
        this call. Raises ValueError for an invalid recipe.
        """
        if validate(recipe, self._catalog):
            raise ValueError("an invalid recipe")
        return [] if self._pressed_again(recipe, pressed) else self._new_jobs([recipe] * times, front=front)

    def move(self, job_id: int, before: int | None) -> None:
        """Lets a waiting job go right before another, or last with None. Its hold and every pause hold as ever."""
        if self._sender.move([job_id], before):
            self._order_changed()

    def to_front(self, job_id: int) -> None:
        """Lets a waiting job go before all others."""
        self.move(job_id, next(iter(self._sender.order()), None))

    def cancel(self, job_id: int) -> None:
        """Takes a waiting job back for free; asks the service to cancel an accepted one, which it may refuse."""
        self._last_press = None  # who generates again right after it means it
        self._desk.note(job_id, with_wish)  # at once: a send that is just being prepared sees it
        self._desk.spawn(self._cancel(job_id))

    def cancel_waiting(self) -> None:
        """Takes back every job that still waits here."""
        self._cancel_all(job.id for job in self.live_jobs() if job.state is JobState.WAITING)

    def pause(self) -> None:
        """Sends nothing more; what was accepted goes on."""
        self._pause(Fault("paused_by_user"))

    def go_on(self) -> None:
        """Ends every pause and tries at once."""
        self._sender.go_on()
        self.ask_now()

    def send_left_over(self) -> None:
        """Sends the jobs that were found waiting at start."""
        self._sender.left_over.clear()
        self._queue_moved()

    def discard_left_over(self) -> None:
        """Cancels the jobs that were found waiting at start; they were never sent."""
        self._cancel_all(sorted(self._sender.left_over))

    def send_again(self, job_id: int) -> None:
        """Makes a new, paid job of an ended job's recipe; one whose answer is unknown is counted as lost by that.

        The same call within half a second counts once.
        """
        if not self._pressed_again(job_id):
            self._desk.spawn(self._send_again(job_id))

    def count_as_lost(self, job_id: int) -> None:
        """Ends a job whose answer is unknown; its receipt stays, and a task that it names is still asked for."""
        self._desk.spawn(end_unknown(self._desk, job_id))

    def retry_links(self, job_id: int) -> None:
        """Asks the service for fresh links of a job and tries again what could not be fetched; it costs nothing."""
        self._desk.spawn(retry_links(self._desk, self._poller, self._fetcher, job_id))

    def ask_now(self) -> None:
        """Asks for every job and tries every missing picture at once."""
        self._poller.ask_now()
        self._fetcher.ask_now()
        self._sender.try_now()

    def catalog_changed(self, catalog: Catalog) -> None:
        """There are other models than before."""
        self._catalog = self._sender.catalog = catalog

    def key_changed(self) -> None:
        """The service has been given a key, or another one."""
        if self._sender.paused and self._sender.paused.code == "key_refused":
            self._sender.paused = None
        self._queue_moved()
        self.ask_now()

    def set_settings(self, settings: Settings) -> None:
        """Hold and limits as they are to be from now on; a job that is held already keeps its seconds."""
        self._sender.settings = settings
        self._queue_moved()

    def stop_sending(self) -> None:
        """Starts no more sends; those in flight have 15 seconds from now, and leaving the runner waits for them."""
        self._sender.closing = True
        if self._last_answers is None:
            self._last_answers = asyncio.get_running_loop().time() + _LAST_SENDS

    # How it does it

    def _pressed_again(self, what: object, pressed: float | None = None) -> bool:
        """The one place where a press is taken for the second half of a double one."""
        now = asyncio.get_running_loop().time() if pressed is None else pressed
        last, self._last_press = self._last_press, (now, what)
        return last is not None and last[1] == what and now - last[0] < _SAME_PRESS

    def _new_jobs(self, recipes: list[Recipe], parent_id: int | None = None, front: bool = False) -> list[Job]:
        now, first = self._desk.clock(), next(iter(self._sender.order()), None)
        jobs = []
        for recipe in recipes:
            model = self._catalog.get(recipe.model)
            expected = (model.pictures if model else 1) * recipe.count
            jobs.append(Job(self._ids.next(), recipe, expected, now, parent_id=parent_id))
        for job in jobs:
            self._sender.hold(job.id)
            self._desk.show(job)
        self._desk.spawn(self._write(jobs))
        if front and self._sender.move([job.id for job in jobs], first):
            self._order_changed()
        return jobs

    def _order_changed(self) -> None:
        self._queue_moved()
        if not self._keeping_order:
            self._keeping_order = True
            self._desk.spawn(self._keep_order())

    async def _keep_order(self) -> None:
        """What was still waiting comes back in its order at the next start; a disk that refuses costs only that."""
        self._keeping_order = False
        try:
            await self._desk.library.keep_order(self._sender.moved)
        except (StorageError, LibraryError) as error:
            log.warning("the order of the queue is not kept: %s", error.fault)

    async def _write(self, jobs: list[Job]) -> None:
        waiting = [replace(job, state=JobState.WAITING) for job in jobs]
        try:
            await self._desk.library.add_jobs(waiting)
        except (StorageError, LibraryError) as error:
            for job in jobs:
                self._desk.jobs.pop(job.id, None)
                self._desk.tell(JobDropped(job, error.fault))
            self._queue_moved()
            return
        await self._check_room()
        for job in waiting:
            self._desk.show(replace(job, cancel_asked=self._desk.jobs[job.id].cancel_asked))
            if self._desk.jobs[job.id].cancel_asked:
                await self._cancel(job.id)

    async def _check_room(self) -> None:
        """Pauses before anything is sent of a batch that won't fit on the disk with all that is still to come."""
        coming = (job for job in self._desk.jobs.values() if job.state is not JobState.UNKNOWN)
        pixels = sum(map(self._sender.pixels_to_come, coming))
        try:
            lack = await self._desk.library.lacks_room(pixels)
        except (StorageError, LibraryError):
            return  # each send looks again, and says what is wrong
        if lack:
            self._pause(Fault("batch_too_large", " / ".join(f"{size / 1e9:.1f} GB" for size in lack)))

    async def _take_up(self) -> None:
        """Every job of an earlier run: what waited stays until the user says so, what was accepted is asked for."""
        self._sender.moved = await self._desk.library.order()
        for job in await jobs_left(self._desk):
            self._desk.take(job)
            await self._learn(job.recipe.model)
            if job.state is JobState.WAITING:
                self._sender.left_over.add(job.id)
            elif job.asked_for:
                self._poller.add(job, at_once=True)
                if job.cancel_asked:
                    self.cancel(job.id)
            elif job.state is JobState.FETCHING:
                self._fetcher.add(job)
        self._queue_moved()

    async def _learn(self, model: str, again: bool = False) -> None:
        if again or model not in self._usual:
            try:
                self._usual[model] = usual_span(await self._desk.library.made_seconds(model))
            except (StorageError, LibraryError):
                self._usual.setdefault(model, None)

    def _accepted(self, job: Job) -> None:
        self._poller.add(job)
        self._desk.spawn(self._learn(job.recipe.model))
        if job.cancel_asked:
            self.cancel(job.id)

    def _made(self, job: Job) -> None:
        self._fetcher.add(job)
        self._desk.spawn(self._learn(job.recipe.model, again=True))
        self._sender.wake()

    def _pause(self, fault: Fault) -> None:
        self._sender.pause(fault)

    def _queue_moved(self) -> None:
        """Something of the queue may have changed; many changes in a row are looked at once."""
        if not self._telling:
            self._telling = True
            asyncio.get_running_loop().call_soon(self._tell_queue)

    def _tell_queue(self) -> None:
        """Tells of the queue when it stands differently, and lets the sender look again."""
        self._telling = False
        self._sender.left_over &= {job.id for job in self._desk.jobs.values() if job.state is JobState.WAITING}
        queue = self.queue
        if queue != self._said:
            self._said = queue
            self._desk.tell(queue)
        self._sender.wake()

    def _cancel_all(self, job_ids: Iterable[int]) -> None:
        for job_id in job_ids:
            self.cancel(job_id)

    async def _cancel(self, job_id: int) -> None:
        """The wish is on disk before anything is asked: a stop in between doesn't forget it."""
        job = self._desk.jobs.get(job_id)
        if job is None:
            return
        if job.state is JobState.SAVING:
            return  # _write goes on from here
        now = self._desk.clock()
        job = await self._desk.change(job_id, lambda job: with_cancel_asked(job, now))
        if job is None or job.state is not JobState.PENDING or not (key := self._poller.key_of(job)):
            return
        try:
            await self._desk.service.cancel(job.task_id or "", key)
        except Refused:
            await self._desk.change(job_id, lambda job: replace(job, cancel_asked=False))
        except ServiceError as error:
            fault = error.fault
            self._desk.note(job_id, lambda job: replace(job, cancel_asked=False, fault=fault))
        self._poller.add(job, at_once=True)

    async def _send_again(self, job_id: int) -> None:
        job = self._desk.jobs.get(job_id) or await self._desk.library.job(job_id)
        if job is None or not repeatable(job):
            return
        if job.state is JobState.UNKNOWN and await end_unknown(self._desk, job_id) is None:
            return
        self._new_jobs([job.recipe], parent_id=job.id)

    async def wait(self, job_ids: Iterable[int]) -> None:
        """Returns when each of the jobs has ended or its answer is unknown; not while the queue is paused."""
        open_ids, done = set(job_ids), asyncio.Event()

        def look(_: Event | None = None) -> None:
            live = (self._desk.jobs.get(job_id) for job_id in open_ids)
            if not any(job and job.state is not JobState.UNKNOWN for job in live):
                done.set()

        stop = self.listen(look)
        try:
            look()
            await done.wait()
        finally:
            stop()

"""What the stages of the runner share: the jobs in memory, their way to disk, and the listeners."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Any
from weakref import WeakValueDictionary

from ..core.errors import Fault, LibraryError, StorageError
from ..core.events import Event, JobChanged
from ..core.job import Job
from ..core.pacing import Pacing
from ..library.library import Library
from ..service.maxapi import MaxAPI

log = logging.getLogger(__name__)


_BEGIN_AGAIN = 5.0  # seconds until a loop that a bug has ended begins again


@contextlib.contextmanager
def _outermost(crashed: Callable[[str], None] | None = None) -> Iterator[None]:
    """The runner's outermost line: a bug is logged, told to `crashed` by its name, and kept from the other jobs."""
    try:
        yield
    except Exception as error:
        log.exception("unexpected")
        if crashed:
            crashed(type(error).__name__)


class Desk:
    """Jobs that have not ended, by id, and the given up ones. Whoever changes one does it through `change`, so no two
    edits cross."""

    def __init__(
        self, library: Library, service: MaxAPI, pacing: Pacing, clock: Callable[[], float] = time.time
    ) -> None:
        self.library = library
        self.service = service
        self.pacing = pacing
        self.clock = clock  # seconds UTC, for what is recorded; waiting goes by the loop's own clock
        self.jobs: dict[int, Job] = {}
        self.given_up: dict[int, Job] = {}  # have ended for everybody but the poller: see Job.given_up
        self.retried: set[int] = set()  # jobs whose links are being asked for anew
        self.storage_fault: Fault | None = None
        self.listeners: list[Callable[[Event], None]] = []
        self.queue_moved: Callable[[], None] = lambda: None
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()  # those somebody holds or awaits
        self._group: asyncio.TaskGroup | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self, group: asyncio.TaskGroup) -> None:
        """From now on background work may be started in `group`."""
        self._group = group

    def spawn(self, work: Coroutine[Any, Any, object], crashed: Callable[[str], None] | None = None) -> None:
        """Runs `work` in the runner's group. What it raises is a bug: logged, told to `crashed`, kept from the rest."""
        assert self._group is not None, "the runner is not open"
        task = self._group.create_task(self._guard(work, crashed))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: work.close())  # one cancelled before its first step was never begun

    def keep_running(self, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Runs an endless loop; one that a bug has ended begins again a little later."""

        async def endless() -> None:
            while True:
                await self._guard(run())
                await asyncio.sleep(_BEGIN_AGAIN * self.pacing.scale)

        self.spawn(endless())

    def stop(self) -> None:
        """Cancels all background work; states on disk stay as they are."""
        for task in self._tasks:
            task.cancel()

    async def _guard(self, work: Coroutine[Any, Any, object], crashed: Callable[[str], None] | None = None) -> None:
        with _outermost(crashed):
            await work

    def tell(self, event: Event) -> None:
        """Lets every listener hear the event; one that breaks costs nobody a job."""
        for listener in list(self.listeners):
            with _outermost():
                listener(event)

    def show(self, job: Job) -> None:
        """Takes a job as it now is, on disk already, and tells of it; one that has ended is let go."""
        known = self.find(job.id)
        kept, other = (self.given_up, self.jobs) if job.given_up else (self.jobs, self.given_up)
        other.pop(job.id, None)
        if job.ended and not job.given_up:
            self.jobs.pop(job.id, None)
        else:
            kept[job.id] = job
        if job != known:
            self.tell(JobChanged(job))
            self.queue_moved()

    def take(self, job: Job) -> None:
        """Takes a job of an earlier run; nobody is told of one that has ended for everybody else."""
        if job.given_up:
            self.given_up[job.id] = job
        else:
            self.show(job)

    def find(self, job_id: int) -> Job | None:
        """A job that has not ended, or was given up and is still asked for."""
        return self.jobs.get(job_id) or self.given_up.get(job_id)

    def lock(self, job_id: int) -> asyncio.Lock:
        """Held while a job goes from one state on disk to the next."""
        return self._locks.setdefault(job_id, asyncio.Lock())

    async def change(
        self, job_id: int, edit: Callable[[Job], Job], write: Callable[[Job], Awaitable[None]] | None = None
    ) -> Job | None:
        """Writes the edited job to disk, by `write` if given, then shows it. None when the job has ended meanwhile.

        `edit` is pure: it is applied again after the write, to a job that may have been noted on meanwhile.
        """
        async with self.lock(job_id):
            job = self.find(job_id)
            if job is None:
                return None
            to_write = changed = edit(job)
            if changed != job:
                await self.insist(lambda: (write or self.library.save_job)(to_write))
                changed = edit(self.find(job_id) or job)
                self.show(changed)
            return changed

    def note(self, job_id: int, edit: Callable[[Job], Job]) -> None:
        """Shows what needs no disk: a trouble that passes, a picture on its way or recorded by the library itself."""
        job = self.jobs.get(job_id)
        if job is not None:
            self.show(edit(job))

    async def insist(self, write: Callable[[], Awaitable[None]]) -> None:
        """Writes what the service has said; where the disk refuses, says so and tries until it is written."""
        failures = 0
        while True:
            try:
                await write()
            except (StorageError, LibraryError) as error:
                failures += 1
                log.error("not written to the library: %s", error.fault)
                self._storage(error.fault)
                await asyncio.sleep(self.pacing.retry_after(failures, random.random(), longest=15))
            else:
                self._storage(None)
                return

    def _storage(self, fault: Fault | None) -> None:
        if self.storage_fault != fault:
            self.storage_fault = fault
            self.queue_moved()

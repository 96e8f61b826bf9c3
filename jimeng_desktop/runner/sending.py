"""From waiting to accepted: hold, limits, preflight, one submit, and the three outcomes it can have."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..core.catalog import Catalog
from ..core.errors import (
    AnswerUnknown,
    Fault,
    KeyRefused,
    LibraryError,
    NoPoints,
    NotSent,
    RateLimited,
    Refused,
    StorageError,
)
from ..core.job import Job, JobState
from ..core.settings import Settings
from ..desktop.keychain import fingerprint
from .desk import Desk

log = logging.getLogger(__name__)

_UNSENT = frozenset({JobState.SAVING, JobState.WAITING, JobState.SENDING})  # one being sent may come back to wait
_LARGEST = (4096, 4096)  # taken for the room a job needs when its pixels aren't known


class Sender:
    """Sends waiting jobs, oldest first unless they were moved. One loop decides; each send is a task of its own."""

    def __init__(self, desk: Desk, catalog: Catalog, settings: Settings, accepted: Callable[[Job], None]) -> None:
        self.desk = desk
        self.catalog = catalog
        self.settings = settings
        self.paused: Fault | None = None
        self.offline: Fault | None = None
        self.left_over: set[int] = set()
        self.moved: tuple[int, ...] = ()  # the order as of the last move; ids that have gone since do no harm
        self.in_flight: set[int] = set()
        self.quiet = asyncio.Event()  # set while nothing is in flight
        self.quiet.set()
        self.closing = False
        self._accepted = accepted
        self._held: dict[int, tuple[float, float]] = {}  # loop time at which a job's hold ends, and its seconds
        self._not_before = 0.0  # loop time: the service is out of reach or asks for a pause
        self._failures = 0
        self._wake = asyncio.Event()

    def hold(self, job_id: int) -> None:
        """Starts the seconds in which a new job can still be taken back."""
        seconds = self.settings.hold_seconds
        self._held[job_id] = asyncio.get_running_loop().time() + seconds, seconds

    def wake(self) -> None:
        """Something has changed: look again."""
        self._wake.set()

    def try_now(self) -> None:
        """Cuts the wait short where the service was out of reach; a pause that it asked for is kept."""
        if self.offline:
            self._not_before = 0.0
        self.wake()

    def pause(self, fault: Fault) -> None:
        """Nothing more is sent until `go_on`; the first reason stands."""
        if self.paused is None:
            self.paused = fault
            self.desk.queue_moved()

    def go_on(self) -> None:
        """Sends again, at once."""
        self.paused = None
        self._not_before = 0.0
        self.desk.queue_moved()
        self.wake()

    def send_times(self) -> tuple[tuple[int, float], ...]:
        """When the hold of each waiting job ends, in seconds UTC."""
        held = self._held
        return tuple((job.id, job.created_at + held[job.id][1]) for job in self._queue() if job.id in held)

    def order(self) -> list[int]:
        """The jobs not sent yet as they go: first as the user put them, then those that came later, oldest first."""
        place = {job_id: at for at, job_id in enumerate(self.moved)}
        unsent = (job.id for job in self.desk.jobs.values() if job.state in _UNSENT)
        return sorted(unsent, key=lambda job_id: (place.get(job_id, len(place)), job_id))

    def move(self, job_ids: Sequence[int], before: int | None) -> bool:
        """Puts these jobs right before another, last with None; False where that changes nothing.

        One that has left the queue meanwhile was first in it: before it is the front.
        """
        order = self.order()
        going = [job_id for job_id in job_ids if job_id in order and job_id != before]
        rest = [job_id for job_id in order if job_id not in going]
        at = len(rest) if before is None else rest.index(before) if before in rest else 0
        rest[at:at] = going
        if rest == order:
            return False
        self.moved = tuple(rest)
        return True

    async def run(self) -> None:
        """Sends what may be sent, for ever."""
        while True:
            self._wake.clear()
            wait = self._start_due()
            try:
                async with asyncio.timeout(wait):
                    await self._wake.wait()
            except TimeoutError:
                pass

    def _queue(self) -> list[Job]:
        jobs = (self.desk.jobs[job_id] for job_id in self.order())
        return [job for job in jobs if job.state is JobState.WAITING and job.id not in self.left_over]

    def _start_due(self) -> float | None:
        """Starts every send that may start now; returns the seconds until the next could, None for "when woken"."""
        now = asyncio.get_running_loop().time()
        self._held = {job_id: hold for job_id, hold in self._held.items() if job_id in self.desk.jobs}
        if self.closing or self.paused or not self.desk.service.key:
            return None
        if now < self._not_before:
            return self._not_before - now
        waits = []
        for job in self._queue():
            if job.id in self.in_flight:
                continue
            if not self._room_for_one():
                return None
            held = self._held.get(job.id, (0.0, 0.0))[0] - now
            if held > 0:
                waits.append(held)
            else:
                self._start(job.id)
        return min(waits, default=None)

    def _room_for_one(self) -> bool:
        open_jobs = sum(job.accepted and not _stands_still(job) for job in self.desk.jobs.values())
        return (
            len(self.in_flight) < self.settings.sends_at_once
            and open_jobs + len(self.in_flight) < self.settings.open_jobs
        )

    def _start(self, job_id: int) -> None:
        self.in_flight.add(job_id)
        self.quiet.clear()
        self.desk.spawn(self._send(job_id), crashed=lambda name: self._crashed(job_id, name))

    async def _send(self, job_id: int) -> None:
        try:
            prepared = await self._prepare(job_id)
            if prepared is not None:
                await self._submit(*prepared)
        finally:
            self.in_flight.discard(job_id)
            self._held.pop(job_id, None)
            if not self.in_flight:
                self.quiet.set()
            self.desk.queue_moved()
            self.wake()

    async def _prepare(self, job_id: int) -> tuple[Job, bytes, str] | None:
        """The job, *sending* on disk, with its exact body and key, or None when it must not be sent after all."""
        service, library = self.desk.service, self.desk.library
        async with self.desk.lock(job_id):
            job = self.desk.jobs.get(job_id)
            key = service.key
            if job is None or job.state is not JobState.WAITING or job.cancel_asked or not key or self.closing:
                return None
            body = service.body(job.recipe)
            sending = replace(
                job,
                state=JobState.SENDING,
                fault=None,
                sent_at=self.desk.clock(),
                service=service.origin,
                key_mark=fingerprint(key),
            )
            try:
                await library.check_room(self._pixels(job), job.expected)
                await library.begin_send(sending, body)
            except (StorageError, LibraryError) as error:
                self.pause(error.fault)
                return None
            if self.desk.jobs[job_id].cancel_asked:  # while that was written: it never leaves
                await self._take_back(sending)
                return None
            self.desk.show(sending)
            return sending, body, key

    def _pixels(self, job: Job) -> int:
        width, height = self.catalog.expected_pixels(job.recipe.ratio, job.recipe.resolution) or _LARGEST
        return width * height

    def pixels_to_come(self, job: Job) -> int:
        """Of the job's pictures that are not saved yet."""
        return self._pixels(job) * (len(job.pictures) - job.saved if job.pictures else job.expected)

    async def _take_back(self, job: Job) -> None:
        cancelled = replace(job, state=JobState.CANCELLED, cancel_asked=True, ended_at=self.desk.clock())
        await self.desk.insist(lambda: self.desk.library.end_send(cancelled, "not_sent", "", False))
        self.desk.show(cancelled)

    async def _submit(self, job: Job, body: bytes, key: str) -> None:
        """One submit and the write of what came of it."""
        try:
            task_id = await self.desk.service.submit(body, key)
            log.info("job %d accepted as task %s", job.id, task_id)  # a second place, should the disk fail now
            if await self._known(job, task_id):
                raise AnswerUnknown("task id already known")
        except NotSent as error:
            await self._not_sent(job, error.fault)
        except RateLimited as error:
            await self._not_sent(job, error.fault, error.retry_after or 0.0, "refused")
        except (KeyRefused, NoPoints) as error:
            self.pause(error.fault)
            await self._settle(job, "refused", error.detail, state=JobState.WAITING, fault=error.fault)
        except Refused as error:
            ended = self.desk.clock()
            await self._settle(job, "refused", error.detail, state=JobState.FAILED, fault=error.fault, ended_at=ended)
        except AnswerUnknown as error:
            await self._settle(job, "unknown", error.detail, state=JobState.UNKNOWN, fault=error.fault)
        else:
            self._reached()
            now = self.desk.clock()
            await self._settle(job, "accepted", state=JobState.PENDING, task_id=task_id, accepted_at=now, fault=None)

    async def _known(self, job: Job, task_id: str) -> bool:
        try:
            return await self.desk.library.task_known(job.service, task_id)
        except (StorageError, LibraryError):
            return False  # the id is in hand: writing it down matters more than the doubt

    async def _not_sent(self, job: Job, fault: Fault, least: float = 0.0, outcome: str = "not_sent") -> None:
        """It waits again, at least so many seconds: nothing was accepted, so the client may send it once more."""
        self._failures += 1
        wait = max(least, self.desk.pacing.retry_after(self._failures, random.random()))
        self._not_before = asyncio.get_running_loop().time() + wait
        self.offline = fault if outcome == "not_sent" else None
        await self._settle(job, outcome, fault.detail, state=JobState.WAITING, fault=fault)

    def _reached(self) -> None:
        self._failures = 0
        self.offline = None

    async def _settle(self, job: Job, outcome: str, detail: str = "", **changes: object) -> None:
        """Writes the outcome with the job as one, and insists on it; then the job is shown and goes on."""
        async with self.desk.lock(job.id):
            settled = replace(self.desk.jobs.get(job.id, job), **changes)  # type: ignore[arg-type]
            if settled.state is JobState.WAITING and settled.cancel_asked:
                settled = replace(settled, state=JobState.CANCELLED, fault=None, ended_at=self.desk.clock())
            left = outcome != "not_sent"
            await self.desk.insist(lambda: self.desk.library.end_send(settled, outcome, detail, left))
            self.desk.show(settled)
        if settled.accepted:
            self._accepted(settled)

    def _crashed(self, job_id: int, name: str) -> None:
        """A bug in the middle of a send: the job may have been accepted, so only the user may send it again."""
        job = self.desk.jobs.get(job_id)
        if job is not None and job.state is JobState.WAITING:
            self.pause(Fault("unexpected", name))  # else it would be tried again at once, and for ever
        elif job is not None and job.state is JobState.SENDING:
            fault = Fault("answer_unknown", name)
            self.desk.spawn(self._settle(job, "unknown", name, state=JobState.UNKNOWN, fault=fault))


def _stands_still(job: Job) -> bool:
    """It can't be asked for with this key, or isn't known there: it must not keep the others waiting for ever."""
    return job.fault is not None and job.fault.code in ("other_key", "task_unknown")

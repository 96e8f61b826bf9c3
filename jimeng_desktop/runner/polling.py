"""From accepted to made: one scheduler asks for all jobs, paced by age and by this user's own history.

Doubtful jobs and those given up are asked for too: nothing that is said of them pauses the queue or ends the asking,
but a plain word of the service's makes them accepted.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from ..core.errors import Fault, KeyRefused, NotSent, RateLimited, Refused, ServiceError, TaskUnknown
from ..core.job import Job, JobState
from ..core.pacing import DOUBT_YOUNG
from ..desktop.keychain import fingerprint
from ..service.replies import Task
from .desk import Desk
from .outcome import after_fresh_links, after_word

log = logging.getLogger(__name__)

_RATE = 0.1  # seconds between two questions, whatever is due
_FORGOTTEN = 600.0  # a task the service doesn't know is asked for this long before the user is told
_GIVEN_UP = 24 * 3600.0  # and at least this long after it was accepted: a wrong 404 must not cost paid pictures
_ASK_RARELY = 300.0
_LONGEST_PAUSE = 3600.0  # however long a Retry-After may be
_OVERDUE = 3600.0  # after this the user is told; asking goes on


class Poller:
    """Asks the service how tasks stand. `made` hears of jobs whose pictures can be fetched, `accepted` of those that
    are no longer doubtful."""

    def __init__(
        self,
        desk: Desk,
        usual: Callable[[str], tuple[float, float] | None],
        made: Callable[[Job], None],
        accepted: Callable[[Job], None],
        pause: Callable[[Fault], None],
    ) -> None:
        self.desk = desk
        self.offline: Fault | None = None
        self._usual = usual
        self._made = made
        self._accepted = accepted
        self._pause = pause
        self._due: list[tuple[float, int]] = []
        self._next: dict[int, float] = {}  # the one entry of a job in `_due` that counts
        self._asking: set[int] = set()
        self._failures: dict[int, int] = {}
        self._unknown_since: dict[int, float] = {}
        self._not_before = 0.0
        self._wake = asyncio.Event()

    def add(self, job: Job, at_once: bool = False) -> None:
        """Asks for this job from now on."""
        if at_once:
            self._at(job.id, 0.0)
        else:
            self._schedule(job)

    def ask_now(self) -> None:
        """Asks for every job at once."""
        self._not_before = 0.0
        for job in (*self.desk.jobs.values(), *self.desk.given_up.values()):
            if job.asked_for:
                self._at(job.id, 0.0)

    def key_of(self, job: Job) -> str | None:
        """The key that the job was accepted with, where this is the service that did; None where it isn't at hand.

        A job is asked for with no other key, whichever one new jobs are sent with.
        """
        service = self.desk.service
        if job.service != service.origin:
            return None
        if service.key and job.key_mark == fingerprint(service.key):
            return service.key
        return service.kept_keys.get(job.key_mark)

    async def run(self) -> None:
        """Asks what is due, for ever."""
        while True:
            self._wake.clear()
            wait = self._ask_due()
            try:
                async with asyncio.timeout(wait):
                    await self._wake.wait()
            except TimeoutError:
                pass

    def _ask_due(self) -> float | None:
        now = asyncio.get_running_loop().time()
        if not self._due:
            return None
        wait = max(self._due[0][0], self._not_before) - now
        if wait > 0:
            return wait
        when, job_id = heapq.heappop(self._due)
        if self._next.get(job_id) != when:
            return 0.0
        del self._next[job_id]
        job = self.desk.find(job_id)
        if job is not None and job.asked_for and job_id not in self._asking:
            if key := self.key_of(job):
                self._asking.add(job_id)
                self.desk.spawn(self._ask(job, key), crashed=lambda name: self._again(job_id))
            elif self.desk.service.key:
                self.desk.note(job_id, partial(_with_fault, fault=Fault("other_key")))
        return _RATE * self.desk.pacing.scale

    def _at(self, job_id: int, seconds: float) -> None:
        self._next[job_id] = when = asyncio.get_running_loop().time() + seconds
        heapq.heappush(self._due, (when, job_id))
        self._wake.set()

    def _schedule(self, job: Job) -> None:
        after = self.desk.pacing.poll_after if job.accepted else self.desk.pacing.doubt_after
        wait = after(self._age(job), self._usual(job.recipe.model), random.random())
        if wait is not None:
            self._at(job.id, wait)

    def _age(self, job: Job) -> float:
        return max(0.0, self.desk.clock() - (job.accepted_at or job.sent_at or job.created_at))

    async def _ask(self, job: Job, key: str) -> None:
        job_id = job.id
        try:
            task = await self.desk.service.query(job.task_id or "", key)
        except RateLimited as error:
            wait = min(max(error.retry_after or 0.0, self._back_off(job_id)), _LONGEST_PAUSE)
            self._not_before = asyncio.get_running_loop().time() + wait
            self.desk.note(job_id, partial(_with_fault, fault=error.fault))
            self._at(job_id, wait)
        except KeyRefused as error:
            ours = key == self.desk.service.key
            if ours and job.accepted:
                self._pause(error.fault)
            self._trouble(job_id, error.fault if ours else Fault("other_key"), said=True)
        except TaskUnknown as error:
            await self._not_known(job_id, error.fault)
        except (Refused, ServiceError) as error:
            self._unknown_since.pop(job_id, None)
            self._reached(error.fault if isinstance(error, NotSent) else None)
            self._trouble(job_id, error.fault, said=not isinstance(error, NotSent))
        else:
            self._reached(None)
            self._forget(job_id)
            if task.skipped:
                log.warning("job %d: %d entries of the result are too many", job_id, task.skipped)
            await self._answered(job_id, task)
        finally:
            self._asking.discard(job_id)

    async def _answered(self, job_id: int, task: Task) -> None:
        now, result = self.desk.clock(), task.raw if task.status.upper() == "SUCCESS" else b""
        was_accepted = False

        def edit(job: Job) -> Job:
            nonlocal was_accepted
            was_accepted = job.accepted
            return _overdue(after_word(job, task, now), now)

        job = await self.desk.change(job_id, edit, lambda job: self.desk.library.save_answered(job, result))
        if job is None:
            return
        if job.state is JobState.FETCHING:
            self._made(job)
        elif job.accepted and not was_accepted:
            self._accepted(job)
        elif job.asked_for:
            self._schedule(job)
        elif job.fault == Fault("no_points"):
            self._pause(job.fault)

    async def _not_known(self, job_id: int, fault: Fault) -> None:
        """Not believed at once: first trouble like any other, then the user is told, and only after a day it ends."""
        now, ended, scale = asyncio.get_running_loop().time(), self.desk.clock(), self.desk.pacing.scale
        job = self.desk.find(job_id)
        if job is None:
            return
        if not job.accepted:
            self._trouble(job_id, fault, said=True)
        elif now - self._unknown_since.setdefault(job_id, now) < _FORGOTTEN * scale:
            self._trouble(job_id, Fault("service_trouble", fault.detail))
        elif ended - (job.accepted_at or job.created_at) < _GIVEN_UP:
            self.desk.note(job_id, partial(_with_fault, fault=fault))
            self._at(job_id, _ASK_RARELY * scale)
        else:
            self._forget(job_id)
            await self.desk.change(job_id, lambda job: replace(job, state=JobState.FAILED, fault=fault, ended_at=ended))

    def _trouble(self, job_id: int, fault: Fault, said: bool = False) -> None:
        """Nothing is lost: says what is wrong and asks again later. `said`: it was the service that said so."""
        self.desk.note(job_id, partial(_with_fault, fault=fault))
        self._again(job_id, said)

    def _again(self, job_id: int, said: bool = False) -> None:
        self._asking.discard(job_id)
        job = self.desk.find(job_id)
        if said and job is not None and not job.accepted:
            self._schedule(job)
        else:
            self._at(job_id, self._back_off(job_id))

    def _back_off(self, job_id: int) -> float:
        self._failures[job_id] = failures = self._failures.get(job_id, 0) + 1
        job = self.desk.find(job_id)
        age = self._age(job) if job else 0.0
        pacing = self.desk.pacing
        longest = pacing.longest_young if age < pacing.young * pacing.scale else pacing.longest_old
        wait = pacing.retry_after(failures, random.random(), longest)
        in_doubt = job is not None and not job.accepted and age >= DOUBT_YOUNG * pacing.scale
        return max(wait, pacing.doubtful * pacing.scale) if in_doubt else wait

    def _forget(self, job_id: int) -> None:
        self._failures.pop(job_id, None)
        self._unknown_since.pop(job_id, None)

    def _reached(self, offline: Fault | None) -> None:
        if offline != self.offline:
            self.offline = offline
            self.desk.queue_moved()

    async def answer_about(self, job: Job) -> Task | None:
        """What the service says of a job's task at this moment; None where it can't be asked or doesn't say."""
        key = self.key_of(job)
        try:
            return await self.desk.service.query(job.task_id, key) if job.task_id and key else None
        except ServiceError:
            return None

    async def fresh_links(self, job_id: int) -> None:
        """Asks for new links of a made job. Raises ServiceError."""
        job = self.desk.jobs.get(job_id)
        if job is not None and job.task_id and (key := self.key_of(job)):
            task = await self.desk.service.query(job.task_id, key)
            if task.urls:
                await self.desk.change(job_id, lambda job: after_fresh_links(job, task))


def _with_fault(job: Job, fault: Fault) -> Job:
    return replace(job, fault=fault)


def _overdue(job: Job, now: float) -> Job:
    late = job.accepted and now - (job.accepted_at or job.created_at) > _OVERDUE
    return replace(job, fault=Fault("overdue")) if late and job.fault is None else job

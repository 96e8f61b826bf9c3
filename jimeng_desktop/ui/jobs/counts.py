"""Counts for the status bar and the queue's badge, kept up from what the feed says: sums that run, not walks.

Where a job belongs is decided here once, for the status bar, the badge and the sections of the queue.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from ...core.job import Job, JobState, PictureState
from ...messages import needs_user


class Part(StrEnum):
    """What a job needs or does at present."""

    NEEDS_YOU = "needs you"
    MAKING = "making"
    FETCHING = "fetching"
    WAITING = "waiting"
    OVER = "over"


class Counts(NamedTuple):
    """How many jobs stand where, and how many pictures."""

    waiting: int = 0
    making: int = 0
    fetching: int = 0
    needs_you: int = 0
    on_server: int = 0  # pictures that exist and are not on this disk yet
    today: int = 0  # saved pictures of the jobs made since midnight here, as the gallery's day row counts them
    missing: int = 0  # saved pictures whose files are not where they were

    @property
    def unended(self) -> int:
        """Jobs that are not over."""
        return self.waiting + self.making + self.fetching + self.needs_you


def part_of(job: Job) -> Part:
    """Where the job belongs."""
    if job.ended:
        return Part.OVER
    if needs_user(job):
        return Part.NEEDS_YOU
    if job.state in (JobState.SAVING, JobState.WAITING):
        return Part.WAITING
    return Part.FETCHING if job.state is JobState.FETCHING else Part.MAKING


class Tally:
    """Knows the jobs that are not over and those of today; of all others nothing is kept."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._live: dict[int, tuple[Job, Part]] = {}
        self._ended: dict[int, Job] = {}  # today
        self._stranded: dict[int, Job] = {}  # over, though links of theirs could not be fetched
        self._saved: dict[int, int] = {}  # job id -> pictures saved, of the jobs made today
        self._parts: Counter[Part] = Counter()
        self._on_server = 0
        self._today = 0
        self._midnight = _midnight(clock())

    def hear(self, jobs: Iterable[Job]) -> None:
        """These jobs are new or differ."""
        self._turn(self._clock())
        for job in jobs:
            self._let_go(job.id)
            if not job.ended:
                self._live[job.id] = job, part_of(job)
                self._count(job.id, 1)
            elif ended_at(job) >= self._midnight:
                self._ended[job.id] = job
            if job.ended and job.state is JobState.INCOMPLETE and _unfetchable(job):
                self._stranded[job.id] = job
            if job.created_at >= self._midnight and job.saved:
                self._saved[job.id] = job.saved
                self._today += job.saved

    def drop(self, job: Job) -> None:
        """The job is gone."""
        self._let_go(job.id)

    def waiting_ids(self) -> set[int]:
        """Jobs not sent yet."""
        return {id for id, (job, _) in self._live.items() if job.state in (JobState.WAITING, JobState.SAVING)}

    def jobs(self, now: float) -> list[Job]:
        """Those not ended and those that ended today, oldest first."""
        self._turn(now)
        return sorted([*(job for job, _ in self._live.values()), *self._ended.values()], key=lambda job: job.id)

    def counts(self, now: float) -> Counts:
        """All counts at `now`, seconds since the epoch."""
        self._turn(now)
        waiting, making, fetching, needs = (
            self._parts[part] for part in (Part.WAITING, Part.MAKING, Part.FETCHING, Part.NEEDS_YOU)
        )
        stranded = sum(_unfetchable(job) for job in self._stranded.values() if (job.expires_at or now + 1) > now)
        return Counts(waiting, making, fetching, needs, self._on_server + stranded, self._today)

    def _let_go(self, job_id: int) -> None:
        self._count(job_id, -1)
        self._live.pop(job_id, None)
        self._ended.pop(job_id, None)
        self._stranded.pop(job_id, None)
        self._today -= self._saved.pop(job_id, 0)

    def _count(self, job_id: int, sign: int) -> None:
        """Adds a live job to the sums, or takes it out of them."""
        if job_id in self._live:
            job, part = self._live[job_id]
            self._parts[part] += sign
            self._on_server += sign * (len(job.pictures) - job.saved)

    def _turn(self, now: float) -> None:
        """A new day begins: what was of today is not any more."""
        midnight = _midnight(now)
        if midnight != self._midnight:
            self._midnight = midnight
            self._ended = {id: job for id, job in self._ended.items() if ended_at(job) >= midnight}
            self._saved.clear()
            self._today = 0


def _unfetchable(job: Job) -> int:
    """How many of its pictures have links that can't be fetched; until these die they are at the server."""
    return sum(picture.state is PictureState.UNFETCHABLE for picture in job.pictures)


def ended_at(job: Job) -> float:
    """When an ended job came to its end, seconds since the epoch; some old ones only know when they were made."""
    return job.ended_at or job.created_at


def _midnight(now: float) -> float:
    return datetime.fromtimestamp(now).replace(hour=0, minute=0, second=0, microsecond=0, fold=0).timestamp()

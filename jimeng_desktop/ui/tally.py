"""Counts for the status bar and the queue's badge, kept up from what the feed says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..core.job import Job, JobState, PictureState


@dataclass(frozen=True, slots=True)
class Counts:
    """How many jobs stand where, and how many pictures."""

    waiting: int = 0
    making: int = 0
    fetching: int = 0
    needs_you: int = 0
    on_server: int = 0  # pictures that exist and are not on this disk yet
    today: int = 0  # pictures saved since midnight here

    @property
    def unended(self) -> int:
        """Jobs that are not over."""
        return self.waiting + self.making + self.fetching + self.needs_you


class Tally:
    """Knows the jobs it has heard of: those not ended, and how many pictures each job saved today."""

    def __init__(self) -> None:
        self._live: dict[int, Job] = {}
        self._ended: dict[int, Job] = {}
        self._saved: dict[int, tuple[float, ...]] = {}  # job id -> when its pictures were saved

    def hear(self, jobs: Iterable[Job]) -> None:
        """These jobs are new or differ."""
        for job in jobs:
            if job.ended:
                self._live.pop(job.id, None)
                self._ended[job.id] = job
            else:
                self._live[job.id] = job
            saved = tuple(p.saved_at for p in job.pictures if p.state is PictureState.SAVED and p.saved_at is not None)
            if saved:
                self._saved[job.id] = saved

    def drop(self, job: Job) -> None:
        """The job is gone."""
        self._live.pop(job.id, None)

    def waiting_ids(self) -> set[int]:
        """Jobs not sent yet."""
        return {job.id for job in self._live.values() if job.state in (JobState.WAITING, JobState.SAVING)}

    def jobs(self, now: float) -> list[Job]:
        """Those not ended and those that ended today, oldest first."""
        midnight = _midnight(now)
        self._ended = {id: job for id, job in self._ended.items() if (job.ended_at or 0.0) >= midnight}
        return sorted([*self._live.values(), *self._ended.values()], key=lambda job: job.id)

    def counts(self, now: float) -> Counts:
        """All counts at `now`, seconds since the epoch."""
        states = [job.state for job in self._live.values()]
        midnight = _midnight(now)
        waiting = sum(state in (JobState.WAITING, JobState.SAVING) for state in states)
        fetching = states.count(JobState.FETCHING)
        unknown = states.count(JobState.UNKNOWN)
        return Counts(
            waiting=waiting,
            making=len(states) - waiting - fetching - unknown,
            fetching=fetching,
            needs_you=unknown,
            on_server=sum(len(job.pictures) - job.saved for job in self._live.values()),
            today=sum(when >= midnight for times in self._saved.values() for when in times),
        )


def _midnight(now: float) -> float:
    return datetime.fromtimestamp(now).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()

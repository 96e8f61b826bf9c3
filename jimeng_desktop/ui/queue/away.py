"""While you were away: what came of the jobs that the program left behind when it ended, or was ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ...core.job import Job, JobState
from ...messages import away_words, expiring
from ..base.language import translate_message
from ..base.ports import Says
from ..jobs.feed import Feed
from ..pictures.thumbnails import Thumbnails

_TOLD = frozenset({JobState.DONE, JobState.FAILED, JobState.INCOMPLETE, JobState.UNKNOWN})


class Away(QObject):
    """Of one session. The banner tells of it as soon as there is something to tell, and leads to the list."""

    show_job = Signal(object)  # its id
    fetch_now = Signal()

    def __init__(
        self,
        left: Iterable[Job],
        feed: Feed,
        says: Says,
        thumbnails: Thumbnails,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._says, self._thumbnails, self._clock = says, thumbnails, clock
        jobs = {job.id: job for job in left}
        self._watched = {id for id, job in jobs.items() if job.asked_for or job.state is JobState.FETCHING}
        self._jobs = {id: job for id, job in jobs.items() if id in self._watched or job.state is JobState.UNKNOWN}
        self._read: dict[int, JobState] = {}  # in which the user has seen it in the list
        feed.job_changed.connect(self._heard)
        if self.told():
            self._say()

    def told(self) -> list[Job]:
        """The jobs to tell of: first those whose pictures must be rescued, then what needs the user, then the rest."""
        unread = [job for job in self._jobs.values() if job.state is not self._read.get(job.id)]
        urgent = expiring(unread, self._clock())
        rest = [job for job in unread if job.state in _TOLD]
        return [*urgent, *sorted(rest, key=lambda job: (job.state is JobState.DONE, -job.id))]

    def show_under(self, banner: QWidget) -> None:
        """Opens the list below the banner."""
        from .away_list import AwayPopover

        popover = AwayPopover(self.told(), self._clock(), self._thumbnails, banner.window())
        popover.chosen.connect(self.show_job)
        popover.fetch_wanted.connect(self.fetch_now)
        popover.open_under(banner)
        self._read.update((job.id, job.state) for job in popover.jobs)  # what is read is told; how it ends is not
        self._says.clear("away")

    def _heard(self, job: Job) -> None:
        before = self._jobs.get(job.id)
        if job.id in self._watched and before and not before.ended:
            self._jobs[job.id] = job
            if before.state is not job.state and job.state in _TOLD:
                self._say()

    def _say(self) -> None:
        self._says.say("away", lambda: away_words(self.told(), self._clock(), translate_message))

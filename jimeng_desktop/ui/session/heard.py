"""What is heard of the runner goes into the gallery's model, the counts, the prompts and the notices."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Signal

from ...core.errors import Fault
from ...core.events import QueueChanged
from ...core.job import ACCEPTED, Job, JobState
from ..composer.held_sends import HeldSends
from ..jobs.counts import Tally
from ..jobs.feed import Feed
from ..jobs.model import GalleryModel
from ..jobs.prompt_history import PromptHistory

_ANSWERED = ACCEPTED | {JobState.FETCHING, JobState.DONE, JobState.FAILED}  # states that only the service brings


class Heard(QObject):
    """`changed` tells that something stands otherwise than before, `dropped` that a job could not be saved."""

    changed = Signal()
    dropped = Signal(object, object)  # Job, Fault
    saved = Signal()  # a job is on the disk: it takes them

    def __init__(
        self,
        feed: Feed,
        model: GalleryModel,
        tally: Tally,
        prompts: PromptHistory,
        sends: HeldSends,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.queue = QueueChanged()
        self.service_answered = False  # in this session
        self._model, self._tally, self._prompts = model, tally, prompts
        self._sends = sends
        feed.job_changed.connect(self._heard)
        feed.job_dropped.connect(self._dropped)
        feed.progress.connect(model.progress)
        feed.queue_changed.connect(self.take_queue)

    def take(self, job: Job) -> None:
        """A job as it now is."""
        self._model.job_changed(job)
        self._tally.hear([job])
        if self._sends.until is not None and job.state not in (JobState.SAVING, JobState.WAITING):
            self._sends.release(self._tally.waiting_ids(), sent=job.state is not JobState.CANCELLED)
        self.changed.emit()

    def take_queue(self, queue: QueueChanged) -> None:
        """The queue as it now stands."""
        self.queue = queue
        self._model.set_queue(queue)
        self.changed.emit()

    def jobs(self) -> list[Job]:
        """What the queue's pop-over lists."""
        return self._tally.jobs(time.time())

    def _heard(self, job: Job) -> None:
        before = self._model.job(job.id)
        if before is None:
            self._prompts.add(job.recipe.prompt)
        elif before.state is not job.state and job.state in _ANSWERED:
            self.service_answered = True
        if job.state is not JobState.SAVING:
            self.saved.emit()
        self.take(job)

    def _dropped(self, job: Job, fault: Fault) -> None:
        self._model.job_dropped(job, fault)
        self._tally.drop(job)
        self.dropped.emit(job, fault)
        self.changed.emit()

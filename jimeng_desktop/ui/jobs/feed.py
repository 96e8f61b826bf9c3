"""The one bridge from the runner to the window: what a listener hears becomes Qt signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ...core.events import Event, JobChanged, JobDropped, Progress, QueueChanged


class Feed(QObject):
    """Facts of the runner as signals; `hear` is the listener to give to it."""

    job_changed = Signal(object)  # Job
    job_dropped = Signal(object, object)  # Job, Fault
    progress = Signal(object, object, object)  # picture id (64 bits), bytes received, bytes in all
    queue_changed = Signal(object)  # QueueChanged

    def hear(self, event: Event) -> None:
        """Says it on. Called in the loop's thread."""
        match event:
            case JobChanged(job):
                self.job_changed.emit(job)
            case JobDropped(job, fault):
                self.job_dropped.emit(job, fault)
            case Progress(picture_id, received, total):
                self.progress.emit(picture_id, received, total)
            case QueueChanged():
                self.queue_changed.emit(event)

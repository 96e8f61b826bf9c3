"""What the user decides about a job that went amiss: to count it as lost, or to try its links once more."""

from __future__ import annotations

from ..core.job import Job, JobState
from .desk import Desk
from .fetching import Fetcher
from .outcome import after_retry, counted_as_lost
from .polling import Poller

_WITH_LINKS = (JobState.FETCHING, JobState.INCOMPLETE)


async def end_unknown(desk: Desk, job_id: int) -> Job | None:
    """Counts a job as lost; None where its answer is no longer unknown: it was decided already, or found."""
    now, unknown = desk.clock(), False

    def edit(job: Job) -> Job:
        nonlocal unknown
        unknown = job.state is JobState.UNKNOWN
        return counted_as_lost(job, now)

    job = await desk.change(job_id, edit)
    return job if unknown else None


async def retry_links(desk: Desk, poller: Poller, fetcher: Fetcher, job_id: int) -> None:
    """Asks for fresh links and tries again what could not be fetched, also of a job that has ended by that."""
    if job_id in desk.retried:
        return
    desk.retried.add(job_id)
    try:
        job = desk.jobs.get(job_id) or await desk.library.job(job_id)
        if job is None or job.state not in _WITH_LINKS:
            return
        task = await poller.answer_about(job)
        desk.jobs.setdefault(job_id, job)
        now, raw = desk.clock(), task.raw if task else b""
        job = await desk.change(
            job_id, lambda job: after_retry(job, task, now), lambda job: desk.library.save_answered(job, raw)
        )
        if job is not None:
            desk.show(job)  # perhaps it has ended all the same
            fetcher.ask_now()
    finally:
        desk.retried.discard(job_id)

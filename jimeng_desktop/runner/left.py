"""What an earlier run has left: the jobs to take up at a start."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from ..core.errors import Fault, LibraryError, StorageError
from ..core.job import Job, JobState
from ..core.pacing import DAY
from .desk import Desk

_REMEMBERED = 30 * DAY  # so long a job that was given up is asked for at each start: its links live for a week


async def jobs_left(desk: Desk) -> list[Job]:
    """The jobs that have not ended, and those given up that are still asked for. One whose send was under way when the
    program ended may have been accepted."""
    jobs = [await _settled(desk, job) for job in await desk.library.unended()]
    return jobs + await desk.library.given_up(desk.clock() - _REMEMBERED)


async def _settled(desk: Desk, job: Job) -> Job:
    """A disk that refuses must not keep the program from starting: then it is insisted on in the background."""
    if job.state is not JobState.SENDING:
        return job
    job = replace(job, state=JobState.UNKNOWN, fault=Fault("answer_unknown"))
    write = partial(desk.library.end_send, job, "unknown", "stopped")

    async def insist() -> None:
        async with desk.lock(job.id):
            await desk.insist(write)

    try:
        await write()
    except (StorageError, LibraryError):
        desk.spawn(insist())
    return job

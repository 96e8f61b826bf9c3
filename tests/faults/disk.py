"""A disk that fails at a step of our choice, under the real runner, library and client over loopback."""

from __future__ import annotations

import errno
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from io import IOBase
from pathlib import Path
from typing import Any

from jimeng_desktop.core.events import JobChanged, JobDropped, QueueChanged
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.library.files import Disk
from jimeng_desktop.library.library import Library
from jimeng_desktop.runner.runner import Runner
from jimeng_desktop.service.maxapi import MaxAPI
from tests.faults.place import Place, picture
from tests.faults.table import FAULTY, HEALTHY, PACING
from tests.library.making import FailingDisk, Stop, originals_in
from tests.runner.world import CATALOG, SETTINGS, Heard, recipe, until

CODES = {
    errno.ENOSPC: "disk_full",
    errno.EACCES: "folder_read_only",
    errno.EROFS: "folder_read_only",
    errno.EIO: "storage_failed",
}
# What one job of one picture does to the disk, from pressing Generate to saved. A test holds this against what happens.
STEPS = (
    "commit", "free",  # the job waits, and with it all that is still to come
    "make_folder", "fsync_folder", "free", "unlink", "create", "write", "fsync",  # is there room?
    "make_folder", "fsync_folder", "make_folder", "fsync_folder",  # can a picture be kept under its name?
    "publish", "unlink", "fsync_folder", "unlink", "unlink",
    "commit",  # it is being sent
    "commit",  # it was accepted
    "commit",  # it is made
    "fsync", "publish", "unlink", "fsync_folder",
    "commit",  # the picture is saved
    "commit",  # all is done
)  # fmt: skip
SENT = STEPS.index("commit", 1) + 1  # steps before the request leaves


class StepDisk(FailingDisk):
    """Counts the steps and lets `trouble` raise before (or `after`) any of them; it is told number and name."""

    def __init__(self) -> None:
        super().__init__()
        self.counting = False
        self.trouble: Callable[[int, str], None] = lambda number, name: None

    def _step(self, name: str, real: Callable[[], Any]) -> Any:
        if not self.counting:
            return real()
        self.seen.append(name)
        number = len(self.seen) - 1
        if not self.after:
            self.trouble(number, name)
        result = real()
        if self.after:
            try:
                self.trouble(number, name)
            except Stop:
                if isinstance(result, IOBase):
                    result.close()  # as the end of a process would
                raise
        return result

    def free(self, path: Path) -> int:
        return self._step("free", lambda: Disk.free(self, path))


def refuses(code: int) -> OSError:
    """As the system says it."""
    return OSError(code, os.strerror(code))


def once_at(at: int, error: BaseException) -> Callable[[int, str], None]:
    """Fails the step of this number, once."""

    def trouble(number: int, name: str) -> None:
        if number == at:
            raise error

    return trouble


@asynccontextmanager
async def session(folder: Path, base: str, disk: Disk, heard: Heard) -> AsyncIterator[Runner]:
    """The runner over the folder; a stop in the library's threads ends it as the end of the process would."""
    (folder / "Pictures").mkdir(exist_ok=True)
    library = Library.open(folder / "data", folder / "Pictures", disk=disk)
    service = MaxAPI(base, "key-one", proxy="none")
    try:
        async with Runner(library, service, CATALOG, SETTINGS, pacing=PACING) as runner:
            runner.listen(heard.append)
            yield runner
    except BaseExceptionGroup as group:
        if group.split(Stop)[1] is not None:
            raise
    finally:
        await service.close()
        await library.close()


def told(heard: Heard) -> set[str]:
    """The codes of all faults of the disk that the user was told of, wherever."""
    faults = [event.fault for event in heard if isinstance(event, JobDropped)]
    faults += [event.paused for event in heard if isinstance(event, QueueChanged) and event.paused]
    faults += [p.fault for event in heard if isinstance(event, JobChanged) for p in event.job.pictures if p.fault]
    return {fault.code for fault in faults}


def _paused(heard: Heard) -> bool:
    """As the user sees it."""
    return next((event.paused is not None for event in reversed(heard) if isinstance(event, QueueChanged)), False)


async def to_the_end(runner: Runner, heard: Heard, job: Job, prompt: str = FAULTY) -> Job:
    """The user presses Generate again where the job was dropped, and "go on" whenever the queue has paused."""

    def done() -> bool:
        nonlocal job
        if any(isinstance(event, JobDropped) and event.job.id == job.id for event in heard):
            runner._last_press = None
            (job,) = runner.generate(recipe(prompt))
        elif _paused(heard):
            runner.go_on()
        return heard.last(job.id).state is JobState.DONE

    await until(done)
    return heard.last(job.id)


def check_files(folder: Path, place: Place, saved: dict[str, int]) -> None:
    """Just the saved pictures lie there, to the byte: no half file, none twice, none under a wrong name."""
    found = sorted(originals_in(folder / "Pictures").values())
    expected = sorted(picture(prompt, n) for prompt, count in saved.items() for n in range(count))
    assert found == expected
    assert place.keys_at_pictures == 0


async def stored(folder: Path) -> dict[str, list[str]]:
    """What stands on disk: prompt -> the states of its jobs."""
    library = Library.open(folder / "data", folder / "Pictures")
    states: dict[str, list[str]] = {}
    try:
        for job in await library.jobs():
            states.setdefault(job.recipe.prompt, []).append(job.state.value)
    finally:
        await library.close()
    return states


def one_each(place: Place) -> None:
    """One picture a job."""
    place.links.update({FAULTY: 1, HEALTHY: 1})

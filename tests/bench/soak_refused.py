"""200 jobs in the real window, every fifth body of the service one that is refused while it comes.

    .venv/bin/python -m tests.bench.soak_refused [--jobs 200] [--every 5] [--scale 1]

Among the pictures a page with 200, a bomb, a file too large and a full disk; among the answers some of over 2 MB. The
only thing done by hand is to go on where the full disk has paused the queue. Ends with 1 where a picture is not on
disk to the byte, or sockets and open files are not back to what they were. `--scale 0.05` asks twenty times as often.
"""

from __future__ import annotations

import argparse
import asyncio
import errno
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Coroutine, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock
from urllib.request import urlopen

from PySide6.QtWidgets import QApplication

from jimeng_desktop import app
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.pacing import Pacing
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.options import Options
from jimeng_desktop.runner import runner as running
from jimeng_desktop.service import download as downloading
from jimeng_desktop.ui.process.loop import window_runner
from jimeng_desktop.ui.session.session import Session
from tests.bench.refusing_service import LONG, MARK, start_refusing
from tests.journeys.windows import write_and_generate

FORM = {"model": "jimeng-4.5", "prompt": "", "ratio": "4:3", "resolution": "1k", "times": 1}


class Full(downloading.PartFile):
    """The disk is full for some."""

    def write(self, data: bytes | bytearray) -> None:
        """Appends, or fails as the disk does."""
        with self._disk_errors():
            if MARK in data[:100]:
                raise OSError(errno.ENOSPC, "No space left on device")
        super().write(data)


@contextmanager
def at_this_pace(scale: float) -> Iterator[None]:
    """Pictures have at most LONG bytes, some find the disk full, and the program's times are this much shorter."""
    faster = partial(running.Runner, pacing=Pacing(scale=scale))
    with ExitStack() as stack:
        for module, name, value in (
            (running, "Runner", faster),
            (downloading, "PartFile", Full),
            (downloading, "MOST_BYTES", LONG),
        ):
            stack.enter_context(mock.patch.object(module, name, value))
        yield


def files() -> tuple[int, int]:
    """Sockets, and all open files."""
    held = []
    for name in os.listdir("/proc/self/fd"):
        try:
            held.append(os.readlink(f"/proc/self/fd/{name}"))
        except OSError:
            pass  # the folder that is being listed
    return sum(one.startswith("socket:") for one in held), len(held)


def ask(url: str, word: str) -> Coroutine[Any, Any, Any]:
    """What the service has counted."""
    return asyncio.to_thread(lambda: json.loads(urlopen(f"{url}/_{word}").read()))


class Outcome(NamedTuple):
    """What came of it."""

    jobs: int
    pictures: int  # that are saved
    refused: dict[str, int]  # by the way
    before: tuple[int, int]  # sockets and open files
    after: tuple[int, int]
    unlike: list[str]  # jobs whose pictures are not those of the service

    @property
    def fine(self) -> bool:
        """All is there and as it was."""
        return not self.unlike and self.after == self.before and self.pictures == 4 * self.jobs


class Soak:
    """One window, from its first job to its last."""

    def __init__(self, session: Session, url: str) -> None:
        self.session, self.url = session, url
        self.runner: Any = None
        session.calls.when_running(lambda runner: setattr(self, "runner", runner))

    async def make(self, jobs: int, first: int = 0) -> None:
        """Sends so many jobs, and waits until all have ended; goes on where the queue has paused."""
        before = len(self.jobs())
        for number in range(first, first + jobs):
            write_and_generate(self.session.window, f"job {number}")
        while len(self.jobs()) < before + jobs or not all(job.ended for job in self.jobs()):
            if self.runner and self.runner.queue.paused:
                self.runner.go_on()
            await asyncio.sleep(0.05)

    def jobs(self) -> list[Job]:
        """All, newest first."""
        return [section.job for section in self.session.model.rows]

    async def held(self) -> tuple[int, int]:
        """Sockets and open files without the connections that are kept for the next call: those are no leak."""
        await self.runner._desk.service.close()
        return files()

    async def unlike(self) -> list[str]:
        """Jobs whose pictures are not those of the service."""
        theirs = await ask(self.url, "hashes")
        return [
            job.recipe.prompt
            for job in self.jobs()
            if job.state is not JobState.DONE
            or [hashlib.sha256(Path(one.path or "").read_bytes()).hexdigest() for one in job.pictures]
            != theirs[job.task_id]
        ]


async def soak(options: Options, application: QApplication, jobs: int) -> Outcome:
    """Makes the jobs."""
    async with app._session(options, application, None) as session:
        play = Soak(session, options.base_url or "")
        await play.make(2)  # threads, thumbnails and databases are open from now on
        before = await play.held()
        await play.make(jobs, first=2)
        after = await play.held()
        refused = (await ask(play.url, "stats"))["refused"]
        saved = sum(job.saved for job in play.jobs())
        return Outcome(jobs + 2, saved, refused, before, after, await play.unlike())


def run(folder: Path, application: QApplication, jobs: int, every: int, scale: float, longest: float) -> Outcome:
    """Window and service, from their start to their end."""
    options = Options(profile=folder / "profile")
    assert options.profile
    settings = Settings(language="en", theme="dark", hold_seconds=0, open_jobs=20, sends_at_once=3, last_form=FORM)
    write_settings(folders(options.profile, False).settings, settings)
    with start_refusing(folder, every) as url, at_this_pace(scale), window_runner(application) as loop:
        return loop.run(asyncio.wait_for(soak(options._replace(base_url=url), application, jobs), longest))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--every", type=int, default=5)
    parser.add_argument("--scale", type=float, default=1.0)
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["MAXAPI_API_KEY"] = "soak-key"
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        out = run(Path(folder), app.make_application(), given.jobs, given.every, given.scale, 3600)
    print(f"{out.jobs} jobs, {out.pictures} pictures in {time.monotonic() - begun:.0f} s; refused: {out.refused}")
    print(f"sockets {out.before[0]} → {out.after[0]}, files {out.before[1]} → {out.after[1]}; unlike: {out.unlike}")
    print("ok" if out.fine else "not as it was")
    sys.exit(not out.fine)


if __name__ == "__main__":
    main()

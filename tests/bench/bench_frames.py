"""How long the visible window stands still while 200 jobs are polled, 4 pictures download and 200 thumbnails are made.

    .venv/bin/python -m tests.bench.bench_frames          (on your screen, else on an Xvfb of its own)

The service is another process on loopback. Printed: the gaps of a timer of 16 ms, beside those of the idle window.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jimeng_desktop.ui  # noqa: F401  (before anything of Qt, as in the program)

# isort: split
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from jimeng_desktop import app
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.desktop.keychain import fingerprint
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.library.library import Library
from jimeng_desktop.options import Options
from jimeng_desktop.ui.process.application import make_application
from jimeng_desktop.ui.process.loop import window_runner
from jimeng_desktop.ui.session.session import Session
from tests.bench.corpus import make_library
from tests.bench.figures import goal, percentile
from tests.bench.picture_service import start_pictures
from tests.bench.screen import a_screen
from tests.ui.made_jobs import job
from tests.ui.pictured import jobs_of, until

LIVE, PICTURES, THUMBNAILS = 200, 4, 200
FRAME = 16  # milliseconds
IDLE = 6.0  # seconds
RATE = 2_000_000  # bytes a second of each download
SECONDS = 10.0  # from the submit to the end of a job: all are polled by then
KEY = "bench-key"
P99, LONGEST = 1.3, 3.0


class Gaps:
    """The times between the ticks of a timer, in milliseconds."""

    def __init__(self) -> None:
        self.all: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(FRAME)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.all.append((now - self._last) * 1000)
        self._last = now

    def take(self) -> list[float]:
        """The gaps so far, sorted; begins anew."""
        taken, self.all = sorted(self.all), []
        return taken


def told(name: str, gaps: list[float]) -> str:
    """One line of figures."""
    median, p99 = percentile(gaps, 50), percentile(gaps, 99)
    return f"{name:8} longest {gaps[-1]:6.1f} ms · p99 {p99:5.1f} ms · median {median:4.1f} ms · {len(gaps)} frames"


def live_jobs(url: str) -> Iterator[Job]:
    """Jobs that the service has: the last one it finishes, the others never."""
    for number in range(LIVE + 1):
        prompt = f"[stay=PROCESSING] owl {number}" if number < LIVE else "a fox"
        body = json.dumps({"model": "jimeng-4.5", "input": {"prompt": prompt}}).encode()
        request = urllib.request.Request(
            f"{url}/api/v1/task/submit",
            body,
            {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"},
        )
        with urllib.request.urlopen(request) as answer:
            task = json.loads(answer.read())["data"]["taskId"]
        now = time.time()
        bare = replace(job(10_000 + number, JobState.PROCESSING), created_at=now, accepted_at=now, task_id=task)
        yield replace(bare, service=url, key_mark=fingerprint(KEY))


async def fill(profile: Path, url: str) -> list[int]:
    """The live jobs, and older ones whose thumbnails are missing; the ids of their pictures."""
    where = folders(profile, False)
    write_settings(where.settings, Settings(hold_seconds=0, language="en"))
    pictures = await asyncio.to_thread(make_library, profile, THUMBNAILS, demo=False)
    library = Library.open(where.data, where.originals, thumbs=where.cache)
    await library.add_jobs([*live_jobs(url)])
    await library.close()
    return pictures


async def idle(session: Session, gaps: Gaps) -> list[float]:
    """Nothing happens."""
    session.window.resize(1400, 900)
    await session.all_read.wait()
    await asyncio.sleep(2)
    gaps.take()
    await asyncio.sleep(IDLE)
    return gaps.take()


async def busy(session: Session, gaps: Gaps, pictures: list[int]) -> list[float]:
    """All at once."""
    session.window.resize(1400, 900)
    await session.all_read.wait()
    await until(lambda: jobs_of(session)[0].state is JobState.FETCHING)
    gaps.take()
    begun = time.perf_counter()
    made = await asyncio.gather(*(session.library.thumbnail(picture, 256) for picture in pictures))
    await until(lambda: jobs_of(session)[0].state is JobState.DONE)
    taken = gaps.take()
    assert all(made) and jobs_of(session)[0].saved == PICTURES
    live = sum(one.state is JobState.PROCESSING for one in jobs_of(session))
    print(f"{live} jobs polled, {PICTURES} pictures, {len(made)} thumbnails: {time.perf_counter() - begun:.1f} s")
    return taken


async def measure(application: QApplication, folder: Path, url: str) -> None:
    """The idle window, then the busy one."""
    gaps = Gaps()
    empty = Options(profile=folder / "empty", base_url=url)
    write_settings(folders(empty.profile, False).settings, Settings(language="en"))
    async with app._session(empty, application, None) as session:
        still = await idle(session, gaps)
    full = Options(profile=folder / "full", base_url=url)
    pictures = await fill(folder / "full", url)
    async with app._session(full, application, None) as session:
        moving = await busy(session, gaps, pictures)
    print(told("idle", still))
    print(told("busy", moving))
    what = f"{LIVE} jobs polled, {PICTURES} pictures downloaded, {THUMBNAILS} thumbnails made / idle"
    goal(f"frame gap p99, {what}", percentile(moving, 99) / percentile(still, 99), P99)
    goal(f"longest frame gap, {what}", moving[-1] / still[-1], LONGEST)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="nothing is shorter: it takes half a minute")
    parser.parse_args()
    os.environ["MAXAPI_API_KEY"] = KEY
    options = {"pictures": PICTURES, "seconds_per_job": SECONDS, "rate": RATE}
    with a_screen(), tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as folder:
        application = make_application()
        with start_pictures(Path(folder, "service"), **options) as url:
            with window_runner(application) as loop:
                loop.run(measure(application, Path(folder), url))


if __name__ == "__main__":
    main()

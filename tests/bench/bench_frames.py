"""How long the visible window stands still while 20 jobs are polled and 80 pictures of 2560×1440 arrive.

    xvfb-run -a .venv/bin/python -m tests.bench.bench_frames          (with a screen: without xvfb-run)

The service is another process on loopback. Printed: the longest gaps of a 5 ms timer, beside those of the idle window.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from jimeng_desktop.core.job import JobState
from jimeng_desktop.ui.main_window import MainWindow
from tests.bench.figures import goal, percentile
from tests.journeys.windows import in_window, jobs, profile, until
from tests.service_process import start_service

JOBS, PICTURES = 20, 4
IDLE = 5.0  # seconds
LONG = 300.0


class Gaps:
    """The times between the ticks of a 5 ms timer, in milliseconds."""

    def __init__(self) -> None:
        self.all: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(5)

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
    p99 = gaps[int(len(gaps) * 0.99)]
    return f"{name:8} longest {gaps[-1]:6.1f} ms · p99 {p99:5.1f} ms · median {gaps[len(gaps) // 2]:4.1f} ms"


async def play(window: MainWindow) -> None:
    """The idle window first, then twenty jobs at once."""
    window.resize(1400, 900)
    gaps = Gaps()
    await asyncio.sleep(1.0)
    gaps.take()
    await asyncio.sleep(IDLE)
    idle = gaps.take()
    composer = window.composer
    composer.prompt.setPlainText("a red fox in snow")
    composer.ratio.set_value("16:9")
    composer.times.setValue(JOBS)
    begun = time.perf_counter()
    composer.foot.button.click()
    await until(lambda: len(jobs(window)) == JOBS and all(job.state is JobState.DONE for job in jobs(window)), LONG)
    seconds = time.perf_counter() - begun
    busy = gaps.take()
    saved = sum(job.saved for job in jobs(window))
    print(told("idle", idle))
    print(told("busy", busy))
    what = f"{len(jobs(window))} jobs polled, {saved} pictures fetched, {2 * saved} thumbnails made"
    goal(f"frame gap p99, {what} / idle", percentile(busy, 99) / percentile(idle, 99), 1.3)
    goal(f"longest frame gap, {what} / idle", busy[-1] / idle[-1], 3.0)
    print(f"{saved} pictures of 2560×1440 polled for, fetched, checked and shown in {seconds:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="nothing is shorter: it takes half a minute")
    parser.parse_args()
    os.environ["MAXAPI_API_KEY"] = "bench-key"
    with tempfile.TemporaryDirectory() as folder:
        options = {"seconds_per_job": 4, "pictures": PICTURES, "size": "2560x1440"}
        with start_service(Path(folder), **options) as url:
            in_window(profile(Path(folder, "profile"), url), play, open_jobs=JOBS, sends_at_once=3)


if __name__ == "__main__":
    main()

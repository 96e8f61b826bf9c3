"""500 jobs in one process, every tenth answer of the service a fault: does it still weigh what it weighed?

    .venv/bin/python -m tests.bench.soak_long [--jobs 500] [--faulty 10]

The real runner, client and library against a service in another process; pictures of 512×384, hold 0. Printed are
memory, open files and tasks every hundred jobs. Ends with 1 where memory after the last job is not within 10 % of that
after job 100, or open files and tasks are not back to what they were.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
import tempfile
import time
from pathlib import Path

from jimeng_desktop.assets import asset
from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.pacing import Pacing
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.library.library import Library
from jimeng_desktop.runner.runner import Runner
from jimeng_desktop.service.maxapi import MaxAPI
from tests.service_process import start_service

STEP = 100
PAGE = os.sysconf("SC_PAGE_SIZE")


def memory() -> float:
    """Resident megabytes."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6


def files() -> int:
    """Open files; sockets count."""
    return len(os.listdir("/proc/self/fd"))


async def soak(folder: Path, url: str, jobs: int) -> bool:
    """Makes the jobs, a hundred at a time; whether all is as it was."""
    (folder / "Pictures").mkdir()
    library = Library.open(folder / "data", folder / "Pictures")
    service = MaxAPI(url, "soak-key", submit_timeout=5.0, answer_timeout=5.0, stall_timeout=5.0)
    settings = Settings(hold_seconds=0)
    seen: list[tuple[float, int, int]] = []
    async with Runner(
        library, service, read_catalog(asset("models.toml")), settings, pacing=Pacing(scale=0.05)
    ) as runner:
        for first in range(0, jobs, STEP):
            begun = time.monotonic()
            made = [job for n in range(first, first + STEP) for job in runner.generate(recipe(n))]
            await runner.wait(job.id for job in made)
            for job in runner.live_jobs():
                runner.count_as_lost(job.id)
            while runner.live_jobs():
                await asyncio.sleep(0.01)
            await service.close()  # kept connections are no leak
            seen.append((memory(), files(), len(asyncio.all_tasks())))
            print(
                f"job {first + STEP}: {seen[-1][0]:6.1f} MB, {seen[-1][1]} files, {seen[-1][2]} tasks"
                f" ({time.monotonic() - begun:.1f} s)",
                flush=True,
            )
        states = [job.state for job in await library.jobs(limit=jobs)]
        print({state.value: states.count(state) for state in JobState if state in states})
    await library.close()
    heavier = seen[-1][0] / seen[0][0]
    print(
        f"memory {heavier:.3f} of what it was; files {seen[0][1]} → {seen[-1][1]}; tasks {seen[0][2]} → {seen[-1][2]}"
    )
    return heavier <= 1.1 and seen[-1][1:] == seen[0][1:]


def recipe(number: int) -> Recipe:
    """Each prompt its own."""
    return Recipe("jimeng-4.5", f"job {number}", "4:3", "1k")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=500)
    parser.add_argument("--faulty", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder, "service")
        state.mkdir()
        flags = {"faulty": options.faulty} if options.faulty else {}
        with start_service(state, seconds_per_job=0.2, pictures=4, size="512x384", **flags) as url:
            fine = asyncio.run(soak(Path(folder), url, options.jobs))
    print("ok" if fine else "not as it was")
    sys.exit(not fine)


if __name__ == "__main__":
    main()

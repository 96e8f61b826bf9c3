"""CPU for asking once how a job stands, with 200 live jobs: the program's runner beside plain httpx.

    .venv/bin/python -m tests.bench.bench_polling [--reps 5] [--jobs 200] [--quick]

The service is another process on loopback that answers after 50 ms. The runner asks at its own pace, made five times
faster; plain httpx asks for all jobs at once through one client with a connection for each. Both take turns in one
process and one loop, each warm.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import httpx

from jimeng_desktop.assets import asset
from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.pacing import Pacing
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.keychain import fingerprint
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.library.library import Library
from jimeng_desktop.runner.runner import Runner
from jimeng_desktop.service.maxapi import MaxAPI
from tests.bench.answers import start_answers
from tests.bench.figures import goal, spread
from tests.ui.made_jobs import job

GOAL = 0.2
KEY = "bench-key"
PACE = 0.2
WARM, ROUNDS = 2, 3  # of plain httpx, whose second round costs three times the others
TASK = "/api/v1/task/"


async def of_runner(folder: Path, url: str, jobs: int) -> float:
    """Milliseconds of CPU for one question of the runner."""
    library = Library.open(folder / "data", folder / "Pictures")
    service = MaxAPI(url, KEY)
    async with (
        httpx.AsyncClient() as counter,
        Runner(library, service, read_catalog(asset("models.toml")), Settings(), pacing=Pacing(scale=PACE)) as runner,
    ):
        assert len(runner.live_jobs()) == jobs
        begun = await answered(counter, url)
        while (first := await answered(counter, url)) < begun + jobs:
            await asyncio.sleep(0.1)
        used = time.process_time()
        looks = 0
        while (last := await answered(counter, url)) < first + jobs:
            looks += 1
            await asyncio.sleep(0.5)
        used = time.process_time() - used
        begun = time.process_time()  # what looking itself costs is not the runner's
        for _ in range(looks):
            await answered(counter, url)
        used -= time.process_time() - begun
    await service.close()
    await library.close()
    return used * 1000 / (last - first)


async def answered(client: httpx.AsyncClient, url: str) -> int:
    """How many questions the service has answered."""
    return int((await client.get(f"{url}/_count")).text)


async def of_httpx(url: str, jobs: int) -> float:
    """Milliseconds of CPU for one of so many requests at once."""
    limits = httpx.Limits(max_connections=jobs, max_keepalive_connections=jobs)
    async with httpx.AsyncClient(limits=limits, timeout=30, headers={"Authorization": f"Bearer {KEY}"}) as client:

        async def ask(number: int) -> None:
            (await client.get(f"{url}{TASK}task-{number}")).json()

        rounds = []
        for _ in range(WARM + ROUNDS):
            used = time.process_time()
            await asyncio.gather(*map(ask, range(jobs)))
            rounds.append((time.process_time() - used) * 1000 / jobs)
        return statistics.median(rounds[WARM:])


async def measure(folder: Path, url: str, jobs: int, reps: int) -> None:
    """Both in turn."""
    (folder / "Pictures").mkdir()
    library = Library.open(folder / "data", folder / "Pictures")
    now = time.time()
    bare = (replace(job(number, JobState.PROCESSING), created_at=now, accepted_at=now) for number in range(jobs))
    known = {"service": url, "key_mark": fingerprint(KEY)}
    await library.add_jobs([replace(one, task_id=f"task-{number}", **known) for number, one in enumerate(bare)])
    await library.close()
    ours, naive = [], []
    for _ in range(reps):
        ours.append(await of_runner(folder, url, jobs))
        naive.append(await of_httpx(url, jobs))
    print(f"the runner {spread(ours, 'ms')} · httpx, {jobs} at once {spread(naive, 'ms')}")
    ratio = statistics.median(ours) / statistics.median(naive)
    goal(f"CPU for a job's refresh, {jobs} live / plain httpx with all at once", ratio, GOAL)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reps", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, start_answers() as url:
        asyncio.run(measure(Path(folder), url, given.jobs, 1 if given.quick else given.reps))


if __name__ == "__main__":
    main()

"""500 jobs, and the program killed 50 times at random moments, against a service in another process that makes faults.

    .venv/bin/python -m tests.bench.soak_kill [--kills 50] [--jobs 10] [--faulty 10] [--seed N]

`--jobs` are begun before each kill; every `--faulty`-th answer of the service is none, or a wrong one. Checked at the
end: no prompt was received twice; each submit that the program has a receipt of was received, or stands as answer
unknown; each task id that it was given has its pictures on disk to the byte; no half file is left. Ends with 1 if not.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from pathlib import Path

from jimeng_desktop.assets import asset
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.pacing import Pacing
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.library.library import Library
from jimeng_desktop.library.receipts import Receipt
from jimeng_desktop.runner.runner import Runner
from jimeng_desktop.service.maxapi import MaxAPI
from tests.service_process import start_service


def open_library(profile: Path) -> Library:
    """The library of the run in this folder."""
    (profile / "Pictures").mkdir(parents=True, exist_ok=True)
    return Library.open(profile / "data", profile / "Pictures")


async def drive(profile: Path, url: str, prompts: list[str]) -> None:
    """The program that is killed: takes up what it finds, sends what waits, makes the prompts, ends when done."""
    library = open_library(profile)
    service = MaxAPI(url, "soak-key", submit_timeout=5.0, answer_timeout=5.0, stall_timeout=5.0)
    catalog = read_catalog(asset("models.toml"))
    async with Runner(library, service, catalog, Settings(hold_seconds=0), pacing=Pacing(scale=0.05)) as runner:
        runner.send_left_over()
        for prompt in prompts:
            runner.generate(Recipe("jimeng-4.5", prompt, "4:3", "1k"))
        print("running", flush=True)
        await runner.wait(job.id for job in runner.live_jobs())
    await service.close()
    await library.close()


def start(profile: Path, url: str, prompts: list[str]) -> subprocess.Popen[str]:
    """The driven program in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.soak_kill", "--drive", str(profile), url, json.dumps(prompts)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def received(state: Path) -> list[dict[str, object]]:
    """The submits the service has written down."""
    journal = state / "submits.jsonl"
    return [json.loads(line) for line in journal.read_text().splitlines()] if journal.exists() else []


def check(profile: Path, state: Path, url: str) -> Counter[str]:
    """The promises; returns how many jobs stand in which state."""
    submits = received(state)
    prompts = Counter(submit["body"]["input"]["prompt"] for submit in submits)  # type: ignore[index]
    twice = [prompt for prompt, count in prompts.items() if count > 1]
    assert not twice, f"received twice: {twice}"
    with urllib.request.urlopen(f"{url}/_hashes") as reply:
        hashes = json.load(reply)
    found, ledger = asyncio.run(_kept(profile))
    by_prompt = {job.recipe.prompt: job for job in found}
    assert len(by_prompt) == len(found), "a prompt has two jobs"
    for submit in submits:
        job = by_prompt[submit["body"]["input"]["prompt"]]  # type: ignore[index]
        assert job.task_id == submit["task_id"] or job.state is JobState.UNKNOWN, job
    jobs = {job.id: job for job in found}
    for receipt in ledger:
        job = jobs[receipt.job_id]
        assert prompts[job.recipe.prompt] or job.state is JobState.UNKNOWN, f"made, and never received: {job}"
    _check_pictures(profile, found, hashes)
    return Counter(job.state.value for job in found)


async def _kept(profile: Path) -> tuple[list[Job], list[Receipt]]:
    library = open_library(profile)
    try:
        return await library.jobs(limit=100_000), await library.receipts()
    finally:
        await library.close()


def _check_pictures(profile: Path, found: list[Job], hashes: dict[str, list[str]]) -> None:
    kept = set()
    for job in found:
        assert job.state in (JobState.DONE, JobState.UNKNOWN), job
        for picture in job.pictures:
            path = Path(picture.path or "")
            kept.add(path)
            assert hashlib.sha256(path.read_bytes()).hexdigest() == hashes[job.task_id or ""][picture.position], path
    files = {path for path in (profile / "Pictures").rglob("*") if path.is_file()}
    assert files == kept, f"left over: {files - kept}"


def soak(kills: int, jobs: int, faulty: int, chance: random.Random) -> Counter[str]:
    """One library and one service through all of it."""
    with tempfile.TemporaryDirectory() as folder:
        profile, state = Path(folder, "profile"), Path(folder, "service")
        state.mkdir()
        options = {"faulty": faulty} if faulty else {}
        with start_service(state, seconds_per_job=0.4, pictures=4, size="512x384", **options) as url:
            whole = timed(start(profile, url, prompts_of("first", jobs)))
            print(f"{jobs} jobs undisturbed: {whole:.2f} s", flush=True)
            for kill in range(kills):
                program = start(profile, url, prompts_of(f"kill {kill}", jobs))
                assert program.stdout and program.stdout.readline()
                time.sleep(whole * chance.random())
                program.send_signal(signal.SIGKILL)
                program.wait()
                if kill % 10 == 9:
                    print(f"{kill + 1} kills, {len(received(state))} submits received", flush=True)
            timed(start(profile, url, []))
            return check(profile, state, url)


def prompts_of(name: str, jobs: int) -> list[str]:
    """Each its own."""
    return [f"{name}, job {n}" for n in range(jobs)]


def timed(program: subprocess.Popen[str]) -> float:
    """Seconds until it has ended by itself, all jobs done."""
    assert program.stdout and program.stdout.readline()
    begun = time.monotonic()
    assert program.wait(300) == 0
    return time.monotonic() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=10)
    parser.add_argument("--faulty", type=int, default=10)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--drive", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.drive:
        profile, url, prompts = options.drive
        asyncio.run(drive(Path(profile), url, json.loads(prompts)))
        return
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    states = soak(options.kills, options.jobs, options.faulty, random.Random(seed))
    print(f"{sum(states.values())} jobs: {dict(states)}")
    print(f"ok: {options.kills} kills, no prompt received twice, nothing forgotten, all pictures to the byte")


if __name__ == "__main__":
    main()

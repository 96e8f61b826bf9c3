"""Kills a four-job run at ten different moments, starts again, ten times over, against a service in another process.

    .venv/bin/python -m tests.bench.soak_kill [--rounds 10] [--moments 10]

Checked after every kill and restart: no prompt was received twice; each submit is received, or stands as waiting or
answer unknown; each task id the program received is completed with the server's bytes; no half file is left.
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
from jimeng_desktop.core.catalog import read_catalog
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.pacing import Pacing
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.library.library import Library
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
    service = MaxAPI(url, "soak-key")
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
    """The four promises; returns how many jobs stand in which state."""
    submits = received(state)
    prompts = Counter(submit["body"]["input"]["prompt"] for submit in submits)  # type: ignore[index]
    twice = [prompt for prompt, count in prompts.items() if count > 1]
    assert not twice, f"received twice: {twice}"
    with urllib.request.urlopen(f"{url}/_hashes") as reply:
        hashes = json.load(reply)

    async def jobs() -> list[Job]:
        library = open_library(profile)
        found = await library.jobs(limit=100_000)
        await library.close()
        return found

    found = asyncio.run(jobs())
    by_prompt = {job.recipe.prompt: job for job in found}
    for submit in submits:
        job = by_prompt[submit["body"]["input"]["prompt"]]  # type: ignore[index]
        assert job.task_id == submit["task_id"] or job.state is JobState.UNKNOWN, job
    kept = set()
    for job in found:
        assert job.state in (JobState.DONE, JobState.UNKNOWN), job
        for picture in job.pictures:
            path = Path(picture.path or "")
            kept.add(path)
            assert hashlib.sha256(path.read_bytes()).hexdigest() == hashes[job.task_id][picture.position], path
    files = {path for path in (profile / "Pictures").rglob("*") if path.is_file()}
    assert files == kept, f"left over: {files - kept}"
    return Counter(job.state.value for job in found)


def one_round(number: int, moments: int, whole: float) -> Counter[str]:
    """One library and one service through all moments."""
    with tempfile.TemporaryDirectory() as folder:
        profile, state = Path(folder, "profile"), Path(folder, "service")
        state.mkdir()
        with start_service(state, seconds_per_job=0.4, pictures=4, size="512x384") as url:
            for moment in range(moments):
                prompts = [f"round {number} moment {moment} job {n}" for n in range(4)]
                program = start(profile, url, prompts)
                assert program.stdout and program.stdout.readline()
                time.sleep(whole * (moment + random.random()) / moments)
                program.send_signal(signal.SIGKILL)
                program.wait()
                again = start(profile, url, [])
                assert again.wait(60) == 0
            return check(profile, state, url)


def whole_run() -> float:
    """Seconds that an undisturbed run of four jobs takes."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder, "service")
        state.mkdir()
        with start_service(state, seconds_per_job=0.4, pictures=4, size="512x384") as url:
            program = start(Path(folder, "profile"), url, [f"job {n}" for n in range(4)])
            assert program.stdout and program.stdout.readline()
            begun = time.monotonic()
            assert program.wait(60) == 0
            return time.monotonic() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--moments", type=int, default=10)
    parser.add_argument("--drive", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.drive:
        profile, url, prompts = options.drive
        asyncio.run(drive(Path(profile), url, json.loads(prompts)))
        return
    whole = whole_run()
    print(f"an undisturbed run of four jobs takes {whole:.2f} s")
    for number in range(options.rounds):
        print(f"round {number + 1}: {dict(one_round(number, options.moments, whole))}", flush=True)
    print(f"ok: {options.rounds} × {options.moments} kills, no prompt received twice, nothing forgotten, no half file")


if __name__ == "__main__":
    main()

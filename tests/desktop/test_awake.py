"""The system may sleep at any time but while pictures come in."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from jimeng_desktop.core.events import JobChanged, QueueChanged
from jimeng_desktop.core.job import Job, JobState, Picture, PictureState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.desktop.awake import Awake, hold_awake, holding
from tests import processes
from tests.held import Held

FETCHED, WAITS = PictureState.FETCHING, PictureState.WAITING


def job(number: int, *states: PictureState, state: JobState = JobState.FETCHING) -> JobChanged:
    pictures = tuple(Picture(number, place, "https://x/", one) for place, one in enumerate(states))
    return JobChanged(Job(number, Recipe("jimeng-4.5", "a fox"), 4, 0.0, state, pictures=pictures))


async def settle() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


def test_held_from_the_first_picture_to_the_last_and_let_go_once() -> None:
    async def go() -> None:
        held = Held()
        awake = Awake(held, linger=0)
        awake.hear(QueueChanged())
        awake.hear(job(1, WAITS, WAITS))
        awake.hear(job(1, state=JobState.PROCESSING))
        assert held.log == []
        awake.hear(job(1, FETCHED, WAITS))
        awake.hear(job(2, FETCHED))
        awake.hear(job(1, WAITS, WAITS))  # both tries failed; the next waits
        await settle()
        assert held.log == ["hold"]
        awake.hear(job(2, PictureState.SAVED, state=JobState.DONE))
        await settle()
        assert held.log == ["hold", "release"]
        awake.close()
        assert held.log == ["hold", "release"]

    asyncio.run(go())


def test_the_next_picture_finds_it_still_held() -> None:
    async def go() -> None:
        held = Held()
        awake = Awake(held, linger=60)
        for event in (job(1, FETCHED), job(1, WAITS), job(1, FETCHED), job(1, WAITS)):
            awake.hear(event)
            await settle()
        assert held.log == ["hold"]
        awake.close()
        assert held.log == ["hold", "release"]

    asyncio.run(go())


def test_what_is_heard_after_the_end_holds_nothing() -> None:
    async def go() -> None:
        held = Held()
        awake = Awake(held, linger=0)
        awake.hear(job(1, FETCHED))
        awake.close()
        awake.hear(job(1, FETCHED))
        awake.hear(job(1, WAITS))
        await settle()
        assert held.log == ["hold", "release"]

    asyncio.run(go())


def test_a_job_that_is_fetched_but_whose_state_is_not_told_holds_nothing() -> None:
    async def go() -> None:
        held = Held()
        awake = Awake(held)
        changed = job(1, FETCHED)
        awake.hear(JobChanged(replace(changed.job, state=JobState.DONE)))
        assert held.log == []

    asyncio.run(go())


INHIBITOR = """#!/bin/sh
printf '%s\\n' "$@" "key=$MAXAPI_API_KEY" > "$(dirname "$0")/asked"
cat
echo over > "$(dirname "$0")/over"
"""


@pytest.fixture
def inhibitor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for systemd-inhibit, which says what it was asked and when its input has ended."""
    program = tmp_path / "systemd-inhibit"
    program.write_text(INHIBITOR)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="systemd is Linux's")


@linux
def test_linux_is_asked_not_to_sleep_and_only_that(inhibitor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAXAPI_API_KEY", "secret")
    release = hold_awake()
    assert release is not None
    processes.wait_for((inhibitor / "asked").exists)
    release()
    words = (inhibitor / "asked").read_text().splitlines()
    assert words[0] == "--what=sleep" and words[-1] == "key=" and "secret" not in words


@linux
def test_it_ends_with_us_even_when_we_are_killed(inhibitor: Path) -> None:
    code = "from jimeng_desktop.desktop.awake import hold_awake; held = hold_awake(); print(1, flush=True); input()"
    with processes.started([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout and child.stdout.readline() == b"1\n"
        processes.wait_for((inhibitor / "asked").exists)
        assert not (inhibitor / "over").exists()
    processes.wait_for((inhibitor / "over").exists)


@linux
def test_where_there_is_none_nothing_happens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert hold_awake() is None


def test_a_mac_is_asked_for_as_long_as_we_live() -> None:
    assert holding("darwin", 42) == ["caffeinate", "-i", "-w", "42"]

"""From any state, a stop and a start never sends a prompt twice and never forgets a task id.

The real runner, client and SQLite; the stop comes at a chosen step: from there on nothing that the runner asks of the
library or the service happens, as after a kill, and a new runner opens the same folder.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jimeng_desktop.runner.runner as runner_module
from jimeng_desktop.core.job import JobState
from jimeng_desktop.runner.runner import Runner
from jimeng_desktop.service.maxapi import MaxAPI
from tests.runner.world import (
    CATALOG,
    FAST,
    SETTINGS,
    URL,
    Heard,
    World,
    bounded,
    open_library,
    png,
    recipe,
    running,
    until,
)

FAULTS = ["ok", "ok", "ok", "reset", "500", "offline", "busy", "refused"]


class Stopping:
    """Stands before the library or the service; at the step where the stop comes, and after, calls never return."""

    def __init__(self, real: Any, steps: list[int]) -> None:
        self._real = real
        self._steps = steps

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._real, name)
        if not asyncio.iscoroutinefunction(value):
            return value

        async def step(*args: Any) -> Any:
            await self._pass()
            result = await value(*args)
            await self._pass()  # it happened, but the runner never hears of it
            return result

        return step

    async def _pass(self) -> None:
        self._steps[0] -= 1
        if self._steps[0] < 0:
            await asyncio.Event().wait()


async def stopped_run(
    folder: Path, world: World, steps: int, prompts: Sequence[str] = (), cancel: int | None = None
) -> None:
    """Sends what it finds waiting and makes the jobs; stops dead after so many steps, or when all is done."""
    left = [steps]
    library, service = open_library(folder), MaxAPI(URL, "key-one", transport=world)
    parts: Any = (Stopping(library, left), Stopping(service, left))

    async def session() -> None:
        async with Runner(*parts, CATALOG, SETTINGS, pacing=FAST) as runner:
            runner.send_left_over()
            jobs = [job for prompt in prompts for job in runner.generate(recipe(prompt))]
            if cancel is not None:
                runner.cancel(jobs[cancel % len(jobs)].id)
            await until(lambda: only_unknown(runner))

    try:
        async with asyncio.TaskGroup() as group:
            running_session = group.create_task(session())
            while not running_session.done() and left[0] >= 0:
                await asyncio.sleep(0.002)
            running_session.cancel()
    finally:
        await service.close()
        await library.close()


def only_unknown(runner: Runner) -> bool:
    """Nothing is left that goes on by itself."""
    return all(job.state is JobState.UNKNOWN for job in runner.live_jobs())


async def check(folder: Path, world: World, prompts: list[str]) -> None:
    """A new start finishes everything that can be finished, and tells the truth about the rest."""
    before = dict(world.prompts)
    async with running(folder, world) as runner:
        await until(
            lambda: all(job.id in runner.queue.left_over or job.state is JobState.UNKNOWN for job in runner.live_jobs())
        )
        assert dict(world.prompts) == before, "a start never spends"
        runner.send_left_over()
        await until(lambda: only_unknown(runner))
        jobs = {job.recipe.prompt: job for job in await runner._desk.library.jobs()}
    assert all(count <= 1 for count in world.prompts.values()), world.prompts
    for prompt, task_id in ((task["prompt"], task_id) for task_id, task in world.tasks.items()):
        job = jobs[prompt]
        assert job.task_id == task_id or job.state is JobState.UNKNOWN, (prompt, job.state)
        if job.task_id and job.state is not JobState.CANCELLED:
            assert job.state is JobState.DONE
            for n, picture in enumerate(job.pictures):
                assert Path(picture.path or "").read_bytes() == png(int(task_id[5:]) * 10 + n)
    files = list((folder / "Pictures").rglob("*.png"))
    assert len(files) == sum(job.saved for job in jobs.values()), "no half file, none twice"


@pytest.fixture(autouse=True)
def no_waiting_for_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill doesn't wait for a send in flight."""
    monkeypatch.setattr(runner_module, "_LAST_SENDS", 0)


@settings(max_examples=40, deadline=None)
@given(
    faults=st.lists(st.sampled_from(FAULTS), min_size=1, max_size=4),
    steps=st.integers(0, 70),
    again=st.integers(0, 40),
    cancel=st.none() | st.integers(0, 3),
)
def test_a_stop_at_any_step(faults: list[str], steps: int, again: int, cancel: int | None) -> None:
    async def play(folder: Path) -> None:
        world = World()
        prompts = [f"prompt {n}" for n in range(len(faults))]
        world.submit_faults = {prompt: [fault] for prompt, fault in zip(prompts, faults, strict=True)}
        await stopped_run(folder, world, steps, prompts, cancel)
        await stopped_run(folder, world, again)
        await check(folder, world, prompts)

    with tempfile.TemporaryDirectory() as folder:
        bounded(play(Path(folder)))


@pytest.mark.parametrize("steps", range(0, 60, 3))
def test_four_jobs_stopped(tmp_path: Path, steps: int) -> None:
    async def play() -> None:
        world = World()
        prompts = [f"prompt {n}" for n in range(4)]
        await stopped_run(tmp_path, world, steps, prompts)
        await check(tmp_path, world, prompts)

    bounded(play())


def test_a_cancel_asked_before_a_stop_is_asked_again_at_the_start(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.statuses["x"] = ["PENDING"] * 9000
        world.cancel_gate = asyncio.Event().wait  # it reaches the service, and no answer ever comes
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("x"))
            await until(lambda: heard.last(job.id).status == "PENDING")  # from here on only the wish is to be written
            runner.cancel(job.id)
            await until(lambda: world.cancelled == ["task-1"])
        world.cancel_gate = None
        async with running(tmp_path, world, heard) as runner:
            await runner.wait([job.id])
            found = await runner._desk.library.job(job.id)
        assert world.cancelled == ["task-1", "task-1"] and found and found.state is JobState.CANCELLED

    bounded(play())

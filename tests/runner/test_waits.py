"""How long the runner waits, by a clock that the test moves: never shorter than promised, and never for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from jimeng_desktop.core.job import Job, JobState, Picture, PictureState
from jimeng_desktop.core.pacing import Pacing
from jimeng_desktop.desktop.keychain import fingerprint
from jimeng_desktop.runner.runner import Runner
from tests.runner.clock import Clock
from tests.runner.world import URL, World, bounded, open_library, png, recipe, running

MINUTE, HOUR, DAY = 60.0, 3600.0, 24 * 3600.0
HUGE = png(1)[:16] + (30_000).to_bytes(4, "big") * 2 + png(1)[24:]


def after_busy(world: World) -> list[tuple[float, str]]:
    """What the service heard after its first 429, and how many seconds later; nothing before there was one."""
    at = next((when for when, what in world.heard if what == "busy"), float("inf"))
    return [(when - at, what) for when, what in world.heard if when > at]


def test_a_429_to_one_question_holds_back_the_questions_of_all_jobs(tmp_path: Path) -> None:
    async def play() -> None:
        world, clock = World(), Clock()
        world.statuses = {"a": ["PENDING", "busy:1", *["PENDING"] * 9000], "b": ["PENDING"] * 9000}
        async with running(tmp_path, world) as runner:
            for prompt in "ab":
                runner.generate(recipe(prompt))
            await clock.until(lambda: len({what for _, what in after_busy(world)}) == 2)
        assert after_busy(world)[0][0] >= 1.0

    bounded(play(), DAY)


def test_a_429_that_asks_for_a_day_is_asked_again_after_an_hour(tmp_path: Path) -> None:
    async def play() -> None:
        world, clock = World(), Clock()
        world.statuses["x"] = ["busy:86400", "PENDING"]
        async with running(tmp_path, world) as runner:
            runner.generate(recipe("x"))
            await clock.until(lambda: bool(runner.live_jobs()[0].fault))
            await clock.move(HOUR - MINUTE)
            assert not after_busy(world)
            await clock.move(MINUTE)
            assert after_busy(world)

    bounded(play(), DAY)


def test_a_task_is_only_forgotten_where_nothing_else_was_heard_of_it_for_ten_minutes(tmp_path: Path) -> None:
    async def play() -> None:
        world, clock = World(), Clock()
        async with running(tmp_path, world, pacing=Pacing()) as runner:

            async def asked(answer: str) -> str:
                """What is told of the job when it is asked for and this is answered."""
                world.tasks["task-1"]["left"] = [answer] * 9000
                runner.ask_now()
                await clock.move(0)
                (job,) = runner.live_jobs()
                return job.fault.code if job.fault else ""

            runner.generate(recipe("x"))
            await clock.until(lambda: runner.live_jobs()[0].accepted)
            assert await asked("gone") == "service_trouble", "not believed at once"
            assert await asked("garbage") == "service_trouble"
            await clock.move(11 * MINUTE)
            assert await asked("gone") == "service_trouble", "the ten minutes begin anew"
            await clock.move(11 * MINUTE)
            assert await asked("gone") == "task_unknown"

    bounded(play(), DAY)


def test_a_service_that_asks_for_no_pause_at_all_is_not_hammered(tmp_path: Path) -> None:
    async def play() -> None:
        world, clock = World(), Clock()
        world.submit_faults["x"] = ["busy"]
        async with running(tmp_path, world, pacing=Pacing()) as runner:
            (job,) = runner.generate(recipe("x"))
            await clock.until(lambda: bool(world.prompts))
        ((seconds, what),) = after_busy(world)
        assert what == "submit" and seconds >= 1.2, "the next try comes after the usual back-off"

    bounded(play(), DAY)


@asynccontextmanager
async def tried_once_more(folder: Path, bad: bytes | int) -> AsyncIterator[tuple[Clock, World, Runner]]:
    """A made job of an earlier run, whose picture was tried thirty times and once more, which gave something else."""
    picture = Picture(1, 0, "https://pictures.test/task-1/0.png?g=0", PictureState.WAITING, attempts=30)
    job = Job(1, recipe("x"), 1, 1000.0, JobState.FETCHING, URL, fingerprint("key-one"), "task-1", pictures=(picture,))
    library = open_library(folder)
    await library.add_jobs([job])
    await library.close()
    world, clock = World(), Clock()
    world.tasks["task-1"] = {"prompt": "x", "left": []}
    world.picture_faults = [bad]
    async with running(folder, world, pacing=Pacing()) as runner:
        await clock.until(lambda: waits_again(runner))
        yield clock, world, runner


def waits_again(runner: Runner) -> bool:
    """The picture waits for its 32nd try."""
    return [(p.state, p.attempts) for job in runner.live_jobs() for p in job.pictures] == [(PictureState.WAITING, 31)]


@pytest.mark.parametrize("bad", [png(1)[:-20], b"<html>sorry</html>", HUGE], ids=["damaged", "a page", "too large"])
def test_a_whole_picture_that_is_no_good_is_soon_only_tried_every_few_hours(tmp_path: Path, bad: bytes) -> None:
    async def play() -> None:
        async with tried_once_more(tmp_path, bad) as (clock, world, runner):
            for _ in range(60):
                await clock.move(MINUTE)
                assert waits_again(runner) and not world.queries, "each try costs all its bytes"
            await clock.move(7.2 * HOUR)
            await clock.until(lambda: not runner.live_jobs())

    bounded(play(), DAY)


def test_a_picture_that_does_not_come_is_tried_every_few_minutes(tmp_path: Path) -> None:
    async def play() -> None:
        async with tried_once_more(tmp_path, 500) as (clock, _, runner):
            await clock.move(3 * MINUTE)
            assert waits_again(runner)
            await clock.move(3 * MINUTE)
            await clock.until(lambda: not runner.live_jobs())

    bounded(play(), DAY)


@pytest.mark.parametrize("answered", [True, False])
def test_closing_waits_fifteen_seconds_for_the_answer_of_a_send(tmp_path: Path, answered: bool) -> None:
    async def play() -> None:
        world, gate, asked, clock = World(), asyncio.Event(), asyncio.Event(), Clock()

        async def hold() -> None:
            asked.set()
            await gate.wait()

        world.submit_gate = hold

        async def session() -> None:
            async with running(tmp_path, world) as runner:
                runner.generate(recipe("x"))
                await asked.wait()

        async with asyncio.TaskGroup() as group:
            closing = group.create_task(session())
            await clock.until(asked.is_set)
            await clock.move(14.9)
            assert not closing.done()
            if answered:
                gate.set()
            await clock.until(closing.done)
        library = open_library(tmp_path)
        (job,) = await library.unended()
        await library.close()
        found = (JobState.PENDING, "task-1") if answered else (JobState.SENDING, None)
        assert (job.state, job.task_id) == found, "the answer is a receipt"

    bounded(play(), DAY)

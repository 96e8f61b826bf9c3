"""Doubtful jobs: no answer says plainly that they were accepted, but one has named a task. It is asked for, for long;
nothing is sent again by itself, and pictures are kept whenever they come."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from jimeng_desktop.core.events import QueueChanged
from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.pacing import DAY, Pacing
from jimeng_desktop.runner.runner import Runner
from tests.runner.world import Heard, World, bounded, recipe, running, until


def doubting(*statuses: str) -> World:
    """Its submits of "fox" are answered with an error and the id of a task, whose queries give these."""
    world = World()
    world.submit_faults["fox"] = ["named"]
    world.statuses["fox"] = list(statuses)
    return world


def at_rest(runner: Runner, job_id: int) -> bool:
    """It is not asked for, and won't be by itself."""
    return job_id not in runner._poller._next and job_id not in runner._poller._asking


def test_a_plain_word_makes_it_an_accepted_job_with_its_receipt(tmp_path: Path) -> None:
    async def play() -> None:
        heard = Heard()
        async with running(tmp_path, doubting("PENDING", "SUBMITTED"), heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(job.id).state is JobState.DONE)
            (receipt,) = await runner._desk.library.receipts(job.id)
        assert heard.states(job.id)[3:] == ["unknown", "pending", "submitted", "fetching", "done"]
        assert (receipt.outcome, receipt.task_id, receipt.sent) == ("accepted", "task-1", True)
        assert receipt.answer == b'{"code":500,"msg":"busy","data":{"taskId":"task-1"}}'
        assert b'"SUCCESS"' in receipt.result and b"https://pictures.test/task-1/3.png" in receipt.result

    bounded(play())


@pytest.mark.parametrize("fault", ["ok", "refused", "points", "key", "500", "busy"])
def test_every_answer_stands_in_its_receipt_as_it_came(tmp_path: Path, fault: str) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.submit_faults["fox"] = [fault]
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            library = runner._desk.library
            first = (await library.receipts(job.id))[:1]
            while not (first and first[0].answer):
                await asyncio.sleep(0.002)
                first = (await library.receipts(job.id))[:1]
        words = {"ok": b"task-1", "refused": b"bad ratio", "key": b"unauthorized", "busy": b"slow down", "500": b"oops"}
        assert words.get(fault, b"\\u79ef\\u5206" if b"\\u" in first[0].answer else "积分".encode()) in first[0].answer
        assert b"key-one" not in first[0].answer

    bounded(play())


def test_it_is_kept_and_asked_for_over_restarts(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = doubting(*["not known"] * 1000), Heard()
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: world.queries["task-1"] >= 3)
        for start in range(2):
            asked = world.queries["task-1"]
            if start:
                world.tasks["task-1"]["left"] = []
            async with running(tmp_path, world, heard) as runner:
                (found,) = runner.live_jobs() or [heard.last(job.id)]
                assert found.task_id == "task-1"
                await until(lambda asked=asked: world.queries["task-1"] > asked)  # type: ignore[misc]
                if start:
                    await until(lambda: heard.last(job.id).state is JobState.DONE)
                else:
                    assert found.state is JobState.UNKNOWN
        assert world.prompts == {"fox": 1}

    bounded(play())


def test_it_takes_no_place_among_open_jobs(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = doubting(*["garbage"] * 10_000), Heard()
        async with running(tmp_path, world, heard, open_jobs=1) as runner:
            (doubtful,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(doubtful.id).doubtful)
            (other,) = runner.generate(recipe("owl"))
            await until(lambda: heard.last(other.id).state is JobState.DONE)
            assert heard.last(doubtful.id).doubtful

    bounded(play())


@pytest.mark.parametrize("word", ["refuses", "not known"])
def test_what_is_said_of_it_pauses_nothing_and_never_ends_the_asking(tmp_path: Path, word: str) -> None:
    async def play() -> None:
        world, heard = doubting(*[word] * 5), Heard()
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(job.id).state is JobState.DONE)
        code = {"refuses": "key_refused", "not known": "task_unknown"}[word]
        assert code in [e.job.fault.code for e in heard if not isinstance(e, QueueChanged) and _fault(e)]
        assert not any(isinstance(event, QueueChanged) and event.paused for event in heard)
        assert heard.states(job.id)[-4:] == ["sending", "unknown", "fetching", "done"]

    bounded(play())


def _fault(event: Any) -> bool:
    return getattr(getattr(event, "job", None), "fault", None) is not None


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("restart", [False, True])
def test_pictures_that_come_after_it_was_given_up_or_sent_again_are_kept(
    tmp_path: Path, again: bool, restart: bool
) -> None:
    async def play() -> None:
        world, heard = doubting(*["not known"] * 10_000), Heard()
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(job.id).doubtful)
            world.statuses.clear()  # of what is sent again
            (runner.send_again if again else runner.count_as_lost)(job.id)
            await until(lambda: heard.last(job.id).state is JobState.LOST)
            if again:
                await until(lambda: world.prompts["fox"] == 2 and not runner.live_jobs())
            if not restart:
                world.tasks["task-1"]["left"] = ["PENDING", "SUCCESS"]
                await until(lambda: heard.last(job.id).state is JobState.DONE)
        if restart:
            world.tasks["task-1"]["left"] = []
            async with running(tmp_path, world, heard) as runner:
                runner.ask_now()
                await until(lambda: heard.last(job.id).state is JobState.DONE)
        assert heard.last(job.id).saved == 4
        assert world.prompts["fox"] == 1 + again

    bounded(play())


def test_sending_again_what_has_just_been_accepted_sends_nothing(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = doubting(*["not known"] * 10_000), Heard()
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(job.id).doubtful)
            async with runner._desk.lock(job.id):  # the service's word is being written while the user decides
                runner.send_again(job.id)
                await asyncio.sleep(0)
                await asyncio.sleep(0)
                found = replace(runner._desk.jobs[job.id], state=JobState.PROCESSING)
                runner._desk.show(found)
            await until(lambda: not runner._desk.lock(job.id).locked())
            (other,) = runner.generate(recipe("owl"))
            await until(lambda: heard.last(other.id).state is JobState.DONE)
            assert found.accepted and world.prompts["fox"] == 1

    bounded(play())


def test_after_a_day_it_is_asked_for_at_starts_and_on_demand_alone(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = doubting(*["not known"] * 10_000), Heard()
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("fox"))
            await until(lambda: heard.last(job.id).doubtful)
            real = runner._desk.clock
            runner._desk.clock = lambda: real() + 2 * DAY
            await until(lambda: at_rest(runner, job.id))
            asked = world.queries["task-1"]
            runner.ask_now()
            await until(lambda: world.queries["task-1"] == asked + 1 and at_rest(runner, job.id))

    bounded(play())


@pytest.mark.parametrize("seconds", [0.0, 3.0, 60.0, 599.0])
@pytest.mark.parametrize("usual", [None, (20.0, 40.0)])
def test_for_ten_minutes_it_is_asked_for_like_an_accepted_job(
    seconds: float, usual: tuple[float, float] | None
) -> None:
    assert Pacing().doubt_after(seconds, usual, 0.5) == Pacing().poll_after(seconds, usual, 0.5)


def test_then_every_five_minutes_for_a_day() -> None:
    pacing = Pacing()
    assert {pacing.doubt_after(age, None, 0.5) for age in (600.0, 3600.0, DAY - 1)} == {300.0}
    assert pacing.doubt_after(DAY, None, 0.5) is None


def test_one_id_given_to_two_jobs_at_once_is_a_receipt_of_one(tmp_path: Path) -> None:
    class Echo(World):
        """Answers the submits of a pair only when both are there, with one id."""

        both = 0

        async def _submit(self, request: httpx.Request) -> httpx.Response:
            answer = await super()._submit(request)
            self.both += 1
            while self.both < 2:
                await asyncio.sleep(0)
            data = {"code": 0, "data": {"taskId": "task-1"}}
            return httpx.Response(200, json=data) if self.both == 2 else answer

    async def play() -> None:
        world, heard = Echo(), Heard()
        async with running(tmp_path, world, heard) as runner:
            jobs = runner.generate(recipe("fox"), 2)
            await until(lambda: {heard.last(job.id).state for job in jobs} == {JobState.UNKNOWN, JobState.DONE})
            unknown = next(heard.last(job.id) for job in jobs if heard.last(job.id).state is JobState.UNKNOWN)
        assert unknown.task_id is None

    bounded(play())

"""What may leave, and when: nothing against the user's word or the service's, and what was answered is not lost."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import Fault, LibraryDamaged, LibraryError, StorageError
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.pacing import Pacing
from tests.runner.clock import Clock
from tests.runner.world import Heard, World, bounded, open_library, recipe, running, until

DISK_FAULTS = [StorageError("EIO"), LibraryDamaged("the index is damaged")]
FINE = 0.0001  # seconds a step, where waits are measured


@pytest.mark.parametrize("fault", ["offline", "busy", "points", "key"])
def test_a_job_cancelled_while_it_is_sent_is_not_sent_once_more(tmp_path: Path, fault: str) -> None:
    async def play() -> None:
        world, heard, gate = World(), Heard(), asyncio.Event()
        world.submit_faults["x"], world.submit_gate = [fault], gate.wait
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("x"))
            await until(lambda: heard.last(job.id).state is JobState.SENDING)
            runner.cancel(job.id)
            await until(lambda: heard.last(job.id).cancel_asked)
            gate.set()
            await runner.wait([job.id])
            (receipt,) = await runner._desk.library.receipts(job.id)
            stored = await runner._desk.library.job(job.id)
        assert stored and stored.state is JobState.CANCELLED and not world.prompts
        assert receipt.outcome == ("not_sent" if fault == "offline" else "refused")

    bounded(play())


def test_a_job_cancelled_while_it_is_sent_is_cancelled_at_the_service_that_took_it(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard, gate = World(), Heard(), asyncio.Event()
        world.statuses["x"], world.submit_gate = ["PENDING"] * 9000, gate.wait
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("x"))
            await until(lambda: heard.last(job.id).state is JobState.SENDING)
            runner.cancel(job.id)
            await until(lambda: heard.last(job.id).cancel_asked)
            gate.set()
            await runner.wait([job.id])
        assert heard.last(job.id).state is JobState.CANCELLED and world.cancelled == ["task-1"]

    bounded(play())


def test_a_cancel_while_the_answer_is_written_does_not_write_over_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play() -> None:
        world, heard, written, go = World(), Heard(), asyncio.Event(), asyncio.Event()
        world.statuses["x"] = ["PENDING"] * 9000
        async with running(tmp_path, world, heard) as runner:
            library = runner._desk.library
            end = library.end_send

            async def slowly(*args: Any) -> None:
                await end(*args)
                written.set()
                await go.wait()

            monkeypatch.setattr(library, "end_send", slowly)
            (job,) = runner.generate(recipe("x"))
            await written.wait()
            runner.cancel(job.id)
            for _ in range(50):
                await asyncio.sleep(0)
            stored = await library.job(job.id)  # after all that was asked of the library so far
            assert stored and (stored.state, stored.task_id) == (JobState.PENDING, "task-1"), "it is a receipt"
            go.set()
            await runner.wait([job.id])
        assert heard.last(job.id).state is JobState.CANCELLED and world.cancelled == ["task-1"]

    bounded(play())


@pytest.mark.parametrize("error", DISK_FAULTS)
def test_a_task_id_in_hand_is_kept_even_where_the_ledger_cannot_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard) as runner:

            async def refuse(*_: str) -> bool:
                raise error

            monkeypatch.setattr(runner._desk.library, "task_known", refuse)
            (job,) = runner.generate(recipe("x"))
            await runner.wait([job.id])
        assert (heard.last(job.id).state, heard.last(job.id).task_id) == (JobState.DONE, "task-1")

    bounded(play())


@pytest.mark.parametrize("error", DISK_FAULTS)
@pytest.mark.parametrize("step", ["check_room", "begin_send"])
def test_what_cannot_be_written_first_is_not_sent_and_the_pause_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: StorageError | LibraryError
) -> None:
    async def play() -> None:
        world = World()
        async with running(tmp_path, world) as runner:

            async def refuse(*_: object) -> None:
                raise error

            with monkeypatch.context() as refusing:
                refusing.setattr(runner._desk.library, step, refuse)
                (job,) = runner.generate(recipe("x"))
                await until(lambda: runner.queue.paused is not None and not runner.sending)
            assert runner.queue.paused == error.fault and not world.prompts
            assert [job.state for job in runner.live_jobs()] == [JobState.WAITING]
            runner.go_on()
            await runner.wait([job.id])
        assert world.prompts == {"x": 1}

    bounded(play())


@pytest.mark.parametrize("error", DISK_FAULTS)
def test_an_answer_is_insisted_on_whatever_the_disk_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: StorageError | LibraryError
) -> None:
    async def play() -> None:
        world, clock, tries = World(), Clock(), []
        async with running(tmp_path, world, pacing=Pacing()) as runner:
            library = runner._desk.library
            end = library.end_send

            async def refuse(*args: Any) -> None:
                tries.append(clock.now)
                if len(tries) < 4:
                    raise error
                await end(*args)

            monkeypatch.setattr(library, "end_send", refuse)
            (job,) = runner.generate(recipe("x"))
            await clock.until(lambda: len(tries) == 2)
            assert runner.queue.paused == error.fault, "nothing more is sent meanwhile"
            await clock.until(lambda: len(tries) == 4)
            await clock.until(lambda: runner.queue.paused is None)
            stored = await library.job(job.id)
        assert stored and stored.task_id == "task-1" and world.prompts == {"x": 1}
        for wait, (before, after) in zip((1.2, 2.4, 4.8), zip(tries, tries[1:], strict=False), strict=True):
            assert after - before >= wait, "not in vain, again and again"

    bounded(play(), 3600)


def test_nothing_is_begun_once_the_program_closes(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard, gate = World(), Heard(), asyncio.Event()
        world.submit_gate = gate.wait
        async with running(tmp_path, world, heard) as runner:
            jobs = runner.generate(recipe("a")) + runner.generate(recipe("b"))
            async with runner._desk.lock(jobs[1].id):  # the second is held up just before it is begun
                await until(lambda: bool(world.prompts) and runner.sending == 2)
                runner.stop_sending()
            await until(lambda: runner.sending == 1)
            assert runner._sender._start_due() is None and runner.sending == 1
            gate.set()
        assert world.prompts == {"a": 1}
        library = open_library(tmp_path)
        found = {job.recipe.prompt: (job.state, len(await library.receipts(job.id))) for job in await library.jobs()}
        await library.close()
        assert found == {"a": (JobState.PENDING, 1), "b": (JobState.WAITING, 0)}

    bounded(play())


def test_asking_now_does_not_cut_short_what_the_service_asked_for_and_going_on_does(tmp_path: Path) -> None:
    async def play() -> None:
        world, clock = World(), Clock()
        world.submit_faults["x"] = ["busy:60", "busy:60"]
        async with running(tmp_path, world) as runner:
            runner.generate(recipe("x"))
            for number in (1, 2):
                await clock.until(lambda: bool(runner.live_jobs()[0].fault) and not runner.sending, step=FINE)
                for _ in range(5):
                    await clock.move(11)
                    runner.ask_now()
                    await clock.move(0)
                    assert not runner.sending and len(world.heard) == 2 * number  # with a "busy" each
                if number == 1:
                    await clock.move(6)  # by itself, when the time has come
                    await clock.until(lambda: runner.sending == 1 or len(world.heard) > 2, step=0)
            runner.go_on()
            await clock.move(0)
            assert runner.sending == 1
            await clock.until(lambda: bool(world.prompts))
        assert world.prompts == {"x": 1}

    bounded(play(), 3600)


def test_each_try_without_a_connection_waits_longer_and_an_answer_ends_that(tmp_path: Path) -> None:
    async def play() -> None:
        world, clock = World(), Clock()
        world.submit_faults = {"a": ["offline"] * 3, "b": ["offline"]}
        async with running(tmp_path, world, pacing=Pacing()) as runner:
            for prompt, waits in (("a", (1.5, 3.0, 6.0)), ("b", (1.5,))):
                runner.generate(recipe(prompt))
                for wait in waits:
                    await clock.until(lambda: runner.queue.offline is not None and not runner.sending, step=FINE)
                    await clock.move(wait * 0.7)
                    assert not runner.sending
                    await clock.move(wait * 0.5)
                    assert runner.sending == 1
                await clock.until(lambda prompt=prompt: bool(world.prompts[prompt]), step=FINE)  # type: ignore[misc]
                await clock.until(lambda: not runner.sending, step=FINE)

    bounded(play(), 3600)


def test_the_first_reason_of_a_pause_stands(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard, gate = World(), Heard(), asyncio.Event()
        world.submit_faults["x"], world.submit_gate = ["points"], gate.wait
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("x"))
            await until(lambda: heard.last(job.id).state is JobState.SENDING)
            runner.pause()
            gate.set()
            await until(lambda: heard.last(job.id).state is JobState.WAITING and not runner.sending)
            assert runner.queue.paused == Fault("paused_by_user")

    bounded(play())


def test_a_job_that_stands_still_keeps_no_place_from_the_others(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.statuses["of another key"] = ["PENDING"] * 9000
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("of another key"))
            await until(lambda: heard.last(job.id).state is JobState.PENDING)
        async with running(tmp_path, world, heard, key="key-two", open_jobs=1) as runner:
            await until(lambda: [job.fault for job in runner.live_jobs()] == [Fault("other_key")])
            (mine,) = runner.generate(recipe("mine"))
            await runner.wait([mine.id])
        assert heard.last(mine.id).state is JobState.DONE

    bounded(play())


def test_send_again_while_the_disk_is_slow_makes_one_job_and_counts_the_other_as_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play() -> None:
        world, heard, clock, go = World(), Heard(), Clock(), asyncio.Event()
        world.submit_faults["x"] = ["500"]
        async with running(tmp_path, world, heard) as runner:
            library = runner._desk.library
            save = library.save_job

            async def slowly(job: Job) -> None:
                await go.wait()
                await save(job)

            (job,) = runner.generate(recipe("x"))
            await clock.until(lambda: heard.last(job.id).state is JobState.UNKNOWN)
            monkeypatch.setattr(library, "save_job", slowly)
            for _ in range(3):
                runner.send_again(job.id)
                await clock.move(1)  # no double press
            assert world.prompts == {"x": 1}, "first it is written that the user has decided"
            go.set()
            await clock.until(lambda: not runner.live_jobs())
            await clock.move(1)
            jobs = {job.parent_id: job.state for job in await library.jobs()}
        assert jobs == {None: JobState.LOST, job.id: JobState.DONE} and world.prompts == {"x": 2}

    bounded(play(), 3600)

"""Two things at once, and bugs in one place: nothing is stuck, forgotten, or sent against the user's will."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import Fault, StorageError
from jimeng_desktop.core.job import Job, JobState, PictureState
from jimeng_desktop.core.pacing import WEEK
from tests.runner.world import Heard, World, bounded, open_library, recipe, running, until

DAY = 24 * 3600.0


def test_a_picture_that_lands_while_links_are_renewed_stays_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.picture_faults = [404]
        async with running(tmp_path, world, heard) as runner:
            library = runner._desk.library
            save = library.save_job

            async def slowly(job: Job) -> None:
                if job.state is JobState.FETCHING and heard.last(job.id).state is JobState.FETCHING:
                    await until(lambda: heard.last(job.id).saved == 3)  # the siblings land meanwhile
                await save(job)

            monkeypatch.setattr(library, "save_job", slowly)
            (job,) = runner.generate(recipe("x"))
            await until(lambda: heard.last(job.id).state is JobState.FETCHING)
            world.generation = 1
            await runner.wait([job.id])
        assert heard.last(job.id).saved == 4

    bounded(play())


def test_cancelled_while_the_send_is_prepared_never_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        world, heard, writing, go = World(), Heard(), asyncio.Event(), asyncio.Event()
        async with running(tmp_path, world, heard) as runner:
            library = runner._desk.library
            begin = library.begin_send

            async def slowly(job: Job, body: bytes) -> None:
                writing.set()
                await go.wait()
                await begin(job, body)

            monkeypatch.setattr(library, "begin_send", slowly)
            (job,) = runner.generate(recipe("x"))
            await writing.wait()
            runner.cancel(job.id)
            go.set()
            await runner.wait([job.id])
            (receipt,) = await library.receipts(job.id)
            assert receipt.outcome == "not_sent" and not receipt.sent
        assert heard.last(job.id).state is JobState.CANCELLED and not world.prompts

    bounded(play())


def test_a_wrong_404_does_not_end_a_paid_job(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("x"))
            await until(lambda: heard.last(job.id).state is JobState.PENDING)
            task = world.tasks.pop("task-1")  # the service has forgotten it for a while
            await until(lambda: (heard.last(job.id).fault or Fault("")).code == "task_unknown")
            assert not heard.last(job.id).ended
            world.tasks["task-1"] = task
            await runner.wait([job.id])
        assert heard.last(job.id).state is JobState.DONE and world.prompts == {"x": 1}

    bounded(play())


def test_a_task_unknown_for_a_day_ends(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard) as runner:
            now = runner._desk.clock
            (job,) = runner.generate(recipe("x"))
            await until(lambda: heard.last(job.id).state is JobState.PENDING)
            world.tasks.clear()
            runner._desk.clock = lambda: now() + 2 * DAY
            await runner.wait([job.id])
        last = heard.last(job.id)
        assert last.state is JobState.FAILED and last.fault and last.fault.code == "task_unknown"

    bounded(play())


def test_a_clock_that_jumps_does_not_lose_living_links(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.picture_faults = [500] * 12
        async with running(tmp_path, world, heard) as runner:
            now = runner._desk.clock
            (job,) = runner.generate(recipe("x"))
            await until(lambda: heard.last(job.id).state is JobState.FETCHING)
            runner._desk.clock = lambda: now() + 2 * WEEK
            await runner.wait([job.id])
        assert heard.last(job.id).state is JobState.DONE

    bounded(play())


def test_a_disk_that_refuses_does_not_keep_the_program_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        library = open_library(tmp_path)
        sending = Job(77, recipe("x"), 4, 1000.0, JobState.WAITING)
        await library.add_jobs([sending])
        await library.begin_send(replace(sending, state=JobState.SENDING), b"{}")
        await library.close()
        refusing = True
        from jimeng_desktop.library.library import Library

        real = Library.end_send

        async def end_send(self: Library, *args: Any) -> None:
            if refusing:
                raise StorageError("ENOSPC")
            await real(self, *args)

        monkeypatch.setattr(Library, "end_send", end_send)
        async with running(tmp_path, world, heard) as runner:
            assert [job.state for job in runner.live_jobs()] == [JobState.UNKNOWN]
            await until(lambda: runner.queue.paused == Fault("storage_failed", "ENOSPC"))
            refusing = False
            await until(lambda: runner.queue.paused is None)
            (receipt,) = await runner._desk.library.receipts(77)
            assert receipt.outcome == "unknown"

    bounded(play())


def test_the_key_that_is_recorded_is_the_key_that_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard) as runner:
            service, library = runner._desk.service, runner._desk.library
            begin = library.begin_send

            async def change_key_meanwhile(job: Job, body: bytes) -> None:
                await begin(job, body)
                service.key = "key-two"

            monkeypatch.setattr(library, "begin_send", change_key_meanwhile)
            (job,) = runner.generate(recipe("x"))
            await until(lambda: bool(world.prompts))
            assert world.keys == {"Bearer key-one"}

    bounded(play())


@pytest.mark.plants_unexpected
def test_a_bug_before_the_send_pauses_instead_of_trying_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play() -> None:
        world, tries = World(), 0
        async with running(tmp_path, world) as runner:

            async def check_room(job: Job, pixels: int) -> None:
                nonlocal tries
                tries += 1
                raise KeyError("a bug")

            monkeypatch.setattr(runner._desk.library, "check_room", check_room)
            runner.generate(recipe("x"))
            await until(lambda: runner.queue.paused == Fault("unexpected", "KeyError"))
            assert tries == 1 and not world.prompts

    bounded(play())


@pytest.mark.plants_unexpected
def test_a_loop_that_a_bug_has_ended_begins_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        world, heard, bugs = World(), Heard(), iter([True, True])
        async with running(tmp_path, world, heard) as runner:
            ask_due = runner._poller._ask_due

            def broken_twice() -> float | None:
                if next(bugs, False):
                    raise KeyError("a bug")
                return ask_due()

            monkeypatch.setattr(runner._poller, "_ask_due", broken_twice)
            (job,) = runner.generate(recipe("x"))
            await runner.wait([job.id])
        assert heard.last(job.id).state is JobState.DONE

    bounded(play())


@pytest.mark.plants_unexpected
def test_a_listener_that_breaks_costs_nobody_a_job(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world) as runner:

            def break_always(event: object) -> None:
                raise KeyError("a bug")

            runner.listen(break_always)
            runner.listen(heard.append)
            (job,) = runner.generate(recipe("x"))
            await runner.wait([job.id])
        assert heard.last(job.id).state is JobState.DONE

    bounded(play())


@pytest.mark.plants_unexpected
def test_a_picture_after_a_bug_is_tried_again_on_demand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        world, heard, bugs = World(), Heard(), iter([True] * 4)
        async with running(tmp_path, world, heard) as runner:
            download = runner._desk.service.download

            async def broken(*args: Any) -> Any:
                if next(bugs, False):
                    raise KeyError("a bug")
                return await download(*args)

            monkeypatch.setattr(runner._desk.service, "download", broken)
            (job,) = runner.generate(recipe("x"))
            await until(lambda: [p.fault for p in heard.last(job.id).pictures] == [Fault("unexpected", "KeyError")] * 4)
            await until(lambda: not runner._fetcher._at_work)
            runner.ask_now()
            await runner.wait([job.id])
        assert [p.state for p in heard.last(job.id).pictures] == [PictureState.SAVED] * 4

    bounded(play())


def test_what_came_whole_is_not_fetched_again_when_the_disk_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play() -> None:
        world, heard, refusals = World(), Heard(), iter([True])
        async with running(tmp_path, world, heard) as runner:
            library, service = runner._desk.library, runner._desk.service
            keep, download, downloads = library.keep, service.download, 0

            async def refuse_once(*args: Any) -> Any:
                if next(refusals, False):
                    raise StorageError("EBUSY")
                return await keep(*args)

            async def counted(*args: Any) -> Any:
                nonlocal downloads
                downloads += 1
                return await download(*args)

            monkeypatch.setattr(library, "keep", refuse_once)
            monkeypatch.setattr(service, "download", counted)
            (job,) = runner.generate(recipe("x"))
            await runner.wait([job.id])
            assert downloads == 4 and runner.queue.paused is None, "one refusal of the disk may pass"
        assert heard.last(job.id).saved == 4

    bounded(play())


def test_send_again_pressed_twice_counts_once(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.submit_faults["x"] = ["refused"]
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("x"))
            await runner.wait([job.id])
            runner.send_again(job.id)
            runner.send_again(job.id)
            await until(lambda: bool(world.prompts) and not runner.live_jobs())
        assert world.prompts == {"x": 1}

    bounded(play())


def test_a_job_that_has_ended_leaves_no_lock_behind(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard) as runner:
            jobs = runner.generate(recipe("x"), 3)
            await runner.wait([job.id for job in jobs])
            assert await runner._desk.change(jobs[0].id, lambda job: job) is None  # whoever comes too late
            await until(lambda: not runner._desk._locks)

    bounded(play())


def test_who_waits_for_a_job_shares_its_lock_with_who_comes_later(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard, inside = World(), Heard(), []
        async with running(tmp_path, world, heard) as runner:
            desk = runner._desk

            async def visit(name: str) -> None:
                async with desk.lock(7):
                    inside.append(name)
                    assert len(inside) == 1
                    for _ in range(3):
                        await asyncio.sleep(0)
                    inside.remove(name)

            async with asyncio.TaskGroup() as group:
                group.create_task(visit("first"))
                group.create_task(visit("second"))
                await asyncio.sleep(0)
                desk.show(replace(runner.generate(recipe("x"))[0], id=7, state=JobState.DONE))  # it ends
                group.create_task(visit("third"))

    bounded(play())

"""Coroutines of the window: held, cancelled quietly, and never failing unseen."""

from __future__ import annotations

import asyncio
import gc
import threading

import pytest

from jimeng_desktop.ui.base.tasks import Tasks, computed


@pytest.mark.plants_unexpected
def test_a_failure_is_said_and_stops_nothing_else(qapp: object, caplog: pytest.LogCaptureFixture) -> None:
    async def go() -> None:
        tasks = Tasks()
        said: list[str] = []
        tasks.failed.connect(said.append)
        reached = asyncio.Event()

        async def bad() -> None:
            raise RuntimeError("planted")

        async def good() -> None:
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            reached.set()

        tasks.start(bad(), name="bad")
        tasks.start(good(), name="good")
        await asyncio.wait_for(reached.wait(), 5)
        assert said == ["RuntimeError: planted"]
        assert "task bad failed" in caplog.text

    asyncio.run(go())


def test_a_task_nobody_else_holds_lives_to_its_end(qapp: object) -> None:
    async def go() -> None:
        tasks = Tasks()
        done: list[int] = []

        async def wait_alone() -> None:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            asyncio.get_running_loop().call_soon(gc.collect)
            asyncio.get_running_loop().call_later(0.01, future.set_result, None)
            await future
            done.append(1)

        tasks.start(wait_alone(), name="alone")
        assert tasks.running == 1
        while tasks.running:
            await asyncio.sleep(0.005)
        assert done == [1]

    asyncio.run(go())


def test_closing_cancels_without_a_message(qapp: object) -> None:
    async def go() -> None:
        tasks = Tasks()
        said: list[str] = []
        tasks.failed.connect(said.append)
        cancelled: list[int] = []

        async def for_ever() -> None:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                cancelled.append(1)
                raise

        tasks.start(for_ever(), name="for ever")
        await asyncio.sleep(0)
        await tasks.close()
        assert (cancelled, said, tasks.running) == ([1], [], 0)

    asyncio.run(go())


def test_one_that_is_cancelled_before_it_begins_leaves_nothing_behind(qapp: object) -> None:
    async def never() -> None:
        raise AssertionError("not to be begun")

    async def go() -> None:
        tasks = Tasks()
        tasks.start(never(), name="never begun")
        await tasks.close()
        gc.collect()  # a coroutine that nobody has begun or closed would warn here

    asyncio.run(go())


def test_who_is_cancelled_waits_until_the_thread_is_done() -> None:
    begun, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def work() -> None:
        begun.set()
        assert go_on.wait(10)
        done.append("work")

    async def play() -> None:
        task = asyncio.get_running_loop().create_task(computed(work))
        await asyncio.to_thread(begun.wait, 10)
        task.cancel()
        await asyncio.sleep(0)
        assert not task.done(), "the thread has not ended"
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert done == ["work"]

    asyncio.run(play())

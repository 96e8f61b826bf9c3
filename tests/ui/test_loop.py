"""The window's loop: asynchronous generators that are let go half-read are closed, as asyncio's own loop does."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from jimeng_desktop.ui.process.loop import window_runner
from tests.patience import LONGEST

Left = Callable[[AsyncGenerator[int, None]], Coroutine[Any, Any, object]]


class Ended(asyncio.Event):
    """Set where a generator has come to the end of its own clean-up, for which it must wait."""

    async def numbers(self) -> AsyncGenerator[int, None]:
        """One after the other."""
        try:
            for number in range(10):
                yield number
        finally:
            await asyncio.sleep(0)
            self.set()


async def by_return(numbers: AsyncGenerator[int, None]) -> object:
    async for number in numbers:
        if number == 3:
            return number
    return None


async def by_error(numbers: AsyncGenerator[int, None]) -> object:
    try:
        async for _ in numbers:
            raise ValueError
    except ValueError:
        pass
    return None


@pytest.mark.parametrize("leave", [by_return, by_error])
def test_a_generator_that_is_let_go_is_closed(qapp: QApplication, leave: Left) -> None:
    async def go() -> None:
        ended = Ended()
        await leave(ended.numbers())
        async with asyncio.timeout(LONGEST):
            await ended.wait()

    with window_runner(qapp) as runner:
        runner.run(go())


def test_the_end_of_the_loop_closes_what_is_still_open(qapp: QApplication) -> None:
    async def go() -> tuple[Ended, AsyncGenerator[int, None]]:
        ended = Ended()
        numbers = ended.numbers()
        assert await anext(numbers) == 0
        return ended, numbers

    with window_runner(qapp) as runner:
        ended, _held = runner.run(go())
        assert not ended.is_set()
    assert ended.is_set()


def test_the_loop_leaves_the_interpreter_as_it_was(qapp: QApplication) -> None:
    before = sys.get_asyncgen_hooks()
    with window_runner(qapp) as runner:
        runner.run(asyncio.sleep(0))
    assert sys.get_asyncgen_hooks() == before


def test_a_task_that_begins_while_the_loop_ends_has_a_loop(qapp: QApplication) -> None:
    seen: list[asyncio.AbstractEventLoop] = []
    begun: list[asyncio.Task[None]] = []

    async def late() -> None:
        seen.append(asyncio.get_running_loop())

    async def go() -> asyncio.AbstractEventLoop:
        loop, ending = asyncio.get_running_loop(), asyncio.current_task()
        assert ending
        ending.add_done_callback(lambda _: begun.append(loop.create_task(late())))
        return loop

    with window_runner(qapp) as runner:
        loop = runner.run(go())
    assert begun and not begun[0].cancelled() and begun[0].exception() is None and seen == [loop]
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()

"""A clock that the test moves: hours of waiting pass at once, and what is not due yet does not happen."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

_ROUNDS = 50  # of the loop: more than anything that is due needs for its first word to the service


class Clock:
    """The running loop's time from here on: it stands still until it is moved, also for `until` and `bounded`."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.now = loop.time()
        loop.time = lambda: self.now  # type: ignore[method-assign]

    async def move(self, seconds: float) -> None:
        """So much later: what has fallen due begins, and threads that were asked get on."""
        self.now += seconds
        for _ in range(_ROUNDS):
            await asyncio.sleep(0)
        await asyncio.to_thread(time.sleep, 0.001)

    async def until(self, condition: Callable[[], bool], step: float = 0.01) -> None:
        """Moves step by step until the condition holds; fails after ten thousand."""
        for _ in range(10_000):
            if condition():
                return
            await self.move(step)
        raise AssertionError("it never came")

"""How a test waits for what comes, and how long for what never does: so long that a busy machine fails nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

LONGEST = 300.0  # seconds; below pytest's faulthandler_timeout, at which the whole run would lose a worker


async def until(condition: Callable[[], object]) -> None:
    """Looks again every few milliseconds. Raises TimeoutError in the end."""
    async with asyncio.timeout(LONGEST):
        while not condition():
            await asyncio.sleep(0.005)

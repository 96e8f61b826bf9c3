"""The only way the window starts a coroutine: held while it runs, and never failing unseen."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

P = ParamSpec("P")
T = TypeVar("T")
log = logging.getLogger(__name__)


async def computed(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What `call` gives, from a thread: for short work such as decoding a picture.

    Whoever is cancelled meanwhile waits until the thread is done with it: none is left to report to a loop that has
    been closed.
    """
    work = asyncio.get_running_loop().run_in_executor(None, partial(call, *args, **kwargs))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        await asyncio.wait([work])
        raise


class Tasks(QObject):
    """Holds what runs. `failed` says in one line what went wrong; the traceback is in the log."""

    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: set[asyncio.Task[None]] = set()

    def start(self, coroutine: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[None]:
        """Runs `coroutine` on the present loop. A loop only knows its tasks weakly: this holds it."""
        task = asyncio.get_running_loop().create_task(self._guard(coroutine, name), name=name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        task.add_done_callback(lambda _: coroutine.close())  # one cancelled before its first step was never begun
        return task

    @property
    def running(self) -> int:
        """How many have not ended."""
        return len(self._running)

    async def close(self) -> None:
        """Cancels what still runs and waits until it is gone."""
        running = [task for task in self._running if task is not asyncio.current_task()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _guard(self, coroutine: Coroutine[Any, Any, Any], name: str) -> None:
        try:
            await coroutine
        except Exception as error:  # one of the three places: a task's failure must be seen and end nothing else
            log.exception("task %s failed", name)
            self.failed.emit(f"{type(error).__name__}: {error}")

"""Work in the library's own threads, awaited so that cancelling the one who waits never stops what has begun."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

from ..core.errors import StorageError

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)
NICENESS = 10


def patient_threads(count: int, name: str) -> ThreadPoolExecutor:
    """For long work of the processor: the window comes first, where threads can have a priority of their own."""
    return ThreadPoolExecutor(count, name, initializer=_step_back)


def _step_back() -> None:
    if sys.platform == "linux":  # elsewhere it would be the whole process
        thread = threading.get_native_id()
        with suppress(OSError):  # who may not step back works all the same
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + NICENESS)


def submit(executor: Executor, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
    """The call, queued. Raises StorageError once the executor is shut down."""
    try:
        return executor.submit(call, *args, **kwargs)
    except RuntimeError as error:
        raise StorageError("the library is closed") from error


async def run_in(executor: Executor, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the call returns or raises."""
    return await result_of(submit(executor, call, *args, **kwargs))


def wanted_in(executor: Executor, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[T]:
    """The same for what is only worth having while somebody waits: cancelled, it is not begun any more.

    It is queued at once, not only when it is awaited.
    """
    future = submit(executor, call, *args, **kwargs)
    waiter = _waiter(future)
    waiter.add_done_callback(lambda _: future.cancel())
    return waiter


async def result_of(future: Future[T]) -> T:
    """What the thread's future brings. Cancelling the waiting leaves the work, queued or begun, alone."""
    return await _waiter(future)


def _waiter(future: Future[T]) -> asyncio.Future[T]:
    loop = asyncio.get_running_loop()
    waiter: asyncio.Future[T] = loop.create_future()

    def tell(done: Future[T]) -> None:
        try:
            loop.call_soon_threadsafe(_hand_over, done, waiter)
        except RuntimeError:
            _nobody_waits(done)  # the loop has ended meanwhile

    future.add_done_callback(tell)
    return waiter


def _hand_over(done: Future[Any], waiter: asyncio.Future[Any]) -> None:
    if waiter.done():
        _nobody_waits(done)
    elif done.cancelled():
        waiter.set_exception(StorageError("the library is closed"))
    elif error := done.exception():
        waiter.set_exception(error)
    else:
        waiter.set_result(done.result())


def _nobody_waits(done: Future[Any]) -> None:
    if not done.cancelled() and (error := done.exception()):
        log.warning("failed after its caller was cancelled: %r", error)

"""That the user wants to end, said by the window or by a signal; what is still starting is then given up."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from enum import Enum

from PySide6.QtCore import QSocketNotifier


class GivenUp(Exception):
    """The user wanted to end before the start had come to its end."""


class Then(Enum):
    """What comes after a session has ended in order."""

    END = "end"
    DEMO = "demo"  # a session of the demo, in the same process
    SERVICE = "service"  # a session of the real service
    AGAIN = "again"  # the same session anew: what is read only at its start has changed
    RESTART = "restart"  # the process anew: what Qt reads only at its start has changed


class Leaving:
    """Said once and for all; whoever says it again changes nothing."""

    def __init__(self) -> None:
        self.then = Then.END
        self.step = 0  # of the first run, that the next session shall show
        self.curtain: Callable[[], None] | None = None  # takes the window away that stays until the next is painted
        self._said = asyncio.Event()
        self._scopes: list[asyncio.Timeout] = []

    def set(self, then: Then = Then.END) -> None:
        """The user wants to end, or to go on elsewhere; the first word holds, but an end always does."""
        if then is Then.END or not self._said.is_set():
            self.then = then
        if self._said.is_set():
            return
        self._said.set()
        for scope in self._scopes:
            scope.reschedule(asyncio.get_running_loop().time())

    @property
    def goes_on(self) -> bool:
        """Another session follows in this process."""
        return self._said.is_set() and self.then in (Then.DEMO, Then.SERVICE, Then.AGAIN)

    def is_set(self) -> bool:
        """Whether it has been said."""
        return self._said.is_set()

    async def wait(self) -> None:
        """Until it is said."""
        await self._said.wait()

    @asynccontextmanager
    async def gives_up(self) -> AsyncIterator[None]:
        """What is awaited inside is cancelled when the user wants to end, even where it hangs. Raises GivenUp."""
        now = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at(now if self._said.is_set() else None) as scope:
                self._scopes.append(scope)
                try:
                    yield
                finally:
                    self._scopes.remove(scope)
        except TimeoutError:
            if scope.expired():
                raise GivenUp from None
            raise


@contextmanager
def awake_for_signals() -> Iterator[None]:
    """Python only sees a signal when it runs; while Qt waits it doesn't, so the signal also writes to a socket."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ours, pythons = socket.socketpair()
    for end in (ours, pythons):
        end.setblocking(False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: ours.recv(64))
    fd_before = signal.set_wakeup_fd(pythons.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(fd_before)
        notifier.setEnabled(False)
        ours.close()
        pythons.close()

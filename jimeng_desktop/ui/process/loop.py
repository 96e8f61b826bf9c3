"""The window's event loop: qasync's, with what asyncio's own loop does for asynchronous generators."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop


class WindowLoop(QEventLoop):
    """Closes asynchronous generators that are let go half-read. qasync leaves them to the interpreter, which can't
    wait for what their ends wait for: a connection whose body was refused would never come back to its pool.
    """

    _completing = False  # run_until_complete() is under way

    def run_forever(self) -> Any:
        """As asyncio's."""
        with self._generators_closed():
            try:
                return super().run_forever()
            finally:
                if self._completing:  # qasync handles what is left once more, and that may be a step of a task
                    asyncio._set_running_loop(self)

    def run_until_complete(self, future: Any) -> Any:
        """As asyncio's."""
        self._completing = True
        try:
            with self._generators_closed():
                return super().run_until_complete(future)
        finally:
            self._completing = False
            asyncio._set_running_loop(None)

    @contextmanager
    def _generators_closed(self) -> Iterator[None]:
        before = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook)
        try:
            yield
        finally:
            sys.set_asyncgen_hooks(*before)


def window_runner(app: QApplication) -> asyncio.Runner:
    """Runs coroutines on the window's loop; at its end asyncio closes what generators are still open."""
    return asyncio.Runner(loop_factory=lambda: WindowLoop(app))

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

    def run_forever(self) -> Any:
        """As asyncio's."""
        with self._generators_closed():
            return super().run_forever()

    def run_until_complete(self, future: Any) -> Any:
        """As asyncio's; qasync runs what is left once more after `run_forever`."""
        with self._generators_closed():
            return super().run_until_complete(future)

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

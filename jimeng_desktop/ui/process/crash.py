"""The last net: an exception nobody caught goes to the log and to a visible message, and the program goes on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType

log = logging.getLogger(__name__)


@contextmanager
def crash_net(say: Callable[[str], None]) -> Iterator[None]:
    """Says in one line what went wrong in a slot or thread; `say` is called in the thread that failed."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("not caught", exc_info=(kind, error, trace))
        say(f"{kind.__name__}: {error}")

    def caught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log.critical("not caught in %s", args.thread, exc_info=args.exc_value)

    before = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = caught, caught_in_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before

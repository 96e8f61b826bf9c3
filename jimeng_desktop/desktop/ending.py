"""The system's requests to end: Ctrl+C, a polite kill, a terminal that closes."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_KINDS = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP


@contextmanager
def heard_signals(asked_to_end: Callable[[], object]) -> Iterator[None]:
    """Calls `asked_to_end` at each of them, however many come: a later one doesn't hurry a send in flight.

    What whoever started us has set to be ignored (nohup, a job in the background) stays ignored. Elsewhere than in the
    main thread Python lets nobody hear signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kinds = [getattr(signal, name) for name in _KINDS if hasattr(signal, name)]
    before = {kind: signal.getsignal(kind) for kind in kinds}
    heard = [kind for kind in kinds if before[kind] is not signal.SIG_IGN]
    for kind in heard:
        signal.signal(kind, lambda *_: asked_to_end())
    try:
        yield
    finally:
        for kind in heard:
            signal.signal(kind, before[kind] or signal.SIG_DFL)

"""Python's garbage is collected in the window's thread only.

The collector runs in whichever thread happens to allocate. A Qt object that is part of a cycle would then be destroyed
by a worker, its timers could not be stopped from there, and the next one to fire would take the program down.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

EVERY = 1000  # milliseconds


@contextmanager
def collected_here() -> Iterator[None]:
    """From here to the end of the block, cycles are only collected by the thread that entered it."""
    before = gc.isenabled()
    gc.disable()
    timer = QTimer(interval=EVERY)
    timer.timeout.connect(collect_due)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        gc.unfreeze()
        gc.collect()
        if before:
            gc.enable()


def settle() -> None:
    """The program has started: what is there by now stays, and a full collection need not look at it."""
    gc.freeze()


def collect_due() -> None:
    """Collects the oldest generation whose time has come, by the collector's own thresholds."""
    for generation in (2, 1, 0):
        threshold = gc.get_threshold()[generation]
        if threshold and gc.get_count()[generation] > threshold:
            gc.collect(generation)
            return

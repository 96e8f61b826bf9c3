"""Cycles with Qt objects in them are collected by the window's thread alone."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from jimeng_desktop.ui.process.garbage import collect_due, collected_here, settle


class Ticking(QObject):
    """As our own objects are: part of a cycle, with a timer that runs."""

    def __init__(self, gone: Callable[[threading.Thread], object]) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.tick)
        self._cycle = self
        self._timer.start()
        weakref.finalize(self, lambda: gone(threading.current_thread()))

    def tick(self) -> None: ...


def allocate_much() -> None:
    for _ in range(gc.get_threshold()[0] * 40):
        cycle: list[object] = []
        cycle.append(cycle)


def test_a_worker_that_allocates_collects_nothing(qapp: QApplication) -> None:
    ended: list[threading.Thread] = []
    with collected_here():
        settle()
        Ticking(ended.append)
        worker = threading.Thread(target=allocate_much)
        worker.start()
        worker.join()
        assert ended == []
        for _ in range(3):
            collect_due()
    assert ended == [threading.main_thread()]


def test_afterwards_the_collector_is_as_before(qapp: QApplication) -> None:
    gc.enable()
    with collected_here():
        assert not gc.isenabled()
    assert gc.isenabled()

"""What the banner says: something that has just happened, else the gravest thing about the queue."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from ..core.events import QueueChanged
from ..messages import Words, queue_banner
from .language import translate_message

PATIENCE = 60.0  # seconds without the service before the banner speaks of it; the status bar does at once


class Notices(QObject):
    """`changed` carries the Words to show, or None."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._queue = QueueChanged()
        self._waiting = 0
        self._offline_since: float | None = None
        self._happened: Words | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh)

    def say(self, words: Words) -> None:
        """Something has happened that the user should know; it stays until dismissed."""
        self._happened = words
        self.refresh()

    def dismiss(self) -> None:
        """The user has read what happened."""
        self._happened = None
        self.refresh()

    def queue_changed(self, queue: QueueChanged, waiting: int) -> None:
        """How the queue stands, and how many jobs wait in it."""
        self._queue, self._waiting = queue, waiting
        if queue.offline is None:
            self._offline_since = None
            self._timer.stop()
        elif self._offline_since is None:
            self._offline_since = self._clock()
            self._timer.start(int(PATIENCE * 1000) + 50)
        self.refresh()

    def words(self) -> Words | None:
        """What is to be shown now."""
        if self._happened:
            return self._happened
        long = self._offline_since is not None and self._clock() - self._offline_since >= PATIENCE
        queue = self._queue if long else replace(self._queue, offline=None)
        return queue_banner(queue, self._waiting, translate_message)

    def refresh(self) -> None:
        """Says it again, as after a change of the language."""
        self.changed.emit(self.words())

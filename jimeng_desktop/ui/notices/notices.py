"""What the banner says: the gravest thing that is true now, of what has happened and of how the queue stands."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from ...core.events import QueueChanged
from ...messages import Words, queue_banner
from ..base.language import translate_message

PATIENCE = 60.0  # seconds without the service before the banner speaks of it; the status bar does at once


class Notices(QObject):
    """`changed` carries the Words to show, or None. What has happened is kept as a call: the language may change."""

    changed = Signal(object)
    dismissed = Signal(str)  # what it was about

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._queue = QueueChanged()
        self._waiting = 0
        self._offline_since: float | None = None
        self._happened: dict[str, Callable[[], Words]] = {}  # by what it is about, the newest last
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.refresh)

    def say(self, about: str, words: Callable[[], Words], *, quietly: bool = False) -> None:
        """Something has happened that the user should know; it stays until dismissed, or cleared as no longer true.

        What is said quietly waits until nothing else is to be said.
        """
        self._happened.pop(about, None)
        self._happened = {about: words, **self._happened} if quietly else {**self._happened, about: words}
        self.refresh()

    def clear(self, about: str) -> None:
        """What was said about it is no longer true."""
        if self._happened.pop(about, None):
            self.refresh()

    def dismiss(self) -> None:
        """The user has read what is shown. How the queue stands remains true, and the banner knows that it was read."""
        if self._happened and not self._queue_is_graver():
            about, _ = self._happened.popitem()
            self.refresh()
            self.dismissed.emit(about)

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
        if self._happened and not self._queue_is_graver():
            return next(reversed(self._happened.values()))()
        long = self._offline_since is not None and self._clock() - self._offline_since >= PATIENCE
        queue = self._queue if long else replace(self._queue, offline=None)
        return queue_banner(queue, self._waiting, translate_message)

    def refresh(self) -> None:
        """Says it again, as after a change of the language."""
        self.changed.emit(self.words())

    def _queue_is_graver(self) -> bool:
        """A refused key, no points or a full disk stop everything; a pause is the user's own."""
        paused = self._queue.paused
        return paused is not None and paused.code != "paused_by_user"

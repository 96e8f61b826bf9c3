"""What the program does on somebody's desktop only: badge, notifications, no sleep, news of newer versions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject

from ...core.events import Event
from ...desktop.awake import Awake
from ..jobs.feed import Feed
from .notifications import Notifications


class _Badge(QObject):
    """Tells of the number of open jobs where it changes."""

    def __init__(self, open_jobs: Callable[[], int], show: Callable[[int], None]) -> None:
        super().__init__()
        self._open_jobs, self._show = open_jobs, show
        self._shown = 0

    def count(self) -> None:
        """As it is now."""
        now = self._open_jobs()
        if now != self._shown:
            self._shown = now
            self._show(now)


@contextmanager
def presence(
    feed: Feed,
    open_jobs: Callable[[], int],
    listen: Callable[[Callable[[Event], None]], Callable[[], None]],
    notifications: Notifications,
) -> Iterator[None]:
    """For as long as the session runs. `listen` gives a listener to the runner; what it returns takes it away."""
    awake = Awake()
    badge = _Badge(open_jobs, notifications.count)
    feed.job_changed.connect(badge.count)
    feed.job_dropped.connect(badge.count)
    leave = listen(awake.hear)
    badge.count()
    try:
        yield
    finally:
        feed.job_changed.disconnect(badge.count)
        feed.job_dropped.disconnect(badge.count)
        leave()
        notifications.close()
        awake.close()

"""What the program does on somebody's desktop only, and in no test of the window: badge, notifications, no sleep."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from ..desktop.awake import Awake
from .notifications import Notifications
from .session import Session


@contextmanager
def at_home(app: QApplication, session: Session) -> Iterator[None]:
    """For as long as the session runs."""
    awake, notifications = Awake(), Notifications(session)
    badge = 0

    def count() -> None:
        """How many jobs are not over, beside the program's icon in a dock or task bar; 0 shows none."""
        nonlocal badge
        now = session.tally.counts(time.time()).unended
        if now != badge:
            badge = now
            app.setBadgeNumber(now)

    session.feed.job_changed.connect(count)
    session.feed.job_dropped.connect(count)
    session.when_running(lambda runner: runner.listen(awake.hear))
    count()
    try:
        yield
    finally:
        notifications.close()
        awake.close()
        app.setBadgeNumber(0)

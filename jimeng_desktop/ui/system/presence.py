"""What the program does on somebody's desktop only: badge, notifications, no sleep, news of newer versions."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from ...desktop.awake import Awake
from ..session.session import Session
from .new_version import Ask, NewVersion
from .notifications import Notifications


@contextmanager
def at_home(session: Session, ask: Ask | None = None) -> Iterator[None]:
    """For as long as the session runs. `ask` tells of the newest release, where this build knows whom to ask."""
    if ask:
        session.actions.new_version = NewVersion(session, ask)
    awake, notifications = Awake(), Notifications(session)
    badge = 0

    def count() -> None:
        nonlocal badge
        now = session.tally.counts(time.time()).unended
        if now != badge:
            badge = now
            notifications.count(now)

    session.feed.job_changed.connect(count)
    session.feed.job_dropped.connect(count)
    session.calls.when_running(lambda runner: runner.listen(awake.hear))
    count()
    try:
        yield
    finally:
        notifications.close()
        awake.close()

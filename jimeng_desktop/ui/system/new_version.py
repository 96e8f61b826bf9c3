"""Looks once a day whether a newer version is out, if the user wants that, and says so in one quiet line."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from ... import __version__
from ...core.releases import Release, is_newer
from ...desktop.opening import open_page
from ...messages import version_words
from ..base.language import translate_message
from ..base.ports import Keeps, Says, Start

A_DAY = 24 * 3600.0
FIRST, OFTEN = 10_000, 3_600_000  # milliseconds: after the start, and between two looks at the clock
ABOUT = "version"
Ask = Callable[[], Awaitable[Release | None]]


class NewVersion(QObject):
    """Of one session. What was found is kept with the settings, so that it is said again until it has been read."""

    def __init__(
        self,
        keeps: Keeps,
        says: Says,
        start: Start,
        ask: Ask,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._keeps, self._says, self._start, self._ask = keeps, says, start, ask
        self._clock = clock
        self._timer = QTimer(self, interval=OFTEN)
        self._timer.timeout.connect(self.look)
        self._say()
        self._timer.start()
        QTimer.singleShot(FIRST, self, self.look)

    def look(self) -> None:
        """Asks, if it is time to."""
        settings, now = self._keeps.value, self._clock()
        looked = settings.releases.get("looked")
        due = not isinstance(looked, (int, float)) or not 0 <= now - looked < A_DAY
        if settings.look_for_versions and due:
            self._keep(looked=now)  # also where nobody answers: once a day
            self._start(self._look(), name="new version")

    def show_page(self) -> None:
        """What has changed, in the browser."""
        if release := self._found():
            self._start(asyncio.to_thread(open_page, release.page), name="release page")
        self.dismissed(ABOUT)
        self._says.clear(ABOUT)

    async def _look(self) -> None:
        release = await self._ask()
        if release:
            self._keep(found=list(release))
            self._say()

    def _say(self) -> None:
        release = self._found()
        if release and is_newer(release.version, __version__):
            self._says.say(ABOUT, lambda: version_words(release, translate_message), quietly=True)

    def _found(self) -> Release | None:
        """What was found and not read yet."""
        kept = self._keeps.value.releases
        found = kept.get("found")
        if not self._keeps.value.look_for_versions or not isinstance(found, list) or len(found) != 3:
            return None
        release = Release(*map(str, found))
        return None if kept.get("read") == release.version else release

    def dismissed(self, about: str) -> None:
        """The user has read a notice: this one is not said again."""
        if about == ABOUT and (release := self._found()):
            self._keep(read=release.version)

    def _keep(self, **more: Any) -> None:
        self._keeps.change(releases={**self._keeps.value.releases, **more})

"""The settings in use: changed at once, written to their file a moment later in a thread."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from ...core.settings import Settings
from ...files.settings import read_settings, write_settings
from .tasks import Tasks

PAUSE = 600  # milliseconds without a change before they are written
LONGEST = 1.0  # seconds that a change waits for such a pause: who types on and on loses no more than that
log = logging.getLogger(__name__)


class KeptSettings(QObject):
    """`value` is what holds now. What was typed survives a crash but for the last moment."""

    def __init__(self, path: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.value: Settings = read_settings(path)
        self._path = path
        self._tasks = tasks
        self._writing = asyncio.Lock()
        self._closed = False
        self._written: Settings | None = None
        self._since = 0.0  # when the first change not yet written was made
        self._timer = QTimer(self, singleShot=True, interval=PAUSE)
        self._timer.timeout.connect(lambda: self._tasks.start(self.write(), name="settings"))

    def change(self, **fields: Any) -> None:
        """Changes fields of the settings."""
        changed = replace(self.value, **fields)
        if changed != self.value:
            self.value = changed
            if self._closed:
                return
            now = time.monotonic()
            if not self._timer.isActive():
                self._since = now
            if not self._timer.isActive() or now - self._since < LONGEST:
                self._timer.start()

    async def close(self) -> None:
        """Writes the last time: from here on the file is another's, though the old window may still be seen."""
        self._closed = True
        self._timer.stop()
        async with self._writing:
            pass  # one that is under way
        if self.value != self._written:
            await self.write()

    async def write(self) -> None:
        """Writes now. A disk that says no costs only the memory of sizes and drafts: it is logged."""
        self._timer.stop()
        async with self._writing:  # two at once would write the same temporary file
            try:
                value = self.value
                await asyncio.to_thread(write_settings, self._path, value)
                self._written = value
            except OSError as error:
                log.warning("settings not written: %s", error)

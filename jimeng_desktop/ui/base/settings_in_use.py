"""The settings in use: changed at once, written to their file a moment later in a thread."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ...core.errors import Fault
from ...core.settings import Settings
from ...files.disk_errors import storage_error
from ...files.settings import read_settings, write_settings
from .tasks import Tasks

PAUSE = 600  # milliseconds without a change before they are written
LONGEST = 1.0  # seconds that a change waits for such a pause: who types on and on loses no more than that
log = logging.getLogger(__name__)


class KeptSettings(QObject):
    """`value` is what holds now. What was typed survives a crash but for the last moment."""

    refused = Signal(object)  # the Fault that the disk refuses them with, told once; None: it takes them again

    def __init__(self, path: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.value: Settings = read_settings(path)
        self._path = path
        self._tasks = tasks
        self._writing = asyncio.Lock()
        self._closed = False
        self._written: Settings | None = None
        self._fault: Fault | None = None  # of the last write
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

    async def keep(self, **fields: Any) -> Fault | None:
        """Changes fields and writes them; where the disk refuses, they are as before and its fault is returned."""
        async with self._writing:
            before = {name: getattr(self.value, name) for name in fields}
            self.change(**fields)
            fault = await self._write()
            if fault:
                self.change(**before)  # else a later write would record what the user heard was not kept
            return fault

    async def close(self) -> None:
        """Writes the last time: from here on the file is another's, though the old window may still be seen."""
        self._closed = True
        self._timer.stop()
        async with self._writing:  # one that is under way
            if self.value != self._written:
                await self._write()

    async def write(self) -> Fault | None:
        """Writes now. Returns the fault where the disk refuses; `refused` tells those who do not ask."""
        async with self._writing:  # two at once would write the same temporary file
            return await self._write()

    async def _write(self) -> Fault | None:
        self._timer.stop()
        value, fault = self.value, None
        try:
            await asyncio.to_thread(write_settings, self._path, value)
            self._written = value
        except OSError as error:
            log.warning("settings not written: %s", error)
            self._written = None  # a file that could not be flushed may hold either
            fault = storage_error(error, self._path.parent).fault
        if fault != self._fault:
            self._fault = fault
            self.refused.emit(fault)
        return fault

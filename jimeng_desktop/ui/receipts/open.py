"""Between the window of receipts and the library: reads the ledger page by page, and writes the list asked for."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ...core.errors import JimengError
from ...export.table import write_table
from ...messages import Words, fault_sentence, list_sentence
from ..base.language import translate_message
from ..base.ports import Keeps, Says, Start
from ..base.tasks import computed
from ..design.dialogs import choose_save_path, finished
from .model import listed
from .window import ReceiptsWindow, bounds, file_name

FOLDER = "receipts"  # where the last list went, among what is remembered of the window


class Pages(Protocol):
    """The ledger: the receipts of a period, a page before another."""

    async def __call__(self, since: float, until: float, before: int | None) -> Any: ...


async def open_receipts(
    pages: Pages, model_name: Callable[[str], str], start: Start, says: Says, keeps: Keeps, parent: QWidget
) -> None:  # fmt: skip
    """The window, until the user closes it."""
    talk = _Receipts(pages, model_name, start, says, keeps, parent)
    try:
        await finished(talk.window)
    finally:
        talk.end()


class _Receipts(QObject):
    """Between one window and the ledger."""

    def __init__(
        self, pages: Pages, model_name: Callable[[str], str], start: Start, says: Says, keeps: Keeps, parent: QWidget
    ) -> None:  # fmt: skip
        super().__init__()
        self._ledger, self._start, self._says, self._keeps = pages, start, says, keeps
        self._reading: asyncio.Task[None] | None = None
        self.window = ReceiptsWindow(model_name, parent)
        self.window.period_chosen.connect(self._read)
        self.window.export_wanted.connect(lambda: start(self._export(), name="export receipts"))
        self._read(self.window.period())

    def end(self) -> None:
        """The window is gone."""
        if self._reading:
            self._reading.cancel()
        self.deleteLater()

    def _read(self, period: str) -> None:
        if self._reading:
            self._reading.cancel()
        self.window.begin()
        self._reading = self._start(self._pages(period), name="receipts")

    async def _pages(self, period: str) -> None:
        since, until = bounds(period, datetime.fromtimestamp(time.time()))
        before: int | None = None
        try:
            while True:
                page = await self._ledger(since, until, before)
                self.window.add(page.lines)
                before = page.before
                if before is None:
                    break
        except JimengError as error:
            self.window.say_unread(fault_sentence(error.fault, translate_message))
            return
        self.window.end()

    async def _export(self) -> None:
        window = self.window
        lines = list(window.model.lines)
        name = file_name(window.period(), datetime.fromtimestamp(time.time()))
        target = await choose_save_path(window, self._folder() / name, self.tr("Export receipts"))
        if target is None:
            return
        try:
            await computed(write_table, target, listed(lines))
        except JimengError as error:
            sentence = list_sentence(error.fault, translate_message)
            if isValid(window):
                window.say_fault(sentence)
            else:  # closed meanwhile
                self._says.say("receipts", lambda: Words(target.name, sentence, None, "failed"))
            return
        self._keeps.change(window={**self._keeps.value.window, FOLDER: str(target.parent)})
        self._says.clear("receipts")
        if isValid(window):
            window.say_written(len(lines), target.name)

    def _folder(self) -> Path:
        """Where the last list went, else the user's own documents."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(str(self._keeps.value.window.get(FOLDER) or documents))

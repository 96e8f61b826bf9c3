"""Between the window of receipts and the library: reads the ledger page by page, and writes the list asked for."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from shiboken6 import isValid

from ...core.errors import JimengError
from ...export.table import write_table
from ...messages import Words, fault_sentence, list_sentence
from ..base.language import translate_message
from ..base.tasks import computed
from ..design.dialogs import choose_save_path, finished
from ..jobs.words import model_name
from .model import listed
from .window import ReceiptsWindow, bounds, file_name

if TYPE_CHECKING:
    from ..session.session import Session

FOLDER = "receipts"  # where the last list went, among what is remembered of the window


async def open_receipts(session: Session) -> None:
    """The window, until the user closes it."""
    talk = _Talk(session)
    try:
        await finished(talk.window)
    finally:
        talk.end()


class _Talk(QObject):
    """Between one window and its session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._reading: asyncio.Task[None] | None = None
        self.window = ReceiptsWindow(lambda model_id: model_name(session.catalog, model_id), session.window)
        self.window.period_chosen.connect(self._read)
        self.window.export_wanted.connect(lambda: session.tasks.start(self._export(), name="export receipts"))
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
        self._reading = self._session.tasks.start(self._pages(period), name="receipts")

    async def _pages(self, period: str) -> None:
        since, until = bounds(period, datetime.fromtimestamp(time.time()))
        before: int | None = None
        try:
            while True:
                page = await self._session.library.receipts_between(since, until, before)
                self.window.add(page.lines)
                before = page.before
                if before is None:
                    break
        except JimengError as error:
            self.window.say_unread(fault_sentence(error.fault, translate_message))
            return
        self.window.end()

    async def _export(self) -> None:
        session, window = self._session, self.window
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
                session.notices.say("receipts", lambda: Words(target.name, sentence, None, "failed"))
            return
        session.kept.change(window={**session.kept.value.window, FOLDER: str(target.parent)})
        session.notices.clear("receipts")
        if isValid(window):
            window.say_written(len(lines), target.name)

    def _folder(self) -> Path:
        """Where the last list went, else the user's own documents."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(str(self._session.kept.value.window.get(FOLDER) or documents))

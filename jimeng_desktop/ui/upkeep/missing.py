"""Originals that are not where they were: counted and said, found where they lie now, never fetched or paid again."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ...core.errors import LibraryError, StorageError
from ...core.job import Job
from ...messages import Action, Words
from ..base.language import fill
from ..design.dialogs import choose_folder, tell

if TYPE_CHECKING:
    from ...library.stock import Stock
    from ..session.session import Session

ABOUT = "missing"  # of the notices
log = logging.getLogger(__name__)


class Missing(QObject):
    """Of one session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    async def look(self) -> None:
        """Whether every saved picture has its file; a library that can't be read now is looked at the next time."""
        try:
            await self._show(await self._session.library.stock.take())
        except (StorageError, LibraryError) as error:
            log.warning("not looked for: %s", error.fault)

    async def locate(self) -> None:
        """The user shows where the files lie now."""
        session = self._session
        title = self.tr("Where are the missing pictures now?")
        folder = await choose_folder(session.window, title, session.place.originals)
        if folder is None:
            return
        stock = await session.library.stock.locate(folder)
        if stock is None:
            text = self.tr("%1 has no files with their names and content. Nothing was changed.")
            await tell(session.window, self.tr("None of the missing pictures is there"), fill(text, folder))
        else:
            await self._show(stock)

    async def _show(self, stock: Stock) -> None:
        session = self._session
        for number, job_id in enumerate(stock.moved):
            self._take_over(await session.library.job(job_id))
            if number % 50 == 0:
                await asyncio.sleep(0)
        session.show_counts()
        if session.library.stock.known:
            session.notices.say(ABOUT, self._words, quietly=True)
        else:
            session.notices.clear(ABOUT)

    def _take_over(self, stored: Job | None) -> None:
        shown = self._session.model.job(stored.id) if stored else None
        if stored is None or shown is None:
            return
        paths = {picture.id: picture.path for picture in stored.pictures if picture.path}
        for picture in shown.pictures:
            self._session.thumbnails.forget(picture.id)
        moved = (replace(picture, path=paths.get(picture.id, picture.path)) for picture in shown.pictures)
        self._session.model.job_changed(replace(shown, pictures=tuple(moved)))

    def _words(self) -> Words:
        title = self.tr("The files of %n picture(s) are missing", "", self._session.library.stock.known)
        text = self.tr("If you have moved them, choose the folder that they are in now. Nothing is paid again.")
        return Words(title, text, Action("locate", self.tr("Locate…")), "attention")

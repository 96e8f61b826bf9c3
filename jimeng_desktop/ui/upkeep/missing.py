"""Originals that are not where they were: counted and said, found where they lie now, never fetched or paid again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from ...core.errors import LibraryError, StorageError
from ...core.job import Job
from ...messages import Action, Words
from ..base.language import fill
from ..base.ports import Parent, Says
from ..design.dialogs import choose_folder, tell
from ..jobs.model import GalleryModel

ABOUT = "missing"  # of the notices
log = logging.getLogger(__name__)


class Stock(Protocol):
    """The part of the library that knows which originals are where they should be."""

    @property
    def known(self) -> int:
        """How many were missing when it was looked at last."""

    async def take(self) -> Taken:
        """Looks at all of them."""

    async def locate(self, folder: Path) -> Taken | None:
        """Looks for the missing ones in a folder; None where none of them is there."""


class Taken(Protocol):
    """What came of looking."""

    @property
    def moved(self) -> Collection[int]:
        """The ids of the jobs of which files were found elsewhere."""


class Missing(QObject):
    """Of one session. `changed`: another number of files is missing."""

    changed = Signal()

    def __init__(
        self,
        stock: Stock,
        read_job: Callable[[int], Awaitable[Job | None]],
        model: GalleryModel,
        forget: Callable[[int], None],
        says: Says,
        window: Parent,
        originals: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._stock, self._read_job, self._model, self._forget = stock, read_job, model, forget
        self._says, self._window, self._originals = says, window, originals

    async def look(self) -> None:
        """Whether every saved picture has its file; a library that can't be read now is looked at the next time."""
        try:
            await self._show(await self._stock.take())
        except (StorageError, LibraryError) as error:
            log.warning("not looked for: %s", error.fault)

    async def locate(self) -> None:
        """The user shows where the files lie now."""
        title = self.tr("Where are the missing pictures now?")
        folder = await choose_folder(self._window(), title, self._originals)
        if folder is None:
            return
        taken = await self._stock.locate(folder)
        if taken is None:
            text = self.tr("%1 has no files with their names and content. Nothing was changed.")
            await tell(self._window(), self.tr("None of the missing pictures is there"), fill(text, folder))
        else:
            await self._show(taken)

    async def _show(self, taken: Taken) -> None:
        for number, job_id in enumerate(taken.moved):
            self._take_over(await self._read_job(job_id))
            if number % 50 == 0:
                await asyncio.sleep(0)
        self.changed.emit()
        if self._stock.known:
            self._says.say(ABOUT, self._words, quietly=True)
        else:
            self._says.clear(ABOUT)

    def _take_over(self, stored: Job | None) -> None:
        shown = self._model.job(stored.id) if stored else None
        if stored is None or shown is None:
            return
        paths = {picture.id: picture.path for picture in stored.pictures if picture.path}
        for picture in shown.pictures:
            self._forget(picture.id)
        moved = (replace(picture, path=paths.get(picture.id, picture.path)) for picture in shown.pictures)
        self._model.job_changed(replace(shown, pictures=tuple(moved)))

    def _words(self) -> Words:
        title = self.tr("The files of %n picture(s) are missing", "", self._stock.known)
        text = self.tr("If you have moved them, choose the folder that they are in now. Nothing is paid again.")
        return Words(title, text, Action("locate", self.tr("Locate…")), "attention")

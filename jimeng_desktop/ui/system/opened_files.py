"""Pictures opened with the program, or dropped on its icon: one of the library is shown, another is told of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ...core.errors import StorageError
from ...core.job import MOST_PICTURES
from ...messages import opened_words
from ..base.language import translate_message
from ..base.ports import Says, Start
from ..jobs.model import GalleryModel
from ..process.application import SystemApplication


class SystemOpens:
    """Gives what the system has brought, and brings, to `show`, until it is closed."""

    def __init__(self, app: QApplication, show: Callable[[Sequence[Path]], None]) -> None:
        self._app = app if isinstance(app, SystemApplication) else None
        self._show = show
        if self._app:
            self._app.files_opened.connect(self._take)
            if self._app.files:
                self._take()

    def close(self) -> None:
        """What comes from now on is for the next session."""
        if self._app:
            self._app.files_opened.disconnect(self._take)

    def _take(self) -> None:
        assert self._app
        files, self._app.files = self._app.files, []
        self._show(files)


class OpenedFiles(QObject):
    """Finds the pictures that have the files' bytes, and says of which files there are none."""

    show = Signal(object)  # ids of pictures

    def __init__(
        self,
        picture_of_file: Callable[[Path], Awaitable[int | None]],
        model: GalleryModel,
        all_read: asyncio.Event,
        says: Says,
        start: Start,
        *,
        demo: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture_of_file, self._model, self._all_read = picture_of_file, model, all_read
        self._says, self._start, self._demo = says, start, demo

    def open(self, files: Sequence[Path]) -> None:
        """Looks for them in the library."""
        if files:
            self._start(self._open(files), name="opened files")

    async def _open(self, files: Sequence[Path]) -> None:
        found: list[int] = []
        foreign: list[str] = []
        unread: list[str] = []
        for path in files:
            try:
                picture = await self._picture_of_file(path)
            except StorageError:
                unread.append(path.name)
                continue
            if picture is None:
                foreign.append(path.name)
            elif picture not in found:
                found.append(picture)
        if any(self._model.job(picture // MOST_PICTURES) is None for picture in found):
            await self._all_read.wait()  # one of the older jobs, which are on their way
        if found:
            self.show.emit(found)
        self._says.clear("opened")
        if foreign or unread:
            self._says.say("opened", lambda: opened_words(foreign, unread, self._demo, translate_message))

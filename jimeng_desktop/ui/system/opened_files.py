"""Pictures opened with the program, or dropped on its icon: one of the library is shown, another is told of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication

from ...core.errors import StorageError
from ...core.job import MOST_PICTURES
from ...messages import opened_words
from ..base.language import translate_message
from ..process.application import SystemApplication

if TYPE_CHECKING:
    from ..session.session import Session

_ALSO = QItemSelectionModel.SelectionFlag.Select


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


def show_files(session: Session, files: Sequence[Path], *, raised: bool = False) -> None:
    """Shows the pictures that have the files' bytes, and says of which files there are none."""
    if raised:
        session.window.come_to_front()
    if files:
        session.tasks.start(_show(session, files), name="opened files")


async def _show(session: Session, files: Sequence[Path]) -> None:
    found: list[int] = []
    foreign: list[str] = []
    unread: list[str] = []
    for path in files:
        try:
            picture = await session.library.picture_of_file(path)
        except StorageError:
            unread.append(path.name)
            continue
        if picture is None:
            foreign.append(path.name)
        elif picture not in found:
            found.append(picture)
    if found:
        await _select(session, found)
    session.notices.clear("opened")
    if foreign or unread:
        session.notices.say("opened", lambda: opened_words(foreign, unread, session.place.demo, translate_message))


async def _select(session: Session, pictures: Sequence[int]) -> None:
    """One is shown large, several are selected in the gallery."""
    if any(session.model.job(picture // MOST_PICTURES) is None for picture in pictures):
        await session.all_read.wait()  # one of the older jobs, which are on their way
    middle = session.window.middle
    if any(session.model.row_of(picture) is None for picture in pictures):
        session.finding.show_all()
    if len(pictures) == 1:
        middle.close_loupe()
        middle.gallery.set_current_picture(pictures[0])
        middle.open_loupe(pictures[0])
        return
    middle.show_view("grid")
    middle.gallery.set_current_picture(pictures[0])
    for picture in pictures[1:]:
        middle.gallery.selectionModel().select(session.model.index_of(picture), _ALSO)

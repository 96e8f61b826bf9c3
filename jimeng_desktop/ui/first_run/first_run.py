"""The first run: language and key or the demo, a folder for the pictures, a prompt. It sends nothing by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from ...core.catalog import Catalog
from ...core.recipe import Recipe
from ...desktop.room import room_in
from ..api_key.coming import ComingKeys
from ..base.language import system_language
from ..base.ports import Keeps, Start
from ..design.dialogs import choose_folder
from ..process.handover import FOLDER, PROMPT
from .page import FirstRunPage


class FirstRun(QObject):
    """Of one session; its page is built anew with each window. `over`: the user is through, or wants it later."""

    over = Signal()
    language_chosen = Signal(str)
    demo_wanted = Signal()
    folder_chosen = Signal(object, int)  # another folder for the pictures, and the step after it
    recipe_chosen = Signal(object)
    later = Signal()

    def __init__(
        self,
        host: Callable[[], QMainWindow],
        stays: Callable[[], QAction],
        catalog: Catalog,
        originals: Path,
        keys: ComingKeys,
        start: Start,
        keeps: Keeps,
        step: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._host, self._stays, self._catalog, self._originals = host, stays, catalog, originals
        self._start, self._keeps, self._coming = start, keeps, keys
        self._closed = False
        self.page = self._new_page()
        self.page.folder.show_folder(originals, None)
        self.page.show_step(step)
        keys.there.connect(self._join_keys)
        if keys.keys:
            self._join_keys()
        self._look_at(originals)

    def close(self) -> None:
        """The window as it is otherwise."""
        self._closed = True
        self.page.uncover()
        self.over.emit()
        self.deleteLater()

    def follow_window(self) -> None:
        """The window is another one, in another language."""
        old, self.page = self.page, self._new_page()
        self.page.take_over(old)
        self._attend()

    def _join_keys(self) -> None:
        """From here on a key can be tried and used; a test asked for before is made now."""
        assert self._coming.keys
        self._coming.keys.found.connect(self._key_found)
        self._attend()

    def _new_page(self) -> FirstRunPage:
        chosen = self._keeps.value.language
        language = system_language() if chosen == "system" else chosen
        page = FirstRunPage(self._host(), self._stays(), self._catalog, language)
        page.language_chosen.connect(self.language_chosen)
        page.key_given.connect(self._use_key)
        page.demo_wanted.connect(self.demo_wanted)
        page.folder.choose_wanted.connect(lambda: self._start(self._choose_folder(), name="library folder"))
        page.folder_confirmed.connect(self._folder_confirmed)
        page.recipe_chosen.connect(self._fill)
        page.later.connect(self._later)
        return page

    def _attend(self) -> None:
        keys, entry = self._coming.keys, self.page.key.entry
        if not keys:
            return
        keys.attend(entry)
        if keys.known:
            self.page.key.set_known()
        if entry.asking:
            keys.test(entry.key())

    def _key_found(self, key: str) -> None:
        self.page.key.set_known()

    def _use_key(self, key: str) -> None:
        if self._coming.keys:
            self._coming.keys.use(key)

    async def _choose_folder(self) -> None:
        title = self.tr("Library folder")
        folder = await choose_folder(self._host(), title, _there(self.page.folder.folder))
        if folder:
            self._look_at(folder)

    def _look_at(self, folder: Path) -> None:
        self.page.folder.show_folder(folder, None)
        self._start(self._show_room(folder), name="room in the folder")

    async def _show_room(self, folder: Path) -> None:
        room = await asyncio.to_thread(room_in, folder)
        if self._closed:
            return
        step = self.page.folder
        if step.folder == folder:
            step.show_folder(folder, room)
            if self.page.step == FOLDER and self.page.next.isEnabled():
                self.page.next.setFocus(Qt.FocusReason.TabFocusReason)

    def _folder_confirmed(self) -> None:
        if self.page.folder.folder == self._originals:
            self.page.show_step(PROMPT)
        else:
            self.folder_chosen.emit(self.page.folder.folder, PROMPT)

    def _fill(self, recipe: Recipe) -> None:
        self.close()
        self.recipe_chosen.emit(recipe)

    def _later(self) -> None:
        self.close()
        self.later.emit()


def _there(folder: Path) -> Path:
    """The folder or the nearest one above that is there: where a dialog can begin."""
    return next((place for place in (folder, *folder.parents) if place.is_dir()), folder)

"""The first run: language and key or the demo, a folder for the pictures, a prompt. It sends nothing by itself."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from ...core.recipe import Recipe
from ...desktop.room import room_in
from ..api_key.ring import Keys
from ..base.language import system_language
from ..design.dialogs import choose_folder
from ..process.ending import Then
from ..process.handover import FOLDER, PROMPT
from .page import FirstRunPage

if TYPE_CHECKING:
    from ..session.session import Session


class FirstRun(QObject):
    """Of one session; its page is built anew with each window. `over`: the user is through, or wants it later."""

    over = Signal()

    def __init__(self, session: Session, step: int) -> None:
        super().__init__(session)
        self._session = session
        self._keys: Keys | None = None
        self._closed = False
        self.page = self._new_page()
        self.page.folder.show_folder(session.place.originals, None)
        self.page.show_step(step)
        session.window_changed.connect(self._follow_window)
        self._look_at(session.place.originals)

    def join_keys(self, keys: Keys) -> None:
        """From here on a key can be tried and used; a test asked for before is made now."""
        self._keys = keys
        keys.found.connect(self._key_found)
        self._attend()

    def close(self) -> None:
        """The window as it is otherwise."""
        self._closed = True
        self.page.uncover()
        self.over.emit()
        self.deleteLater()

    def _new_page(self) -> FirstRunPage:
        session = self._session
        chosen = session.kept.value.language
        language = system_language() if chosen == "system" else chosen
        page = FirstRunPage(session.window, session.catalog, language)
        page.language_chosen.connect(session.set_language)
        page.key_given.connect(self._use_key)
        page.demo_wanted.connect(lambda: session.actions.act("go_over"))
        page.folder.choose_wanted.connect(lambda: session.tasks.start(self._choose_folder(), name="library folder"))
        page.folder_confirmed.connect(self._folder_confirmed)
        page.recipe_chosen.connect(self._fill)
        page.later.connect(self._later)
        return page

    def _follow_window(self) -> None:
        old, self.page = self.page, self._new_page()
        self.page.take_over(old)
        self._attend()

    def _attend(self) -> None:
        if not self._keys:
            return
        entry = self.page.key.entry
        self._keys.attend(entry)
        if self._keys.known:
            self.page.key.set_known()
        if entry.asking:
            self._keys.test(entry.key())

    def _key_found(self, key: str) -> None:
        self.page.key.set_known()

    def _use_key(self, key: str) -> None:
        if self._keys:
            self._keys.use(key)

    async def _choose_folder(self) -> None:
        title = self.tr("Library folder")
        folder = await choose_folder(self._session.window, title, _there(self.page.folder.folder))
        if folder:
            self._look_at(folder)

    def _look_at(self, folder: Path) -> None:
        self.page.folder.show_folder(folder, None)
        self._session.tasks.start(self._show_room(folder), name="room in the folder")

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
        """The library is open in the folder it began with; with another one the session begins again."""
        session, folder = self._session, self.page.folder.folder
        if folder == session.place.originals:
            self.page.show_step(PROMPT)
            return
        session.kept.change(library_folder=str(folder))
        session.ended.step = PROMPT
        session.ended.set(Then.SERVICE)

    def _fill(self, recipe: Recipe) -> None:
        composer = self._session.window.composer
        self.close()
        composer.show_recipe(recipe)
        composer.foot.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _later(self) -> None:
        composer = self._session.window.composer
        self.close()
        composer.focus_field("prompt")


def _there(folder: Path) -> Path:
    """The folder or the nearest one above that is there: where a dialog can begin."""
    return next((place for place in (folder, *folder.parents) if place.is_dir()), folder)

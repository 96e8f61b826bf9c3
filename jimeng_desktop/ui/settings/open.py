"""The settings while their dialog is open: what the user changes is kept, and takes effect at once where it can."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ...core.errors import Fault, LibraryError, StorageError
from ...core.job import Job
from ...core.names import name_example, template_problem
from ...core.recipe import Recipe
from ...core.settings import Settings, user_facing
from ...desktop import scale
from ...desktop.room import room_in
from ...files.windows import CONTROLLED
from ...messages import Words
from ...messages.settings import not_kept
from ...options import base_url_fault, plain_base_url, proxy_fault
from ..api_key.coming import ComingKeys
from ..api_key.ring import Keys
from ..base.language import translate_message
from ..base.ports import Keeps, Parent, Start
from ..base.this_build import releases_feed
from ..design.dialogs import ask, ask_text, choose_folder, finished, tell
from ..process.ending import Then
from .dialog import LANGUAGE_CHANGED, SettingsDialog, View

_CHECKS: dict[str, Callable[[Any], str | None]] = {
    "base_url": base_url_fault,
    "proxy_url": proxy_fault,
    "name_template": template_problem,
}


def check(name: str, value: Any) -> str | None:
    """Why this value can't be taken, as a code of messages.settings; None: it can."""
    return _CHECKS[name](value) if name in _CHECKS else None


def defaults(settings: Settings) -> dict[str, Any]:
    """The fields that restoring the defaults changes, and to what."""
    specs = [spec for spec in user_facing() if not spec.metadata.get("stays")]
    return {spec.name: spec.default for spec in specs if getattr(settings, spec.name) != spec.default}


def in_effect(begun_with: Settings) -> Settings:
    """What holds of the fields that wait for a start."""
    percent = QApplication.instance().property("interface_size")  # type: ignore[union-attr]
    return replace(begun_with, interface_size=percent or begun_with.interface_size)


@dataclass(frozen=True, slots=True)
class Given:
    """What the settings are given: values of the session, and calls."""

    demo: bool
    service: str  # the host that is asked
    originals: Path
    begun_with: Settings
    recipe: Callable[[], Recipe]  # that stands in the form
    keeps: Keeps
    write: Callable[[], Awaitable[Fault | None]]  # what is kept, now
    effects: Mapping[str, Callable[[Any], object]]  # of a setting, at once; one without takes effect by being kept
    keys: ComingKeys
    months: Callable[[], Awaitable[Any]]  # the room that pictures take, by month
    jobs: Callable[[], list[Job]]  # that have not ended, or ended today
    start: Start
    parent: Parent


class Result(NamedTuple):
    """What is to come of closing the dialog."""

    then: Then | None = None
    language: str = ""  # has been chosen: the dialog comes again in it


async def open_settings(given: Given, section: str = "general", focus: str = "") -> Result:
    """The dialog, until the user closes it; `focus` is the field that has the keyboard at first."""
    talk = _Settings(given, section)
    if focus:
        talk.dialog.go_to(focus)
    try:
        result = await finished(talk.dialog)
    finally:
        talk.end()
    return Result(talk.then, talk.language if result == LANGUAGE_CHANGED else "")


class _Settings(QObject):
    """Between one dialog and what it is given."""

    def __init__(self, given: Given, section: str) -> None:
        super().__init__()
        self.then: Then | None = None
        self.language = ""
        self._over = False
        self._given = given
        self._keys: Keys | None = None
        self.dialog = SettingsDialog(self._view(), section, given.parent())
        self.dialog.changed.connect(self._changed)
        self.dialog.asked.connect(self._asked)
        given.keys.there.connect(self._join_keys)
        self._join_keys()
        given.start(self._show_use(), name="disk use")

    def end(self) -> None:
        """The dialog is gone."""
        self._over = True
        self._given.keys.there.disconnect(self._join_keys)
        if self._keys:
            self._keys.changed.disconnect(self._key_changed)
        self.deleteLater()

    async def _show_use(self) -> None:
        try:
            months = await self._given.months()
        except (StorageError, LibraryError):
            return  # the settings work without it
        if not self._over:
            self.dialog.page.show_use(months)

    def _join_keys(self) -> None:
        """Whoever is quick has the dialog open before the service is there."""
        self._keys = self._given.keys.keys
        if self._keys:
            self._keys.changed.connect(self._key_changed)
            self._key_changed()

    def _view(self) -> View:
        given = self._given
        return View(
            settings=given.keeps.value,
            in_effect=in_effect(given.begun_with),
            check=check,
            example=self._example,
            folder=str(given.originals),
            key=self._key_state(),
            off=self._off(),
        )

    def _example(self, template: str) -> str:
        recipe = self._given.recipe()
        if not recipe.prompt.strip():
            recipe = replace(recipe, prompt=self.tr("a red fox in snow"))
        return name_example(recipe, template)

    def _off(self) -> dict[str, str]:
        """Fields that can't be set here and now, and why."""
        given, off = self._given, {}
        if given.demo:
            off = dict.fromkeys(
                ("base_url", "proxy", "proxy_url", "look_for_versions"), self.tr("The demo asks no service.")
            )
        elif urlsplit(given.begun_with.base_url).netloc != given.service:
            off["base_url"] = self.tr("The command line has named another address, until the program ends.")
        if not releases_feed():
            off["look_for_versions"] = self.tr("This build was given no page to look at.")
        if scale.overruled():
            off["interface_size"] = self.tr("Your system sets QT_SCALE_FACTOR, which has the last word.")
        return off

    def _key_state(self) -> str:
        if self._given.demo:
            return "demo"
        return self._keys.state if self._keys else "asked"

    def _key_changed(self) -> None:
        keys = self._keys
        self.dialog.show_key(self._key_state(), keys.names if keys else (), keys.chosen if keys else "")

    def _changed(self, name: str, value: Any) -> None:
        if name == "language":
            self.language = value
            self.dialog.done(LANGUAGE_CHANGED)
            return
        self._change(name, value)
        self.dialog.show_settings(self._given.keeps.value)

    def _change(self, name: str, value: Any) -> None:
        """Keeps a setting and lets it take effect, as far as it can at once."""
        value = plain_base_url(value) if name == "base_url" else value
        self._given.keeps.change(**{name: value})
        if name in self._given.effects:
            self._given.effects[name](value)

    def _asked(self, code: str) -> None:
        if code == "choose_key":  # at once: a moment later the list may show again what was chosen before
            if self._keys:
                self._keys.choose(self.dialog.chosen_key)
            return
        calls: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            "restart": self._restart,
            "restore": self._restore,
            "choose_folder": self._choose_folder,
            "change_key": self._change_key,
            "rename_key": self._rename_key,
            "forget_key": self._forget_key,
        }
        self._given.start(calls[code](), name=f"settings: {code}")

    async def _restart(self) -> None:
        """The process anew only where Qt must start anew; else the session in it."""
        if fault := await self._given.write():
            await self._tell(not_kept(fault, translate_message, "restart"))
            return
        if self._over:
            return  # closed while the disk took its time
        size = in_effect(self._given.begun_with).interface_size
        self.then = Then.AGAIN if self._given.keeps.value.interface_size == size else Then.RESTART
        self.dialog.accept()

    async def _restore(self) -> None:
        title = self.tr("Restore the defaults?")
        sentence = self.tr("Everything here goes back to how it came. The key and the library folder stay.")
        if not await ask(self.dialog, title, sentence, self.tr("Restore defaults"), careful=True):
            return
        fields = defaults(self._given.keeps.value)
        for name, value in fields.items():
            self.dialog.show_fault(name, None)
            if name != "language":
                self._change(name, value)
        self.dialog.show_settings(self._given.keeps.value)
        if "language" in fields:
            self._changed("language", fields["language"])

    async def _choose_folder(self) -> None:
        now = Path(self._given.keeps.value.library_folder or self._given.originals)
        folder = await choose_folder(self.dialog, self.tr("Library folder"), now)
        if folder is None or folder == now:
            return
        problem = await asyncio.to_thread(_problem, folder)
        fault = "folder_controlled" if problem == CONTROLLED else "folder_locked" if problem else None
        self.dialog.show_fault("library_folder", fault)
        if problem:
            return
        if refused := await self._given.keeps.keep(library_folder=str(folder)):
            await self._tell(not_kept(refused, translate_message, "library_folder"))
        if not self._over:
            self.dialog.show_settings(self._given.keeps.value)

    async def _tell(self, words: Words) -> None:
        await tell(self._given.parent() if self._over else self.dialog, words.title, words.sentence)

    async def _change_key(self) -> None:
        if self._keys:
            await self._keys.ask(self.dialog)

    async def _rename_key(self) -> None:
        keys, mark = self._keys, self.dialog.chosen_key
        name = next((name for name, other in keys.names if other == mark), "") if keys else ""
        if keys and name and (new := await ask_text(self.dialog, self.tr("Name of the key"), name)):
            keys.rename(mark, new)

    async def _forget_key(self) -> None:
        keys, mark = self._keys, self.dialog.chosen_key
        title = self.tr("Forget the key?")
        sentence = self.tr("It leaves the keychain. Until a key is entered again, nothing is sent or asked for.")
        if left := sum(not job.ended and bool(mark) and job.key_mark == mark for job in self._given.jobs()):
            sentence += " " + self.tr("%n unfinished job(s) can only be fetched with it.", "", left)
        if keys and await ask(self.dialog, title, sentence, self.tr("Forget the key"), careful=True):
            await keys.forget(mark)


def _problem(folder: Path) -> str:
    """Why pictures can't be kept in a folder that must be there; "" where they can."""
    return room_in(folder).problem if folder.is_dir() else "not_a_folder"

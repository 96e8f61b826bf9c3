"""Real sessions with their settings open, and a keychain of memory, for the tests of what settings do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from keyring.backend import KeyringBackend
from PySide6.QtWidgets import QApplication, QDialog

from jimeng_desktop import app
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.options import Options
from jimeng_desktop.ui.session.session import Session
from jimeng_desktop.ui.settings.dialog import SettingsDialog
from jimeng_desktop.ui.settings.row import SettingRow
from tests.patience import until as until
from tests.ui import pictured

Run = Callable[[Coroutine[Any, Any, Any]], Any]
Play = Callable[[Session], Coroutine[Any, Any, Any]]
FORM = {**pictured.FORM, "count": 1}  # all that the form keeps


class InMemory(KeyringBackend):
    """A keychain for the length of a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]


def prepare(options: Options, **fields: Any) -> Path:
    assert options.profile
    path = options.profile / ("demo/settings.json" if options.demo else "settings.json")
    write_settings(
        path, Settings(**{"language": "en", "theme": "dark", "hold_seconds": 30, "last_form": FORM, **fields})
    )
    return path


async def opened(kind: type[QDialog]) -> Any:
    while True:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                return widget
        await asyncio.sleep(0.01)


async def settings_at(session: Session, section: str) -> SettingsDialog:
    session.openers.settings(section)
    dialog: SettingsDialog = await opened(SettingsDialog)
    return dialog


def row(dialog: SettingsDialog, name: str) -> SettingRow:
    return next(row for row in dialog.page.rows() if row.name == name)


def in_session(run: Run, options: Options, play: Play) -> None:
    async def go() -> None:
        async with app._session(options, app.make_application(), 0.2) as session:
            await play(session)

    run(go())

"""A real window with four pictures, two of which are selected: what tests of the chosen pictures begin with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from jimeng_desktop import app
from jimeng_desktop.core.job import Job, JobState, Picture
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.options import Options
from jimeng_desktop.ui.process.loop import window_runner
from jimeng_desktop.ui.session.session import Session
from tests.patience import LONGEST
from tests.patience import until as until

PROMPT = "a red fox in snow"
FORM = {"model": "jimeng-4.5", "prompt": PROMPT, "ratio": "16:9", "resolution": "1k", "times": 1}
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def run_in(qapp: QApplication, coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Runs it in the window's loop."""

    async def bounded() -> Any:
        async with asyncio.timeout(LONGEST):
            return await coroutine

    with window_runner(qapp) as runner:
        return runner.run(bounded())


def make_four(qapp: QApplication, profile: Path) -> None:
    """Fills a profile with a job of four pictures, to be copied: drawing them takes a while."""
    options = Options(demo=True, profile=profile)
    write_settings(settings_of(options), Settings(last_form=FORM, hold_seconds=0, language="en"))

    async def go() -> None:
        async with app._session(options, app.make_application(), 0.2) as session:
            session.window.composer.press_generate()
            await until(lambda: jobs_of(session) and jobs_of(session)[0].state is JobState.DONE)

    run_in(qapp, go())


def settings_of(options: Options) -> Path:
    """The file of its settings."""
    assert options.profile
    return options.profile / "demo" / "settings.json"


@asynccontextmanager
async def made(options: Options, **fields: Any) -> AsyncIterator[Session]:
    """A session with four pictures, the second and fourth of which are selected; the gallery has the keyboard."""
    settings = Settings(**{"last_form": FORM, "hold_seconds": 0, "language": "en", **fields})
    write_settings(settings_of(options), settings)
    async with app._session(options, app.make_application(), 0.2) as session:
        session.window.activateWindow()
        await until(session.window.isActiveWindow)
        await until(lambda: jobs_of(session))
        gallery = session.window.middle.gallery
        gallery.setFocus(Qt.FocusReason.TabFocusReason)
        await until(gallery.hasFocus)
        for row, how in ((1, Qt.KeyboardModifier.NoModifier), (3, CONTROL)):
            at = gallery.visualRect(session.model.index(row)).center()
            QTest.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, how, at)
        yield session


def jobs_of(session: Session) -> list[Job]:
    """Newest first."""
    return [section.job for section in session.model.rows]


def pictures_of(session: Session) -> tuple[Picture, ...]:
    """Of the newest job."""
    return jobs_of(session)[0].pictures


def paths_of(session: Session, *places: int) -> list[Path]:
    """The originals at these places."""
    return [Path(pictures_of(session)[place].path or "") for place in places]


async def opened(kind: type[QDialog]) -> Any:
    """The dialog of that kind, once it is on the screen."""
    while True:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                return widget
        await asyncio.sleep(0.01)


def press(session: Session, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Through the window: whoever has the keyboard is asked first, then the menus."""
    focused = session.window.focusWidget()
    assert focused
    QTest.keyClick(focused, key, how)


def files(folder: Path) -> dict[str, bytes]:
    """Names and bytes."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}

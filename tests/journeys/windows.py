"""Runs the real window in a test: the same composition as the program's, driven through its widgets."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from jimeng_desktop.app import window_session
from jimeng_desktop.core.job import Job
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.options import Options
from jimeng_desktop.ui.process.application import make_application
from jimeng_desktop.ui.process.loop import window_runner
from jimeng_desktop.ui.window.main_window import MainWindow
from tests.patience import until as until

Play = Callable[[MainWindow], Coroutine[Any, Any, None]]


def in_window(options: Options, play: Play, **settings: Any) -> None:
    """Opens the window on an English, dark profile without hold, plays, closes it in order."""
    assert options.profile
    path = folders(options.profile, options.demo).settings
    if not path.exists():
        write_settings(path, Settings(**{"language": "en", "theme": "dark", "hold_seconds": 0, **settings}))
    app = make_application()

    async def session(app: QApplication) -> None:
        async with window_session(options, app=app, demo_seconds=0.1) as window:
            await play(window)

    with window_runner(app) as loop:
        loop.run(session(app))


def jobs(window: MainWindow) -> list[Job]:
    """What the gallery shows, newest first."""
    return [section.job for section in window.middle.gallery.gallery_model.rows]


def write_and_generate(window: MainWindow, prompt: str) -> None:
    """The form filled and Generate pressed."""
    window.composer.prompt.setPlainText(prompt)
    window.composer.foot.button.click()


def words(window: MainWindow) -> set[str]:
    """The texts of all visible labels and buttons."""
    found = [*window.findChildren(QLabel), *window.findChildren(QPushButton)]
    return {widget.text() for widget in found if widget.isVisible()}


def profile(folder: Path, url: str) -> Options:
    """A profile of its own at a service on loopback."""
    return Options(profile=folder, base_url=url)

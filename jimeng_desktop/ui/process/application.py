"""The one application object of this process."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from .pasting import OnlyTextIsPasted


class SystemApplication(QApplication):
    """On macOS the system brings files by an event, often before there is a window to show them in."""

    files_opened = Signal()

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self.files: list[Path] = []

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen:
            self.files.append(Path(cast(QFileOpenEvent, event).file()))
            self.files_opened.emit()
            return True
        return super().event(event)


def make_application() -> QApplication:
    """The one application object of this process."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # Asking Qt for its style or to change it would take 10 ms: PySide then makes the classes of all styles.
        # The first word becomes the window's class, by which a desktop finds our icon; "__main__.py" it wouldn't know.
        words = ["jimeng-desktop", "-style", "fusion"]
        if sys.platform == "darwin":
            app = SystemApplication(words)
        else:
            app = QApplication(words)
        OnlyTextIsPasted(app)
    app.setApplicationName("jimeng-desktop")  # no display name: X11 would write it behind each title
    app.setDesktopFileName("jimeng-desktop")
    app.setQuitOnLastWindowClosed(False)  # else the loop dies under main()
    return app

"""How large a window can be on its screen."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 40)  # what a system's frame takes at most; it is known only when the window is there


def screen_room(beside: QWidget | None = None) -> QSize:
    """Without its frame, on the screen of another window; on the first screen where there is none."""
    screen = beside.screen() if beside else QGuiApplication.primaryScreen()
    return screen.availableSize() - FRAME

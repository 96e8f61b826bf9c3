"""A button of an icon alone, as it stands at the right of cards, rows and headers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from . import look

SIDE, ICON = 28, 16


class IconButton(QToolButton):
    """28 × 28; its name is its tooltip. Enter presses it, a held key doesn't."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(ICON, ICON))
        self.setFixedSize(SIDE, SIDE)
        self.say(icon, name)

    def say(self, icon: str, name: str) -> None:
        """Another icon, or another name."""
        self.setIcon(look.icon(icon))
        self.setToolTip(name)
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

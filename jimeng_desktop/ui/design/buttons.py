"""Buttons that Enter presses as Space does: Qt's own leave it to a dialog's default button, or do nothing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from . import look
from .plain import set_tip

SIDE, ICON = 28, 16


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Presses it if that was Enter; a held key presses once."""
    if (
        event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    ):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class ToolButton(QToolButton):
    """A tool button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)


class PushButton(QPushButton):
    """A push button that is no dialog's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)


class IconButton(ToolButton):
    """28 × 28, an icon alone, at the right of cards, rows and headers; its name is its tooltip."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(ICON, ICON))
        self.setFixedSize(SIDE, SIDE)
        self.say(icon, name)

    def say(self, icon: str, name: str) -> None:
        """Another icon, or another name."""
        self.setIcon(look.icon(icon))
        set_tip(self, name)
        self.setAccessibleName(name)

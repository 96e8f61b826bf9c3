"""Buttons that Enter presses as Space does: Qt's own leave it to a dialog's default button, or do nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from . import look
from .plain import set_tip

BUTTON = 28
BUTTON_PADDING = 14
ONCE = 0.5  # seconds in which a second press is the same one: some actions cost money

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


def button_width(label: str) -> int:
    """The width of a small button."""
    return QFontMetrics(look.font("body")).horizontalAdvance(label) + 2 * BUTTON_PADDING


class SmallButton(PushButton):
    """A push button 28 high; the mouse doesn't leave a focus ring on it."""

    def __init__(self, parent: QWidget | None = None, *, flat: bool = False) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setProperty("role", "flat" if flat else "small")

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange) and self.maximumHeight() != BUTTON:
            self.setFixedHeight(BUTTON)
        elif event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange):
            self.setMinimumHeight(BUTTON)  # the sheet sets its own when it polishes
        return handled

"""A button that paints itself and shows its focus ring only to the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from .buttons import pressed_by_enter
from .focus_ring import KeyboardRing
from .plain import set_tip


class OwnButton(KeyboardRing, QAbstractButton):
    """Drawn whole by its kind, and on by what who hears the press says; the focus ring shows only when the keyboard
    brought the focus.
    """

    def __init__(self, name: str, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        set_tip(self, tip)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def nextCheckState(self) -> None:
        """Left to who hears the press."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

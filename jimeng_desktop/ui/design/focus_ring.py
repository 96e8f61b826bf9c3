"""The focus ring of widgets that paint themselves: it shows only when the keyboard brought the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter

from . import look
from .drawing import rounded

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as Widget
else:
    Widget = object  # a second Qt base beside the widget's own would be one too many

BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class KeyboardRing(Widget):
    """Comes before the widget's own base class; `ring` says whether the ring is to be painted."""

    ring = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.ring = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.ring = False
        super().focusOutEvent(event)


def paint_ring(painter: QPainter, box: QRectF, radius: float) -> None:
    """Along the inside of a rounded box."""
    rounded(painter, box, radius, None, look.theme().ring, 2)

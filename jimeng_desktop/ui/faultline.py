"""The sentence below a control at fault."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from . import look

ICON, GAP = 14, 6


class FaultLine(QLabel):
    """Wraps; led by the icon, since most controls of the form are full to their edges. Hidden while it says nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "fault")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(ICON + GAP, 0, 0, 0)
        self.hide()

    def say(self, sentence: str) -> None:
        """Shows the sentence; nothing for an empty one."""
        self.setText(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        drawing = look.pixmap("attention", look.theme().danger, ICON, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 1, drawing)

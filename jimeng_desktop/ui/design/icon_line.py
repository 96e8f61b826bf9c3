"""Small pieces of dialogs: a line with an icon, a hairline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from . import look
from .plain import PlainLabel


class IconLine(QWidget):
    """An icon and a sentence; two lines high from the start, so that nothing jumps when the sentence grows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(36)
        self.icon = PlainLabel(self)
        self.icon.setFixedSize(16, 16)
        self.text = PlainLabel(self)
        self.text.setWordWrap(True)
        self.text.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)

    def say(self, icon: str, colour: str, text: str) -> None:
        """`colour` is a name of Theme."""
        self.icon.setPixmap(look.pixmap(icon, getattr(look.theme(), colour), 16, self.devicePixelRatioF()))
        self.text.setText(text)

"""The sentence below a control at fault."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from . import look
from .plain import PlainLabel

ICON, GAP, LINE = 14, 6, 16


class FaultLine(PlainLabel):
    """Wraps; led by the icon, since most controls of the form are full to their edges. Hidden while it says nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "fault")
        self.setWordWrap(True)
        self.setContentsMargins(ICON + GAP, 0, 0, 0)
        self.hide()

    def say(self, sentence: str) -> None:
        """Shows the sentence; nothing for an empty one."""
        self.setText(sentence)
        self._fit()
        self.setVisible(bool(sentence))

    def hasHeightForWidth(self) -> bool:
        return False  # layouts within a scroll area reckon wrongly with it

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = QRect(0, 0, max(1, self.contentsRect().width()), 10_000)
        wrapped = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
        self.setFixedHeight(max(LINE, wrapped.height()))  # QLabel's own reckoning knows no way back to less

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        drawing = look.pixmap("attention", look.theme().danger, ICON, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 1, drawing)

"""A few words over the lower edge of the pictures that go again by themselves: what has just been done, or undone."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from . import look
from .controls import rounded

SECONDS = 4
HEIGHT, PADDING, MARGIN = 32, 14, 16


class QuietNotice(QWidget):
    """Takes neither the mouse nor the keyboard; a screen reader says it. Newer words take the place of older ones."""

    def __init__(self, over: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over = over
        self.text = ""
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str) -> None:
        """Shows these words for a few seconds."""
        self.text = text
        self.setAccessibleName(text)
        self.setFont(look.font("body"))
        over = QRect(self._over.mapTo(self.parentWidget(), QPoint()), self._over.size())  # type: ignore[arg-type]
        wide = min(self.fontMetrics().horizontalAdvance(text) + 2 * PADDING + 2, over.width() - 2 * PADDING)
        self.setGeometry(over.center().x() - wide // 2, over.bottom() - MARGIN - HEIGHT, wide, HEIGHT)
        self.show()
        self.raise_()
        self.update()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, QRectF(self.rect()), 6, theme.s3, theme.line2)
        painter.setPen(theme.t1)
        painter.setFont(self.font())
        room = self.rect().adjusted(PADDING, 0, -PADDING, 0)
        shown = painter.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, room.width() + 2)
        painter.drawText(room.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter, shown)

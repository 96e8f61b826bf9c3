"""The last line of the queue: what is over today, and the fold that opens to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ..design import look
from .words import Sorted

FOOT = 40
CHEVRON = 14


class Fold(QAbstractButton):
    """A check button: checked, its list is open. Right opens it, Left closes it, Up and Down leave it."""

    left = Signal(int)  # the keyboard goes up (-1) or down (1)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._caption = ""
        self.setText(self.tr("Done today"))
        self.setCheckable(True)
        self.setFixedHeight(FOOT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    @property
    def caption(self) -> str:
        """What stands after its name."""
        return self._caption

    def say(self, jobs: Sorted) -> None:
        """How much there is: each kind that there is any of."""
        parts = [words for number, words in (
            (jobs.done, self.tr("%n job(s)", "", jobs.done)),
            (jobs.done, self.tr("%n picture(s)", "", jobs.pictures)),
            (jobs.failed, self.tr("%n failed", "", jobs.failed)),
            (jobs.cancelled, self.tr("%n cancelled", "", jobs.cancelled)),
        ) if number]  # fmt: skip
        self._caption = " · ".join(parts)
        self.setAccessibleName(f"{self.text()}: {self._caption}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, FOOT)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.setChecked(key == Qt.Key.Key_Right)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.left.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), look.theme()
        if self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), theme.s3 if theme.dark else theme.s0)
        if self.hasFocus():
            look.crisp_rect(painter, QRectF(self.rect()).adjusted(4, 2, -4, -2), theme.ring, 2)
        name = "chevron-down" if self.isChecked() else "chevron-right"
        icon = look.pixmap(name, theme.t2, CHEVRON, self.devicePixelRatioF())
        painter.drawPixmap(15, (FOOT - CHEVRON) // 2, icon)
        font = look.font("label")
        painter.setFont(font)
        painter.setPen(theme.t2)
        width = QFontMetrics(font).horizontalAdvance(self.text()) + 1
        painter.drawText(QRect(37, 0, width, FOOT), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(look.font("caption"))
        painter.setPen(theme.t3)
        room = QRect(37 + width + 8, 0, self.width() - 37 - width - 8 - 15, FOOT)
        shown = QFontMetrics(painter.font()).elidedText(self._caption, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

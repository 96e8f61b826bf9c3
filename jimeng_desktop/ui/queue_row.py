"""One job in the queue's pop-over: picture or icon, prompt over state, and the one true action."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from . import look
from .cards import SmallButton, button_width, state_colour

HEIGHT, SIDE, THUMB, ICON, GAP = 52, 16, 36, 16, 10
SHOW, CANCEL = "show", "cancel"


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says. Without a code the label is a fact to read, not a button."""

    title: str
    state: str
    icon: str
    code: str = ""
    label: str = ""
    alarming: bool = False


class QueueRow(QWidget):
    """Can be reached by the keyboard; `chosen` wants to see the job, `acted` says the code of its button."""

    chosen = Signal()
    acted = Signal(str)
    left = Signal(int)  # the keyboard goes up (-1) or down (1)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = RowWords("", "", "waiting")
        self._picture: QPixmap | None = None
        self._hovered = False
        self.button = SmallButton(self)
        self.button.clicked.connect(lambda: self.acted.emit(self._words.code))
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def words(self) -> RowWords:
        """What it says."""
        return self._words

    def say(self, words: RowWords, picture: QPixmap | None) -> None:
        """Says something else; `picture` instead of the icon where there is one."""
        if words == self._words and picture is self._picture:
            return
        self._words, self._picture = words, picture
        self.button.setVisible(bool(words.code))
        self.button.setText(words.label)
        self.button.setAccessibleDescription(words.title)
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(words.state)
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.left.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), look.theme()
        if self._hovered or self.hasFocus():
            painter.fillRect(self.rect(), theme.s3 if theme.dark else theme.s0)
        if self.hasFocus():
            look.crisp_rect(painter, QRectF(self.rect()).adjusted(4, 2, -4, -2), theme.ring, 2)
        thumb = QRect(SIDE, (HEIGHT - THUMB) // 2, THUMB, THUMB)
        self._paint_thumb(painter, thumb)
        left = thumb.right() + 1 + GAP
        width = self._label_x() - GAP - left
        self._text(painter, QRect(left, 8, width, 18), self._words.title, "body", "t1")
        self._text(painter, QRect(left, 27, width, 16), self._words.state, "caption", self._state_role())
        if self._words.label and not self._words.code:
            right = QRect(self._label_x(), 0, self.width() - SIDE - self._label_x() + 1, HEIGHT)
            self._text(painter, right, self._words.label, "caption", "t3")

    def _state_role(self) -> str:
        return "attention" if self._words.alarming else "t3"

    def _label_x(self) -> int:
        """Where the button or the fact at the right begins."""
        words = self._words
        if words.code:
            return self.width() - SIDE - button_width(words.label)
        if words.label:
            return self.width() - SIDE - QFontMetrics(look.font("caption")).horizontalAdvance(words.label) - 1
        return self.width() - SIDE + GAP

    def _place(self) -> None:
        width = button_width(self._words.label)
        self.button.setGeometry(self.width() - SIDE - width, (HEIGHT - 28) // 2, width, 28)

    def _paint_thumb(self, painter: QPainter, box: QRect) -> None:
        if self._picture:
            side = min(self._picture.width(), self._picture.height())
            middle = QRectF((self._picture.width() - side) / 2, (self._picture.height() - side) / 2, side, side)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(QRectF(box), self._picture, middle)
            return
        theme = look.theme()
        look.crisp_fill(painter, QRectF(box), theme.s1)
        look.crisp_rect(painter, QRectF(box), theme.line)
        inset = (THUMB - ICON) // 2
        icon = look.pixmap(self._words.icon, state_colour(self._words.icon), ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(box.x() + inset, box.y() + inset), icon)

    def _text(self, painter: QPainter, rect: QRect, text: str, role: str, colour: str) -> None:
        font = look.font(role)
        painter.setFont(font)
        painter.setPen(getattr(look.theme(), colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

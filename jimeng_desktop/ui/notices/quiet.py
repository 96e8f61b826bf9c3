"""A few words over the lower edge of the pictures that go again by themselves: what has just been done, or undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ..design import look
from ..design.drawing import rounded

SHORT, LONG = 1000, 4000  # milliseconds
HEIGHT, PADDING, MARGIN, GAP, ICON, DOT = 32, 12, 16, 6, 16, 10
PITCH = ICON + 1


class Sign(NamedTuple):
    """An icon before the words, or a dot where it has no name; the colour is a name of Theme."""

    icon: str
    colour: str


class QuietNotice(QWidget):
    """Takes neither the mouse nor the keyboard; a screen reader says it. Newer words take the place of older ones.

    `over` gives the part of the parent at whose lower edge it stands.
    """

    def __init__(self, over: Callable[[], QRect], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over = over
        self.text = ""
        self._signs: Sequence[Sign] = ()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, signs: Sequence[Sign] = (), *, spoken: str = "", milliseconds: int = LONG) -> None:
        """Shows signs and words for a while; `spoken` where the signs say something that the words don't."""
        self.text, self._signs = text, signs
        self.setAccessibleName(spoken or text)
        over = self._over()
        words = QFontMetrics(look.font("body")).horizontalAdvance(text) + 2 if text else 0
        wide = min(2 * PADDING + self._signs_width() + words, over.width() - 2 * PADDING)
        self.setGeometry(over.center().x() - wide // 2, over.bottom() - MARGIN - HEIGHT, wide, HEIGHT)
        self.show()
        self.raise_()
        self.update()
        self._timer.start(milliseconds)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, QRectF(self.rect()), 8, theme.s2, theme.line2)
        for at, sign in enumerate(self._signs):
            self._paint_sign(painter, PADDING + at * PITCH, sign)
        painter.setPen(theme.t1)
        painter.setFont(look.font("body"))
        room = self.rect().adjusted(PADDING + self._signs_width(), 0, -PADDING, 0)
        shown = painter.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _paint_sign(self, painter: QPainter, x: int, sign: Sign) -> None:
        colour = getattr(look.theme(), sign.colour)
        if sign.icon:
            drawing = look.pixmap(sign.icon, colour, ICON, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(x, (HEIGHT - ICON) / 2), drawing)
        else:
            rounded(painter, QRectF(x + (ICON - DOT) / 2, (HEIGHT - DOT) / 2, DOT, DOT), 3, colour, None)

    def _signs_width(self) -> int:
        """With the gap to the words, if there are any."""
        icons = len(self._signs)
        return icons * PITCH - (PITCH - ICON) + (GAP if self.text else 0) if icons else 0

"""A short sign of the mark that was just set, over the lower edge of gallery and loupe: keys are never blind."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ..core.marks import MOST_STARS, Flag
from ..messages import FLAGS, LABELS
from . import look
from .controls import rounded
from .language import fill, translate_message

translate = QCoreApplication.translate
SHOWN = 1000  # milliseconds
HEIGHT, PADDING, GAP, ICON, PITCH, DOT, ABOVE = 32, 12, 6, 16, 17, 10, 16


class JudgedSign(QWidget):
    """Neutral, without motion, and deaf to the mouse. A screen reader is told its words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self.words = ""
        self._field = ""
        self._value: Any = None
        self._over = QTimer(self, singleShot=True, interval=SHOWN)
        self._over.timeout.connect(self.hide)

    def show_mark(self, field: str, value: Any, pictures: int, foot: QPoint) -> None:
        """The flag, the stars or the colour that so many pictures have got; `foot` is the middle of the lower edge of
        what is shown, in the parent.
        """
        self._field, self._value = field, value
        self.words = " · ".join(filter(None, [_name(field, value), *_many(pictures)]))
        self.resize(self.sizeHint())
        self.move(foot.x() - self.width() // 2, foot.y() - ABOVE - self.height())
        self.raise_()
        self.show()
        self.update()
        self._over.start()
        spoken = ". ".join([_spoken(field, value), *_many(pictures)])
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def sizeHint(self) -> QSize:
        words = QFontMetrics(look.font("strong")).horizontalAdvance(self.words) + 1 if self.words else 0
        icons = self._icons_width()
        return QSize(2 * PADDING + icons + (GAP if icons and words else 0) + words, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), look.theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, QRectF(self.rect()), 8, theme.s2, theme.line2)
        x = float(PADDING)
        if self._field == "label" and self._value:
            dot = QRectF(x, (HEIGHT - DOT) / 2, DOT, DOT)
            rounded(painter, dot, 3, getattr(theme, f"lab_{self._value}"), None)
        for at in range(self._stars()):
            self._icon(painter, "star-on", x + at * PITCH)
        if self._field == "flag" and self._value:
            self._icon(painter, "pick-on" if self._value is Flag.PICK else "reject", x)
        icons = self._icons_width()
        x += icons + (GAP if icons else 0)
        painter.setFont(look.font("strong"))
        painter.setPen(theme.t1)
        room = QRectF(x, 0, self.width() - x - PADDING + 1, HEIGHT)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self.words)

    def _stars(self) -> int:
        return int(self._value) if self._field == "rating" else 0

    def _icons_width(self) -> int:
        if self._field == "rating":
            return self._stars() * PITCH - (PITCH - ICON) if self._stars() else 0
        return (DOT if self._field == "label" else ICON) if self._value else 0

    def _icon(self, painter: QPainter, name: str, x: float) -> None:
        theme = look.theme()
        colour = theme.stars if name == "star-on" else theme.reject if name == "reject" else theme.pick
        at = QPointF(x, (HEIGHT - ICON) / 2)
        painter.drawPixmap(at, look.pixmap(name, colour, ICON, self.devicePixelRatioF()))


def _name(field: str, value: Any) -> str:
    """The word beside the icon; stars are seen."""
    if field == "rating":
        return "" if value else translate("MarkCommands", "No stars")
    if field == "flag":
        return translate_message(FLAGS[value]) if value else translate("MarkCommands", "No flag")
    return translate_message(LABELS[value]) if value else translate("MarkCommands", "No colour")


def _spoken(field: str, value: Any) -> str:
    if field == "rating" and value:
        return fill(translate("GalleryModel", "rated %1 of %2"), value, MOST_STARS)
    return _name(field, value)


def _many(pictures: int) -> list[str]:
    """How many pictures, where it is not one."""
    return [translate("GalleryModel", "%n picture(s)", "", pictures)] if pictures != 1 else []

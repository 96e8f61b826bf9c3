"""The row of marks under a tile: flag, stars and colour label, drawn only where there are some."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from ...core.marks import Flag, Label, Marks
from ...messages import LABELS
from ..base.language import translate_message
from ..design import look
from ..design.drawing import rounded, whole_pixel
from .tile import OUTSIDE

GAP, HEIGHT = 4, 18
FLAG, STAR, PITCH, BETWEEN = 14, 12, 13, 6
DOT, DOT_RADIUS, WORD_GAP = 10, 3, 5
WORD_FROM = 200  # a tile as wide as that says the label's name too


def with_marks(box: QRect) -> QRect:
    """A tile with all that is painted round it."""
    return box.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, GAP + HEIGHT)


def paint_marks(painter: QPainter, box: QRect, marks: Marks) -> None:
    """Draws the row under the tile."""
    theme, x, top = look.theme(), box.x(), box.bottom() + 1 + GAP
    if marks.flag:
        picked = marks.flag is Flag.PICK
        icon, colour = ("pick-on", theme.pick) if picked else ("reject", theme.reject)
        _icon(painter, icon, colour, QPointF(x, top + (HEIGHT - FLAG) / 2), FLAG)
        x += FLAG + BETWEEN
    for star in range(marks.rating):
        _icon(painter, "star-on", theme.stars, QPointF(x + star * PITCH, top + (HEIGHT - STAR) / 2), STAR)
    if marks.label:
        _label(painter, box, top, marks.label)


def _label(painter: QPainter, box: QRect, top: int, label: Label) -> None:
    theme = look.theme()
    dot = QRectF(box.right() + 1 - DOT, top + (HEIGHT - DOT) / 2, DOT, DOT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rounded(painter, dot, DOT_RADIUS, getattr(theme, f"lab_{label}"), None)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if box.width() >= WORD_FROM:
        font = look.font("caption")
        word = translate_message(LABELS[label])
        wide = QFontMetrics(font).horizontalAdvance(word) + 1
        painter.setFont(font)
        painter.setPen(theme.t2)
        where = QRectF(dot.left() - WORD_GAP - wide, top, wide, HEIGHT)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, word)


def _icon(painter: QPainter, name: str, colour: QColor, at: QPointF, size: int) -> None:
    scale = painter.device().devicePixelRatioF()
    painter.drawPixmap(whole_pixel(painter, at), look.pixmap(name, colour, size, scale))

"""A line of text that a widget paints itself."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from . import look

LEFT = Qt.AlignmentFlag.AlignLeft


def draw_text(
    painter: QPainter, box: QRect, text: str, role: str, colour: str, side: Qt.AlignmentFlag = LEFT, beyond: int = 0
) -> None:
    """Cut off with an ellipsis where it is too long; `role` is a font of look.font(), `colour` a name of Theme.

    `beyond`: how many pixels past its room a text may end before it is cut: its measure is rounded.
    """
    if not text or box.width() <= 0:
        return
    font = look.font(role)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + beyond)
    painter.setFont(font)
    painter.setPen(getattr(look.theme(), colour))
    painter.drawText(QRectF(box), side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

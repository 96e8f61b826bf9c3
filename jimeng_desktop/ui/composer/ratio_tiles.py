"""The tiles that choose a picture's ratio."""

from __future__ import annotations

from math import sqrt

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ..design import look
from ..design.choices import Choice, Choices
from ..design.drawing import rounded
from ..design.focus_ring import paint_ring


class RatioTile(Choice):
    """A small drawing of the ratio over its name."""

    def sizeHint(self) -> QSize:
        return QSize(34, 48)

    def minimumSizeHint(self) -> QSize:
        return QSize(30, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, able = self.isChecked(), self.isEnabled()
        if on:
            rounded(painter, QRectF(self.rect()), 6, theme.accent_soft, theme.accent)
        elif able and self.underMouse():
            rounded(painter, QRectF(self.rect()), 6, theme.s3, None)
        if self.ring:
            paint_ring(painter, QRectF(self.rect()), 6)
        edge = theme.off if not able else theme.accent_text if on else theme.t3
        line = Qt.PenStyle.SolidLine if able else Qt.PenStyle.DashLine
        self._draw_shape(painter, QPen(edge, 1.5 if able else 1, line))
        painter.setPen(theme.off if not able else theme.t1 if on else theme.t2)
        painter.setFont(look.font("chosen" if on else "caption"))
        painter.drawText(QRectF(-4, 29, self.width() + 8, 15), Qt.AlignmentFlag.AlignCenter, self.value)

    def _draw_shape(self, painter: QPainter, pen: QPen) -> None:
        width, height = shape_size(self.value)
        left = (self.width() - width) // 2
        top = 6 + (22 - height) // 2
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            QRectF(left, top, width, height).adjusted(inset, inset, -inset, -inset), 1.5, 1.5
        )  # fmt: skip


def ratio_tiles(name: str, parent: QWidget | None = None) -> Choices:
    """A row of drawn ratios."""
    return Choices(RatioTile, name, gap=4, parent=parent)


def shape_size(ratio: str) -> tuple[int, int]:
    """Whole pixels of a ratio's drawing: all of equal area, none longer than 22."""
    across, down = (int(part) for part in ratio.split(":"))
    scale = 16.5 / sqrt(across * down)
    scale = min(scale, 22 / across, 22 / down)
    return max(4, round(across * scale)), max(4, round(down * scale))

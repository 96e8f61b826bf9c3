"""Shapes that several rooms paint."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen


def rounded(
    painter: QPainter, box: QRectF, radius: float, fill: QColor | None, edge: QColor | None, width: float = 1
) -> None:
    """A rounded box with its edge inside `box`."""
    half = width / 2 if edge is not None else 0.0
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius - half, radius - half)


def whole_pixel(painter: QPainter, at: QPointF) -> QPointF:
    """The nearest point that is a whole device pixel."""
    transform = painter.deviceTransform()
    device = transform.map(at)
    return transform.inverted()[0].map(QPointF(round(device.x()), round(device.y())))


def device_size(box: QRect, scale: float) -> QSize:
    """How many device pixels a tile has: the same wherever it stands."""
    return QSize(round(box.width() * scale), round(box.height() * scale))

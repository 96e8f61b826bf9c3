"""Dragging selected pictures out of the window, as files to be copied: the originals stay."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ..base.clipboard import dragged_files
from ..design import look
from ..design.drawing import rounded

LARGEST = 128  # logical pixels of the picture under the mouse
BADGE = 20


def start_drag(source: QWidget, files: Sequence[Path], thumbnail: QPixmap | None) -> None:
    """Drags the files; comes back when they have been dropped."""
    drag = QDrag(source)
    drag.setMimeData(dragged_files(files))
    if thumbnail:
        drag.setPixmap(drag_picture(thumbnail, len(files), source.devicePixelRatioF()))
        drag.setHotSpot(QPoint(12, 12))
    drag.exec(Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)


def drag_picture(thumbnail: QPixmap, count: int, scale: float) -> QPixmap:
    """The thumbnail, small, with the number of pictures where there are several."""
    side = round(LARGEST * scale)
    small = thumbnail
    if max(thumbnail.width(), thumbnail.height()) > side:
        small = thumbnail.scaled(
            side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    small = QPixmap(small)
    small.setDevicePixelRatio(scale)
    if count > 1:
        _paint_badge(small, str(count))
    return small


def _paint_badge(picture: QPixmap, count: str) -> None:
    theme, font = look.theme(), look.font("chosen")
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wide = max(BADGE, QFontMetricsF(font).horizontalAdvance(count) + 12)
    box = QRectF(picture.deviceIndependentSize().width() - wide - 4, 4, wide, BADGE)
    rounded(painter, box, BADGE / 2, theme.fill, None)
    painter.setFont(font)
    painter.setPen(theme.on_fill)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, count)
    painter.end()

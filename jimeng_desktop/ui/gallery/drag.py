"""Dragging selected pictures out of the window, as files to be copied: the originals stay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QDrag, QFontMetricsF, QPainter, QPixmap

from ..base.clipboard import dragged_files
from ..design import look
from ..design.drawing import rounded

if TYPE_CHECKING:
    from .view import GalleryView

LARGEST = 128  # logical pixels of the picture under the mouse
BADGE = 20


def start_drag(view: GalleryView) -> None:
    """Drags the selection; comes back when it has been dropped."""
    model = view.gallery_model
    chosen = view.selected_pictures()
    pictures = [picture for picture in map(model.picture, chosen) if picture and picture.path]
    if not pictures:
        return
    drag = QDrag(view)
    drag.setMimeData(dragged_files([Path(picture.path or "") for picture in pictures]))
    current = view.current_picture
    shown = view.thumbnails.get(current if current in chosen else pictures[0].id)
    if shown:
        drag.setPixmap(drag_picture(shown, len(pictures), view.devicePixelRatioF()))
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

"""Paints one tile of the gallery: picture, placeholder, and the rings that tell of hover, selection and focus."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap

from ..design import look
from ..design.drawing import device_size, whole_pixel
from ..jobs.placeholders import Placeholder

ICON, ICON_GAP, BAR = 20, 6, 2
RING_GAP, RING = 2, 2
REJECTED = 0.34  # what is seen of a rejected picture over its ground
OUTSIDE = RING_GAP + RING  # how far a ring reaches beyond its tile


class Rings(NamedTuple):
    """How a tile stands to the user."""

    selected: bool = False
    current: bool = False
    hovered: bool = False
    focused: bool = False  # the gallery has the keyboard


def paint_picture(painter: QPainter, box: QRect, picture: QPixmap, opacity: float = 1.0) -> None:
    """Draws a thumbnail made for this box, pixel for pixel at a whole device pixel; another size is scaled smoothly."""
    scale = painter.device().devicePixelRatioF()
    if opacity < 1:
        painter.setOpacity(opacity)
    if picture.devicePixelRatioF() == scale and picture.size() == device_size(box, scale):  # nearly all
        painter.drawPixmap(_corner(painter, box, scale), picture)
    elif picture.devicePixelRatioF() == scale and _made_for(box, picture):
        painter.drawPixmap(whole_pixel(painter, picture_rect(box, picture).topLeft()), picture)
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(picture_rect(box, picture), picture, QRectF(picture.rect()))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    if opacity < 1:
        painter.setOpacity(1.0)


def picture_rect(box: QRect, picture: QPixmap) -> QRectF:
    """Where in the tile the picture stands: whole, never cropped, centred where its shape isn't the one asked for."""
    size = QSize(picture.width(), picture.height()).toSizeF()
    wide, high = float(box.width()), size.height() * box.width() / size.width()
    if high > box.height() + 1:
        wide, high = size.width() * box.height() / size.height(), box.height()
    if _made_for(box, picture):
        wide, high = size.width() / picture.devicePixelRatioF(), size.height() / picture.devicePixelRatioF()
    return QRectF(box.x() + (box.width() - wide) / 2, box.y() + (box.height() - high) / 2, wide, high)


def paint_placeholder(painter: QPainter, box: QRect, words: Placeholder | None, step: int = 0) -> None:
    """Draws the empty tile; `step` of 12 turns the icon of what is being made. None is a picture still on its way
    from the disk: the same ground without words."""
    theme, scale = look.theme(), painter.device().devicePixelRatioF()
    ground = _ground(box.width(), box.height(), scale, theme.s1.rgb(), theme.line.rgb())
    painter.drawPixmap(_corner(painter, box, scale), ground)
    if words is None:
        return
    colour = theme.t3 if words.icon in ("expired", "cancelled") else theme.t2
    icon = look.pixmap(words.icon, colour, ICON, scale)
    painter.setFont(look.font("caption"))
    room = QSize(box.width() - 16, box.height() - ICON - ICON_GAP - 8)
    lines = _caption_height(words.caption, room) if words.caption else 0
    top = box.y() + (box.height() - ICON - (ICON_GAP + lines if lines else 0)) / 2
    _draw_icon(painter, QPointF(box.x() + (box.width() - ICON) / 2, top), icon, step if words.turns else 0)
    if lines:
        painter.setPen(theme.t2)
        under = QRect(box.x() + 8, round(top) + ICON + ICON_GAP, box.width() - 16, lines)
        painter.drawText(under, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words.caption)
    if words.fraction is not None:
        _paint_bar(painter, box, words.fraction)


def paint_missing(painter: QPainter, box: QRect, label: str) -> None:
    """Draws a tile whose file is gone: the one thing that is said on a picture's own ground."""
    paint_placeholder(painter, box, Placeholder("trash", label))


def paint_rings(painter: QPainter, box: QRect, rings: Rings) -> None:
    """Draws the ring round a tile: always neutral, so that no colour lies beside the picture."""
    theme = look.theme()
    if rings.current and rings.focused:
        _ring(painter, box, theme.t1, RING)
    elif rings.current or rings.selected:
        _ring(painter, box, theme.t3, RING)
    elif rings.hovered:
        _ring(painter, box, theme.line2, 1)


@lru_cache(maxsize=16)
def _ground(width: int, height: int, scale: float, fill: int, edge: int) -> QPixmap:
    """An empty tile: a page of them is painted before each page of pictures."""
    ground = QPixmap(device_size(QRect(0, 0, width, height), scale))
    ground.fill(QColor(edge))
    inner = ground.rect().adjusted(*(max(1, int(scale)) * side for side in (1, 1, -1, -1)))
    painter = QPainter(ground)
    painter.fillRect(inner, QColor(fill))
    painter.end()
    ground.setDevicePixelRatio(scale)
    return ground


def _ring(painter: QPainter, box: QRect, colour: QColor, width: int) -> None:
    outside = RING_GAP + width
    look.crisp_rect(painter, QRectF(box).adjusted(-outside, -outside, outside, outside), colour, width)


def _paint_bar(painter: QPainter, box: QRect, fraction: float) -> None:
    theme = look.theme()
    bar = QRectF(box.x(), box.bottom() + 1 - BAR, box.width(), BAR)
    look.crisp_fill(painter, bar, theme.line2)
    look.crisp_fill(painter, QRectF(bar.x(), bar.y(), bar.width() * fraction, BAR), theme.t1)


def _caption_height(caption: str, room: QSize) -> int:
    """How high its lines are; 0 where it does not fit: the header says the state too."""
    whole = QRect(0, 0, room.width(), 1000)
    takes = QFontMetrics(look.font("caption")).boundingRect(whole, Qt.TextFlag.TextWordWrap, caption).size()
    return takes.height() if takes.width() <= room.width() and takes.height() <= room.height() else 0


def _draw_icon(painter: QPainter, at: QPointF, icon: QPixmap, step: int) -> None:
    at = whole_pixel(painter, at)
    if not step:
        painter.drawPixmap(at, icon)
        return
    half = ICON / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(at + QPointF(half, half))
    painter.rotate(step * 360 / look.MAKING_STEPS)
    painter.drawPixmap(QPointF(-half, -half), icon)
    painter.restore()


def _corner(painter: QPainter, box: QRect, scale: float) -> QPointF:
    """The upper left one of a tile, at a whole device pixel."""
    at = QPointF(box.topLeft())
    return whole_pixel(painter, at) if scale != 1 else at


def _made_for(box: QRect, picture: QPixmap) -> bool:
    size = device_size(box, picture.devicePixelRatioF())
    fits = picture.width() <= size.width() and picture.height() <= size.height()
    return fits and (picture.width() == size.width() or picture.height() == size.height())


def around(box: QRect) -> QRect:
    """The tile with its rings: what must be painted anew when its marks change."""
    return box.adjusted(-OUTSIDE, -OUTSIDE, OUTSIDE, OUTSIDE)

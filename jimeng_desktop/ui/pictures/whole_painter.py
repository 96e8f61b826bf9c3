"""Paints the loupe: the picture on whole device pixels, and the words over it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPixmap

from ..design import look
from ..design.drawing import whole_pixel

MARGIN = 16
LINES = (20, 16, 16)


class Sight(NamedTuple):
    """Where the whole picture lies in the window and what part of that is seen, in device pixels."""

    whole: QRect
    seen: QRect
    scale: float  # device pixels for one of the picture
    ratio: float  # of the screen


def part_seen(image: QImage, sight: Sight) -> QRectF:
    """The part of the picture that is seen, in its own pixels."""
    part = image.width() / max(1, sight.whole.width())
    corner = QPointF(sight.seen.x() - sight.whole.x(), sight.seen.y() - sight.whole.y()) * part
    return QRectF(corner, sight.seen.size().toSizeF() * part)


def paint_image(painter: QPainter, image: QImage, sight: Sight) -> None:
    """The picture itself; at whole scales each of its pixels stays a square."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, sight.scale != round(sight.scale))
    painter.drawImage(_place(painter, sight.seen, sight.ratio), image, part_seen(image, sight))


def paint_reduced(painter: QPainter, reduced: QImage, sight: Sight) -> None:
    """What is seen of it, scaled down well before: pixel for pixel."""
    painter.drawImage(_place(painter, sight.seen, sight.ratio), reduced)


def paint_thumbnail(painter: QPainter, thumbnail: QPixmap | None, sight: Sight) -> QRectF:
    """What there is until the picture itself has come; where it lies is returned."""
    place = _place(painter, sight.whole, sight.ratio)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if thumbnail:
        painter.drawPixmap(place, thumbnail, QRectF(thumbnail.rect()))
    else:
        look.crisp_fill(painter, place, look.theme().s1)
    return place


def paint_trouble(painter: QPainter, middle: QPointF, words: str) -> None:
    """A sentence on a ground of its own in the middle of the picture."""
    painter.setFont(look.font("body"))
    chip = QRectF(0, 0, QFontMetrics(look.font("body")).horizontalAdvance(words) + 24, 32)
    chip.moveCenter(middle)
    look.crisp_fill(painter, chip, look.theme().s2)
    painter.setPen(look.theme().t1)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)


def paint_words(painter: QPainter, lines: tuple[str, str, str], buttons: Iterable[QRect]) -> None:
    """Left above: which one, how large, how many pixels. On a ground of their own: any picture may lie under."""
    theme = look.theme()
    roles = (("strong", theme.t1), ("caption", theme.t3), ("caption", theme.t3))
    wide = max(
        QFontMetrics(look.font(role)).horizontalAdvance(line) for line, (role, _) in zip(lines, roles, strict=True)
    )
    box = QRectF(MARGIN - 8, MARGIN - 8, wide + 17, sum(LINES) + 14)
    ground = QColor(theme.s0)
    ground.setAlphaF(0.9)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    for place in (box, *map(QRectF, buttons)):
        painter.drawRoundedRect(place, 6, 6)
    y = MARGIN - 1
    for line, (role, colour), high in zip(lines, roles, LINES, strict=True):
        painter.setFont(look.font(role))
        painter.setPen(colour)
        painter.drawText(QRectF(MARGIN, y, wide + 1, high), Qt.AlignmentFlag.AlignVCenter, line)
        y += high


def _place(painter: QPainter, box: QRect, ratio: float) -> QRectF:
    """A box of device pixels of the widget, whose own corner may lie between two pixels of the screen."""
    corner = whole_pixel(painter, QPointF(box.x() / ratio, box.y() / ratio))
    return QRectF(corner.x(), corner.y(), box.width() / ratio, box.height() / ratio)

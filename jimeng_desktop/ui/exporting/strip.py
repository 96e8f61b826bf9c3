"""The row of small pictures at the head of the export dialog: what is about to be exported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ...core.job import Picture
from ..base.language import fill
from ..design import look

HEIGHT, GAP = 56, 8
NARROWEST, WIDEST = 24, 168


class StripPlace(NamedTuple):
    """Where a picture stands in the strip."""

    picture: int  # id
    box: QRect


class Strip(QWidget):
    """As many of the pictures as there is room for, and the number of the others."""

    def __init__(self, pictures: Sequence[Picture], width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(width, HEIGHT)
        self._images: dict[int, QImage] = {}
        self.places, self.more = self._placed(pictures)
        self.setAccessibleName(self.tr("%n picture(s)", "", len(pictures)))

    def set_image(self, picture: int, image: QImage) -> None:
        """What belongs in a picture's place."""
        self._images[picture] = image
        self.update()

    def _placed(self, pictures: Sequence[Picture]) -> tuple[list[StripPlace], int]:
        sizes = [_width(picture) for picture in pictures[:40]]
        whole = len(sizes) == len(pictures) and sum(sizes) + GAP * (len(sizes) - 1) <= self.width()
        words = QFontMetrics(look.font("caption")).horizontalAdvance(_more(len(pictures)))
        room = self.width() if whole else self.width() - words - GAP
        places, x = [], 0
        for picture, wide in zip(pictures, sizes, strict=False):
            if x + wide > room:
                break
            places.append(StripPlace(picture.id, QRect(x, 0, wide, HEIGHT)))
            x += wide + GAP
        return places, len(pictures) - len(places)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), look.theme()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        end = 0
        for place in self.places:
            image = self._images.get(place.picture)
            if image is None:
                look.crisp_fill(painter, QRectF(place.box), theme.s3)
            else:
                painter.drawImage(place.box, image)
            end = place.box.right() + 1 + GAP
        if self.more:
            painter.setFont(look.font("caption"))
            painter.setPen(theme.t3)
            rest = QRect(end, 0, self.width() - end, HEIGHT)
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, _more(self.more))


def size_of(place: StripPlace, scale: float) -> QSize:
    """Device pixels of a place."""
    return (place.box.size().toSizeF() * scale).toSize()


def _width(picture: Picture) -> int:
    wide = HEIGHT * (picture.width or 1) / (picture.height or 1)
    return max(NARROWEST, min(WIDEST, round(wide)))


def _more(number: int) -> str:
    return fill("+%1", number)

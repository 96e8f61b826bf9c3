"""Where the rows of the gallery stand on the screen: the geometry of all, from where the view is scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QPoint, QRect
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractItemView

from ..jobs.model import GalleryModel
from ..pictures.tile import OUTSIDE, around
from .arrow_keys import AnyGeometry, Move, moved
from .card import card_height
from .grouped import TILE, Geometry, Placed
from .ungrouped import FlatGeometry


class Places:
    """Of one view. It asks the view only for its size and its scroll bar."""

    def __init__(self, view: QAbstractItemView, model: GalleryModel) -> None:
        self.geometry: AnyGeometry = Geometry(model.rows, card_height)
        self.tile = TILE  # the side that a square picture has where there is room
        self._view = view
        self._model = model
        self._column: int | None = None
        self._looked: tuple[object, list[Placed]] = None, []

    @property
    def offset(self) -> int:
        """How far the content is scrolled."""
        return self._view.verticalScrollBar().value()

    @property
    def page(self) -> int:
        """The height of the viewport."""
        return self._view.viewport().height()

    @property
    def grouped(self) -> bool:
        """The tiles stand under the headers of their jobs."""
        return isinstance(self.geometry, Geometry)

    def group(self, grouped: bool) -> None:
        """Under the headers of their jobs, or alone."""
        rows = self._model.rows
        self.geometry = Geometry(rows, card_height) if grouped else FlatGeometry(rows)

    def visible(self) -> list[Placed]:
        """The jobs or lines on screen, rings at the edges included; the header of the first may be pinned."""
        offset, page, geometry = self.offset, self.page, self.geometry
        now = offset, page, self._view.width(), self.tile, id(geometry), self._model.changes, self._model.rows.version
        if now != self._looked[0]:  # asked for several times a frame
            between = geometry.between(offset - OUTSIDE, offset + page + OUTSIDE)
            self._looked = now, [placed.pinned(offset) for placed in between]
        return self._looked[1]

    def box(self, row: int) -> QRect:
        """The tile or card of a row, in the viewport."""
        return self.geometry.box(row).translated(0, -self.offset)

    def row_at(self, point: QPoint) -> int | None:
        """The row that shows at a point of the viewport."""
        y = point.y() + self.offset
        row = self.geometry.row_at(point.x(), y)
        return None if row is None or self._is_covered(y) else row

    def _is_covered(self, y: int) -> bool:
        """By a header at the upper edge of the screen."""
        offset = self.offset
        if not (self.grouped and offset <= y < offset + self.geometry.pinned_height):
            return False
        placed = self.geometry.section_at(y)
        return placed is not None and y <= placed.pinned(offset).header.bottom()

    def moved(self, row: int, action: Move) -> int:
        """The row that a key leads to; up and down keep to the column in which they began."""
        vertical = action in (Move.MoveUp, Move.MoveDown)
        if not vertical:
            self._column = None
        elif self._column is None and row >= 0:
            self._column = self.geometry.box(row).center().x()
        return moved(self.geometry, row, action, self.page, self._column if vertical else None)

    def region(self, selection: QItemSelection) -> QRegion:
        """What the selected rows cover of the viewport, with their rings."""
        region, offset = QRegion(), self.offset
        for placed in self.visible():
            for place, box in enumerate(placed.boxes):
                if selection.contains(self._model.index(placed.first_row + place)):
                    region += around(box).translated(0, -offset)
        return region

"""Where the tiles of the gallery stand when they are not grouped by job: lines of equal cells, by arithmetic alone."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect

from ..jobs.rows import Rows, Section
from .grouped import TILE, Measures, Placed

NO_HEADER = QRect()


class FlatGeometry:
    """Answers what Geometry answers. Each tile stands in the middle of its cell; cells are as high as the highest tile
    there is.
    """

    pinned_height = 0

    def __init__(self, rows: Rows, measures: Measures | None = None) -> None:
        self.rows = rows
        self.measures = measures or Measures()
        self._width = 800
        self._tile = TILE
        self._steepest: tuple[Rows | None, int, float] = (None, 0, 1.0)

    @property
    def content_width(self) -> int:
        """The width between the margins."""
        return max(40, self._width - 2 * self.measures.margin)

    @property
    def across(self) -> int:
        """How many cells stand in a line."""
        return max(1, (self.content_width + self.measures.gap) // (self._tile + self.measures.gap))

    @property
    def cell(self) -> int:
        """The side of a cell: what the tiles would like to have, and what is left over shared out."""
        return (self.content_width - (self.across - 1) * self.measures.gap) // self.across

    @property
    def cell_height(self) -> int:
        """No higher than wide."""
        if self._steepest[:2] != (self.rows, self.rows.version):
            shapes = {shape for block in self.rows.blocks for shape in block.shapes}
            least = min((shape[1] for shape in shapes if type(shape) is tuple), default=1.0)
            self._steepest = self.rows, self.rows.version, max(1.0, least)
        return round(self.cell / self._steepest[2])

    @property
    def height(self) -> int:
        """The height of everything."""
        lines = -(-self.rows.count // self.across)
        return self.measures.margin + lines * self._line_height + self.measures.foot if lines else 0

    def set_size(self, width: int, tile: int) -> None:
        """The width of the viewport and the side a cell would like to have."""
        self._width, self._tile = width, tile

    def show(self, rows: Rows) -> None:
        """Other rows than before."""
        self.rows = rows

    def forget(self) -> None:
        """Nothing here depends on fonts or words."""

    def between(self, top: int, bottom: int) -> Iterator[Placed]:
        """The lines that show in this stretch of the content, from above."""
        number = max(0, top - self.measures.margin) // self._line_height
        while number * self.across < self.rows.count and self._top(number) < bottom:
            yield self._line(number)
            number += 1

    def at_row(self, row: int) -> tuple[Placed, int] | None:
        """Where a row's line stands, and the row's place in it."""
        if not 0 <= row < self.rows.count:
            return None
        return self._line(row // self.across), row % self.across

    def box(self, row: int) -> QRect:
        """The tile of a row; an empty rectangle where there is no such row."""
        return self._box(row, self.rows.at(row)[0]) if 0 <= row < self.rows.count else QRect()

    def row_at(self, x: int, y: int) -> int | None:
        """The row whose tile is there."""
        line = self.section_at(y)
        at = (x - self.measures.margin) // (self.cell + self.measures.gap)
        if line and 0 <= at < len(line.boxes) and line.boxes[at].contains(x, y):
            return line.first_row + at
        return None

    def section_at(self, y: int) -> Placed | None:
        """The line at this height."""
        return next(self.between(y, y + 1), None)

    @property
    def _line_height(self) -> int:
        return self.cell_height + self.measures.marks + self.measures.gap

    def _top(self, number: int) -> int:
        return self.measures.margin + number * self._line_height

    def _line(self, number: int) -> Placed:
        first = number * self.across
        shown = tuple(self.rows.at(row) for row in range(first, min(first + self.across, self.rows.count)))
        boxes = tuple(self._box(first + at, section) for at, (section, _) in enumerate(shown))
        return Placed(shown, first, self._top(number), False, NO_HEADER, boxes)

    def _box(self, row: int, section: Section) -> QRect:
        line, at = divmod(row, self.across)
        cell, ratio = self.cell, section.ratio
        width = cell if ratio >= 1 else max(24, round(cell * ratio))
        height = min(self.cell_height, max(24, round(cell / max(1.0, ratio))))
        x = self.measures.margin + at * (cell + self.measures.gap) + (cell - width) // 2
        return QRect(x, self._top(line) + (self.cell_height - height) // 2, width, height)

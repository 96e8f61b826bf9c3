"""Where everything in the gallery stands: arithmetic over blocks of jobs, in logical pixels of the content.

A job's height depends on its shape alone, so a change of width costs one sum per block, not one per picture.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from PySide6.QtCore import QRect

from ..jobs.rows import Block, Rows, Section, Shape

TILE = 174  # the usual side of a square tile


class Measures(NamedTuple):
    """The fixed sizes of look.md, logical pixels."""

    margin: int = 20
    foot: int = 20
    day: int = 44
    header: int = 32
    gap: int = 10  # between tiles
    below: int = 12  # between jobs
    marks: int = 4 + 18  # under each tile
    card: int = 1080  # wider, and its buttons would stand too far from its words
    least: int = 120  # narrower tiles go into two rows
    across: int = 4


class Placed(NamedTuple):
    """A section where it stands, or a line of tiles where they stand alone: then there is no header.

    `top` is that of the day row or else of the header.
    """

    shown: tuple[tuple[Section, int], ...]  # one per row of the model: whose it is, and its position in the job
    first_row: int
    top: int
    starts_day: bool
    header: QRect
    boxes: tuple[QRect, ...]  # one per row of the model

    @property
    def section(self) -> Section:
        """That of its first row."""
        return self.shown[0][0]

    @property
    def titled(self) -> bool:
        """It has a header, and a card where its job has one."""
        return not self.header.isEmpty()

    @property
    def bottom(self) -> int:
        """The lower edge of its last box."""
        return self.boxes[-1].bottom() + 1

    @property
    def ground(self) -> int:
        """What keeps its place on screen when something changes elsewhere: no day row, no header that is pinned."""
        return self.boxes[0].y() if self.titled else self.top

    def pinned(self, offset: int) -> Placed:
        """With its header at the upper edge of what is on screen, while only tiles of it are."""
        y = min(offset, self.bottom - self.header.height())
        if not self.titled or self.section.card or y <= self.header.y():
            return self
        return self._replace(header=self.header.translated(0, y - self.header.y()))


class _Laid:
    """A block's sums for one width."""

    def __init__(self, sections: list[Section], height: int) -> None:
        self.sections = sections
        self.height = height
        self.offsets: list[int] | None = None
        self.starts: list[bool] = []


class Geometry:
    """Answers where a row is and which row is there. Set width and tile size, then ask."""

    def __init__(self, rows: Rows, card_height: Callable[[object, int], int], measures: Measures | None = None) -> None:
        self.rows = rows
        self.measures = measures or Measures()
        self._card_height = card_height
        self._width = 800
        self._tile = TILE
        self._boxes: dict[Shape, tuple[tuple[QRect, ...], int]] = {}
        self._stamp: object = None
        self._laid: list[_Laid] = []
        self._tops: list[int] = [0]
        self.pinned_height = self.measures.header  # of what may lie over the tiles at the upper edge

    @property
    def content_width(self) -> int:
        """The width between the margins."""
        return max(40, self._width - 2 * self.measures.margin)

    @property
    def height(self) -> int:
        """The height of everything."""
        self._lay_out()
        return self._tops[-1] + self.measures.foot if self._laid else 0

    def set_size(self, width: int, tile: int) -> None:
        """The width of the viewport and the side a square tile would like to have."""
        if (width, tile) != (self._width, self._tile):
            self._width, self._tile = width, tile
            self.forget()

    def show(self, rows: Rows) -> None:
        """Other rows than before."""
        self.rows = rows
        self._stamp = None

    def forget(self) -> None:
        """Measures anew when next asked: fonts or words have changed."""
        self._boxes.clear()
        self._stamp = None

    def between(self, top: int, bottom: int) -> Iterator[Placed]:
        """The sections that show in this stretch of the content, from above."""
        self._lay_out()
        number = max(0, bisect_right(self._tops, top) - 1)
        while number < len(self._laid) and self._tops[number] < bottom:
            laid = self._offsets(number)
            at = max(0, bisect_right(laid.offsets or [], top - self._tops[number]) - 1)
            for index in range(at, len(laid.sections)):
                placed = self._placed(number, index)
                if placed.top >= bottom:
                    return
                yield placed
            number += 1

    def at_row(self, row: int) -> tuple[Placed, int] | None:
        """Where a row's section stands, and the row's place in it."""
        self._lay_out()
        starts = self.rows.starts
        if not 0 <= row < starts[-1]:
            return None
        number = bisect_right(starts, row) - 1
        firsts = self.rows.blocks[number].firsts
        index = bisect_right(firsts, row - starts[number]) - 1
        return self._placed(number, index), row - starts[number] - firsts[index]

    def box(self, row: int) -> QRect:
        """The tile or card of a row; an empty rectangle where there is no such row."""
        found = self.at_row(row)
        return found[0].boxes[found[1]] if found else QRect()

    def row_at(self, x: int, y: int) -> int | None:
        """The row whose tile or card is there."""
        for placed in self.between(y, y + 1):
            for place, box in enumerate(placed.boxes):
                if box.contains(x, y):
                    return placed.first_row + place
        return None

    def section_at(self, y: int) -> Placed | None:
        """The section at this height."""
        return next(self.between(y, y + 1), None)

    def tile_size(self, ratio: float, tiles: int) -> tuple[int, int, int]:
        """Width, height and number in a row of the tiles of one job."""
        m = self.measures
        wish = self._tile * math.sqrt(ratio)
        fourth = (self.content_width - (m.across - 1) * m.gap) / m.across
        across = m.across
        if fourth < m.least and wish > fourth:
            across = m.across // 2
        width = max(24, int(min(wish, (self.content_width - (across - 1) * m.gap) / across)))
        return width, max(24, round(width / ratio)), max(across, (self.content_width + m.gap) // (width + m.gap))

    # Layout

    def _shape(self, shape: Shape) -> tuple[tuple[QRect, ...], int]:
        """Boxes from the left top of the body, and the height from the header's top to the next job's."""
        known = self._boxes.get(shape)
        if known is None:
            m = self.measures
            boxes = self._tiles(*shape) if isinstance(shape, tuple) else self._card(shape)
            bottom = boxes[-1].bottom() + 1 + (m.marks if isinstance(shape, tuple) else 0) if boxes else 0
            known = self._boxes[shape] = boxes, m.header + bottom + m.below
        return known

    def _tiles(self, tiles: int, ratio: float) -> tuple[QRect, ...]:
        m = self.measures
        width, height, across = self.tile_size(ratio, tiles)
        return tuple(
            QRect(at % across * (width + m.gap), at // across * (height + m.marks + m.gap), width, height)
            for at in range(tiles)
        )

    def _card(self, words: object) -> tuple[QRect, ...]:
        width = min(self.content_width, self.measures.card)
        return (QRect(0, 0, width, self._card_height(words, width)),)

    def _lay_out(self) -> None:
        stamp = self.rows.version
        if stamp == self._stamp:
            return
        self._stamp = stamp
        day = None
        self._laid = []
        for block in self.rows.blocks:
            self._laid.append(_Laid(block.sections, self._block_height(block, day)))
            day = block.sections[-1].day
        self._tops = list(accumulate((laid.height for laid in self._laid), initial=0))

    def _block_height(self, block: Block, day_before: int | None) -> int:
        days = block.day_changes + (block.sections[0].day != day_before)
        return days * self.measures.day + sum(self._shape(shape)[1] * n for shape, n in block.shapes.items())

    def _offsets(self, number: int) -> _Laid:
        """The block with the top of each of its sections, from the block's own top."""
        laid = self._laid[number]
        if laid.offsets is None:
            before = self._laid[number - 1].sections[-1].day if number else None
            days = [before, *(section.day for section in laid.sections)]
            laid.starts = [a != b for a, b in pairwise(days)]
            heights = (
                self._shape(section.shape)[1] + starts * self.measures.day
                for section, starts in zip(laid.sections, laid.starts, strict=True)
            )
            laid.offsets = list(accumulate(heights, initial=0))[:-1]
        return laid

    def _placed(self, number: int, index: int) -> Placed:
        laid = self._offsets(number)
        section = laid.sections[index]
        assert laid.offsets is not None
        top = self._tops[number] + laid.offsets[index]
        header = QRect(
            self.measures.margin,
            top + (self.measures.day if laid.starts[index] else 0),
            self.content_width,
            self.measures.header,
        )
        x, y = header.left(), header.bottom() + 1
        boxes = tuple(box.translated(x, y) for box in self._shape(section.shape)[0])
        first = self.rows.starts[number] + self.rows.blocks[number].firsts[index]
        shown = tuple((section, place) for place in section.shown)
        return Placed(shown, first, top, laid.starts[index], header, boxes)

"""The jobs of the gallery, newest first, as rows of a list: found by id or by number without walking them all.

They lie in blocks of some hundreds, so that a new job at the top costs the same among 100,000 pictures as among 100.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ..core.job import Job

if TYPE_CHECKING:
    from ..messages import Words

BLOCK = 512

Shape = tuple[int, float] | object  # (tiles, ratio), or the words of a card


class Section(NamedTuple):
    """One job as the gallery shows it: a row per tile, or one row for its card."""

    job: Job
    day: int  # proleptic ordinal of its local day
    tiles: int
    ratio: float  # width by height of a tile
    card: Words | None = None

    @property
    def rows(self) -> int:
        """How many rows of the model it has."""
        return 1 if self.card else self.tiles

    @property
    def shape(self) -> Shape:
        """What its height depends on, besides the width of the gallery."""
        return self.card or (self.tiles, self.ratio)


class Block:
    """A run of sections, with the sums that make it cheap to step over as a whole."""

    __slots__ = ("_changes", "_firsts", "_shapes", "keys", "rows", "sections")

    def __init__(self, sections: list[Section]) -> None:
        self.sections = sections
        self.touch()

    def touch(self) -> None:
        """Sums anew after a change."""
        self.keys = [-section.job.id for section in self.sections]
        self.rows = sum(section.rows for section in self.sections)
        self._firsts: list[int] | None = None
        self._shapes: Counter[Shape] | None = None
        self._changes = 0

    @property
    def firsts(self) -> list[int]:
        """The first row of each section, counted from the block's own first."""
        if self._firsts is None:
            self._firsts = list(accumulate((section.rows for section in self.sections[:-1]), initial=0))
        return self._firsts

    @property
    def shapes(self) -> Counter[Shape]:
        """How many sections there are of each shape."""
        if self._shapes is None:
            self._shapes = Counter(section.shape for section in self.sections)
            days = [section.day for section in self.sections]
            self._changes = sum(day != before for before, day in zip(days, days[1:], strict=False))
        return self._shapes

    @property
    def day_changes(self) -> int:
        """How many of its sections begin a day, the first one left out (that depends on the block before)."""
        return self._changes if self.shapes else 0


def _summed(sections: list[Section]) -> Block:
    """With the sums that a layout asks for, made while there is time."""
    block = Block(sections)
    _ = block.shapes
    return block


class Rows:
    """All sections, ordered by job id, newest (largest) first. `version` grows when shapes or days change."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.version = 0

    def __iter__(self) -> Iterator[Section]:
        return (section for block in self.blocks for section in block.sections)

    @property
    def count(self) -> int:
        """The number of rows."""
        return sum(block.rows for block in self.blocks)

    def set_all(self, sections: Iterable[Section]) -> None:
        """Replaces everything; of two sections of one job the later one holds."""
        ordered = sorted({s.job.id: s for s in sections}.values(), key=lambda s: -s.job.id)
        self.blocks = [Block(ordered[at : at + BLOCK]) for at in range(0, len(ordered), BLOCK)]
        self.version += 1

    def only(self, job_ids: Container[int]) -> Iterator[Rows]:
        """Those of these jobs, as rows of their own. They grow block by block, so that whoever asks can do something
        else between; the last that comes is whole.
        """
        shown, kept = Rows(), list[Section]()
        for block in list(self.blocks):
            kept += [section for section in block.sections if section.job.id in job_ids]
            if len(kept) >= BLOCK:
                shown.blocks.append(_summed(kept))
                kept = []
            yield shown
        if kept:
            shown.blocks.append(_summed(kept))
        yield shown

    def find(self, job_id: int) -> Section | None:
        """The section of a job."""
        place = self._place(job_id)
        return self.blocks[place[0]].sections[place[1]] if place else None

    def nearest(self, job_id: int) -> Section | None:
        """The section of a job, or the next older one where it is gone, or the oldest."""
        block, at = self.search(job_id)
        if block < len(self.blocks):
            return self.blocks[block].sections[at]
        return self.blocks[-1].sections[-1] if self.blocks else None

    def first_row(self, job_id: int) -> int:
        """The first row of a job, or where it would stand."""
        block, at = self.search(job_id)
        before = sum(b.rows for b in self.blocks[:block])
        return before + self.blocks[block].firsts[at] if block < len(self.blocks) else before

    def at(self, row: int) -> tuple[Section, int]:
        """The section of a row, and the row's place in it. Raises IndexError."""
        for block in self.blocks:
            if row < block.rows and row >= 0:
                at = bisect_right(block.firsts, row) - 1
                return block.sections[at], row - block.firsts[at]
            row -= block.rows
        raise IndexError(row)

    def of_day(self, day: int) -> Iterator[Section]:
        """The sections of one local day."""
        for block in self.blocks:
            if block.sections[-1].day <= day <= block.sections[0].day:
                yield from (section for section in block.sections if section.day == day)

    def put(self, section: Section) -> None:
        """Adds a section or replaces the one of the same job."""
        number, at = self.search(section.job.id)
        if number == len(self.blocks):  # older than all
            if not self.blocks or len(self.blocks[-1].sections) >= 2 * BLOCK:
                self.blocks.append(Block([]))
            number = len(self.blocks) - 1
            at = len(self.blocks[number].sections)
        block = self.blocks[number]
        if at < len(block.keys) and block.keys[at] == -section.job.id:
            old, block.sections[at] = block.sections[at], section
            if (old.shape, old.day) == (section.shape, section.day):
                return  # the sums stand
        else:
            block.sections.insert(at, section)
            if len(block.sections) > 2 * BLOCK:
                self.blocks.insert(number + 1, Block(block.sections[BLOCK:]))
                del block.sections[BLOCK:]
        block.touch()
        self.version += 1

    def remove(self, job_id: int) -> None:
        """Takes a job away."""
        place = self._place(job_id)
        if place is None:
            return
        number, at = place
        self.version += 1
        del self.blocks[number].sections[at]
        if self.blocks[number].sections:
            self.blocks[number].touch()
        else:
            del self.blocks[number]

    def _place(self, job_id: int) -> tuple[int, int] | None:
        block, at = self.search(job_id)
        if block < len(self.blocks) and self.blocks[block].keys[at] == -job_id:
            return block, at
        return None

    def search(self, job_id: int) -> tuple[int, int]:
        """Block and place of the first section that isn't newer; one past the last block where all are newer."""
        block = bisect_left(self.blocks, -job_id, key=lambda b: b.keys[-1])
        return block, bisect_left(self.blocks[block].keys, -job_id) if block < len(self.blocks) else 0

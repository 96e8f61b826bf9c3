"""The jobs of the gallery as rows of a list: found by key or by number without walking them all.

They lie in blocks of some hundreds, so that a new job at the top costs the same among 100,000 pictures as among 100.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from ...core.job import Job, Picture, PictureState, picture_id
from ...core.search import Order

if TYPE_CHECKING:
    from ...messages import Words

BLOCK = 512

Shape = tuple[int, float] | object  # (tiles, ratio), or the words of a card
Key = tuple[Any, int]  # rank, and the job's id with a minus: what the rows are ordered by
BY_PICTURE = (Order.RATING, Order.HAND)  # orders in which the pictures of a job need not stand together
Masks = Mapping[int, int]  # job id -> the bits of its places
Ranks = Mapping[int, int]  # picture id -> its rank, below 0: what has none comes last
NO_RANKS: Ranks = {}
ALL = -1  # the mask of a job of which every tile is shown


class Kind(StrEnum):
    """What a row is."""

    PICTURE = "picture"
    PLACEHOLDER = "placeholder"
    CARD = "card"


class Section(NamedTuple):
    """One job, or some of its pictures, as the gallery shows it: a row per tile, or one row for its card."""

    job: Job
    day: int  # proleptic ordinal of its local day
    tiles: int  # how many its job has
    ratio: float  # width by height of a tile
    card: Words | None = None
    places: tuple[int, ...] | None = None  # the positions within the job that are shown; None: all
    rank: int | str = 0  # comes before its age in the order; of one kind in all sections of some rows

    @property
    def key(self) -> Key:
        """Where it stands in the order, and that of no other section."""
        return self.rank, -self.job.id

    @property
    def shown(self) -> Sequence[int]:
        """The position within the job of each row."""
        return (0,) if self.card else range(self.tiles) if self.places is None else self.places

    @property
    def rows(self) -> int:
        """How many rows of the model it has."""
        return 1 if self.card else self.tiles if self.places is None else len(self.places)

    @property
    def shape(self) -> Shape:
        """What its height depends on, besides the width of the gallery."""
        return self.card or (self.rows, self.ratio)

    def only(self, mask: int) -> Section:
        """With the places alone whose bits are set; the card of a job is all of it."""
        if mask == ALL or self.card:
            return self
        places = places_of(mask, self.tiles)
        return self if len(places) == self.tiles else self._replace(places=places)


@lru_cache(4096)
def places_of(mask: int, tiles: int) -> tuple[int, ...]:
    """The places below `tiles` whose bits are set."""
    return tuple(place for place in range(tiles) if mask >> place & 1)


class Block:
    """A run of sections, with the sums that make it cheap to step over as a whole."""

    __slots__ = ("_changes", "_days", "_firsts", "_shapes", "keys", "rows", "sections")

    def __init__(self, sections: list[Section]) -> None:
        self.sections = sections
        self.touch()

    def touch(self) -> None:
        """Sums anew after a change."""
        self.keys = [(section.rank, -section.job.id) for section in self.sections]
        self.rows = sum(section.rows for section in self.sections)
        self._firsts: list[int] | None = None
        self._shapes: Counter[Shape] | None = None
        self._changes = 0
        self._days: tuple[int, int] | None = None

    @property
    def days(self) -> tuple[int, int]:
        """The first and the last of its local days, in whatever order its sections stand."""
        if self._days is None:
            days = [section.day for section in self.sections]
            self._days = min(days), max(days)
        return self._days

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
    """All sections in the order of their keys. `version` grows when shapes or days change."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.version = 0
        self._starts: tuple[int, list[int]] = (-1, [0])

    def __iter__(self) -> Iterator[Section]:
        return (section for block in self.blocks for section in block.sections)

    @property
    def starts(self) -> list[int]:
        """The first row of each block, and the number of all rows."""
        if self._starts[0] != self.version:
            self._starts = self.version, list(accumulate((block.rows for block in self.blocks), initial=0))
        return self._starts[1]

    @property
    def count(self) -> int:
        """The number of rows."""
        return self.starts[-1]

    def set_all(self, sections: Iterable[Section]) -> None:
        """Replaces everything; of two sections of one key the later one holds."""
        ordered = sorted({section.key: section for section in sections}.values(), key=lambda section: section.key)
        self.blocks = [Block(ordered[at : at + BLOCK]) for at in range(0, len(ordered), BLOCK)]
        self.version += 1

    def append(self, sections: list[Section]) -> None:
        """Adds what comes after all that is there, in its order."""
        self.blocks += [_summed(sections[at : at + BLOCK]) for at in range(0, len(sections), BLOCK)]
        self.version += 1

    def ends_before(self, key: Key) -> bool:
        """All that is there comes before this."""
        return not self.blocks or self.blocks[-1].keys[-1] < key

    def find(self, key: Key) -> Section | None:
        """The section of this key."""
        place = self._place(key)
        return self.blocks[place[0]].sections[place[1]] if place else None

    def first_row(self, key: Key) -> int:
        """The first row of a section, or where it would stand."""
        block, at = self.search(key)
        before = self.starts[block]
        return before + self.blocks[block].firsts[at] if block < len(self.blocks) else before

    def at(self, row: int) -> tuple[Section, int]:
        """The section of a row, and the row's position within its job. Raises IndexError."""
        if not 0 <= row < self.count:
            raise IndexError(row)
        number = bisect_right(self.starts, row) - 1
        block, row = self.blocks[number], row - self.starts[number]
        at = bisect_right(block.firsts, row) - 1
        section = block.sections[at]
        return section, section.shown[row - block.firsts[at]]

    def beside(self, row: int, step: int, wanted: Callable[[Section, int], object]) -> int | None:
        """The next row (1) or the one before (-1) whose section and place are wanted; None where there is none."""
        while 0 <= (row := row + step) < self.count:
            if wanted(*self.at(row)):
                return row
        return None

    def nearest(self, row: int, wanted: Callable[[Section, int], object]) -> int | None:
        """The next row that is wanted, or else the one before."""
        after = self.beside(row, 1, wanted)
        return self.beside(row, -1, wanted) if after is None else after

    def of_day(self, day: int) -> Iterator[Section]:
        """The sections of one local day, in whatever order the rows stand."""
        for block in self.blocks:
            if block.days[0] <= day <= block.days[1]:
                yield from (section for section in block.sections if section.day == day)

    def put(self, section: Section) -> None:
        """Adds a section or replaces the one of the same key."""
        number, at = self.search(section.key)
        if number == len(self.blocks):  # after all
            if not self.blocks or len(self.blocks[-1].sections) >= 2 * BLOCK:
                self.blocks.append(Block([]))
            number = len(self.blocks) - 1
            at = len(self.blocks[number].sections)
        block = self.blocks[number]
        if at < len(block.keys) and block.keys[at] == section.key:
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

    def remove(self, key: Key) -> None:
        """Takes a section away."""
        place = self._place(key)
        if place is None:
            return
        number, at = place
        self.version += 1
        del self.blocks[number].sections[at]
        if self.blocks[number].sections:
            self.blocks[number].touch()
        else:
            del self.blocks[number]

    def _place(self, key: Key) -> tuple[int, int] | None:
        block, at = self.search(key)
        if block < len(self.blocks) and self.blocks[block].keys[at] == key:
            return block, at
        return None

    def search(self, key: Key) -> tuple[int, int]:
        """Block and place of the first section that isn't before; one past the last block where all are before."""
        block = bisect_left(self.blocks, key, key=lambda b: b.keys[-1])
        return block, bisect_left(self.blocks[block].keys, key) if block < len(self.blocks) else 0


def split(section: Section, mask: int, order: Order = Order.NEWEST, ranks: Ranks = NO_RANKS) -> list[Section]:
    """What is shown of a job where these places are wanted, in that order: several sections where its pictures have
    `ranks` of their own. Nothing for an empty mask.
    """
    if not mask:
        return []
    shown = section.only(mask)
    if order in BY_PICTURE and not section.card:
        ranked: dict[int, list[int]] = {}
        for place in shown.shown:
            ranked.setdefault(ranks.get(row_id(section, place), 0), []).append(place)
        return [section.only(mask_of(places))._replace(rank=rank) for rank, places in sorted(ranked.items())]
    if not shown.rows:
        return []
    rank = rank_of(section.job, order)
    return [shown._replace(rank=rank) if rank != shown.rank else shown]


def rank_of(job: Job, order: Order, rank: int = 0) -> int | str:
    """What comes before a job's age in that order; `rank` is that of its pictures where they have one."""
    if order is Order.OLDEST:
        return job.id
    return job.recipe.model if order is Order.MODEL else rank


def arranged(every: Rows, masks: Masks | None, order: Order, ranks: Ranks = NO_RANKS) -> Iterator[Rows]:
    """The rows of these places of these jobs, or of all, in that order. They grow block by block, so that whoever asks
    can do something else between; the last that comes is whole. `every` has the newest first.
    """
    rows, found = Rows(), dict[int | str, list[Section]]()
    for block in list(every.blocks):
        for section in block.sections:
            mask = ALL if masks is None else masks.get(section.job.id, 0)
            if mask == ALL and order is Order.NEWEST:
                found.setdefault(0, []).append(section)
            elif mask:
                for part in split(section, mask, order, ranks):
                    found.setdefault(part.rank, []).append(part)
        yield rows
    ordered = [section for rank in sorted(found) for section in found[rank]]
    for at in range(0, len(ordered), BLOCK):
        rows.append(ordered[at : at + BLOCK])
        yield rows
    yield rows


def few_changes(before: Mapping[int, int] | None, after: Mapping[int, int] | None, most: int) -> set[int]:
    """The jobs that have other bits than before; none where there are more than `most`, or all are shown."""
    if before is None or after is None or abs(len(before) - len(after)) > most:
        return set()
    changed = {job_id for job_id, _ in before.items() ^ after.items()}
    return changed if len(changed) <= most else set()


def mask_of(places: Iterable[int]) -> int:
    """Its bits are these places."""
    return sum(1 << place for place in places)


def newest_first(job_id: int) -> Key:
    """The key of a job where nothing but the age counts."""
    return 0, -job_id


def picture_at(section: Section, place: int) -> Picture | None:
    """The picture of a row, once the service has named it."""
    pictures = section.job.pictures
    return pictures[place] if place < len(pictures) and not section.card else None


def is_saved(picture: Picture | None) -> TypeGuard[Picture]:
    """There is a file of it to look at."""
    return picture is not None and picture.state is PictureState.SAVED


def row_id(section: Section, place: int) -> int:
    """The id of the picture that is, or will be, in this row."""
    picture = picture_at(section, place)
    return picture.id if picture else picture_id(section.job.id, place)


def kind_of(section: Section, place: int) -> Kind:
    """What the tile of this place is."""
    if section.card:
        return Kind.CARD
    picture = picture_at(section, place)
    return Kind.PICTURE if picture and picture.state is PictureState.SAVED else Kind.PLACEHOLDER


def as_number(words: str) -> float:
    """ "16:9" as a number; a square where it says anything else."""
    width, _, height = words.partition(":")
    try:
        return min(4.0, max(0.25, float(width) / float(height)))
    except (ValueError, ZeroDivisionError):
        return 1.0


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of ascending whole numbers."""
    first = last = None
    for number in numbers:
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = number
    if first is not None and last is not None:
        yield first, last

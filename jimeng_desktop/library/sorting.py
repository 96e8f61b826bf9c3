"""What the user thinks of pictures, and the collections they have put them in: read and written by query alone."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from ..core.collection import Collection
from ..core.job import MOST_PICTURES
from ..core.marks import MOST_STARS, UNMARKED, Flag, Label, Marks
from ..core.search import Wanted
from .files import Disk
from .rows import storable
from .schema import transaction

_READ = "SELECT picture_id, flag, rating, label FROM mark WHERE picture_id >= ? AND picture_id < ?"
_WRITE = "INSERT OR REPLACE INTO mark (picture_id, flag, rating, label, changed_at) VALUES (?, ?, ?, ?, ?)"
_LAST = "SELECT coalesce(max(place), 0)"


class Do(Protocol):
    """Runs a call in the library's thread."""

    def __call__(self, call: Callable[..., Any], *args: Any) -> Awaitable[Any]: ...


class Sorting:
    """A part of the library. Coroutines raise StorageError or LibraryDamaged; what they have written is on the disk."""

    def __init__(self, do: Do, index: sqlite3.Connection, disk: Disk) -> None:
        self._do = do
        self._index = index
        self._disk = disk

    async def marks(self, oldest: int, newest: int) -> dict[int, Marks]:
        """Those of the pictures of the jobs with these ids and all between, by picture id."""
        marks: dict[int, Marks] = await self._do(self.read_marks, oldest, newest)
        return marks

    def read_marks(self, oldest: int, newest: int) -> dict[int, Marks]:
        """The same, in the library's thread."""
        found = self._index.execute(_READ, (oldest * MOST_PICTURES, (newest + 1) * MOST_PICTURES))
        return {picture: _marks(*row) for picture, *row in found}

    async def mark(self, marks: Mapping[int, Marks]) -> None:
        """What the user thinks of these pictures, by their ids: all or none of it is kept."""
        await self._do(self._mark, dict(marks))

    async def collections(self) -> list[Collection]:
        """All collections in their order, with the number of pictures of those made by hand."""
        found: list[Collection] = await self._do(self._collections)
        return found

    async def add_collection(self, name: str, wanted: Wanted | None = None) -> int:
        """A new one after the others, empty, or a smart one that is always what is `wanted`; returns its id."""
        number: int = await self._do(self._add, name, wanted.as_json() if wanted else None)
        return number

    async def rename_collection(self, collection: int, name: str) -> None:
        """Another name for it."""
        await self._do(self._change, "UPDATE collection SET name = ? WHERE id = ?", [(storable(name), collection)])

    async def remove_collection(self, collection: int) -> None:
        """The collection is gone; its pictures stay in the library."""
        await self._do(self._change, "DELETE FROM collection WHERE id = ?", [(collection,)])

    async def order_collections(self, ids: Sequence[int]) -> None:
        """From now on they stand in this order."""
        places = [(place, collection) for place, collection in enumerate(ids, 1)]
        await self._do(self._change, "UPDATE collection SET place = ? WHERE id = ?", places)

    async def collect(self, collection: int, pictures: Iterable[int]) -> int:
        """Puts pictures into a collection, after those that are there; returns how many are new in it."""
        added: int = await self._do(self._collect, collection, list(pictures))
        return added

    async def take_out(self, collection: int, pictures: Iterable[int]) -> None:
        """Takes pictures out of a collection; they stay in the library."""
        rows = [(collection, picture) for picture in pictures]
        await self._do(self._change, "DELETE FROM collected WHERE collection_id = ? AND picture_id = ?", rows)

    async def move_collected(self, collection: int, pictures: Sequence[int], before: int | None) -> None:
        """Puts pictures of a collection, in this order, before another of its pictures; at the end for None."""
        await self._do(self._move, collection, list(pictures), before)

    async def collected(self, collection: int) -> list[int]:
        """The ids of the pictures in a collection, in the order in which they were put there."""
        found: list[int] = await self._do(self._collected, collection)
        return found

    # Below: in the library's thread.

    def _mark(self, marks: Mapping[int, Marks]) -> None:
        now = time.time()
        gone = [(picture,) for picture, of in marks.items() if of == UNMARKED]
        kept = [(p, str(of.flag), of.rating, str(of.label), now) for p, of in marks.items() if of != UNMARKED]
        with transaction(self._index, self._disk):
            self._index.executemany("DELETE FROM mark WHERE picture_id = ?", gone)
            self._index.executemany(_WRITE, kept)

    def _collections(self) -> list[Collection]:
        found = self._index.execute(
            "SELECT id, name, wanted, (SELECT count(*) FROM collected WHERE collection_id = id) FROM collection"
            " ORDER BY place, id"
        )
        return [
            Collection(number, str(name), Wanted.from_json(str(wanted)) if wanted is not None else None, pictures)
            for number, name, wanted, pictures in found
        ]

    def _add(self, name: str, wanted: str | None) -> int:
        with transaction(self._index, self._disk):
            place = self._index.execute(f"{_LAST} FROM collection").fetchone()[0] + 1
            insert = "INSERT INTO collection (name, place, wanted) VALUES (?, ?, ?)"
            number = self._index.execute(insert, (storable(name), place, wanted)).lastrowid
        return number or 0

    def _change(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        with transaction(self._index, self._disk):
            self._index.executemany(statement, rows)

    def _collect(self, collection: int, pictures: list[int]) -> int:
        with transaction(self._index, self._disk):
            last = self._index.execute(f"{_LAST} FROM collected WHERE collection_id = ?", (collection,)).fetchone()[0]
            rows = [(collection, picture, place) for place, picture in enumerate(pictures, last + 1)]
            return self._index.executemany("INSERT OR IGNORE INTO collected VALUES (?, ?, ?)", rows).rowcount

    def _move(self, collection: int, pictures: list[int], before: int | None) -> None:
        with transaction(self._index, self._disk):
            there = self._collected(collection)
            known, chosen = set(there), set(pictures)
            moved = [picture for picture in pictures if picture in known]
            rest = [picture for picture in there if picture not in chosen]
            left = there[there.index(before) :] if before in known else []  # the place is before the first that stays
            at = next((rest.index(picture) for picture in left if picture not in chosen), len(rest))
            rows = [(place, collection, one) for place, one in enumerate([*rest[:at], *moved, *rest[at:]], 1)]
            update = "UPDATE collected SET place = ? WHERE collection_id = ? AND picture_id = ?"
            self._index.executemany(update, rows)

    def _collected(self, collection: int) -> list[int]:
        select = "SELECT picture_id FROM collected WHERE collection_id = ? ORDER BY place, picture_id"
        return [row[0] for row in self._index.execute(select, (collection,))]


def _marks(flag: object, rating: object, label: object) -> Marks:
    """Of a row; what is no flag, no rating or no label is none."""
    stars = min(max(rating, 0), MOST_STARS) if isinstance(rating, int) else 0
    flags, labels = (flag if flag in set(Flag) else ""), (label if label in set(Label) else "")
    return Marks(Flag(str(flags)), stars, Label(str(labels)))

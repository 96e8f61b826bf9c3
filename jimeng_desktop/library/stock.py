"""Where the originals are: what has moved with its folder is found, what is missing is counted, nothing is fetched."""

from __future__ import annotations

import os
import sqlite3
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from ..core.job import MOST_PICTURES
from .files import Disk, hash_of
from .roots import Roots, add_root
from .schema import transaction
from .sorting import Do
from .threads import run_in

PAGE = 5_000  # rows that are read at once: others wait for the library's thread meanwhile
SAMPLE = 5  # files whose bytes are compared before a folder is believed
_READ = (
    "SELECT id, root, path, size, sha256 FROM picture WHERE state = 'saved' AND path IS NOT NULL AND id > ?"
    f" ORDER BY id LIMIT {PAGE}"
)
_MOVE = "UPDATE picture SET root = ?, path = ? WHERE id = ? AND root = ? AND path = ?"


class Stock(NamedTuple):
    """How many saved pictures have no file, and the ids of the jobs whose pictures were found elsewhere just now."""

    missing: int = 0
    moved: tuple[int, ...] = ()


class _Row(NamedTuple):
    id: int
    root: int
    path: str
    size: int | None
    sha256: str | None


class Stocktaking:
    """A part of the library. Coroutines raise StorageError or LibraryDamaged; `known` is the last count of missing."""

    def __init__(self, do: Do, index: sqlite3.Connection, disk: Disk, roots: Roots, aside: Executor) -> None:
        self._do = do
        self._index = index
        self._disk = disk
        self._roots = roots
        self._aside = aside
        self._ended = threading.Event()
        found = index.execute("SELECT value FROM meta WHERE name = 'missing'").fetchone()
        self.known = int(found[0]) if found and str(found[0]).isdigit() else 0

    def end(self) -> None:
        """The library closes: what is looked for now is looked for another day."""
        self._ended.set()

    async def take(self) -> Stock:
        """Looks for the file of every saved picture; one that lies below another known folder belongs there now."""
        rows = await self._rows()
        moves, missing = await run_in(self._aside, self._compare, rows)
        if self._ended.is_set():
            return Stock(self.known)
        if moves or len(missing) != self.known:
            await self._do(self._write, moves, len(missing))
        return Stock(self.known, tuple(sorted({row.id // MOST_PICTURES for row, *_ in moves})))

    async def locate(self, folder: Path) -> Stock | None:
        """Finds missing pictures in the folder that the user says they lie in, and remembers it.

        None where nothing in it has the names and the bytes of any that are missing.
        """
        rows = await self._rows()
        _, missing = await run_in(self._aside, self._compare, rows)
        root = await run_in(self._aside, self._root_in, folder, missing)
        if root is None:
            return None
        await self._do(self._remember, root)
        return await self.take()

    async def _rows(self) -> list[_Row]:
        rows: list[_Row] = []
        last = -1
        while page := await self._do(self._page, last):
            rows += page
            last = page[-1].id
        return rows

    # In the library's thread.

    def _page(self, after: int) -> list[_Row]:
        return [_Row(*row) for row in self._index.execute(_READ, (after,)) if isinstance(row[2], str)]

    def _write(self, moves: Iterable[tuple[_Row, int, str]], missing: int) -> None:
        with transaction(self._index, self._disk):
            values = ((number, path, row.id, row.root, row.path) for row, number, path in moves)
            self._index.executemany(_MOVE, values)
            self._index.execute("INSERT OR REPLACE INTO meta VALUES ('missing', ?)", (str(missing),))
        self.known = missing

    def _remember(self, folder: Path) -> None:
        self._roots.add(add_root(self._index, self._disk, folder), folder)

    # Aside, since a share may be slow.

    def _compare(self, rows: Sequence[_Row]) -> tuple[list[tuple[_Row, int, str]], list[_Row]]:
        """What has moved and where to, and what is missing."""
        names = _Names()
        absent: list[_Row] = []
        owned: set[tuple[int, str]] = set()
        for row in rows:
            if self._ended.is_set():
                return [], []
            if names.find(self._roots.folder(row.root), row.path) == row.path:
                owned.add((row.root, row.path))
            else:
                absent.append(row)
        moves, missing = [], []
        for row in absent:
            place = next(
                (place for place in self._places(names, row) if place not in owned and self._fits(row, *place)), None
            )
            if place is None:
                missing.append(row)
            else:
                owned.add(place)
                moves.append((row, *place))
        return moves, missing

    def _places(self, names: _Names, row: _Row) -> Iterator[tuple[int, str]]:
        if not os.path.isabs(row.path):
            for number, folder in self._roots.all():
                found = names.find(folder, row.path)
                if found:
                    yield number, found

    def _fits(self, row: _Row, number: int, path: str) -> bool:
        try:
            return row.size in (None, os.stat(self._roots.whole(number, path)).st_size)
        except OSError:
            return False

    def _root_in(self, folder: Path, missing: Sequence[_Row]) -> Path | None:
        """The folder itself, one in it or one above it: the one below which most of what is missing lies."""
        names = _Names()
        hits: dict[Path, list[_Row]] = {}
        for row in missing:
            for root in dict.fromkeys(_roots_around(folder, row.path, self._roots.folder(row.root))):
                found = names.find(root, row.path)
                if found and row.size in (None, _size(root / found)):
                    hits.setdefault(root, []).append(row)
        for root in sorted(hits, key=lambda root: -len(hits[root])):
            rows = hits[root]
            sample = rows[:: max(1, len(rows) // SAMPLE)][:SAMPLE]
            if all(_same(root / (names.find(root, row.path) or row.path), row.sha256) for row in sample):
                return root
        return None


class _Names:
    """What lies in folders, each read once; names that differ in their Unicode form only are one."""

    def __init__(self) -> None:
        self._folders: dict[str, dict[str, str]] = {}

    def find(self, root: Path, path: str) -> str | None:
        """The path below the root as it is really written there, None where there is none."""
        folder, _, name = path.rpartition("/")
        where = os.path.join(root, folder)
        entries = self._folders.get(where)
        if entries is None:
            entries = self._folders[where] = _entries(where)
        found = entries.get(name) or entries.get(unicodedata.normalize("NFC", name))
        return None if found is None else f"{folder}/{found}" if folder or path.startswith("/") else found


def _entries(folder: str) -> dict[str, str]:
    try:
        names = os.listdir(folder)
    except OSError:  # gone, or out of reach
        return {}
    forms = {unicodedata.normalize("NFC", name): name for name in names if not name.isascii()}
    return forms | {name: name for name in names}


def _roots_around(folder: Path, path: str, before: Path) -> Iterator[Path]:
    yield folder
    yield folder / before.name
    parts = PurePosixPath(path).parts[:-1]
    for depth in range(1, len(parts) + 1):
        if folder.parts[-depth:] == parts[:depth]:
            yield folder.parents[depth - 1]


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _same(path: Path, sha256: Any) -> bool:
    try:
        return sha256 is None or hash_of(path) == sha256
    except OSError:
        return False

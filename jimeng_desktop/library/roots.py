"""The folders that originals have lain in: a picture's row names the one it was saved in, so that another choice of
folder loses none of them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from .files import Disk
from .schema import transaction

_NEWEST = (
    "SELECT path, size FROM picture WHERE root = ? AND state = 'saved' AND typeof(path) = 'text'"
    " ORDER BY id DESC LIMIT 3"
)
FIRST = 1  # what the rows have that are older than this table


class Roots:
    """`here` is where pictures are saved now. Folders are only added, in the library's thread."""

    def __init__(self, here: Path, number: int = FIRST, others: Mapping[int, Path] = MappingProxyType({})) -> None:
        self.here = here
        self.number = number
        self._folders = {**others, number: here}

    def add(self, number: int, folder: Path) -> None:
        """One more folder in which pictures may lie."""
        self._folders[number] = folder

    def folder(self, number: int) -> Path:
        """The folder of that number; a number that nobody has given stands for the present one."""
        return self._folders.get(number, self.here)

    def all(self) -> list[tuple[int, Path]]:
        """The present one first, then the newest."""
        return sorted(self._folders.items(), key=lambda entry: (entry[0] != self.number, -entry[0]))

    def split(self, path: str) -> tuple[int, str]:
        """The folder's number and the path below it; one that lies below none stays as it is."""
        whole = Path(path)
        for number, folder in self.all():
            if whole.is_relative_to(folder):
                return number, whole.relative_to(folder).as_posix()
        return self.number, whole.as_posix()

    def whole(self, number: int, path: str) -> str:
        """A stored path as one of this system; one that never lay below a folder of originals is absolute already."""
        folder = self.folder(number)
        return str(folder.joinpath(*PurePosixPath(path).parts)) if os.sep != "/" else os.path.join(folder, path)


def open_roots(connection: sqlite3.Connection, disk: Disk, here: Path) -> Roots:
    """Those that the index knows, and `here`, which it knows from now on.

    Where the newest pictures of another folder lie here now, all of it has come here, as with a drive that has got
    another letter; what has not is still looked for where it was.
    """
    known = _known(connection)
    number = next((number for number, folder in known.items() if folder == here), None)
    if number is None:
        number = next((number for number in sorted(known, reverse=True) if _has_come(connection, number, here)), None)
        if number is None:
            number = add_root(connection, disk, here)
        else:
            with transaction(connection, disk):
                connection.execute("UPDATE root SET path = ? WHERE id = ?", (_storable(here), number))
                connection.execute("INSERT INTO root (path) VALUES (?)", (_storable(known[number]),))
    return Roots(here, number, _known(connection))


def _known(connection: sqlite3.Connection) -> dict[int, Path]:
    return {number: Path(path) for number, path in connection.execute("SELECT id, path FROM root ORDER BY id")}


def _has_come(connection: sqlite3.Connection, number: int, here: Path) -> bool:
    newest = connection.execute(_NEWEST, (number,)).fetchall()
    try:
        return bool(newest) and all((here / path).stat().st_size == size for path, size in newest)
    except OSError:
        return False


def add_root(connection: sqlite3.Connection, disk: Disk, folder: Path) -> int:
    """The number of a folder, which the index knows from now on."""
    with transaction(connection, disk):
        connection.execute("INSERT OR IGNORE INTO root (path) VALUES (?)", (_storable(folder),))
        found = connection.execute("SELECT id FROM root WHERE path = ?", (_storable(folder),)).fetchone()
    return int(found[0])


def _storable(folder: Path) -> str:
    return str(folder).encode("utf-8", "replace").decode()

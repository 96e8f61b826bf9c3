"""What the disk and SQLite say, as our errors. By tables: nothing of OSError or sqlite3 leaves the package."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..core.errors import DiskFull, JimengError, LibraryDamaged, StorageError
from ..files.disk_errors import storage_error

_BY_SQLITE: dict[int, tuple[type[JimengError], str]] = {
    sqlite3.SQLITE_FULL: (DiskFull, "no room for the index"),
    sqlite3.SQLITE_CORRUPT: (LibraryDamaged, "the index is damaged"),
    sqlite3.SQLITE_NOTADB: (LibraryDamaged, "the index is not a database"),
    sqlite3.SQLITE_BUSY: (StorageError, "another program holds the index"),
    sqlite3.SQLITE_LOCKED: (StorageError, "another program holds the index"),
    sqlite3.SQLITE_READONLY: (StorageError, "the index can't be written to"),
    sqlite3.SQLITE_PERM: (StorageError, "the index can't be written to"),
    sqlite3.SQLITE_CANTOPEN: (StorageError, "the index can't be opened"),
    sqlite3.SQLITE_IOERR: (StorageError, "the disk failed under the index"),
}


@contextmanager
def refusals(folder: Path | None = None) -> Iterator[None]:
    """Turns OSError and sqlite3.Error of its body into StorageError or LibraryDamaged.

    `folder` is the one that is worked in: where it is gone, that is what is said.
    """
    try:
        yield
    except OSError as error:
        raise storage_error(error, folder) from error
    except sqlite3.Error as error:
        raise database_error(error) from error
    except UnicodeDecodeError as error:  # of what SQLite says of a damaged schema, which names its damaged words
        raise LibraryDamaged("the index is damaged") from error


def database_error(error: sqlite3.Error) -> JimengError:
    """Our error for what SQLite said."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    kind, words = _BY_SQLITE.get(code & 0xFF, (StorageError, "the index"))
    return kind(f"{words} ({error})")

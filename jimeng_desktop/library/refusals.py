"""What the disk and SQLite say, as our errors. By tables: nothing of OSError or sqlite3 leaves the package."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..core.errors import DiskFull, FolderMissing, FolderReadOnly, JimengError, LibraryDamaged, NameTaken, StorageError

_BY_ERRNO: dict[int, type[StorageError]] = {
    errno.ENOSPC: DiskFull,
    getattr(errno, "EDQUOT", errno.ENOSPC): DiskFull,
    errno.EACCES: FolderReadOnly,
    errno.EPERM: FolderReadOnly,
    errno.EROFS: FolderReadOnly,
    errno.EEXIST: NameTaken,
}
_BY_WINDOWS: dict[int, type[StorageError]] = {
    39: DiskFull,  # ERROR_HANDLE_DISK_FULL
    112: DiskFull,  # ERROR_DISK_FULL
    32: StorageError,  # ERROR_SHARING_VIOLATION: in use by another program, which errno calls EACCES
    33: StorageError,  # ERROR_LOCK_VIOLATION
}
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


def storage_error(error: OSError, folder: Path | None = None) -> StorageError:
    """Our error for what the file system said."""
    code = error.errno or 0
    detail = f"{errno.errorcode.get(code, 'error')}: {error.strerror or type(error).__name__}"
    if code in (errno.ENOENT, errno.ENOTDIR) and folder is not None and not os.path.isdir(folder):
        return FolderMissing(folder.name)
    windows = getattr(error, "winerror", None)
    return (_BY_WINDOWS.get(windows or 0) or _BY_ERRNO.get(code) or StorageError)(detail)


def database_error(error: sqlite3.Error) -> JimengError:
    """Our error for what SQLite said."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    kind, words = _BY_SQLITE.get(code & 0xFF, (StorageError, "the index"))
    return kind(f"{words} ({error})")

"""One process owns a library's jobs: a lock of the operating system, which lets go by itself when the process dies."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from ..core.errors import FolderReadOnly, LibraryBusy, StorageError
from ..files.disk import make_folders
from ..files.disk_errors import storage_error

NAME = "library.lock"
WHO = ("window", "generate")

# Windows locks bytes against reading too, so the byte that is locked lies far behind what the file says.
_FAR = 1 << 30
_HELD_BY_ANOTHER = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class LibraryLock:
    """Held from `take` until `release` or the end of the process. The file stays: removing it would let in two."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, data: Path, who: str) -> Self:
        """Takes the lock of the library in `data`, a folder that is made if need be; `who` is "window" or "generate".

        Raises LibraryBusy, whose detail is the other's `who`, and StorageError.
        """
        path = data / NAME
        try:
            make_folders(data)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            if isinstance(storage_error(error), FolderReadOnly):
                raise FolderReadOnly(str(data)) from error
            raise StorageError(f"{data}: {error.strerror}") from error
        try:
            _lock(descriptor)
            _write(descriptor, f"{who} {os.getpid()}\n")
        except OSError as error:
            os.close(descriptor)
            if error.errno in _HELD_BY_ANOTHER:
                raise LibraryBusy(_owner(path)) from None
            raise StorageError(f"{path}: {error.strerror}") from error
        return cls(descriptor)

    @classmethod
    @contextmanager
    def held(cls, data: Path, who: str) -> Iterator[None]:
        """As `take`, for as long as the body runs."""
        lock = cls.take(data, who)
        try:
            yield
        finally:
            lock.release()

    def release(self) -> None:
        """Lets go; a second time does nothing."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            _unlock(descriptor)
            os.close(descriptor)


def _write(descriptor: int, text: str) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, text.encode())


def _owner(path: Path) -> str:
    """Who holds the lock. The owner writes this just after taking it, so an empty file is read again."""
    for _ in range(10):
        try:
            words = path.read_text(encoding="utf-8", errors="replace").split()
        except OSError:
            words = []
        if words and words[0] in WHO:
            return words[0]
        time.sleep(0.02)
    return WHO[0]


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)

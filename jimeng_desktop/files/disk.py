"""What a file needs to be safe: on the disk itself, under its name at one stroke, never over another; and refusals."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

# What FAT, exFAT, shares and FUSE answer to what they don't offer: no failure, but something to be done another way.
_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY, errno.EPERM})
# Where there are no hard links only a look and a rename are left.
_NO_LINKS = _UNSUPPORTED | {errno.EACCES, errno.EMLINK, errno.EXDEV}
# A folder that takes files but can't be opened to be flushed: the file system sees to its entries alone.
_NO_FOLDER_FLUSH = _UNSUPPORTED | {errno.EACCES, errno.EBADF, errno.EISDIR}
ANY = 1 << 62  # free bytes where a file system doesn't say
TRIAL = ".jimeng-trial"  # how names begin that are only tried


class Disk:
    """Every change that the library makes on disk goes through one of these: tests make each of them fail.

    All raise OSError as the system gives it.
    """

    def make_folder(self, path: Path) -> None:
        """One level; its parent is there."""
        os.mkdir(path)

    def create(self, path: Path) -> BinaryIO:
        """A new file, open for writing."""
        return open(path, "xb")

    def write(self, file: BinaryIO, data: bytes) -> None:
        """All of the data."""
        file.write(data)

    def fsync(self, path: Path) -> None:
        """The file's bytes are on the disk itself when it returns."""
        fsync_file(path)

    def fsync_folder(self, path: Path) -> None:
        """The folder's entries are on the disk itself when it returns (Windows sees to that alone)."""
        fsync_folder(path)

    def publish(self, part: Path, target: Path) -> None:
        """Gives a whole file its name at one stroke. Raises FileExistsError where something has that name."""
        publish(part, target, self.unlink)  # a second name that stays is known to remove_part

    def replace(self, part: Path, target: Path) -> None:
        """Gives a whole file its name at one stroke, in the place of the one that had it."""
        os.replace(part, target)

    def unlink(self, path: Path) -> None:
        """Removes a file; one that is gone is fine."""
        unlink(path)

    def free(self, path: Path) -> int:
        """Bytes that the user can still write there; ANY where the file system doesn't say."""
        from shutil import disk_usage  # late: it loads all of Python's archive formats

        try:
            usage = disk_usage(path)
        except OSError as error:
            if error.errno in _UNSUPPORTED:
                return ANY
            raise
        return usage.free if usage.total else ANY

    def commit(self, end: Callable[[], object]) -> None:
        """The end of a transaction: `end` makes it durable."""
        end()


def unlink(path: Path) -> None:
    """Removes a file; one that is gone is fine."""
    path.unlink(missing_ok=True)


def publish(part: Path, target: Path, unlink: Callable[[Path], None] = unlink) -> None:
    """Gives a whole file its name at one stroke. Raises FileExistsError where something has that name, and OSError."""
    if os.name == "nt":
        _move(part, target, unlink)  # there it never overwrites
        return
    try:
        os.link(part, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
        _move(part, target, unlink)
        return
    with suppress(OSError):  # it is published: what is left is a second name
        unlink(part)


def _move(part: Path, target: Path, unlink: Callable[[Path], None]) -> None:
    try:
        os.rename(part, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(f"{TRIAL}-{os.getpid()}.part")  # several drives in one: it is copied over first
        try:
            _copy_over(part, beside)
            os.rename(beside, target)
        finally:
            unlink(beside)
        with suppress(OSError):
            unlink(part)


def _copy_over(part: Path, beside: Path) -> None:
    from shutil import copyfile

    copyfile(part, beside)
    fsync_file(beside)


def fsync_file(path: Path) -> None:
    """The file's bytes are on the disk itself when it returns, as far as its file system can. Raises OSError."""
    with open(path, "r+b") as file:  # Windows flushes only what is open for writing
        _flush_to_disk(file.fileno())


def fsync_folder(path: Path) -> None:
    """The folder's entries are on the disk itself when it returns (Windows and some shares see to that alone).

    Raises OSError.
    """
    if os.name == "nt":
        return
    try:
        handle = os.open(path, os.O_RDONLY)
        try:
            _flush_to_disk(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_FLUSH:
            raise


def make_folders(folder: Path) -> None:
    """The folder and what is missing above it; durable. Raises OSError."""
    if folder.is_dir() or folder == folder.parent:
        return
    make_folders(folder.parent)
    folder.mkdir(exist_ok=True)
    fsync_folder(folder.parent)


def replace_file(target: Path, data: bytes, aside: Path | None = None) -> None:
    """Puts the bytes in the place of what the file held, at one stroke and durably; what it held goes to `aside`.

    Raises OSError; then the file is what it was, or whole.
    """
    part = target.with_name(f"{target.name}.part")
    make_folders(target.parent)
    part.write_bytes(data)
    fsync_file(part)  # else a power cut may leave an empty file of the right name
    if aside:
        os.replace(target, aside)
    os.replace(part, target)
    fsync_folder(target.parent)


def _flush_to_disk(handle: int) -> None:
    """fsync, and on macOS past the drive's own cache too; what a file system doesn't offer is no failure."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise

"""What a file needs to be safe: on the disk itself, under its name at one stroke, never over another; and refusals."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from . import windows
from .errors import DiskFull, FolderMissing, FolderReadOnly, NameTaken, StorageError

# What file systems without hard links answer to link(); then only a look and a rename are left.
_NO_LINKS = frozenset(
    {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV}
)
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


def unlink(path: Path) -> None:
    """Removes a file; one that is gone is fine."""
    path.unlink(missing_ok=True)


def publish(part: Path, target: Path, unlink: Callable[[Path], None] = unlink) -> None:
    """Gives a whole file its name at one stroke. Raises FileExistsError where something has that name, and OSError."""
    if os.name == "nt":
        os.rename(part, target)  # there it never overwrites
        return
    try:
        os.link(part, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
        os.rename(part, target)
        return
    try:
        unlink(part)
    except OSError:
        pass  # it is published: what is left is a second name


def fsync_file(path: Path) -> None:
    """The file's bytes are on the disk itself when it returns. Raises OSError."""
    with open(path, "r+b") as file:  # Windows flushes only what is open for writing
        _flush_to_disk(file.fileno())


def fsync_folder(path: Path) -> None:
    """The folder's entries are on the disk itself when it returns (Windows sees to that alone). Raises OSError."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        _flush_to_disk(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some shares know no such thing for folders, and a file there is as safe
            raise
    finally:
        os.close(handle)


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
    """fsync, and on macOS past the drive's own cache too."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
        except OSError:
            pass  # not every file system there knows it
    os.fsync(handle)


def storage_error(error: OSError, folder: Path | None = None) -> StorageError:
    """Our error for what the file system said; where `folder`, which is worked in, is gone, it says that."""
    code = error.errno or 0
    detail = f"{errno.errorcode.get(code, 'error')}: {error.strerror or type(error).__name__}"
    if code in (errno.ENOENT, errno.ENOTDIR) and folder is not None and not os.path.isdir(folder):
        if os.path.isdir(folder.parent) and windows.is_controlled():
            return FolderReadOnly(windows.CONTROLLED)  # it lets nobody make the folder, and says it isn't there
        return FolderMissing(windows.REDIRECTED if windows.is_redirected(str(folder)) else folder.name)
    by_system = _BY_WINDOWS.get(getattr(error, "winerror", None) or 0)
    if by_system is None and code == errno.EACCES and windows.is_controlled():
        return FolderReadOnly(windows.CONTROLLED)
    return (by_system or _BY_ERRNO.get(code) or StorageError)(detail)

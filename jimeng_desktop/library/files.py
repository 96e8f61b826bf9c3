"""Safe file operations: whole or not at all, durable, and never over another file. No SQL here."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from ..core.errors import FolderMissing, NameTaken, OriginalChanged, OriginalMissing
from ..core.names import name_example, relative_name, shortened, template_problem
from ..files.disk import Disk
from ..files.name_room import Fit, NameRoom
from ..files.windows import is_controlled

__all__ = ["Disk", "copy_fitting", "make_folders", "name_example", "probe", "relative_name", "template_problem"]

CHUNK = 1 << 20


def make_folders(disk: Disk, root: Path, folder: Path) -> None:
    """Makes the levels that are missing between `root`, which must be there, and `folder`; durable.

    Raises OSError, and FolderMissing where something else stands in a folder's place.
    """
    if folder == root or folder.is_dir():
        return
    make_folders(disk, root, folder.parent)
    try:
        disk.make_folder(folder)
    except FileExistsError as error:
        if not folder.is_dir():
            raise FolderMissing(f"{folder.name} is not a folder") from error
        return
    disk.fsync_folder(folder.parent)


def probe(disk: Disk, path: Path, use: Callable[[], object] = lambda: None) -> None:
    """Writes a tiny file to the disk itself, lets it be used, and removes it: only that shows that files are taken."""
    disk.unlink(path)
    try:
        with disk.create(path) as file:
            disk.write(file, b"probe")
        disk.fsync(path)
        use()
    except FileNotFoundError as error:
        if path.parent.is_dir() and is_controlled():  # which likes to say so instead of "access denied"
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path)) from error
        raise
    finally:
        disk.unlink(path)


def copy_fitting(disk: Disk, source: Path, target: Path, sha256: str | None, part: Path, overwrite: bool) -> Path:
    """As copy_whole does it, under a shorter or plainer name where the folder does not take this one; returns where."""

    def copy(fit: Fit) -> Path:
        fitting = target.with_name(shortened(target.name, *fit))
        copy_whole(disk, source, fitting, sha256, part=part, overwrite=overwrite)
        return fitting

    return NameRoom(target.parent).taken_by(copy)


def copy_whole(disk: Disk, source: Path, target: Path, sha256: str | None, *, part: Path, overwrite: bool) -> None:
    """Copies the bytes through `part`, a new name beside the target, checking their hash on the way.

    Raises OriginalMissing, OriginalChanged, NameTaken, OSError; whatever happens, `part` is gone and the target is
    either what it was or whole.
    """
    if not overwrite and os.path.lexists(target):
        raise NameTaken(target.name)
    try:
        _copy(disk, source, part, sha256)
        if overwrite:
            disk.replace(part, target)
        else:
            disk.publish(part, target)
    except FileExistsError:
        raise NameTaken(target.name) from None
    finally:
        disk.unlink(part)
    disk.fsync_folder(target.parent)


def _copy(disk: Disk, source: Path, part: Path, sha256: str | None) -> None:
    if not source.is_file():
        raise OriginalMissing(source.name)
    digest = hashlib.sha256()
    with open(source, "rb") as original, disk.create(part) as copy:
        while data := original.read(CHUNK):
            digest.update(data)
            disk.write(copy, data)
    if sha256 is not None and digest.hexdigest() != sha256:
        raise OriginalChanged(source.name)
    disk.fsync(part)


def hash_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def parts_in(folder: Path) -> list[Path]:
    """What lies in the folder of parts; nothing where there is none."""
    try:
        return [Path(entry.path) for entry in os.scandir(folder)]
    except OSError:
        return []


def remove_part(disk: Disk, part: Path, wanted: bool) -> None:
    """Removes what an earlier run left, unless it is still wanted.

    A part that has a second name already is an original, and writing to it would change that: it goes too.
    """
    try:
        if not wanted or part.stat().st_nlink > 1:
            disk.unlink(part)
    except OSError:
        pass  # in use or not ours: the next start tries again

"""Writing one exported file: whole or not at all, durable, and never over another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from ..core.errors import OriginalMissing, PictureDamaged, StorageError
from ..decoding.reading import BROKEN, code_of, read
from ..files import disk
from ..files.disk_errors import storage_error
from . import original
from .format import Format
from .pixels import prepared, shrinks

if TYPE_CHECKING:
    from PIL.Image import Image


class Manner(NamedTuple):
    """How copies are written; a `long_edge` of None keeps the size."""

    format: Format
    quality: int = 0
    long_edge: int | None = None


AS_IT_IS = Manner(original.FORMAT)


def write_copy(
    source: Path,
    folder: Path,
    names: Iterable[str],
    manner: Manner,
    stopped: Callable[[], bool] = lambda: False,
) -> Path | None:
    """Writes a copy of the original under the first of `names` that is free, and returns where; blocking.

    None where no name is free, or `stopped` says so before the copy has its name. A picture that is in the format
    already, and not made smaller, is copied byte for byte as PNG; as JPEG or WebP it is encoded anew where that makes
    the file smaller, and copied otherwise: more bytes would hold nothing more.

    Raises OriginalMissing, PictureDamaged, PictureNotShown, PictureTooLarge, StorageError. Whatever happens, no half
    file is left behind.
    """
    free = (folder / name for name in names if not os.path.lexists(folder / name))
    target = next(free, None)
    if target is None or stopped():
        return None
    if not source.is_file():
        raise OriginalMissing(source.name)
    part = folder / f".jimeng-{uuid4().hex}.part"
    try:
        _fill(source, part, manner)
        disk.fsync_file(part)
        while target is not None and not stopped():
            try:
                disk.publish(part, target)
            except FileExistsError:  # somebody else was quicker
                target = next(free, None)
                continue
            disk.fsync_folder(folder)
            return target
        return None
    except OSError as error:
        raise storage_error(error, folder) from error
    finally:
        _remove(part)


def _fill(source: Path, part: Path, manner: Manner) -> None:
    if manner.format.save is None:
        _copy(source, part)
        return

    def needed(original: Image) -> tuple[bool, Image | None]:
        same = code_of(original) == manner.format.code and not shrinks(original, manner.long_edge)
        return same, None if same and manner.format.quality is None else prepared(original, manner.long_edge)

    try:
        same, image = read(source, needed)
    except PictureDamaged as error:
        raise PictureDamaged(source.name) from error
    if image is not None:
        try:
            manner.format.save(image, part, manner.quality)
        except (*BROKEN, MemoryError) as error:
            raise StorageError(f"{type(error).__name__}: {error}") from error
    if image is None or (same and part.stat().st_size >= source.stat().st_size):
        _copy(source, part)


def _copy(source: Path, part: Path) -> None:
    from shutil import copyfile  # late: it loads all of Python's archive formats

    copyfile(source, part)


def _remove(part: Path) -> None:
    try:
        disk.unlink(part)
    except OSError:
        pass  # hidden, and no copy: what could not be removed now harms nobody

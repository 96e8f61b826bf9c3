"""From a received file to an original: checked, thumbnailed, named, recorded; what is no good is kept beside."""

from __future__ import annotations

import logging
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path

from ..core.errors import DownloadError, Fault, PictureDamaged, PictureNotShown, PictureTooLarge, PictureUnproven
from ..core.job import Job, Picture, PictureState
from ..decoding.thumbnails import Decoded
from ..decoding.whole import says_its_end
from . import rows
from .files import hash_of
from .originals import Originals
from .refusals import refusals
from .schema import transaction
from .threads import submit
from .thumbs import Thumbs

log = logging.getLogger(__name__)


class Keeping:
    """Works in the library's threads: names are given and rows are written by `writer` alone."""

    def __init__(
        self, index: sqlite3.Connection, thumbs: Thumbs, writer: ThreadPoolExecutor, besides: ThreadPoolExecutor
    ) -> None:
        self._index = index
        self._thumbs = thumbs
        self._writer = writer
        self._besides = besides

    def keep(self, originals: Originals, job: Job, picture: Picture, part: Path, announced: bool) -> Picture:
        """The saved picture. `announced`: its length was said before it came, and it has that length.

        What can't be shown here is saved too, once it has come twice the same. What is damaged or too large is kept
        beside the originals, and the error says where. Raises what Library.keep does.
        """
        with refusals(originals.root):
            source = part if part.exists() else self._left_behind(originals, job, picture)
            size = source.stat().st_size
            again = _is_beside(picture)
            try:
                decoded = self._checked(originals, source, picture, proven=announced and again)
            except PictureNotShown as error:
                if not again or not (announced or says_its_end(error.detail)):
                    raise self._beside(originals, job, picture, source, PictureUnproven(error.detail)) from error
                decoded, picture = None, replace(picture, fault=Fault(error.code, error.detail.upper()))
            except (PictureDamaged, PictureTooLarge) as error:
                raise self._beside(originals, job, picture, source, error) from error
        if decoded:
            self._thumbs.put(picture.id, decoded.thumbnails)
            picture = replace(picture, width=decoded.width, height=decoded.height, format=decoded.format)
        return submit(self._writer, self._record, originals, job, replace(picture, size=size), source).result()

    def _left_behind(self, originals: Originals, job: Job, picture: Picture) -> Path:
        def look() -> Path | None:
            with refusals(originals.root):
                return originals.adoptable(self._index, job, picture)

        found = submit(self._writer, look).result()
        if found is None and originals.root.is_dir():
            raise DownloadError("the received file is gone")  # no disk refuses anything: it has to come again
        if found is None:
            raise FileNotFoundError(2, "the received file is gone")
        return found

    def _checked(self, originals: Originals, source: Path, picture: Picture, proven: bool) -> Decoded:
        """Decoded, and on the disk to the last byte: both at once, for the user waits for them."""
        beside = submit(self._besides, _on_disk, originals, source)
        try:
            decoded = self._thumbs.decode(source, proven)
        except DownloadError:
            wait([beside])  # a file that is open can't go everywhere
            self._check_bytes(originals, source, picture, beside.result())
            raise
        self._check_bytes(originals, source, picture, beside.result())
        return decoded

    def _check_bytes(self, originals: Originals, source: Path, picture: Picture, sha256: str) -> None:
        """Those that came, or there is nothing worth keeping."""
        if sha256 != picture.sha256:
            if source.parent == originals.parts:
                originals.disk.unlink(source)
            raise NotThoseReceived("the bytes on the disk are not those that were received")

    def _beside(
        self, originals: Originals, job: Job, picture: Picture, source: Path, error: PictureDamaged | PictureTooLarge
    ) -> PictureDamaged | PictureTooLarge:
        """The error, which says where the bytes are kept now."""
        if not isinstance(error, NotThoseReceived) and source.parent == originals.parts:
            error.kept = str(submit(self._writer, self._put_beside, originals, job, picture, source).result())
        return error

    def _put_beside(self, originals: Originals, job: Job, picture: Picture, source: Path) -> Path:
        """Of one picture the last such file alone; its row names it before it is there."""

        def record(target: Path) -> None:
            with transaction(self._index, originals.disk):
                rows.write_damaged(self._index, picture.id, target, originals.roots)

        with refusals(originals.root):
            if _is_beside(picture) and picture.damaged:
                originals.disk.unlink(source)
                return Path(picture.damaged)
            target = originals.put_beside(job, picture, source, record)
            if picture.damaged != str(target):
                _remove_damaged(originals, picture)
            return target

    def _record(self, originals: Originals, job: Job, picture: Picture, source: Path) -> Picture:
        """The only place where a picture gets its name: one thread, so no two can claim the same."""
        with refusals(originals.root):
            target = originals.place(self._index, job, picture, source)
            saved = replace(picture, state=PictureState.SAVED, path=str(target), damaged=None, saved_at=time.time())
            with transaction(self._index, originals.disk):
                rows.write_picture(self._index, saved, originals.roots)
            _remove_damaged(originals, picture)
            return saved


class NotThoseReceived(PictureDamaged):
    """The disk gives other bytes than it was given."""


def _on_disk(originals: Originals, source: Path) -> str:
    originals.disk.fsync(source)
    return hash_of(source)


def _is_beside(picture: Picture) -> bool:
    """The same bytes have come before."""
    try:
        return picture.damaged is not None and hash_of(Path(picture.damaged)) == picture.sha256
    except OSError:
        return False


def _remove_damaged(originals: Originals, picture: Picture) -> None:
    """What the whole picture, or a later try, stands in the place of; a leftover harms nobody."""
    if picture.damaged is not None:
        try:
            originals.disk.unlink(Path(picture.damaged))
        except OSError as error:
            log.warning("a damaged picture stays: %s", error)

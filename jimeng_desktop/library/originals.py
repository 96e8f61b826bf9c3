"""The folder of originals: where a picture goes, how it gets its name, whether there is room."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ..core.errors import DiskFull, FolderMissing, NameTaken
from ..core.job import MOST_PICTURES, Job, Picture
from ..core.names import DAMAGED, name_candidates, relative_name, same_name_key
from ..files.name_room import Fit, NameRoom, rehearse
from .files import Disk, hash_of, make_folders, probe
from .roots import Roots
from .rows import owner_of

PARTS = ".parts"
# A noisy PNG takes 1.3 to 3 bytes a pixel, so 3 is on the safe side; the reserve leaves room for the index, the
# thumbnails and whatever else the system writes meanwhile.
BYTES_PER_PIXEL = 3
RESERVE = 200_000_000
LONGEST_PATH = 240 if os.name == "nt" else None  # of Windows' 260, some are left for those who copy the file elsewhere


@dataclass(frozen=True, slots=True)
class Originals:
    """The folder, the template of names in it and the disk it lies on."""

    roots: Roots
    template: str
    disk: Disk
    longest_path: int | None = LONGEST_PATH
    names: NameRoom = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", NameRoom(self.root))

    @property
    def root(self) -> Path:
        """Where pictures are saved now."""
        return self.roots.here

    @property
    def parts(self) -> Path:
        """On the same file system as the originals, so that a rename is one stroke."""
        return self.root / PARTS

    def part_path(self, picture: Picture) -> Path:
        """Where the picture is to be received. Raises OSError.

        A leftover that has become an original already under a second name is taken away: writing to it would change
        that.
        """
        path = self.parts / f"{picture.id}.part"
        make_folders(self.disk, self.root, self.parts)
        if path.exists() and path.stat().st_nlink > 1:
            self.disk.unlink(path)
        return path

    def lacks_room(self, needed: int) -> tuple[int, int] | None:
        """Needed and free bytes where so much does not fit; None where it does, or where that can't be said now."""
        if not self.root.is_dir():
            return None
        free = max(0, self.disk.free(self.root) - RESERVE)
        return (needed, free) if needed > free else None

    def check_room(self, job: Job, needed: int, *, new: bool) -> None:
        """Makes sure that the job's pictures, `needed` bytes, can be kept, by doing with a file of its own all that is
        done to them. `new`: nothing was ever saved, so the folder may be made.

        Otherwise a missing folder stays missing: none may stand in for the one on an absent drive, whose empty mount
        point may well be there. Raises FolderMissing, DiskFull, OSError.
        """
        if not self.root.is_dir():
            if not new:
                raise FolderMissing(self.root.name)
            make_folders(self.disk, Path(self.root.anchor), self.root)
        make_folders(self.disk, self.root, self.parts)
        if self.disk.free(self.root) < needed + RESERVE:
            raise DiskFull(f"{needed + RESERVE:,} bytes are needed")
        whole = self.parts / "probe"
        probe(self.disk, whole, lambda: self.names.taken_by(lambda fit: self._rehearse(job, whole, fit)))

    def _rehearse(self, job: Job, whole: Path, fit: Fit) -> None:
        target = self.root / self._name(job, MOST_PICTURES - 1, "jpeg", fit)
        make_folders(self.disk, self.root, target.parent)
        rehearse(self.disk, whole, target.name, target.parent)

    def adoptable(self, connection: sqlite3.Connection, job: Job, picture: Picture) -> Path | None:
        """The file that an earlier, interrupted keep of this picture has named but not recorded. Raises OSError."""
        for fit in self.names.all_fits():
            for path, taken in self._candidates(job, picture, fit):
                if not taken:
                    break
                if self._is_left_behind(connection, path, picture):
                    return self.root / path
        return None

    def place(self, connection: sqlite3.Connection, job: Job, picture: Picture, part: Path) -> Path:
        """Gives the part its final name, never another file's, or finds it there already. Raises NameTaken, OSError.

        Called by one thread only.
        """
        return self.names.taken_by(lambda fit: self._place(connection, job, picture, part, fit))

    def _place(self, connection: sqlite3.Connection, job: Job, picture: Picture, part: Path, fit: Fit) -> Path:
        for path, taken in self._candidates(job, picture, fit):
            target = self.root / path
            if taken:
                if not self._is_left_behind(connection, path, picture):
                    continue
                if part != target:
                    self.disk.unlink(part)
            else:
                make_folders(self.disk, self.root, target.parent)
                try:
                    self.disk.publish(part, target)
                except FileExistsError:
                    continue  # somebody else was quicker
            self.disk.fsync_folder(target.parent)
            return target
        raise NameTaken(picture.sha256 or "")

    def put_beside(self, job: Job, picture: Picture, part: Path, record: Callable[[Path], None]) -> Path:
        """Gives bytes of the picture that are no good a free name beside the originals; `record` hears it before.

        Called by one thread only. Raises NameTaken, OSError.
        """
        return self.names.taken_by(lambda fit: self._put_beside(job, picture, part, record, fit))

    def _put_beside(self, job: Job, picture: Picture, part: Path, record: Callable[[Path], None], fit: Fit) -> Path:
        for path, taken in self._candidates(job, picture, fit, DAMAGED):
            if not taken:
                target = self.root / path
                record(target)
                make_folders(self.disk, self.root, target.parent)
                self.disk.publish(part, target)
                self.disk.fsync_folder(target.parent)
                return target
        raise NameTaken(picture.sha256 or "")

    def _name(self, job: Job, position: int, format: str, fit: Fit, more: str = "") -> PurePosixPath:
        longest = self.longest_path and max(40, self.longest_path - len(str(self.root)) - 1) - len(more)
        most = fit.most - len(more)
        name = relative_name(job, position, self.template, format, longest, most=most, plain=fit.plain)
        return name.with_name(name.name + more)

    def _candidates(self, job: Job, picture: Picture, fit: Fit, more: str = "") -> Iterator[tuple[PurePosixPath, bool]]:
        name = self._name(job, picture.position, picture.format or "png", fit, more)
        present = _names_in(self.root / name.parent)
        for path in name_candidates(name):
            yield path, same_name_key(path.name) in present

    def _is_left_behind(self, connection: sqlite3.Connection, path: PurePosixPath, picture: Picture) -> bool:
        file = self.root / path
        if not file.is_file() or picture.size not in (None, file.stat().st_size):
            return False
        owner = owner_of(connection, path, self.roots.number)
        return owner in (None, picture.id) and hash_of(file) == picture.sha256


def _names_in(folder: Path) -> set[str]:
    """Names that differ in case only are one file elsewhere, and the library may move there."""
    try:
        return {same_name_key(entry) for entry in os.listdir(folder)}
    except (FileNotFoundError, NotADirectoryError):
        return set()

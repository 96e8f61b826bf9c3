"""How long a name may be in a folder: as its file system says, and shorter or plainer where it refuses one."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from ..core.names import LONGEST_NAME, shortened
from .disk import TRIAL, Disk

T = TypeVar("T")

_RUNGS = (LONGEST_NAME, 143, 110, 80, 56, 40)  # bytes; 143 is what encrypted homes and shares have
_SHORT = 32  # bytes that any file system takes
_CHARACTERS = frozenset({errno.EILSEQ, errno.EINVAL})  # what a name of other characters than it has is answered
_WINDOWS_TOO_LONG, _WINDOWS_CHARACTERS = 206, 123  # ERROR_FILENAME_EXCED_RANGE, ERROR_INVALID_NAME


class Fit(NamedTuple):
    """Names of at most so many bytes; `plain`: of ASCII alone."""

    most: int = LONGEST_NAME
    plain: bool = False


class NameRoom:
    """Learns by what `folder` refuses; used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fit: Fit | None = None

    @property
    def fit(self) -> Fit:
        """What names have to keep to."""
        if self._fit is None:
            self._fit = Fit(longest_name(self._folder))
        return self._fit

    def taken_by(self, act: Callable[[Fit], T]) -> T:
        """What `act` gives, called again with ever less to keep to as long as its names are refused. Raises OSError."""
        while True:
            try:
                return act(self.fit)
            except OSError as error:
                less = _less(self.fit, error)
                if less is None:
                    raise
                self._fit = less

    @staticmethod
    def all_fits() -> Iterator[Fit]:
        """Every one that a name may have been made by, the longest first."""
        for plain in (False, True):
            yield from (Fit(most, plain) for most in _RUNGS)


def longest_name(folder: Path) -> int:
    """Bytes that the file system says a name may have, or the nearest folder above that is there; some say too many."""
    try:
        while not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        said = os.pathconf(folder, "PC_NAME_MAX")
    except (AttributeError, OSError, ValueError):  # Windows has no such call, and some file systems no answer
        return LONGEST_NAME
    return min(said, LONGEST_NAME) if said >= _RUNGS[-1] else LONGEST_NAME


def rehearse(disk: Disk, part: Path, name: str, folder: Path) -> None:
    """Does with a whole file of its own all that a picture of this name goes through in `folder`. Raises OSError."""
    for left in os.listdir(folder):
        if left.startswith(TRIAL) and left != part.name:
            disk.unlink(folder / left)  # of a run that was ended in the middle
    trial = folder / shortened(f"{TRIAL} {name}", max(len(name.encode()), _SHORT))
    try:
        disk.publish(part, trial)
        disk.fsync_folder(folder)
    finally:
        disk.unlink(trial)


def refuses_name(error: OSError) -> bool:
    """Whether a shorter or plainer name may be taken."""
    return _less(Fit(), error) is not None


def _less(fit: Fit, error: OSError) -> Fit | None:
    system = getattr(error, "winerror", None)
    if error.errno == errno.ENAMETOOLONG or system == _WINDOWS_TOO_LONG:
        shorter = next((most for most in _RUNGS if most < fit.most), None)
        return fit._replace(most=shorter) if shorter else None
    if error.errno in _CHARACTERS or system == _WINDOWS_CHARACTERS:
        return None if fit.plain else fit._replace(plain=True)
    return None

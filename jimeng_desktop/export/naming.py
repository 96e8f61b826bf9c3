"""Names of exported files: the fields of originals' names and a running number; never two of one export alike."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from uuid import uuid4

from ..core.job import Job, Picture
from ..core.names import EXTENSIONS, FIELDS, name_candidates, relative_name, same_name_key, template_problem
from ..files.disk import TRIAL, Disk
from ..files.name_room import Fit, NameRoom, refuses_name, rehearse
from .format import Format

NUMBER = "number"  # of a picture within its export
EXPORT_FIELDS = FIELDS | {NUMBER}
USUAL_TEMPLATE = "{date}_{prompt}_{number}"
LONGEST_PATH = 240 if os.name == "nt" else None  # of Windows' 260


class Shot(NamedTuple):
    """One saved picture to be exported, and its job."""

    job: Job
    picture: Picture


class CopyName(NamedTuple):
    """What a copy is to be called. `nth`: how many of the same export have that very name already."""

    name: str
    nth: int = 0

    def candidates(self, numbered: bool) -> Iterator[str]:
        """The name, and unless taken names are left out, " (2)", " (3)"… after it."""
        paths = name_candidates(PurePosixPath(self.name))
        return (path.name for path in islice(paths, self.nth, None if numbered else self.nth + 1))


def export_problem(template: str) -> str | None:
    """What is wrong with a template, as a code: template_folder, or one of template_problem; None if nothing is."""
    if "/" in template or "\\" in template:
        return "template_folder"
    return template_problem(template, EXPORT_FIELDS)


def copy_name(
    shot: Shot, number: int, of: int, template: str, format: Format, folder: Path, fit: Fit | None = None
) -> str:
    """The name of the picture that is the `number`-th of an export of so many."""
    most, plain = fit or Fit()
    more = {NUMBER: str(number).zfill(max(2, len(str(of))))}
    longest = LONGEST_PATH and max(40, LONGEST_PATH - len(str(folder)) - 1)
    code = format.code if format.save and shot.picture.shown else shot.picture.format
    if code not in EXTENSIONS:
        code = "png"
    return relative_name(shot.job, shot.picture.position, template, code, longest, more, most, plain).name


def copy_names(shots: Sequence[Shot], template: str, format: Format, folder: Path) -> list[CopyName]:
    """The names of all copies of an export, in its order, as the folder takes them; blocking.

    The longest is tried out there: where two were shortened only as they are written, one would count as taken.
    """

    def named(fit: Fit) -> list[str]:
        names = [copy_name(shot, at, len(shots), template, format, folder, fit) for at, shot in enumerate(shots, 1)]
        _try_out(max(names, key=lambda name: len(name.encode()), default=""), folder)
        return names

    return without_twins(NameRoom(folder).taken_by(named))


def _try_out(name: str, folder: Path) -> None:
    """Raises OSError where the name is refused; whatever else fails is said of each file."""
    disk, part = Disk(), folder / f"{TRIAL}-{uuid4().hex[:16]}"
    try:
        part.touch(exist_ok=False)
    except OSError:
        return
    try:
        rehearse(disk, part, name, folder)
    except OSError as error:
        if refuses_name(error):
            raise
    finally:
        with suppress(OSError):
            disk.unlink(part)


def without_twins(names: Sequence[str]) -> list[CopyName]:
    """Names of which no two are one file on some file system."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        key = same_name_key(name)
        found.append(CopyName(name, seen[key]))
        seen[key] += 1
    return found

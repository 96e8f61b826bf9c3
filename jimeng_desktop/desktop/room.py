"""Whether pictures could be kept in a folder: asked of the disk itself, before anything is made there."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from ..core.windows import CONTROLLED, is_controlled


class Room(NamedTuple):
    """`problem` is "", else "not_a_folder", "read_only" or "controlled"; `free` bytes are None where unknown."""

    free: int | None = None
    problem: str = ""


def room_in(folder: Path) -> Room:
    """Tries the folder, or where it isn't there yet the nearest one above. Blocking; leaves nothing behind."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir():
        return Room(problem="not_a_folder")
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError:
        return Room(problem=CONTROLLED if is_controlled() else "read_only")
    try:
        return Room(shutil.disk_usage(there).free)
    except OSError:
        return Room()


def short(folder: Path) -> str:
    """The folder as people write it: ~ for their own."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)

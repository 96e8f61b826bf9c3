"""Whether pictures could be kept in a folder: asked of the disk itself, before anything is made there."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from ..files.windows import CONTROLLED, is_controlled

_QUOTES = (('"', '"'), ("'", "'"), ("\u201c", "\u201d"), ("\u2018", "\u2019"), ("\u00ab", "\u00bb"))


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


def typed_folder(text: str) -> Path | None:
    """The folder that somebody has typed, pasted or dropped; None where that is no whole path.

    ~ is their own folder, quotes around it go, a file: link is the path it leads to. Nothing else is filled in.
    """
    text = text.strip()
    for first, last in _QUOTES:
        if len(text) > 1 and text[0] == first and text[-1] == last:
            text = text[1:-1].strip()
    if text.lower().startswith("file:"):
        text = _path_of_link(text)
    try:
        path = Path(text).expanduser()
    except RuntimeError:  # nobody of that name has a folder here
        return None
    return path if path.is_absolute() and "\0" not in text else None


def _path_of_link(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    here = parts.netloc.lower() in ("", "localhost")
    if not here and os.name != "nt":
        return ""
    return url2pathname(parts.path) if here else rf"\\{parts.netloc}{url2pathname(parts.path)}"


def short(folder: Path) -> str:
    """The folder as people write it: ~ for their own."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(folder)

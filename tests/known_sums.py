"""What a library's index knows of the bytes it has received, read beside the running program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.library.library import INDEX


def known_sums(profile: Path, pictures: Iterable[int]) -> list[str]:
    """The SHA-256 of each of these pictures of the demo in the profile."""
    index = folders(profile, True).data / INDEX
    with closing(sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True)) as connection:
        known = dict(connection.execute("SELECT id, sha256 FROM picture"))
    return [known[picture] for picture in pictures]

"""A library in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.library.library import Library


class Shelf:
    """Opens the same library as often as a test likes, and closes what is still open at its end."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.root = folder / "Pictures" / "Jimeng"
        self.opened: list[Library] = []

    def open(self, **options: Any) -> Library:
        """The library; its folder of originals is there."""
        self.root.mkdir(parents=True, exist_ok=True)
        library = Library.open(self.data, self.root, **options)
        self.opened.append(library)
        return library

    def close_all(self) -> None:
        """For tests of what comes after."""
        for library in self.opened:
            if library._closing is None:
                library._close()
        self.opened.clear()


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close_all()

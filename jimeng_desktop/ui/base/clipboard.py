"""Pictures as other programs take them: as files, by clipboard or drag."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

GNOME = "x-special/gnome-copied-files"  # what Nautilus and its kin paste; others take the plain list of addresses


def dragged_files(paths: Sequence[Path]) -> QMimeData:
    """Files alone: with a text beside them, some programs would take the text."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def copied_files(paths: Sequence[Path]) -> QMimeData:
    """Files to paste in a file manager; in a text field their paths."""
    data = dragged_files(paths)
    data.setText("\n".join(str(path) for path in paths))
    addresses = [bytes(url.toEncoded().data()) for url in data.urls()]
    data.setData(GNOME, b"\n".join([b"copy", *addresses]))
    return data

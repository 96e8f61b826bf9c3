"""What the window does with files: save a copy of an original, show it in its folder, choose where originals live."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ...core.errors import Fault, JimengError
from ...core.job import Picture
from ...desktop.opening import show_in_folder
from ...messages import Words, copy_sentence
from ..base.language import fill, translate_message
from ..design.dialogs import choose_save_path


class Copies(Protocol):
    """The part of the library that is used here."""

    async def save_copy(self, picture: Picture, target: Path, *, overwrite: bool = False) -> Path:
        """Writes the bytes of the original to `target`. Raises NameTaken."""


async def save_copy(
    parent: QWidget, library: Copies, picture: Picture, folder: Path
) -> tuple[Path | None, Callable[[], Words] | None]:
    """Asks where and saves there: the path, or what went wrong; neither where the user thought better of it."""
    if not picture.path:
        return None, None
    target = await choose_save_path(parent, folder / Path(picture.path).name)
    if target is None:
        return None, None
    try:
        return await library.save_copy(picture, target, overwrite=True), None  # the dialog has asked about replacing
    except JimengError as error:
        fault = error.fault
        return None, lambda: _not_saved(target, fault)


def _not_saved(target: Path, fault: Fault) -> Words:
    title = fill(QCoreApplication.translate("originals", "%1 was not saved"), target.name)
    return Words(title, copy_sentence(fault, translate_message), None, "failed")


async def reveal(path: Path) -> Callable[[], Words] | None:
    """Shows a file, or a folder, in the system's file manager; words where there is none."""
    if await asyncio.to_thread(show_in_folder, path):
        return None
    return lambda: _not_shown(path)


def _not_shown(path: Path) -> Words:
    title = QCoreApplication.translate("originals", "No file manager answered")
    return Words(title, fill(QCoreApplication.translate("originals", "It is at %1"), path), None, "folder")

"""What commands are about: the selection of the gallery, or the loupe's one picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import SignalInstance

from ...core.job import Job, Picture


class Chosen(Protocol):
    """Asked anew each time: the selection changes, and so does the window after a change of language."""

    def pictures(self) -> list[int]:
        """The ids of the saved pictures, in the order they are shown."""

    @property
    def picture(self) -> int | None:
        """The id of the current saved picture."""

    @property
    def job(self) -> int | None:
        """The id of the current job."""

    @property
    def current(self) -> int | None:
        """The id of the current picture, or of what stands in its place."""

    @property
    def number(self) -> int:
        """How many pictures are selected, with what stands in the place of some."""

    def several(self) -> Iterator[tuple[Job, Picture]]:
        """The selected saved pictures, lazily, from the top down; the model must not change on the way."""

    @property
    def changed(self) -> SignalInstance:
        """Emitted when any of this may be another."""

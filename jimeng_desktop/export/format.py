"""What a format is: one way of writing a picture for somebody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Format:
    """`code` is as pictures name their own format; that of the byte copy, "original", has no `save`.

    `save` writes a picture that is turned upright and of the asked size to a new file, with the asked quality.
    `quality` is the usual one, None where a format has none.
    """

    code: str
    name: str
    save: Callable[[Image, Path, int], None] | None = None
    quality: int | None = None

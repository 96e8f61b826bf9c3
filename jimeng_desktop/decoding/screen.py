"""Whole pictures for the screen and the clipboard: plain bytes, for whoever has images of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .budget import Budget
from .pixels import flat, shown
from .reading import read
from .thumbnails import AT_WORK, COPIES, DECODERS

if TYPE_CHECKING:
    from PIL.Image import Image

BAND = 1 << 20  # bytes handed over at a time: nobody else has Python's lock meanwhile
_budget = Budget(AT_WORK, DECODERS)  # beside the one of arriving pictures: who looks at one doesn't wait for those


class Pixels(NamedTuple):
    """Four bytes each: red, green, blue, and the alpha (not multiplied into the others) or something of no meaning."""

    width: int
    height: int
    clear: bool
    bands: Iterator[bytes]


def whole_pixels(path: Path, *, clear: bool = False) -> Pixels:
    """The picture upright and in sRGB; transparent ones on neutral grey, or with `clear` as they are. Blocking.

    Raises PictureDamaged, PictureTooLarge, PictureNotShown, StorageError, OSError.
    """

    def made(image: Image) -> Image:
        with _budget.of(image.width * image.height * COPIES.get(image.format or "", 1)):
            image.load()
            found = shown(image)
            return found if clear else flat(found)

    image = read(path, made)
    return Pixels(image.width, image.height, image.mode == "RGBA", _bands(image))


def _bands(image: Image) -> Iterator[bytes]:
    rows = max(1, BAND // (4 * image.width))
    for top in range(0, image.height, rows):
        band = image.crop((0, top, image.width, min(image.height, top + rows)))
        yield band.tobytes("raw", "RGBA" if image.mode == "RGBA" else "RGBX")

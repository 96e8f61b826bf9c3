"""Pixels on the way from an original to its copy: upright, smaller, in a mode the format takes. Decoding reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..decoding import pixels
from ..decoding.pixels import to_srgb
from ..decoding.reading import BROKEN

if TYPE_CHECKING:
    from PIL.Image import Image

_ORIENTATION = 0x0112
_PROFILE = "icc_profile"
MOST_MARKS = 65_000  # bytes that one mark of a JPEG holds
WHITE = (255, 255, 255)


def shrinks(image: Image, long_edge: int | None) -> bool:
    """The asked long edge is shorter than the picture's own: nothing is ever enlarged."""
    return long_edge is not None and long_edge < max(image.size)


def size_within(size: tuple[int, int], long_edge: int) -> tuple[int, int]:
    """The size of a picture that is no longer than asked, in the same shape."""
    scale = min(1.0, long_edge / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def prepared(image: Image, long_edge: int | None) -> Image:
    """Decoded to its end, upright, and no longer than asked."""
    from PIL import ImageOps
    from PIL.Image import Resampling

    image.load()
    try:
        if image.getexif().get(_ORIENTATION, 1) != 1:
            ImageOps.exif_transpose(image, in_place=True)
    except (*BROKEN, OSError):
        image.info.pop("exif", None)  # broken metadata is no broken picture
    if long_edge is None or not shrinks(image, long_edge):
        return image
    size = size_within(image.size, long_edge)
    small = plain(image, ("L", "RGB", "RGBA", "CMYK")).resize(size, Resampling.LANCZOS)
    small.info = {**image.info, **small.info}
    return small


def plain(image: Image, modes: tuple[str, ...]) -> Image:
    """In one of `modes`, among which RGB and RGBA always are, with as little lost as may be.

    The profile of colours stays with them; grey and inks that become colours become those that their profile means.
    """
    if image.mode in modes and "transparency" not in image.info:
        return image
    info = {key: value for key, value in image.info.items() if key != "transparency"}
    found = pixels.plain(image)
    if image.mode not in ("RGB", "RGBA", "P", "PA", "RGBa", "RGBX"):
        found = to_srgb(found, info.pop(_PROFILE, None))  # it speaks of grey or of inks
    if found.mode not in modes:
        found = found.convert("RGBA" if found.mode == "RGBA" else "RGB")
    found.info = info
    return found


def flat(image: Image) -> Image:
    """Without transparency, on white."""
    if image.mode != "RGBA":
        return image
    behind = pixels.flat(image, WHITE)
    behind.info = image.info
    return behind


def marks(image: Image, *names: str) -> dict[str, Any]:
    """Of the picture's own colour profile and metadata, what is there: a copy loses nothing and is given nothing."""
    found = {name: image.info.get(name) for name in names}
    return {name: value for name, value in found.items() if value and (name == _PROFILE or len(value) < MOST_MARKS)}

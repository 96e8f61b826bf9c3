"""Pixels on the way from an original to its copy: read whole, upright, smaller, in a mode the format takes.

Pillow is imported late: it is slow.
"""

from __future__ import annotations

import errno
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.errors import PictureDamaged, StorageError

if TYPE_CHECKING:
    from PIL.Image import Image

_ORIENTATION = 0x0112
_PROFILE = "icc_profile"
MOST_MARKS = 65_000  # bytes that one mark of a JPEG holds
WHITE = (255, 255, 255)

# Whatever broken bytes provoke in Pillow's readers comes out of them. An OSError with an errno is the disk's instead.
BROKEN = (SyntaxError, ValueError, EOFError, struct.error, zlib.error, ArithmeticError, LookupError, TypeError,
           AttributeError, NotImplementedError)  # fmt: skip


@contextmanager
def readable(name: str) -> Iterator[None]:
    """What Pillow raises for bytes that are no whole picture, as PictureDamaged; what the disk says as StorageError."""
    try:
        yield
    except MemoryError as error:
        raise StorageError("not enough memory to decode the picture") from error
    except OSError as error:
        if error.errno:
            raise StorageError(f"{errno.errorcode.get(error.errno, 'error')}: {error.strerror}") from error
        raise PictureDamaged(name) from error
    except BROKEN as error:
        raise PictureDamaged(name) from error


def opened(path: Path) -> Image:
    """The picture, not decoded yet. Raises what readable() turns into our errors."""
    from PIL import Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401 (they register)

    warnings.filterwarnings("ignore", module=r"PIL(\.|$)")  # its doubts about metadata are no one's business here
    try:
        return Image.open(path, formats=("PNG", "JPEG", "WEBP"))
    except Image.DecompressionBombError as error:
        raise ValueError(str(error)) from error


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
    """In one of `modes`, among which RGB and RGBA always are, with as little lost as may be."""
    keyed = "transparency" in image.info
    if image.mode in modes and not keyed:
        return image
    info = {key: value for key, value in image.info.items() if key != "transparency"}
    if image.mode in ("1", "L", "LA", "La", "CMYK") or image.mode.startswith(("I", "F")):
        info.pop(_PROFILE, None)  # it speaks of grey or of inks
    if image.mode.startswith(("I", "F")):  # 16 bits a pixel; convert() alone would cut them off at 255
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    clear = keyed or image.mode in ("LA", "PA", "La", "RGBa")
    converted = image.convert("RGBA" if clear else "RGB")
    converted.info = info
    return converted


def flat(image: Image) -> Image:
    """Without transparency, on white."""
    from PIL.Image import new

    if image.mode != "RGBA":
        return image
    behind = new("RGB", image.size, WHITE)
    behind.paste(image, mask=image.getchannel("A"))
    behind.info = image.info
    return behind


def marks(image: Image, *names: str) -> dict[str, Any]:
    """Of the picture's own colour profile and metadata, what is there: a copy loses nothing and is given nothing."""
    found = {name: image.info.get(name) for name in names}
    return {name: value for name, value in found.items() if value and (name == _PROFILE or len(value) < MOST_MARKS)}

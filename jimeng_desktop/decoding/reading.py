"""One way to open a picture with Pillow, which is imported late: its kind, its bounds, its errors, what is mended."""

from __future__ import annotations

import hashlib
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

from ..core.errors import PictureDamaged, PictureNotShown, PictureTooLarge, PictureUnproven, StorageError
from . import whole
from .kinds import HEAD, PILLOW, kind_of

if TYPE_CHECKING:
    from PIL.Image import Image

T = TypeVar("T")

MOST_PIXELS = 100_000_000
LONGEST_SIDE = 20_000
# What is put before the end mark that a JPEG is tried with: patterns of bits that are coded as large numbers.
FILLERS = tuple(bytes((value,)) * length for value, length in (
    (0xFE, 1), (0xEE, 2), (0xDB, 3), (0xB6, 5), (0xAA, 7), (0x55, 16), (0x92, 40), (0xF7, 300)))  # fmt: skip
_CODES = {"MPO": "jpeg", "JPEG2000": "jp2"}  # for Pillow's names; the others are the same in small letters

# Whatever broken bytes provoke in Pillow's readers comes out of them. An OSError with an errno is the disk's instead.
BROKEN = (SyntaxError, ValueError, EOFError, struct.error, zlib.error, ArithmeticError, LookupError, TypeError,
          AttributeError, NotImplementedError)  # fmt: skip


@contextmanager
def readable() -> Iterator[None]:
    """What Pillow raises for bytes that are no whole picture, as PictureDamaged; OSError of the disk as it is."""
    try:
        yield
    except MemoryError as error:
        raise StorageError("not enough memory to decode the picture") from error
    except OSError as error:
        if error.errno:
            raise
        raise PictureDamaged(str(error)) from error
    except BROKEN as error:
        raise PictureDamaged(f"{type(error).__name__}: {error}") from error


def read(path: Path, use: Callable[[Image], T], *, check: bool = False, proven: bool = False) -> T:
    """What `use` makes of the picture in the file, opened and not decoded yet; blocking.

    With `check` the file is held to its last byte. What can be mended in memory is: the bytes on the disk stay as they
    are. A JPEG that lacks its end mark passes a check where it is `proven`: its announced length came, twice the same.

    Raises PictureDamaged, PictureUnproven, PictureTooLarge, PictureNotShown, StorageError; OSError of the disk.
    """
    with readable():
        with open(path, "rb") as file:
            kind = kind_of(file.read(HEAD))
        if kind is None:
            raise PictureDamaged("not a picture")
        try:
            if check:
                whole.check_end(path, kind)
            if not is_read_here(kind):
                raise PictureNotShown(kind)
            return _used(path, kind, use)
        except PictureDamaged:
            mended = _mended(path, kind, check)
            if mended is None:
                raise
            if kind == "jpeg" and check and not proven:
                raise PictureUnproven("no end mark") from None
        return _used(BytesIO(mended), kind, use)


def code_of(image: Image) -> str:
    """The kind of an opened picture, by our names."""
    format = image.format or ""
    return _CODES.get(format, format.lower()) if getattr(image, "codec", "") != "j2k" else "j2k"


def _used(source: Path | IO[bytes], kind: str, use: Callable[[Image], T]) -> T:
    with readable(), _opened(source, kind) as image:
        _check_bounds(*image.size)
        return use(image)


def _opened(source: Path | IO[bytes], kind: str) -> Image:
    from PIL import Image, ImageFile

    warnings.filterwarnings("ignore", module=r"PIL(\.|$)")  # its doubts about metadata are no one's business here
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # whoever has set it: half a picture is not whole
    if kind == "webp" and isinstance(source, Path):
        with open(source, "rb") as file:
            _check_bounds(*whole.webp_size(file.read(HEAD)))
    try:
        return Image.open(source, formats=[PILLOW[kind]])
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(str(error)) from error
    except (OSError, *BROKEN) as error:
        if getattr(error, "errno", None) is None and _is_of_a_sort_not_read(source, kind):
            raise PictureNotShown(kind) from error
        raise


def _check_bounds(width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise PictureTooLarge(f"{width} × {height}")


def _is_of_a_sort_not_read(source: Path | IO[bytes], kind: str) -> bool:
    """Pillow doesn't know what to do with it, though nothing says that it is damaged."""
    if kind == "jpeg":
        return isinstance(source, Path) and not whole.is_usual_jpeg(source.read_bytes())
    return kind in ("tiff", "bmp", "avif", "jp2", "j2k")


def is_read_here(kind: str) -> bool:
    """Pillow's reader of the kind is imported, where there is one in this build."""
    try:
        match kind:
            case "png":
                from PIL import PngImagePlugin  # noqa: F401 (it registers itself, as do the others)
            case "jpeg":
                from PIL import JpegImagePlugin  # noqa: F401
            case "webp":
                from PIL import WebPImagePlugin  # noqa: F401
            case "gif":
                from PIL import GifImagePlugin  # noqa: F401
            case "bmp":
                from PIL import BmpImagePlugin  # noqa: F401
            case "tiff":
                from PIL import TiffImagePlugin  # noqa: F401
            case "avif":
                from PIL import AvifImagePlugin

                return AvifImagePlugin.SUPPORTED
            case "jp2" | "j2k":
                from PIL import Jpeg2KImagePlugin, features  # noqa: F401

                return bool(features.check_codec("jpg_2000"))
    except ImportError:
        return False
    return kind in PILLOW


def _mended(path: Path, kind: str, check: bool) -> bytes | None:
    """The file with what touches no pixel put right; None where there is nothing of the sort."""
    try:
        if kind == "png":
            return whole.png_without_remarks(path)
        return _jpeg_with_end(path.read_bytes(), check) if kind == "jpeg" else None
    except PictureDamaged:
        return None


def _jpeg_with_end(data: bytes, check: bool) -> bytes | None:
    """A JPEG that lacks nothing but its end mark, with it; None for any other.

    libjpeg makes up what is missing: whatever stands in place of the missing bytes must leave the pixels as they are.
    One that was checked before is only looked at with its usual tables.
    """
    heads = whole.scans(data)
    if heads is None or not whole.has_all_scans(heads):
        return None
    data = data.rstrip(b"\xff")  # half an end mark
    for tried in (data, *(whole.louder(data, group) for group in range(whole.GROUPS if check else 0))):
        pixels = _pixels(tried + whole.JPEG_END)
        if any(_pixels(tried + filler + whole.JPEG_END) != pixels for filler in FILLERS):
            return None
    return data + whole.JPEG_END


def _pixels(data: bytes) -> bytes:
    """The hash of what it decodes to."""
    return _used(BytesIO(data), "jpeg", lambda image: hashlib.sha256(image.tobytes()).digest())

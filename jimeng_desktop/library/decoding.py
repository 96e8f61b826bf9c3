"""Pillow: one full decode of an original gives the check, its size and both thumbnails. Imported late: it is slow."""

from __future__ import annotations

import struct
import threading
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.errors import DownloadError, PictureDamaged, PictureTooLarge, StorageError

if TYPE_CHECKING:
    from PIL import Image

SIZES = (512, 256)  # longest side of the thumbnails, large first: the small one is made from it
QUALITY = 85
GAP = 1.5  # times the size asked for: what is larger is first made smaller in the quick way. 53 dB to doing without
MOST_PIXELS = 100_000_000
AT_WORK = 80_000_000  # pixels that are decoded at one moment, by all threads together: 320 MB
DECODERS = 2  # threads that decode at one moment, whatever for; Pillow lets go of the interpreter meanwhile
COPIES = {"WEBP": 4}  # of a picture that Pillow's reader holds
BEHIND = (119, 119, 119)  # transparent pictures stand on neutral grey
_ON_THEIR_SIDE = (5, 6, 7, 8)  # orientation marks that swap width and height
FORMATS = {"PNG": "png", "JPEG": "jpeg", "MPO": "jpeg", "WEBP": "webp"}

# Whatever broken bytes provoke in Pillow's readers comes out of them. An OSError with an errno is the disk's instead.
_BROKEN = (SyntaxError, ValueError, EOFError, struct.error, zlib.error, ArithmeticError, LookupError, TypeError,
           AttributeError, NotImplementedError)  # fmt: skip


class Budget:
    """So many pixels, in so many pictures, may be at work at once; a picture that is larger than that works alone.

    While a picture that has just come waits, none that is only made again begins.
    """

    def __init__(self, most: int, pictures: int) -> None:
        self._most = most
        self._pictures = pictures
        self.at_work = 0
        self._count = 0
        self._urgent = 0  # that wait
        self._changed = threading.Condition()

    @contextmanager
    def of(self, pixels: int, urgent: bool = True) -> Iterator[None]:
        """Waits until there is room for them."""
        with self._changed:
            self._urgent += urgent
            self._changed.wait_for(lambda: (urgent or not self._urgent) and (not self._count or self._room(pixels)))
            self._urgent -= urgent
            self.at_work += pixels
            self._count += 1
            self._changed.notify_all()  # who waited for the urgent ones alone
        try:
            yield
        finally:
            with self._changed:
                self.at_work -= pixels
                self._count -= 1
                self._changed.notify_all()

    def _room(self, pixels: int) -> bool:
        return self._count < self._pictures and self.at_work + pixels <= self._most


_budget = Budget(AT_WORK, DECODERS)


@dataclass(frozen=True, slots=True)
class Decoded:
    """What one decode gave. `width` and `height` are as the picture was decoded, after its orientation mark."""

    width: int
    height: int
    format: str
    thumbnails: dict[int, bytes]  # longest side -> JPEG


def decode(path: Path, *, check: bool = True) -> Decoded:
    """Decodes the original. With `check`, to its last byte; without, a JPEG may be read at a fraction of its size.

    Raises PictureDamaged, PictureTooLarge, StorageError; OSError of the disk as it is.
    """
    try:
        return _decode(path, check)
    except DownloadError:
        raise
    except MemoryError as error:
        raise StorageError("not enough memory to decode the picture") from error
    except OSError as error:
        if error.errno:
            raise
        raise PictureDamaged(str(error)) from error
    except _BROKEN as error:
        raise PictureDamaged(f"{type(error).__name__}: {error}") from error


def _decode(path: Path, check: bool) -> Decoded:
    from PIL import Image, ImageFile, JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401 (they register)

    warnings.filterwarnings("ignore", module=r"PIL(\.|$)")  # its doubts about metadata are no one's business here
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # whoever has set it: half a picture is not whole
    try:
        opened = Image.open(path, formats=("PNG", "JPEG", "WEBP"))
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(str(error)) from error
    with opened as image:
        pixels = image.width * image.height
        if pixels > MOST_PIXELS:
            raise PictureTooLarge(f"{image.width} × {image.height}")
        if check:
            _check_end(path, FORMATS[image.format or "PNG"])
        else:
            least = 1.2 * SIZES[0] / max(image.size)  # of the same shape: draft() takes both sides for lower bounds
            image.draft(None, (max(1, round(image.width * least)), max(1, round(image.height * least))))
        with _budget.of(pixels * COPIES.get(image.format or "", 1), urgent=check):
            image.load()
            turned = _orientation(image)
            small = _thumbnails(image, turned)
        width, height = image.size if turned not in _ON_THEIR_SIDE else image.size[::-1]
        return Decoded(width, height, FORMATS[image.format or "PNG"], small)


def _check_end(path: Path, format: str) -> None:
    """Pillow is content once it has all pixels: what is cut or flipped beyond them shows here."""
    with open(path, "rb") as file:
        if format == "jpeg":
            file.seek(0, 2)
            file.seek(max(0, file.tell() - 65536))
            if b"\xff\xd9" not in file.read():
                raise PictureDamaged("it ends before its end mark")
        elif format == "png":
            file.seek(8)
            while True:
                head = file.read(8)
                length, kind = struct.unpack(">I4s", head) if len(head) == 8 else (0, b"")
                data = file.read(length + 4)
                if len(data) < length + 4:
                    raise PictureDamaged("it ends before its end mark")
                if zlib.crc32(data[:-4], zlib.crc32(kind)) != int.from_bytes(data[-4:], "big"):
                    raise PictureDamaged(f"checksum of {kind.decode('ascii', 'replace')}")
                if kind == b"IEND":
                    return


def _orientation(image: Image.Image) -> int:
    try:
        value = image.getexif().get(0x0112, 1)
    except (*_BROKEN, OSError):
        return 1  # broken metadata is no broken picture
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _thumbnails(image: Image.Image, turned: int) -> dict[int, bytes]:
    from PIL import Image

    turns = Image.Transpose
    turn = {
        2: turns.FLIP_LEFT_RIGHT,
        3: turns.ROTATE_180,
        4: turns.FLIP_TOP_BOTTOM,
        5: turns.TRANSPOSE,
        6: turns.ROTATE_270,
        7: turns.TRANSVERSE,
        8: turns.ROTATE_90,
    }.get(turned)
    profile = image.info.get("icc_profile")
    small = _fit(_plain(image), image.size, SIZES[0])
    small = _flat(_to_srgb(small, profile))
    if turn is not None:
        small = small.transpose(turn)
    whole = image.size if turned not in _ON_THEIR_SIDE else image.size[::-1]
    thumbnails = {}
    for size in SIZES:
        small = _fit(small, whole, size)
        out = BytesIO()
        small.save(out, "JPEG", quality=QUALITY)
        thumbnails[size] = out.getvalue()
    return thumbnails


def _plain(image: Image.Image) -> Image.Image:
    """In one of the modes that can be made smaller well: L, RGB, RGBA, CMYK."""
    if "transparency" in image.info or image.mode in ("LA", "PA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode.startswith(("I", "F")):  # 16 bits a pixel; convert() alone would cut them off at 255
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image if image.mode in ("L", "RGB", "RGBA", "CMYK") else image.convert("RGB")


def _fit(image: Image.Image, whole: tuple[int, int], longest: int) -> Image.Image:
    """No larger than `longest`, in the shape of the whole picture: the small one inherits no rounding of the large."""
    from PIL import Image

    scale = longest / max(whole)
    if scale >= 1:
        return image
    size = (max(1, round(whole[0] * scale)), max(1, round(whole[1] * scale)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=GAP)


def _to_srgb(image: Image.Image, profile: Any) -> Image.Image:
    if not isinstance(profile, bytes) or b"sRGB" in profile or b"s\0R\0G\0B" in profile:
        return image
    try:
        from PIL import ImageCms

        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        colours = image.convert("RGB") if image.mode == "RGBA" else image
        converted = ImageCms.profileToProfile(colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImportError, OSError, *_BROKEN, _cms_error()):
        return image  # no colour engine, or a profile that does not fit the picture
    if converted is None:
        return image
    if image.mode == "RGBA":
        converted.putalpha(image.getchannel("A"))
    return converted


def _cms_error() -> type[Exception]:
    try:
        from PIL.ImageCms import PyCMSError
    except ImportError:
        return ValueError
    return PyCMSError


def _flat(image: Image.Image) -> Image.Image:
    from PIL import Image

    if image.mode != "RGBA":
        return image.convert("RGB")
    behind = Image.new("RGB", image.size, BEHIND)
    behind.paste(image, mask=image.getchannel("A"))
    return behind

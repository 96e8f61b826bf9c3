"""Pictures of every kind and sort, and ways to cut them."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageFilter

SIZE = (120, 90)
MOVES = {"save_all": True}


def noise(seed: int = 0) -> Image.Image:
    """Something in every corner, down to the last block."""
    bytes_ = random.Random(seed).randbytes(SIZE[0] * SIZE[1] * 3)
    return Image.frombytes("RGB", SIZE, bytes_).filter(ImageFilter.GaussianBlur(1))


def encoded(format: str, image: Image.Image | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    if options.get("save_all"):
        options["append_images"] = [noise(1), noise(2)]
    (image or noise()).save(out, format, **options)
    return out.getvalue()


# Every one is shown; no part of one passes for a whole.
SORTS: dict[str, bytes] = {
    "png": encoded("PNG"),
    "png, moving": encoded("PNG", **MOVES),
    "jpeg": encoded("JPEG"),
    "jpeg, best": encoded("JPEG", quality=100, subsampling=0),
    "jpeg, progressive": encoded("JPEG", progressive=True, quality=90),
    "jpeg, grey": encoded("JPEG", noise().convert("L")),
    "jpeg, inks": encoded("JPEG", noise().convert("CMYK")),
    "jpeg, restarts": encoded("JPEG", restart_marker_rows=1),
    "webp": encoded("WEBP"),
    "webp, lossless": encoded("WEBP", lossless=True),
    "webp, moving": encoded("WEBP", **MOVES),
    "gif": encoded("GIF"),
    "gif, moving": encoded("GIF", **MOVES),
    "bmp": encoded("BMP"),
    "tiff": encoded("TIFF"),
    "tiff, lzw": encoded("TIFF", compression="tiff_lzw"),
    "tiff, jpeg": encoded("TIFF", compression="jpeg"),
    "tiff, pages": encoded("TIFF", compression="tiff_deflate", **MOVES)[:-10],  # which Pillow fills up with nothing
    "avif": encoded("AVIF"),
    "avif, moving": encoded("AVIF", **MOVES),
    "jp2": encoded("JPEG2000"),
    "jp2, layers": encoded("JPEG2000", quality_mode="rates", quality_layers=[20, 5]),
    "j2k": encoded("JPEG2000", no_jp2=True),
}


def lengths(data: bytes, most: int) -> Iterator[int]:
    """Every one near the end and near the beginning, and some between them."""
    near = 24
    yield from range(min(len(data) - 1, near))
    yield from random.Random(len(data)).sample(range(near, len(data) - near), most)
    yield from range(len(data) - near, len(data))


def heic() -> bytes:
    """A file in boxes as a phone writes them; nobody here looks into it."""
    brands = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
    return brands + (16 + 500).to_bytes(4, "big") + b"mdat" + bytes(8) + random.Random(5).randbytes(500)


def jxl() -> bytes:
    """A bare codestream: nothing in it says how long it is."""
    return b"\xff\x0a" + random.Random(6).randbytes(400)

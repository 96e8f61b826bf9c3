"""Pictures of every kind and sort, and ways to cut them."""

from __future__ import annotations

import base64
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


# Of which 8 bytes may be missing, whatever stands in their place, without a pixel that differs: rounding hides it.
HIDDEN, FEW = "".join((
    '|JeWF01!$>Nk#wx0RR9200961|JwjV009930RaI40RaI40RaI40s#R50RaL50RaL60s;a80s;a90|WyD0|NsB0s{mC0|W#F1Ox&D1qB2I1q1{H1p',
    'nIrLjeH+0RaI40s#R61OoyC1Ox;G1Ox;G1Ox;G1Ox;G1Ox;G1Ox;G1Ox;G1Ox;G1Ox;G1Ox;G1Ox;G1Ox;G1O)%U01*fP7yuXp0U`hb5di}c0sq7',
    'R761VO0RR910000000000000020sq7RA`k!q0s;UA0{{R3000000003I03k6!5>a7sfsxVS@&CjC76AbP0RR910000000000000310{_GS91#Em0',
    '09L60000000000000015g{=_VR7*P+5ij#0RRFK0}%i}0K#}xQe{(rlB|P-',
    '{Jp~nQ$D&$ECk8ebUFO{lgML2sH#N*NW+PQJP=vI3v{9h3ZT3aKmk=RGZ`msR`ZyM%t6|fWL@?QeMCgXZTo=i|Je',
)), 8  # fmt: skip


def hidden() -> bytes:
    """A JPEG without its last bytes, some of which are pixels."""
    return base64.b85decode(HIDDEN)[:-FEW]

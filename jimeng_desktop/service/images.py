"""What the first bytes of a picture say: format and pixels of PNG, JPEG and WebP, without decoding anything."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from ..core.errors import NotAPicture, PictureTooLarge

MOST_PIXELS = 100_000_000
LONGEST_SIDE = 20_000
HEAD = 2 * 1024 * 1024  # a JPEG may carry profiles and previews before its size, but not more than this

_PNG = b"\x89PNG\r\n\x1a\n"
# What else arrives in a picture's place, only to name it.
_OTHERS = ((b"GIF8", "gif"), (b"<", "html"), (b"{", "json"), (b"[", "json"), (b"BM", "bmp"), (b"%PDF", "pdf"))
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_JPEG_SCAN, _JPEG_END = 0xDA, 0xD9


@dataclass(frozen=True, slots=True)
class Header:
    """Format ("png", "jpeg", "webp") and pixels, as the file itself claims them."""

    format: str
    width: int
    height: int


def read_header(head: bytes, ended: bool = False) -> Header | None:
    """The header in a file's first bytes; None when more of them are needed.

    `ended`: there are no more. Raises NotAPicture (its detail names what it looks like) and PictureTooLarge.
    """
    picture_format = _format(head)
    size = _READERS[picture_format](head) if picture_format else None
    if size is None or picture_format is None:
        if ended or len(head) >= HEAD:
            raise NotAPicture("cut" if head else "empty")
        return None
    width, height = size
    if not width or not height:
        raise NotAPicture(picture_format)
    if width > LONGEST_SIDE or height > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise PictureTooLarge(f"{width}×{height}")
    return Header(picture_format, width, height)


def _format(head: bytes) -> str | None:
    if head.startswith(_PNG):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    could_be = _PNG.startswith(head[:8]) or b"\xff\xd8\xff".startswith(head[:3])
    if could_be or (b"RIFF".startswith(head[:4]) and b"WEBP".startswith(head[8:12]) and len(head) < 12):
        return None
    raise NotAPicture(_looks_like(head))


def _looks_like(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return head[8:12].decode("ascii", "replace").strip("\x00 ")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((name for magic, name in _OTHERS if start.startswith(magic)), "unknown")


def _png_size(head: bytes) -> tuple[int, int] | None:
    if len(head) < 24:
        return None
    if head[12:16] != b"IHDR":
        raise NotAPicture("png")
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def _jpeg_size(head: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 4 <= len(head):
        if head[at] != 0xFF:
            raise NotAPicture("jpeg")
        marker = head[at + 1]
        if marker == 0xFF:  # filling
            at += 1
        elif marker in _JPEG_BARE:
            at += 2
        elif marker in _JPEG_SIZES:
            if at + 9 > len(head):
                return None
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        elif marker in (_JPEG_SCAN, _JPEG_END, 0x00):
            raise NotAPicture("jpeg")
        else:
            at += 2 + max(2, int.from_bytes(head[at + 2 : at + 4], "big"))
    return None


def _webp_size(head: bytes) -> tuple[int, int] | None:
    if len(head) < 30:
        return None
    chunk = head[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if chunk == b"VP8L" and head[20] == 0x2F:
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    raise NotAPicture("webp")


_READERS = {"png": _png_size, "jpeg": _jpeg_size, "webp": _webp_size}

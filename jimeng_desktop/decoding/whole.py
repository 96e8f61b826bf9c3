"""Whether a file has all its bytes, where Pillow is content once it has the first picture's; no Pillow here.

What touches no pixel is forgiven: a PNG whose remarks have wrong checksums is read through a copy in memory without
them. A file in a container whose boxes say how long they are is held to that.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from ..core.errors import PictureDamaged

_PNG = 8  # bytes of its magic
# Chunks of a PNG that pixels are made of, or that say how they look. The rest is remarks.
_PIXELS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
_LOOKS = frozenset({b"tRNS", b"iCCP", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"eXIf"})
# Kinds whose boxes fill the file, with the boxes of which one holds the pixels.
_BOXED = {"avif": (b"mdat",), "heic": (b"mdat",), "heif": (b"mdat",), "jp2": (b"jp2c",), "jxl": (b"jxlc", b"jxlp")}
_LARGEST_BOX = 12  # first byte of its length: nothing beyond 200 MB is received
_TAIL = 65536  # bytes among which the end mark of a JPEG is looked for at first
JPEG_END = b"\xff\xd9"
_JPEG_MARK = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)  # in coded pixels: any mark but a restart's
_JPEG_SCAN = 0xDA
LOUD, GROUPS = 16, 4
_TIFF_PLACES, _TIFF_LENGTHS = (273, 324), (279, 325)  # of strips, of tiles
_TIFF_SORTS = {3: "H", 4: "I", 5: "II", 8: "h", 9: "i", 10: "ii", 11: "f", 12: "d", 13: "I", 16: "Q", 17: "q", 18: "Q"}


def check_end(path: Path, kind: str) -> None:
    """Raises PictureDamaged for a file that ends too early, or one of whose checksums of pixels is wrong."""
    if kind == "png":
        for name, _, right in _chunks(path):
            if not right and name in _PIXELS - {b"IEND"}:
                raise PictureDamaged(f"checksum of {name.decode('ascii', 'replace')}")
    elif kind == "jpeg":
        if not _jpeg_ends(path):
            raise PictureDamaged("it ends before its end mark")
    elif kind == "gif":
        _check_gif(path.read_bytes())
    elif kind == "tiff":
        _check_tiff(path.read_bytes())
    elif kind == "bmp":
        with open(path, "rb") as file:
            said = int.from_bytes(file.read(6)[2:], "little")
        if said > path.stat().st_size:
            raise _cut()
    elif kind == "j2k":
        if JPEG_END not in path.read_bytes()[-64:]:
            raise _cut()
    elif kind in _BOXED:
        _check_boxes(path, _BOXED[kind])


def says_its_end(kind: str) -> bool:
    """Whether check_end() sees that such a file is cut, as Pillow does of WebP. A bare JPEG XL doesn't say it."""
    return kind in {"png", "jpeg", "webp", "gif", "tiff", "bmp", "j2k", *_BOXED} - {"jxl"}


def _cut() -> PictureDamaged:
    return PictureDamaged("it ends before its end mark")


def _chunks(path: Path) -> Iterator[tuple[bytes, bytes, bool]]:
    """Name, body and whether its checksum is right, of each chunk of a PNG up to its end mark."""
    with open(path, "rb") as file:
        file.seek(_PNG)
        name = b""
        while name != b"IEND":
            head = file.read(8)
            length, name = struct.unpack(">I4s", head) if len(head) == 8 else (0, b"")
            data = file.read(length + 4)
            if len(data) < length + 4:
                raise _cut()
            body = data[:-4]
            yield name, body, zlib.crc32(body, zlib.crc32(name)) == int.from_bytes(data[-4:], "big")


def png_without_remarks(path: Path) -> bytes:
    """The PNG as Pillow takes it: remarks left out, checksums of what is no pixel put right. Raises PictureDamaged."""
    out = [b"\x89PNG\r\n\x1a\n"]
    for name, body, right in _chunks(path):
        if not right and name in _PIXELS - {b"IEND"}:
            raise PictureDamaged(f"checksum of {name.decode('ascii', 'replace')}")
        if name in _PIXELS or name in _LOOKS:
            out += [struct.pack(">I", len(body)), name, body, struct.pack(">I", zlib.crc32(body, zlib.crc32(name)))]
    return b"".join(out)


def _jpeg_ends(path: Path) -> bool:
    """Pillow is content once it has all pixels. What lies behind the end, however long, is no business of ours."""
    with open(path, "rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _TAIL))
        return JPEG_END in file.read() or scans(path.read_bytes()) is None


def scans(data: bytes) -> list[bytes] | None:
    """The heads of the frame and of the scans of a JPEG that has no end mark; None where it has one.

    Raises PictureDamaged where it ends within a head.
    """
    found: list[bytes] = []
    at = 2
    while at < len(data):
        mark = _JPEG_MARK.search(data, at) if found and found[-1][0] == _JPEG_SCAN else None
        if found and found[-1][0] == _JPEG_SCAN:
            if mark is None:
                return found
            at = mark.start()
        if data[at] != 0xFF or at + 1 >= len(data):
            raise _cut()
        number = data[at + 1]
        if number == 0xFF or number == 0x01 or 0xD0 <= number <= 0xD7:
            at += 1 if number == 0xFF else 2
            continue
        if number == 0xD9:
            return None
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2 or at + 2 + length > len(data):
            raise _cut()
        if number == _JPEG_SCAN or _is_frame(number):
            found.append(data[at + 1 : at + 2 + length])
        elif found and found[-1][0] == _JPEG_SCAN:
            found.append(bytes((number,)))  # tables between two scans: what follows is not coded pixels
        at += 2 + length
    raise _cut()


def _is_frame(number: int) -> bool:
    return 0xC0 <= number <= 0xCF and number not in (0xC4, 0xC8, 0xCC)


def has_all_scans(heads: list[bytes]) -> bool:
    """Every coefficient of every component has come to its last bit: a progressive JPEG cut between two scans hasn't.

    `heads` is what scans() found; each begins with the number of its mark.
    """
    frames = [head for head in heads if _is_frame(head[0])]
    if len(frames) != 1 or len(frames[0]) < 9:
        return False
    frame = frames[0]
    parts = {frame[at] for at in range(9, 9 + 3 * frame[8], 3) if at < len(frame)}
    lacking = {(part, place): 1 for part in parts for place in range(64)}
    for head in heads:
        if head[0] == _JPEG_SCAN and len(head) >= 7:
            count = head[3]
            first, last, bits = head[4 + 2 * count], head[5 + 2 * count], head[6 + 2 * count] & 15
            for part in (head[4 + 2 * n] for n in range(count)):
                for place in range(first, min(last, 63) + 1):
                    if not bits:
                        lacking.pop((part, place), None)
    return not lacking


def louder(data: bytes, group: int) -> bytes:
    """The JPEG with a quarter of its frequencies amplified and the rest, the mean too, left out.

    What differs by one in the least of them is seen in the pixels then; with the usual tables it may be rounded away.
    """
    out, at = bytearray(data), 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _JPEG_SCAN:
        if data[at + 1] == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        table = at + 4
        while data[at + 1] == 0xDB and table + 65 <= min(end, len(data)):
            wide = 2 if data[table] >> 4 else 1
            for place in range(64):
                value = LOUD if place and place % 4 == group else 0
                out[table + 1 + place * wide : table + 1 + (place + 1) * wide] = value.to_bytes(wide, "big")
            table += 1 + 64 * wide
        at = max(end, at + 2)
    return bytes(out[: len(data)])


def is_usual_jpeg(data: bytes) -> bool:
    """Of the sorts that libjpeg reads: 8 bits, coded with Huffman's or arithmetic tables."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        number = data[at + 1]
        if number in (0xF7, *range(0xC0, 0xD0)) and number not in (0xC4, 0xC8, 0xCC):
            return number in (0xC0, 0xC1, 0xC2, 0xC9, 0xCA) and data[at + 4] == 8
        if number == _JPEG_SCAN:
            return True
        at += 1 if number == 0xFF else 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    return True


def _check_gif(data: bytes) -> None:
    """All frames are there, not only the first."""
    at = 13 + (3 << (data[10] & 7) + 1 if len(data) > 10 and data[10] & 0x80 else 0)
    while at < len(data):
        sort = data[at]
        if sort == 0x3B:
            return
        if sort == 0x21:
            at += 2
        elif sort == 0x2C and at + 10 <= len(data):
            flags = data[at + 9]
            at += 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
        else:
            break
        while at < len(data) and data[at]:
            at += data[at] + 1
        at += 1
    raise _cut()


def _check_tiff(data: bytes) -> None:
    """All directories, and the pixels that they name, lie within the file."""
    order = "<" if data[:1] == b"I" else ">"
    big = data[2:4] in (b"+\0", b"\0+")
    count, entry, place = ("Q", "HHQ8s", "Q") if big else ("H", "HHI4s", "I")
    seen: set[int] = set()
    try:
        at = struct.unpack_from(order + place, data, 8 if big else 4)[0]
        while at and at not in seen:
            seen.add(at)
            entries = struct.unpack_from(order + count, data, at)[0]
            at += struct.calcsize(order + count)
            found: dict[int, tuple[int, ...]] = {}
            for _ in range(entries):
                tag, sort, many, value = struct.unpack_from(order + entry, data, at)
                numbers = _tiff_numbers(data, order, sort, many, value, place)
                if tag in _TIFF_PLACES or tag in _TIFF_LENGTHS:
                    found[tag] = numbers
                at += struct.calcsize(order + entry)
            for places, lengths in zip(_TIFF_PLACES, _TIFF_LENGTHS, strict=True):
                ends = zip(found.get(places, ()), found.get(lengths, ()), strict=False)
                if any(start + length > len(data) for start, length in ends):
                    raise _cut()
            at = struct.unpack_from(order + place, data, at)[0]
    except struct.error:
        raise _cut() from None


def _tiff_numbers(data: bytes, order: str, sort: int, many: int, value: bytes, place: str) -> tuple[int, ...]:
    """The numbers of an entry, which stand in it where they fit and elsewhere where they don't."""
    form = _TIFF_SORTS.get(sort, "")
    if many > len(data):
        raise _cut()
    wanted = f"{order}{many * max(1, len(form))}{form[:1] or 'x'}"
    if struct.calcsize(wanted) <= len(value):
        return struct.unpack_from(wanted, value)
    return struct.unpack_from(wanted, data, struct.unpack(order + place, value)[0])


def _check_boxes(path: Path, pixels: tuple[bytes, ...]) -> None:
    """The boxes of the outermost level fill the file to its end, and one of them holds the pixels."""
    end, seen = path.stat().st_size, False
    with open(path, "rb") as file:
        if pixels == _BOXED["jxl"] and file.read(2) == b"\xff\x0a":
            return  # bare
        at = 0
        while at < end:
            file.seek(at)
            head = file.read(16)
            length = int.from_bytes(head[:4], "big")
            if length == 1:
                length = int.from_bytes(head[8:16], "big") if len(head) == 16 else 0
                least = 16
            else:
                least = 8
            if head[:4] == b"\0\0\0\0":
                length = end - at  # up to the end, wherever that is
            if length < least or at + length > end:
                if seen and not _may_begin_a_box(head[: end - at]):
                    return
                raise _cut()
            seen = seen or head[4:8] in pixels
            at += length
    if not seen:
        raise _cut()


def _may_begin_a_box(head: bytes) -> bool:
    """What is left after the last whole box: one that was cut, or bytes that touch no pixel: zeros, a line end."""
    if len(head) < 8:
        return head[0] == 0 and any(head)
    return head[0] <= _LARGEST_BOX and bool(re.fullmatch(rb"[A-Za-z0-9 ]{4}", head[4:8]))


def webp_size(head: bytes) -> tuple[int, int]:
    """Width and height as a WebP claims them: Pillow's reader takes memory for all of it before it says them."""
    sort = head[12:16]
    if sort == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if sort == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", head[26:30].ljust(4, b"\0"))
    return width & 0x3FFF, height & 0x3FFF

"""What the first bytes of a file say it is: the kinds of picture that are known, and names for what is none."""

from __future__ import annotations

HEAD = 64  # bytes that say it, or never will

# By their first bytes. Those that need a longer look come after them.
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"),
    (b"\xff\x4f\xff\x51", "j2k"),
    (b"\0\0\0\x0cJXL \r\n\x87\n", "jxl"),
    (b"\xff\x0a", "jxl"),
    (b"II\xbc\x01", "jxr"),
    (b"8BPS\0", "psd"),
    (b"\x76\x2f\x31\x01", "exr"),
    (b"#?RADIANCE\n", "hdr"),
    (b"qoif", "qoi"),
    (b"DDS \x7c\0\0\0", "dds"),
    (b"\0\0\1\0", "ico"),
    (b"icns\0", "icns"),
)
_AVIF = (b"avif", b"avis")
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs")
_HEIF = (b"mif1", b"mif2", b"msf1", b"miaf")
_BMP_HEADERS = (12, 16, 40, 52, 56, 64, 108, 124)  # sizes of the second header that exist
# What else arrives in a picture's place, only to name it.
_OTHERS = ((b"<", "html"), (b"{", "json"), (b"[", "json"), (b"%PDF", "pdf"), (b"PK\3\4", "zip"))

# The kinds that Pillow reads here, by its own names for them. A wheel may lack AVIF (Windows on ARM) or JPEG 2000.
PILLOW = {
    "png": "PNG",
    "jpeg": "JPEG",
    "webp": "WEBP",
    "gif": "GIF",
    "bmp": "BMP",
    "tiff": "TIFF",
    "avif": "AVIF",
    "jp2": "JPEG2000",
    "j2k": "JPEG2000",
}


def kind_of(head: bytes) -> str | None:
    """The kind of picture that begins like this: "png", "jpeg", "heic"…; None for anything else. HEAD bytes are enough.

    What is written in letters (HTML, JSON, SVG) is never one.
    """
    if head[:4] == b"RIFF":
        return "webp" if head[8:12] == b"WEBP" else None
    if head[4:8] == b"ftyp":
        return _of_boxes(head)
    if head[:2] == b"BM":
        headers = head[14] if len(head) >= 18 and head[15:18] == b"\0\0\0" else 0
        return "bmp" if headers in _BMP_HEADERS else None
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def _of_boxes(head: bytes) -> str | None:
    """By the brands in the first box: the main one, then those it is compatible with."""
    end = min(len(head), max(16, int.from_bytes(head[:4], "big")))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, end, 4))]
    if brands[0] not in (*_AVIF, *_HEIC, *_HEIF):
        return None  # a video
    if any(brand in _AVIF for brand in brands):
        return "avif"
    return "heic" if any(brand in _HEIC for brand in brands) else "heif"


def looks_like(head: bytes) -> str:
    """A word for what is no picture."""
    if not head:
        return "empty"
    if head[4:8] == b"ftyp":
        return head[8:12].decode("ascii", "replace").strip("\x00 ")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((name for magic, name in _OTHERS if start.startswith(magic)), "unknown")

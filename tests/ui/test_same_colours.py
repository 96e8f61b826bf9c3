"""A picture looks the same wherever it is seen: thumbnail, loupe, clipboard, copies. Flat colours, ±3 of 255."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageReader

from jimeng_desktop.decoding.pixels import BEHIND
from jimeng_desktop.decoding.thumbnails import decode
from jimeng_desktop.export.formats import FORMATS
from jimeng_desktop.export.writing import Manner, write_copy
from jimeng_desktop.ui.pictures.whole_image import whole_picture

Colour = tuple[int, int, int]
OLIVE: Colour = (150, 160, 40)
SIZE = (320, 200)
MIDDLE = (160, 100)
SPACES = QColorSpace.NamedColorSpace
NEAR = 3


def profile(space: QColorSpace.NamedColorSpace) -> bytes:
    return bytes(QColorSpace(space).iccProfile().data())


def in_srgb(colour: Colour, space: QColorSpace.NamedColorSpace) -> Colour:
    """By Qt, which is not what the program asks."""
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(QColor(*colour))
    image.setColorSpace(QColorSpace(space))
    found = image.convertedToColorSpace(QColorSpace(SPACES.SRgb)).pixelColor(0, 0)
    return found.red(), found.green(), found.blue()


def flat(mode: str, colour: Any) -> Image.Image:
    return Image.new(mode, SIZE, colour)


def keyed() -> Image.Image:
    """A palette of which one colour is clear, and none of it is seen in the middle."""
    image = flat("P", 1)
    image.putpalette([9, 9, 9, *OLIVE])
    return image


def turned() -> dict[str, Any]:
    exif = Image.Exif()
    exif[0x0112] = 6
    return {"exif": exif.tobytes()}


def grey_profile() -> bytes:
    """Of greys that are as bright as their number: a curve of one, so that 90 looks like 160."""

    def tag(kind: bytes, body: bytes) -> bytes:
        return kind + bytes(4) + body + bytes(-len(body) % 4)

    white = struct.pack(">3i", *(round(value * 65536) for value in (0.9642, 1.0, 0.8249)))
    name = b"straight\0"
    tags = {
        b"desc": tag(b"desc", struct.pack(">I", len(name)) + name + bytes(78)),
        b"wtpt": tag(b"XYZ ", white),
        b"kTRC": tag(b"curv", bytes(4)),
    }
    at, table, bodies = 132 + 12 * len(tags), b"", b""
    for code, body in tags.items():
        table += code + struct.pack(">2I", at + len(bodies), len(body))
        bodies += body
    head = struct.pack(">I4sI4s4s4s", at + len(bodies), b"lcms", 0x02400000, b"mntr", b"GRAY", b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + white + bytes(48)
    return head + struct.pack(">I", len(tags)) + table + bodies


P3, ADOBE = profile(SPACES.DisplayP3), profile(SPACES.AdobeRgb)
CALLED_SRGB = P3.replace("Display P3".encode("utf-16-be"), "sRGB (P3) ".encode("utf-16-be"))
OF_P3 = in_srgb(OLIVE, SPACES.DisplayP3)
CASES: dict[str, tuple[Callable[[], Image.Image], str, dict[str, Any], Colour]] = {
    "wide png": (lambda: flat("RGB", OLIVE), "PNG", {"icc_profile": P3}, OF_P3),
    "wide jpeg": (lambda: flat("RGB", OLIVE), "JPEG", {"icc_profile": P3, "quality": 95}, OF_P3),
    "wide webp": (lambda: flat("RGB", OLIVE), "WEBP", {"icc_profile": P3, "lossless": True}, OF_P3),
    "wide avif": (lambda: flat("RGB", OLIVE), "AVIF", {"icc_profile": P3, "quality": 95}, OF_P3),
    "wide, of another sort": (
        lambda: flat("RGB", OLIVE), "PNG", {"icc_profile": ADOBE}, in_srgb(OLIVE, SPACES.AdobeRgb)),
    "wide, with srgb in its name": (lambda: flat("RGB", OLIVE), "PNG", {"icc_profile": CALLED_SRGB}, OF_P3),
    "wide palette": (keyed, "PNG", {"icc_profile": P3}, OF_P3),
    "wide, with alpha": (lambda: flat("RGBA", (*OLIVE, 255)), "PNG", {"icc_profile": P3}, OF_P3),
    "plain": (lambda: flat("RGB", OLIVE), "PNG", {}, OLIVE),
    "srgb": (lambda: flat("RGB", OLIVE), "PNG", {"icc_profile": profile(SPACES.SRgb)}, OLIVE),
    "turned": (lambda: flat("RGB", OLIVE), "JPEG", {**turned(), "quality": 95}, OLIVE),
    "inks": (lambda: flat("CMYK", (51, 102, 153, 0)), "JPEG", {"quality": 95}, (204, 153, 102)),
    "grey": (lambda: flat("L", 90), "JPEG", {"quality": 95}, (90, 90, 90)),
    "grey with a profile": (lambda: flat("L", 90), "PNG", {"icc_profile": grey_profile()}, (160, 160, 160)),
    "grey with a profile and alpha": (
        lambda: flat("LA", (90, 255)), "PNG", {"icc_profile": grey_profile()}, (160, 160, 160)),
    "grey of 16 bits": (lambda: flat("I;16", 0xC000), "PNG", {}, (0xC0, 0xC0, 0xC0)),
    "grey with alpha": (lambda: flat("LA", (90, 255)), "PNG", {}, (90, 90, 90)),
    "palette": (keyed, "PNG", {}, OLIVE),
    "palette with a clear colour": (keyed, "PNG", {"transparency": 0}, OLIVE),
    "one bit": (lambda: flat("1", 1), "PNG", {}, (255, 255, 255)),
    "gif that moves": (lambda: flat("RGB", OLIVE), "GIF", {"save_all": True, "append_images": [flat("RGB", 0)]}, OLIVE),
    "webp that moves": (
        lambda: flat("RGB", OLIVE), "WEBP",
        {"save_all": True, "append_images": [flat("RGB", 0)], "lossless": True}, OLIVE),
    "bmp": (lambda: flat("RGB", OLIVE), "BMP", {}, OLIVE),
    "tiff": (lambda: flat("RGB", OLIVE), "TIFF", {"compression": "tiff_lzw"}, OLIVE),
    "tiff of lab": (lambda: flat("LAB", (160, 128, 128)), "TIFF", {}, (150, 150, 150)),
    "jpeg 2000": (lambda: flat("RGB", OLIVE), "JPEG2000", {}, OLIVE),
}  # fmt: skip


def near(found: tuple[int, ...], wanted: Colour) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(found, wanted, strict=True))


def colour(image: QImage) -> Colour:
    at = image.pixelColor(image.width() // 2, image.height() // 2)
    return at.red(), at.green(), at.blue()


@pytest.mark.parametrize("case", CASES)
def test_a_colour_is_the_same_everywhere(tmp_path: Path, case: str) -> None:
    make, format, options, wanted = CASES[case]
    path = tmp_path / "picture"
    make().save(path, format, **options)
    small = Image.open(io.BytesIO(decode(path).thumbnails[256])).convert("RGB")
    at = small.getpixel((small.width // 2, small.height // 2))
    seen = {"thumbnail": at, "loupe": colour(whole_picture(path)), "bitmap": colour(whole_picture(path, clear=True))}
    for one in FORMATS:
        copy = write_copy(path, tmp_path, [f"copy.{one.code}"], Manner(one, 95))
        assert copy
        seen[f"{one.code} copy"] = colour(whole_picture(copy))
    assert {name: found for name, found in seen.items() if not near(found, wanted)} == {}


@pytest.mark.parametrize("format", ["PNG", "WEBP"])
def test_what_is_clear_stands_on_grey_and_keeps_its_alpha_in_the_clipboard(tmp_path: Path, format: str) -> None:
    path = tmp_path / "picture"
    flat("RGBA", (255, 0, 0, 0)).save(path, format)
    small = Image.open(io.BytesIO(decode(path).thumbnails[256])).convert("RGB")
    assert near(small.getpixel(MIDDLE if small.size == SIZE else (50, 50)), BEHIND)  # type: ignore[arg-type]
    assert near(colour(whole_picture(path)), BEHIND)
    assert whole_picture(path, clear=True).pixelColor(50, 50).alpha() == 0


def test_half_clear_pixels_are_not_darkened(tmp_path: Path) -> None:
    path = tmp_path / "picture"
    flat("RGBA", (200, 100, 50, 128)).save(path, "PNG")
    found = whole_picture(path, clear=True).pixelColor(*MIDDLE)
    assert near((found.red(), found.green(), found.blue()), (200, 100, 50)) and found.alpha() == 128


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_it_stands_upright_everywhere(tmp_path: Path, format: str) -> None:
    path = tmp_path / "picture"
    image = flat("RGB", (0, 0, 255))
    image.paste((255, 0, 0), (0, 0, 160, 100))  # left above; turned by a quarter it is right above
    image.save(path, format, **turned())
    decoded = decode(path)
    assert (decoded.width, decoded.height) == SIZE[::-1]
    whole = whole_picture(path)
    assert whole.size().toTuple() == SIZE[::-1]
    small = Image.open(io.BytesIO(decoded.thumbnails[256])).convert("RGB")
    assert whole.pixelColor(150, 50).red() > 200 and whole.pixelColor(50, 50).blue() > 200
    assert small.getpixel((120, 40))[0] > 200 and small.getpixel((40, 40))[2] > 200  # type: ignore[index]


def test_a_picture_larger_than_qt_reads_is_shown(tmp_path: Path) -> None:
    """9500×9000 pixels are 342 MB, beyond what Qt's own reader takes."""
    path = tmp_path / "picture.png"
    Image.new("L", (9500, 9000), 90).save(path, compress_level=1)
    assert QImageReader.allocationLimit() < 9500 * 9000 * 4 / 2**20
    whole = whole_picture(path)
    assert whole.size().toTuple() == (9500, 9000) and colour(whole) == (90, 90, 90)


def test_what_cant_be_read_is_none(tmp_path: Path) -> None:
    path = tmp_path / "picture"
    for data in (b"", b"<html>", b"\x89PNG\r\n\x1a\n"):
        path.write_bytes(data)
        assert whole_picture(path).isNull()
    assert whole_picture(tmp_path / "gone").isNull()

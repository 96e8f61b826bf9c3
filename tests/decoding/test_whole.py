"""Whole pictures pass, of every kind and sort; no part of one does. What touches no pixel is forgiven."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageChops, PngImagePlugin

from jimeng_desktop.core.errors import (
    DownloadError,
    PictureDamaged,
    PictureNotShown,
    PictureTooLarge,
    PictureUnproven,
)
from jimeng_desktop.decoding.thumbnails import Decoded, decode
from tests.decoding.making import SIZE, SORTS, encoded, heic, hidden, jxl, lengths, noise

JPEGS = [name for name in SORTS if name.startswith("jpeg")]


def decoded(tmp_path: Path, data: bytes, **options: bool) -> Decoded:
    path = tmp_path / "picture"
    path.write_bytes(data)
    found = decode(path, **options)
    assert path.read_bytes() == data, "the bytes on the disk stay as they came"
    return found


def alike(one: Decoded, other: Decoded) -> bool:
    images = [Image.open(io.BytesIO(made.thumbnails[256])).convert("RGB") for made in (one, other)]
    return ImageChops.difference(*images).getbbox() is None


@pytest.mark.parametrize("sort", SORTS)
def test_a_whole_one_is_shown(tmp_path: Path, sort: str) -> None:
    found = decoded(tmp_path, SORTS[sort])
    assert (found.width, found.height, found.format) == (*SIZE, sort.partition(",")[0])


@pytest.mark.parametrize("sort", SORTS)
def test_no_part_passes_for_a_whole(tmp_path: Path, sort: str) -> None:
    data = SORTS[sort]
    passed = []
    for length in lengths(data, 60):
        try:
            decoded(tmp_path, data[:length])
        except PictureDamaged:
            continue
        passed.append(len(data) - length)
    assert passed == []


@pytest.mark.parametrize("sort", JPEGS)
def test_a_jpeg_without_its_end_mark_is_only_shown_where_nothing_else_lacks(tmp_path: Path, sort: str) -> None:
    data = SORTS[sort]
    whole = decoded(tmp_path, data)
    for length in lengths(data, 120):
        try:
            found = decoded(tmp_path, data[:length], proven=True)
        except PictureDamaged:
            assert len(data) - length > 2, "all pixels are there"
            continue
        assert alike(found, whole), f"{len(data) - length} bytes lack"
        assert len(data) - length < 30
    with pytest.raises(PictureUnproven):
        decoded(tmp_path, data[:-2])


def test_pixels_that_rounding_hides_are_missed_all_the_same(tmp_path: Path) -> None:
    with pytest.raises(PictureDamaged):
        decoded(tmp_path, hidden(), proven=True)


def test_a_progressive_jpeg_cut_between_two_scans_is_not_whole(tmp_path: Path) -> None:
    data = SORTS["jpeg, progressive"]
    scans = [at for at in range(len(data)) if data[at : at + 2] in (b"\xff\xda", b"\xff\xc4")]
    assert len(scans) > 8
    for at in scans[2:]:
        with pytest.raises(PictureDamaged):
            decoded(tmp_path, data[:at], proven=True)


def test_a_jpeg_without_its_end_mark_that_carries_a_small_whole_one(tmp_path: Path) -> None:
    """Whose end mark is not its own."""
    small = encoded("JPEG", noise().resize((32, 24)))
    data = encoded("JPEG", comment=small)
    for length in (len(data) - 2, len(data) - 1):
        assert decoded(tmp_path, data[:length], proven=True).width == SIZE[0]
    with pytest.raises(PictureDamaged):
        decoded(tmp_path, data[:-40], proven=True)


def test_a_jpeg_with_much_behind_its_end(tmp_path: Path) -> None:
    assert decoded(tmp_path, SORTS["jpeg"] + bytes(200_000)).width == SIZE[0]


def png(*more: tuple[bytes, bytes], spoilt: bytes = b"", last: bool = False) -> bytes:
    """A PNG with further chunks before its pixels or after them; the checksum of those called `spoilt` is wrong."""
    data = SORTS["png"]
    found, at = [], 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        found.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += length + 12
    found[-1 if last else 1 : -1 if last else 1] = more
    out = b"\x89PNG\r\n\x1a\n"
    for name, body in found:
        sum_ = zlib.crc32(name + body) ^ (1 if name == spoilt else 0)
        out += struct.pack(">I", len(body)) + name + body + struct.pack(">I", sum_)
    return out


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("name", [b"tEXt", b"iTXt", b"zTXt", b"tIME", b"pHYs", b"gAMA", b"eXIf", b"vpAg"])
def test_a_wrong_checksum_beside_the_pixels_is_forgiven(tmp_path: Path, name: bytes, last: bool) -> None:
    bodies = {b"tEXt": b"prompt\0fox", b"gAMA": struct.pack(">I", 45455), b"pHYs": bytes(9), b"tIME": bytes(7)}
    data = png((name, bodies.get(name, b"anything")), spoilt=name, last=last)
    assert alike(decoded(tmp_path, data), decoded(tmp_path, SORTS["png"]))
    assert alike(decoded(tmp_path, data, check=False), decoded(tmp_path, SORTS["png"]))


def test_a_wrong_checksum_of_the_end_mark_is_forgiven(tmp_path: Path) -> None:
    assert decoded(tmp_path, png(spoilt=b"IEND")).width == SIZE[0]


@pytest.mark.parametrize("name", [b"IHDR", b"IDAT"])
def test_a_wrong_checksum_of_the_pixels_is_not(tmp_path: Path, name: bytes) -> None:
    with pytest.raises(PictureDamaged):
        decoded(tmp_path, png(spoilt=name))


def test_a_remark_that_pillow_finds_too_long(tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("prompt", "fox " * 1_000_000, zip=True)
    data = encoded("PNG", pnginfo=info)
    with pytest.raises(ValueError), Image.open(io.BytesIO(data)) as image:
        image.load()
    assert decoded(tmp_path, data).width == SIZE[0]


@pytest.mark.parametrize("data", [heic(), jxl(), b"8BPS\0\1" + bytes(40), b"#?RADIANCE\nFORMAT=32"])
def test_a_kind_that_is_not_read_here_says_so(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(PictureNotShown):
        decoded(tmp_path, data)


def test_a_kind_that_is_not_read_here_is_held_to_its_boxes(tmp_path: Path) -> None:
    for length in range(len(heic()) - 520, len(heic())):
        with pytest.raises(PictureDamaged):
            decoded(tmp_path, heic()[:length])


def test_sorts_that_pillow_does_not_know_are_not_damaged(tmp_path: Path) -> None:
    lossless = SORTS["jpeg"].replace(b"\xff\xc0\x00\x11\x08", b"\xff\xc0\x00\x11\x0c")  # 12 bits a sample
    strange = bytearray(SORTS["tiff"])
    at = strange.index(struct.pack("<HHI", 259, 3, 1))
    strange[at + 8 : at + 10] = struct.pack("<H", 34712)  # JPEG 2000 within a TIFF
    for data in (lossless, bytes(strange)):
        with pytest.raises(PictureNotShown):
            decoded(tmp_path, data)


def test_a_reader_that_this_build_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import AvifImagePlugin

    monkeypatch.setattr(AvifImagePlugin, "SUPPORTED", False)
    with pytest.raises(PictureNotShown) as caught:
        decoded(tmp_path, SORTS["avif"])
    assert caught.value.detail == "avif"


@pytest.mark.parametrize("size", [(16_000, 16_000), (16_383, 6_200)])
def test_a_webp_that_is_too_large_is_refused_before_memory_is_taken(tmp_path: Path, size: tuple[int, int]) -> None:
    chunk = b"VP8X" + struct.pack("<I", 10) + bytes(4) + b"".join((n - 1).to_bytes(3, "little") for n in size)
    data = b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk
    with pytest.raises(PictureTooLarge):
        decoded(tmp_path, data)


def test_a_side_that_is_too_long(tmp_path: Path) -> None:
    assert decoded(tmp_path, encoded("PNG", Image.new("1", (20_000, 1)))).width == 20_000
    with pytest.raises(PictureTooLarge):
        decoded(tmp_path, encoded("PNG", Image.new("1", (20_001, 1))))


@pytest.mark.parametrize("data", [b"", b"<html>", b"{}", b"<svg/>", b"BMW sells cars, says the page", b"\0" * 99])
def test_what_is_no_picture_at_all(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(DownloadError):
        decoded(tmp_path, data)


@pytest.mark.parametrize("sort", ["png", "jpeg", "webp", "gif", "bmp", "tiff", "avif", "jp2"])
@pytest.mark.parametrize("behind", [b"\n", b"\r\n", b"\0", b"\0" * 7, b"\0" * 70_000, b"<!-- no box, this -->"])
def test_bytes_behind_the_end_touch_no_pixel(tmp_path: Path, sort: str, behind: bytes) -> None:
    assert decoded(tmp_path, SORTS[sort] + behind).format == sort


@pytest.mark.parametrize(
    "left", [b"\0\0\1", struct.pack(">I4s", 100, b"mdat"), struct.pack(">I4s", 60_000_000, b"mdat")]
)
def test_a_box_that_is_cut_is_no_byte_behind_the_end(tmp_path: Path, left: bytes) -> None:
    with pytest.raises(PictureDamaged):
        decoded(tmp_path, SORTS["avif"] + left)


def test_a_large_box_of_pixels_that_is_cut(tmp_path: Path) -> None:
    at = SORTS["avif"].index(b"mdat") - 4
    with pytest.raises(PictureDamaged):
        decoded(tmp_path, SORTS["avif"][:at] + struct.pack(">I", 60_000_000) + SORTS["avif"][at + 4 :])

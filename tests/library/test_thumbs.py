"""Decoding and thumbnails: every kind of picture looks right, no broken one passes, a lost cache comes back."""

from __future__ import annotations

import asyncio
import io
import os
import sqlite3
import struct
import threading
import warnings
import zlib
from collections.abc import Callable, Coroutine
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageFile, ImageStat

from jimeng_desktop.core.errors import JimengError, PictureDamaged, PictureTooLarge
from jimeng_desktop.core.job import Picture
from jimeng_desktop.decoding.thumbnails import SIZES, Decoded, decode
from jimeng_desktop.library.library import THUMBS, Library
from tests.library.conftest import Shelf
from tests.library.making import FailingDisk, image_bytes, make_job, sha

Run = Callable[[Coroutine[Any, Any, Any]], Any]
FORMATS = ("PNG", "JPEG", "WEBP")


def decoded(tmp_path: Path, data: bytes) -> Decoded:
    path = tmp_path / "picture"
    path.write_bytes(data)
    return decode(path)


def encoded(image: Image.Image, format: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def thumb(result: Decoded, size: int = 256) -> Image.Image:
    return Image.open(io.BytesIO(result.thumbnails[size]))


def near(image: Image.Image, at: tuple[int, int], colour: tuple[int, int, int], by: int = 12) -> bool:
    found = image.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(a - b) <= by for a, b in zip(found, colour, strict=True))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("size", "small", "large"),
    [((1280, 720), (256, 144), (512, 288)), ((300, 600), (128, 256), (256, 512)), ((40, 30), (40, 30), (40, 30)),
     ((3000, 2), (256, 1), (512, 1))],
)  # fmt: skip
def test_sizes(
    tmp_path: Path, format: str, size: tuple[int, int], small: tuple[int, int], large: tuple[int, int]
) -> None:
    result = decoded(tmp_path, image_bytes(format, size))
    assert (result.width, result.height, result.format) == (*size, format.lower())
    assert {key: Image.open(io.BytesIO(jpeg)).size for key, jpeg in result.thumbnails.items()} == {
        256: small,
        512: large,
    }
    assert thumb(result).format == "JPEG"


@pytest.mark.parametrize("size", [(2560, 1440), (1440, 2560), (600, 400)])
def test_a_jpeg_that_was_checked_before_is_read_at_a_fraction(tmp_path: Path, size: tuple[int, int]) -> None:
    """A wide one too, of which neither side alone says how much is needed."""
    whole = decoded(tmp_path, image_bytes("JPEG", size))
    quick = decode(tmp_path / "picture", check=False)
    assert (whole.width, whole.height) == size
    assert max(quick.width, quick.height) == min(640, max(size))
    for edge in SIZES:
        one, other = (Image.open(io.BytesIO(made.thumbnails[edge])) for made in (whole, quick))
        assert one.size == other.size
        difference = ImageStat.Stat(ImageChops.difference(one, other)).mean
        assert max(difference) < 4, "of 255"


def test_transparency_stands_on_neutral_grey(tmp_path: Path) -> None:
    image = Image.new("RGBA", (600, 600), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 300, 600))
    for format in ("PNG", "WEBP"):
        small = thumb(decoded(tmp_path, encoded(image, format)))
        assert near(small, (220, 128), (119, 119, 119)) and near(small, (40, 128), (0, 0, 255))


def test_palettes_with_transparency(tmp_path: Path) -> None:
    image = Image.new("P", (600, 600), 0)
    image.putpalette([200, 30, 30, 30, 200, 30])
    image.paste(1, (0, 0, 300, 600))
    small = thumb(decoded(tmp_path, encoded(image, "PNG", transparency=b"\x00\xff")))
    assert near(small, (220, 128), (119, 119, 119)) and near(small, (40, 128), (30, 200, 30))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_modes_of_png(tmp_path: Path, mode: str) -> None:
    colours: dict[str, Any] = {"1": 1, "I;16": 32768, "P": 0, "LA": (128, 255)}
    image = Image.new(mode, (400, 400), colours.get(mode, 128))
    small = thumb(decoded(tmp_path, encoded(image, "PNG")))
    assert small.mode == "RGB"
    if mode in ("L", "LA", "I;16"):
        assert near(small, (128, 128), (128, 128, 128))


def test_16_bits_of_colour(tmp_path: Path) -> None:
    rows = b"".join(b"\0" + struct.pack(">3H", 0xC000, 0x4000, 0x8000) * 300 for _ in range(300))
    chunks = [(b"IHDR", struct.pack(">2I5B", 300, 300, 16, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    assert near(thumb(decoded(tmp_path, data)), (100, 100), (0xC0, 0x40, 0x80))


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"optimize": True}, {"subsampling": 0}])
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_kinds_of_jpeg(tmp_path: Path, mode: str, options: dict[str, Any]) -> None:
    image = Image.new("RGB", (700, 500), (200, 60, 30)).convert(mode)
    small = thumb(decoded(tmp_path, encoded(image, "JPEG", **options)))
    expected = image.convert("RGB").getpixel((0, 0))
    assert isinstance(expected, tuple) and near(small, (100, 100), expected)  # type: ignore[arg-type]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("turned", range(1, 9))
def test_thumbnails_stand_upright_and_the_file_stays_as_it_is(tmp_path: Path, format: str, turned: int) -> None:
    upright = Image.new("RGB", (600, 400), (0, 0, 255))
    upright.paste((255, 0, 0), (0, 0, 300, 200))
    turns = Image.Transpose
    undo = {
        2: turns.FLIP_LEFT_RIGHT, 3: turns.ROTATE_180, 4: turns.FLIP_TOP_BOTTOM, 5: turns.TRANSPOSE,
        6: turns.ROTATE_90, 7: turns.TRANSVERSE, 8: turns.ROTATE_270,
    }  # fmt: skip
    stored = upright.transpose(undo[turned]) if turned in undo else upright
    exif = Image.Exif()
    exif[0x0112] = turned
    result = decoded(tmp_path, encoded(stored, format, exif=exif.tobytes()))
    assert (result.width, result.height) == (600, 400)
    small = thumb(result)
    assert small.size == (256, 171)
    assert near(small, (60, 40), (255, 0, 0), 30) and near(small, (200, 130), (0, 0, 255), 30)


def test_colours_of_a_profile_become_srgb(tmp_path: Path) -> None:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    plain = bytes(profile).replace(b"s\0R\0G\0B", b"w\0i\0d\0e")
    count = struct.unpack(">I", plain[128:132])[0]
    tags = {
        plain[at : at + 4]: struct.unpack(">2I", plain[at + 4 : at + 12])
        for at in range(132, 132 + 12 * count, 12)
    }  # fmt: skip
    swapped = bytearray(plain)
    (red, length), (blue, _) = tags[b"rXYZ"], tags[b"bXYZ"]
    swapped[red : red + length], swapped[blue : blue + length] = plain[blue : blue + length], plain[red : red + length]
    image = Image.new("RGB", (400, 400), (250, 10, 10))
    small = thumb(decoded(tmp_path, encoded(image, "PNG", icc_profile=bytes(swapped))))
    assert near(small, (100, 100), (10, 10, 250), 25)  # its red is our blue
    half = image.convert("RGBA")
    half.putalpha(0)
    assert near(thumb(decoded(tmp_path, encoded(half, "PNG", icc_profile=bytes(swapped)))), (9, 9), (119, 119, 119))


def test_a_broken_profile_is_no_broken_picture(tmp_path: Path) -> None:
    data = image_bytes("PNG", icc_profile=b"no profile at all")
    assert thumb(decoded(tmp_path, data)).size == (256, 160)


def test_the_first_frame_of_an_animation(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (400, 300), colour) for colour in ((250, 0, 0), (0, 0, 250))]
    for format in ("WEBP", "PNG"):
        data = encoded(frames[0], format, save_all=True, append_images=frames[1:])
        assert near(thumb(decoded(tmp_path, data)), (99, 99), (250, 0, 0))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("missing", [1, 2, 13, 500, 0.3, 0.9])
def test_cut_pictures_do_not_pass(tmp_path: Path, format: str, missing: float) -> None:
    data = image_bytes(format, (640, 480))
    cut = len(data) - int(missing if missing >= 1 else missing * len(data))
    with pytest.raises(PictureDamaged):
        decoded(tmp_path, data[:cut])


@pytest.mark.parametrize("format", FORMATS)
def test_cut_pictures_do_not_pass_where_somebody_has_allowed_it(
    tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    options: dict[str, Any] = {"comment": b"\xff\xd9"} if format == "JPEG" else {}  # an end mark before the end
    data = image_bytes(format, (640, 480), **options)
    with pytest.raises(PictureDamaged):
        decoded(tmp_path, data[: len(data) // 2])


def test_a_flipped_bit_in_a_png(tmp_path: Path) -> None:
    data = bytearray(image_bytes("PNG", (640, 480)))
    for at in range(30, len(data), len(data) // 25):
        flipped = bytearray(data)
        flipped[at] ^= 4
        with pytest.raises(JimengError):
            decoded(tmp_path, bytes(flipped))


@given(st.sampled_from(FORMATS), st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=6), st.data())
def test_broken_bytes_raise_only_our_errors(
    tmp_path_factory: pytest.TempPathFactory, format: str, changes: list[tuple[int, int]], more: st.DataObject
) -> None:
    data = bytearray(image_bytes(format, (64, 48)))
    for at, value in changes:
        data[at % len(data)] = value
    data = data[: more.draw(st.integers(0, len(data)))]
    path = tmp_path_factory.getbasetemp() / "broken"
    path.write_bytes(data)
    with suppress(PictureDamaged, PictureTooLarge):
        decode(path)


@pytest.mark.parametrize(
    "data", [b"", b"<html>sorry</html>", b"\x89PNG\r\n\x1a\n", b"GIF89a" + bytes(100), b"BM" + bytes(99)]
)
def test_what_is_no_picture_of_ours(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(PictureDamaged):
        decoded(tmp_path, data)


@pytest.mark.parametrize("size", [(10_001, 10_000), (12_000, 10_000), (60_000, 60_000)])
def test_bombs(tmp_path: Path, size: tuple[int, int]) -> None:
    chunks = [(b"IHDR", struct.pack(">2I5B", *size, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(PictureTooLarge):
            decoded(tmp_path, data)


def test_a_picture_between_pillows_warning_and_our_limit(tmp_path: Path) -> None:
    """Pillow warns from 89 million pixels; warnings are errors here, and this one is fine."""
    data = encoded(Image.new("1", (9_600, 9_600), 1), "PNG")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert decoded(tmp_path, data).width == 9_600


async def kept(library: Library, data: bytes) -> Picture:
    job = make_job()
    await library.add_jobs([job])
    part = await library.part_path(job.pictures[0])
    part.write_bytes(data)
    return await library.keep(job, job.pictures[0], part, sha(data), "png")


def test_thumbnails_stay_after_a_restart(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    picture = run_async(kept(library, image_bytes(size=(800, 600))))
    first = run_async(library.thumbnail(picture.id, 512))
    shelf.close_all()
    assert picture.path is not None
    Path(picture.path).unlink()
    assert run_async(shelf.open().thumbnail(picture.id, 512)) == first


@pytest.mark.parametrize("harm", ["gone", "garbage", "cut", "foreign", "other version"])
def test_a_lost_cache_is_made_again(shelf: Shelf, run_async: Run, harm: str) -> None:
    library = shelf.open()
    picture = run_async(kept(library, image_bytes("JPEG", (2000, 1500))))
    shelf.close_all()
    path = shelf.data / THUMBS
    if harm == "gone":
        path.unlink()
    elif harm == "garbage":
        path.write_bytes(os.urandom(20000))
    elif harm == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    else:
        with closing(sqlite3.connect(path)) as cache:
            cache.execute("DROP TABLE thumb256")
            cache.execute("CREATE TABLE thumb256 (x)" if harm == "foreign" else "PRAGMA user_version = 77")
            cache.commit()
    library = shelf.open()
    assert len(library.first_jobs(9)) == 1
    for size in (256, 512):
        jpeg = run_async(library.thumbnail(picture.id, size))
        assert jpeg and max(Image.open(io.BytesIO(jpeg)).size) == size
    shelf.close_all()
    assert picture.path is not None
    Path(picture.path).unlink()
    assert run_async(shelf.open().thumbnail(picture.id, 256)) is not None  # it came from the cache made again


def test_no_cache_at_all(shelf: Shelf, run_async: Run) -> None:
    (shelf.root.parent.parent / "cache").write_text("a file where the folder should be")
    library = shelf.open(thumbs=shelf.root.parent.parent / "cache")
    picture = run_async(kept(library, image_bytes()))
    assert run_async(library.thumbnail(picture.id, 256)) is not None


def test_no_original_no_thumbnail(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    picture = run_async(kept(library, image_bytes()))
    assert run_async(library.thumbnail(999, 256)) is None
    shelf.close_all()
    (shelf.data / THUMBS).unlink()
    assert picture.path is not None
    Path(picture.path).write_bytes(b"overwritten by somebody")
    assert run_async(shelf.open().thumbnail(picture.id, 256)) is None
    Path(picture.path).unlink()
    assert run_async(shelf.open().thumbnail(picture.id, 256)) is None


def test_reading_does_not_wait_for_a_commit(shelf: Shelf, run_async: Run) -> None:
    disk = FailingDisk()
    library = shelf.open(disk=disk)
    picture = run_async(kept(library, image_bytes()))
    begun, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        assert go_on.wait(10)

    async def scene() -> None:
        disk.when, disk.fail = "commit", hold
        write = asyncio.get_running_loop().create_task(library.save_job(make_job(2)))
        assert await asyncio.to_thread(begun.wait, 10)
        assert await library.thumbnail(picture.id, 256)
        assert not write.done()
        go_on.set()
        await write

    run_async(scene())


def test_only_two_sizes(shelf: Shelf, run_async: Run) -> None:
    with pytest.raises(ValueError, match="300"):
        run_async(shelf.open().thumbnail(1, 300))

"""Format and size from a file's first bytes."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from jimeng_desktop.core.errors import NotAPicture, PictureTooLarge
from jimeng_desktop.service.images import HEAD, Header, read_header


def picture(picture_format: str, size: tuple[int, int], **options: object) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, picture_format, **options)
    return out.getvalue()


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\x00\x00\x00"


VARIANTS = [
    ("png", {}),
    ("jpeg", {}),
    ("jpeg", {"progressive": True}),
    ("jpeg", {"icc_profile": b"x" * 200_000}),
    ("jpeg", {"comment": b"\xff\xc0 not a size"}),
    ("webp", {}),
    ("webp", {"lossless": True}),
    ("webp", {"exif": b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00"}),
]


@pytest.mark.parametrize(("picture_format", "options"), VARIANTS)
@pytest.mark.parametrize("size", [(1, 1), (321, 123), (1195, 512)])
def test_sizes_as_pillow_reads_them(picture_format: str, options: dict[str, object], size: tuple[int, int]) -> None:
    data = picture(picture_format, size, **options)
    assert read_header(data) == Header(picture_format, *size)


@pytest.mark.parametrize(("picture_format", "options"), VARIANTS)
def test_a_beginning_asks_for_more_and_never_misleads(picture_format: str, options: dict[str, object]) -> None:
    data = picture(picture_format, (64, 48), **options)
    known = [read_header(data[:length]) for length in range(min(len(data), 2000))]
    assert set(known) <= {None, Header(picture_format, 64, 48)}
    assert known == sorted(known, key=lambda header: header is not None)
    with pytest.raises(NotAPicture, match="cut"):
        read_header(data[:10], ended=True)


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [
        (b"<!DOCTYPE html><html>", "html"),
        (b"\n  <?xml version", "html"),
        (b'{"code": 403}', "json"),
        (b"GIF89a\x01\x00", "gif"),
        (b"\x00\x00\x00\x20ftypavif", "avif"),
        (b"\x00\x00\x00\x20ftypisom", "isom"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "unknown"),
        (b"not a picture", "unknown"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 40, "png"),
        (b"\xff\xd8\xff\xd9" + b"x" * 40, "jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPxxxx" + b"x" * 40, "webp"),
        (png(0, 5), "png"),
    ],
)
def test_what_it_is_instead(data: bytes, looks_like: str) -> None:
    with pytest.raises(NotAPicture, match=looks_like):
        read_header(data)


def test_an_empty_one() -> None:
    assert read_header(b"") is None
    with pytest.raises(NotAPicture, match="empty"):
        read_header(b"", ended=True)


@pytest.mark.parametrize("size", [(60000, 60000), (20001, 1), (1, 20001), (10001, 10000), (2**32 - 1, 1)])
def test_too_many_pixels(size: tuple[int, int]) -> None:
    with pytest.raises(PictureTooLarge):
        read_header(png(*size))


def test_the_largest_that_models_make_is_fine() -> None:
    assert read_header(png(6048, 2592)) == Header("png", 6048, 2592)
    assert read_header(png(10000, 10000)) is not None


def test_a_jpeg_without_a_size_is_given_up() -> None:
    segment = b"\xff\xe1\xff\xff" + bytes(65533)
    head = b"\xff\xd8" + segment * (HEAD // len(segment) + 1)
    assert read_header(head[: HEAD - 1]) is None
    with pytest.raises(NotAPicture):
        read_header(head[:HEAD])


STARTS = [b"", b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"\xff\xd8\xff", b"\xff\xd8\xff\xc0"]
STARTS += [b"RIFF\x00\x00\x00\x00WEBP" + chunk for chunk in (b"", b"VP8 ", b"VP8L", b"VP8X")]


@given(st.sampled_from(STARTS), st.binary(max_size=200), st.booleans())
def test_garbage_is_no_picture_and_no_crash(start: bytes, rest: bytes, ended: bool) -> None:
    try:
        header = read_header(start + rest, ended)
    except (NotAPicture, PictureTooLarge):
        return
    assert header is None or (header.width > 0 and header.height > 0)
    assert header is not None or not ended

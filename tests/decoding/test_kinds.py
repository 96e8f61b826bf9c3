"""What the first bytes say it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimeng_desktop.core.names import EXTENSIONS
from jimeng_desktop.decoding.kinds import _MAGIC, HEAD, PILLOW, kind_of, looks_like
from tests.decoding.making import SORTS, heic, jxl

BOXES = b"\0\0\0\x1cftyp%b\0\0\0\0%b"


@pytest.mark.parametrize("sort", SORTS)
def test_kinds_that_are_shown(sort: str) -> None:
    assert kind_of(SORTS[sort][:HEAD]) == sort.partition(",")[0]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (heic(), "heic"),
        (jxl(), "jxl"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "jxl"),
        (BOXES % (b"mif1", b"avifmiaf"), "avif"),
        (BOXES % (b"mif1", b"heicmif1"), "heic"),
        (BOXES % (b"mif1", b"abcdefgh"), "heif"),
        (b"MM\0+" + bytes(12), "tiff"),
        (b"8BPS\0\1", "psd"),
    ],
)
def test_kinds_by_their_magic(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf\n  <?xml version", "html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "html"),
        (b'{"code": 403}', "json"),
        (b"[]", "json"),
        (b"%PDF-1.7", "pdf"),
        (BOXES % (b"isom", b"mp42avif"), "isom"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "unknown"),
        (b"BMW sells cars, says the page", "unknown"),
        (b"II is a Roman number", "unknown"),
        (b"\x89PNG", "unknown"),
        (b"\xff\xfeh\0t\0m\0l\0", "unknown"),
        (b"not a picture", "unknown"),
    ],
)
def test_what_is_never_a_picture(head: bytes, word: str) -> None:
    assert kind_of(head) is None
    assert looks_like(head) == word


def test_every_kind_has_an_ending() -> None:
    assert {kind for _, kind in _MAGIC} | {"webp", "bmp", "avif", "heic", "heif"} | PILLOW.keys() == EXTENSIONS.keys()
    assert EXTENSIONS["jpeg"] == ".jpg" and EXTENSIONS["tiff"] == ".tiff"


@given(st.binary(max_size=HEAD))
def test_any_bytes_have_a_word(head: bytes) -> None:
    assert kind_of(head) in (None, *EXTENSIONS)
    assert looks_like(head)

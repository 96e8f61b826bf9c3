"""What stands in an exported file: the right pixels, size, colour profile and way up, in every format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms

from jimeng_desktop.core.errors import OriginalMissing, PictureDamaged
from jimeng_desktop.export.formats import FORMATS, format_of
from jimeng_desktop.export.order import LONGEST_EDGE, SHORTEST_EDGE
from jimeng_desktop.export.pixels import size_within
from jimeng_desktop.export.writing import Manner, write_copy

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
UPRIGHT, ON_ITS_SIDE = 1, 6
ENCODED = [format.code for format in FORMATS if format.save]


def painted(mode: str = "RGB", size: tuple[int, int] = (300, 200)) -> Image.Image:
    """Smooth, and with a different colour at each edge, so that it shows which way it is turned."""
    left, down = Image.linear_gradient("L").resize(size), Image.linear_gradient("L").rotate(90).resize(size)
    picture = Image.merge("RGB", (left, down, Image.new("L", size, 90)))
    if mode == "RGBA":
        picture.putalpha(left)
    return picture if mode in ("RGB", "RGBA") else picture.convert(mode)


def original(folder: Path, picture: Image.Image, name: str = "fox.png", **options: Any) -> Path:
    path = folder / name
    picture.save(path, **options)
    return path


def export(source: Path, code: str, quality: int | None = None, long_edge: int | None = None) -> Path:
    format = format_of(code)
    folder = source.parent / "Client"
    folder.mkdir(exist_ok=True)
    manner = Manner(format, format.quality or 0 if quality is None else quality, long_edge)
    written = write_copy(source, folder, [f"copy.{code}"], manner)
    assert written is not None and list(folder.iterdir()) == [written]
    return written


def difference(one: Image.Image, other: Image.Image) -> int:
    assert (one.size, one.mode) == (other.size, other.mode)
    return max(high for _, high in ImageChops.difference(one, other).getextrema())  # type: ignore[misc]


@pytest.mark.parametrize("code", ENCODED)
@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_copy_shows_what_the_original_shows(tmp_path: Path, code: str, kind: str) -> None:
    source = original(tmp_path, painted(), f"fox.{kind}", **({} if kind == "png" else {"quality": 95}))
    with Image.open(source) as before, Image.open(export(source, code)) as copy:
        assert copy.format == code.upper()
        assert difference(copy.convert("RGB"), before.convert("RGB")) <= (0 if code == "png" else 12)


@pytest.mark.parametrize("code", [format.code for format in FORMATS])
def test_the_original_is_not_touched(tmp_path: Path, code: str) -> None:
    source = original(tmp_path, painted())
    before = source.read_bytes()
    export(source, code, long_edge=100)
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "code"), [("png", "png"), ("png", "original"), ("jpeg", "original"), ("webp", "original")]
)
def test_what_need_not_change_is_copied_byte_for_byte(tmp_path: Path, kind: str, code: str) -> None:
    source = original(tmp_path, painted(), f"fox.{kind}")
    assert export(source, code, long_edge=None if code == "original" else 4000).read_bytes() == source.read_bytes()


@pytest.mark.parametrize("kind", ["jpeg", "webp"])
def test_the_same_format_is_encoded_anew_only_where_that_makes_it_smaller(tmp_path: Path, kind: str) -> None:
    source = original(tmp_path, Image.effect_noise((300, 200), 60).convert("RGB"), f"fox.{kind}", quality=80)
    assert export(source, kind, quality=100).read_bytes() == source.read_bytes()
    (tmp_path / "Client" / f"copy.{kind}").unlink()
    assert export(source, kind, quality=40).stat().st_size < 0.8 * source.stat().st_size


@pytest.mark.parametrize("code", ENCODED)
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("before", "edge", "after"),
    [
        ((1216, 832), 1000, (1000, 684)),  # 684.2
        ((1216, 832), 999, (999, 684)),  # 683.5 and a bit
        ((1216, 832), 1216, (1216, 832)),
        ((1216, 832), 1217, (1216, 832)),
        ((1216, 832), 4000, (1216, 832)),
        ((1216, 832), None, (1216, 832)),
        ((900, 2), 16, (16, 1)),
    ],
)
def test_the_long_edge_is_just_as_asked_and_never_enlarges(
    tmp_path: Path, code: str, turned: bool, before: tuple[int, int], edge: int | None, after: tuple[int, int]
) -> None:
    source = original(tmp_path, Image.new("RGB", before[::-1] if turned else before, (90, 20, 140)))
    with Image.open(export(source, code, long_edge=edge)) as copy:
        assert copy.size == (after[::-1] if turned else after)


@given(st.tuples(st.integers(1, 6000), st.integers(1, 6000)), st.integers(SHORTEST_EDGE, LONGEST_EDGE))
def test_every_size_keeps_its_shape_within_half_a_pixel(size: tuple[int, int], edge: int) -> None:
    wanted = min(edge, max(size))
    within = size_within(size, edge)
    assert max(within) == wanted
    for before, after in zip(size, within, strict=True):
        assert after == 1 or abs(after * max(size) - before * wanted) * 2 <= max(size)


def test_smaller_is_the_well_reduced_original(tmp_path: Path) -> None:
    wanted = painted().resize((150, 100), Image.Resampling.LANCZOS)
    with Image.open(export(original(tmp_path, painted()), "png", long_edge=150)) as copy:
        assert difference(copy.convert("RGB"), wanted) == 0


@pytest.mark.parametrize("code", ENCODED)
@pytest.mark.parametrize("edge", [None, 100])
def test_the_colour_profile_stays(tmp_path: Path, code: str, edge: int | None) -> None:
    source = original(tmp_path, painted(), "fox.jpeg" if code == "png" else "fox.png", icc_profile=PROFILE)
    with Image.open(export(source, code, long_edge=edge)) as copy:
        assert copy.info["icc_profile"] == PROFILE


@pytest.mark.parametrize("code", ENCODED)
def test_a_turned_picture_stands_upright(tmp_path: Path, code: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = ON_ITS_SIDE
    exif[0x010E] = "a red fox"
    source = original(tmp_path, painted(), "fox.jpeg", exif=exif, quality=95)
    with Image.open(export(source, code, long_edge=150)) as copy:
        assert copy.size == (100, 150)
        assert copy.getexif().get(0x0112, UPRIGHT) == UPRIGHT
        assert copy.getexif()[0x010E] == "a red fox"
        upright = painted().transpose(Image.Transpose.ROTATE_270).resize((100, 150), Image.Resampling.LANCZOS)
        assert difference(copy.convert("RGB"), upright) < 14


def test_what_is_clear_becomes_white_as_jpeg(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (40, 40), (200, 30, 30, 0))
    picture.paste((10, 20, 200, 255), (20, 0, 40, 40))
    with Image.open(export(original(tmp_path, picture), "jpeg", quality=100)) as copy:
        assert copy.mode == "RGB"
        assert min(copy.getpixel((4, 20))) > 250 and copy.getpixel((36, 20))[2] > 180  # type: ignore[arg-type, index]


@pytest.mark.parametrize("code", ["png", "webp"])
def test_what_is_clear_stays_clear(tmp_path: Path, code: str) -> None:
    with Image.open(export(original(tmp_path, painted("RGBA")), code, long_edge=150)) as copy:
        assert copy.mode == "RGBA"
        assert copy.getchannel("A").getextrema() != (255, 255)


@pytest.mark.parametrize("code", ENCODED)
@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK", "keyed"])
@pytest.mark.parametrize("edge", [None, 100])
def test_every_kind_of_pixels(tmp_path: Path, code: str, mode: str, edge: int | None) -> None:
    if mode == "I;16":
        picture = Image.new("I;16", (300, 200), 32768)
    elif mode == "LA":
        picture = painted("RGBA").convert("LA")
    else:
        picture = painted("P" if mode == "keyed" else mode)
    options = {"transparency": 0} if mode == "keyed" else {}
    source = original(tmp_path, picture, "fox.jpeg" if mode == "CMYK" else "fox.png", **options)
    with Image.open(export(source, code, long_edge=edge)) as copy:
        copy.load()
        assert max(copy.size) == (edge or 300)
        if copy.mode.startswith("I"):
            assert copy.getextrema() == (32768, 32768)
            return
        grey = copy.convert("RGB").resize((1, 1)).getpixel((0, 0))
        assert all(20 < channel < 235 for channel in grey), "neither black nor white"  # type: ignore[union-attr]


@pytest.mark.parametrize("code", ENCODED)
def test_half_a_picture_is_refused(tmp_path: Path, code: str) -> None:
    source = original(tmp_path, Image.effect_noise((300, 200), 60).convert("RGB"), "fox.jpeg")
    source.write_bytes(source.read_bytes()[:3000])
    folder = tmp_path / "Client"
    folder.mkdir()
    with pytest.raises(PictureDamaged) as caught:
        write_copy(source, folder, ["copy"], Manner(format_of(code), 50, 20))
    assert caught.value.detail == "fox.jpeg"
    assert list(folder.iterdir()) == []


def test_an_original_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(OriginalMissing):
        write_copy(tmp_path / "gone.png", tmp_path, ["copy"], Manner(format_of("png")))
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_code_is_the_usual_format() -> None:
    assert [format_of(format.code) for format in FORMATS] == list(FORMATS)
    assert format_of("tiff").code == "jpeg"
    assert len({format.code for format in FORMATS}) == len(FORMATS)

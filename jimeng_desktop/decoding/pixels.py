"""How pixels look: upright, in sRGB, 8 bits a channel, the first frame. One rule, whatever they are shown for."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from .reading import BROKEN

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsTransform

BEHIND = (119, 119, 119)  # transparent pictures stand on neutral grey
ON_THEIR_SIDE = (5, 6, 7, 8)  # orientation marks that swap width and height
GAP = 1.5  # times the size asked for: what is larger is first made smaller in the quick way. 53 dB to doing without
_ORIENTATION = 0x0112
_PROFILE = "icc_profile"
_CLEAR = ("LA", "PA", "La", "RGBA", "RGBa")
_NEAR = 1  # of 255: a profile that changes no colour by more is sRGB


def orientation(image: Image) -> int:
    """1 to 8; broken metadata is no broken picture. A TIFF is upright once it is loaded."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except (*BROKEN, OSError):
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def upright(image: Image, turned: int) -> Image:
    """Turned as its orientation mark says."""
    from PIL.Image import Transpose as turns

    turn = {
        2: turns.FLIP_LEFT_RIGHT,
        3: turns.ROTATE_180,
        4: turns.FLIP_TOP_BOTTOM,
        5: turns.TRANSPOSE,
        6: turns.ROTATE_270,
        7: turns.TRANSVERSE,
        8: turns.ROTATE_90,
    }.get(turned)
    return image if turn is None else image.transpose(turn)


def is_clear(image: Image) -> bool:
    """Some of its pixels may be transparent."""
    return "transparency" in image.info or image.mode in _CLEAR


def plain(image: Image) -> Image:
    """In one of the modes that can be made smaller well: L, RGB, RGBA, CMYK; LAB is left to its profile."""
    if is_clear(image):
        return image if image.mode == "RGBA" and "transparency" not in image.info else image.convert("RGBA")
    if image.mode.startswith(("I", "F")):  # 16 bits a pixel; convert() alone would cut them off at 255
        return _eight_bits(image)
    return image if image.mode in ("L", "RGB", "CMYK", "LAB") else image.convert("RGB")


def _eight_bits(image: Image) -> Image:
    if image.mode == "F":
        extrema = image.getextrema()
        whole = 255 if isinstance(extrema[1], float) and extrema[1] <= 1 else 1 / 256
        return image.point(lambda value: value * whole + 0).convert("L")
    return image.convert("I").point(lambda value: value / 256).convert("L")


def fit(image: Image, whole: tuple[int, int], longest: int) -> Image:
    """No larger than `longest`, in the shape of the whole picture: the small one inherits no rounding of the large."""
    from PIL.Image import Resampling

    scale = longest / max(whole)
    if scale >= 1:
        return image
    size = (max(1, round(whole[0] * scale)), max(1, round(whole[1] * scale)))
    return image.resize(size, Resampling.LANCZOS, reducing_gap=GAP)


def to_srgb(image: Image, profile: Any) -> Image:
    """A plain picture with the colours that its profile means; as it is where the profile says nothing of use."""
    if image.mode == "LAB":
        profile = profile if isinstance(profile, bytes) else _lab_profile()
    if not isinstance(profile, bytes):
        return image
    colours = image
    if image.mode == "RGBA":
        colours = image.convert("L" if profile[16:20] == b"GRAY" else "RGB")
    transform = _transform(profile, colours.mode)
    if transform is None:
        return image
    converted = transform.apply(colours)
    if image.mode == "RGBA":
        converted.putalpha(image.getchannel("A"))
    return converted


@lru_cache(maxsize=16)
def _transform(profile: bytes, mode: str) -> ImageCmsTransform | None:
    """To sRGB. None where there is no colour engine, for a profile that doesn't fit the picture, and for sRGB itself.

    Several threads may use one at a time.
    """
    try:
        from PIL import ImageCms

        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        made = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImportError, OSError, *BROKEN, _cms_error()):
        return None
    assert isinstance(made, ImageCms.ImageCmsTransform)
    return None if mode == "RGB" and _changes_nothing(made) else made


def _changes_nothing(transform: ImageCmsTransform) -> bool:
    """By what becomes of colours from all over: what a profile calls itself proves nothing."""
    from PIL import Image

    steps = range(0, 256, 51)
    before = bytes(value for red in steps for green in steps for blue in steps for value in (red, green, blue))
    after = transform.apply(Image.frombytes("RGB", (len(before) // 3, 1), before)).tobytes()
    return all(abs(a - b) <= _NEAR for a, b in zip(before, after, strict=True))


def _lab_profile() -> bytes:
    from PIL import ImageCms

    return bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes())


def _cms_error() -> type[Exception]:
    try:
        from PIL.ImageCms import PyCMSError
    except ImportError:
        return ValueError
    return PyCMSError


def flat(image: Image, behind: tuple[int, int, int] = BEHIND) -> Image:
    """Without transparency."""
    from PIL import Image as images

    if image.mode != "RGBA":
        return _colours(image)
    ground = images.new("RGB", image.size, behind)
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def shown(image: Image) -> Image:
    """A picture that is loaded as it is to be seen in its full size: upright, RGB or RGBA, in sRGB."""
    turned = orientation(image)
    whole = to_srgb(plain(image), image.info.get(_PROFILE))
    return upright(whole if whole.mode == "RGBA" else _colours(whole), turned)


def _colours(image: Image) -> Image:
    return image if image.mode == "RGB" else image.convert("RGB")

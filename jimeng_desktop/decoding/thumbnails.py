"""One full decode of an original gives the check, its size and both thumbnails."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from .budget import Budget
from .pixels import ON_THEIR_SIDE, fit, flat, orientation, plain, to_srgb, upright
from .reading import code_of, read

if TYPE_CHECKING:
    from PIL.Image import Image

SIZES = (512, 256)  # longest side of the thumbnails, large first: the small one is made from it
QUALITY = 85
AT_WORK = 80_000_000  # pixels that are decoded at one moment, by all threads together: 320 MB
DECODERS = 2  # threads that decode at one moment, whatever for; Pillow lets go of the interpreter meanwhile
COPIES = {"WEBP": 4}  # of a picture that Pillow's reader holds

_budget = Budget(AT_WORK, DECODERS)


@dataclass(frozen=True, slots=True)
class Decoded:
    """What one decode gave. `width` and `height` are as the picture was decoded, after its orientation mark."""

    width: int
    height: int
    format: str
    thumbnails: dict[int, bytes]  # longest side -> JPEG


def decode(path: Path, *, check: bool = True, proven: bool = False) -> Decoded:
    """Decodes the original. With `check`, to its last byte; without, a JPEG may be read at a fraction of its size.

    For `proven` and what is raised see read().
    """

    def decoded(image: Image) -> Decoded:
        pixels = image.width * image.height * COPIES.get(image.format or "", 1)
        if not check:
            least = 1.2 * SIZES[0] / max(image.size)  # of the same shape: draft() takes both sides for lower bounds
            image.draft(None, (max(1, round(image.width * least)), max(1, round(image.height * least))))
        with _budget.of(pixels, urgent=check):
            image.load()
            turned = orientation(image)
            width, height = image.size if turned not in ON_THEIR_SIDE else image.size[::-1]
            return Decoded(width, height, code_of(image), _thumbnails(image, turned))

    return read(path, decoded, check=check, proven=proven)


def _thumbnails(image: Image, turned: int) -> dict[int, bytes]:
    small = fit(plain(image), image.size, SIZES[0])
    small = upright(flat(to_srgb(small, image.info.get("icc_profile"))), turned)
    whole = image.size if turned not in ON_THEIR_SIDE else image.size[::-1]
    thumbnails = {}
    for size in SIZES:
        small = fit(small, whole, size)
        out = BytesIO()
        small.save(out, "JPEG", quality=QUALITY)
        thumbnails[size] = out.getvalue()
    return thumbnails

"""JPEG: small, everywhere read, without transparency: what is clear becomes white."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .format import Format
from .pixels import flat, marks, plain

if TYPE_CHECKING:
    from PIL.Image import Image


def _save(image: Image, path: Path, quality: int) -> None:
    image = flat(plain(image, ("L", "RGB", "RGBA", "CMYK")))
    image.save(path, "JPEG", quality=quality, **marks(image, "icc_profile", "exif", "xmp"))


FORMAT = Format("jpeg", "JPEG", _save, quality=92)

"""WebP: smaller than JPEG at the same sight, with transparency."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .format import Format
from .pixels import marks, plain

if TYPE_CHECKING:
    from PIL.Image import Image

METHOD = 4  # of 6; each further one takes much longer for little


def _save(image: Image, path: Path, quality: int) -> None:
    image = plain(image, ("RGB", "RGBA"))
    image.save(path, "WEBP", quality=quality, method=METHOD, **marks(image, "icc_profile", "exif", "xmp"))


FORMAT = Format("webp", "WebP", _save, quality=90)

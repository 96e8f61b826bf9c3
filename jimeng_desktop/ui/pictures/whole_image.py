"""A whole picture as Qt has images: decoded as thumbnails are, so that it looks the same wherever it is seen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from ...core.errors import JimengError


def whole_picture(path: Path, *, clear: bool = False) -> QImage:
    """The picture upright and in sRGB, a null image where it can't be read. Runs in a thread.

    A transparent one stands on neutral grey; with `clear` it keeps its alpha.
    """
    from ...decoding.screen import whole_pixels  # late: the first frame does without

    formats = QImage.Format
    try:
        pixels = whole_pixels(path, clear=clear)
        format = formats.Format_RGBA8888 if pixels.clear else formats.Format_RGBX8888
        image = QImage(pixels.width, pixels.height, format)
        if image.isNull():
            return image
        at, room = 0, memoryview(image.bits())
        for band in pixels.bands:
            room[at : at + len(band)] = band
            at += len(band)
    except (JimengError, OSError):
        return QImage()
    image.convertTo(formats.Format_ARGB32_Premultiplied if pixels.clear else formats.Format_RGB32)
    return image

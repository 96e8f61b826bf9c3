#!/usr/bin/env python3
"""Make the icons that macOS and Windows want from resources/icons/app.svg.

    python3 packaging/freeze/icons.py [--out DIR]      DIR/app.icns and DIR/app.ico (build/icons/ unless told)

Qt draws each size from the vectors, in the freeze environment; nothing is scaled down from another size.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev
from freeze import environment

if TYPE_CHECKING:
    from PIL.Image import Image

DRAWING = dev.ROOT / "resources" / "icons" / "app.svg"
ICNS_SIZES = (32, 64, 128, 256, 512, 1024)  # those Pillow writes; macOS takes 16 pixels from the 32
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
# The drawing's tile is 464 of 512 wide; on macOS all tiles are 824 of 1024.
MAC_SCALE = (824 / 1024) / (464 / 512)


def drawn(size: int, scale: float = 1.0) -> Image:
    """The drawing on a transparent square of so many pixels, in its middle where it is scaled."""
    from PIL import Image
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    canvas = QImage(size, size, QImage.Format.Format_RGBA8888_Premultiplied)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    margin = size * (1 - scale) / 2
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(margin, margin, size * scale, size * scale))
    painter.end()
    straight = canvas.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (size, size), bytes(straight.constBits()), "raw", "RGBA", straight.bytesPerLine())


def write(out: Path) -> tuple[Path, Path]:
    """Both icons; their paths."""
    out.mkdir(parents=True, exist_ok=True)
    icns, ico = out / "app.icns", out / "app.ico"
    *small, largest = (drawn(size, MAC_SCALE) for size in ICNS_SIZES)
    largest.save(icns, append_images=small)
    *small, largest = (drawn(size) for size in ICO_SIZES)
    largest.save(ico, sizes=[(size, size) for size in ICO_SIZES], append_images=small)
    return icns, ico


def main(args: Sequence[str] | None = None) -> int:
    """Draw them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=dev.ROOT / "build" / "icons")
    out = parser.parse_args(args).out.resolve()
    environment.enter()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for icon in write(out):
        dev.say(f"{icon}: {icon.stat().st_size / 1e3:.0f} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

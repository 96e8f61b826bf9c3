"""The picture of the window in the README, made anew from the scene `readme`, in the tests' own fonts.

python3 packaging/dev.py screenshot [FILE]      packaging/screenshot.png unless told
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from tests.fonts import use_test_fonts
from tests.scenes import take

SIZE = "1440x900@1"
TARGET = take.ROOT / "packaging" / "screenshot.png"


def main(args: Sequence[str]) -> int:
    """Exit status 0 when the file is written."""
    variant = ("--size", SIZE, "--theme", "dark", "--language", "en")
    forget = use_test_fonts()
    try:
        with tempfile.TemporaryDirectory() as folder:
            status = take.main(["--out", folder, "--only", "readme", *variant, "--no-sheets"])
            if status == 0:
                (taken,) = Path(folder).glob("*.png")
                pack(taken, Path(args[0]) if args else TARGET)
    finally:
        forget()
    return status


def pack(taken: Path, target: Path) -> None:
    """With each channel rounded to a multiple of 3, which nobody sees, and a third smaller; 256 colours show grain."""
    with Image.open(taken) as picture:
        picture.convert("RGB").point([round(level / 3) * 3 for level in range(256)] * 3).save(target, optimize=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

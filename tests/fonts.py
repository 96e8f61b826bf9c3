"""The fonts every test draws with, whatever this machine has: `data/fonts`, made by `packaging/subset_fonts.py`."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

FONTS = Path(__file__).parent / "data" / "fonts"

CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append"><string>Test Sans</string><string>Test Han</string></edit>
  </match>
</fontconfig>
"""


def use_test_fonts(folder: Path = FONTS) -> Callable[[], None]:
    """Lets this process and its children see the fonts in `folder` alone, from before Qt starts. Gives what ends it."""
    own = Path(tempfile.mkdtemp(prefix="jimeng-fonts-"))
    config = own / "fonts.conf"
    config.write_text(CONFIG.format(fonts=folder, cache=own / "cache"), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(config)
    return lambda: shutil.rmtree(own, ignore_errors=True)

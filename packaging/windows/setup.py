#!/usr/bin/env python3
"""Make the installer for Windows of the frozen program, with NSIS.

    python3 packaging/windows/setup.py [--out DIR] [--frozen DIR]      DIR/jimeng-desktop-VERSION-setup.exe

`--frozen` is what packaging/freeze/freeze.py made on Windows; without it, it is made now. Needs makensis (NSIS 3),
which runs on Linux too. Two runs with the same frozen folder and SOURCE_DATE_EPOCH give the same bytes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev
from freeze import freeze
from linux.freedesktop import NAME, frozen_folder, moment

SCRIPT = dev.ROOT / "packaging" / "windows" / "setup.nsi"
PLACES = ("makensis", r"C:\Program Files (x86)\NSIS\makensis.exe", r"C:\Program Files\NSIS\makensis.exe")


def makensis() -> str | None:
    """Where NSIS is; its installer on Windows doesn't put itself on the path."""
    return next((found for place in PLACES if (found := shutil.which(place))), None)


def build(out: Path, frozen: Path, compiler: str) -> Path:
    """The installer; its path."""
    target = out / f"{NAME}-{dev.version()}-setup.exe"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jimeng-setup-") as work:
        staged = Path(work, NAME)
        shutil.copytree(frozen, staged)
        for path in (staged, *staged.rglob("*")):
            os.utime(path, (moment(), moment()))
        dev.quietly(sys.executable, dev.ROOT / "packaging" / "freeze" / "icons.py", "--out", work)
        values = {
            "VERSION": dev.version(),
            "FROZEN": str(staged),
            "ICON": str(Path(work, "app.ico")),
            "OUT": str(target),
            "SIZE": str(freeze.size_of(staged) // 1024),
        }
        os.environ["SOURCE_DATE_EPOCH"] = str(int(moment()))
        words = [f"-D{name}={value}" for name, value in values.items()]
        dev.quietly(compiler, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, SCRIPT)
    return target


def main(args: Sequence[str] | None = None) -> int:
    """Freezes where nothing frozen is given, then packs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=dev.ROOT / "build")
    parser.add_argument("--frozen", type=Path)
    given = parser.parse_args(args)
    compiler = makensis()
    if compiler is None:
        parser.error("NSIS is missing: on Debian or Ubuntu, apt-get install nsis; on Windows, choco install nsis")
    if given.frozen is None and not dev.WINDOWS:
        parser.error("only Windows freezes for Windows; elsewhere name the folder with --frozen")
    installer = build(given.out.resolve(), frozen_folder(given.frozen), compiler)
    dev.say(f"{installer}: {installer.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

#!/usr/bin/env python3
"""Make the folder that an AppImage is made of, and let it run; with the tools at hand, the AppImage too.

    python3 packaging/linux/appdir.py [--out DIR] [--frozen DIR]             DIR/jimeng-desktop.AppDir
                                --appimagetool FILE --runtime FILE     and DIR/jimeng-desktop-VERSION-x86_64.AppImage

Whoever builds fetches the two tools and looks at their hashes (.github/workflows/release.yml does). `--frozen` is what
packaging/freeze/freeze.py made; without it, it is made now.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev
from freeze import freeze
from linux.freedesktop import ICON, NAME, filled, frozen_folder, lay_out_program, lay_out_share, moment


def build(out: Path, frozen: Path) -> Path:
    """The AppDir; its path."""
    root = out / f"{NAME}.AppDir"
    shutil.rmtree(root, ignore_errors=True)
    (root / "usr/lib").mkdir(parents=True)
    lay_out_program(root / "usr/lib" / NAME, frozen)
    lay_out_share(root / "usr/share")
    (root / "AppRun").symlink_to(f"usr/lib/{NAME}/{NAME}")
    (root / f"{NAME}.desktop").write_text(filled(f"{NAME}.desktop"), "utf-8")
    shutil.copyfile(ICON, root / f"{NAME}.svg")
    (root / ".DirIcon").symlink_to(f"{NAME}.svg")
    return root


def wrap(root: Path, tool: Path, runtime: Path) -> Path:
    """The AppImage of an AppDir; its path."""
    target = root.with_name(f"{NAME}-{dev.version()}-{platform.machine()}.AppImage")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(moment())), "ARCH": platform.machine()}
    # A machine that builds has no FUSE: the tool, an AppImage itself, unpacks itself instead.
    command = [str(tool.resolve()), "--appimage-extract-and-run", "--no-appstream", "--runtime-file", str(runtime)]
    subprocess.run([*command, str(root), str(target)], check=True, env=environment, stdout=sys.stderr)
    return target


def main(args: Sequence[str] | None = None) -> int:
    """Lays it out, lets it check itself, and wraps it where the tools are given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=dev.ROOT / "build")
    parser.add_argument("--frozen", type=Path)
    parser.add_argument("--appimagetool", type=Path)
    parser.add_argument("--runtime", type=Path)
    given = parser.parse_args(args)
    if not sys.platform.startswith("linux"):
        parser.error("it is made on Linux")
    if (given.appimagetool is None) != (given.runtime is None):
        parser.error("--appimagetool and --runtime go together")
    root = build(given.out.resolve(), frozen_folder(given.frozen))
    made = wrap(root, given.appimagetool, given.runtime) if given.appimagetool else None
    dev.say(f"{made or root}: {freeze.size_of(root) / 1e6 if made is None else made.stat().st_size / 1e6:.0f} MB")
    return freeze.check(root / "AppRun")


if __name__ == "__main__":
    raise SystemExit(main())

#!/usr/bin/env python3
"""Make the archive for people without root, on any Linux whose glibc is new enough.

    python3 packaging/linux/tarball.py [--out DIR] [--frozen DIR]      DIR/jimeng-desktop-VERSION-linux-x86_64.tar.xz

Within lie the frozen program and install.sh, which puts it below ~/.local or takes it away again. `--frozen` is what
packaging/freeze/freeze.py made; without it, it is made now. Needs tar and xz. Two runs with the same frozen folder and
SOURCE_DATE_EPOCH give the same bytes.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev
from linux.freedesktop import LINUX, NAME, frozen_folder, lay_out_program, lay_out_share, moment


def build(out: Path, frozen: Path) -> Path:
    """The archive; its path."""
    whole = f"{NAME}-{dev.version()}-linux-{platform.machine()}"
    target = out / f"{whole}.tar.xz"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jimeng-tar-") as work:
        root = Path(work, whole)
        root.mkdir()
        lay_out_program(root / NAME, frozen)
        lay_out_share(root / "share")
        shutil.copyfile(LINUX / "install.sh", root / "install.sh")
        (root / "install.sh").chmod(0o755)
        # Two threads, wherever it is built: the bytes depend on whether there is one or more.
        command = ["tar", "--create", "--sort=name", f"--mtime=@{int(moment())}", "--owner=0", "--group=0"]
        command += ["--numeric-owner", "--mode=go=rX,u+w", "--format=gnu", "--use-compress-program=xz -T2 -6"]
        subprocess.run([*command, f"--file={target}", f"--directory={work}", whole], check=True)
    return target


def main(args: Sequence[str] | None = None) -> int:
    """Freezes where nothing frozen is given, then packs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=dev.ROOT / "build")
    parser.add_argument("--frozen", type=Path)
    given = parser.parse_args(args)
    if not sys.platform.startswith("linux"):
        parser.error("it is made on Linux")
    archive = build(given.out.resolve(), frozen_folder(given.frozen))
    dev.say(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

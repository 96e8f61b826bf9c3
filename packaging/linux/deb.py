#!/usr/bin/env python3
"""Make the Debian package of the frozen program.

    python3 packaging/linux/deb.py [--out DIR] [--frozen DIR]   DIR/jimeng-desktop_VERSION_ARCH.deb (build/ unless told)

`--frozen` is what packaging/freeze/freeze.py made; without it, it is made now. Needs dpkg-deb and gzip's format only.
Two runs with the same frozen folder and SOURCE_DATE_EPOCH give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev
from linux.freedesktop import NAME, frozen_folder, lay_out_program, lay_out_share, moment, put, put_packed
from release.release import section

MAINTAINER = "Jimeng Desktop maintainers <jimeng-desktop@users.noreply.invalid>"
# What Qt and the program ask of the system; the rest lies in the package.
DEPENDS = "ca-certificates, libc6 (>= {glibc}), libdbus-1-3, libegl1, libfontconfig1, libgl1, libxkbcommon0"
RECOMMENDS = "fonts-noto-cjk | fonts-wqy-microhei, gnome-keyring | kwalletmanager"
DESCRIPTION = """Make pictures with the Jimeng image models, sort and keep them
 Jimeng Desktop sends prompts to the MaxAPI service and fetches what it makes
 before its links die. Originals are kept to the byte; a job that may have been
 charged is never sent a second time by itself."""


def lay_out(root: Path, frozen: Path) -> None:
    """Everything where it will lie on the user's system."""
    (root / "usr/lib").mkdir(parents=True)
    lay_out_program(root / "usr/lib" / NAME, frozen)
    (root / "usr/bin").mkdir()
    (root / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    share = root / "usr/share"
    lay_out_share(share)
    put_packed(share / "doc" / NAME / "changelog.gz", changelog())
    put(share / "doc" / NAME / "copyright", copyright_file())


def changelog() -> str:
    """The version as Debian writes it, over what has changed for users since the one before."""
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(moment()))
    heading, body = section(dev.version(), (dev.ROOT / "packaging/CHANGELOG.md").read_text("utf-8"))
    entries = [" ".join(entry.split()) for entry in f"\n{body}".split("\n- ")[1:]] or [heading or dev.version()]
    wrapped = (textwrap.fill(entry, 78, initial_indent="  * ", subsequent_indent="    ") for entry in entries)
    said = "\n".join(wrapped)
    return f"{NAME} ({dev.version()}) stable; urgency=medium\n\n{said}\n\n -- {MAINTAINER}  {day}\n"


def copyright_file() -> str:
    """Our licence, and where those of all parts stand."""
    parts = (dev.ROOT / "packaging/licence_texts/README.txt").read_text("utf-8")
    ours = (dev.ROOT / "LICENSE").read_text("utf-8")
    where = (
        f"The texts named below lie in /usr/lib/{NAME}/licences; the LGPL is\n/usr/share/common-licenses/LGPL-3 too."
    )
    return f"{ours}\n{'-' * 78}\n\n{where}\n\n{parts}"


def architecture() -> str:
    """As Debian calls that of this machine."""
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())


def newest_glibc(root: Path) -> str:
    """The newest version of glibc that anything within asks for: that of the system it was frozen on, or older."""
    asked = {found for path in root.rglob("*") if path.is_file() and not path.is_symlink() and is_elf(path)
             for found in re.findall(rb"\0GLIBC_(2\.\d+)", path.read_bytes())}  # fmt: skip
    return max((found.decode() for found in asked), key=lambda text: int(text[2:]), default="2.34")


def is_elf(path: Path) -> bool:
    """A program or a library."""
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"


def control(root: Path) -> str:
    """What dpkg wants to know; `Installed-Size` is in KiB."""
    depends = DEPENDS.format(glibc=newest_glibc(root))
    kibibytes = sum((path.lstat().st_size + 1023) // 1024 for path in root.rglob("*") if not path.is_dir())
    return (
        f"Package: {NAME}\nVersion: {dev.version()}\nArchitecture: {architecture()}\nMaintainer: {MAINTAINER}\n"
        f"Installed-Size: {kibibytes}\nDepends: {depends}\nRecommends: {RECOMMENDS}\nSection: graphics\n"
        f"Priority: optional\nDescription: {DESCRIPTION}\n"
    )


def build(out: Path, frozen: Path) -> Path:
    """The package; its path."""
    target = out / f"{NAME}_{dev.version()}_{architecture()}.deb"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jimeng-deb-") as work:
        root = Path(work, "root")
        root.mkdir(mode=0o755)
        lay_out(root, frozen)
        files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
        sums = (f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files)
        put(root / "DEBIAN/control", control(root))
        put(root / "DEBIAN/md5sums", "".join(sums))
        (root / "DEBIAN").chmod(0o755)
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(moment()))}
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target)]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return target


def main(args: Sequence[str] | None = None) -> int:
    """Freezes where nothing frozen is given, then packs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=dev.ROOT / "build")
    parser.add_argument("--frozen", type=Path)
    given = parser.parse_args(args)
    if not sys.platform.startswith("linux") or shutil.which("dpkg-deb") is None:
        parser.error("a Debian package is made where dpkg-deb is")
    package = build(given.out.resolve(), frozen_folder(given.frozen))
    dev.say(f"{package}: {package.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

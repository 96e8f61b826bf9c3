#!/usr/bin/env python3
"""Make the Debian package of the frozen program.

    python3 packaging/deb.py [--out DIR] [--frozen DIR]      DIR/jimeng-desktop_VERSION_amd64.deb (build/ unless told)

`--frozen` is what packaging/freeze.py made; without it, it is made now. Needs dpkg-deb and gzip's format only. Two runs
with the same frozen folder and SOURCE_DATE_EPOCH give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import dev
import freeze

NAME = "jimeng-desktop"
MAINTAINER = "Jimeng Desktop maintainers <jimeng-desktop@users.noreply.invalid>"
LINUX = dev.ROOT / "packaging" / "linux"
# What Qt and the program ask of the system; the rest lies in the package.
DEPENDS = "ca-certificates, libc6 (>= 2.36), libdbus-1-3, libegl1, libfontconfig1, libgl1, libxkbcommon0"
RECOMMENDS = "fonts-noto-cjk | fonts-wqy-microhei, gnome-keyring | kwalletmanager"
DESCRIPTION = """Make pictures with the Jimeng image models, sort and keep them
 Jimeng Desktop sends prompts to the MaxAPI service and fetches what it makes
 before its links die. Originals are kept to the byte; a job that may have been
 charged is never sent a second time by itself."""


def version() -> str:
    """The one place is jimeng_desktop/__init__.py."""
    text = (dev.ROOT / "jimeng_desktop" / "__init__.py").read_text("utf-8")
    return text.rpartition('__version__ = "')[2].partition('"')[0]


def moment() -> float:
    """When it is built, in seconds since the epoch: SOURCE_DATE_EPOCH, or now."""
    return float(os.environ.get("SOURCE_DATE_EPOCH", time.time()))


def filled(file: Path) -> str:
    """A file of packaging/linux with version and date put in."""
    day = time.strftime("%Y-%m-%d", time.gmtime(moment()))
    return file.read_text("utf-8").replace("@VERSION@", version()).replace("@DATE@", day)


def lay_out(root: Path, frozen: Path) -> None:
    """Everything where it will lie on the user's system."""
    program = root / "usr/lib" / NAME
    shutil.copytree(frozen, program, symlinks=True)
    for path in sorted(program.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program / NAME else 0o644)
    (root / "usr/bin").mkdir()
    (root / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    share = root / "usr/share"
    put(share / "applications" / f"{NAME}.desktop", filled(LINUX / f"{NAME}.desktop"))
    put(share / "metainfo" / f"{NAME}.metainfo.xml", filled(LINUX / f"{NAME}.metainfo.xml"))
    put(
        share / "icons/hicolor/scalable/apps" / f"{NAME}.svg", (dev.ROOT / "resources/icons/app.svg").read_text("utf-8")
    )
    put_packed(share / "man/man1" / f"{NAME}.1.gz", filled(LINUX / f"{NAME}.1"))
    put_packed(share / "doc" / NAME / "changelog.gz", changelog())
    put(share / "doc" / NAME / "copyright", copyright_file(frozen))


def changelog() -> str:
    """The version as Debian writes it, over what has changed for users."""
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(moment()))
    lines = (dev.ROOT / "packaging/CHANGELOG.md").read_text("utf-8").splitlines()
    said = "\n".join(f"  {line.replace('- ', '* ', 1) if line.startswith('- ') else '  ' + line.strip()}"
                     for line in lines if line.strip() and not line.startswith("#"))  # fmt: skip
    return f"{NAME} ({version()}) stable; urgency=medium\n\n{said}\n\n -- {MAINTAINER}  {day}\n"


def copyright_file(frozen: Path) -> str:
    """Our licence, where Qt's stand, and the licences of every package that lies within."""
    ours = (dev.ROOT / "LICENSE").read_text("utf-8").strip()
    qt = (
        "Qt and PySide6 are used under the LGPL-3.0 (/usr/share/common-licenses/LGPL-3, which builds upon\n"
        "/usr/share/common-licenses/GPL-3). Their libraries may be replaced; they lie in\n"
        f"/usr/lib/{NAME}/_internal/PySide6."
    )
    parts = [f"Jimeng Desktop\n\n{ours}", qt]
    for text in sorted((freeze.VENV / "lib").glob("python*/site-packages/*.dist-info/licenses/**/*")):
        name = next(part for part in text.parts if part.endswith(".dist-info")).rpartition("-")[0].partition("-")[0]
        if text.is_file() and name.lower() not in ("pyinstaller", "pyinstaller_hooks_contrib", "altgraph"):
            parts.append(f"{name}: {text.name}\n\n{text.read_text('utf-8', 'replace').strip()}")
    return f"\n\n{'-' * 78}\n\n".join(parts) + "\n"


def put(path: Path, text: str) -> None:
    """A file that everybody may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o644)


def put_packed(path: Path, text: str) -> None:
    """The same, packed without a name and a time of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as packed:
        packed.write(text.encode("utf-8"))
    path.chmod(0o644)


def control(root: Path) -> str:
    """What dpkg wants to know; `Installed-Size` is in KiB."""
    kibibytes = sum((path.lstat().st_size + 1023) // 1024 for path in root.rglob("*") if not path.is_dir())
    return (
        f"Package: {NAME}\nVersion: {version()}\nArchitecture: amd64\nMaintainer: {MAINTAINER}\n"
        f"Installed-Size: {kibibytes}\nDepends: {DEPENDS}\nRecommends: {RECOMMENDS}\nSection: graphics\n"
        f"Priority: optional\nDescription: {DESCRIPTION}\n"
    )


def build(out: Path, frozen: Path) -> Path:
    """The package; its path."""
    target = out / f"{NAME}_{version()}_amd64.deb"
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
    frozen = given.frozen or freeze.build(dev.ROOT / "build" / "frozen").parent
    package = build(given.out.resolve(), frozen.resolve())
    dev.say(f"{package}: {package.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""What the Linux packages have in common: their date, and what a desktop wants to find below `share`."""

from __future__ import annotations

import gzip
import os
import shutil
import time
from pathlib import Path

import dev
from freeze import freeze

NAME = "jimeng-desktop"
LINUX = dev.ROOT / "packaging" / "linux"
ICON = dev.ROOT / "resources" / "icons" / "app.svg"


def moment() -> float:
    """When it is built, in seconds since the epoch: SOURCE_DATE_EPOCH, or now."""
    return float(os.environ.get("SOURCE_DATE_EPOCH", time.time()))


def filled(name: str) -> str:
    """A file of packaging/linux with version and date put in."""
    day = time.strftime("%Y-%m-%d", time.gmtime(moment()))
    text = (LINUX / name).read_text("utf-8")
    return text.replace("@VERSION@", dev.version()).replace("@DATE@", day)


def lay_out_share(share: Path) -> None:
    """Menu entry, icon, AppStream data and man page."""
    put(share / "applications" / f"{NAME}.desktop", filled(f"{NAME}.desktop"))
    put(share / "metainfo" / f"{NAME}.metainfo.xml", filled(f"{NAME}.metainfo.xml"))
    put(share / "icons/hicolor/scalable/apps" / f"{NAME}.svg", ICON.read_text("utf-8"))
    put_packed(share / "man/man1" / f"{NAME}.1.gz", filled(f"{NAME}.1"))


def lay_out_program(program: Path, frozen: Path) -> None:
    """The frozen program, with modes that don't depend on who built it."""
    os.umask(0o022)
    shutil.copytree(frozen, program, symlinks=True)
    program.chmod(0o755)
    for path in sorted(program.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program / NAME else 0o644)


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


def frozen_folder(given: Path | None) -> Path:
    """The frozen program that was given, or one made now."""
    return (given or freeze.build(dev.ROOT / "build" / "frozen").parent).resolve()

#!/usr/bin/env python3
"""Make the disk image of the frozen program for macOS.

    python3 packaging/macos/bundle.py [--out DIR] [--frozen DIR]      DIR/jimeng-desktop-VERSION-macos-ARCH.dmg (build/)

`--frozen` is the folder jimeng-desktop that packaging/freeze/freeze.py made, beside which the bundle lies; without it,
both are made now. Needs only what a Mac has (codesign, hdiutil), and for notarising the Xcode command line tools. With
CODESIGN_IDENTITY and NOTARY_PROFILE set, and perhaps CODESIGN_KEYCHAIN, it signs with that identity and has Apple
notarise the image; without them it signs ad hoc. Secrets it never sees: packaging/macos/keychain.py puts them into a
keychain.

The spec reads the bundle's Info.plist from here, so this module imports nothing of PyInstaller's.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev
from freeze import freeze

APP = "Jimeng Desktop.app"
NAME = "Jimeng Desktop"
# Keychain items and permissions hang on it: never change it. It claims no domain, since the program has none.
IDENTIFIER = "JimengDesktop.JimengDesktop"
ENTITLEMENTS = dev.ROOT / "packaging" / "macos" / "entitlements.plist"
DOCUMENTS = (("PNG image", "public.png"), ("JPEG image", "public.jpeg"), ("WebP image", "org.webmproject.webp"))


def oldest_system(python: tuple[int, int] = sys.version_info[:2]) -> str:
    """The floor of the PySide6 that the lock gives this Python: its wheels are tagged macosx_13_0 and macosx_14_0."""
    return "13.0" if python < (3, 12) else "14.0"


def info_plist() -> dict[str, Any]:
    """What the system wants to know of the program."""
    version = dev.version()
    return {
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleName": NAME,
        "CFBundleDisplayName": NAME,
        "CFBundleVersion": version,
        "CFBundleShortVersionString": version,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "zh_CN"],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": name,
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": [kind],
            }
            for name, kind in DOCUMENTS
        ],
        "LSApplicationCategoryType": "public.app-category.graphics-design",
        # PyInstaller takes a program that may print for one without a window.
        "LSBackgroundOnly": False,
        "LSMinimumSystemVersion": oldest_system(),
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": copyright_line(),
        "NSRequiresAquaSystemAppearance": False,
    }


def copyright_line() -> str:
    """That of the licence."""
    lines = (dev.ROOT / "LICENSE").read_text("utf-8").splitlines()
    return next(line for line in lines if line.startswith("Copyright"))


@dataclass(frozen=True)
class Signing:
    """Who signs. No identity is an ad hoc signature, which Gatekeeper lets through only by the user's own hand."""

    identity: str = ""
    keychain: str = ""  # a file; "" searches the user's own
    profile: str = ""  # of notarytool, in the same keychain

    @classmethod
    def of(cls, env: Mapping[str, str]) -> Signing:
        """As the environment says; half of it is a mistake, which would end in an image that no Mac opens."""
        identity, profile = env.get("CODESIGN_IDENTITY", ""), env.get("NOTARY_PROFILE", "")
        if bool(identity) != bool(profile):
            dev.stop("CODESIGN_IDENTITY and NOTARY_PROFILE belong together: what is signed must be notarised too.")
        return cls(identity, env.get("CODESIGN_KEYCHAIN", ""), profile)

    @property
    def keychain_words(self) -> list[str]:
        """Where codesign and notarytool shall look."""
        return ["--keychain", self.keychain] if self.keychain else []


def sign(what: Path, signing: Signing) -> None:
    """Sign a bundle with all code in it, or an image. PyInstaller lays a bundle out so that --deep finds all of it."""
    words = ["codesign", "--force", "--sign", signing.identity or "-"]
    if what.suffix == ".app":
        words.append("--deep")
    if signing.identity:
        words += ["--timestamp", *signing.keychain_words]
        if what.suffix == ".app":
            words += ["--options", "runtime", "--entitlements", str(ENTITLEMENTS)]
    dev.quietly(*words, what)
    deep = ["--deep"] if what.suffix == ".app" else []
    dev.quietly("codesign", "--verify", "--strict", *deep, what)


def notarise(image: Path, signing: Signing) -> None:
    """Let Apple look at the image, and put its word on it, so that it opens without a network too."""
    known = ["--keychain-profile", signing.profile, *signing.keychain_words]
    dev.quietly("xcrun", "notarytool", "submit", image, *known, "--wait")
    dev.quietly("xcrun", "stapler", "staple", image)


def package(app: Path, out: Path, signing: Signing) -> Path:
    """Sign the bundle, and lay it beside a link to /Applications on an image; the image's path."""
    image = out / f"jimeng-desktop-{dev.version()}-macos-{platform.machine()}.dmg"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jimeng-dmg-") as work:
        stage = Path(work, NAME)
        shutil.copytree(app, stage / APP, symlinks=True)
        sign(stage / APP, signing)
        (stage / "Applications").symlink_to("/Applications")
        shape = ("-volname", NAME, "-fs", "HFS+", "-format", "UDZO")
        dev.quietly("hdiutil", "create", "-ov", *shape, "-srcfolder", stage, image)
    if signing.identity:
        sign(image, signing)
        notarise(image, signing)
    return image


def main(args: Sequence[str] | None = None) -> int:
    """Freezes where nothing frozen is given, then packs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=dev.ROOT / "build")
    parser.add_argument("--frozen", type=Path)
    given = parser.parse_args(args)
    if platform.system() != "Darwin":
        dev.stop("A disk image for macOS is made on a Mac: codesign and hdiutil are nowhere else.")
    signing = Signing.of(os.environ)
    frozen = given.frozen or freeze.build(dev.ROOT / "build" / "frozen").parent
    app = frozen.resolve().parent / APP
    if not app.is_dir():
        dev.stop(f"{app} is not there; packaging/freeze/freeze.py makes it beside the folder that it prints.")
    image = package(app, given.out.resolve(), signing)
    dev.say(f"{image}: {image.stat().st_size / 1e6:.1f} MB, signed by {signing.identity or 'nobody (ad hoc)'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

#!/usr/bin/env python3
"""Write what winget and a Homebrew tap want to know of a release.

    python3 packaging/release/manifests.py --sums SHA256SUMS --base-url URL --out DIR

DIR/winget/manifests/… is laid out as winget's repository is (schema 1.12.0), DIR/homebrew/Casks/ as a tap is.
`--base-url` is the folder the artefacts are downloaded from, `--sums` the file that release.py wrote over them.
Publisher and identifier are what stands below unless told; whoever publishes puts their own.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # packaging/, for what is imported from it

import dev
from macos import bundle

WINGET_SCHEMA = "1.12.0"
PUBLISHER = "Jimeng Desktop maintainers"
IDENTIFIER = "JimengDesktop.JimengDesktop"
PRODUCT_CODE = "Jimeng Desktop"  # the installer's key below …\CurrentVersion\Uninstall
OLDEST_WINDOWS = "10.0.17763.0"  # what Qt 6.11 asks for: Windows 10 1809
MACOS_NAMES = {"13.0": "ventura", "14.0": "sonoma"}
SHORT = "Make pictures with the Jimeng image models, sort and keep them"
SHORT_ZH = "用即梦图像模型生成、整理并保存图片"
LONG = (
    "Jimeng Desktop sends prompts to the MaxAPI service and fetches what it makes before its links die. Originals are "
    "kept to the byte; a job that may have been charged is never sent a second time by itself."
)
LONG_ZH = (
    "即梦桌面版把提示词发送给 MaxAPI 服务，并在图片链接失效之前把图片取回。原图一字节不差地保存；"
    "任何可能已经收费的任务都不会被自动重复发送。"
)
TAGS = ("ai", "image", "jimeng", "prompt", "seedream")


def read_sums(text: str) -> dict[str, str]:
    """Name -> SHA-256, as sha256sum writes them."""
    pairs = (line.split(maxsplit=1) for line in text.splitlines() if line.strip())
    return {name.lstrip("*"): digest for digest, name in pairs}


def sum_of(name: str, sums: Mapping[str, str]) -> str:
    """The sum of an artefact that must be there."""
    if name not in sums:
        dev.stop(f"The sums name no {name}. Are they of version {dev.version()}?")
    return sums[name]


def yaml(data: Mapping[str, Any], kind: str) -> str:
    """A manifest. Each value is written as JSON writes it, which every YAML reader takes as the same."""
    lines = [f"# yaml-language-server: $schema=https://aka.ms/winget-manifest.{kind}.{WINGET_SCHEMA}.schema.json", ""]
    for key, value in {**data, "ManifestType": kind, "ManifestVersion": WINGET_SCHEMA}.items():
        lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def winget(base_url: str, sums: Mapping[str, str], publisher: str, identifier: str) -> dict[str, str]:
    """Name -> text of the four manifests."""
    version = dev.version()
    setup = f"jimeng-desktop-{version}-setup.exe"
    common = {"PackageIdentifier": identifier, "PackageVersion": version}
    installer: dict[str, Any] = {
        **common,
        "Platform": ["Windows.Desktop"],
        "MinimumOSVersion": OLDEST_WINDOWS,
        "InstallerType": "nullsoft",
        "Scope": "user",
        "InstallModes": ["interactive", "silent"],
        "InstallerSwitches": {"Silent": "/S", "SilentWithProgress": "/S"},
        "UpgradeBehavior": "install",
        "ProductCode": PRODUCT_CODE,
        "Installers": [
            {
                "Architecture": "x64",
                "InstallerUrl": f"{base_url}/{setup}",
                "InstallerSha256": sum_of(setup, sums).upper(),
            }
        ],
    }
    names = {"Publisher": publisher, "PackageName": "Jimeng Desktop", "License": "MIT"}
    english = {**common, "PackageLocale": "en-US", **names, "ShortDescription": SHORT, "Description": LONG}
    chinese = {**common, "PackageLocale": "zh-CN", **names, "PackageName": "即梦桌面版"}
    chinese |= {"ShortDescription": SHORT_ZH, "Description": LONG_ZH}
    found_by = {"Moniker": "jimeng-desktop", "Tags": list(TAGS)}
    return {
        f"{identifier}.yaml": yaml({**common, "DefaultLocale": "en-US"}, "version"),
        f"{identifier}.installer.yaml": yaml(installer, "installer"),
        f"{identifier}.locale.en-US.yaml": yaml({**english, **found_by}, "defaultLocale"),
        f"{identifier}.locale.zh-CN.yaml": yaml(chinese, "locale"),
    }


def cask(base_url: str, homepage: str, sums: Mapping[str, str]) -> str:
    """The cask of a tap. Ruby would take #{…} in a URL for code, so the version stands in it as it is."""
    version = dev.version()
    image = f"jimeng-desktop-{version}-macos"
    arm, intel = (sum_of(f"{image}-{machine}.dmg", sums) for machine in ("arm64", "x86_64"))
    return f'''cask "jimeng-desktop" do
  arch arm: "arm64", intel: "x86_64"

  version "{version}"
  sha256 arm:   "{arm}",
         intel: "{intel}"

  url "{base_url}/{image}-#{{arch}}.dmg"
  name "Jimeng Desktop"
  name "即梦桌面版"
  desc "{SHORT}"
  homepage "{homepage}"

  depends_on macos: :{MACOS_NAMES[bundle.oldest_system((3, 11))]}

  app "{bundle.APP}"

  # Only what the program makes again by itself. The pictures, the index and the receipts of what was paid stay: they
  # are in ~/Pictures and in ~/Library/Application Support/jimeng-desktop.
  zap trash: [
    "~/Library/Caches/jimeng-desktop",
    "~/Library/Logs/jimeng-desktop",
    "~/Library/Saved Application State/{bundle.IDENTIFIER}.savedState",
  ]
end
'''


def checked_url(text: str) -> str:
    """An address that can stand in YAML and Ruby as it is."""
    if not text.startswith("https://") or any(char in text for char in "\"'\\#{} \n"):
        raise argparse.ArgumentTypeError(f"{text!r} is no plain https address")
    return text.rstrip("/")


def main(args: Sequence[str] | None = None) -> int:
    """Write them all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sums", type=Path, required=True)
    parser.add_argument("--base-url", type=checked_url, required=True, help="where the artefacts are downloaded from")
    parser.add_argument("--homepage", type=checked_url, help="for Homebrew; the base URL unless told")
    parser.add_argument("--publisher", default=PUBLISHER)
    parser.add_argument("--identifier", default=IDENTIFIER, help="of winget, as Publisher.Package")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(args)
    sums = read_sums(given.sums.read_text("utf-8"))
    folder = Path("manifests", given.identifier[0].lower(), *given.identifier.split("."), dev.version())
    texts = winget(given.base_url, sums, given.publisher, given.identifier)
    files = {Path("winget", folder, name): text for name, text in texts.items()}
    files[Path("homebrew", "Casks", "jimeng-desktop.rb")] = cask(given.base_url, given.homepage or given.base_url, sums)
    for name, text in files.items():
        (given.out / name).parent.mkdir(parents=True, exist_ok=True)
        (given.out / name).write_text(text, "utf-8", newline="\n")
        dev.say(str(given.out / name))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

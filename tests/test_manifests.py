"""What winget and Homebrew are told of a release, to the letter."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from jimeng_desktop import __version__
from release import manifests
from tests import processes

ROOT = Path(__file__).resolve().parents[1]
URL = "https://downloads.example/v1"
SETUP, ARM, INTEL = "a" * 64, "b" * 64, "c" * 64
SUMS = f"""{SETUP}  jimeng-desktop-{__version__}-setup.exe
{ARM} *jimeng-desktop-{__version__}-macos-arm64.dmg
{INTEL}  jimeng-desktop-{__version__}-macos-x86_64.dmg
"""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "SHA256SUMS").write_text(SUMS, "utf-8")
    words = ["--sums", str(tmp_path / "SHA256SUMS"), "--base-url", f"{URL}/", "--out", str(tmp_path / "out")]
    assert manifests.main(words) == 0
    return tmp_path / "out"


def test_winget_to_the_letter(out: Path) -> None:
    folder = out / "winget/manifests/j/JimengDesktop/JimengDesktop" / __version__
    assert sorted(path.name for path in folder.iterdir()) == [
        "JimengDesktop.JimengDesktop.installer.yaml",
        "JimengDesktop.JimengDesktop.locale.en-US.yaml",
        "JimengDesktop.JimengDesktop.locale.zh-CN.yaml",
        "JimengDesktop.JimengDesktop.yaml",
    ]
    schema = "# yaml-language-server: $schema=https://aka.ms/winget-manifest.{}.1.12.0.schema.json\n\n"
    head = f'PackageIdentifier: "JimengDesktop.JimengDesktop"\nPackageVersion: "{__version__}"\n'
    tail = 'ManifestType: "{}"\nManifestVersion: "1.12.0"\n'
    version = (folder / "JimengDesktop.JimengDesktop.yaml").read_text("utf-8")
    assert version == schema.format("version") + head + 'DefaultLocale: "en-US"\n' + tail.format("version")
    installer = (folder / "JimengDesktop.JimengDesktop.installer.yaml").read_text("utf-8")
    assert installer == (
        schema.format("installer")
        + head
        + f"""Platform: ["Windows.Desktop"]
MinimumOSVersion: "10.0.17763.0"
InstallerType: "nullsoft"
Scope: "user"
InstallModes: ["interactive", "silent"]
InstallerSwitches: {{"Silent": "/S", "SilentWithProgress": "/S"}}
UpgradeBehavior: "install"
ProductCode: "Jimeng Desktop"
Installers: [{{"Architecture": "x64", "InstallerUrl": "{URL}/jimeng-desktop-{__version__}-setup.exe", \
"InstallerSha256": "{SETUP.upper()}"}}]
"""
        + tail.format("installer")
    )
    english = (folder / "JimengDesktop.JimengDesktop.locale.en-US.yaml").read_text("utf-8")
    assert english.endswith(tail.format("defaultLocale"))
    for line in ('Publisher: "Jimeng Desktop maintainers"', 'License: "MIT"', 'PackageLocale: "en-US"'):
        assert f"\n{line}\n" in english
    chinese = (folder / "JimengDesktop.JimengDesktop.locale.zh-CN.yaml").read_text("utf-8")
    assert chinese.endswith(tail.format("locale"))
    assert 'PackageName: "即梦桌面版"' in chinese and "Moniker" not in chinese


def test_the_texts_fit_into_the_schema() -> None:
    for short, long in ((manifests.SHORT, manifests.LONG), (manifests.SHORT_ZH, manifests.LONG_ZH)):
        assert 3 <= len(short) <= 256 and 3 <= len(long) <= 10000
    assert len(manifests.SHORT) <= 80  # Homebrew's own limit
    assert len(set(manifests.TAGS)) == len(manifests.TAGS) <= 16


def test_the_cask_to_the_letter(out: Path) -> None:
    assert (
        (out / "homebrew/Casks/jimeng-desktop.rb").read_text("utf-8")
        == f'''cask "jimeng-desktop" do
  arch arm: "arm64", intel: "x86_64"

  version "{__version__}"
  sha256 arm:   "{ARM}",
         intel: "{INTEL}"

  url "{URL}/jimeng-desktop-{__version__}-macos-#{{arch}}.dmg"
  name "Jimeng Desktop"
  name "即梦桌面版"
  desc "Make pictures with the Jimeng image models, sort and keep them"
  homepage "{URL}"

  depends_on macos: :ventura

  app "Jimeng Desktop.app"

  # Only what the program makes again by itself. The pictures, the index and the receipts of what was paid stay: they
  # are in ~/Pictures and in ~/Library/Application Support/jimeng-desktop.
  zap trash: [
    "~/Library/Caches/jimeng-desktop",
    "~/Library/Logs/jimeng-desktop",
    "~/Library/Saved Application State/JimengDesktop.JimengDesktop.savedState",
  ]
end
'''
    )


def test_zap_takes_neither_pictures_nor_receipts(out: Path) -> None:
    text = (out / "homebrew/Casks/jimeng-desktop.rb").read_text("utf-8")
    taken = re.findall(r'^    "(.*)",$', text.partition("zap trash: [")[2], re.MULTILINE)
    assert len(taken) == 3
    assert not any(kept in path for path in taken for kept in ("Pictures", "Application Support"))


def test_names_of_a_publisher_and_a_homepage_are_taken(tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_text(SUMS, "utf-8")
    words = ["--sums", str(tmp_path / "SHA256SUMS"), "--base-url", URL, "--out", str(tmp_path)]
    words += ["--publisher", "Somebody", "--identifier", "Some.Body", "--homepage", "https://home.example"]
    manifests.main(words)
    english = tmp_path / "winget/manifests/s/Some/Body" / __version__ / "Some.Body.locale.en-US.yaml"
    assert '\nPublisher: "Somebody"\n' in english.read_text("utf-8")
    assert 'homepage "https://home.example"' in (tmp_path / "homebrew/Casks/jimeng-desktop.rb").read_text("utf-8")


@pytest.mark.parametrize("url", ["http://downloads.example", "https://x/#{exit}", 'https://x/"', "https://a b"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    (tmp_path / "SHA256SUMS").write_text(SUMS, "utf-8")
    command = [sys.executable, str(ROOT / "packaging/release/manifests.py"), "--sums", str(tmp_path / "SHA256SUMS")]
    done = processes.run([*command, "--base-url", url, "--out", str(tmp_path)])
    assert done.returncode == 2 and "no plain https address" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["SHA256SUMS"]


def test_sums_of_another_version_are_refused(tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_text(SUMS.replace(__version__, "99.0"), "utf-8")
    words = ["--sums", str(tmp_path / "SHA256SUMS"), "--base-url", URL, "--out", str(tmp_path / "out")]
    with pytest.raises(SystemExit):
        manifests.main(words)
    assert not (tmp_path / "out").exists()

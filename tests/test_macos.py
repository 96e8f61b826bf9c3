"""packaging/macos/bundle.py, keychain.py and icons.py: what can be known of a Mac's package without a Mac."""

from __future__ import annotations

import base64
import os
import plistlib
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from unittest import mock

import pytest
from PIL import Image

from freeze import icons
from jimeng_desktop import __version__
from macos import bundle, keychain
from macos.bundle import Signing
from tests import processes
from tests.stand_ins import StandIns

ROOT = Path(__file__).resolve().parents[1]
no_windows = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are scripts")
SIGNED = Signing("Developer ID Application: Somebody (TEAM123456)", "/tmp/signing.keychain-db", "notary")
SECRETS = {
    "MACOS_P12": base64.b64encode(b"the certificate").decode(),
    "MACOS_P12_PASSWORD": "sesame of the certificate",
    "NOTARY_KEY": "-----BEGIN PRIVATE KEY-----",
    "NOTARY_KEY_ID": "KEY1234567",
    "NOTARY_ISSUER": "00000000-0000-0000-0000-000000000000",
}


@pytest.fixture
def stand_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIns:
    folder = tmp_path / "bin"
    folder.mkdir()
    programs = StandIns(folder, monkeypatch)
    programs.add("codesign", "hdiutil", "xcrun", "security")
    return programs


@pytest.fixture
def app(tmp_path: Path) -> Path:
    folder = tmp_path / "frozen" / bundle.APP
    (folder / "Contents/MacOS").mkdir(parents=True)
    (folder / "Contents/MacOS/jimeng-desktop").write_bytes(b"program")
    (folder / "Contents/link").symlink_to("MacOS/jimeng-desktop")
    return folder


# Info.plist


def test_the_plist_is_complete_and_of_this_version() -> None:
    plist = plistlib.loads(plistlib.dumps(bundle.info_plist()))
    assert plist["CFBundleVersion"] == plist["CFBundleShortVersionString"] == __version__
    assert re.fullmatch(r"\d+(\.\d+){0,2}", plist["CFBundleVersion"])
    assert re.fullmatch(r"[A-Za-z0-9.-]+", plist["CFBundleIdentifier"])
    assert plist["CFBundleName"] == plist["CFBundleDisplayName"] == "Jimeng Desktop"
    assert plist["CFBundleLocalizations"] == ["en", "zh_CN"]
    assert plist["LSApplicationCategoryType"] == "public.app-category.graphics-design"
    assert plist["NSHighResolutionCapable"] is True
    assert plist["NSRequiresAquaSystemAppearance"] is False
    assert plist["LSBackgroundOnly"] is False
    assert plist["NSHumanReadableCopyright"] in (ROOT / "LICENSE").read_text("utf-8")


def test_pictures_may_be_viewed_but_are_left_to_others() -> None:
    kinds = bundle.info_plist()["CFBundleDocumentTypes"]
    assert [kind for entry in kinds for kind in entry["LSItemContentTypes"]] == [
        "public.png",
        "public.jpeg",
        "org.webmproject.webp",
    ]
    assert {(entry["CFBundleTypeRole"], entry["LSHandlerRank"]) for entry in kinds} == {("Viewer", "Alternate")}


@pytest.mark.parametrize(("python", "qt", "oldest"), [((3, 11), "6.11", "13.0"), ((3, 12), "6.12", "14.0")])
def test_the_oldest_system_is_that_of_the_locked_qt(python: tuple[int, int], qt: str, oldest: str) -> None:
    assert bundle.oldest_system(python) == oldest
    side = "<" if python < (3, 12) else ">="
    assert f"pyside6-essentials=={qt}." in next(
        line
        for line in (ROOT / "packaging/freeze.lock").read_text("utf-8").splitlines()
        if line.startswith("pyside6-essentials") and f"python_full_version {side} '3.12'" in line
    )


@pytest.mark.parametrize(("system", "icon"), [("darwin", "app.icns"), ("win32", "app.ico"), ("linux", None)])
def test_the_spec_draws_the_icon_and_makes_the_bundle_on_a_mac_only(
    monkeypatch: pytest.MonkeyPatch, system: str, icon: str | None
) -> None:
    hooks = ModuleType("PyInstaller.utils.hooks")
    hooks.__dict__.update(collect_submodules=lambda name: [], copy_metadata=lambda name: [])
    links = ModuleType("PyInstaller.depend.bindepend")
    links.__dict__.update(get_imports=lambda source: set())
    for name in ("PyInstaller", "PyInstaller.utils", "PyInstaller.depend"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    for module in (hooks, links):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(sys, "path", [*sys.path])
    drawn, made = [], {}
    monkeypatch.setattr(subprocess, "run", lambda command, check: drawn.append(command[1:]))
    steps = {
        name: lambda *args, _name=name, **kwargs: made.update({_name: kwargs}) or mock.MagicMock(binaries=[], datas=[])
        for name in ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")
    }
    spec = ROOT / "packaging/freeze/jimeng_desktop.spec"
    work = {"SPECPATH": str(spec.parent), "workpath": "work"}
    exec(compile(spec.read_text("utf-8"), spec.name, "exec"), {**steps, **work})
    path = icon and str(Path("work", icon))
    assert made["EXE"]["icon"] == path
    assert drawn == ([[str(ROOT / "packaging/freeze/icons.py"), "--out", "work"]] if icon else [])
    wanted = {
        "name": bundle.APP,
        "icon": path,
        "bundle_identifier": bundle.IDENTIFIER,
        "info_plist": bundle.info_plist(),
    }
    assert made.get("BUNDLE") == (wanted if system == "darwin" else None)


def test_no_exception_from_the_hardened_runtime_is_taken() -> None:
    assert plistlib.loads(bundle.ENTITLEMENTS.read_bytes()) == {}


# Icons


def test_the_icons_hold_every_size(tmp_path: Path) -> None:
    icns, ico = icons.write(tmp_path)
    with Image.open(icns) as icon:
        assert {(width * scale, height * scale) for width, height, scale in icon.info["sizes"]} == {
            (size, size) for size in icons.ICNS_SIZES
        }
        icon.load()
        assert icon.size == (1024, 1024)
        mac = icon.convert("RGBA").getchannel("A").point(lambda alpha: 255 * (alpha > 127)).getbbox()
        assert mac == (100, 100, 924, 924)  # the tile of every icon on macOS
    with Image.open(ico) as icon:
        assert icon.info["sizes"] == {(size, size) for size in icons.ICO_SIZES}
        for size in icons.ICO_SIZES:
            icon.size = (size, size)
            drawn = icon.convert("RGBA")
            assert drawn.getpixel((size // 2, size // 6))[3] == 255
            assert drawn.getpixel((0, 0))[3] == 0


# The image


@no_windows
def test_without_an_identity_it_is_signed_ad_hoc_and_nothing_is_sent(
    app: Path, tmp_path: Path, stand_ins: StandIns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.machine", lambda: "arm64")
    image = bundle.package(app, tmp_path / "out", Signing())
    assert image.name == f"jimeng-desktop-{__version__}-macos-arm64.dmg"
    assert image.read_bytes() == b"image of ['Applications', 'Jimeng Desktop.app']"
    sign, verify, create = stand_ins.lines
    assert sign.startswith("codesign --force --sign - --deep ") and sign.endswith(f"/{bundle.APP}")
    assert verify.startswith("codesign --verify --strict --deep ")
    assert create.startswith("hdiutil create -ov -volname Jimeng Desktop -fs HFS+ -format UDZO -srcfolder ")
    assert not any(word in line for line in stand_ins.lines for word in ("notarytool", "timestamp", "runtime", "xcrun"))


@no_windows
def test_with_an_identity_it_is_signed_hardened_and_notarised(app: Path, tmp_path: Path, stand_ins: StandIns) -> None:
    image = bundle.package(app, tmp_path / "out", SIGNED)
    signing, _, create, sign_image, _, submit, staple = (words for _, words, _, _ in stand_ins.calls)
    hardened = ["--options", "runtime", "--entitlements", str(bundle.ENTITLEMENTS)]
    assert signing[:4] == ["--force", "--sign", SIGNED.identity, "--deep"]
    assert signing[4:-1] == ["--timestamp", "--keychain", SIGNED.keychain, *hardened]
    assert create[0] == "create"
    kept = ["--force", "--sign", SIGNED.identity, "--timestamp", "--keychain", SIGNED.keychain, str(image)]
    assert sign_image == kept
    profile = ["--keychain-profile", "notary", "--keychain", SIGNED.keychain]
    assert submit == ["notarytool", "submit", str(image), *profile, "--wait"]
    assert staple == ["stapler", "staple", str(image)]


@no_windows
def test_the_frozen_bundle_itself_stays_as_it_was(app: Path, tmp_path: Path, stand_ins: StandIns) -> None:
    bundle.package(app, tmp_path / "out", Signing())
    assert all(str(app) not in line for line in stand_ins.lines)
    assert (app / "Contents/link").is_symlink()


@no_windows
@pytest.mark.parametrize("step", ["codesign --force", "codesign --verify", "hdiutil create", "xcrun notarytool"])
def test_a_step_that_fails_ends_it(
    app: Path, tmp_path: Path, stand_ins: StandIns, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setenv("STAND_IN_FAILS", step)
    with pytest.raises(SystemExit):
        bundle.package(app, tmp_path / "out", SIGNED)
    assert stand_ins.lines[-1].startswith(step)


@pytest.mark.parametrize("half", [{"CODESIGN_IDENTITY": "Somebody"}, {"NOTARY_PROFILE": "notary"}])
def test_half_of_signing_is_refused(half: dict[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        Signing.of(half)
    assert "belong together" in capfd.readouterr().err


def test_the_environment_says_who_signs() -> None:
    assert Signing.of({}) == Signing()
    whole = {"CODESIGN_IDENTITY": "A", "CODESIGN_KEYCHAIN": "B", "NOTARY_PROFILE": "C"}
    assert Signing.of(whole) == Signing("A", "B", "C")


@pytest.mark.skipif(sys.platform == "darwin", reason="there it would be made")
def test_off_a_mac_it_says_so(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "packaging/macos/bundle.py"), "--out", str(tmp_path)]
    done = processes.run(command)
    assert done.returncode == 2
    assert done.stderr.strip() == "A disk image for macOS is made on a Mac: codesign and hdiutil are nowhere else."
    assert not list(tmp_path.iterdir())


# The keychain


@no_windows
def test_no_secret_gets_into_an_argument(tmp_path: Path, stand_ins: StandIns, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAND_IN_IDENTITIES", f'  1) ABCDEF "{SIGNED.identity}"\n     1 valid identities found')
    file = tmp_path / "signing.keychain-db"
    told = keychain.make(file, SECRETS)
    assert told == {
        "CODESIGN_IDENTITY": SIGNED.identity,
        "CODESIGN_KEYCHAIN": str(file),
        "NOTARY_PROFILE": keychain.PROFILE,
    }
    assert Signing.of(told).identity == SIGNED.identity
    (interactive,) = (said for _, words, said, _ in stand_ins.calls if words == ["-i"])
    assert '-P "sesame of the certificate"' in interactive
    password = re.findall(r'create-keychain -p "(\w{48})"', interactive)[0]
    for secret in (SECRETS["MACOS_P12"], SECRETS["MACOS_P12_PASSWORD"], SECRETS["NOTARY_KEY"], password):
        assert not any(secret in line for line in stand_ins.lines)
    (store,) = ((words, files) for name, words, _, files in stand_ins.calls if name == "xcrun")
    assert store[0][:3] == ["notarytool", "store-credentials", keychain.PROFILE]
    ((path, text),) = store[1].items()
    assert text == SECRETS["NOTARY_KEY"] and not Path(path).exists()
    assert f"security list-keychains -d user -s {file} /Users/somebody/login.keychain-db" in stand_ins.lines


@no_windows
@pytest.mark.parametrize("name", keychain.NEEDED)
def test_a_missing_secret_is_named(
    tmp_path: Path, stand_ins: StandIns, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    with pytest.raises(SystemExit):
        keychain.make(tmp_path / "signing", {**SECRETS, name: ""})
    assert capfd.readouterr().err.strip().endswith(f"missing: {name}")
    assert stand_ins.calls == []


@no_windows
def test_a_certificate_that_did_not_get_in_is_seen(tmp_path: Path, stand_ins: StandIns) -> None:
    with pytest.raises(SystemExit):
        keychain.make(tmp_path / "signing", SECRETS)


@no_windows
def test_a_password_that_would_break_out_is_refused(tmp_path: Path, stand_ins: StandIns) -> None:
    with pytest.raises(SystemExit):
        keychain.make(tmp_path / "signing", {**SECRETS, "MACOS_P12_PASSWORD": 'x" -A "y'})
    assert stand_ins.calls == []


@no_windows
def test_the_keychain_goes_again(tmp_path: Path, stand_ins: StandIns) -> None:
    file = tmp_path / "signing.keychain-db"
    assert keychain.main(["--keychain", str(file), "--delete"]) == 0
    assert stand_ins.lines == []
    file.touch()
    assert keychain.main(["--keychain", str(file), "--delete"]) == 0
    assert stand_ins.lines == [f"security delete-keychain {file}"]

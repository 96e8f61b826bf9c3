"""The Debian package, of a stand-in for the frozen program: what lies where, who may read it, what dpkg is told."""

from __future__ import annotations

import gzip
import shutil
import sys
from pathlib import Path

import pytest

import dev
from jimeng_desktop import __version__
from linux import try_deb
from tests import processes

ROOT = Path(__file__).resolve().parents[1]
EPOCH = "1795357920"
pytestmark = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="only where Debian packages are made")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deb")
    frozen = folder / "jimeng-desktop"
    (frozen / "_internal/PySide6").mkdir(parents=True)
    for name in ("jimeng-desktop", "_internal/PySide6/libQt6Core.so.6"):
        (frozen / name).write_bytes(b"\x7fELF" + name.encode())
        (frozen / name).chmod(0o700)
    return made(folder / "one", frozen)


def made(out: Path, frozen: Path) -> Path:
    command = [sys.executable, str(ROOT / "packaging/linux/deb.py"), "--out", str(out), "--frozen", str(frozen)]
    processes.run(command, check=True, env={"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": EPOCH})
    (found,) = out.glob("*.deb")
    return found


@pytest.fixture(scope="module")
def unpacked(package: Path) -> Path:
    root = package.parent / "root"
    processes.run(["dpkg-deb", "--raw-extract", str(package), str(root)], check=True)
    return root


def test_what_dpkg_is_told(package: Path) -> None:
    assert package.name == f"jimeng-desktop_{__version__}_amd64.deb"
    told = processes.run(["dpkg-deb", "--field", str(package)], check=True).stdout
    fields = dict(line.split(": ", 1) for line in told.splitlines() if not line.startswith(" "))
    assert (fields["Package"], fields["Version"], fields["Section"]) == ("jimeng-desktop", __version__, "graphics")
    assert "ca-certificates" in fields["Depends"] and "python" not in fields["Depends"]
    assert int(fields["Installed-Size"]) > 0


def test_where_all_lies_and_who_may_read_it(unpacked: Path) -> None:
    program = unpacked / "usr/lib/jimeng-desktop/jimeng-desktop"
    assert program.stat().st_mode & 0o777 == 0o755
    library = unpacked / "usr/lib/jimeng-desktop/_internal/PySide6/libQt6Core.so.6"
    assert library.stat().st_mode & 0o777 == 0o644
    assert (unpacked / "usr/bin/jimeng-desktop").resolve() == program
    assert (unpacked / "usr/share/icons/hicolor/scalable/apps/jimeng-desktop.svg").is_file()
    for path in unpacked.rglob("*"):
        mode = path.lstat().st_mode & 0o777
        assert path.is_symlink() or mode == (0o755 if path.is_dir() or path == program else 0o644), path


def test_menu_entry_man_page_changelog_and_licences(unpacked: Path) -> None:
    entry = (unpacked / "usr/share/applications/jimeng-desktop.desktop").read_text("utf-8")
    assert (
        "Exec=jimeng-desktop %F\nMimeType=image/png;image/jpeg;image/webp;\n" in entry
        and "Name[zh_CN]=即梦桌面版" in entry
    )
    data = (unpacked / "usr/share/metainfo/jimeng-desktop.metainfo.xml").read_text("utf-8")
    assert f'<release version="{__version__}" date="2026-11-22"/>' in data
    manual = gzip.decompress((unpacked / "usr/share/man/man1/jimeng-desktop.1.gz").read_bytes()).decode()
    assert f"Jimeng Desktop {__version__}" in manual and "@" not in manual
    changes = gzip.decompress((unpacked / "usr/share/doc/jimeng-desktop/changelog.gz").read_bytes()).decode()
    assert changes.startswith(f"jimeng-desktop ({__version__}) stable; urgency=medium\n\n  * ")
    assert changes.rstrip().endswith("Sun, 22 Nov 2026 14:32:00 +0000")
    licences = (unpacked / "usr/share/doc/jimeng-desktop/copyright").read_text("utf-8")
    assert "MIT License" in licences and "/usr/lib/jimeng-desktop/licences" in licences and "LGPL-3.0.txt" in licences


def test_the_same_again_is_the_same_to_the_byte(package: Path) -> None:
    again = made(package.parent.parent / "two", package.parent.parent / "jimeng-desktop")
    assert again.read_bytes() == package.read_bytes()


# The trial

SOURCES = """\
Somebody|Debian|main|https://elsewhere.invalid/debian/
Debian|Debian-Security|main|http://security.invalid/debian-security/
Debian|Debian|contrib|http://contrib.invalid/debian/
Debian|Debian|main|mirror+file:/etc/apt/mirrors.txt
Debian|Debian|main|http://mirror.invalid/debian/
Debian|Debian|main|http://second.invalid/debian/
"""


def said_by_apt(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for apt-get on PATH."""
    script = folder / "apt-get"
    script.write_text(f"#!/bin/sh\ncat <<'END'\n{text}END\n", "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_the_trial_gets_its_debian_from_where_this_system_gets_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said_by_apt(SOURCES, tmp_path, monkeypatch)
    made: list[tuple[object, ...]] = []
    monkeypatch.setattr(dev, "quietly", lambda *command: made.append(command))
    root = try_deb.Root(tmp_path / "root")
    minimal = ("debootstrap", "--variant=minbase", "bookworm")
    assert made == [(*minimal, root.folder, "http://mirror.invalid/debian/")]


def test_the_trial_ends_where_apt_has_no_debian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said_by_apt("Ubuntu|Ubuntu|main|http://ubuntu.invalid/ubuntu/\n", tmp_path, monkeypatch)
    with pytest.raises(SystemExit) as ended:
        try_deb.Root(tmp_path / "root")
    assert ended.value.code == 2
    assert "no mirror of Debian" in capsys.readouterr().err

"""Archive for people without root, and AppDir, of a stand-in for the frozen program; install.sh runs in earnest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from jimeng_desktop import __version__
from tests import processes

ROOT = Path(__file__).resolve().parents[1]
needs = [tool for tool in ("tar", "xz", "sh") if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(
    bool(needs) or not sys.platform.startswith("linux"), reason="only where Linux packages are made"
)
STAND_IN = """#!/bin/sh
case "$1" in --self-check) echo '{"ok": true}';; *) for word; do printf '<%s>' "$word"; done;; esac
"""


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("linux") / "jimeng-desktop"
    (folder / "_internal").mkdir(parents=True)
    (folder / "jimeng-desktop").write_text(STAND_IN)
    (folder / "jimeng-desktop").chmod(0o700)
    (folder / "_internal/library.so").write_bytes(b"one")
    return folder


def made(script: str, out: Path, frozen: Path) -> str:
    command = [sys.executable, str(ROOT / "packaging" / "linux" / script), "--out", str(out), "--frozen", str(frozen)]
    environment = {"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1795357920"}
    return processes.run(command, check=True, env=environment, umask=0o077).stdout


@pytest.fixture(scope="module")
def archive(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tar")
    made("tarball.py", out, frozen)
    (found,) = out.iterdir()
    return found


@pytest.fixture
def unpacked(archive: Path, tmp_path: Path) -> Path:
    processes.run(["tar", "--extract", f"--file={archive}"], check=True, cwd=tmp_path)
    return tmp_path / archive.name.removesuffix(".tar.xz")


@pytest.fixture
def run(unpacked: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """install.sh, in a home whose name needs quoting."""
    home = tmp_path / 'a "home" of 10% & $more'
    home.mkdir()
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home)}

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        command = [str(unpacked / "install.sh"), *words]
        return processes.run(command, env=environment)

    return call


def home_of(tmp_path: Path) -> Path:
    (home,) = tmp_path.glob("a *home*")
    return home


def test_its_name_what_lies_in_it_and_whose_it_is(archive: Path) -> None:
    assert archive.name == f"jimeng-desktop-{__version__}-linux-{os.uname().machine}.tar.xz"
    with tarfile.open(archive) as packed:
        members = packed.getmembers()
    assert {member.uid for member in members} == {member.gid for member in members} == {0}
    assert {member.mtime for member in members} == {1795357920}
    modes = {member.name.partition("/")[2]: member.mode for member in members if member.isfile()}
    assert modes["install.sh"] == modes["jimeng-desktop/jimeng-desktop"] == 0o755
    assert modes["share/applications/jimeng-desktop.desktop"] == modes["jimeng-desktop/_internal/library.so"] == 0o644


def test_the_same_again_is_the_same_to_the_byte(archive: Path, frozen: Path, tmp_path: Path) -> None:
    made("tarball.py", tmp_path, frozen)
    assert (tmp_path / archive.name).read_bytes() == archive.read_bytes()


def test_it_installs_for_one_user(run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    done = run()
    assert done.returncode == 0, done.stderr
    home = home_of(tmp_path)
    program = home / ".local/bin/jimeng-desktop"
    assert processes.run([program, "a b"], check=True).stdout == "<a b>"
    entry = (home / ".local/share/applications/jimeng-desktop.desktop").read_text("utf-8")
    (line,) = (line for line in entry.splitlines() if line.startswith("Exec="))
    assert words_of(line.removeprefix("Exec=")) == [str(home / ".local/lib/jimeng-desktop/jimeng-desktop"), "%F"]
    for name in ("icons/hicolor/scalable/apps/jimeng-desktop.svg", "man/man1/jimeng-desktop.1.gz"):
        assert (home / ".local/share" / name).is_file()


def words_of(line: str) -> list[str]:
    """The command of a desktop entry, read as its specification wants: first the string, then the quoted words."""
    text = line.replace("\\\\", "\\")
    words, word, quoted, letters = [], "", False, iter(text)
    for letter in letters:
        if letter == '"':
            quoted = not quoted
        elif letter == "\\" and quoted:
            word += next(letters)
        elif letter == " " and not quoted:
            words.append(word)
            word = ""
        else:
            word += letter
    return [word.replace("%%", "%") for word in (*words, word)]


def test_installed_again_it_is_the_new_one(
    run: Callable[..., subprocess.CompletedProcess[str]], unpacked: Path, tmp_path: Path
) -> None:
    assert run().returncode == 0
    installed = home_of(tmp_path) / ".local/lib/jimeng-desktop"
    (unpacked / "jimeng-desktop/_internal/library.so").unlink()
    (unpacked / "jimeng-desktop/_internal/other.so").write_bytes(b"two")
    assert run().returncode == 0
    assert [path.name for path in (installed / "_internal").iterdir()] == ["other.so"]
    assert [path.name for path in installed.parent.iterdir()] == ["jimeng-desktop"]


def test_removed_it_leaves_pictures_and_settings_alone(
    run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    assert run().returncode == 0
    home = home_of(tmp_path)
    mine = [home / name for name in ("Pictures/Jimeng/fox.png", ".config/jimeng-desktop/settings.json")]
    mine.append(home / ".local/share/jimeng-desktop/index.sqlite")
    for path in mine:
        path.parent.mkdir(parents=True)
        path.write_text("mine")
    assert run("--remove").returncode == 0
    left = [path for path in home.rglob("*") if not path.is_dir() and path.name != "mimeinfo.cache"]  # a cache
    assert sorted(left) == sorted(mine)


def test_while_the_program_runs_nothing_is_changed(
    run: Callable[..., subprocess.CompletedProcess[str]], frozen: Path, unpacked: Path, tmp_path: Path
) -> None:
    assert run().returncode == 0
    program = home_of(tmp_path) / ".local/lib/jimeng-desktop/jimeng-desktop"
    shutil.copyfile(shutil.which("sleep") or "sleep", program)  # a script's process would be that of its shell
    with processes.started([program, "60"]):
        for words in ((), ("--remove",)):
            done = run(*words)
            assert done.returncode == 1 and "is running" in done.stderr and program.is_file()
    assert run("--remove").returncode == 0 and not program.exists()


def test_what_is_not_ours_is_not_replaced(run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    other = home_of(tmp_path) / ".local/bin/jimeng-desktop"
    other.parent.mkdir(parents=True)
    other.write_text("somebody else's")
    done = run()
    assert done.returncode == 1 and "nothing was changed" in done.stderr
    assert not (home_of(tmp_path) / ".local/lib/jimeng-desktop").exists()
    run("--remove")
    assert other.read_text() == "somebody else's"
    assert run("--help").returncode == 2


def test_the_appdir_runs_by_its_apprun(frozen: Path, tmp_path: Path) -> None:
    assert made("appdir.py", tmp_path, frozen).strip() == '{"ok": true}'
    root = tmp_path / "jimeng-desktop.AppDir"
    assert (root / "AppRun").resolve() == root / "usr/lib/jimeng-desktop/jimeng-desktop"
    assert not os.readlink(root / "AppRun").startswith("/")
    assert (root / "jimeng-desktop.desktop").read_text("utf-8").startswith("[Desktop Entry]")
    assert (root / ".DirIcon").resolve() == root / "jimeng-desktop.svg"


TOOL = """#!/bin/sh
for word; do last=$word; printf '%s\\n' "$word"; done > "$(dirname "$0")/asked"
printf AppImage > "$last"
"""


def test_the_appimage_is_wrapped_with_the_tools_that_are_given(frozen: Path, tmp_path: Path) -> None:
    tool, runtime = tmp_path / "appimagetool", tmp_path / "runtime"
    tool.write_text(TOOL)
    tool.chmod(0o755)
    command = [sys.executable, str(ROOT / "packaging/linux/appdir.py"), "--out", str(tmp_path), "--frozen", str(frozen)]
    processes.run([*command, "--appimagetool", str(tool), "--runtime", str(runtime)], check=True)
    target = tmp_path / f"jimeng-desktop-{__version__}-{os.uname().machine}.AppImage"
    assert target.read_text() == "AppImage"
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked[asked.index("--runtime-file") + 1] == str(runtime)
    alone = processes.run([*command, "--runtime", str(runtime)])
    assert alone.returncode == 2 and "go together" in alone.stderr

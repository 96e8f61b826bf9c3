"""What the file manager of each system is asked, and that a refusal leads to the next thing to try."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.desktop import opening
from jimeng_desktop.desktop.keychain import VARIABLE
from jimeng_desktop.desktop.opening import commands, open_file, show_in_folder
from jimeng_desktop.desktop.opening import opening as command_of
from tests.processes import wait_for


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "a, red fox 狐.png"
    path.write_bytes(b"")
    return path


def test_each_system_is_asked_in_its_own_way(picture: Path) -> None:
    assert commands(picture, "win32") == [f'explorer /select,"{picture}"']
    assert commands(picture, "darwin")[0] == ["open", "-R", str(picture)]
    show, fall_back = commands(picture, "linux")
    assert "org.freedesktop.FileManager1.ShowItems" in show
    assert fall_back == ["xdg-open", str(picture.parent)]


def test_the_names_of_files_survive_dbus_send(picture: Path) -> None:
    uri = next(word for word in commands(picture, "linux")[0] if word.startswith("array:string:"))
    assert "," not in uri
    assert uri.startswith("array:string:file:///")
    assert uri.isascii()


def test_a_refusal_leads_to_the_next_and_none_to_false(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def refuse(command: Any, **_: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        if len(asked) == 1:
            raise FileNotFoundError
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(opening.subprocess, "run", refuse)
    monkeypatch.setattr(opening.sys, "platform", "linux")
    assert show_in_folder(picture) is False
    assert asked == commands(picture, "linux")


def test_a_file_that_is_gone_opens_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def accept(command: Any, **_: Any) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(opening.subprocess, "run", accept)
    assert show_in_folder(tmp_path / "gone.png") is True
    assert str(tmp_path) in str(asked[0])
    assert "gone.png" not in str(asked[0])


def test_a_frozen_program_lends_nobody_its_own_libraries(picture: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/system")
    assert opening.clean_environment()["LD_LIBRARY_PATH"] == "/system"
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG")
    monkeypatch.setattr(opening.sys, "frozen", True, raising=False)
    assert "LD_LIBRARY_PATH" not in opening.clean_environment()


def test_a_file_is_one_word_to_each_program(picture: Path) -> None:
    assert command_of(picture, "linux") == ["xdg-open", str(picture)]
    assert command_of(picture, "linux", "/usr/bin/krita") == ["/usr/bin/krita", str(picture)]
    assert command_of(picture, "darwin") == ["open", str(picture)]
    assert command_of(picture, "darwin", "/Applications/Krita.app") == [
        "open", "-a", "/Applications/Krita.app", str(picture)
    ]  # fmt: skip
    assert command_of(picture, "win32") == ["explorer", str(picture)]
    assert command_of(picture, "win32", r"C:\Krita\krita.exe") == [r"C:\Krita\krita.exe", str(picture)]


def program(folder: Path, script: str) -> str:
    path = folder / "a program"
    path.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_program_is_given_the_file_and_never_the_key(
    picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "sk-secret")
    awkward = picture.with_name("$(touch pwned) `x`; -rf 'a' \"b\" 狐.png")
    awkward.write_bytes(b"")
    said = tmp_path / "said"
    script = f"import os, sys; open({str(said)!r}, 'w').write(repr((sys.argv[1:], sorted(os.environ))))"
    assert open_file(awkward, program(tmp_path, script)) is True
    wait_for(lambda: said.exists() and said.read_text(encoding="utf-8"))
    words = said.read_text(encoding="utf-8")
    assert words.startswith(repr(([str(awkward)],))[:-2])
    assert VARIABLE not in words and "PATH" in words


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_program_that_can_not_start_says_so(picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_GLANCE", 20.0)
    assert open_file(picture, str(tmp_path / "no such program")) is False
    assert open_file(picture, program(tmp_path, "raise SystemExit(3)")) is False
    assert open_file(picture, program(tmp_path, "")) is True


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_nobody_waits_for_a_program_to_end(picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_GLANCE", 0.01)
    assert open_file(picture, program(tmp_path, "import time; time.sleep(0.5)")) is True

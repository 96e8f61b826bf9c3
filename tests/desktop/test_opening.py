"""What the file manager of each system is asked, and that a refusal leads to the next thing to try."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.desktop import opening
from jimeng_desktop.desktop.opening import commands, show_in_folder


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
    assert opening._environment()["LD_LIBRARY_PATH"] == "/system"
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG")
    monkeypatch.setattr(opening.sys, "frozen", True, raising=False)
    assert "LD_LIBRARY_PATH" not in opening._environment()

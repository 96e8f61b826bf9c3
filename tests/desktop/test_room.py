"""Whether pictures can be kept somewhere is asked of the disk, without leaving a trace."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from jimeng_desktop.desktop.room import room_in, short


def test_a_folder_that_is_not_there_yet_is_tried_above_and_not_made(tmp_path: Path) -> None:
    room = room_in(tmp_path / "Pictures" / "Jimeng")
    assert room.problem == "" and room.free
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    assert room_in(tmp_path / "a file").problem == "not_a_folder"
    assert room_in(tmp_path / "a file" / "below").problem == "not_a_folder"


def test_where_nothing_can_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**where: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert room_in(tmp_path).problem == "read_only"


def test_the_home_folder_is_a_tilde() -> None:
    assert short(Path.home() / "Pictures") == str(Path("~") / "Pictures")
    assert short(Path(Path.home().anchor) / "elsewhere") == str(Path(Path.home().anchor) / "elsewhere")

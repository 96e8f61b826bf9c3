"""Whether pictures can be kept somewhere is asked of the disk, without leaving a trace."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from jimeng_desktop.desktop.room import room_in, short, typed_folder


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


@pytest.mark.skipif(os.name == "nt", reason="drives and servers are written another way there")
@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("/a/b c", "/a/b c"),
        ("  /a/b \n", "/a/b"),
        ("~", "/people/anna"),
        ("~/art", "/people/anna/art"),
        ("'/a/b'", "/a/b"),
        ('"~/art"', "/people/anna/art"),
        ("\u201c/a/\u96ea\u201d", "/a/\u96ea"),
        ("file:///a/b%20c/%E9%9B%AA", "/a/b c/\u96ea"),
        ("FILE://localhost/a", "/a"),
        ("/a/$HOME/%TEMP%", "/a/$HOME/%TEMP%"),
        ("/a/it's", "/a/it's"),
        ("file://server/a", None),
        ("https://a.example/a", None),
        ("file://[", None),
        ("a/b", None),
        ("~nobody-of-that-name/a", None),
        ("'", None),
        ("/a\0b", None),
        ("", None),
    ],
)
def test_folders_that_are_typed(monkeypatch: pytest.MonkeyPatch, text: str, folder: str | None) -> None:
    monkeypatch.setenv("HOME", "/people/anna")
    assert typed_folder(text) == (Path(folder) if folder else None)

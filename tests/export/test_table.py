"""Tables for spreadsheets: the very bytes, no formula among them, and never half a file."""

from __future__ import annotations

import csv
import errno
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from jimeng_desktop.core.errors import DiskFull, FolderMissing, StorageError
from jimeng_desktop.export.table import Cell, harmless, write_table
from tests.flushes import Flushes

ROWS: list[Sequence[Cell]] = [
    ("Prompt", "Pictures", "Estimate"),
    ('a fox, "red"', 4, 0.8),
    ("雪中的狐狸\nsecond line\r\nthird", 0, None),
    ("=HYPERLINK(1)", None, -1.5),
]
BYTES = (
    b"\xef\xbb\xbfPrompt,Pictures,Estimate\r\n"
    b'"a fox, ""red""",4,0.8\r\n'
    b'"\xe9\x9b\xaa\xe4\xb8\xad\xe7\x9a\x84\xe7\x8b\x90\xe7\x8b\xb8\nsecond line\r\nthird",0,\r\n'
    b"'=HYPERLINK(1),,-1.5\r\n"
)


def test_a_table_to_the_byte(tmp_path: Path) -> None:
    target = tmp_path / "receipts.csv"
    write_table(target, ROWS)
    assert target.read_bytes() == BYTES
    with open(target, encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[2] == ["雪中的狐狸\nsecond line\r\nthird", "0", ""]
    assert [path.name for path in tmp_path.iterdir()] == ["receipts.csv"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r\n@x", "＝1", "＋1", "－1", "＠x"])
def test_nothing_is_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=b", "fox - red", "1", "– no estimate", "'quoted"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_it_takes_the_place_of_the_file_before(tmp_path: Path) -> None:
    target = tmp_path / "receipts.csv"
    target.write_text("an older and much longer list " * 100, encoding="utf-8")
    write_table(target, [("a",)])
    assert target.read_bytes() == b"\xef\xbb\xbfa\r\n"


def breaking(rows: Sequence[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield from rows
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_the_file_before_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "receipts.csv"
    target.write_bytes(b"before")
    with pytest.raises(DiskFull):
        write_table(target, breaking(ROWS))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"receipts.csv": b"before"}


def test_it_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, flushes = tmp_path / "receipts.csv", Flushes(monkeypatch)
    write_table(target, ROWS)
    flushes.check_file(target)


def test_refusals_are_said_in_our_words(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        write_table(tmp_path / "gone" / "receipts.csv", ROWS)
    (tmp_path / "taken").mkdir()
    with pytest.raises(StorageError):
        write_table(tmp_path / "taken", ROWS)
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]

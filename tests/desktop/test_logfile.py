"""The log: kept while it lasts, one file and the one before it, and never in anybody's way."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from jimeng_desktop.desktop import logfile
from jimeng_desktop.desktop.logfile import kept_log

log = logging.getLogger("jimeng_desktop.test")


def test_what_is_said_is_in_it_as_long_as_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "new" / "log.txt"
    with kept_log(path):
        log.info("said 雪")
    log.warning("said later")
    assert "said 雪" in path.read_text(encoding="utf-8")
    assert "later" not in path.read_text(encoding="utf-8")


def test_a_folder_that_can_not_be_made_costs_the_log_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with kept_log(tmp_path / "file" / "log.txt"):
        log.info("said")
    assert (tmp_path / "file").read_text() == "mine"


def test_it_begins_anew_when_it_is_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logfile, "SIZE", 200)
    with kept_log(tmp_path / "log.txt"):
        for number in range(22):
            log.info("line %d", number)
    files = sorted(tmp_path.iterdir())
    assert [path.name for path in files] == ["log.txt", "log.txt.1"]
    assert all(0 < path.stat().st_size < 400 for path in files)
    assert "line 21" in "".join(path.read_text(encoding="utf-8") for path in files)

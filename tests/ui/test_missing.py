"""Originals that are not where they were: said in the real window, found by the user, and nothing is fetched again."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QPushButton

from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.library.library import INDEX
from jimeng_desktop.options import Options
from jimeng_desktop.ui.session.session import Session
from tests.ui.pictured import jobs_of, made, opened, paths_of, until

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture
def options(tmp_path: Path, four_pictures: Path) -> Options:
    shutil.copytree(four_pictures, tmp_path / "profile")
    return Options(demo=True, profile=tmp_path / "profile")


@pytest.fixture
def originals(options: Options, run: Run) -> Path:
    """The folder as the program has it on this profile, which it has looked at once."""

    async def go() -> None:
        async with made(options) as session:
            await until(lambda: saved(session) == "All saved" and below(session, place))

    where = folders(options.profile, demo=True)
    place = where.originals
    run(go())
    with closing(sqlite3.connect(where.data / INDEX)) as index:  # it knows the folder that this profile is a copy of
        index.execute("DELETE FROM root WHERE path <> ?", (str(place),))
        index.commit()
    return place


def saved(session: Session) -> str:
    return session.window.status_bar.saved.text()


def below(session: Session, folder: Path) -> bool:
    return all(path.is_relative_to(folder) and path.is_file() for path in paths_of(session, 0, 1, 2, 3))


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


async def choose(folder: Path) -> None:
    dialog = await opened(QFileDialog)
    dialog.findChild(QLineEdit).setText(str(folder))
    dialog.accept()


def test_another_library_folder_loses_nothing(run: Run, options: Options, originals: Path, tmp_path: Path) -> None:
    async def go() -> None:
        async with made(options, library_folder=str(tmp_path / "other")) as session:
            await session.all_read.wait()
            assert below(session, originals) and saved(session) == "All saved"
            assert session.notices.words() is None or "missing" not in session.notices.words().title

    (tmp_path / "other").mkdir()
    run(go())


def test_pictures_that_went_to_the_new_folder_are_shown_from_there(
    run: Run, options: Options, originals: Path, tmp_path: Path
) -> None:
    async def go() -> None:
        async with made(options, library_folder=str(tmp_path / "other")) as session:
            now = folders(options.profile, True, str(tmp_path / "other")).originals
            await until(lambda: below(session, now))
            assert saved(session) == "All saved" and len(jobs_of(session)) == 1

    now = folders(options.profile, True, str(tmp_path / "other")).originals
    now.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(originals, now)
    run(go())


@pytest.mark.parametrize("by", ["banner", "status bar"])
def test_missing_files_are_said_and_located(
    run: Run, options: Options, originals: Path, tmp_path: Path, by: str
) -> None:
    moved = tmp_path / "Archive"

    async def find() -> None:
        async with made(options) as session:
            await until(lambda: saved(session) == "4 files missing")
            words = session.notices.words()
            assert words and words.title == "The files of 4 pictures are missing"
            click(session.window.banner.first if by == "banner" else session.window.status_bar.saved)
            await choose(moved)
            await until(lambda: saved(session) == "All saved")
            assert below(session, moved) and session.notices.words() is None
            assert [job.state for job in jobs_of(session)] == ["done"], "nothing was made or fetched again"

    async def remembered() -> None:
        async with made(options) as session:
            assert saved(session) == "All saved" and below(session, moved)

    shutil.move(originals, moved)
    run(find())
    run(remembered())


def test_another_folder_is_refused_in_words(run: Run, options: Options, originals: Path, tmp_path: Path) -> None:
    async def go() -> None:
        async with made(options) as session:
            await until(lambda: saved(session) == "4 files missing")
            click(session.window.status_bar.saved)
            await choose(tmp_path / "empty")
            box = await opened(QMessageBox)
            assert box.text() == "None of the missing pictures is there"
            box.accept()
            await until(lambda: not box.isVisible())
            assert saved(session) == "4 files missing"

    async def known_at_once() -> None:
        async with made(options) as session:
            assert saved(session) == "4 files missing"

    (tmp_path / "empty").mkdir()
    shutil.rmtree(originals / "2026", ignore_errors=True)
    for path in list(originals.rglob("*.png")):
        path.unlink()
    run(go())
    run(known_at_once())

"""Pictures opened with the program: by hash, wherever they lie; from the command line, a second start, the system."""

from __future__ import annotations

import asyncio
import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from jimeng_desktop import app
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.messages import as_it_is, opened_words
from jimeng_desktop.options import Options
from jimeng_desktop.ui.session.session import Session
from jimeng_desktop.ui.system.opened_files import show_files
from tests import processes
from tests.ui.pictured import jobs_of, make_four, run_in, until


@pytest.fixture(scope="module")
def four(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with one job of four pictures."""
    profile = tmp_path_factory.mktemp("four")
    make_four(qapp, profile)
    return profile


@pytest.fixture
def options(four: Path, tmp_path: Path) -> Options:
    profile = tmp_path / "profile"
    shutil.copytree(four, profile)
    return Options(demo=True, profile=profile)


def originals(options: Options) -> list[Path]:
    return sorted(folders(options.profile, True).originals.rglob("* [1-4].*"))


def title(session: Session) -> str:
    return session.window.banner.title.text() if session.window.banner.isVisible() else ""


def test_a_copy_of_an_original_is_shown_large(qapp: QApplication, options: Options, tmp_path: Path) -> None:
    copy = tmp_path / "sent by a client.png"
    shutil.copyfile(originals(options)[2], copy)

    async def go() -> None:
        async with app._session(options._replace(files=(copy,)), app.make_application(), 0.2) as session:
            await until(lambda: session.window.middle.showing_loupe)
            assert session.window.middle.current_picture == jobs_of(session)[0].pictures[2].id
            assert title(session) == ""

    run_in(qapp, go())


def test_several_are_selected_in_the_gallery(qapp: QApplication, options: Options) -> None:
    first, _, _, last = originals(options)

    async def go() -> None:
        async with app._session(options, app.make_application(), 0.2) as session:
            pictures = jobs_of(session)[0].pictures
            session.window.middle.open_loupe(pictures[1].id)
            show_files(session, [last, first, last])
            chosen = {pictures[0].id, pictures[3].id}
            await until(lambda: set(session.window.middle.chosen_pictures()) == chosen)
            assert session.window.middle.showing_gallery

    run_in(qapp, go())


def test_one_of_the_older_jobs_is_waited_for(
    qapp: QApplication, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jimeng_desktop.ui.session.session.FIRST_JOBS", 0)
    files = (originals(options)[0],)

    async def go() -> None:
        async with app._session(options._replace(files=files), app.make_application(), 0.2) as session:
            session.model.append_older(await session.library.jobs())  # as the next page would
            session.all_read.set()
            await until(lambda: session.window.middle.showing_loupe)

    run_in(qapp, go())


def test_others_are_told_of_and_change_nothing(qapp: QApplication, options: Options, tmp_path: Path) -> None:
    foreign, gone = tmp_path / "holiday.jpg", tmp_path / "gone.png"
    foreign.write_bytes(b"not of this library")

    async def go() -> None:
        async with app._session(options, app.make_application(), 0.2) as session:
            show_files(session, [foreign])
            await until(lambda: title(session) == "“holiday.jpg” is not in this library")
            assert session.window.middle.showing_gallery
            show_files(session, [gone])
            await until(lambda: title(session) == "“gone.png” can’t be read")
            show_files(session, [gone, foreign, foreign])
            await until(lambda: title(session) == "3 of these files can’t be shown")
            show_files(session, [originals(options)[0]])
            await until(lambda: session.window.middle.showing_loupe and title(session) == "")

    run_in(qapp, go())


def test_a_second_start_hands_its_pictures_over(qapp: QApplication, options: Options) -> None:
    data = folders(options.profile, True).data
    code = "import sys, pathlib; from jimeng_desktop.ui.system.second_start import raise_other_window as ask; "
    code += "paths = [pathlib.Path(word) for word in sys.argv[1:]]; sys.exit(not ask(paths[0], paths[1:], patience=20))"

    async def go() -> None:
        async with app._session(options, app.make_application(), 0.2) as session:
            words = [sys.executable, "-c", code, str(data), str(originals(options)[3])]
            second = asyncio.create_task(asyncio.to_thread(processes.run, words, check=True))
            await until(lambda: session.window.middle.showing_loupe)
            assert session.window.middle.current_picture == jobs_of(session)[0].pictures[3].id
            await second

    run_in(qapp, go())


SYSTEM = """
from pathlib import Path
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from jimeng_desktop.ui.process.application import SystemApplication
from jimeng_desktop.ui.system.opened_files import SystemOpens
app, shown = SystemApplication(["jimeng-desktop"]), []
def opened(name):
    app.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile(name)))
opened("/early.png")
opens = SystemOpens(app, shown.extend)
opened("/later.png")
opens.close()
opened("/for the next.png")
SystemOpens(app, shown.extend)
print([path.name for path in shown])
"""


def test_the_system_brings_files_before_and_after_the_window_is_there() -> None:
    done = processes.run([sys.executable, "-c", SYSTEM], check=True)
    assert done.stdout.strip() == "['early.png', 'later.png', 'for the next.png']"


def test_the_demo_says_where_the_own_pictures_are() -> None:
    assert "real service" in opened_words(["a.png"], [], True, as_it_is).sentence
    assert "unchanged copies" in opened_words(["a.png"], [], False, as_it_is).sentence
    long = opened_words([f"{'a fox ' * 30}.jpeg"], [], False, as_it_is).title
    assert len(long) < 70 and ".jpeg”" in long and "…" in long

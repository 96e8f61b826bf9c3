"""The whole window on the demo: started, used, ended, started again, started twice."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from jimeng_desktop import app
from jimeng_desktop.core.errors import LibraryBusy
from jimeng_desktop.core.job import Job, JobState, picture_id
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.files.settings import read_settings, write_settings
from jimeng_desktop.options import Options
from jimeng_desktop.ui.session.session import Session
from jimeng_desktop.ui.system.second_start import raise_other_window
from jimeng_desktop.ui.window.main_window import MainWindow
from tests import processes
from tests.known_sums import known_sums
from tests.patience import until
from tests.ui.made_jobs import job as made_job

Run = Callable[[Coroutine[Any, Any, Any]], Any]
SMALL = {"model": "jimeng-4.5", "prompt": "a red fox in snow", "ratio": "16:9", "resolution": "1k", "times": 1}


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(demo=True, profile=tmp_path / "profile")


def settings_of(options: Options) -> Path:
    assert options.profile
    return options.profile / "demo" / "settings.json"


def prepare(options: Options, **fields: Any) -> None:
    """Settings as an earlier run left them."""
    write_settings(
        settings_of(options), Settings(**{"last_form": SMALL, "hold_seconds": 0, "language": "en", **fields})
    )


@asynccontextmanager
async def session_of(options: Options) -> AsyncIterator[Session]:
    async with app._session(options, app.make_application(), 0.2) as session:
        yield session


def jobs_of(window: MainWindow) -> list[Job]:
    return [section.job for section in window.middle.gallery.gallery_model.rows]


def test_from_a_prompt_to_pictures_and_back_after_a_new_start(run: Run, options: Options, qtbot: QtBot) -> None:
    prepare(options)

    async def go() -> None:
        async with app.window_session(options, app=app.make_application(), demo_seconds=0.2) as window:
            assert window.composer.prompt.toPlainText() == SMALL["prompt"]
            window.activateWindow()
            await until(window.isActiveWindow)
            qtbot.keyClick(window.composer.prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            assert len(jobs_of(window)) == 1, "its placeholders stand at once"
            await until(lambda: jobs_of(window)[0].state is JobState.DONE)
            made = jobs_of(window)[0]
            sums = [hashlib.sha256(Path(picture.path or "").read_bytes()).hexdigest() for picture in made.pictures]
            assert options.profile and known_sums(options.profile, [picture.id for picture in made.pictures]) == sums
            assert (len(made.pictures), made.pictures[0].width, made.pictures[0].height) == (4, 1024, 576)
            assert "4" in window.status_bar.today.text()
            qtbot.keyClick(window.composer.prompt, Qt.Key.Key_Escape)  # on a small screen the form lies over them
            await until(lambda: all(window.middle.gallery.is_painted(picture.id) for picture in made.pictures))
        async with app.window_session(options, app=app.make_application(), demo_seconds=0.2) as window:
            assert jobs_of(window) == [made]
            assert window.middle.showing_gallery

    run(go())


def test_generate_pressed_before_the_runner_is_there_is_not_lost(
    run: Run, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(options)
    first_frame = Session.first_frame

    async def press_at_once(session: Session) -> None:
        session.window.composer.press_generate()
        await first_frame(session)

    monkeypatch.setattr(Session, "first_frame", press_at_once)

    async def go() -> None:
        async with session_of(options) as session:
            assert len(jobs_of(session.window)) == 1

    run(go())


def test_undo_takes_a_held_job_back(run: Run, options: Options) -> None:
    prepare(options, hold_seconds=30.0)

    async def go() -> None:
        async with session_of(options) as session:
            session.window.composer.press_generate()
            assert session.window.composer.foot.undo.isVisible()
            session.window.composer.foot.undo.click()
            await until(lambda: all(job.state is JobState.CANCELLED for job in jobs_of(session.window)))
            assert session.window.composer.prompt.toPlainText() == SMALL["prompt"]
            assert session.window.composer.foot.hint.isVisible()

    run(go())


def test_what_was_waiting_comes_back_and_is_asked_about(run: Run, options: Options) -> None:
    prepare(options, hold_seconds=60.0)

    async def go() -> None:
        async with session_of(options) as session:
            session.window.composer.press_generate()
            await until(lambda: jobs_of(session.window)[0].state is JobState.WAITING)
        async with session_of(options) as session:
            banner = session.window.banner
            await until(banner.isVisible)
            assert banner.words and banner.words.icon == "waiting"
            codes = [action.code for action in (banner.words.action, banner.words.second) if action]
            assert codes == ["discard_left_over", "send_left_over"]
            banner.first.click()
            await until(lambda: jobs_of(session.window)[0].state is JobState.CANCELLED)
            assert not banner.isVisible()

    run(go())


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing", extend=True)
def test_what_was_waiting_can_be_discarded_after_its_banner_is_closed(run: Run, options: Options) -> None:
    prepare(options, hold_seconds=60.0)

    async def go() -> None:
        async with session_of(options) as session:
            session.window.composer.press_generate()
            await until(lambda: jobs_of(session.window)[0].state is JobState.WAITING)
        async with session_of(options) as session:
            await until(session.window.banner.isVisible)
            session.window.banner.close_button.click()
            session.window.toolbar.queue.click()
            links = [link for link in session.queue.popover.findChildren(QToolButton) if link.text() == "Discard"]
            assert len(links) == 1
            links[0].click()
            await until(lambda: jobs_of(session.window)[0].state is JobState.CANCELLED)
            session.queue.popover.hide()

    run(go())


def test_generate_brings_the_new_job_into_view(run: Run, options: Options) -> None:
    prepare(options, hold_seconds=30.0)

    async def go() -> None:
        async with session_of(options) as session:
            gallery = session.window.middle.gallery
            session.model.set_jobs([made_job(n, pictures=4) for n in range(50)])
            gallery.verticalScrollBar().setValue(3000)
            session.window.composer.press_generate()
            assert gallery.viewport().rect().contains(gallery.rect_of(picture_id(jobs_of(session.window)[0].id, 0)))
            assert session.window.composer.prompt.hasFocus() or not session.window.isActiveWindow()
            assert session.sends._held[0].until == jobs_of(session.window)[0].created_at + 30.0

    run(go())


def test_draft_and_sizes_are_kept(run: Run, options: Options) -> None:
    prepare(options)

    async def go() -> None:
        async with session_of(options) as session:
            session.window.composer.prompt.set_text("a draft")
            session.window.toolbar.slider.setValue(201)
            session.window.close()
            await asyncio.wait_for(session.ended.wait(), 5)
        kept = read_settings(settings_of(options))
        assert kept.last_form["prompt"] == "a draft"
        assert kept.window["tile"] == 201

    run(go())


def test_a_draft_survives_a_crash(run: Run, options: Options) -> None:
    prepare(options)

    async def go() -> None:
        async with session_of(options) as session:
            session.window.composer.prompt.set_text("nearly lost")
            await until(lambda: read_settings(settings_of(options)).last_form.get("prompt") == "nearly lost")

    run(go())


def test_language_and_theme_change_without_a_restart(run: Run, options: Options) -> None:
    prepare(options)

    async def go() -> None:
        async with session_of(options) as session:
            session.window.composer.press_generate()
            await until(lambda: jobs_of(session.window)[0].state is JobState.DONE)
            session.window.composer.prompt.set_text("kept over the change")
            before = session.window
            session.window.commands.language_chosen.emit("zh_CN")
            assert session.window is not before and session.window.isVisible() and not before.isVisible()
            assert session.window.composer.prompt.toPlainText() == "kept over the change"
            assert len(jobs_of(session.window)) == 1
            ground = session.window.palette().window().color()
            session.window.commands.theme_chosen.emit("light" if ground.lightness() < 128 else "dark")
            assert session.window.palette().window().color() != ground
            session.window.composer.press_generate()
            await until(lambda: len(jobs_of(session.window)) == 2)
            session.window.commands.language_chosen.emit("en")
        assert read_settings(settings_of(options)).language == "en"

    run(go())


def test_a_copy_is_saved_byte_for_byte(run: Run, options: Options, tmp_path: Path) -> None:
    prepare(options)

    async def go() -> None:
        async with session_of(options) as session:
            window = session.window
            assert not window.commands.pictures.save.isEnabled()
            window.composer.press_generate()
            await until(lambda: jobs_of(window)[0].state is JobState.DONE)
            picture = jobs_of(window)[0].pictures[2]
            window.middle.open_loupe(picture.id)
            assert window.commands.pictures.save.isEnabled()
            window.commands.pictures.save.trigger()
            await until(lambda: window.findChildren(QFileDialog))
            dialog = window.findChildren(QFileDialog)[0]
            await until(dialog.isVisible)
            dialog.findChild(QLineEdit).setText(str(tmp_path / "mine.png"))
            dialog.accept()
            await until((tmp_path / "mine.png").exists)
            await until(lambda: not session.tasks.running)
            assert (tmp_path / "mine.png").read_bytes() == Path(picture.path or "").read_bytes()
            assert session.kept.value.window["copies"] == str(tmp_path)

    run(go())


@pytest.mark.plants_unexpected
def test_an_exception_in_a_slot_is_seen_and_logged(
    run: Run, options: Options, caplog: pytest.LogCaptureFixture
) -> None:
    prepare(options)

    async def go() -> None:
        async with session_of(options) as session:
            sys.excepthook(RuntimeError, RuntimeError("planted"), None)
            assert session.window.banner.isVisible()
            assert "planted" in session.window.banner.sentence.text()
            logging.getLogger("jimeng_desktop").warning("to the file")
        log = session.place.log.read_text(encoding="utf-8")
        assert "planted" in log and "to the file" in log

    run(go())


def test_a_second_session_of_the_same_library_is_refused(run: Run, options: Options) -> None:
    prepare(options)

    async def go() -> None:
        async with session_of(options):
            with pytest.raises(LibraryBusy):
                async with session_of(options):
                    raise AssertionError("two own one library")

    run(go())


def link_or_skip(link: Path, place: Path | None) -> None:
    """A symbolic link to a folder; Windows lets only some users make one."""
    assert place
    try:
        link.symlink_to(place, target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")


def command(options: Options) -> list[str]:
    return [sys.executable, "-m", "jimeng_desktop", "--demo", "--profile", str(options.profile), "--headless"]


@pytest.mark.parametrize("named", ["as it is", "by a link"])
def test_a_second_start_brings_the_window_to_the_front(
    run: Run, options: Options, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str
) -> None:
    prepare(options)
    again = options
    if named == "by a link":
        link_or_skip(tmp_path / "link", options.profile)
        again = options._replace(profile=tmp_path / "link")
    fronted: list[MainWindow] = []
    monkeypatch.setattr(MainWindow, "come_to_front", lambda window: fronted.append(window))

    async def go() -> None:
        async with session_of(options) as session:
            second = await asyncio.to_thread(processes.run, command(again))
            assert second.returncode == 0
            assert fronted == [session.window]

    run(go())


def test_beside_generate_the_window_says_why_it_does_not_open(
    run: Run, options: Options, capsys: pytest.CaptureFixture[str]
) -> None:
    from jimeng_desktop.desktop.lock import LibraryLock

    assert options.profile
    lock = LibraryLock.take(options.profile / "demo" / "data", "generate")
    try:
        headless = Options(demo=True, profile=options.profile, headless=True)
        assert run(app._run(headless, app.make_application())) == 5
    finally:
        lock.release()
    assert capsys.readouterr().err.strip()


def test_nobody_answers_at_a_door_that_is_not_there(qapp: QApplication, tmp_path: Path) -> None:
    assert not raise_other_window(tmp_path, patience=0.2)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_ctrl_c_ends_in_order(options: Options) -> None:
    prepare(options)
    environment = {**os.environ, "JIMENG_DEMO_SECONDS": "0.2", "QT_QPA_PLATFORM": "offscreen"}
    data = settings_of(options).with_name("data")
    with processes.started(command(options), env=environment, stderr=subprocess.PIPE, text=True) as process:
        processes.wait_for(lambda: (data / "index.sqlite").exists() and raise_other_window(data, patience=0.5))
        process.send_signal(signal.SIGINT)
        errors = process.communicate()[1]
    assert process.returncode == 0, errors
    assert "Traceback" not in errors

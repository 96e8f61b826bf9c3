"""What a session must not lose: a press, a draft, a receipt, a key; and how it ends, whenever and however asked."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from jimeng_desktop import app
from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.files.settings import read_settings, write_settings
from jimeng_desktop.library.library import Library
from jimeng_desktop.options import Options
from jimeng_desktop.ui.session.session import Session
from tests.patience import until
from tests.ui.pictured import FORM

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture
def options(tmp_path: Path) -> Options:
    given = Options(demo=True, profile=tmp_path / "profile", headless=True)
    prepare(given)
    return given


def settings_of(options: Options) -> Path:
    assert options.profile
    return options.profile / "demo" / "settings.json" if options.demo else options.profile / "settings.json"


def prepare(options: Options, **fields: Any) -> None:
    write_settings(settings_of(options), Settings(**{"last_form": FORM, "hold_seconds": 0, "language": "en", **fields}))


@asynccontextmanager
async def session_of(options: Options) -> AsyncIterator[Session]:
    async with app._session(options, app.make_application(), 0.2) as session:
        yield session


def jobs_of(session: Session) -> list[Job]:
    return [section.job for section in session.model.rows]


def at_first_frame(monkeypatch: pytest.MonkeyPatch, does: Callable[[Session], object]) -> None:
    """Calls `does` before the runner is there."""
    first_frame = Session.first_frame

    async def frame(session: Session) -> None:
        await first_frame(session)
        does(session)

    monkeypatch.setattr(Session, "first_frame", frame)


def test_leaving_sends_nothing_more_before_anything_is_written(run: Run, options: Options) -> None:
    sending_while_written = []

    async def go() -> None:
        async with session_of(options) as session:
            runner = session.calls.runner
            assert runner

            async def write() -> None:
                sending_while_written.append(not runner._sender.closing)

            session.kept.write = write  # type: ignore[method-assign]

    run(go())
    assert sending_while_written and not any(sending_while_written)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_later_signals_do_not_cut_off_the_end(
    run: Run, options: Options, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    kind = getattr(signal, name)
    finish = Session.finish
    reached_python: list[int] = []

    async def finish_slowly(session: Session) -> None:
        await finish(session)
        for _ in range(3):
            os.kill(os.getpid(), kind)
            await asyncio.sleep(0.05)

    monkeypatch.setattr(Session, "finish", finish_slowly)
    loop_of = asyncio.get_running_loop
    at_first_frame(monkeypatch, lambda session: loop_of().call_later(0.3, os.kill, os.getpid(), kind))
    before = signal.signal(kind, lambda number, frame: reached_python.append(number))
    try:
        assert run(app._run(options, app.make_application())) == 0
    finally:
        signal.signal(kind, before)
    assert not reached_python


def test_a_start_that_hangs_can_be_ended(run: Run, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(library: Library) -> list[Job]:
        await asyncio.Event().wait()
        return []

    def type_and_close(session: Session) -> None:
        session.window.composer.prompt.set_text("typed meanwhile")
        asyncio.get_running_loop().call_later(0.2, session.window.close)

    monkeypatch.setattr(Library, "unended", never)
    at_first_frame(monkeypatch, type_and_close)
    assert run(app._run(options, app.make_application())) == 0
    assert read_settings(settings_of(options)).last_form["prompt"] == "typed meanwhile"


def test_a_late_keychain_does_not_replace_the_key_just_given(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from jimeng_desktop.desktop import keychain
    from jimeng_desktop.ui.api_key.ring import Keys
    from jimeng_desktop.ui.base.tasks import Tasks

    answers = threading.Event()
    monkeypatch.setattr(keychain, "read", lambda host: answers.wait(10) and "an old key")
    monkeypatch.setattr(keychain, "write", lambda host, key: None)
    found: list[str] = []

    async def try_key(key: str) -> None: ...

    async def go() -> None:
        keys = Keys("https://api.example.com", try_key, Tasks())
        keys.found.connect(found.append)
        async with asyncio.TaskGroup() as group:
            group.create_task(keys.read())
            await asyncio.sleep(0)
            keys.use("the new key")
            answers.set()

    run(go())
    assert found == ["the new key"]


def test_a_bad_address_is_told_and_no_other_takes_its_place(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real = Options(profile=tmp_path / "profile", headless=True)
    prepare(real, base_url="http://api.example.com")
    assert run(app._run(real, app.make_application())) == 1
    said = capsys.readouterr().err
    assert "http://api.example.com" in said and "settings.json" in said


def test_the_log_ends_last(run: Run, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    close = Library.close

    async def close_and_say(library: Library) -> None:
        await close(library)
        logging.getLogger("jimeng_desktop.library").info("the library is closed")

    monkeypatch.setattr(Library, "close", close_and_say)

    async def go() -> Path:
        async with session_of(options) as session:
            return session.place.log

    assert "the library is closed" in run(go()).read_text(encoding="utf-8")


def test_a_log_that_can_not_be_written_keeps_nobody_from_working(run: Run, options: Options) -> None:
    settings_of(options).with_name("log.txt").mkdir(parents=True)

    async def go() -> None:
        async with session_of(options) as session:
            session.window.composer.press_generate()
            await until(lambda: jobs_of(session) and jobs_of(session)[0].state is JobState.DONE)

    run(go())


@pytest.mark.parametrize(("pause", "front", "jobs"), [(1.3, False, 9), (0.3, False, 8), (5.0, True, 9), (0.3, True, 8)])
def test_presses_before_the_runner_is_there_count_by_their_own_time(
    run: Run, options: Options, monkeypatch: pytest.MonkeyPatch, pause: float, front: bool, jobs: int
) -> None:
    def press_twice(session: Session) -> None:
        session.window.composer.times.setValue(8)
        for moment, to_front in ((100.0, False), (100.0 + pause, front)):
            session.calls.clock = lambda moment=moment: moment
            session.window.composer.press_generate(to_front)

    at_first_frame(monkeypatch, press_twice)

    async def go() -> int:
        async with session_of(options) as session:
            return len(jobs_of(session))

    assert run(go()) == jobs


def test_to_the_front_goes_first_and_either_key_counts_as_the_same_press(run: Run, options: Options) -> None:
    async def go() -> None:
        async with session_of(options) as session:
            runner, composer = session.calls.runner, session.window.composer
            assert runner
            runner.pause()
            for at, (prompt, front) in enumerate((("one", False), ("two", True), ("two", False), ("three", True))):
                session.calls.clock = lambda at=at: 100.0 + 0.1 * at
                composer.prompt.set_text(prompt)
                composer.press_generate(front)
            await until(lambda: len(runner.queue.order) == 3)
            jobs = {job.id: job.recipe.prompt for job in runner.live_jobs()}
            assert [jobs[job_id] for job_id in runner.queue.order] == ["three", "two", "one"]
            session.calls.cancel_all(frozenset(jobs))
            await until(lambda: not runner.live_jobs())

    run(go())


def test_what_was_asked_for_early_goes_to_the_front_too(
    run: Run, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(options, hold_seconds=60)

    def press(session: Session) -> None:
        session.window.composer.press_generate()
        session.window.composer.prompt.set_text("first")
        session.window.composer.press_generate(front=True)

    at_first_frame(monkeypatch, press)

    async def go() -> None:
        async with session_of(options) as session:
            runner = session.calls.runner
            assert runner
            jobs = {job.id: job.recipe.prompt for job in runner.live_jobs()}
            assert [jobs[job_id] for job_id in runner.queue.order] == ["first", FORM["prompt"]]

    run(go())


def unsaved(number: int, prompt: str) -> Job:
    return Job(number, Recipe("jimeng-4.5", prompt, "1:1", "1k"), 4, 1_790_000_000.0)


def test_a_dropped_job_does_not_overwrite_what_has_been_typed_since(run: Run, options: Options) -> None:
    dropped = unsaved(1, "the dropped one")

    async def go() -> None:
        async with session_of(options) as session:
            prompt, banner = session.window.composer.prompt, session.window.banner
            prompt.set_text("typed since")
            session.feed.job_dropped.emit(dropped, Fault("disk_full"))
            assert prompt.toPlainText() == "typed since"
            banner.first.click()
            assert prompt.toPlainText() == "the dropped one" and not banner.isVisible()
            prompt.set_text("")
            session.feed.job_dropped.emit(dropped, Fault("disk_full"))
            assert prompt.toPlainText() == "the dropped one"
            assert banner.isVisible() and not banner.first.isVisible()

    run(go())


def test_of_two_jobs_that_could_not_be_saved_both_come_back(run: Run, options: Options) -> None:
    async def go() -> None:
        async with session_of(options) as session:
            prompt, banner = session.window.composer.prompt, session.window.banner
            prompt.set_text("typed since")
            for number, text in enumerate(("one", "two"), 1):
                session.feed.job_dropped.emit(unsaved(number, text), Fault("disk_full"))
            assert banner.first.text() == "Show them in the form, one of 2"
            session.heard.saved.emit()
            assert banner.isVisible(), "another job may be saved meanwhile: these are still nowhere else"
            banner.first.click()
            assert prompt.toPlainText() == "two" and banner.first.text() == "Show it in the form"
            banner.first.click()
            assert prompt.toPlainText() == "one" and not banner.isVisible()

    run(go())


def test_a_new_language_keeps_place_selection_and_focus(run: Run, options: Options) -> None:
    async def go() -> None:
        async with session_of(options) as session:
            session.window.composer.times.setValue(6)
            session.window.composer.press_generate()
            await until(lambda: len(jobs_of(session)) == 6 and all(job.ended for job in jobs_of(session)))
            gallery = session.window.middle.gallery
            session.window.toolbar.slider.setValue(400)
            gallery.set_current_picture(jobs_of(session)[2].pictures[1].id)
            gallery.setFocus(Qt.FocusReason.TabFocusReason)
            session.window.resize(900, 620)
            session.say_key_not_kept("")
            await until(lambda: gallery.verticalScrollBar().maximum() > 60)
            gallery.verticalScrollBar().setValue(60)
            scrolled = gallery.verticalScrollBar().value()
            assert scrolled == 60
            english = session.window.banner.title.text()
            session.set_language("zh_CN")
            window = session.window
            assert window.banner.isVisible() and window.banner.title.text() != english
            assert window.middle.gallery.current_picture == jobs_of(session)[2].pictures[1].id
            assert window.focusWidget() is window.middle.gallery
            assert abs(window.middle.gallery.verticalScrollBar().value() - scrolled) < 20

    run(go())


def test_a_new_language_still_offers_undo(run: Run, options: Options) -> None:
    prepare(options, hold_seconds=30.0)

    async def go() -> None:
        async with session_of(options) as session:
            session.window.composer.press_generate()
            session.set_language("zh_CN")
            assert session.window.commands.undo_action.isEnabled()
            session.window.commands.undo_action.trigger()
            await until(lambda: [job.state for job in jobs_of(session)] == [JobState.CANCELLED])

    run(go())


def test_undo_takes_back_all_of_the_last_press_and_nothing_else(run: Run, options: Options) -> None:
    prepare(options, hold_seconds=60)

    async def go() -> None:
        async with session_of(options) as session:
            composer, undo = session.window.composer, session.window.commands.undo_action
            for prompt, times in (("first", 1), ("last", 3)):
                composer.prompt.set_text(prompt)
                composer.times.setValue(times)
                composer.press_generate()
            await until(lambda: [job.state for job in jobs_of(session)] == [JobState.WAITING] * 4)
            await until(lambda: len(session.heard.queue.send_times) == 4)
            sends, offered = dict(session.heard.queue.send_times), session.sends.until
            assert offered == min(job.created_at for job in jobs_of(session)[:3]) + 60
            assert all(offered <= sends[job.id] for job in jobs_of(session)[:3]), "what is offered can be done"
            undo.trigger()
            await until(lambda: len([job for job in jobs_of(session) if job.ended]) >= 3)
            left = [(job.recipe.prompt, job.state) for job in jobs_of(session)]
            assert left == [("last", JobState.CANCELLED)] * 3 + [("first", JobState.WAITING)]

    run(go())


def test_where_the_window_was_is_known_after_a_kill(run: Run, options: Options) -> None:
    async def go() -> None:
        async with session_of(options) as session:
            before = session.window.state()["geometry"]
            session.window.resize(900, 650)
            await until(lambda: read_settings(settings_of(options)).window.get("geometry") not in (None, before))

    run(go())

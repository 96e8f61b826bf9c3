"""Right after Generate Ctrl+Z undoes the send, wherever the keyboard is; the number of jobs is 1 again till then."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from jimeng_desktop import app
from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.marks import Marks
from jimeng_desktop.files.settings import read_settings
from jimeng_desktop.options import Options
from jimeng_desktop.ui.composer.held_sends import LATE
from jimeng_desktop.ui.session.session import Session
from tests.ui.many_jobs import Play, at, press
from tests.ui.pictured import FORM, jobs_of, until
from tests.ui.settings_sessions import Run, prepare

Key, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
PROMPT = FORM["prompt"]
Scene = Callable[[Session], Awaitable[None]]


@pytest.fixture
def played(run: Run, demo: Options) -> Callable[[Scene], None]:
    """Plays a scene in a session of the demo that holds every job for 30 s; the prompt has the keyboard."""

    def play(scene: Scene) -> None:
        async def go() -> None:
            async with app._session(demo, app.make_application(), 0.2) as session:
                session.window.activateWindow()
                await until(session.window.isActiveWindow)
                session.window.composer.prompt.setFocus()
                await scene(session)

        run(go())

    return play


def type_at_end(session: Session, text: str) -> None:
    prompt = session.window.composer.prompt
    prompt.moveCursor(prompt.textCursor().MoveOperation.End)
    QTest.keyClicks(prompt, text)


def ctrl(session: Session, key: Qt.Key) -> None:
    widget = session.window.focusWidget()
    assert widget
    QTest.keyClick(widget, key, CONTROL)


def states(session: Session) -> list[JobState]:
    return [job.state for job in jobs_of(session)]


async def cancelled(session: Session, number: int = 1) -> None:
    await until(lambda: states(session).count(JobState.CANCELLED) == number)


def end_hold(session: Session) -> None:
    """As when its seconds are over."""
    for held in session.sends._held:
        held.until = time.time()
        session.undo.expire(held.step, held.until + LATE)
    session.sends._tick()


@pytest.mark.parametrize("place", ["prompt", "gallery", "search", "times", "user_id", "button"])
def test_ctrl_z_right_after_generate_undoes_the_send_wherever_the_keyboard_is(
    played: Callable[[Scene], None], place: str
) -> None:
    async def scene(session: Session) -> None:
        window = session.window
        composer = window.composer
        composer.advanced.set_open(True)
        type_at_end(session, " and a crow")
        places: dict[str, QWidget] = {
            "prompt": composer.prompt, "gallery": window.middle.gallery, "search": window.toolbar.search,
            "times": composer.times, "user_id": composer.advanced.fields["user_id"], "button": composer.foot.button,
        }  # fmt: skip
        composer.advanced.fields["user_id"].setText("me")
        composer.times.setValue(3)
        places[place].setFocus()
        ctrl(session, Key.Key_Return)
        assert len(jobs_of(session)) == 3
        ctrl(session, Key.Key_Z)
        await cancelled(session, 3)
        assert composer.prompt.toPlainText() == f"{PROMPT} and a crow" and composer.times.value() == 3

    played(scene)


def test_what_was_typed_since_is_undone_by_itself_and_the_send_after_it(played: Callable[[Scene], None]) -> None:
    async def scene(session: Session) -> None:
        prompt = session.window.composer.prompt
        type_at_end(session, "fall")
        ctrl(session, Key.Key_Return)
        QTest.keyClicks(prompt, "en")
        ctrl(session, Key.Key_Z)
        assert prompt.toPlainText() == f"{PROMPT}fall" and session.sends.until is not None
        ctrl(session, Key.Key_Z)
        await cancelled(session)
        ctrl(session, Key.Key_Z)
        assert prompt.toPlainText() == PROMPT, "from here on it is the editor's"

    played(scene)


def test_a_held_ctrl_z_undoes_the_send_and_nothing_more(played: Callable[[Scene], None]) -> None:
    async def scene(session: Session) -> None:
        prompt = session.window.composer.prompt
        type_at_end(session, " and a crow")
        ctrl(session, Key.Key_Return)
        for held in (False, True, True, True):
            for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
                QApplication.sendEvent(prompt, QKeyEvent(kind, Key.Key_Z, CONTROL, "", held))
        assert prompt.toPlainText() == f"{PROMPT} and a crow"
        QTest.keyRelease(prompt, Key.Key_Z, CONTROL)
        await cancelled(session)
        ctrl(session, Key.Key_Z)
        assert prompt.toPlainText() == PROMPT

    played(scene)


@pytest.mark.parametrize("place", ["prompt", "gallery"])
def test_ctrl_z_just_after_the_hold_undoes_nothing_else_and_says_why(cull: Callable[[Play], None], place: str) -> None:
    async def scene(session: Session) -> None:
        window = session.window
        gallery, prompt = window.middle.gallery, window.composer.prompt
        gallery.set_current_picture(at(50))
        press(session, Key.Key_4)
        prompt.setFocus()
        type_at_end(session, " and a crow")
        session.sends.hold([1], time.time() + 30)
        (prompt if place == "prompt" else gallery).setFocus()
        end_hold(session)
        assert not window.composer.foot.undo.isVisible()
        ctrl(session, Key.Key_Z)
        assert prompt.toPlainText() == f"{PROMPT} and a crow" and session.model.marks_of(at(50)) == Marks(rating=4)
        assert window.quiet_notice.isVisible() and window.quiet_notice.text == "Already sent"
        await until(lambda: not session.sends.answering and session.undo.next_undo() is not None)
        ctrl(session, Key.Key_Z)
        if place == "prompt":
            assert prompt.toPlainText() == PROMPT
        else:
            assert session.model.marks_of(at(50)) == Marks()

    cull(scene)


def test_a_window_that_waits_for_its_sends_undoes_nothing_more(cull: Callable[[Play], None]) -> None:
    async def scene(session: Session) -> None:
        window = session.window
        window.middle.gallery.set_current_picture(at(50))
        press(session, Key.Key_4)
        session.sends.hold([1], time.time() + 30)
        window.show_finishing(1)
        session.sends.release([], sent=False)
        assert session.undo.next_undo() and not window.commands.undo_action.isEnabled()
        QTest.keyClick(window, Key.Key_Z, CONTROL)
        assert session.model.marks_of(at(50)) == Marks(rating=4)

    cull(scene)


def test_several_sends_are_undone_one_by_one_the_last_first(played: Callable[[Scene], None]) -> None:
    async def scene(session: Session) -> None:
        composer = session.window.composer
        composer.times.setValue(3)
        ctrl(session, Key.Key_Return)
        type_at_end(session, " and a crow")
        ctrl(session, Key.Key_Return)
        ctrl(session, Key.Key_Z)
        await cancelled(session)
        assert jobs_of(session)[0].state is JobState.CANCELLED and composer.times.value() == 1
        session.window.middle.gallery.setFocus()
        ctrl(session, Key.Key_Z)
        await cancelled(session, 4)
        assert composer.times.value() == 3

    played(scene)


def test_who_presses_again_after_undo_means_it(played: Callable[[Scene], None]) -> None:
    async def scene(session: Session) -> None:
        session.calls.clock = lambda: 100.0
        for key in (Key.Key_Return, Key.Key_Z, Key.Key_Return):
            ctrl(session, key)
        await cancelled(session)
        await until(lambda: states(session) == [JobState.WAITING, JobState.CANCELLED])

    played(scene)


def test_the_number_of_jobs_is_one_after_sending_and_after_a_start(run: Run, demo: Options) -> None:
    path = prepare(demo, last_form={**FORM, "times": 8})

    async def go() -> None:
        async with app._session(demo, app.make_application(), 0.2) as session:
            composer = session.window.composer
            assert composer.times.value() == 1, "what was kept once does not count any more"
            composer.times.setValue(8)
            composer.press_generate(front=True)
            assert len(jobs_of(session)) == 8 and composer.times.value() == 1
            composer.press_generate()
            assert len(jobs_of(session)) == 8, "pressed twice within half a second"
            composer.times.setValue(5)
            session.set_language("zh_CN")
            assert session.window.composer.times.value() == 5, "another language is no new start"
        assert read_settings(path).last_form["times"] == 1
        async with app._session(demo, app.make_application(), 0.2) as session:
            assert session.window.composer.times.value() == 1

    run(go())


def test_a_number_chosen_since_stays_when_the_send_is_undone(played: Callable[[Scene], None]) -> None:
    async def scene(session: Session) -> None:
        composer = session.window.composer
        composer.times.setValue(3)
        ctrl(session, Key.Key_Return)
        composer.times.setValue(5)
        composer.foot.undo.click()
        await cancelled(session, 3)
        assert composer.times.value() == 5

    played(scene)


@pytest.mark.parametrize(("language", "said"), [("en", "Generate 8 jobs"), ("zh_CN", "生成 8 个任务")])
def test_above_one_the_button_says_how_many(run: Run, demo: Options, language: str, said: str) -> None:
    prepare(demo, language=language)

    async def go() -> None:
        async with app._session(demo, app.make_application(), 0.2) as session:
            composer = session.window.composer
            plain = composer.foot.button.text()
            composer.times.setValue(8)
            assert composer.foot.button.text() == composer.foot.button.accessibleName() == said
            composer.press_generate()
            assert composer.foot.button.text() == plain

    run(go())


def test_an_undone_send_is_seen_and_said(cull: Callable[[Play], None]) -> None:
    async def scene(session: Session) -> None:
        session.kept.change(hold_seconds=30)
        window, gallery = session.window, session.window.middle.gallery
        assert session.calls.runner
        session.calls.runner.set_settings(session.kept.value)
        window.composer.times.setValue(2)
        window.composer.press_generate()
        gallery.set_current_picture(at(2))
        ctrl(session, Key.Key_Z)
        await until(lambda: states(session)[:2] == [JobState.CANCELLED] * 2)
        assert gallery.verticalScrollBar().value() < 200, "they are in view"
        assert window.quiet_notice.text == "Not sent: 2 jobs"

    cull(scene)

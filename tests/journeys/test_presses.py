"""What makes jobs and what doesn't, by real events in the real window: zero, zero, one, one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jimeng_desktop.options import Options
from jimeng_desktop.ui.window.main_window import MainWindow
from tests.journeys.windows import Play, in_window, jobs, until, write_and_generate

CONTROL = Qt.KeyboardModifier.ControlModifier
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
FORM = {"prompt": "an owl"}
LAST = "the last one"


def play(folder: Path, scene: Play, *prompts: str, doubles: int = 0) -> None:
    """The scene makes just these jobs, and asks for no more than them and what the runner takes for a double press."""
    asked: list[str] = []

    async def watched(window: MainWindow) -> None:
        for wish in (window.composer.generate, window.composer.generate_front):
            wish.connect(lambda recipe, times: asked.extend([recipe.prompt] * times))
        await scene(window)
        write_and_generate(window, LAST)  # made after whatever the scene has asked for
        await until(lambda: any(job.recipe.prompt == LAST for job in jobs(window)))
        assert [job.recipe.prompt for job in reversed(jobs(window))] == [*prompts, LAST]
        assert asked == [*prompts, *prompts[:doubles], LAST]

    in_window(Options(demo=True, profile=folder, headless=True), watched, last_form=FORM)


def test_plain_enter_is_a_new_line(tmp_path: Path) -> None:
    async def scene(window: MainWindow) -> None:
        window.activateWindow()
        window.composer.prompt.moveCursor(window.composer.prompt.textCursor().MoveOperation.End)
        for key in ENTERS:
            QTest.keyClick(window.composer.prompt, key)
        assert window.composer.prompt.toPlainText() == "an owl\n\n"

    play(tmp_path, scene)


def test_enter_while_an_input_method_composes_makes_nothing(tmp_path: Path) -> None:
    async def scene(window: MainWindow) -> None:
        window.activateWindow()
        prompt = window.composer.prompt
        QApplication.sendEvent(prompt, QInputMethodEvent("hu li", []))
        for key in ENTERS:
            QTest.keyClick(prompt, key)
            QTest.keyClick(prompt, key, CONTROL)
        done = QInputMethodEvent("", [])
        done.setCommitString("狐狸")
        QApplication.sendEvent(prompt, done)
        prompt.setPlainText("a fox")
        QTest.keyClick(prompt, Qt.Key.Key_Return, CONTROL)

    play(tmp_path, scene, "a fox")


@pytest.mark.parametrize("key", ENTERS)
def test_a_held_ctrl_enter_makes_one_job_and_no_new_line(tmp_path: Path, key: Qt.Key) -> None:
    async def scene(window: MainWindow) -> None:
        window.activateWindow()
        prompt = window.composer.prompt
        QTest.simulateEvent(prompt, True, int(key), CONTROL, "\r", False)
        for _ in range(20):
            QTest.simulateEvent(prompt, True, int(key), CONTROL, "\r", True)
        QTest.simulateEvent(prompt, False, int(key), CONTROL, "\r", False)
        assert prompt.toPlainText() == "an owl"

    play(tmp_path, scene, "an owl")


@pytest.mark.parametrize("number", [1, 8])
def test_a_double_click_makes_the_jobs_once(tmp_path: Path, number: int) -> None:
    async def scene(window: MainWindow) -> None:
        button, left = window.composer.foot.button, Qt.MouseButton.LeftButton
        window.composer.times.setValue(number)
        for event in (QTest.mousePress, QTest.mouseRelease, QTest.mouseDClick, QTest.mouseRelease):
            event(button, left)

    play(tmp_path, scene, *["an owl"] * number, doubles=1)


def test_a_held_space_on_the_button_makes_one_job(tmp_path: Path) -> None:
    async def scene(window: MainWindow) -> None:
        button, plain = window.composer.foot.button, Qt.KeyboardModifier.NoModifier
        window.activateWindow()
        button.setFocus()
        QTest.simulateEvent(button, True, int(Qt.Key.Key_Space), plain, " ", False)
        for _ in range(20):
            QTest.simulateEvent(button, True, int(Qt.Key.Key_Space), plain, " ", True)
        QTest.simulateEvent(button, False, int(Qt.Key.Key_Space), plain, " ", False)

    play(tmp_path, scene, "an owl")

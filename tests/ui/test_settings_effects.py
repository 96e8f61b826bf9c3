"""What settings do at once in a real session, and the list of keys."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.settings import user_facing
from jimeng_desktop.files.settings import read_settings
from jimeng_desktop.options import Options
from jimeng_desktop.ui.api_key.ring import Keys
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.session.effects import effects
from jimeng_desktop.ui.session.session import Session
from jimeng_desktop.ui.settings.controls import KeyField
from jimeng_desktop.ui.settings.dialog import SettingsDialog
from jimeng_desktop.ui.window.shortcuts import KeysWindow
from tests.ui.settings_sessions import FORM, Run, in_session, opened, row, settings_at, until


def test_hold_and_limits_reach_the_runner_and_the_form_at_once(run: Run, demo: Options, qtbot: QtBot) -> None:
    async def play(session: Session) -> None:
        dialog = await settings_at(session, "making")
        for name, keys in (("hold_seconds", "0"), ("sends_at_once", "1"), ("open_jobs", "7")):
            control = row(dialog, name).control
            control.selectAll()  # type: ignore[union-attr]
            qtbot.keyClicks(control, keys)
        assert session.calls.runner
        settings = session.calls.runner._sender.settings
        assert (settings.hold_seconds, settings.sends_at_once, settings.open_jobs) == (0, 1, 7)
        dialog.reject()
        assert "at once" in session.window.composer.foot.caption.text()
        session.window.composer.press_generate()
        await until(lambda: [section.job.state for section in session.model.rows] == [JobState.DONE])

    in_session(run, demo, play)


def test_every_effect_is_of_a_setting_that_the_user_can_change(run: Run, demo: Options) -> None:
    """The others take effect by being kept: whoever needs them asks for them each time, or with the next start."""
    by_being_kept = {"language", "interface_size", "base_url", "proxy", "proxy_url", "library_folder", "notifications",
                     "look_for_versions"}  # fmt: skip

    async def play(session: Session) -> None:
        names = {spec.name for spec in user_facing()}
        assert effects(session).keys() == names - by_being_kept and by_being_kept < names

    in_session(run, demo, play)


def test_a_job_that_is_held_keeps_its_seconds(run: Run, demo: Options) -> None:
    async def play(session: Session) -> None:
        session.window.composer.press_generate()
        runner = session.calls.runner
        assert runner
        await until(lambda: runner.queue.send_times)
        before = runner.queue.send_times
        session.kept.change(hold_seconds=5.0)
        effects(session)["hold_seconds"](5.0)
        assert runner.queue.send_times == before

    in_session(run, demo, play)


def test_theme_motion_and_names_change_at_once(run: Run, demo: Options, qtbot: QtBot) -> None:
    async def play(session: Session) -> None:
        dialog = await settings_at(session, "general")
        qtbot.keyClick(row(dialog, "theme").control, Qt.Key.Key_Up)
        assert look.theme() is look.LIGHT
        qtbot.keyClick(row(dialog, "reduce_motion").control, Qt.Key.Key_Space)
        assert look.reduced_motion() and look.duration(160) == 0
        dialog.sections.choose("library")
        names = row(dialog, "name_template").control
        names.setText("{model}/{n}")  # type: ignore[union-attr]
        qtbot.keyClick(names, Qt.Key.Key_Return)
        assert "jimeng-4.5" in (row(dialog, "name_template").example or QPushButton()).text()
        dialog.sections.choose("making")
        hold = row(dialog, "hold_seconds").control
        hold.selectAll()  # type: ignore[union-attr]
        qtbot.keyClicks(hold, "0")
        dialog.reject()
        session.window.composer.press_generate()
        await until(lambda: [section.job.state for section in session.model.rows] == [JobState.DONE])
        names = [Path(picture.path or "") for section in session.model.rows for picture in section.job.pictures]
        assert {path.relative_to(session.place.originals).parent.name for path in names} == {"jimeng-4.5"}

    in_session(run, demo, play)


def test_a_new_language_builds_window_and_dialog_anew(run: Run, demo: Options, qtbot: QtBot) -> None:
    async def play(session: Session) -> None:
        before = session.window
        dialog = await settings_at(session, "general")
        qtbot.keyClick(row(dialog, "language").control, Qt.Key.Key_Down)
        await until(lambda: session.window is not before)
        again = await opened(SettingsDialog)
        assert again is not dialog and again.parentWidget() is session.window
        assert again.windowTitle() == "设置"
        assert row(again, "language").control.value() == "zh_CN"
        await until(lambda: again.focusWidget() is row(again, "language").control)
        again.reject()
        await until(lambda: "settings" not in session.openers._open)
        session.openers.settings()
        (await opened(SettingsDialog)).reject()

    in_session(run, demo, play)
    assert demo.profile
    assert read_settings(demo.profile / "demo" / "settings.json").language == "zh_CN"


def test_defaults_are_restored_after_a_question(run: Run, demo: Options, qtbot: QtBot) -> None:
    async def play(session: Session) -> None:
        dialog = await settings_at(session, "making")
        dialog.restore.click()
        box = await opened(QMessageBox)
        qtbot.keyClick(box, Qt.Key.Key_Return)  # careful: Enter is Cancel
        await until(lambda: not box.isVisible())
        assert session.kept.value.hold_seconds == 30
        dialog.restore.click()
        box = await opened(QMessageBox)
        next(button for button in box.buttons() if button.text() == "Restore defaults").click()
        await until(lambda: session.kept.value.hold_seconds == 3)
        await until(lambda: session.kept.value.language == "system")
        assert session.kept.value.last_form == FORM
        again = await opened(SettingsDialog)
        again.reject()

    in_session(run, demo, play)


def test_an_address_is_kept_and_shown_without_the_ending_of_its_calls(run: Run, service: Options) -> None:
    async def play(session: Session) -> None:
        dialog = await settings_at(session, "service")
        dialog.changed.emit("base_url", "http://127.0.0.1:8/api/v1/")
        assert session.kept.value.base_url == "http://127.0.0.1:8"
        assert row(dialog, "base_url").control.value() == "http://127.0.0.1:8"
        dialog.reject()

    in_session(run, service, play)


def test_the_demo_says_why_the_service_can_not_be_set(run: Run, demo: Options) -> None:
    async def play(session: Session) -> None:
        dialog = await settings_at(session, "service")
        for name in ("base_url", "proxy", "proxy_url"):
            assert not row(dialog, name).control.isEnabled()
            assert "demo" in row(dialog, name).said.text()
        key = row(dialog, "key").control
        assert isinstance(key, KeyField) and not key.change.isEnabled() and not key.forget.isEnabled()
        dialog.reject()

    in_session(run, demo, play)


@pytest.mark.filterwarnings("error")
def test_a_key_that_comes_while_the_dialog_stands_open_is_shown(run: Run, demo: Options, tmp_path: Path) -> None:
    async def play(session: Session) -> None:
        assert session.openers.keys.keys is None
        session.place = session.place._replace(demo=False)  # as at the service, whose key is still on its way
        dialog = await settings_at(session, "service")
        shown: list[str] = []
        dialog.show_key = lambda state, *_: shown.append(state)  # type: ignore[method-assign]
        keys = Keys("https://api.example.com", _tried, session.tasks, session)
        session.openers.keys.take(keys)
        keys._stand("kept")
        assert shown == ["asked", "kept"]
        dialog.reject()
        await until(lambda: "settings" not in session.openers._open)
        keys._stand("none")
        assert shown == ["asked", "kept"]

    in_session(run, demo, play)


async def _tried(key: str) -> None:
    """No service is asked."""


# The list of keys


def test_f1_lists_every_key_of_the_window(run: Run, demo: Options, qtbot: QtBot) -> None:
    async def play(session: Session) -> None:
        window = session.window
        window.activateWindow()
        await until(window.isActiveWindow)
        qtbot.keyClick(window, Qt.Key.Key_F1)
        keys = await opened(KeysWindow)
        listed = {key.replace("Enter", "Return") for key in keys.listed()} | keys.listed()
        for action in window.actions():
            shortcuts = {key.toString() for key in action.shortcuts()}
            assert not shortcuts or shortcuts & listed, action.text()
        assert {
            "R",
            "Ctrl+C",
            "Ctrl+Shift+C",
            "Ctrl+Shift+E",
            "Ctrl+Shift+Enter",
            "Alt+Up",
            "I",
            "F",
            "Z",
            "G",
            "Ctrl+F",
        } <= listed
        assert {"P", "X", "U", "0", "5", "6", "9"} <= listed
        assert not {"Space", "Delete"} & listed, "what is not there yet"
        await until(keys.isActiveWindow)
        qtbot.keyClick(keys, Qt.Key.Key_F1)
        await until(lambda: not session.tasks.running)

    in_session(run, demo, play)


def test_a_new_action_joins_the_list_by_itself(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for text, key in (("Do something…", "Ctrl+Shift+9"), ("Generate", "Ctrl+Return")):
        action = QAction(text, window)
        action.setShortcut(key)
        window.addAction(action)
    keys = KeysWindow(window)
    qtbot.addWidget(keys)
    words = [entry.words for group in keys.groups for entry in group.keys]
    assert "Do something" in words
    assert words.count("Generate") == 1


@pytest.mark.parametrize("opens", ["button", "key", "menu"])
def test_the_settings_open_by_button_key_and_menu(run: Run, demo: Options, qtbot: QtBot, opens: str) -> None:
    async def play(session: Session) -> None:
        window = session.window
        window.activateWindow()
        await until(window.isActiveWindow)
        if opens == "button":
            window.toolbar.settings.click()
        elif opens == "key":
            qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
        else:
            window.commands.settings_action.trigger()
        dialog = await opened(SettingsDialog)
        assert dialog.isModal() and dialog.parentWidget() is window
        session.openers.settings()
        await asyncio.sleep(0)
        assert len([w for w in QApplication.topLevelWidgets() if isinstance(w, SettingsDialog) and w.isVisible()]) == 1
        dialog.reject()

    in_session(run, demo, play)

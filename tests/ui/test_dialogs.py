"""Dialogs: awaited without stopping the loop; the key's own keeps the key to itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from jimeng_desktop.core.errors import KeyRefused, NotSent, RateLimited, ServiceTrouble
from jimeng_desktop.desktop import keychain
from jimeng_desktop.ui.api_key.dialog import KeyDialog
from jimeng_desktop.ui.api_key.ring import Keys
from jimeng_desktop.ui.base.tasks import Tasks
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.design.dialogs import ask, carry_over, choose_save_path, finished
from jimeng_desktop.ui.process.loop import window_runner
from tests.patience import LONGEST

Run = Callable[[Coroutine[Any, Any, Any]], Any]
KEY = "sk-0123456789abcdef"


@pytest.fixture
def run(qapp: QApplication) -> Run:
    look.apply(qapp, "dark")
    qapp.setQuitOnLastWindowClosed(False)  # as in the program

    def run_in_qt(coroutine: Coroutine[Any, Any, Any]) -> Any:
        async def bounded() -> Any:
            async with asyncio.timeout(LONGEST):
                return await coroutine

        with window_runner(qapp) as runner:
            return runner.run(bounded())

    return run_in_qt


async def opened(kind: type[QWidget]) -> Any:
    while True:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                return widget
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("ends", [QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected])
def test_a_dialog_is_awaited_while_others_run(run: Run, ends: QDialog.DialogCode) -> None:
    async def go() -> None:
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                ticks += 1
                await asyncio.sleep(0.001)

        dialog = QDialog()
        async with asyncio.TaskGroup() as group:
            ticking = group.create_task(tick())
            asyncio.get_running_loop().call_later(0.1, dialog.done, ends)
            assert await finished(dialog) == ends
            ticking.cancel()
        assert ticks > 5

    run(go())


def test_a_cancelled_wait_closes_the_dialog(run: Run) -> None:
    async def go() -> None:
        dialog = QDialog()
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(finished(dialog))
            await asyncio.sleep(0.05)
            assert dialog.isVisible()
            waiting.cancel()
        assert not isValid(dialog) or not dialog.isVisible()

    run(go())


@pytest.mark.parametrize("careful", [True, False])
def test_a_careful_question_answers_enter_with_cancel(run: Run, qtbot: QtBot, careful: bool) -> None:
    async def go() -> bool:
        async with asyncio.TaskGroup() as group:
            answer = group.create_task(ask(None, "Again?", "It may cost twice.", "Send again", careful=careful))
            box = await opened(QMessageBox)
            qtbot.keyClick(box, Qt.Key.Key_Return)
        return answer.result()

    assert run(go()) is not careful


def test_a_place_to_save_is_asked_for(run: Run, tmp_path: Path) -> None:
    async def go() -> Path | None:
        parent = QWidget()
        async with asyncio.TaskGroup() as group:
            answer = group.create_task(choose_save_path(parent, tmp_path / "an owl 1.png"))
            dialog = await opened(QFileDialog)
            name = dialog.findChild(QLineEdit)
            assert name.text() == "an owl 1.png"
            name.setText("mine")
            dialog.accept()
        return answer.result()

    assert run(go()) == tmp_path / "mine.png"


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication) -> KeyDialog:
    look.apply(qapp, "dark")
    dialog = KeyDialog("api.example.com")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_key_is_hidden_until_asked_for(dialog: KeyDialog) -> None:
    assert dialog.entry.field.echoMode() == QLineEdit.EchoMode.Password
    dialog.entry.show_action.trigger()
    assert dialog.entry.field.echoMode() == QLineEdit.EchoMode.Normal


def test_a_pasted_key_loses_its_blanks(dialog: KeyDialog, qtbot: QtBot) -> None:
    assert not dialog.save_button.isEnabled() and not dialog.entry.test_button.isEnabled()
    dialog.entry.field.setText(f"  {KEY}\t")
    with qtbot.waitSignal(dialog.entry.test_wanted) as asked:
        qtbot.mouseClick(dialog.entry.test_button, Qt.MouseButton.LeftButton)
    assert asked.args == [KEY]
    with qtbot.waitSignal(dialog.key_given) as given:
        qtbot.keyClick(dialog.entry.field, Qt.Key.Key_Return)
    assert given.args == [KEY]
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    "copied", [f"Bearer {KEY}", f"\u200b{KEY}", KEY.replace("sk", "ｓｋ"), f"Authorization: {KEY}\n"]
)
def test_what_is_certainly_no_part_of_a_key_comes_off(dialog: KeyDialog, qtbot: QtBot, copied: str) -> None:
    dialog.entry.field.setText(copied)
    with qtbot.waitSignal(dialog.entry.test_wanted) as asked:
        dialog.entry.test_button.click()
    assert asked.args == [KEY]
    with qtbot.waitSignal(dialog.key_given) as given:
        dialog.save_button.click()
    assert given.args == [KEY]


def test_nobody_is_asked_about_what_can_be_no_key(dialog: KeyDialog, qtbot: QtBot) -> None:
    dialog.entry.field.setText(f"{KEY}–é")
    said = dialog.entry.result_line.text.text()
    assert "“–é”" in said and "not asked" in said
    assert not dialog.save_button.isEnabled() and not dialog.entry.test_button.isEnabled()
    with qtbot.assertNotEmitted(dialog.entry.test_wanted), qtbot.assertNotEmitted(dialog.key_given):
        dialog.entry.test()
        qtbot.keyClick(dialog.entry.field, Qt.Key.Key_Return)
    dialog.entry.field.setText(KEY)
    assert "costs nothing" in dialog.entry.result_line.text.text() and dialog.save_button.isEnabled()


def test_an_answer_about_another_key_is_forgotten(dialog: KeyDialog) -> None:
    dialog.entry.field.setText(KEY)
    dialog.entry.show_result("another", "refused")
    assert "costs nothing" in dialog.entry.result_line.text.text()
    dialog.entry.show_result(KEY, "works")
    assert "works" in dialog.entry.result_line.text.text()
    dialog.entry.field.setText(KEY + "x")
    assert "costs nothing" in dialog.entry.result_line.text.text()


def test_a_refused_test_leaves_the_keyboard_where_it_was(dialog: KeyDialog, qtbot: QtBot) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.entry.field.setText(KEY)
    dialog.entry.test_button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(dialog.entry.test_wanted):
        qtbot.keyClick(dialog.entry.test_button, Qt.Key.Key_Space)
    with qtbot.assertNotEmitted(dialog.entry.test_wanted):
        qtbot.keyClick(dialog.entry.test_button, Qt.Key.Key_Space)
    dialog.entry.show_result(KEY, "refused")
    assert dialog.focusWidget() is dialog.entry.test_button


def test_the_buttons_of_a_question_are_words_only(run: Run) -> None:
    async def go() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(ask(None, "Really?", "It costs.", "Yes"))
            box = await opened(QMessageBox)
            assert box.buttons() and all(button.icon().isNull() for button in box.buttons())
            box.reject()

    run(go())


def test_it_says_where_the_key_is_kept(dialog: KeyDialog) -> None:
    assert "keychain" in dialog.entry.place.text.text()
    dialog.entry.set_kept(False)
    assert "until the program ends" in dialog.entry.place.text.text()


@pytest.mark.parametrize(
    "raised, said",
    [
        (None, "works"),
        (KeyRefused("401"), "doesn't take"),
        (NotSent("dns"), "its name was not found"),
        (NotSent("socks"), "SOCKS"),
        (ServiceTrouble("HTTP 404: not found"), "could not be checked: HTTP 404: not found"),
        (RateLimited(""), "could not be checked."),
    ],
)
def test_a_test_tells_a_wrong_key_from_no_network(run: Run, qtbot: QtBot, raised: Exception | None, said: str) -> None:
    async def try_key(key: str) -> None:
        assert key == KEY
        if raised:
            raise raised

    async def go() -> str:
        parent = QWidget()
        keys = Keys("https://api.example.com", try_key, Tasks())
        async with asyncio.TaskGroup() as group:
            group.create_task(keys.ask(parent))
            dialog = await opened(KeyDialog)
            dialog.entry.field.setText(KEY)
            dialog.entry.test_button.click()
            while dialog.entry.result_line.text.text().startswith("Asking"):
                await asyncio.sleep(0.01)
            text = str(dialog.entry.result_line.text.text())
            dialog.reject()
        return text

    assert said in run(go())


def test_a_key_is_used_kept_and_never_logged(
    run: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kept: list[tuple[str, str]] = []
    monkeypatch.setattr(keychain, "write", lambda host, key: kept.append((host, key)))

    async def try_key(key: str) -> None:
        raise NotSent("no")

    async def go() -> list[str]:
        parent, tasks, used = QWidget(), Tasks(), []
        keys = Keys("https://api.example.com:8443/x", try_key, tasks)
        keys.found.connect(used.append)
        async with asyncio.TaskGroup() as group:
            group.create_task(keys.ask(parent))
            dialog = await opened(KeyDialog)
            dialog.entry.field.setText(KEY)
            dialog.findChild(QPushButton)  # the dialog is whole
            dialog.save_button.click()
        while tasks.running:
            await asyncio.sleep(0.01)
        return used

    with caplog.at_level(logging.DEBUG):
        assert run(go()) == [KEY]
    host = "api.example.com:8443"
    assert kept == [(keychain.entry_of(host, keychain.fingerprint(KEY)), KEY), (host, KEY)]
    assert KEY not in caplog.text


def test_without_a_keychain_the_key_lasts_for_the_session(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable(*args: str) -> None:
        raise keychain.KeychainUnavailable("no keychain")

    monkeypatch.setattr(keychain, "write", unavailable)
    monkeypatch.setattr(keychain, "read", unavailable)

    async def try_key(key: str) -> None: ...

    async def go() -> tuple[list[str], list[str]]:
        parent, tasks, used, said = QWidget(), Tasks(), [], []
        keys = Keys("https://api.example.com", try_key, tasks)
        keys.found.connect(used.append)
        keys.not_kept.connect(said.append)
        await keys.read()
        async with asyncio.TaskGroup() as group:
            group.create_task(keys.ask(parent))
            dialog = await opened(KeyDialog)
            assert "until the program ends" in dialog.entry.place.text.text()
            dialog.entry.field.setText(KEY)
            dialog.save_button.click()
        while tasks.running:
            await asyncio.sleep(0.01)
        return used, said

    assert run(go()) == ([KEY], ["no keychain"])


def test_an_open_dialog_goes_along_to_the_window_that_replaces_its_own(run: Run) -> None:
    async def go() -> int:
        old, new = QWidget(), QWidget()
        old.show()
        dialog = QDialog(old)
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(finished(dialog))
            await opened(QDialog)
            new.show()
            carry_over(old, new)
            old.deleteLater()
            await asyncio.sleep(0.05)
            assert dialog.parent() is new and dialog.isVisible()
            dialog.accept()
        return waiting.result()

    assert run(go()) == QDialog.DialogCode.Accepted


def test_a_dialog_whose_window_dies_counts_as_cancelled(run: Run) -> None:
    async def go() -> int:
        window = QWidget()
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(finished(QDialog(window)))
            await opened(QDialog)
            window.deleteLater()
        return waiting.result()

    assert run(go()) == QDialog.DialogCode.Rejected

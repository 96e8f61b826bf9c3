"""What settings do in a real session: at once, with the next session, or with the next start; and the key."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import keyring.core
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from jimeng_desktop import app
from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.settings import Settings, read_settings, write_settings
from jimeng_desktop.desktop import keychain, restart, scale
from jimeng_desktop.options import Options
from jimeng_desktop.ui import look
from jimeng_desktop.ui.key_dialog import KeyDialog
from jimeng_desktop.ui.keys_window import KeysWindow
from jimeng_desktop.ui.language import take_out_language
from jimeng_desktop.ui.leaving import Leaving, Then
from jimeng_desktop.ui.session import Session
from jimeng_desktop.ui.settings_controls import KeyField
from jimeng_desktop.ui.settings_dialog import SettingsDialog
from jimeng_desktop.ui.settings_row import SettingRow

Run = Callable[[Coroutine[Any, Any, Any]], Any]
Play = Callable[[Session], Coroutine[Any, Any, Any]]
FORM = {"model": "jimeng-4.5", "prompt": "a red fox in snow", "ratio": "16:9", "resolution": "1k", "times": 1}


class InMemory(KeyringBackend):
    """A keychain for the length of a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[username]


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> InMemory:
    backend = InMemory()
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    return backend


@pytest.fixture
def run(qapp: QApplication) -> Iterator[Run]:
    app.make_application()

    def run_in_qt(coroutine: Coroutine[Any, Any, Any]) -> Any:
        async def bounded() -> Any:
            async with asyncio.timeout(30):
                return await coroutine

        with asyncio.Runner(loop_factory=lambda: QEventLoop(qapp)) as runner:
            return runner.run(bounded())

    yield run_in_qt
    take_out_language(qapp)
    look.set_reduced_motion(False)
    look.apply(qapp, "dark")
    QCoreApplication.sendPostedEvents(None, 0)


def prepare(options: Options, **fields: Any) -> Path:
    assert options.profile
    path = options.profile / ("demo/settings.json" if options.demo else "settings.json")
    write_settings(
        path, Settings(**{"language": "en", "theme": "dark", "hold_seconds": 30, "last_form": FORM, **fields})
    )
    return path


@pytest.fixture
def demo(tmp_path: Path) -> Options:
    options = Options(demo=True, profile=tmp_path / "p", headless=True)
    prepare(options)
    return options


@pytest.fixture
def service(tmp_path: Path) -> Options:
    options = Options(profile=tmp_path / "p", headless=True)
    prepare(options, base_url="http://127.0.0.1:9")
    return options


async def until(true: Callable[[], object]) -> None:
    while not true():
        await asyncio.sleep(0.01)


async def opened(kind: type[QDialog]) -> Any:
    while True:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                return widget
        await asyncio.sleep(0.01)


async def settings_at(session: Session, section: str) -> SettingsDialog:
    session.actions.settings(section)
    dialog: SettingsDialog = await opened(SettingsDialog)
    return dialog


def row(dialog: SettingsDialog, name: str) -> SettingRow:
    return next(row for row in dialog.page.rows() if row.name == name)


def in_session(run: Run, options: Options, play: Play) -> None:
    async def go() -> None:
        async with app._session(options, app.make_application(), 0.2) as session:
            await play(session)

    run(go())


def test_hold_and_limits_reach_the_runner_and_the_form_at_once(run: Run, demo: Options, qtbot: QtBot) -> None:
    async def play(session: Session) -> None:
        dialog = await settings_at(session, "making")
        for name, keys in (("hold_seconds", "0"), ("sends_at_once", "1"), ("open_jobs", "7")):
            control = row(dialog, name).control
            control.selectAll()  # type: ignore[union-attr]
            qtbot.keyClicks(control, keys)
        assert session._runner
        settings = session._runner._sender.settings
        assert (settings.hold_seconds, settings.sends_at_once, settings.open_jobs) == (0, 1, 7)
        dialog.reject()
        assert "at once" in session.window.composer.foot.caption.text()
        session.window.composer.press_generate()
        await until(lambda: [section.job.state for section in session.model.rows] == [JobState.DONE])

    in_session(run, demo, play)


def test_a_job_that_is_held_keeps_its_seconds(run: Run, demo: Options) -> None:
    async def play(session: Session) -> None:
        session.window.composer.press_generate()
        runner = session._runner
        assert runner
        await until(lambda: runner.queue.send_times)
        before = runner.queue.send_times
        from jimeng_desktop.ui.settings_changes import change

        change(session, "hold_seconds", 5.0)
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
        await until(lambda: not session.actions._settings_open)
        session.actions.settings()
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


# A new session, a new process


@pytest.mark.parametrize(
    "name, value, then", [("base_url", "http://127.0.0.1:8", Then.AGAIN), ("interface_size", 150, Then.RESTART)]
)
def test_restart_now_ends_the_session_in_order(
    run: Run, service: Options, memory: InMemory, name: str, value: object, then: Then
) -> None:
    leaving = Leaving()

    async def go() -> None:
        async with app._session(service, app.make_application(), None, leaving) as session:
            dialog = await settings_at(session, "service" if name == "base_url" else "general")
            dialog.changed.emit(name, value)
            assert row(dialog, name).restart.isVisible()
            row(dialog, name).restart.click()
            await asyncio.wait_for(leaving.wait(), 5)

    run(go())
    assert leaving.then is then
    assert service.profile
    assert getattr(read_settings(service.profile / "settings.json"), name) == value


def test_another_address_never_gets_another_hosts_key(run: Run, service: Options, memory: InMemory) -> None:
    memory.kept = {"127.0.0.1:9": "key of nine"}
    seen: list[tuple[str, str | None]] = []

    async def go() -> None:
        for url in ("http://127.0.0.1:9", "http://127.0.0.1:8"):
            leaving = Leaving()
            async with app._session(service, app.make_application(), None, leaving) as session:
                keys = session.actions.keys
                assert keys and session._runner
                await until(lambda keys=keys: keys.state != "asked")
                client = session._runner._desk.service
                seen.append((client.origin, client.key))
                dialog = await settings_at(session, "service")
                dialog.changed.emit("base_url", "http://127.0.0.1:8")
                dialog.reject()
                assert (client.origin, client.key) == seen[-1], f"nothing changes before the next session: {url}"

    run(go())
    assert seen == [("http://127.0.0.1:9", "key of nine"), ("http://127.0.0.1:8", None)]


def test_again_is_the_same_session_with_the_new_settings(
    run: Run, service: Options, memory: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    bases: list[tuple[str, bool]] = []

    async def session(options: Options, application: QApplication, leaving: Leaving) -> int:
        bases.append((app._base_url(options, read_settings(app._where(options).settings), Path()), options.demo))
        prepare(options, base_url="http://127.0.0.1:8")
        leaving.set(Then.AGAIN if len(bases) == 1 else Then.RESTART)
        return 0

    monkeypatch.setattr(app, "_run_session", session)
    assert run(app._run(service, app.make_application())) == app.RESTART
    assert bases == [("http://127.0.0.1:9", False), ("http://127.0.0.1:8", False)]
    prepare(Options(demo=True, profile=service.profile))
    assert run(app._run(Options(demo=True, profile=service.profile), app.make_application())) == app.RESTART_DEMO


@pytest.mark.parametrize(
    "argv, demo, expected",
    [
        (["--profile", "x"], False, ["--profile", "x"]),
        (["--profile", "x"], True, ["--profile", "x", "--demo"]),
        (["--demo", "--profile", "x"], False, ["--profile", "x"]),
        (["--demo"], True, ["--demo"]),
    ],
)
def test_the_process_comes_back_where_it_was(
    monkeypatch: pytest.MonkeyPatch, argv: list[str], demo: bool, expected: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["jimeng", *argv])
    monkeypatch.setattr(sys, "orig_argv", [sys.executable, "-m", "jimeng_desktop", *argv])
    assert restart._arguments(demo) == ["-m", "jimeng_desktop", *expected]


SCALED = """
import os
from jimeng_desktop import app
from jimeng_desktop.options import Options

async def stop(session):
    window = session.window
    window.show()
    room = window.screen().availableSize()
    small = window.minimumWidth() <= room.width() and window.minimumHeight() <= room.height()
    print(window.devicePixelRatio(), room.width(), small, os.environ.get("QT_SCALE_FACTOR"), flush=True)
    os._exit(0)

app.Session.first_frame = stop
from pathlib import Path
import sys
app.main(Options(demo=True, profile=Path(sys.argv[1])))
"""


@pytest.mark.parametrize("users, percent, ratio", [(None, 200, "2.0"), (None, 100, "1.0"), ("1.5", 200, "1.5")])
def test_the_interface_size_is_qts_scale_and_the_users_own_has_the_last_word(
    demo: Options, users: str | None, percent: int, ratio: str
) -> None:
    prepare(demo, interface_size=percent)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop(scale.VARIABLE, None)
    if users:
        environment[scale.VARIABLE] = users
    command = [sys.executable, "-c", SCALED, str(demo.profile)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    got = done.stdout.split()
    assert got[0] == ratio, done.stderr
    assert got[2:] == ["True", str(users)], "the window fits, and nobody inherits our scale"


# The key


def test_the_key_is_changed_and_forgotten(run: Run, service: Options, memory: InMemory, qtbot: QtBot) -> None:
    memory.kept = {"127.0.0.1:9": "old", "other.example": "stays"}

    async def play(session: Session) -> None:
        dialog = await settings_at(session, "service")
        field = row(dialog, "key").control
        assert isinstance(field, KeyField) and session._runner
        client = session._runner._desk.service
        await until(lambda: field.state == "kept")
        assert "keychain" in field.line.text.text() and client.key == "old"
        field.change.click()
        asking = await opened(KeyDialog)
        asking.field.setText("new")
        asking.save_button.click()
        await until(lambda: memory.kept["127.0.0.1:9"] == "new" and field.state == "kept")
        field.forget.click()
        box = await opened(QMessageBox)
        qtbot.keyClick(box, Qt.Key.Key_Return)  # careful: Enter is Cancel
        await until(lambda: not box.isVisible())
        assert client.key == "new"
        field.forget.click()
        box = await opened(QMessageBox)
        next(button for button in box.buttons() if button.text() == "Forget the key").click()
        await until(lambda: "127.0.0.1:9" not in memory.kept)
        await until(lambda: field.state == "none")
        assert client.key is None and not field.forget.isEnabled()
        assert session._runner.queue.key_missing
        dialog.reject()

    in_session(run, service, play)
    assert memory.kept == {"other.example": "stays"}
    assert service.profile
    assert "new" not in (service.profile / "settings.json").read_text(encoding="utf-8")


def test_a_keychain_that_keeps_the_key_is_told_of(
    run: Run, service: Options, memory: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.kept = {"127.0.0.1:9": "old"}

    def locked(host: str) -> None:
        raise keychain.KeychainUnavailable("KeyringLocked")

    monkeypatch.setattr(keychain, "delete", locked)

    async def play(session: Session) -> None:
        keys = session.actions.keys
        assert keys and session._runner
        await until(lambda: keys.state == "kept")
        await keys.forget()
        assert keys.state == "stuck" and session._runner._desk.service.key is None

    in_session(run, service, play)


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
        } <= listed
        assert not {"P", "X", "U", "Ctrl+F", "Space", "Delete"} & listed
        await until(keys.isActiveWindow)
        qtbot.keyClick(keys, Qt.Key.Key_F1)
        await until(lambda: not session.tasks.running)

    in_session(run, demo, play)


def test_a_new_action_joins_the_list_by_itself(qtbot: QtBot, qapp: QApplication) -> None:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

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
        session.actions.settings()
        await asyncio.sleep(0)
        assert len([w for w in QApplication.topLevelWidgets() if isinstance(w, SettingsDialog) and w.isVisible()]) == 1
        dialog.reject()

    in_session(run, demo, play)

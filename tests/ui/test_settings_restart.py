"""What settings do with the next session or the next start; and the key, which is none of them."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from jimeng_desktop import app
from jimeng_desktop.desktop import keychain, restart, scale
from jimeng_desktop.desktop.keychain import entry_of, fingerprint
from jimeng_desktop.files.settings import read_settings
from jimeng_desktop.options import Options
from jimeng_desktop.ui.api_key.dialog import KeyDialog
from jimeng_desktop.ui.process.ending import Leaving, Then
from jimeng_desktop.ui.session.session import Session
from jimeng_desktop.ui.settings import open as settings_open
from jimeng_desktop.ui.settings.controls import FolderField, KeyField
from tests import processes
from tests.ui.settings_sessions import InMemory, Run, in_session, opened, prepare, row, settings_at, until

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
    memory.kept = {"127.0.0.1:9": "key-of-nine"}
    seen: list[tuple[str, str | None]] = []

    async def go() -> None:
        for url in ("http://127.0.0.1:9", "http://127.0.0.1:8"):
            leaving = Leaving()
            async with app._session(service, app.make_application(), None, leaving) as session:
                keys = session.openers.keys.keys
                assert keys and session.calls.runner
                await until(lambda keys=keys: keys.state != "asked")
                client = session.calls.runner._desk.service
                seen.append((client.origin, client.key))
                dialog = await settings_at(session, "service")
                dialog.changed.emit("base_url", "http://127.0.0.1:8")
                dialog.reject()
                assert (client.origin, client.key) == seen[-1], f"nothing changes before the next session: {url}"

    run(go())
    assert seen == [("http://127.0.0.1:9", "key-of-nine"), ("http://127.0.0.1:8", None)]


def test_again_is_the_same_session_with_the_new_settings(
    run: Run, service: Options, memory: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    bases: list[tuple[str, bool]] = []

    async def session(options: Options, application: QApplication, leaving: Leaving, visit: object) -> int:
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
from jimeng_desktop.desktop.keychain import entry_of, fingerprint
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
    done = processes.run(command, env=environment, check=True)
    got = done.stdout.split()
    assert got[0] == ratio, done.stderr
    assert got[2:] == ["True", str(users)], "the window fits, and nobody inherits our scale"


def test_another_folder_counts_after_a_restart_and_only_if_it_can_be_written(
    run: Run, demo: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [tmp_path / "not there", tmp_path]

    async def choose(*args: object) -> Path:
        return chosen.pop(0)

    monkeypatch.setattr(settings_open, "choose_folder", choose)

    async def play(session: Session) -> None:
        dialog = await settings_at(session, "library")
        place = row(dialog, "library_folder")
        assert isinstance(place.control, FolderField)
        assert place.control.value() == str(session.place.originals)
        place.control.button.click()
        await until(lambda: place.fault == "folder_locked")
        assert session.kept.value.library_folder == "" and place.restart.isHidden()
        place.control.button.click()
        await until(place.restart.isVisible)
        assert session.kept.value.library_folder == str(tmp_path) == place.control.value()
        assert "Move your pictures" in place.said.text()
        dialog.reject()

    in_session(run, demo, play)
    assert app._where(demo).originals == tmp_path


# The key


def test_the_key_is_changed_and_forgotten(run: Run, service: Options, memory: InMemory, qtbot: QtBot) -> None:
    memory.kept = {"127.0.0.1:9": "old", "other.example": "stays"}

    async def play(session: Session) -> None:
        dialog = await settings_at(session, "service")
        field = row(dialog, "key").control
        assert isinstance(field, KeyField) and session.calls.runner
        client = session.calls.runner._desk.service
        await until(lambda: field.state == "kept")
        assert "keychain" in field.line.text.text() and client.key == "old"
        field.change.click()
        asking = await opened(KeyDialog)
        asking.entry.field.setText("new")
        asking.name.setText("Studio")
        asking.save_button.click()
        await until(lambda: memory.kept["127.0.0.1:9"] == "new" and field.state == "kept")
        assert [field.names.itemText(at) for at in range(field.names.count())] == ["Key 1", "Studio"]
        assert field.names.currentText() == "Studio" and client.kept_keys == {fingerprint(k): k for k in ("old", "new")}
        field.names.setFocus()
        qtbot.keyClick(field.names, Qt.Key.Key_Up)
        await until(lambda: memory.kept["127.0.0.1:9"] == "old")
        assert client.key == "old", "the other one, at once"
        qtbot.keyClick(field.names, Qt.Key.Key_Down)
        await until(lambda: memory.kept["127.0.0.1:9"] == "new")
        field.rename.click()
        naming = await opened(QInputDialog)
        assert naming.textValue() == "Studio"
        naming.setTextValue("Atelier")
        naming.accept()
        await until(lambda: field.names.currentText() == "Atelier")
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
        assert session.calls.runner.queue.key_missing
        dialog.reject()

    in_session(run, service, play)
    assert memory.kept == {"other.example": "stays", entry_of("127.0.0.1:9", fingerprint("old")): "old"}
    assert service.profile
    kept = json.loads((service.profile / "settings.json").read_text(encoding="utf-8"))
    assert kept["keys"] == {"127.0.0.1:9": [{"name": "Key 1", "mark": fingerprint("old")}]}
    assert '"new"' not in json.dumps(kept) and '"old"' not in json.dumps(kept)


def test_a_keychain_that_keeps_the_key_is_told_of(
    run: Run, service: Options, memory: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.kept = {"127.0.0.1:9": "old"}

    def locked(host: str) -> None:
        raise keychain.KeychainUnavailable("KeyringLocked")

    monkeypatch.setattr(keychain, "delete", locked)

    async def play(session: Session) -> None:
        keys = session.openers.keys.keys
        assert keys and session.calls.runner
        await until(lambda: keys.state == "kept")
        await keys.forget()
        assert keys.state == "stuck" and session.calls.runner._desk.service.key is None

    in_session(run, service, play)

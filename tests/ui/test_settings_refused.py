"""Settings that can't be written: whoever is told that they are kept waits for the disk, or hears that they are not."""

from __future__ import annotations

import asyncio
import errno
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from jimeng_desktop import app
from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.room import Room
from jimeng_desktop.files.settings import read_settings, write_settings
from jimeng_desktop.options import Options
from jimeng_desktop.ui.base import settings_in_use
from jimeng_desktop.ui.base.settings_in_use import KeptSettings
from jimeng_desktop.ui.base.tasks import Tasks
from jimeng_desktop.ui.design import dialogs
from jimeng_desktop.ui.first_run.page import FirstRunPage
from jimeng_desktop.ui.process.ending import Leaving
from jimeng_desktop.ui.process.handover import FOLDER, PROMPT, Visit
from jimeng_desktop.ui.session.session import Session
from jimeng_desktop.ui.settings.dialog import SettingsDialog
from tests.ui.settings_sessions import Run, in_session, opened, prepare, row, settings_at, until


class FullDisk:
    """No room for the settings, until there is."""

    def __init__(self) -> None:
        self.full = False
        self.tries = 0

    def write(self, path: Path, settings: Settings) -> None:
        self.tries += 1
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        write_settings(path, settings)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    disk = FullDisk()
    monkeypatch.setattr(settings_in_use, "write_settings", disk.write)
    return disk


@pytest.fixture
def demo(tmp_path: Path) -> Options:
    options = Options(demo=True, profile=tmp_path / "profile", headless=True)
    prepare(options)
    return options


def choosing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Every dialog for a folder is answered with this one."""

    async def chosen(dialog: Any) -> Path:
        dialog.deleteLater()
        return folder

    monkeypatch.setattr(dialogs, "_chosen", chosen)


async def told() -> str:
    """What a message says; it is closed."""
    box: QMessageBox = await opened(QMessageBox)
    said = f"{box.text()} {box.informativeText()}"
    box.accept()
    await until(lambda: not any(isinstance(w, QMessageBox) and w.isVisible() for w in QApplication.topLevelWidgets()))
    return said


# The settings themselves


def test_a_refused_write_is_told_once_until_one_is_taken(run: Run, tmp_path: Path, disk: FullDisk) -> None:
    told: list[Fault | None] = []

    async def go() -> None:
        kept = KeptSettings(tmp_path / "settings.json", Tasks())
        kept.refused.connect(told.append)
        disk.full = True
        for prompt in ("one", "two"):
            kept.change(last_form={"prompt": prompt})
            fault = await kept.write()
            assert fault and fault.code == "disk_full"
        assert [fault and fault.code for fault in told] == ["disk_full"]
        disk.full = False
        assert await kept.write() is None and await kept.write() is None
        assert told[1:] == [None]
        disk.full = True
        await kept.write()
        assert len(told) == 3 and told[2], "it is news again"

    run(go())


def test_what_is_kept_only_if_the_disk_takes_it_is_as_before_where_it_does_not(
    run: Run, tmp_path: Path, disk: FullDisk
) -> None:
    async def go() -> None:
        file = tmp_path / "settings.json"
        kept = KeptSettings(file, Tasks())
        kept.change(theme="dark")
        disk.full = True
        twice = await asyncio.gather(kept.keep(library_folder="x"), kept.keep(library_folder="x"))
        assert all(twice) and (kept.value.library_folder, kept.value.theme) == ("", "dark")
        disk.full = False
        await kept.close()
        assert read_settings(file) == Settings(theme="dark"), "a later write brings nothing back"

    run(go())


# What the window says


def test_a_notice_says_it_and_goes_when_a_write_is_taken(run: Run, demo: Options, disk: FullDisk) -> None:
    async def play(session: Session) -> None:
        banner = session.window.banner
        disk.full = True
        session.set_theme("light")
        await until(lambda: banner.words and banner.words.title == "The settings could not be saved")
        assert banner.words and "no room" in banner.words.sentence
        banner.close_button.click()
        tries = disk.tries
        session.set_theme("dark")
        await until(lambda: disk.tries > tries)
        assert banner.isHidden(), "it has been read"
        disk.full = False
        session.set_theme("light")
        await until(lambda: read_settings(session.kept._path).theme == "light")
        disk.full = True
        session.set_theme("dark")
        await until(lambda: not banner.isHidden())
        disk.full = False
        session.set_language("zh_CN")
        await until(lambda: session.window.banner.words is None)

    in_session(run, demo, play)


@pytest.mark.parametrize("full", [True, False])
def test_a_library_folder_from_the_menu_is_recorded_or_it_is_said(
    run: Run, demo: Options, disk: FullDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: bool
) -> None:
    choosing(monkeypatch, tmp_path)

    async def play(session: Session) -> None:
        disk.full = full
        session.window.commands.choose_folder.emit()
        said = await told()
        if full:
            assert "was not changed" in said and "no room" in said and "Move your pictures" not in said
        else:
            assert f"Move your pictures to {tmp_path}" in said
        disk.full = False

    in_session(run, demo, play)
    assert (app._where(demo).originals == tmp_path) is not full


def test_a_library_folder_in_the_settings_stays_where_it_can_not_be_recorded(
    run: Run, demo: Options, disk: FullDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choosing(monkeypatch, tmp_path)

    async def play(session: Session) -> None:
        dialog = await settings_at(session, "library")
        place = row(dialog, "library_folder")
        disk.full = True
        place.control.button.click()  # type: ignore[union-attr]
        assert "was not changed" in await told()
        assert place.control.value() == str(session.place.originals) and place.restart.isHidden()
        disk.full = False
        dialog.reject()

    in_session(run, demo, play)
    assert app._where(demo).originals != tmp_path


@pytest.mark.parametrize("what", ["library_folder", "restart"])
def test_who_goes_on_while_the_disk_takes_its_time_hears_it_all_the_same(
    run: Run, demo: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    choosing(monkeypatch, tmp_path)
    begun, goes_on = threading.Event(), threading.Event()

    def write(path: Path, settings: Settings) -> None:
        begun.set()
        goes_on.wait(10)
        raise OSError(errno.ENOSPC, "No space left on device")

    async def play(session: Session) -> None:
        dialog = await settings_at(session, "general" if what == "restart" else "library")
        monkeypatch.setattr(settings_in_use, "write_settings", write)
        if what == "restart":
            dialog.changed.emit("interface_size", 150)
            row(dialog, "interface_size").restart.click()
        else:
            row(dialog, "library_folder").control.button.click()  # type: ignore[union-attr]
        await until(begun.is_set)
        dialog.changed.emit("language", "zh_CN")
        await until(lambda: session.window.commands.settings_action.text() == "设置…")
        goes_on.set()
        assert "磁盘" in await told() and not session.ended.is_set()
        monkeypatch.setattr(settings_in_use, "write_settings", write_settings)
        (await opened(SettingsDialog)).reject()

    in_session(run, demo, play)


def test_no_restart_that_would_lose_what_it_is_for(run: Run, demo: Options, disk: FullDisk) -> None:
    leaving = Leaving()

    async def go() -> None:
        async with app._session(demo, app.make_application(), 0.2, leaving) as session:
            dialog = await settings_at(session, "general")
            disk.full = True
            dialog.changed.emit("interface_size", 150)
            row(dialog, "interface_size").restart.click()
            said = await told()
            assert "could not be saved" in said and "not restarted" in said
            assert dialog.isVisible() and not leaving.is_set()
            dialog.reject()
            await asyncio.sleep(0.05)
            assert not leaving.is_set()
            disk.full = False

    run(go())


@pytest.mark.parametrize("full", [True, False])
def test_the_first_run_goes_on_with_a_folder_that_is_recorded(
    run: Run, demo: Options, disk: FullDisk, tmp_path: Path, full: bool
) -> None:
    leaving = Leaving()

    async def go() -> None:
        async with app._session(demo, app.make_application(), 0.2, leaving, Visit(FOLDER)) as session:
            page = session.window.findChild(FirstRunPage)
            assert isinstance(page, FirstRunPage)
            page.folder.show_folder(tmp_path, Room(10**12))
            disk.full = full
            page.folder_confirmed.emit()
            if full:
                assert "was not changed" in await told()
                assert not leaving.is_set() and page.step == FOLDER
            else:
                await asyncio.wait_for(leaving.wait(), 5)
                assert leaving.step == PROMPT
            disk.full = False

    run(go())
    assert (app._where(demo).originals == tmp_path) is not full

"""Copies and exports in the real window, by keyboard: what is written, said, remembered; and ending meanwhile."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox

from jimeng_desktop.export import writing
from jimeng_desktop.files.settings import read_settings
from jimeng_desktop.options import Options
from jimeng_desktop.ui.exporting.dialog import ExportDialog
from tests.ui.pictured import (
    CONTROL,
    SHIFT,
    files,
    made,
    opened,
    paths_of,
    press,
    settings_of,
    until,
)

Key = Qt.Key
Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture
def options(tmp_path: Path, four_pictures: Path) -> Options:
    shutil.copytree(four_pictures, tmp_path / "profile")
    return Options(demo=True, profile=tmp_path / "profile")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "Client"
    folder.mkdir()
    return folder


def test_control_s_copies_several_originals_to_a_folder(run: Run, options: Options, desk: Path) -> None:
    async def go() -> None:
        async with made(options) as session:
            second, fourth = paths_of(session, 1, 3)
            (desk / second.name).write_bytes(b"mine")
            press(session, Key.Key_S, CONTROL)
            dialog = await opened(QFileDialog)
            assert dialog.fileMode() == QFileDialog.FileMode.Directory
            dialog.findChild(QLineEdit).setText(str(desk))
            dialog.accept()
            await until(lambda: session.pictures.exports.standing.written == 2)
            assert files(desk) == {
                second.name: b"mine",
                f"{second.stem} (2).png": second.read_bytes(),
                fourth.name: fourth.read_bytes(),
            }
            await until(lambda: not session.pictures.exports.standing.running)
            assert session.window.status_bar.exports.text.text() == "2 pictures copied to Client"
            assert session.kept.value.window["copies"] == str(desk)

    run(go())


def test_exported_by_keyboard_and_remembered(run: Run, options: Options, desk: Path) -> None:
    async def go() -> None:
        async with made(options, export={"folder": str(desk), "template": "{prompt} {number}"}) as session:
            before = [hashlib.sha256(path.read_bytes()).digest() for path in paths_of(session, 0, 1, 2, 3)]
            press(session, Key.Key_E, CONTROL | SHIFT)
            dialog = await opened(ExportDialog)
            assert dialog.title.text() == "Export 2 pictures"
            await until(lambda: len(dialog.strip._images) == 2)
            dialog.size_choice.setCurrentIndex(1)
            dialog.edge.setValue(512)
            QTest.keyClick(dialog.template, Key.Key_Return)
            await until(lambda: session.pictures.exports.standing.written == 2)
            await until(lambda: not session.pictures.exports.standing.running)
            assert sorted(files(desk)) == ["a red fox in snow 01.jpg", "a red fox in snow 02.jpg"]
            with Image.open(desk / "a red fox in snow 02.jpg") as copy:
                assert (copy.format, copy.size) == ("JPEG", (512, 288))
            after = [hashlib.sha256(path.read_bytes()).digest() for path in paths_of(session, 0, 1, 2, 3)]
            assert after == before
            bar = session.window.status_bar.exports
            assert bar.isVisible() and bar.text.text() == "2 pictures exported to Client"
            assert session.window.banner.isHidden()
            session.set_language("zh_CN")
            bar = session.window.status_bar.exports
            assert bar.text.text() == "2 张图片已导出到 Client"
            bar.cross.click()
            assert not bar.isVisible()

    run(go())
    assert read_settings(settings_of(options)).export["long_edge"] == 512


def test_cancel_exports_and_remembers_nothing(run: Run, options: Options, desk: Path) -> None:
    async def go() -> None:
        async with made(options, export={"folder": str(desk)}) as session:
            press(session, Key.Key_E, CONTROL | SHIFT)
            dialog = await opened(ExportDialog)
            dialog.template.setText("other")
            QTest.keyClick(dialog.template, Key.Key_Escape)
            await until(lambda: session.tasks.running == 0)
            assert session.kept.value.export == {"folder": str(desk)}
            assert files(desk) == {}

    run(go())


def test_a_folder_that_has_gone_is_told_and_another_can_be_chosen(run: Run, options: Options, desk: Path) -> None:
    async def go() -> None:
        async with made(options, export={"folder": str(desk / "gone")}) as session:
            press(session, Key.Key_E, CONTROL | SHIFT)
            dialog = await opened(ExportDialog)
            assert dialog.folder_fault.isVisible() and not dialog.export.isEnabled()
            dialog.choose.click()
            chooser = await opened(QFileDialog)
            chooser.findChild(QLineEdit).setText(str(desk))
            chooser.accept()
            await until(lambda: dialog.export.isEnabled())
            assert dialog.order().folder == str(desk)
            dialog.reject()

    run(go())


def test_a_typed_folder_is_created_used_and_remembered(run: Run, options: Options, desk: Path) -> None:
    new = desk / "2026" / "Anna"

    async def go() -> None:
        async with made(options, export={"folder": str(desk), "template": "{number}"}) as session:
            press(session, Key.Key_E, CONTROL | SHIFT)
            dialog = await opened(ExportDialog)
            dialog.folder.selectAll()
            QTest.keyClicks(dialog.folder, f"'{new}'")
            await until(lambda: dialog.folder_fault.text() == "This folder will be created.")
            assert not new.parent.exists(), "nothing is made before it is wanted"
            QTest.keyClick(dialog.folder, Key.Key_Return)
            await until(lambda: session.pictures.exports.standing.written == 2)
            await until(lambda: not session.pictures.exports.standing.running)
            assert sorted(files(new)) == ["01.jpg", "02.jpg"] and [path.name for path in desk.iterdir()] == ["2026"]
            session.pictures.do("export")
            dialog = await opened(ExportDialog)
            assert dialog.order().folder == str(new) and dialog.folder_fault.isHidden()
            dialog.reject()

    run(go())
    assert read_settings(settings_of(options)).export["folder"] == str(new)


@pytest.mark.parametrize("name", ["file", "file/below"])
def test_a_typed_folder_that_is_none_is_told(run: Run, options: Options, desk: Path, name: str) -> None:
    (desk / "file").write_bytes(b"mine")

    async def go() -> None:
        async with made(options, export={"folder": str(desk)}) as session:
            press(session, Key.Key_E, CONTROL | SHIFT)
            dialog = await opened(ExportDialog)
            dialog.folder.selectAll()
            QTest.keyClicks(dialog.folder, str(desk / name))
            await until(lambda: dialog.folder_fault.text() == "This is not a folder. Choose another one.")
            QTest.keyClick(dialog.folder, Key.Key_Return)
            assert dialog.isVisible()
            dialog.reject()

    run(go())
    assert files(desk) == {"file": b"mine"}


def test_a_folder_that_could_not_be_created_is_said_and_not_remembered(run: Run, options: Options, desk: Path) -> None:
    async def go() -> None:
        async with made(options, export={"folder": str(desk)}) as session:
            press(session, Key.Key_E, CONTROL | SHIFT)
            dialog = await opened(ExportDialog)
            dialog.folder.selectAll()
            QTest.keyClicks(dialog.folder, str(desk / "new"))
            await until(lambda: dialog.makes_folder)
            (desk / "new").write_bytes(b"somebody was quicker")
            dialog.accept()
            await until(session.window.banner.isVisible)
            assert session.window.banner.title.text() == "new could not be created"
            assert session.kept.value.export["folder"] == str(desk)

    run(go())


def test_what_could_not_be_exported_is_named(run: Run, options: Options, desk: Path) -> None:
    async def go() -> None:
        async with made(options, export={"folder": str(desk)}) as session:
            gone = paths_of(session, 1)[0]
            gone.unlink()
            press(session, Key.Key_E, CONTROL | SHIFT)
            (await opened(ExportDialog)).export.click()
            await until(session.window.banner.isVisible)
            assert session.window.banner.title.text() == "1 picture could not be exported"
            assert gone.name in session.window.banner.sentence.text()
            assert "1 failed" in session.window.status_bar.exports.text.text()
            assert len(files(desk)) == 1

    run(go())


def test_ending_in_the_middle_is_asked_about_and_leaves_no_half_file(
    run: Run, options: Options, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, goes_on = threading.Event(), threading.Event()
    fill = writing._fill

    def wait_and_fill(source: Path, part: Path, manner: Any) -> None:
        part.write_bytes(b"half")
        reached.set()
        assert goes_on.wait(20)
        fill(source, part, manner)

    monkeypatch.setattr(writing, "_fill", wait_and_fill)

    async def go() -> None:
        async with made(options, export={"folder": str(desk)}) as session:
            press(session, Key.Key_E, CONTROL | SHIFT)
            (await opened(ExportDialog)).export.click()
            await asyncio.to_thread(reached.wait, 20)
            assert any(name.endswith(".part") for name in files(desk))
            session.window.close()
            question = await opened(QMessageBox)
            assert "still to be exported" in question.text()
            QTest.keyClick(question, Key.Key_Return)
            await until(lambda: not question.isVisible())
            session.window.close()
            question = await opened(QMessageBox)
            assert not session.ended.is_set(), "Enter has not left"
            next(button for button in question.buttons() if button is not question.escapeButton()).click()
            await until(session.ended.is_set)
            asyncio.get_running_loop().call_later(0.3, goes_on.set)
        assert goes_on.is_set(), "the end has waited"
        assert files(desk) == {}

    run(go())

"""The chosen pictures in the real window: keys, clipboard, other programs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from jimeng_desktop import app
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop import opening
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.options import Options
from jimeng_desktop.runner.runner import Runner
from jimeng_desktop.ui.base.clipboard import GNOME
from tests.ui.pictured import (
    CONTROL,
    FORM,
    PROMPT,
    SHIFT,
    made,
    opened,
    paths_of,
    pictures_of,
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


def test_control_c_copies_the_selected_files(run: Run, options: Options) -> None:
    async def go() -> None:
        async with made(options) as session:
            press(session, Key.Key_C, CONTROL)
            paths = paths_of(session, 1, 3)
            data = QApplication.clipboard().mimeData()
            assert [Path(url.toLocalFile()) for url in data.urls()] == paths
            assert data.text().splitlines() == [str(path) for path in paths]
            gnome = bytes(data.data(GNOME).data()).decode().split("\n")
            assert gnome == ["copy", *(path.as_uri() for path in paths)]

    run(go())


def test_control_c_in_a_text_field_is_the_fields_own(run: Run, options: Options) -> None:
    async def go() -> None:
        async with made(options) as session:
            clipboard, prompt = QApplication.clipboard(), session.window.composer.prompt
            clipboard.setText("before")
            prompt.setFocus(Qt.FocusReason.TabFocusReason)
            prompt.selectAll()
            press(session, Key.Key_C, CONTROL)
            assert clipboard.text() == PROMPT and not clipboard.mimeData().urls()
            clipboard.setText("before")
            prompt.moveCursor(prompt.textCursor().MoveOperation.End)
            asked = QSignalSpy(session.window.commands.pictures.asked)
            press(session, Key.Key_C, CONTROL)  # nothing is marked there
            press(session, Key.Key_C, CONTROL | SHIFT)
            press(session, Key.Key_R)
            assert prompt.toPlainText() == PROMPT + "r"
            assert asked.count() == 0 and clipboard.text() == "before" and not clipboard.mimeData().hasImage()
            session.window.middle.gallery.setFocus(Qt.FocusReason.TabFocusReason)
            press(session, Key.Key_C, CONTROL | SHIFT)
            press(session, Key.Key_R)
            assert [asked.at(at) for at in range(asked.count())] == [["copy_bitmap"], ["recipe"]]

    run(go())


@pytest.mark.parametrize("place", ["queue", "model", "times"])
def test_elsewhere_control_c_copies_no_files(run: Run, options: Options, place: str) -> None:
    async def go() -> None:
        async with made(options) as session:
            window, clipboard = session.window, QApplication.clipboard()
            places: dict[str, QWidget] = {
                "queue": window.toolbar.queue, "model": window.composer.model, "times": window.composer.times,
            }  # fmt: skip
            places[place].setFocus(Qt.FocusReason.TabFocusReason)
            clipboard.setText("before")
            press(session, Key.Key_C, CONTROL)
            assert not clipboard.mimeData().urls()

    run(go())


def test_control_shift_c_copies_the_current_picture_as_pixels(run: Run, options: Options) -> None:
    async def go() -> None:
        async with made(options) as session:
            QApplication.clipboard().setText("before")
            press(session, Key.Key_C, CONTROL | SHIFT)
            await until(lambda: QApplication.clipboard().mimeData().hasImage())
            image = QApplication.clipboard().image()
            assert (image.width(), image.height()) == (1024, 576)
            with Image.open(paths_of(session, 3)[0]) as original:
                assert image.pixelColor(500, 300).getRgb()[:3] == original.convert("RGB").getpixel((500, 300))
            assert not QApplication.clipboard().mimeData().urls()

    run(go())


def test_in_the_loupe_its_picture_is_meant(run: Run, options: Options) -> None:
    async def go() -> None:
        async with made(options) as session:
            middle = session.window.middle
            middle.open_loupe(pictures_of(session)[0].id)
            assert middle.chosen_pictures() == [pictures_of(session)[0].id]
            press(session, Key.Key_C, CONTROL)
            urls = QApplication.clipboard().mimeData().urls()
            assert [Path(url.toLocalFile()) for url in urls] == paths_of(session, 0)

    run(go())


@pytest.mark.parametrize("loupe", [False, True])
def test_r_fills_the_form_and_sends_nothing(
    run: Run, options: Options, monkeypatch: pytest.MonkeyPatch, loupe: bool
) -> None:
    new: list[Recipe] = []
    monkeypatch.setattr(Runner, "_new_jobs", lambda runner, recipes, **more: new.extend(recipes) or [])

    async def go() -> None:
        async with made(options) as session:
            session.window.composer.prompt.set_text("something else")
            if loupe:
                session.window.middle.open_loupe(pictures_of(session)[0].id)
            press(session, Key.Key_R)
            assert session.window.composer.prompt.toPlainText() == PROMPT and new == []
            session.window.composer.press_generate()
            await until(lambda: new)
            assert [recipe.prompt for recipe in new] == [PROMPT], "the press alone"

    run(go())


def test_opened_in_a_program_that_is_remembered(
    run: Run, options: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path, str]] = []
    monkeypatch.setattr(opening, "open_file", lambda path, program="": asked.append((path, program)) is None)

    async def go() -> None:
        async with made(options, open_with=["/usr/bin/gimp", "/a/b", "/c/d"]) as session:
            menu = session.window.commands.pictures.open_with
            actions = [action for action in menu.actions() if not action.isSeparator()]
            assert [action.text() for action in actions][1:4] == ["gimp", "b", "d"]
            actions[0].trigger()
            await until(lambda: len(asked) == 2)
            actions[2].trigger()
            await until(lambda: len(asked) == 4)
            assert asked == [(path, program) for program in ("", "/a/b") for path in paths_of(session, 1, 3)]
            await until(lambda: session.kept.value.open_with == ["/a/b", "/usr/bin/gimp", "/c/d"])
            assert menu.actions()[1].text() == "b"
            krita = tmp_path / "krita"
            krita.write_bytes(b"")
            menu.actions()[-1].trigger()
            dialog = await opened(QFileDialog)
            dialog.findChild(QLineEdit).setText(str(krita))
            dialog.accept()
            await until(lambda: session.kept.value.open_with == [str(krita), "/a/b", "/usr/bin/gimp"])
            monkeypatch.setattr(opening, "open_file", lambda path, program="": False)
            menu.actions()[1].trigger()
            await until(session.window.banner.isVisible)
            assert session.window.banner.title.text() == "krita could not be started"

    run(go())


def test_without_pictures_there_is_nothing_to_do(run: Run, tmp_path: Path) -> None:
    options = Options(demo=True, profile=tmp_path / "empty")
    write_settings(settings_of(options), Settings(last_form=FORM, language="en"))

    async def go() -> None:
        async with app._session(options, app.make_application(), 0.2) as session:
            commands = session.window.commands.pictures
            picture_commands = (commands.copy, commands.bitmap, commands.save, commands.export, commands.show)
            assert not any(command.isEnabled() for command in (*picture_commands, commands.recipe, commands.task))
            for code in session.pictures._does:
                if code != "choose_program":
                    session.pictures.do(code)
            await until(lambda: session.tasks.running == 0)

    run(go())

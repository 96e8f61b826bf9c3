"""A whole first day through keys and the mouse alone: first start to exported pictures, and the next start."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.options import Options
from jimeng_desktop.ui import language
from jimeng_desktop.ui.export_dialog import ExportDialog
from tests.journeys.whole_program import Keyboard, focused, in_program, page_or_none, step, window, window_or_none
from tests.journeys.windows import jobs, until

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PROMPTS = ("a red fox in snow", "an owl in the birch wood", "a ringed planet, violet dusk")


def export_dialog() -> ExportDialog | None:
    """The dialog, once it can be used."""
    found = (widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ExportDialog))
    return next((dialog for dialog in found if dialog.isVisible() and dialog.focusWidget()), None)


def of(prompt: str) -> Job:
    """The job of a prompt."""
    return next(job for job in jobs(window()) if job.recipe.prompt == prompt)


@pytest.mark.parametrize("system", ["en", "zh_CN"])
def test_from_the_first_start_to_exported_pictures_and_a_second_start(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setenv("JIMENG_DEMO_SECONDS", "0.2")
    monkeypatch.setattr(language, "system_language", lambda: system)
    monkeypatch.setattr("jimeng_desktop.ui.first_run.system_language", lambda: system)
    keys, kept = Keyboard(), list[Job]()

    async def first_day() -> None:
        await to_the_demo(keys)
        await three_prompts_one_taken_back(keys)
        await look_closer(keys)
        before = [hashlib.sha256(Path(p.path or "").read_bytes()).digest() for p in of(PROMPTS[1]).pictures]
        await export_two(keys, home)
        after = [hashlib.sha256(Path(p.path or "").read_bytes()).digest() for p in of(PROMPTS[1]).pictures]
        assert after == before, "originals stay as they are"
        kept.extend(jobs(window()))
        await keys.strike(Key.Key_Q, CONTROL)

    async def next_day() -> None:
        mark = window().toolbar.mark.text()
        assert mark in ("Demo", "演示") and page_or_none() is None, "where one left"
        await until(lambda: len(jobs(window())) == 3)
        assert jobs(window()) == kept, "nothing is lost, and nothing was sent by the start"
        assert window().composer.prompt.toPlainText() == PROMPTS[2]
        assert all(Path(p.path or "").is_file() for job in kept for p in job.pictures)

    assert in_program(Options(profile=tmp_path), first_day) == 0
    assert in_program(Options(profile=tmp_path), next_day) == 0


async def to_the_demo(keys: Keyboard) -> None:
    await step(1)
    await keys.strike(Key.Key_Tab)
    await keys.strike(Key.Key_Return)
    await until(lambda: window_or_none() is not None and window().toolbar.mark.text() in ("Demo", "演示"))


async def three_prompts_one_taken_back(keys: Keyboard) -> None:
    for number, prompt in enumerate(PROMPTS, 1):
        await keys.strike(Key.Key_A, CONTROL)
        await keys.type(prompt)
        await keys.strike(Key.Key_Return, CONTROL)
        await until(lambda number=number: len(jobs(window())) == number)
    undo = window().composer.foot.undo
    await until(undo.isVisible)
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    await until(lambda: all(job.ended for job in jobs(window())))
    assert [of(prompt).state for prompt in PROMPTS] == [JobState.DONE, JobState.DONE, JobState.CANCELLED]
    taken_back = of(PROMPTS[2])
    assert taken_back.sent_at is None and taken_back.task_id is None, "it never left"
    assert [of(prompt).saved for prompt in PROMPTS] == [4, 4, 0]


async def look_closer(keys: Keyboard) -> None:
    middle = window().middle
    await keys.strike(Key.Key_F6)
    await until(lambda: focused() is middle.gallery)
    first, second = (picture.id for picture in of(PROMPTS[1]).pictures[:2])
    await keys.strike(Key.Key_Home)
    await keys.strike(Key.Key_Right)
    await until(lambda: middle.current_picture == first)
    await keys.strike(Key.Key_Return)
    await until(lambda: middle.showing_loupe and middle.loupe.picture_id == first)
    await keys.strike(Key.Key_Right)
    await until(lambda: middle.loupe.picture_id == second)
    await keys.strike(Key.Key_Z)
    await until(lambda: middle.loupe.zoom.scale == 1.0)
    await keys.strike(Key.Key_Escape)
    await until(lambda: middle.showing_gallery and middle.current_picture == second)


async def export_two(keys: Keyboard, home: Path) -> None:
    await keys.strike(Key.Key_Right, SHIFT)
    await until(lambda: len(window().middle.chosen_pictures()) == 2)
    await keys.strike(Key.Key_E, CONTROL | SHIFT)
    await until(lambda: export_dialog() is not None)
    dialog = export_dialog()
    assert dialog
    QTest.keyClick(dialog.focusWidget(), Key.Key_Return)
    await until(lambda: len(list(home.glob("*.jpg"))) == 2)
    await until(lambda: not list(home.glob(".*.part")))
    for path in home.glob("*.jpg"):
        image = QImage(str(path))
        first = of(PROMPTS[1]).pictures[0]
        assert "owl" in path.name and (image.width(), image.height()) == (first.width, first.height)

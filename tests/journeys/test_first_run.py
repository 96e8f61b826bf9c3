"""From an empty profile, by keyboard alone: to the demo and to the service; nothing is sent before Generate."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from jimeng_desktop.core.job import JobState
from jimeng_desktop.options import Options
from jimeng_desktop.ui.base import language  # both before either is patched: one takes a name from the other
from jimeng_desktop.ui.first_run import first_run
from tests.journeys.whole_program import (
    Keyboard,
    focused,
    in_program,
    page,
    page_or_none,
    settings,
    step,
    submits,
    window,
    window_or_none,
)
from tests.journeys.windows import jobs, profile, until, words
from tests.known_sums import known_sums
from tests.service_process import start_service

KEY = "sk-0123456789abcdef"
CONTROL, TAB, ENTER, ESCAPE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
)


@pytest.fixture(autouse=True)
def quick_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIMENG_DEMO_SECONDS", "0.2")


@pytest.mark.parametrize(("system", "demo"), [("en", "Demo"), ("zh_CN", "演示")])
def test_to_a_first_picture_in_the_demo_within_five_actions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, demo: str
) -> None:
    monkeypatch.setattr(language, "system_language", lambda: system)
    monkeypatch.setattr(first_run, "system_language", lambda: system)
    keys = Keyboard()

    async def play() -> None:
        await step(1)
        await keys.strike(TAB)
        await keys.strike(ENTER)  # the demo
        await until(lambda: window_or_none() is not None and window().toolbar.mark.text() == demo)
        assert page_or_none() is None, "the demo needs neither key nor folder"
        await keys.type("a red fox in snow")
        await keys.strike(ENTER, CONTROL)
        await until(lambda: [job.state for job in jobs(window())] == [JobState.DONE])
        picture = jobs(window())[0].pictures[0]
        assert [hashlib.sha256(Path(picture.path or "").read_bytes()).hexdigest()] == known_sums(tmp_path, [picture.id])

    assert in_program(Options(profile=tmp_path), play) == 0
    assert keys.actions <= 5


def test_to_a_first_picture_of_the_service_in_five_actions(tmp_path: Path) -> None:
    keys = Keyboard()

    async def play() -> None:
        await step(1)
        assert focused() is page().key.entry.field
        await keys.type(KEY)
        await keys.strike(ENTER)  # tries the key and goes on
        await step(2)
        assert "The key works" in words(window())
        await until(lambda: page().folder.ready and focused() is page().next)
        await keys.strike(ENTER)  # the folder
        await step(3)
        await keys.strike(ENTER)  # the first prompt, into the form
        await until(lambda: page_or_none() is None)
        assert window().composer.prompt.toPlainText().startswith("Layered misty mountains")
        assert focused() is window().composer.foot.button
        assert await submits(url) == 0
        await keys.strike(Qt.Key.Key_Space)
        await until(lambda: [job.state for job in jobs(window())] == [JobState.DONE])
        assert await submits(url) == 1

    with start_service(tmp_path / "service", seconds_per_job=0, key=KEY) as url:
        assert in_program(profile(tmp_path / "profile", url), play) == 0
    assert keys.actions <= 5
    kept = [path for path in (tmp_path / "profile").rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]
    assert not kept


def test_escape_leads_to_the_window_which_says_what_is_missing(tmp_path: Path) -> None:
    async def play() -> None:
        await step(1)
        beneath = window().centralWidget()
        assert beneath and not beneath.isVisible()
        await Keyboard().strike(ENTER, CONTROL)
        await Keyboard().strike(ESCAPE)
        await until(lambda: page_or_none() is None)
        assert focused() is window().composer.prompt
        await until(lambda: "No API key yet" in words(window()))
        assert window().commands.generate_action.isEnabled() and not jobs(window())

    async def again() -> None:
        await until(lambda: "No API key yet" in words(window()))
        assert page_or_none() is None

    with start_service(tmp_path / "service", seconds_per_job=0) as url:
        in_program(profile(tmp_path / "profile", url), play)
        in_program(profile(tmp_path / "profile", url), again)


def test_the_language_changes_at_once_and_what_was_typed_stays(tmp_path: Path) -> None:
    async def play() -> None:
        await step(1)
        await Keyboard().type(KEY)
        before = window()
        page().languages.focus_choice()
        await Keyboard().strike(Qt.Key.Key_Right)
        assert window() is not before
        assert "填写 API 密钥" in words(window())
        assert page().key.entry.key() == KEY
        assert focused() in page().languages.stops(), "arrow keys lead back"
        await Keyboard().strike(Qt.Key.Key_Left)
        assert "Add your API key" in words(window())
        page().next.click()
        await step(2)
        await until(lambda: page().folder.ready)
        page().language_chosen.emit("zh_CN")
        assert page().step == 2 and "图片存放在哪里？" in words(window()) and page().next.isEnabled()

    with start_service(tmp_path / "service", seconds_per_job=0) as url:
        in_program(profile(tmp_path / "profile", url), play)
    assert settings(tmp_path / "profile")["language"] == "zh_CN"


def test_a_wrong_key_stays_on_its_step_and_is_not_used(tmp_path: Path) -> None:
    async def play() -> None:
        await step(1)
        await Keyboard().type("wrong")
        await Keyboard().strike(ENTER)
        await until(lambda: page().key.entry.outcome == "refused")
        assert page().step == 1
        assert any("doesn't take this key" in text for text in words(window()))
        await Keyboard().strike(ESCAPE)
        await until(lambda: "No API key yet" in words(window()))

    with start_service(tmp_path / "service", seconds_per_job=0, key=KEY) as url:
        in_program(profile(tmp_path / "profile", url), play)


def test_a_key_that_cannot_be_tried_can_still_be_used(tmp_path: Path) -> None:
    async def play() -> None:
        await step(1)
        await Keyboard().type(KEY)
        await Keyboard().strike(ENTER)
        await until(lambda: page().next.text() == "Continue untested")
        await Keyboard().strike(ENTER)
        await step(2)

    in_program(profile(tmp_path / "profile", "http://127.0.0.1:9"), play)


def test_another_folder_is_used_from_the_first_picture_on(tmp_path: Path) -> None:
    mine, file = tmp_path / "mine", tmp_path / "a file"
    mine.mkdir()
    file.write_text("not a folder")

    async def play() -> None:
        await step(1)
        page().key.entry.field.setText(KEY)
        page().go_on()
        await step(2)
        await until(lambda: page().folder.ready)
        page().folder.choose_button.click()
        await until(lambda: any(dialog.isVisible() for dialog in window().findChildren(QFileDialog)))
        dialog = window().findChildren(QFileDialog)[0]
        dialog.findChild(QLineEdit).setText(str(mine))
        dialog.accept()
        await until(lambda: page().folder.folder == mine and page().folder.ready)
        before = window()
        page().go_on()
        await until(lambda: window_or_none() not in (None, before))
        await step(3)
        page().go_on()
        window().composer.foot.button.click()
        await until(lambda: [job.state for job in jobs(window())] == [JobState.DONE])
        assert Path(jobs(window())[0].pictures[0].path or "").is_relative_to(mine)

    with start_service(tmp_path / "service", seconds_per_job=0, key=KEY) as url:
        in_program(profile(tmp_path / "profile", url), play)
    assert settings(tmp_path / "profile")["library_folder"] == str(mine)


def test_a_folder_that_cannot_be_used_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "Pictures").write_text("in the way")

    async def play() -> None:
        await step(1)
        page().key.entry.field.setText(KEY)
        page().go_on()
        await step(2)
        await until(lambda: "This is not a folder. Please choose another one." in words(window()))
        assert not page().next.isEnabled()
        page().go_on()
        assert page().step == 2

    with start_service(tmp_path / "service", seconds_per_job=0, key=KEY) as url:
        in_program(profile(tmp_path / "profile", url), play)

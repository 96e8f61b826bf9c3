"""The language changes under whatever stands open: nothing is lost, and all of it speaks the new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.options import Options
from tests.journeys.whole_program import in_program, window
from tests.journeys.windows import jobs, until, words

SMALL = {"model": "jimeng-4.5", "prompt": "a red fox", "ratio": "16:9", "resolution": "1k", "times": 1}


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Options:
    monkeypatch.setenv("JIMENG_DEMO_SECONDS", "0.2")
    return Options(demo=True, profile=tmp_path)


def prepare(options: Options, language: str, hold: float) -> None:
    path = folders(options.profile, True).settings
    write_settings(path, Settings(language=language, theme="dark", hold_seconds=hold, last_form=SMALL))


def choose(code: str) -> None:
    window().commands.language_chosen.emit(code)


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing", extend=True)
@pytest.mark.parametrize(("first", "then", "undo"), [("en", "zh_CN", "撤销"), ("zh_CN", "en", "Undo")])
def test_a_draft_a_held_job_and_an_open_queue(options: Options, first: str, then: str, undo: str) -> None:
    prepare(options, first, 60.0)

    async def play() -> None:
        before = window()
        before.composer.foot.button.click()
        await until(lambda: [job.state for job in jobs(window())] == [JobState.WAITING])
        before.composer.prompt.setPlainText("a draft")
        before.toolbar.queue.click()
        choose(then)
        assert window() is not before and not before.isVisible()
        assert window().composer.prompt.toPlainText() == "a draft"
        assert window().composer.foot.undo.isVisible() and undo in window().composer.foot.undo.text()
        window().toolbar.queue.click()
        choose(first)
        window().composer.foot.undo.click()
        await until(lambda: [job.state for job in jobs(window())] == [JobState.CANCELLED])

    assert in_program(options, play) == 0


@pytest.mark.parametrize(("first", "then"), [("en", "zh_CN"), ("zh_CN", "en")])
def test_an_open_loupe_a_selection_and_a_banner(options: Options, first: str, then: str) -> None:
    prepare(options, first, 0.0)

    async def play() -> None:
        window().composer.foot.button.click()
        await until(lambda: [job.state for job in jobs(window())] == [JobState.DONE])
        picture = jobs(window())[0].pictures[0].id
        window().middle.gallery.set_current_picture(picture)
        window().middle.open_loupe(picture)
        choose(then)
        assert window().middle.showing_loupe and window().middle.loupe.picture_id == picture
        assert window().commands.pictures.save.isEnabled()
        window().middle.close_loupe()
        assert window().middle.gallery.current_picture == picture
        header = window().middle.gallery.gallery_model.state(jobs(window())[0])[0]
        assert header == ("已保存 4 张" if then == "zh_CN" else "4 saved")
        choose(first)
        assert window().middle.gallery.current_picture == picture
        assert ("Prompt" in words(window())) == (first == "en")

    assert in_program(options, play) == 0

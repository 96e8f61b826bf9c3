"""What was typed survives a kill; past prompts come from the library; a refused job shows its fault in the form."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.files.settings import read_settings, write_settings
from jimeng_desktop.options import Options
from jimeng_desktop.ui.base import settings_in_use as kept
from jimeng_desktop.ui.base.settings_in_use import KeptSettings
from jimeng_desktop.ui.base.tasks import Tasks
from jimeng_desktop.ui.window.main_window import MainWindow
from tests import processes
from tests.journeys.windows import in_window, jobs, until
from tests.ui.test_session import Run, jobs_of, options, session_of  # noqa: F401

TYPES = """
import sys
from PySide6.QtTest import QTest
from jimeng_desktop import __main__ as program, app

async def type_on(session):
    await first_frame(session)
    QTest.keyClicks(session.window.composer.prompt, "a draft that nobody saved")
    print("typed", flush=True)

first_frame = app.Session.first_frame
app.Session.first_frame = type_on
program.main(sys.argv[1:])
"""


def test_a_draft_is_on_disk_two_seconds_after_typing_and_survives_a_kill(tmp_path: Path) -> None:
    assert kept.PAUSE / 1000 + kept.LONGEST < 2
    file = folders(tmp_path, True).settings
    write_settings(file, Settings(language="en"))
    command = [sys.executable, "-c", TYPES, "--demo", "--headless", "--profile", str(tmp_path)]
    with processes.started(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "typed\n"
        processes.wait_for(lambda: read_settings(file).last_form.get("prompt") == "a draft that nobody saved")
    seen = []

    async def scene(window: MainWindow) -> None:
        seen.append(window.composer.prompt.toPlainText())

    in_window(Options(demo=True, profile=tmp_path, headless=True), scene)
    assert seen == ["a draft that nobody saved"]


def test_who_types_without_a_pause_is_written_too(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"

    async def go() -> None:
        settings = KeptSettings(file, Tasks())
        for step in range(300):  # a change every 10 ms for three seconds
            settings.change(last_form={"prompt": "x" * step})
            await asyncio.sleep(0.01)
            if file.exists():
                await settings.close()  # else its timer goes off in the midst of another test
                return
        raise AssertionError("nothing was written while one typed on")

    assert kept.PAUSE > 10
    run(go())


def test_closed_settings_are_written_once_more_and_then_never(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"

    async def go() -> None:
        tasks = Tasks()
        settings = KeptSettings(file, tasks)
        settings.change(last_form={"prompt": "typed"})
        await settings.close()
        assert read_settings(file).last_form == {"prompt": "typed"}
        write_settings(file, Settings(start_in_demo=True))  # the next session's: the window before still stands
        settings.change(last_form={"prompt": "moved"})
        await asyncio.sleep(kept.PAUSE / 1000 + 0.1)
        await asyncio.sleep(0)
        assert not tasks.running
        assert read_settings(file).start_in_demo

    run(go())


def test_past_prompts_come_from_the_library_and_new_ones_go_before_them(tmp_path: Path) -> None:
    options = Options(demo=True, profile=tmp_path, headless=True)  # noqa: F811

    async def first(window: MainWindow) -> None:
        for prompt in ("one", "two"):
            window.composer.prompt.set_text(prompt)
            window.composer.press_generate()
        await until(lambda: len(jobs(window)) == 2)

    async def second(window: MainWindow) -> None:
        prompts = window.composer.tools.walk.history
        await until(lambda: prompts.prompts == ["two", "one"])
        window.composer.prompt.set_text("three")
        window.composer.press_generate()
        await until(lambda: prompts.prompts == ["three", "two", "one"])
        window.composer.prompt.set_text("my draft")
        for _ in range(2):
            QTest.keyClick(window.composer.prompt, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert window.composer.prompt.toPlainText() == "two"

    async def third(window: MainWindow) -> None:
        assert window.composer.prompt.toPlainText() == "two"
        for _ in range(3):
            QTest.keyClick(window.composer.prompt, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert window.composer.prompt.toPlainText() == "my draft", "it waited aside over the restart"

    for scene in (first, second, third):
        in_window(options, scene)


def test_another_language_keeps_history_and_draft(run: Run, options: Options) -> None:  # noqa: F811
    async def go() -> None:
        async with session_of(options) as session:
            session.prompts.add("past")
            session.window.composer.prompt.set_text("my draft")
            QTest.keyClick(session.window.composer.prompt, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
            session.set_language("zh_CN")
            prompt = session.window.composer.prompt
            assert prompt.toPlainText() == "past"
            QTest.keyClick(prompt, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
            assert prompt.toPlainText() == "my draft"

    run(go())


def test_show_in_form_lights_up_what_the_service_refused(run: Run, options: Options) -> None:  # noqa: F811
    recipe = Recipe("jimeng-4.5", "an owl", "21:9", "4k")
    named = Job(1, recipe, 4, 1_790_000_000.0, JobState.FAILED, fault=Fault("refused", "Unsupported ratio 21:9"))
    unnamed = replace(named, id=2, fault=Fault("parameters"))
    stopped = replace(named, id=3, fault=Fault("moderation"))

    async def go() -> None:
        async with session_of(options) as session:
            await until(lambda: session.calls.runner is not None)
            session.model.set_jobs([stopped, unnamed, named])
            assert len(jobs_of(session)) == 3
            composer, seen = session.window.composer, []
            for job in (named, unnamed, stopped):
                session.steps.act("show_in_form", job.id)
                assert composer.recipe() == recipe
                seen.append([field for field, line in composer._sentences.items() if line.isVisible()])
            assert seen == [["ratio"], ["ratio", "resolution"], []]

    run(go())

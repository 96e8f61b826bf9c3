"""From the demo to the service and back in one process: in order, remembered, and plainly said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from jimeng_desktop import app
from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.desktop.lock import LibraryLock
from jimeng_desktop.files.settings import read_settings, write_settings
from jimeng_desktop.options import Options
from jimeng_desktop.ui.base.settings_in_use import KeptSettings
from jimeng_desktop.ui.process.ending import Leaving, Then
from jimeng_desktop.ui.process.loop import window_runner
from jimeng_desktop.ui.window.main_window import MainWindow
from tests.journeys.whole_program import (
    Keyboard,
    in_program,
    page,
    page_or_none,
    settings,
    step,
    submits,
    window,
    window_or_none,
)
from tests.journeys.windows import jobs, until, words, write_and_generate
from tests.service_process import start_service

KEY = "sk-0123456789abcdef"
AGAIN = "This is the demo, as when you left"


@pytest.fixture(autouse=True)
def quick_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIMENG_DEMO_SECONDS", "0.2")


def prepare(folder: Path, url: str, *, demo: bool = False, **fields: object) -> Options:
    """A profile with settings; without --demo and --base-url, as most people start."""
    path = folders(folder, demo).settings
    write_settings(path, Settings(**{"language": "en", "theme": "dark", "hold_seconds": 0, "base_url": url, **fields}))
    return Options(demo=demo, profile=folder)


async def over(to: str) -> MainWindow:
    """Goes over by the menu of the mark; the window that then stands there, with `to` in its mark."""
    before = window()
    before.commands.go_over_action.trigger()
    await until(lambda: window_or_none() not in (None, before))
    assert window().toolbar.mark.text() == to
    return window()


def host(url: str) -> str:
    return url.removeprefix("http://")


def test_from_the_demo_to_the_service_with_all_that_is_the_user_s(tmp_path: Path) -> None:
    async def play() -> None:
        demo = window()
        assert "Demo" in demo.windowTitle() and demo.toolbar.mark.text() == "Demo"
        assert demo.status_bar.connection.text() == "Demo"
        assert [action.text() for action in demo.toolbar.mark.menu().actions()] == ["Use the real service…"]
        demo.commands.language_chosen.emit("zh_CN")
        window().commands.theme_chosen.emit("light")
        window().toolbar.slider.setValue(201)
        window().resize(905, 650)
        service = await over("api.maxapi.io")
        assert (service.height(), service.tile()) == (650, 201)
        await step(1)
        assert "填写 API 密钥" in words(service)
        assert service.palette().window().color().lightness() > 128
        page().demo.click()
        await until(lambda: (found := window_or_none()) is not None and found.toolbar.mark.text() == "演示")
        assert page_or_none() is None

    write_settings(folders(tmp_path, True).settings, Settings(language="en", theme="dark"))
    in_program(Options(demo=True, profile=tmp_path), play)
    assert settings(tmp_path)["language"] == "zh_CN" and settings(tmp_path)["theme"] == "light"
    assert settings(tmp_path)["start_in_demo"] is True


def test_the_last_choice_is_remembered_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAXAPI_API_KEY", KEY)

    async def to_the_demo() -> None:
        assert AGAIN not in words(window())
        await over("Demo")
        assert AGAIN not in words(window()), "they know: it was they who chose"

    async def again() -> None:
        await until(lambda: AGAIN in words(window()))
        assert window().toolbar.mark.text() == "Demo"
        before = window()
        window().banner.first.click()
        await until(lambda: window_or_none() not in (None, before))
        assert window().toolbar.mark.text() == host(url)

    async def at_the_service() -> None:
        assert window().toolbar.mark.text() == host(url)

    with start_service(tmp_path / "service", seconds_per_job=0, key=KEY) as url:
        options = prepare(tmp_path / "profile", url)
        for play in (to_the_demo, again, at_the_service):
            in_program(options, play)
        assert settings(tmp_path / "profile")["start_in_demo"] is False


def test_the_key_goes_along_in_memory_where_there_is_no_keychain(tmp_path: Path) -> None:
    async def play() -> None:
        window().commands.key_action.trigger()
        from jimeng_desktop.ui.api_key.dialog import KeyDialog

        await until(lambda: any(dialog.isVisible() for dialog in window().findChildren(KeyDialog)))
        dialog = window().findChildren(KeyDialog)[0]
        dialog.entry.field.setText(KEY)
        dialog.save_button.click()
        await over("Demo")
        await over(host(url))
        write_and_generate(window(), "a red fox")
        await until(lambda: [job.state for job in jobs(window())] == [JobState.DONE])
        assert page_or_none() is None

    with start_service(tmp_path / "service", seconds_per_job=0, key=KEY) as url:
        in_program(prepare(tmp_path / "profile", url), play)


def test_a_send_in_flight_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAXAPI_API_KEY", KEY)

    async def play() -> None:
        write_and_generate(window(), "a red fox [submit=slow]")
        await until(lambda: [job.state for job in jobs(window())] == [JobState.SENDING])
        await over("Demo")
        assert not jobs(window()), "the demo has a library of its own"
        await over(host(url))
        await until(lambda: [job.state for job in jobs(window())] == [JobState.DONE])
        assert await submits(url) == 1

    with start_service(tmp_path / "service", seconds_per_job=0) as url:
        in_program(prepare(tmp_path / "profile", url), play)


def test_where_the_other_side_does_not_open_one_stays(tmp_path: Path) -> None:
    async def play() -> None:
        before = window()
        before.commands.go_over_action.trigger()
        await until(lambda: window_or_none() not in (None, before))
        assert window().toolbar.mark.text() == "Demo"

    options = prepare(tmp_path, "https://api.example.com")._replace(demo=True, headless=True)
    lock = LibraryLock.take(folders(tmp_path).data, "generate")
    try:
        assert in_program(options, play) == 0
    finally:
        lock.release()
    assert read_settings(folders(tmp_path).settings).start_in_demo


@pytest.mark.parametrize(("then", "tried"), [(Then.AGAIN, 2), (Then.SERVICE, 3)])
def test_what_does_not_open_anew_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: Then, tried: int
) -> None:
    began: list[bool] = []

    async def session(options: Options, _app: object, leaving: Leaving, _visit: object) -> int:
        began.append(options.demo)
        if len(began) == 2:
            return app.CANNOT_START
        leaving.set(then if len(began) == 1 else Then.END)
        return 0

    monkeypatch.setattr(app, "_run_session", session)
    options, application = prepare(tmp_path, "https://api.example.com", demo=True), app.make_application()
    with window_runner(application) as loop:
        status = loop.run(app._run(options, application))
    assert len(began) == tried and began[0] is began[-1]
    assert status == (app.CANNOT_START if then is Then.AGAIN else 0)


def test_the_window_before_writes_no_settings_any_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began: list[KeptSettings] = []
    go_on = app._go_on

    class Known(KeptSettings):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            began.append(self)

    async def looked_at(*args: Any) -> Any:
        before = began[-1]
        before.change(window={"tile": 99})  # its window is still on the screen, and may be moved
        assert not before._timer.isActive()
        return await go_on(*args)

    async def play() -> None:
        await over("Demo")
        assert len(began) == 2

    monkeypatch.setattr(app, "KeptSettings", Known)
    monkeypatch.setattr(app, "_go_on", looked_at)
    in_program(prepare(tmp_path, "https://api.example.com"), play)
    assert settings(tmp_path)["start_in_demo"] is True


@pytest.mark.parametrize(("over_first", "status"), [(False, app.RESTART_DEMO), (True, app.RESTART)])
def test_a_new_process_is_asked_for_and_told_where_one_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over_first: bool, status: int
) -> None:
    made: list[Leaving] = []

    class Known(Leaving):
        def __init__(self) -> None:
            super().__init__()
            made.append(self)

    async def play() -> None:
        if over_first:
            await over("api.maxapi.io")
        made[-1].set(Then.RESTART)
        await until(lambda: window_or_none() is None)

    monkeypatch.setattr(app, "Leaving", Known)
    assert in_program(prepare(tmp_path, "https://api.maxapi.io", demo=True), play) == status


def test_the_mark_is_a_button_for_the_keyboard(tmp_path: Path) -> None:
    async def play() -> None:
        mark = window().toolbar.mark
        mark.setFocus(Qt.FocusReason.TabFocusReason)
        assert mark.hasFocus() or not window().isActiveWindow()
        assert mark.accessibleName() == "Demo" and "Nothing is sent" in mark.accessibleDescription()
        assert mark.toolTip() == mark.accessibleDescription()
        await Keyboard().strike(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert window().composer.prompt is window().focusWidget()

    in_program(prepare(tmp_path, "https://api.example.com", demo=True), play)

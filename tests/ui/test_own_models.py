"""Models the user adds: from the list to the file, into the form, and as far as a picture."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop import app
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.files.settings import read_settings, write_settings
from jimeng_desktop.options import Options
from jimeng_desktop.ui.session.session import Session
from tests.patience import until
from tests.ui.pictured import FORM

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture
def options(tmp_path: Path) -> Options:
    given = Options(demo=True, profile=tmp_path / "profile", headless=True)
    write_settings(settings_of(given), Settings(last_form=FORM, hold_seconds=0, language="en"))
    return given


def settings_of(options: Options) -> Path:
    return folders(options.profile, options.demo).settings


def own_models(options: Options) -> Path:
    return folders(options.profile, options.demo).models


@asynccontextmanager
async def session_of(options: Options) -> AsyncIterator[Session]:
    async with app._session(options, app.make_application(), 0.2) as session:
        yield session


def jobs_of(session: Session) -> list[Job]:
    return [section.job for section in session.model.rows]


def test_a_model_added_by_its_id_is_kept_chosen_and_can_be_sent(run: Run, options: Options) -> None:
    async def go() -> None:
        async with session_of(options) as session:
            composer = session.window.composer
            composer.model.add_asked.emit("seedream-9")
            await until(lambda: composer.model.currentData() == "seedream-9")
            assert composer.prompt.toPlainText() == FORM["prompt"], "the rest of the form stays"
            session.calls.generate(composer.recipe(), 1)
            await until(lambda: jobs_of(session)[0].state is JobState.DONE)
            assert jobs_of(session)[0].recipe.model == "seedream-9"
        async with session_of(options) as session:
            assert session.window.composer.model.currentData() == "seedream-9"

    run(go())
    assert 'id = "seedream-9"' in own_models(options).read_text(encoding="utf-8")


def test_a_model_added_before_the_runner_is_there_can_be_sent(
    run: Run, options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_frame = Session.first_frame

    async def frame(session: Session) -> None:
        await first_frame(session)
        session.window.composer.model.add_asked.emit("seedream-9")
        await until(lambda: session.window.composer.model.currentData() == "seedream-9")
        session.calls.generate(session.window.composer.recipe(), 1)

    monkeypatch.setattr(Session, "first_frame", frame)

    async def go() -> None:
        async with session_of(options) as session:
            await until(lambda: jobs_of(session)[0].state is JobState.DONE)

    run(go())


def test_own_models_at_fault_are_told_and_hold_nothing_up(run: Run, options: Options) -> None:
    own_models(options).write_text('[[model]]\nid = "mine"\nratios = 5\n', encoding="utf-8")

    async def go() -> None:
        async with session_of(options) as session:
            words = session.window.banner.words
            assert words and "line 1" in words.sentence and str(own_models(options)) in words.sentence
            model = session.window.composer.model
            assert model.findData("mine") < 0 and model.currentData() == "jimeng-4.5"
            model.add_asked.emit("seedream-9")
            session.notices.dismiss()
            await until(lambda: session.window.banner.words)
            assert model.findData("seedream-9") < 0, "what can't be kept is not offered"

    run(go())
    assert own_models(options).read_text(encoding="utf-8") == '[[model]]\nid = "mine"\nratios = 5\n'


def test_favourites_are_remembered(run: Run, options: Options) -> None:
    async def go() -> None:
        async with session_of(options) as session:
            session.window.composer.model._star("jimeng-4.6", True)
            session.set_language("zh_CN")
            assert session.window.composer.model._favourites == ["jimeng-4.6"]

    run(go())
    assert read_settings(settings_of(options)).favourite_models == ["jimeng-4.6"]

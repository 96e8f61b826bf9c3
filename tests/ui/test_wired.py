"""What a real start joins: the proxy of the settings with all that is sent, and the runner with the system's sleep."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jimeng_desktop import app
from jimeng_desktop.core.errors import NotSent
from jimeng_desktop.core.job import JobState, PictureState
from jimeng_desktop.desktop.awake import Awake
from jimeng_desktop.options import DEMO_SECONDS, Options
from jimeng_desktop.ui.base import this_build
from jimeng_desktop.ui.process.ending import Leaving
from jimeng_desktop.ui.process.handover import Visit
from jimeng_desktop.ui.session.session import Session
from jimeng_desktop.ui.system import notifications
from jimeng_desktop.ui.system import presence as at_home
from tests.held import Held
from tests.service.wires import wire
from tests.ui.pictured import jobs_of
from tests.ui.settings_sessions import FORM, InMemory, Run, prepare, until

SECRET = "sk-secret"


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> list[Session]:
    """Those that have been started, on a desktop that shows nothing."""
    found: list[Session] = []
    first_frame = Session.first_frame

    async def noted(session: Session) -> None:
        found.append(session)
        await first_frame(session)

    monkeypatch.setattr(Session, "first_frame", noted)
    silent = SimpleNamespace(count=lambda number: None, show=lambda title, body: None, withdraw=lambda: None)
    monkeypatch.setattr(notifications, "_shower", lambda clicked, start, parent: silent)
    monkeypatch.setenv(DEMO_SECONDS, "0.2")
    return found


@asynccontextmanager
async def started(options: Options, sessions: list[Session]) -> AsyncIterator[Session]:
    """A session as the program starts it, on somebody's desktop, to its orderly end."""
    leaving = Leaving()
    async with asyncio.TaskGroup() as group:
        program = group.create_task(app._run_session(options, app.make_application(), leaving, Visit()))
        await until(lambda: bool(sessions) and sessions[0].calls.runner is not None)
        yield sessions[0]
        leaving.set()
        assert await program == 0


async def send(session: Session) -> None:
    session.window.composer.press_generate()


async def try_a_key(session: Session) -> None:
    await until(lambda: session.openers.keys.keys is not None)
    assert session.openers.keys.keys
    with pytest.raises(NotSent, match="proxy"):
        await session.openers.keys.keys._try("sk-another")


async def look_for_a_version(session: Session) -> None:
    await until(lambda: session.openers.new_version is not None)
    session.openers.new_version.look()


@pytest.mark.parametrize(
    ("does", "host"),
    [(send, "api.example.com"), (try_a_key, "api.example.com"), (look_for_a_version, "code.example.com")],
)
def test_all_that_is_sent_goes_through_the_proxy_of_the_settings(
    run: Run,
    memory: InMemory,
    sessions: list[Session],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    does: Callable[[Session], Coroutine[Any, Any, None]],
    host: str,
) -> None:
    memory.kept = {"api.example.com": SECRET}
    monkeypatch.setattr(this_build, "releases_feed", lambda: "https://code.example.com/latest")

    async def go() -> None:
        async with started(options, sessions) as session:
            await does(session)
            await until(lambda: bool(proxy.heads))

    with wire(lambda talk: talk.say(502)) as proxy:
        options = Options(profile=tmp_path / "profile")
        prepare(
            options,
            base_url="https://api.example.com",
            proxy="manual",
            proxy_url=proxy.base,
            look_for_versions=True,
            hold_seconds=0,
        )
        run(go())
    assert {head.splitlines()[0] for head in proxy.heads} == {f"CONNECT {host}:443 HTTP/1.1"}
    assert SECRET not in "".join(proxy.heads)


@pytest.mark.parametrize("linger", [0, 60], ids=["lets go after it", "lets go at the end"])
def test_the_system_is_kept_awake_while_a_picture_comes(
    run: Run, sessions: list[Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linger: float
) -> None:
    held, coming = Held(), []

    def hold() -> Callable[[], None]:
        (job,) = jobs_of(sessions[0])
        coming.append(any(picture.state is PictureState.FETCHING for picture in job.pictures))
        return held()

    monkeypatch.setattr(at_home, "Awake", lambda: Awake(hold, linger))
    options = Options(demo=True, profile=tmp_path / "profile")
    prepare(options, hold_seconds=0, last_form={**FORM, "prompt": "an owl, demo:one"})

    async def go() -> None:
        async with started(options, sessions) as session:
            assert not held.log
            session.window.composer.press_generate()
            await until(lambda: [job.state for job in jobs_of(session)] == [JobState.DONE])
            await until(lambda: held.log == (["hold"] if linger else ["hold", "release"]))
        assert held.log == ["hold", "release"] and coming == [True]

    run(go())


def test_a_demo_that_takes_no_number_of_seconds_begins_all_the_same(
    run: Run, sessions: list[Session], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DEMO_SECONDS, "soon")

    async def go() -> None:
        async with started(Options(demo=True, profile=tmp_path), sessions) as session:
            assert session.place.demo

    run(go())

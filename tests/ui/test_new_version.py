"""A newer version is told of in one quiet line, if the user wants to hear, once a day at most, until it is read."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from jimeng_desktop import __version__, app
from jimeng_desktop.core.releases import Release
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.opening import browsing, open_page
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.messages import Words
from jimeng_desktop.options import Options
from jimeng_desktop.ui.base.this_build import releases_feed
from jimeng_desktop.ui.session.session import Session
from jimeng_desktop.ui.system import new_version
from jimeng_desktop.ui.system.new_version import A_DAY, NewVersion
from tests.ui.pictured import FORM, run_in, settings_of, until

NEW = Release("9.0.0", "https://code.example/9", "A grid.")


class Feed:
    """In place of the service."""

    def __init__(self, release: Release | None = NEW) -> None:
        self.release = release
        self.asked = 0

    async def __call__(self) -> Release | None:
        self.asked += 1
        return self.release


Play = Callable[[Session, Callable[..., NewVersion]], Awaitable[None]]


@pytest.fixture
def play(qapp: QApplication, tmp_path: Path) -> Callable[..., None]:
    """Runs it in a session whose settings are those given; `now` can be moved."""
    options = Options(demo=True, profile=tmp_path)

    def run(go: Callable[[Session], Awaitable[None]], **fields: object) -> None:
        more = {"look_for_versions": True, **fields}
        write_settings(settings_of(options), Settings(last_form=FORM, language="en", **more))  # type: ignore[arg-type]

        async def inside() -> None:
            async with app._session(options, app.make_application(), 0.2) as session:
                await go(session)

        run_in(qapp, inside())

    return run


def line(session: Session) -> Words | None:
    return session.window.banner.words


def version_of(session: Session, feed: Feed, clock: Callable[[], float] = time.time) -> NewVersion:
    version = NewVersion(session.kept, session.notices, session.tasks.start, feed, session, clock)
    session.notices.dismissed.connect(version.dismissed)
    return version


def test_nobody_is_asked_unless_the_user_wants_it(play: Callable[..., None]) -> None:
    async def go(session: Session) -> None:
        feed = Feed()
        version_of(session, feed).look()
        assert feed.asked == 0 and line(session) is None

    play(go, look_for_versions=False)


def test_it_is_told_quietly_once_a_day_and_until_it_is_read(
    play: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(new_version, "open_page", lambda page: opened.append(page) or True)

    async def go(session: Session) -> None:
        feed, now = Feed(), [1000.0]
        version = version_of(session, feed, lambda: now[0])
        session.openers.new_version = version
        version.look()
        await until(lambda: line(session) is not None)
        words = line(session)
        assert words and (words.title, words.sentence) == ("Version 9.0.0 is out", "A grid.")
        for later in (1.0, A_DAY - 1):
            now[0] = 1000.0 + later
            version.look()
        assert feed.asked == 1
        now[0] = 1000.0 + A_DAY
        version.look()
        await until(lambda: feed.asked == 2)
        now[0] = 5.0  # the clock was set back
        version.look()
        await until(lambda: feed.asked == 3)
        session.window.banner.first.click()
        await until(lambda: opened == [NEW.page])
        assert line(session) is None
        version_of(session, feed, lambda: now[0])  # as at the next start
        assert line(session) is None

    play(go)


def test_found_before_it_is_told_again_at_the_next_start_without_asking(play: Callable[..., None]) -> None:
    async def go(session: Session) -> None:
        feed = Feed()
        version_of(session, feed, lambda: 1010.0).look()
        assert feed.asked == 0
        assert line(session) is not None
        session.window.banner.close_button.click()
        assert line(session) is None
        assert session.kept.value.releases["read"] == "9.0.0"

    play(go, releases={"looked": 1000.0, "found": list(NEW)})


def test_whatever_else_is_to_be_said_goes_first(play: Callable[..., None]) -> None:
    async def go(session: Session) -> None:
        session.say_unexpected("a disk")
        version_of(session, Feed(), lambda: 1010.0)
        words = line(session)
        assert words and words.title == "Something unexpected failed"
        session.window.banner.close_button.click()
        words = line(session)
        assert words and words.title == "Version 9.0.0 is out"

    play(go, releases={"looked": 1000.0, "found": list(NEW)})


@pytest.mark.parametrize("kept", [{}, {"found": 7}, {"found": ["9.0.0"]}, {"looked": "soon", "found": None}])
def test_this_version_none_or_nonsense_is_not_told(play: Callable[..., None], kept: dict[str, object]) -> None:
    async def go(session: Session) -> None:
        version = version_of(session, Feed(Release(__version__, NEW.page)), lambda: 1010.0)
        version.look()
        await until(lambda: session.tasks.running == 0)
        assert line(session) is None
        version.show_page()  # nothing to show

    play(go, releases=kept)


def test_a_checkout_has_no_feed() -> None:
    assert releases_feed() == ""


def test_only_pages_are_opened_and_by_no_shell() -> None:
    assert not open_page("file:///etc/passwd") and not open_page("http://code.example/")
    assert browsing("https://a/?x=1&y", "linux") == ["xdg-open", "https://a/?x=1&y"]
    assert browsing("https://a/", "darwin") == ["open", "https://a/"]
    assert browsing("https://a/", "win32") == ["rundll32.exe", "url.dll,FileProtocolHandler", "https://a/"]

"""While you were away, and leaving while something is still open: the real session over a library left behind."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from jimeng_desktop import app
from jimeng_desktop.core.job import Job, JobState, PictureState
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.library.library import Library
from jimeng_desktop.messages import as_it_is, away_words, expiring
from jimeng_desktop.options import Options
from jimeng_desktop.ui.queue.away_list import AwayPopover
from jimeng_desktop.ui.session.reading_on import read_on
from jimeng_desktop.ui.session.session import Session
from tests.ui.made_jobs import job
from tests.ui.pictured import opened, until

Run = Callable[[Coroutine[Any, Any, Any]], Any]
Key = Qt.Key
HOUR = 3600.0


def left_behind(options: Options, *jobs: Job) -> None:
    """A library that a former run has left so."""
    where = folders(options.profile, options.demo)
    where.originals.mkdir(parents=True, exist_ok=True)

    async def write() -> None:
        library = Library.open(where.data, where.originals)
        await library.add_jobs(jobs)
        await library.close()

    asyncio.run(write())


def fetching(number: int, left: float, **more: Any) -> Job:
    """Pictures that are only on the server, whose links die in so many seconds."""
    one = job(number, JobState.FETCHING, 2, **more)
    waiting = tuple(replace(picture, state=PictureState.WAITING, path=None) for picture in one.pictures)
    return replace(one, pictures=waiting, expires_at=time.time() + left, service="https://elsewhere.example")


def banner(session: Session) -> str:
    return session.window.banner.title.text() if session.window.banner.isVisible() else ""


def popover() -> AwayPopover | None:
    found = QApplication.activePopupWidget()
    return found if isinstance(found, AwayPopover) else None


@pytest.fixture
def lasting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Downloads fail, as of a host that can't be reached, and are not tried again soon."""
    from jimeng_desktop.core.errors import DownloadError
    from jimeng_desktop.service.maxapi import MaxAPI

    async def download(*args: object) -> object:
        raise DownloadError("unreachable")

    monkeypatch.setattr(MaxAPI, "download", download)


@pytest.mark.usefixtures("lasting")
def test_what_is_about_to_be_lost_is_told_at_once_and_leads_there_by_keyboard(run: Run, demo: Options) -> None:
    urgent, later, unknown = fetching(1, 5.5 * HOUR), fetching(2, 100 * HOUR), job(3, JobState.UNKNOWN)
    left_behind(demo, urgent, later, unknown, job(4, JobState.DONE, 4), job(5, JobState.FAILED, fault="transient"))

    async def go() -> None:
        async with app._session(demo, app.make_application(), 0.2) as session:
            await until(lambda: banner(session) == "While you were away")
            assert session.window.banner.sentence.text() == (
                "2 pictures are only on the server, 5 hours left · one job without an answer"
            )
            session.window.banner.first.click()
            await until(popover)
            shown = popover()
            assert shown and [one.id for one in shown.jobs] == [urgent.id, unknown.id]
            first, second = shown.rows
            assert first.hasFocus() and first.words.label == "Fetch now" and not banner(session)
            QTest.keyClick(first, Key.Key_Down)
            assert second.hasFocus() and "without" not in second.accessibleName() and second.accessibleName()
            QTest.keyClick(second, Key.Key_Return)
            await until(lambda: popover() is None)
            await until(lambda: session.window.middle.current_job == unknown.id)

    run(go())


def test_what_ends_at_the_service_meanwhile_is_told_as_it_is_learnt(run: Run, demo: Options) -> None:
    async def first() -> None:
        async with app._session(demo, app.make_application(), 2.0) as session:  # its id says when it ends
            session.window.composer.prompt.set_text("an owl")
            session.kept.change(hold_seconds=0)
            session.calls.when_running(lambda runner: runner.set_settings(session.kept.value))
            session.window.composer.press_generate()
            await until(lambda: any(section.job.accepted for section in session.model.rows))

    async def again() -> None:
        async with app._session(demo, app.make_application(), 0.1) as session:
            assert not banner(session)
            await until(lambda: banner(session) == "While you were away")
            assert session.window.banner.sentence.text() == "One job done"

    run(first())
    run(again())


@pytest.mark.usefixtures("lasting")
def test_what_is_still_under_way_when_the_list_is_opened_is_told_when_it_ends(run: Run, demo: Options) -> None:
    urgent, later, unknown = fetching(1, 5.5 * HOUR), fetching(2, 100 * HOUR), job(3, JobState.UNKNOWN)
    left_behind(demo, urgent, later, unknown)

    async def go() -> None:
        async with app._session(demo, app.make_application(), 0.2) as session:
            await until(lambda: banner(session) == "While you were away")
            for ended, listed in ((later, [urgent, unknown]), (urgent, [later])):
                session.window.banner.first.click()
                await until(popover)
                shown = popover()
                assert shown and not banner(session)
                assert [one.id for one in shown.jobs] == [one.id for one in listed]
                shown.close()
                await until(lambda: popover() is None)
                pictures = tuple(replace(one, state=PictureState.SAVED) for one in ended.pictures)
                session.feed.job_changed.emit(replace(ended, state=JobState.DONE, pictures=pictures))
                await until(lambda: banner(session) == "While you were away")
                assert session.window.banner.sentence.text() == "One job done"

    run(go())


@pytest.mark.usefixtures("lasting")
@pytest.mark.parametrize(
    ("state", "words"),
    [
        (JobState.DONE, "One job done"),
        (JobState.FAILED, "One job failed"),
        (JobState.INCOMPLETE, "One job failed"),
    ],
)
def test_however_a_job_ends_that_is_told(run: Run, demo: Options, state: JobState, words: str) -> None:
    left = fetching(1, 100 * HOUR)
    left_behind(demo, left)

    async def go() -> None:
        async with app._session(demo, app.make_application(), 0.2) as session:
            await until(lambda: session.openers.away)
            assert not banner(session)
            session.feed.job_changed.emit(replace(left, state=state))
            assert banner(session) == "While you were away"
            assert session.window.banner.sentence.text() == words

    run(go())


def test_nothing_is_said_where_nothing_happened(run: Run, demo: Options) -> None:
    left_behind(demo, job(1, JobState.DONE), job(2, JobState.FAILED, fault="transient"), job(3, JobState.LOST))

    async def go() -> None:
        async with app._session(demo, app.make_application(), 0.2) as session:
            await read_on(session, session.openers.missing.look)
            assert session.openers.away is None and not banner(session)

    run(go())


# Leaving


async def answer(session: Session, press: Callable[[QMessageBox], object]) -> QMessageBox:
    """Closes the window and answers what is asked."""
    session.window.close()
    box = await opened(QMessageBox)
    press(box)
    await until(lambda: not box.isVisible())
    return box


@pytest.mark.usefixtures("lasting")
def test_closing_while_the_service_is_at_work_is_asked_about_once(run: Run, demo: Options) -> None:
    left_behind(demo, fetching(1, 100 * HOUR))

    async def go() -> None:
        async with app._session(demo, app.make_application(), 0.2) as session:
            await until(lambda: session.tally.counts(time.time()).unended)
            box = await answer(session, lambda box: QTest.keyClick(box, Key.Key_Escape))
            assert box.text() == "One job goes on at the service" and not session.ended.is_set()
            session.window.close()
            assert session.ended.is_set(), "the second time it just closes"
            assert session.kept.value.window["told_open_jobs"]

    run(go())


@pytest.mark.usefixtures("lasting")
def test_closing_while_pictures_are_about_to_be_lost_is_warned_of_each_time(run: Run, demo: Options) -> None:
    left_behind(demo, fetching(1, 5.5 * HOUR), fetching(2, 100 * HOUR))

    async def go() -> None:
        async with app._session(demo, app.make_application(), 0.2) as session:
            await until(lambda: session.tally.counts(time.time()).on_server == 4)
            for _ in range(2):
                box = await answer(session, lambda box: QTest.keyClick(box, Key.Key_Return))
                assert box.text() == "2 pictures are only on the server" and "5 hours left" in box.informativeText()
                assert not session.ended.is_set(), "Enter stays"
            leave = lambda box: next(one for one in box.buttons() if one is not box.escapeButton()).click()  # noqa: E731
            await answer(session, leave)
            await until(session.ended.is_set)

    run(go())


def test_words_of_all_kinds() -> None:
    jobs = [job(1, JobState.DONE, 4), job(2, JobState.DONE, 4), job(3, JobState.FAILED), job(4, JobState.INCOMPLETE)]
    assert away_words(jobs, 0.0, as_it_is).title == "While you were away"
    assert away_words(jobs, 0.0, as_it_is).sentence == "2 jobs failed · 2 jobs done"
    several = [fetching(number, hours * HOUR) for number, hours in ((1, 9), (2, 2), (3, 49))]
    assert [one.id for one in expiring(several, time.time())] == [several[1].id, several[0].id]
    over = fetching(4, -60)  # by this clock, which may be wrong: they are still being fetched
    assert [one.id for one in expiring([*several, over], time.time())] == [over.id, several[1].id, several[0].id]
    said = away_words([over], time.time(), as_it_is).sentence
    assert said == "2 pictures are only on the server, less than a minute left"

"""Notifications and the badge: one for a batch, none for who is looking, a click leads to what it tells of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from jimeng_desktop import app
from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.events import QueueChanged
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.messages import as_it_is, batch_words
from jimeng_desktop.options import Options
from jimeng_desktop.ui.session.session import Session
from jimeng_desktop.ui.system import notifications
from jimeng_desktop.ui.system.notifications import Batches
from tests.ui.made_jobs import FIRST, job
from tests.ui.pictured import FORM, jobs_of, run_in, settings_of, until

S = JobState


# What a batch is


class Told:
    def __init__(self) -> None:
        self.batches: list[set[int]] = []
        self.of = Batches(lambda jobs: self.batches.append({(job.id - FIRST) // 1_000_000 for job in jobs}))

    def jobs(self, *changes: tuple[int, JobState]) -> Told:
        for number, state in changes:
            self.of.hear_job(job(number, state))
        return self


def test_a_batch_is_over_when_the_last_of_it_is() -> None:
    told = Told().jobs((1, S.WAITING), (2, S.WAITING), (1, S.PENDING), (1, S.DONE), (2, S.SENDING))
    assert told.batches == []
    assert told.jobs((2, S.FETCHING), (2, S.FAILED)).batches == [{1, 2}]
    assert told.jobs((3, S.PENDING), (3, S.UNKNOWN)).batches == [{1, 2}, {3}]


def test_jobs_of_the_past_are_told_by_nobody() -> None:
    assert Told().jobs((1, S.DONE), (2, S.FAILED), (3, S.UNKNOWN)).batches == []


def test_what_the_user_has_ended_is_no_news() -> None:
    told = Told().jobs((1, S.WAITING), (1, S.CANCELLED), (2, S.PENDING), (2, S.LOST))
    assert told.batches == []
    assert told.jobs((3, S.PENDING), (4, S.PENDING), (4, S.CANCELLED), (3, S.DONE)).batches == [{3}]


def test_what_waits_in_a_queue_that_stands_still_holds_nothing_up() -> None:
    told = Told().jobs((1, S.PENDING), (2, S.WAITING), (1, S.DONE))
    assert told.batches == []
    told.of.hear_queue(QueueChanged(paused=Fault("paused_by_user")))
    assert told.batches == [{1}]


def test_a_job_that_could_not_be_saved_holds_nothing_up() -> None:
    told = Told().jobs((1, S.PENDING), (2, S.SAVING), (1, S.DONE))
    told.of.hear_dropped(job(2, S.SAVING))
    assert told.batches == [{1}]


def test_the_words() -> None:
    done, failed = job(1, S.DONE, 4), job(2, S.FAILED, fault="moderation", prompt="an owl\nat night")
    assert batch_words([done], as_it_is) == ("4 pictures are ready", "a red fox in snow")
    assert batch_words([job(1, S.DONE, 1)], as_it_is)[0] == "One picture is ready"
    title, body = batch_words([done, failed, replace(failed, id=3)], as_it_is)
    assert title == "4 pictures are ready · 2 jobs failed"
    assert body.splitlines()[1] == "an owl at night" and body.splitlines()[0]
    assert batch_words([replace(failed, state=S.UNKNOWN, fault=None)], as_it_is)[0] == "One answer is unknown"


# In the window


class Shower:
    """In place of the desktop."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []
        self.withdrawn = 0
        self.counts: list[int] = []
        self.click: Callable[[], None] = lambda: None

    def show(self, title: str, body: str) -> None:
        self.shown.append((title, body))

    def withdraw(self) -> None:
        self.withdrawn += 1

    def count(self, number: int) -> None:
        self.counts.append(number)


@pytest.fixture
def shower(monkeypatch: pytest.MonkeyPatch) -> Shower:
    one = Shower()

    def make(clicked: Callable[[], None], start: object, parent: object) -> Shower:
        one.click = clicked
        return one

    monkeypatch.setattr(notifications, "_shower", make)
    monkeypatch.setattr(notifications, "_has_focus", lambda: False)
    return one


@pytest.fixture
def options(tmp_path: Path) -> Options:
    made = Options(demo=True, profile=tmp_path)
    write_settings(settings_of(made), Settings(last_form=FORM, hold_seconds=0, language="en"))
    return made


def finished(session: Session) -> list[Job]:
    return [job for job in jobs_of(session) if job.ended]


def test_one_for_two_jobs_and_a_click_shows_the_newest(qapp: QApplication, options: Options, shower: Shower) -> None:
    async def go() -> None:
        async with app._session(options, app.make_application(), 0.2) as session:
            with app._at_home(session):
                session.calls.generate(session.window.composer.recipe(), 2)
                await until(lambda: len(finished(session)) == 2)
                await until(lambda: bool(shower.shown))
                assert shower.shown == [("8 pictures are ready", FORM["prompt"])]
                session.window.middle.open_loupe(finished(session)[1].pictures[0].id)
                shower.click()
                assert session.window.middle.showing_gallery
                assert session.window.middle.current_job == max(job.id for job in finished(session))
                qapp.applicationStateChanged.emit(qapp.applicationState().ApplicationActive)
                assert shower.withdrawn == 1
            assert max(shower.counts) == 2 and shower.counts[-2:] == [0, 0]

    run_in(qapp, go())


def test_who_is_looking_or_wants_none_gets_none(
    qapp: QApplication, options: Options, shower: Shower, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def go() -> None:
        async with app._session(options, app.make_application(), 0.2) as session:
            with app._at_home(session):
                looking = True
                monkeypatch.setattr(notifications, "_has_focus", lambda: looking)
                session.feed.queue_changed.emit(QueueChanged(paused=Fault("no_points")))
                assert shower.shown == []
                looking = False
                session.kept.change(notifications=False)
                session.feed.queue_changed.emit(QueueChanged(paused=Fault("key_refused")))
                assert shower.shown == []
                session.kept.change(notifications=True)
                session.feed.queue_changed.emit(QueueChanged(paused=Fault("paused_by_user")))
                assert shower.shown == []
                session.feed.queue_changed.emit(QueueChanged(paused=Fault("no_points")))
                assert len(shower.shown) == 1

    run_in(qapp, go())

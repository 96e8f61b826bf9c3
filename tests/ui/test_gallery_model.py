"""The gallery's list: rows by id, and no row comes or goes that need not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QApplication

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.events import QueueChanged
from jimeng_desktop.core.job import Job, JobState, picture_id
from jimeng_desktop.ui.jobs.model import GalleryModel, Role
from jimeng_desktop.ui.jobs.rows import Kind
from tests.ui.made_jobs import NOON, job, translate


@pytest.fixture
def model(qapp: QApplication) -> GalleryModel:
    model = GalleryModel(translate, clock=lambda: NOON)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    assert tester.model() is model
    return model


def rows_of(model: GalleryModel) -> list[tuple[int, Kind]]:
    indexes = [model.index(row) for row in range(model.rowCount())]
    return [(model.data(index, Role.ID), model.data(index, Role.KIND)) for index in indexes]


def expected_rows(jobs: dict[int, Job]) -> list[tuple[int, Kind]]:
    rows: list[tuple[int, Kind]] = []
    for one in sorted(jobs.values(), key=lambda one: -one.id):
        if not one.pictures and one.state in (JobState.FAILED, JobState.UNKNOWN):
            rows.append((picture_id(one.id, 0), Kind.CARD))
            continue
        for at in range(len(one.pictures) or one.expected):
            saved = bool(one.pictures) and one.pictures[at].state == "saved"
            rows.append((picture_id(one.id, at), Kind.PICTURE if saved else Kind.PLACEHOLDER))
    return rows


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_of_changes_gives_the_right_rows(model: GalleryModel, seed: int) -> None:
    chance, jobs = random.Random(seed), dict[int, Job]()
    makers = (
        lambda n: job(n, JobState.WAITING),
        lambda n: job(n, JobState.PROCESSING, accepted_at=NOON),
        lambda n: job(n, JobState.FETCHING, chance.choice(["sswf", "wwww", "s", "sswfwwwwwwwwwww"])),
        lambda n: job(n, JobState.DONE, chance.choice([1, 4, 15])),
        lambda n: job(n, JobState.FAILED, fault="moderation"),
        lambda n: job(n, JobState.UNKNOWN, fault="answer_unknown"),
    )
    model.set_jobs([])
    for _ in range(150):
        number = chance.randrange(40)
        if chance.random() < 0.12:
            model.job_dropped(job(number))
            jobs.pop(number, None)
        elif chance.random() < 0.1:
            older = [maker(n) for n, maker in zip(range(-5, 0), makers, strict=False)]
            model.append_older(older)
            jobs.update({n: one for n, one in zip(range(-5, 0), older, strict=False) if n not in jobs})
        else:
            jobs[number] = chance.choice(makers)(number)
            model.job_changed(jobs[number])
    assert rows_of(model) == expected_rows(jobs)
    for row, (picture, _) in enumerate(rows_of(model)):
        assert model.row_of(picture) == row


def test_placeholders_become_pictures_without_a_row_coming_or_going(model: GalleryModel) -> None:
    model.set_jobs([job(2, pictures=4), job(1, JobState.PROCESSING)])
    inserted, removed, changed = (
        QSignalSpy(signal) for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged)
    )
    for pictures in ("wwww", "sfff", "ssss"):
        model.job_changed(job(1, JobState.FETCHING, pictures))
    assert (inserted.count(), removed.count(), changed.count()) == (0, 0, 3)
    assert [kind for _, kind in rows_of(model)[4:]] == [Kind.PICTURE] * 4


def test_only_the_rows_too_many_go(model: GalleryModel) -> None:
    model.set_jobs([job(2, JobState.PROCESSING), job(1, pictures=4)])
    removed = QSignalSpy(model.rowsRemoved)
    model.job_changed(job(2, JobState.FETCHING, "www"))
    assert [removed.at(0)[1], removed.at(0)[2]] == [3, 3]
    model.job_changed(job(2, JobState.FETCHING, "w" * 6))
    assert model.rowCount() == 10


def test_a_selection_stays_on_its_pictures(model: GalleryModel) -> None:
    model.set_jobs([job(2, JobState.PROCESSING), job(1, pictures=4)])
    selection = QItemSelectionModel(model)
    mine = [picture_id(job(1).id, 1), picture_id(job(1).id, 3)]
    for picture in mine:
        selection.select(model.index_of(picture), QItemSelectionModel.SelectionFlag.Select)
    model.job_changed(job(3, JobState.WAITING))
    model.job_changed(job(2, JobState.FAILED, fault="moderation"))
    model.append_older([job(0, pictures=4)])
    assert sorted(model.data(index, Role.ID) for index in selection.selectedIndexes()) == mine


def test_an_older_page_never_overwrites_what_is_newer(model: GalleryModel) -> None:
    model.set_jobs([job(2, JobState.DONE, 4)])
    model.append_older([job(2, JobState.PROCESSING), job(1, pictures=4)])
    found = model.job(job(2).id)
    assert found is not None and found.state is JobState.DONE
    assert model.rowCount() == 8


def test_progress_and_countdown_are_said_in_the_placeholder(model: GalleryModel) -> None:
    fetching, waiting = job(1, JobState.FETCHING, "fw"), job(2, JobState.WAITING)
    model.set_jobs([waiting, fetching])
    model.progress(fetching.pictures[0].id, 3_100_000, 5_000_000)
    changed = QSignalSpy(model.dataChanged)
    model.set_queue(QueueChanged(send_times=((waiting.id, NOON + 2.3),)))
    assert changed.count() == 1
    row = model.row_of(fetching.pictures[0].id)
    shown = model.data(model.index(row or 0), Role.PLACEHOLDER)
    assert (shown.caption, round(shown.fraction, 2)) == ("3.1 of 5.0 MB", 0.62)
    assert model.data(model.index(0), Role.PLACEHOLDER).caption == "Sends in 3 s"
    assert model.data(model.index(5), Role.PLACEHOLDER).caption == "Waiting to download"


@pytest.mark.parametrize(
    ("queue", "said"),
    [
        (QueueChanged(), ("waiting", "Waiting here")),
        (QueueChanged(paused=Fault("paused_by_user")), ("pause", "Paused")),
        (QueueChanged(key_missing=True), ("waiting", "Waiting here")),
        (QueueChanged(left_over=frozenset({job(1).id})), ("pause", "Kept back")),
    ],
)
def test_a_waiting_job_says_what_keeps_it(model: GalleryModel, queue: QueueChanged, said: tuple[str, str]) -> None:
    one, other = job(1, JobState.WAITING), job(2, pictures=4)
    model.set_jobs([one, other])
    model.set_queue(QueueChanged(send_times=((one.id, NOON + 2.3),)))
    changed = QSignalSpy(model.dataChanged)
    model.set_queue(replace(queue, send_times=((one.id, NOON + 2.3 if queue != QueueChanged() else NOON - 1),)))
    shown = model.data(model.index_of(picture_id(one.id, 0)), Role.PLACEHOLDER)
    assert (shown.icon, shown.caption, shown.counts) == (*said, False)
    assert model.state(one) == (said[1], said[0])
    assert [changed.at(at)[0].row() for at in range(changed.count())] == [4]
    model.job_changed(job(1, JobState.SENDING))
    model.set_queue(QueueChanged())
    assert changed.count() == 2, "what the queue does is nothing to a job that has left"


@pytest.mark.parametrize(
    ("made", "icon", "turns"),
    [
        (job(1, JobState.PENDING), "accepted", False),
        (job(1, JobState.PROCESSING), "making", True),
        (job(1, JobState.SENDING), "sending", False),
        (job(1, JobState.INCOMPLETE, "e"), "expired", False),
        (job(1, JobState.FETCHING, "w"), "waiting", False),
    ],
)
def test_what_stands_where_a_picture_is_to_come(model: GalleryModel, made: Job, icon: str, turns: bool) -> None:
    model.set_jobs([made])
    shown = model.data(model.index(0), Role.PLACEHOLDER)
    assert (shown.icon, shown.turns) == (icon, turns)


def test_a_failed_download_says_how_long_its_link_lives(model: GalleryModel) -> None:
    made = job(1, JobState.FETCHING, "w", expires_at=NOON + 5.4 * 86400)
    model.set_jobs([made.with_picture(replace(made.pictures[0], attempts=2))])
    shown = model.data(model.index(0), Role.PLACEHOLDER)
    assert (shown.icon, shown.caption) == ("server-only", "5 days left")


@pytest.mark.parametrize("state", [JobState.CANCELLED, JobState.LOST, JobState.FAILED, JobState.DONE])
def test_a_job_that_ended_without_pictures_is_one_card(model: GalleryModel, state: JobState) -> None:
    model.set_jobs([job(1, state)])
    assert [kind for _, kind in rows_of(model)] == [Kind.CARD]


def test_rows_are_named_for_those_who_listen(model: GalleryModel) -> None:
    model.set_jobs([job(2, pictures=4, prompt="two\n\n herons"), job(1, JobState.FAILED, fault="moderation")])
    spoken = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in (1, 4)]
    assert spoken[0] == "Picture 2 of 4, 4 saved: two herons"
    assert spoken[1].startswith("a red fox in snow. Stopped by moderation. ")


def test_a_day_counts_its_jobs_and_pictures(model: GalleryModel) -> None:
    model.set_jobs([job(3, pictures=4), job(2, JobState.FETCHING, "sw"), job(1, pictures=4, day=1)])
    day = next(iter(model.rows)).day
    assert model.day_caption(day) == "2 job(s) · 5 picture(s)"  # the plural is the translation's


def test_neighbours_go_over_what_is_no_picture(model: GalleryModel) -> None:
    model.set_jobs([job(3, pictures=1), job(2, JobState.FAILED, fault="moderation"), job(1, JobState.FETCHING, "ws")])
    first, last = picture_id(job(3).id, 0), picture_id(job(1).id, 1)
    assert model.neighbour(first, 1) == last
    assert model.neighbour(last, -1) == first
    assert model.neighbour(last, 1) is None


def test_what_only_the_library_needs_of_a_saved_picture_is_not_held(model: GalleryModel) -> None:
    first, older, changed = (
        replace(one, pictures=tuple(replace(picture, sha256="5a") for picture in one.pictures))
        for one in (job(3, pictures="sw"), job(2, pictures="su"), job(4, pictures="sf"))
    )
    model.set_jobs([first])
    model.append_older([older])
    model.job_changed(changed)
    for one in (first, older, changed):
        saved, other = model.job(one.id).pictures
        assert (saved.url, saved.sha256) == ("", None) and saved.path == one.pictures[0].path
        assert other == one.pictures[1], "a link that is still of use stays"

"""The queue's pop-over: who stands where, what each row may truthfully offer, and how the keyboard walks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.events import QueueChanged
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.pictures.thumbnails import Thumbnails
from jimeng_desktop.ui.queue.list import MOST_ROWS, SECTION
from jimeng_desktop.ui.queue.popover import HEAD, QueuePopover
from jimeng_desktop.ui.queue.row import HEIGHT
from jimeng_desktop.ui.queue.words import RowWords, row_words, sort_jobs, usual_words
from tests.ui.made_jobs import NOON, dropped, gone, job, translate

POPUP = pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing", extend=True)
# JOBS[3] has two pictures saved, the third on its way.
JOBS = [
    job(1, JobState.UNKNOWN, fault="answer_unknown", prompt="owl"),
    job(2, JobState.PROCESSING, accepted_at=NOON - 18, prompt="astrolabe"),
    job(3, JobState.PENDING, accepted_at=NOON - 6, prompt="tea house"),
    job(4, JobState.FETCHING, "ssfw", accepted_at=NOON - 41, prompt="alley"),
    job(6, JobState.WAITING, prompt="planet"),
    job(5, JobState.WAITING, prompt="valley"),
    job(7, JobState.DONE, 4, ended_at=NOON),
    job(8, JobState.DONE, 4, ended_at=NOON - 3 * 86400),
]


def choose(button: QAbstractButton, label: str) -> None:
    """The button's menu opened, and this line of it chosen."""
    button.click()
    (menu,) = (menu for menu in button.window().findChildren(QMenu) if menu.isVisible())
    entry = next(action for action in menu.actions() if action.text() == label)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


def usual(model: str) -> tuple[float, float] | None:
    return 20.4, 39.8


def arrived(picture: int) -> tuple[int, int] | None:
    return (3_100_000, 5_000_000) if picture == JOBS[3].pictures[2].id else None


async def no_thumbnail(picture: int, size: int) -> bytes | None:
    return None


def words_of(made: Job, place: int = 0, queue: QueueChanged | None = None) -> RowWords:
    return row_words(made, place, queue or QueueChanged(), translate, usual, NOON, arrived)


@pytest.fixture
def popover(qapp: QApplication) -> Iterator[QueuePopover]:
    look.apply(qapp, "dark")
    popover = QueuePopover(translate, usual, arrived, Thumbnails(no_thumbnail, dropped), clock=lambda: NOON)
    popover.set_jobs(JOBS)
    yield popover
    gone(popover)


def test_jobs_stand_where_they_belong_in_the_order_in_which_they_go() -> None:
    found = sort_jobs(JOBS, QueueChanged(), NOON)
    prompts = [[one.recipe.prompt for one in part] for part in (found.needs_you, found.making, found.waiting)]
    assert prompts == [["owl"], ["astrolabe", "tea house", "alley"], ["valley", "planet"]]
    assert (found.done, found.pictures) == (1, 4)


@pytest.mark.parametrize(
    ("made", "state", "code", "label"),
    [
        (JOBS[0], "Sent, answer unknown", "show", "Decide…"),
        (job(15, JobState.UNKNOWN, task_id="t"), "Unclear reply", "ask_now", "Check now"),
        (JOBS[1], "Making · 0:18 · usually 20–40 s", "", "Too late to cancel"),
        (JOBS[2], "Queued at the service · 0:06", "cancel", "Try to cancel"),
        (JOBS[3], "Fetching · 2 of 4 · 3.1 of 5.0 MB", "", ""),
        (job(14, JobState.FETCHING, "ssff", accepted_at=NOON - 41), "Fetching · 2 of 4 · 0:41", "", ""),
        (JOBS[5], "Next", "cancel", "Cancel"),
        (job(9, JobState.WAITING, fault="key_refused"), "Waiting for the key", "show", "Show"),
    ],
)
def test_a_row_says_and_offers_what_is_true(made: Job, state: str, code: str, label: str) -> None:
    words = words_of(made)
    assert (words.state, words.code, words.label) == (state, code, label)


def test_waiting_counts_down_and_says_nothing_of_a_place_while_paused() -> None:
    held = QueueChanged(send_times=((JOBS[4].id, NOON + 3.2),))
    assert words_of(JOBS[4], 0, held).state == "Sends in 4 s"
    assert words_of(JOBS[4], 1).state == "After that"
    behind = QueueChanged(send_times=((JOBS[5].id, NOON + 3.2),), order=(JOBS[5].id, JOBS[4].id))
    assert words_of(JOBS[4], 1, behind).state == "Next", "the one that counts down says so itself"
    paused = QueueChanged(paused=Fault("paused_by_user"))
    assert words_of(JOBS[4], 0, paused).state == "Paused"
    held_and_paused = QueueChanged(paused=Fault("paused_by_user"), send_times=held.send_times)
    assert words_of(JOBS[4], 0, held_and_paused).state == "Paused"
    keyless = QueueChanged(key_missing=True, send_times=held.send_times)
    assert words_of(JOBS[4], 0, keyless).state == "Waiting here"


def test_only_jobs_that_brought_pictures_are_done() -> None:
    empty = (JobState.FAILED, JobState.CANCELLED, JobState.LOST)
    over = [job(n, state, ended_at=NOON) for n, state in enumerate(empty)]
    some = job(9, JobState.INCOMPLETE, "sse", ended_at=NOON)
    found = sort_jobs([*JOBS, *over, some], QueueChanged(), NOON)
    assert (found.done, found.pictures, found.failed, found.cancelled) == (2, 6, 2, 1)
    assert [one.id for one in found.ended] == [one.id for one in (some, JOBS[6], *reversed(over))]


def test_usual_times_in_words() -> None:
    assert usual_words(None) == ""
    assert usual_words((62.0, 170.0)) == "usually 1–3 min"


@POPUP
def test_the_popover_shows_sections_and_acts(popover: QueuePopover, qtbot: QtBot) -> None:
    popover.show()
    assert [row.words.title for row in popover.rows] == ["owl", "astrolabe", "tea house", "alley", "valley", "planet"]
    labels = [label.text() for label in popover.findChildren(QLabel)]
    assert {"Needs you", "Making", "Waiting here", "free to cancel"} <= set(labels)
    cancelled, chosen, every = (
        QSignalSpy(signal) for signal in (popover.cancel_asked, popover.job_chosen, popover.cancel_many_asked)
    )
    QTest.mouseClick(popover.rows[2].button, Qt.MouseButton.LeftButton)
    assert cancelled.at(0) == [JOBS[2].id]
    choose(popover.more_button, "Cancel all waiting jobs")
    assert every.at(0) == [frozenset({JOBS[4].id, JOBS[5].id})]
    QTest.mouseClick(popover.rows[0].button, Qt.MouseButton.LeftButton)
    assert chosen.at(0) == [JOBS[0].id]
    assert not popover.isVisible()


@POPUP
def test_pause_and_go_on(popover: QueuePopover) -> None:
    popover.show()
    paused, went_on = QSignalSpy(popover.pause_asked), QSignalSpy(popover.go_on_asked)
    assert popover.pause_button.text() == "Pause all"
    popover.pause_button.click()
    popover.set_queue(QueueChanged(paused=Fault("paused_by_user")))
    assert popover.pause_button.text() == "Go on"
    popover.pause_button.click()
    assert (paused.count(), went_on.count()) == (1, 1)


@POPUP
def test_arrows_walk_the_rows_and_enter_goes_to_the_job(popover: QueuePopover, qtbot: QtBot) -> None:
    popover.show()
    popover.activateWindow()
    qtbot.waitUntil(popover.isActiveWindow)
    QTest.keyClick(popover, Qt.Key.Key_Down)
    assert popover.rows[0].hasFocus()
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    chosen = QSignalSpy(popover.job_chosen)
    assert popover.rows[2].hasFocus()
    QTest.keyClick(popover.rows[2], Qt.Key.Key_Up)
    assert popover.rows[1].hasFocus()
    QTest.keyClick(popover.rows[1], Qt.Key.Key_Return)
    assert chosen.at(0) == [JOBS[1].id]


@POPUP
def test_a_row_keeps_the_keyboard_while_others_come_and_go(popover: QueuePopover, qtbot: QtBot) -> None:
    popover.show()
    popover.activateWindow()
    qtbot.waitUntil(popover.isActiveWindow)
    popover.rows[4].setFocus()
    popover.set_jobs([*JOBS[1:], job(20, JobState.WAITING)])
    assert popover.rows[3].words.title == "valley"
    assert popover.rows[3].hasFocus()


def test_no_more_rows_than_can_be_read(popover: QueuePopover) -> None:
    popover.set_jobs([job(n, JobState.WAITING) for n in range(74)])
    assert len(popover.rows) == MOST_ROWS
    assert any("24" in label.text() for label in popover.findChildren(QLabel))


def test_an_empty_queue_says_so(popover: QueuePopover) -> None:
    popover.set_jobs([])
    assert popover.rows == []
    assert any("Nothing waits" in label.text() for label in popover.findChildren(QLabel))


def test_everything_has_a_name(popover: QueuePopover) -> None:
    assert popover.accessibleName() == "Queue"
    for row in popover.rows:
        assert all(part in row.accessibleName() for part in (row.words.title, row.words.state, row.words.label))
        assert row.more.accessibleName()
    assert "Alt" in popover.rows[-1].accessibleDescription() and popover.list.fold.accessibleName()
    assert popover.more_button.accessibleName()
    assert all(button.text() for button in popover.findChildren(QPushButton) if not button.isHidden())


@POPUP
def test_what_was_left_over_can_still_be_sent_or_discarded(popover: QueuePopover) -> None:
    popover.set_queue(QueueChanged(left_over=frozenset({JOBS[4].id})))
    popover.show()
    labels = [label.text() for label in popover.findChildren(QLabel) if label.isVisible()]
    assert labels.index("Kept back from last time") < labels.index("Waiting here")
    assert [(row.words.title, row.words.state) for row in popover.rows[-2:]] == [
        ("planet", "Kept back"), ("valley", "Next"),
    ]  # fmt: skip
    acted = QSignalSpy(popover.acted)
    links = {
        button.text(): button for button in popover.findChildren(QToolButton) if button.isVisible() and button.text()
    }
    assert list(links) == ["Discard", "Send"]
    for link in links.values():
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert [acted.at(at) for at in range(acted.count())] == [["discard_left_over"], ["send_left_over"]]
    popover.set_queue(QueueChanged())
    shown = [label.text() for label in popover.findChildren(QLabel) if label.isVisible()]
    assert "Kept back from last time" not in shown


@POPUP
def test_cancel_all_leaves_alone_what_was_kept_back(popover: QueuePopover) -> None:
    popover.set_jobs([job(n, JobState.WAITING) for n in range(4)])
    popover.set_queue(QueueChanged(left_over=frozenset({job(0).id, job(1).id})))
    popover.show()
    cancelled = QSignalSpy(popover.cancel_many_asked)
    choose(popover.more_button, "Cancel all waiting jobs")
    assert cancelled.at(0) == [frozenset({job(2).id, job(3).id})]


@POPUP
def test_never_higher_than_its_share_and_as_low_as_it_can(popover: QueuePopover, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 600)
    button = QPushButton(window)
    window.show()
    heights = []
    for waiting in (28, 2, 28):
        popover.set_jobs([job(n, JobState.WAITING) for n in range(waiting)])
        if not heights:
            popover.open_under(button)
        heights.append(popover.height())
    assert heights == [480, HEAD + 1 + SECTION + 2 * HEIGHT + 2, 480]
    popover.hide()
    window.resize(1280, 700)
    popover.open_under(button)
    assert popover.height() == 560

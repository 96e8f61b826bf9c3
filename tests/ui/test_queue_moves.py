"""The order of the queue under the hand: dragged, stepped by keys, taken back, tried again, unfolded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from jimeng_desktop.core.events import QueueChanged
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.pictures.thumbnails import Thumbnails
from jimeng_desktop.ui.queue.list import MOST_ROWS
from jimeng_desktop.ui.queue.popover import QueuePopover
from jimeng_desktop.ui.queue.row import HEIGHT, QueueRow
from jimeng_desktop.ui.queue.words import MOST_ENDED
from tests.ui.made_jobs import NOON, dropped, gone, job, translate
from tests.ui.showing import Stage, Variant, showing
from tests.ui.test_queue import no_thumbnail

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing", extend=True)
WAITING = [job(n, JobState.WAITING, prompt=prompt) for n, prompt in enumerate("abcde", 1)]
MAKING = job(0, JobState.PROCESSING, accepted_at=NOON - 18, prompt="making")
A, B, C, D, E = (one.id for one in WAITING)


@pytest.fixture
def popover(qapp: QApplication, qtbot: QtBot) -> Iterator[QueuePopover]:
    look.apply(qapp, "dark")
    popover = QueuePopover(
        translate, lambda model: None, lambda picture: None, Thumbnails(no_thumbnail, dropped), clock=lambda: NOON
    )
    popover.set_jobs([MAKING, *WAITING])
    popover.show()
    popover.activateWindow()
    qtbot.waitUntil(lambda: popover.isActiveWindow() and popover.isVisible())
    yield popover
    gone(popover)


def follow(popover: QueuePopover, jobs: list[Job] = WAITING) -> QSignalSpy:
    """Stands for the runner: what is moved is heard of at once."""
    order = [one.id for one in jobs]

    def move(job_id: int, before: int | None) -> None:
        order.remove(job_id)
        order.insert(len(order) if before is None else order.index(before), job_id)
        popover.set_queue(QueueChanged(order=tuple(order)))

    spy = QSignalSpy(popover.move_asked)
    popover.move_asked.connect(move)
    return spy


def titles(popover: QueuePopover) -> str:
    return "".join(row.words.title for row in popover.rows if row.words.movable)


def row_of(popover: QueuePopover, title: str) -> QueueRow:
    return next(row for row in popover.rows if row.words.title == title)


def drag(row: QueueRow, to: QPoint, *, grip: bool = True, drop: bool = True) -> None:
    """From the row's grip, or from its title, to a point that is counted from the row's own corner."""
    start = QPoint(8 if grip else 150, HEIGHT // 2)
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(row, start + (to - start) * share)
        QApplication.sendPostedEvents()
    if drop:
        QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=to)


@pytest.mark.parametrize("grip", [True, False])
@pytest.mark.parametrize(
    ("title", "rows", "asked", "order"),
    [
        ("d", -2, [D, B], "adbce"),
        ("e", -4, [E, A], "eabcd"),
        ("a", 2, [A, D], "bcade"),
        ("b", 9, [B, None], "acdeb"),
        ("c", -9, [C, A], "cabde"),
    ],
)
def test_a_row_is_dragged_to_its_place(
    popover: QueuePopover, title: str, rows: int, asked: list[int | None], order: str, grip: bool
) -> None:
    moved, chosen = follow(popover), QSignalSpy(popover.job_chosen)
    far = HEIGHT // 2 + rows * HEIGHT + (8 if rows > 0 else -8)
    drag(row_of(popover, title), QPoint(60, far), grip=grip)
    assert [moved.at(at) for at in range(moved.count())] == [asked]
    assert titles(popover) == order and popover.isVisible()
    assert chosen.count() == 0, "a drag is no click"


def test_the_line_shows_where_it_will_drop_and_escape_takes_it_back(popover: QueuePopover) -> None:
    moved = follow(popover)
    row, slot = row_of(popover, "d"), popover.list._slot
    assert not slot.isVisible()
    drag(row, QPoint(60, HEIGHT // 2 - 2 * HEIGHT - 8), drop=False)
    assert slot.isVisible() and row.dragging
    assert slot.geometry().center().y() in range(row_of(popover, "b").y() - 4, row_of(popover, "b").y() + 4)
    QTest.keyClick(row, Qt.Key.Key_Escape)
    assert not slot.isVisible() and popover.isVisible()
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=QPoint(60, -90))
    assert moved.count() == 0 and titles(popover) == "abcde"


def test_a_small_shake_is_a_click_and_dropping_in_place_moves_nothing(popover: QueuePopover) -> None:
    moved, chosen = follow(popover), QSignalSpy(popover.job_chosen)
    drag(row_of(popover, "b"), QPoint(60, HEIGHT // 2 + 20))
    drag(row_of(popover, "b"), QPoint(60, HEIGHT // 2 - 20))
    assert moved.count() == 0 and chosen.count() == 0
    drag(row_of(popover, "b"), QPoint(10, HEIGHT // 2 + 1))
    assert chosen.at(0) == [B]


@pytest.mark.parametrize("held", [False, True])
def test_what_is_closed_lets_go_and_no_clock_of_it_runs_on(popover: QueuePopover, held: bool) -> None:
    moved, row = follow(popover), row_of(popover, "d")

    def running() -> int:
        return sum(timer.isActive() for timer in popover.findChildren(QTimer))

    if held:
        drag(row, QPoint(60, -2 * HEIGHT), drop=False)
    assert running() == 1 + held
    popover.hide()
    assert running() == 0
    popover.set_queue(QueueChanged(send_times=((A, NOON + 3),)))  # what is heard of starts none
    assert running() == 0
    popover.show()
    assert running() == 1 and not row.dragging and not popover.list._slot.isVisible()
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=QPoint(60, -2 * HEIGHT))
    assert moved.count() == 0


def test_a_job_that_is_sent_under_the_hand_is_let_go(popover: QueuePopover) -> None:
    moved = follow(popover)
    row = row_of(popover, "a")
    drag(row, QPoint(60, 3 * HEIGHT), drop=False)
    popover.set_jobs([MAKING, job(1, JobState.SENDING, prompt="a"), *WAITING[1:]])
    assert not row.dragging and not popover.list._slot.isVisible()
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=QPoint(60, 3 * HEIGHT))
    assert moved.count() == 0
    drag(row_of(popover, "b"), QPoint(60, 2 * HEIGHT), drop=False)
    popover.set_jobs([MAKING])
    assert not popover.list._slot.isVisible()


def test_only_what_waits_can_be_moved(popover: QueuePopover) -> None:
    moved = follow(popover)
    drag(row_of(popover, "making"), QPoint(60, 3 * HEIGHT))
    QTest.keyClick(row_of(popover, "making"), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popover.set_queue(QueueChanged(left_over=frozenset({A})))
    drag(row_of(popover, "a"), QPoint(60, 3 * HEIGHT))
    assert moved.count() == 0


def test_alt_and_an_arrow_move_a_row_which_keeps_the_keyboard(popover: QueuePopover) -> None:
    moved = follow(popover)
    row = row_of(popover, "c")
    row.setFocus()
    expected = ["acbde", "cabde", "cabde", "acbde", "abcde", "abdce", "abdec", "abdec"]
    for at, order in enumerate(expected):
        key = Qt.Key.Key_Up if at < 3 else Qt.Key.Key_Down
        QTest.keyClick(row, key, Qt.KeyboardModifier.AltModifier)
        assert titles(popover) == order
        assert QApplication.focusWidget() is row
    assert moved.count() == 6
    QTest.keyClick(row, Qt.Key.Key_Up)
    assert row_of(popover, "e").hasFocus(), "the arrows walk the new order"
    QTest.keyClick(row_of(popover, "e"), Qt.Key.Key_Tab)
    assert row_of(popover, "e").button.hasFocus()
    QTest.keyClick(row_of(popover, "e").button, Qt.Key.Key_Tab)
    assert row.hasFocus(), "and so does Tab"


def test_behind_the_last_row_that_is_shown_others_may_wait(popover: QueuePopover) -> None:
    many = [job(n, JobState.WAITING, prompt=str(n)) for n in range(MOST_ROWS + 3)]
    popover.set_jobs(many)
    moved = follow(popover, many)
    drag(row_of(popover, "0"), QPoint(60, (MOST_ROWS + 2) * HEIGHT))
    assert moved.at(0) == [many[0].id, many[MOST_ROWS].id]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_takes_back_what_waits_and_nothing_else(popover: QueuePopover, key: Qt.Key) -> None:
    popover.set_jobs([MAKING, job(9, JobState.PENDING, accepted_at=NOON, prompt="sent"), *WAITING])
    cancelled, acted = QSignalSpy(popover.cancel_asked), QSignalSpy(popover.job_acted)
    for title in ("making", "sent", "b"):
        QTest.keyClick(row_of(popover, title), key)
    held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(row_of(popover, "c"), held)
    assert [cancelled.at(at) for at in range(cancelled.count())] == [[B]] and acted.count() == 0


def test_the_keyboard_stays_in_place_when_its_job_goes(popover: QueuePopover) -> None:
    row_of(popover, "b").setFocus()
    popover.set_jobs([MAKING, WAITING[0], *WAITING[2:]])
    assert row_of(popover, "c").hasFocus()


def menu_of(row: QueueRow) -> QMenu:
    """The context menu, as by its key."""
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(row, QContextMenuEvent(reason, QPoint(20, 20), row.mapToGlobal(QPoint(20, 20))))
    return next(menu for menu in row.window().findChildren(QMenu) if menu.isVisible())


def labels(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.isEnabled() and not action.isSeparator()]


def choose(menu: QMenu, label: str) -> None:
    entry = next(action for action in menu.actions() if action.text() == label)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entry).center())


def test_the_menu_of_a_row(popover: QueuePopover) -> None:
    acted, cancelled, chosen = (
        QSignalSpy(signal) for signal in (popover.job_acted, popover.cancel_asked, popover.job_chosen)
    )
    everywhere = ["Show in the gallery", "Recipe into the form"]
    menu = menu_of(row_of(popover, "making"))
    assert labels(menu) == everywhere
    menu.close()
    menu = menu_of(row_of(popover, "a"))
    assert labels(menu) == ["Cancel", *everywhere], "it is the first already"
    menu.close()
    menu = menu_of(row_of(popover, "c"))
    assert labels(menu) == ["To the front", "Cancel", *everywhere]
    choose(menu, "To the front")
    assert acted.at(0) == [C, "to_front"] and popover.isVisible()
    choose(menu_of(row_of(popover, "c")), "Cancel")
    assert cancelled.at(0) == [C] and popover.isVisible()
    choose(menu_of(row_of(popover, "c")), "Recipe into the form")
    assert acted.at(1) == [C, "show_in_form"] and not popover.isVisible()
    popover.show()
    choose(menu_of(row_of(popover, "c")), "Show in the gallery")
    assert chosen.at(0) == [C] and not popover.isVisible()


def test_more_is_there_under_the_mouse_and_covers_nothing(popover: QueuePopover) -> None:
    row = row_of(popover, "c")
    assert not row.more.isVisible()
    QApplication.sendEvent(row, _enter(row))
    assert row.more.isVisible() and not row.more.geometry().intersects(row.button.geometry())
    row.more.click()
    assert next(menu for menu in popover.findChildren(QMenu) if menu.isVisible())


def _enter(row: QWidget) -> QEvent:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QEnterEvent

    at = QPointF(100, 20)
    return QEnterEvent(at, at, QPointF(row.mapToGlobal(at.toPoint())))


OVER = [
    job(11, JobState.DONE, 4, ended_at=NOON - 30, prompt="done"),
    job(12, JobState.FAILED, ended_at=NOON - 20, fault="transient", prompt="failed"),
    job(13, JobState.FAILED, ended_at=NOON - 10, fault="moderation", prompt="stopped"),
    job(14, JobState.CANCELLED, ended_at=NOON, prompt="taken back"),
]


def test_done_today_opens_and_closes(popover: QueuePopover) -> None:
    popover.set_jobs([*WAITING, *OVER])
    fold, height = popover.list.fold, popover.height()
    assert fold.isVisible() and fold.caption == "1 job(s) · 4 picture(s) · 2 failed · 1 cancelled"
    assert "done" not in [row.words.title for row in popover.rows]
    QTest.mouseClick(fold, Qt.MouseButton.LeftButton)
    shown = [(row.words.title, row.words.state, row.words.label) for row in popover.rows[len(WAITING) :]]
    assert shown == [
        ("taken back", "Cancelled", "Show"),
        ("stopped", "Stopped", "Edit prompt"),
        ("failed", "Failed · a new try is a new paid job", "Try again"),
        ("done", "4 saved", "Show"),
    ]
    assert popover.height() == height + 4 * HEIGHT
    fold.setFocus()
    QTest.keyClick(fold, Qt.Key.Key_Left)
    assert popover.height() == height
    QTest.keyClick(fold, Qt.Key.Key_Right)
    QTest.keyClick(fold, Qt.Key.Key_Down)
    assert row_of(popover, "taken back").hasFocus()


def test_a_failed_job_is_tried_again_once_a_press_and_never_by_the_row_itself(
    popover: QueuePopover, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr("jimeng_desktop.ui.queue.row.time.monotonic", lambda: now[0])
    popover.set_jobs(OVER)
    popover.list.fold.setChecked(True)
    acted, chosen = QSignalSpy(popover.job_acted), QSignalSpy(popover.job_chosen)
    row = row_of(popover, "failed")
    for moment in (100.0, 100.2, 100.9):
        now[0] = moment
        QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    again = [OVER[1].id, "try_again"]
    assert [acted.at(at) for at in range(acted.count())] == [again, again] and popover.isVisible()
    now[0] = 200.0
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    for target in (row.button, row):
        QApplication.sendEvent(target, held)
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert acted.count() == 2 and chosen.count() == 0
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert acted.count() == 2 and chosen.at(0) == [OVER[1].id]


def test_today_can_be_long(popover: QueuePopover) -> None:
    popover.set_jobs([job(n, JobState.DONE, 4, ended_at=NOON - n) for n in range(MOST_ENDED + 7)])
    assert popover.rows == []
    popover.list.fold.setChecked(True)
    assert len(popover.rows) == MOST_ENDED
    texts = [label.text() for label in popover.findChildren(QLabel) if label.isVisible()]
    assert "and 7 more" in texts


def test_escape_closes(popover: QueuePopover) -> None:
    row_of(popover, "b").setFocus()
    QTest.keyClick(row_of(popover, "b"), Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_unfolded_where_the_list_is_long_its_rows_come_into_sight() -> None:
    def hidden(stage: Stage) -> list[str]:
        rows = stage.session.queue.popover.rows[-2:]
        return [row.words.title for row in rows if row.visibleRegion().isEmpty()]

    with showing() as theatre:
        assert theatre.see("queue-done-today", Variant("dark", "en", 1280, 800), hidden) == []

"""The queue in the whole window, on the demo: what is moved there is really sent in that order."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from jimeng_desktop.core.job import JobState
from jimeng_desktop.options import Options
from jimeng_desktop.ui.queue.popover import QueuePopover
from jimeng_desktop.ui.queue.row import HEIGHT, QueueRow
from jimeng_desktop.ui.window.main_window import MainWindow
from tests.journeys.windows import in_window, jobs, until, write_and_generate

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing", extend=True)
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def opened(window: MainWindow) -> QueuePopover:
    window.toolbar.queue.click()
    (popover,) = window.findChildren(QueuePopover)
    assert popover.isVisible()
    return popover


def waiting(popover: QueuePopover) -> list[str]:
    return [row.words.title for row in popover.rows if row.words.movable]


def row_of(popover: QueuePopover, title: str) -> QueueRow:
    return next(row for row in popover.rows if row.words.title == title)


def test_jobs_moved_by_mouse_key_and_menu_are_sent_in_that_order(tmp_path: Path) -> None:
    async def play(window: MainWindow) -> None:
        popover = opened(window)
        popover.pause_button.click()
        popover.hide()
        for prompt in "abcd":
            write_and_generate(window, prompt)
        window.composer.prompt.setPlainText("first")
        QTest.keyClick(window.composer.prompt, Qt.Key.Key_Return, CONTROL_SHIFT)
        await until(lambda: [job.state for job in jobs(window)] == [JobState.WAITING] * 5)
        opened(window)
        assert waiting(popover) == ["first", "a", "b", "c", "d"]
        row = row_of(popover, "d")
        QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(8, 20))
        for y in (10, -HEIGHT, -2 * HEIGHT - 10):
            QTest.mouseMove(row, QPoint(8, y))
        QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=QPoint(8, -2 * HEIGHT - 10))
        await until(lambda: waiting(popover) == ["first", "a", "d", "b", "c"])
        row_of(popover, "first").setFocus()
        QTest.keyClick(row_of(popover, "first"), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        await until(lambda: waiting(popover) == ["a", "first", "d", "b", "c"])
        row_of(popover, "c").more.click()
        (menu,) = (menu for menu in popover.findChildren(QMenu) if menu.isVisible())
        next(action for action in menu.actions() if action.text() == "To the front").trigger()
        menu.close()
        await until(lambda: waiting(popover) == ["c", "a", "first", "d", "b"])
        popover.pause_button.click()
        await until(lambda: all(job.accepted_at for job in jobs(window)))
        sent = sorted(jobs(window), key=lambda job: job.sent_at or 0.0)
        assert [job.recipe.prompt for job in sent] == ["c", "a", "first", "d", "b"]

    in_window(Options(demo=True, profile=tmp_path), play, sends_at_once=1)


def test_the_fields_that_may_be_at_fault_light_up_in_the_form(tmp_path: Path) -> None:
    async def play(window: MainWindow) -> None:
        write_and_generate(window, "a fox, demo:parameters")
        await until(lambda: bool(jobs(window)) and jobs(window)[0].state is JobState.FAILED)
        window.composer.prompt.setPlainText("something else")
        gallery, composer = window.middle.gallery, window.composer
        await until(lambda: gallery._widgets.card(jobs(window)[0].id) is not None)
        card = gallery._widgets.card(jobs(window)[0].id)
        assert card and [button.text() for button in card.buttons] == ["Show in form"]
        card.buttons[0].click()
        shown = {field for field, label in composer._sentences.items() if label.isVisible()}
        assert shown == {"ratio", "resolution"} and composer.recipe() == jobs(window)[0].recipe
        next(tile for tile in composer.ratio.stops() if tile.isEnabled() and not tile.isChecked()).click()
        shown = {field for field, label in composer._sentences.items() if label.isVisible()}
        assert shown == {"resolution"}, "each until it is changed"

    in_window(Options(demo=True, profile=tmp_path), play)

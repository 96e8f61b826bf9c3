"""Columns of the window: what fits where, what is put away and comes back, full screen, and nothing that clips."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from jimeng_desktop.core.settings import Settings
from jimeng_desktop.messages import Action, Words
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.design.word_buttons import WordButton
from jimeng_desktop.ui.jobs.counts import Counts
from jimeng_desktop.ui.window.columns import Side
from jimeng_desktop.ui.window.main_window import MainWindow
from tests.ui.made_jobs import job
from tests.ui.test_main_window import FORM, new_window

BOTH = {Side.LEFT: True, Side.RIGHT: True}


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    """With two jobs, wide."""
    look.apply(qapp, "dark")
    window = new_window(Settings(last_form=FORM))
    qtbot.addWidget(window)
    window.setMinimumSize(1, 1)  # as on a small screen
    window.middle.gallery.gallery_model.set_jobs([job(2, pictures=4), job(1, pictures="ssw")])
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def shown(window: MainWindow) -> dict[Side, bool]:
    panels = {Side.LEFT: window.composer, Side.RIGHT: window.inspector}
    assert {side: panel.isVisible() for side, panel in panels.items()} == {s: window.columns.shows(s) for s in Side}
    return {side: panel.isVisible() for side, panel in panels.items()}


def in_gallery(window: MainWindow) -> QWidget:
    window.middle.gallery.set_current_picture(job(2, pictures=4).pictures[0].id)
    window.middle.gallery.setFocus()
    return window.middle.gallery


@pytest.mark.parametrize(
    ("width", "left", "right"),
    [(640, False, False), (899, False, False), (900, True, False), (1099, True, False), (1100, True, True),
     (1400, True, True), (2560, True, True)],
)  # fmt: skip
def test_what_has_no_room_goes_and_comes_back(window: MainWindow, width: int, left: bool, right: bool) -> None:
    in_gallery(window)
    window.resize(width, 700)
    assert shown(window) == {Side.LEFT: left, Side.RIGHT: right}
    assert window.middle.width() >= min(width, 320)
    window.resize(1440, 900)
    assert shown(window) == BOTH
    assert (window.composer.width(), window.inspector.width()) == (335, 295)  # and a line each


def test_what_the_user_has_closed_stays_closed(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(in_gallery(window), Qt.Key.Key_I)
    assert shown(window) == {Side.LEFT: True, Side.RIGHT: False}
    window.resize(1000, 700)
    window.resize(1440, 900)
    assert shown(window)[Side.RIGHT] is False
    qtbot.mouseClick(window.toolbar.inspector_button, Qt.MouseButton.LeftButton)
    assert shown(window) == BOTH
    assert window.toolbar.inspector_button.isChecked() and window.view_commands.inspector.isChecked()


def test_letters_in_the_prompt_are_text(window: MainWindow, qtbot: QtBot) -> None:
    window.composer.focus_field("prompt")
    qtbot.keyClicks(window.composer.prompt, "IRF")
    assert window.composer.prompt.toPlainText().count("IRF") == 1
    assert shown(window) == BOTH and not window.full_screen.on


def test_tab_puts_both_panels_away_and_brings_back_what_there_was(window: MainWindow, qtbot: QtBot) -> None:
    gallery = in_gallery(window)
    qtbot.keyClick(gallery, Qt.Key.Key_Tab)
    assert shown(window) == {Side.LEFT: False, Side.RIGHT: False}
    assert window.middle.width() == window.width()
    qtbot.keyClick(gallery, Qt.Key.Key_Tab)
    assert shown(window) == BOTH
    qtbot.keyClick(gallery, Qt.Key.Key_I)
    qtbot.keyClick(gallery, Qt.Key.Key_Tab)
    qtbot.keyClick(gallery, Qt.Key.Key_Tab)
    assert shown(window) == {Side.LEFT: True, Side.RIGHT: False}
    window.composer.focus_field("prompt")
    qtbot.keyClick(window.composer.prompt, Qt.Key.Key_Tab)
    assert window.focusWidget() is not window.composer.prompt and shown(window)[Side.LEFT]


def test_tab_acts_in_the_loupe_too(window: MainWindow, qtbot: QtBot) -> None:
    in_gallery(window)
    window.middle.show_view("loupe")
    qtbot.keyClick(window.middle.loupe, Qt.Key.Key_Tab)
    assert shown(window) == {Side.LEFT: False, Side.RIGHT: False}


def test_the_keyboard_never_stays_in_a_panel_that_is_gone(window: MainWindow) -> None:
    window.composer.focus_field("prompt")
    window.columns.toggle(Side.LEFT)
    assert window.focusWidget() is window.middle.gallery


def test_panels_are_remembered(window: MainWindow, qtbot: QtBot) -> None:
    window.columns.set_width(Side.LEFT, 400)
    window.columns.set_width(Side.RIGHT, 999)
    window.columns.toggle(Side.RIGHT)
    again = new_window(Settings(window=window.state()))
    qtbot.addWidget(again)
    again.resize(1440, 900)
    again.show()
    assert again.columns.widths == {Side.LEFT: 400, Side.RIGHT: 420}
    assert shown(again) == {Side.LEFT: True, Side.RIGHT: False}


def test_a_line_can_be_dragged(window: MainWindow, qtbot: QtBot) -> None:
    line, height = window.columns._lines[Side.LEFT], 300
    with qtbot.waitSignal(window.placed):
        qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(line.width() - 1, height))
        qtbot.mouseMove(line, line.mapFrom(window.columns, QPoint(399, height)))
        qtbot.mouseRelease(line, Qt.MouseButton.LeftButton)
    assert window.columns.widths[Side.LEFT] == 400 == window.toolbar.lead.width() == window.middle.x()


def test_in_a_small_window_the_form_lies_over_the_gallery(window: MainWindow, qtbot: QtBot) -> None:
    in_gallery(window)
    window.resize(700, 620)
    assert shown(window)[Side.LEFT] is False and window.toolbar.composer_button.isVisible()
    wide = window.middle.width()
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert shown(window)[Side.LEFT] and window.focusWidget() is window.composer.prompt
    assert window.middle.width() == wide == 700
    qtbot.keyClick(window.composer.prompt, Qt.Key.Key_Escape)
    assert shown(window)[Side.LEFT] is False and window.focusWidget() is window.middle.gallery
    qtbot.mouseClick(window.toolbar.composer_button, Qt.MouseButton.LeftButton)
    assert shown(window)[Side.LEFT]
    beside = window.columns.childAt(600, 300)
    qtbot.mouseClick(beside, Qt.MouseButton.LeftButton)
    assert shown(window)[Side.LEFT] is False
    window.resize(1440, 900)
    assert shown(window) == BOTH


def test_a_form_in_use_stays_when_the_window_shrinks(window: MainWindow) -> None:
    window.composer.focus_field("prompt")
    window.resize(700, 620)
    assert window.columns.lies_over is Side.LEFT and window.focusWidget() is window.composer.prompt


def test_the_inspector_lies_over_the_gallery_where_it_has_no_room(window: MainWindow, qtbot: QtBot) -> None:
    gallery = in_gallery(window)
    window.resize(1000, 700)
    qtbot.keyClick(gallery, Qt.Key.Key_I)
    assert window.columns.lies_over is Side.RIGHT and window.focusWidget() is gallery
    qtbot.keyClick(gallery, Qt.Key.Key_I)
    assert window.columns.lies_over is None


def test_generating_brings_the_form_into_view(window: MainWindow, qtbot: QtBot) -> None:
    gallery = in_gallery(window)
    window.columns.toggle_both()
    with qtbot.waitSignal(window.composer.generate):
        qtbot.keyClick(gallery, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shown(window)[Side.LEFT]


def test_a_new_window_of_another_language_looks_the_same(window: MainWindow, qtbot: QtBot) -> None:
    in_gallery(window)
    window.columns.set_width(Side.LEFT, 420)
    window.columns.toggle(Side.RIGHT)
    again = new_window(Settings(last_form=FORM))
    qtbot.addWidget(again)
    again.resize(1440, 900)
    again.show()
    again.take_over(window)
    assert again.columns.state() == window.columns.state()
    assert shown(again) == shown(window)


# View and full screen


def test_the_switch_shows_grid_or_loupe(window: MainWindow, qtbot: QtBot) -> None:
    switch = window.toolbar.views
    assert switch.way() == "grid"
    qtbot.mouseClick(switch.buttons["loupe"], Qt.MouseButton.LeftButton)
    assert window.middle.showing_loupe and switch.way() == "loupe"
    assert window.middle.current_picture == job(2, pictures=4).pictures[0].id, "the first in sight"
    qtbot.keyClick(window.middle.loupe, Qt.Key.Key_G)
    assert window.middle.showing_gallery and switch.way() == "grid"


@pytest.mark.parametrize("key", [Qt.Key.Key_F, Qt.Key.Key_F11])
@pytest.mark.parametrize("back", [Qt.Key.Key_F, Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_full_screen_shows_the_picture_alone_and_everything_comes_back(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, back: Qt.Key
) -> None:
    gallery = in_gallery(window)
    window.columns.toggle(Side.RIGHT)
    before = window.state(), shown(window), window.windowState()
    qtbot.keyClick(gallery, key)
    loupe = window.middle.loupe
    QApplication.sendPostedEvents()
    assert window.isFullScreen() and window.full_screen.on
    assert loupe.size() == window.size()
    bars = (window.toolbar, window.status_bar, window.composer, window.inspector, window.middle.loupe_page.foot)
    assert not any(part.isVisible() for part in bars)
    assert not any(button.isVisible() for button in loupe._buttons())
    assert window.state() == before[0], "what is remembered is the window as it was"
    window.banner.say(Words("A thing", "Said.", None, "attention"))
    assert not window.banner.isVisible()
    qtbot.keyClick(loupe, Qt.Key.Key_Right)
    assert window.isFullScreen()
    qtbot.keyClick(loupe, back)
    assert not window.full_screen.on
    assert (shown(window), window.windowState()) == before[1:]
    assert window.middle.showing_gallery and gallery.current_picture == job(2, pictures=4).pictures[1].id
    assert window.toolbar.isVisible() and window.status_bar.isVisible() and window.banner.isVisible()


def test_full_screen_from_the_loupe_leads_back_to_it(window: MainWindow, qtbot: QtBot) -> None:
    in_gallery(window)
    window.middle.show_view("loupe")
    page = window.middle.loupe_page
    qtbot.mouseClick(page.foot.full_screen, Qt.MouseButton.LeftButton)
    assert window.isFullScreen()
    qtbot.keyClick(page.loupe, Qt.Key.Key_Escape)
    assert window.middle.showing_loupe and page.foot.isVisible() and not window.isFullScreen()
    qtbot.keyClick(page.loupe, Qt.Key.Key_F)
    qtbot.keyClick(page.loupe, Qt.Key.Key_G)
    assert window.middle.showing_gallery and not window.isFullScreen()


def test_without_a_picture_there_is_no_full_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.middle.gallery.setFocus()
    window.middle.gallery.setCurrentIndex(window.middle.gallery.gallery_model.index(6))  # still on the server
    qtbot.keyClick(window.middle.gallery, Qt.Key.Key_F)
    assert not window.full_screen.on and not window.isFullScreen()


# Small windows


@pytest.mark.parametrize("size", [(640, 400), (800, 600), (900, 620), (1100, 700), (2560, 1440)])
@pytest.mark.parametrize("view", ["grid", "loupe"])
def test_nothing_clips(window: MainWindow, size: tuple[int, int], view: str) -> None:
    in_gallery(window)
    window.middle.show_view(view)
    window.status_bar.show_counts(Counts(waiting=12, making=3, fetching=4, needs_you=2, on_server=14, today=120))
    window.toolbar.queue.set_count(21)
    window.toolbar.set_paused(True)
    words = Words("Out of points, queue paused", "Nothing is sent until there are points again. " * 2,
                  Action("go_on", "Go on"), "points", Action("x", "Discard all"))  # fmt: skip
    window.banner.say(words)
    window.resize(*size)
    QApplication.sendPostedEvents()
    assert (window.width(), window.height()) == size
    banner, bar = window.banner, window.status_bar
    parts = [window.toolbar, banner, bar, *window.toolbar.findChildren(QWidget), *banner.findChildren(QWidget),
             *bar.findChildren(QWidget)]  # fmt: skip
    for part in [part for part in parts if part.isVisible() and not part.isWindow()]:
        corner = part.mapTo(window, QPoint(0, 0))
        assert corner.x() >= 0 and corner.x() + part.width() <= size[0], part
        assert corner.y() >= 0 and corner.y() + part.height() <= size[1], part
        if isinstance(part, QLabel | QPushButton | WordButton):
            assert part.width() >= part.minimumSizeHint().width(), part
    assert banner.sentence.height() >= banner.sentence.heightForWidth(banner.sentence.width())
    shown_items = (bar.jobs, bar.saved, bar.today, bar.connection)
    edges = [(item.x(), item.x() + item.width()) for item in shown_items]
    assert all(left[1] <= right[0] for left, right in zip(edges, edges[1:], strict=False))
    assert all(item.toolTip().startswith(item.text()) for item in shown_items if item.width() < item.full_width)


def test_a_form_higher_than_the_window_scrolls(window: MainWindow) -> None:
    window.composer.focus_field("prompt")
    window.resize(640, 400)
    QApplication.sendPostedEvents()
    assert window.composer.height() >= window.composer.minimumSizeHint().height()
    assert window.composer.form_area.verticalScrollBar().maximum() > 0

"""The composer's controls: real radio buttons and spin boxes under a look of their own."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from jimeng_desktop.ui.composer import generate_button
from jimeng_desktop.ui.composer.generate_button import GenerateFoot
from jimeng_desktop.ui.composer.ratio_tiles import RatioTile, ratio_tiles, shape_size
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.design.choices import segments
from jimeng_desktop.ui.design.numbers import Stepper
from tests.ui.made_jobs import NOON

RATIOS = ["1:1", "4:3", "3:4", "16:9", "9:16", "3:2", "2:3", "21:9"]


@pytest.fixture(autouse=True)
def looks(qapp: QApplication) -> None:
    look.apply(qapp, "dark")


_pages: list[QWidget] = []  # held here: a page nobody holds takes its widgets with it


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    page = QWidget()
    _pages[:] = [page]
    layout = QVBoxLayout(page)
    for widget in widgets:
        layout.addWidget(widget)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.mark.parametrize("ratio", RATIOS)
def test_a_ratio_is_drawn_true_to_shape_and_within_its_box(ratio: str) -> None:
    width, height = shape_size(ratio)
    across, down = (int(part) for part in ratio.split(":"))
    assert max(width, height) <= 22
    assert abs(width / height - across / down) < 0.25 * across / down
    assert (width > height) == (across > down)


def test_ratio_tiles_are_one_tab_stop_and_arrows_choose(qtbot: QtBot) -> None:
    before, tiles, after = QLineEdit(), ratio_tiles("Ratio"), QLineEdit()
    tiles.set_choices(RATIOS)
    tiles.set_value("3:4")
    page = shown(qtbot, before, tiles, after)
    said: list[str] = []
    tiles.chosen.connect(said.append)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    chosen = page.focusWidget()
    assert isinstance(chosen, RatioTile) and chosen.value == "3:4" and chosen.ring
    qtbot.keyClick(chosen, Qt.Key.Key_Right)
    assert tiles.value() == "16:9"
    assert said == ["16:9"]
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is after


def test_what_a_model_does_not_take_cannot_be_chosen_and_says_why(qtbot: QtBot) -> None:
    tiles = ratio_tiles("Ratio")
    tiles.set_choices(RATIOS)
    tiles.set_value("3:4")
    tiles.set_taken(["1:1", "3:4", "9:16"], "No.")
    shown(qtbot, tiles)
    tiles.focus_choice()
    qtbot.keyClick(tiles.focusWidget(), Qt.Key.Key_Right)
    assert tiles.value() == "9:16", "16:9 is passed over"
    off = [tile for tile in tiles.findChildren(RatioTile) if not tile.isEnabled()]
    assert {tile.value for tile in off} == {"4:3", "16:9", "3:2", "2:3", "21:9"}
    assert {tile.toolTip() for tile in off} == {"No."}
    qtbot.mouseClick(off[0], Qt.MouseButton.LeftButton)
    assert tiles.value() == "9:16"


def test_a_screen_reader_meets_named_radio_buttons(qtbot: QtBot) -> None:
    tiles = ratio_tiles("Ratio")
    tiles.set_choices(RATIOS)
    shown(qtbot, tiles)
    met = [QAccessible.queryAccessibleInterface(tile) for tile in tiles.findChildren(RatioTile)]
    assert {spoken.role() for spoken in met} == {QAccessible.Role.RadioButton}
    assert [spoken.text(QAccessible.Text.Name) for spoken in met] == [f"Ratio {ratio}" for ratio in RATIOS]


def test_segments_choose_by_mouse_without_a_ring(qtbot: QtBot) -> None:
    sizes = segments("Resolution")
    sizes.set_choices(["1k", "2k", "4k"])
    sizes.set_value("2k")
    shown(qtbot, sizes)
    last = sizes._choices[2]
    qtbot.mouseClick(last, Qt.MouseButton.LeftButton)
    assert sizes.value() == "4k"
    assert not last.ring


def test_the_stepper_steps_within_its_limits(qtbot: QtBot) -> None:
    jobs = Stepper("Jobs", 1, 3)
    shown(qtbot, jobs)
    assert not jobs._less.isEnabled()
    qtbot.mouseClick(jobs._more, Qt.MouseButton.LeftButton)
    qtbot.keyClick(jobs, Qt.Key.Key_Up)
    assert jobs.value() == 3
    assert not jobs._more.isEnabled()
    assert jobs.lineEdit().width() >= 40, "the number has room"


def test_a_held_space_presses_generate_once(qtbot: QtBot) -> None:
    foot = GenerateFoot()
    shown(qtbot, foot)
    pressed: list[int] = []
    foot.pressed.connect(lambda: pressed.append(1))
    foot.button.setFocus(Qt.FocusReason.TabFocusReason)
    for kind, held in (
        (QEvent.Type.KeyPress, False),
        *[(QEvent.Type.KeyPress, True), (QEvent.Type.KeyRelease, True)] * 5,
    ):
        QApplication.sendEvent(
            foot.button, QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", held)
        )
    qtbot.keyRelease(foot.button, Qt.Key.Key_Space)
    assert pressed == [1]


def test_undo_stands_while_a_job_is_held(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [NOON]
    monkeypatch.setattr(generate_button, "time", SimpleNamespace(time=lambda: now[0]))
    foot = GenerateFoot()
    shown(qtbot, foot)
    pressed: list[int] = []
    foot.undo_pressed.connect(lambda: pressed.append(1))
    assert foot.hint.isVisible() and not foot.undo.isVisible()
    foot.show_held(NOON + 3)
    assert foot.undo.isVisible() and foot.undo.text() == foot.undo.accessibleName() == "Undo (3 s)"
    now[0] = NOON + 2.5
    foot.show_held(NOON + 3)
    assert foot.undo.text() == "Undo (1 s)"
    assert foot.button.isEnabled(), "Generate never waits for a job"
    qtbot.mouseClick(foot.undo, Qt.MouseButton.LeftButton)
    assert pressed == [1]
    foot.undo.setFocus()
    foot.show_held(None)
    assert foot.hint.isVisible() and not foot.undo.isVisible() and foot.button.hasFocus()

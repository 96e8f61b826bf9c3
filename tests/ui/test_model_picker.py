"""The list of models: searched, starred, chosen by mouse and keys; and nothing happens to the form by accident."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from jimeng_desktop.assets import asset
from jimeng_desktop.core.catalog import Catalog
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.ui.base.language import apply_language
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.model_picker.picker import ModelPicker
from jimeng_desktop.ui.model_picker.popover import EDGE, SHARE, ModelPopover
from jimeng_desktop.ui.model_picker.rows import ModelRows, star_spot

CATALOG = read_catalog(asset("models.toml"))


@pytest.fixture
def picker(qtbot: QtBot, qapp: QApplication) -> ModelPicker:
    look.apply(qapp, "dark")
    return made(qtbot, CATALOG)


def made(qtbot: QtBot, catalog: Catalog, size: tuple[int, int] = (700, 800)) -> ModelPicker:
    """A picker in a window of its own, with a button beside it."""
    window = QWidget()
    picker = ModelPicker(window)
    column = QVBoxLayout(window)
    column.addStretch(1)
    column.addWidget(picker)
    column.addWidget(QPushButton("beside", window))
    picker.set_models(catalog)
    picker.choose("jimeng-4.5")
    window.resize(*size)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    picker.setFocus()
    picker.window_kept = window  # type: ignore[attr-defined]  # else Python lets it go
    return picker


def opened(picker: ModelPicker) -> ModelPopover:
    picker.showPopup()
    assert picker.popover
    return picker.popover


def shown(popover: ModelPopover) -> list[str]:
    """The rows as they are read; the lines over sections in brackets."""
    entries = [popover.rows.entry(row) for row in range(popover.rows.rowCount())]
    return [entry.name if entry.model else f"[{entry.name}]" for entry in entries]


def spot_of(popover: ModelPopover, model_id: str) -> QPoint:
    index = popover.rows.index(popover.rows.row_of(model_id))
    popover.list.scrollTo(index)
    return popover.list.visualRect(index).center()


def press(qtbot: QtBot, picker: ModelPicker, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(picker.window().focusWidget(), key)


def test_favourites_come_first_then_the_families(picker: ModelPicker) -> None:
    picker.set_favourites(["seedream-4", "gone", "jimeng-4.6", 5])
    rows = shown(opened(picker))
    assert rows[:4] == ["[Favourites]", "Seedream 4", "Jimeng 4.6", "[Jimeng]"]
    assert [row for row in rows if row[0] == "["] == ["[Favourites]", "[Jimeng]", "[Seedream]", "[Nano Banana]"]
    assert sorted(row for row in rows if row[0] != "[") == sorted(model.name for model in CATALOG), "each once"


def test_the_rows_are_a_proper_model(qtmodeltester: ModelTester) -> None:
    rows = ModelRows(CATALOG.models, "jimeng-4.5", ["jimeng-4.6"])
    qtmodeltester.check(rows)
    rows.search("seedream")
    rows.star(1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("xl", ["Jimeng XL Pro"]),
        ("jimeng-2.0-p", ["Jimeng 2.0 Pro"]),
        ("NANO banana", ["Nano Banana", "Nano Banana 2", "Nano Banana Pro"]),
        ("banana pro", ["Nano Banana Pro"]),
        ("nanobanana", ["Nano Banana", "Nano Banana 2", "Nano Banana Pro"]),
        ("preview of", ["Jimeng 5.0 Preview"]),
        ("预览", ["Jimeng 5.0 Preview"]),
        ("即梦 xl", ["Jimeng XL Pro"]),
        ("ｊｉｍｅｎｇ　４．５", ["Jimeng 4.5"]),
        ("flux", []),
    ],
)
def test_the_search_finds_by_name_id_family_and_line_in_both_languages(
    picker: ModelPicker, text: str, found: list[str]
) -> None:
    popover = opened(picker)
    popover.search.setText(text)
    assert [row for row in shown(popover) if row[0] != "["] == found
    assert popover.nothing.isVisible() == (not found)
    assert popover.list.currentIndex().row() == (1 if found else -1), "Enter takes the first"


def test_by_keys_alone(picker: ModelPicker, qtbot: QtBot) -> None:
    qtbot.keyClick(picker, Qt.Key.Key_Space)
    popover = picker.popover
    assert popover and popover.search.hasFocus()
    assert popover.rows.entry(popover.list.currentIndex().row()).chosen
    qtbot.keyClicks(popover.search, "seedream")
    press(qtbot, picker, Qt.Key.Key_Down)
    assert popover.list.hasFocus()
    press(qtbot, picker, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert picker.currentData() == "seedream-4.5"
    assert picker.popover is None and picker.hasFocus()


def test_a_letter_in_the_list_goes_on_with_the_search(picker: ModelPicker, qtbot: QtBot) -> None:
    popover = opened(picker)
    qtbot.keyClicks(popover.search, "see")
    press(qtbot, picker, Qt.Key.Key_Down)
    qtbot.keyClick(popover.list, Qt.Key.Key_D)
    assert popover.search.hasFocus() and popover.search.text() == "seed"


def test_typing_on_the_closed_box_searches_and_changes_nothing(picker: ModelPicker, qtbot: QtBot) -> None:
    qtbot.keyClick(picker, Qt.Key.Key_N)
    assert picker.currentData() == "jimeng-4.5"
    assert picker.popover and picker.popover.search.text() == "n"
    qtbot.keyClicks(picker.popover.search, "ano")
    assert picker.popover.search.text() == "nano"


def test_the_wheel_never_changes_the_model(picker: ModelPicker) -> None:
    for focused in (True, False):
        if not focused:
            picker.clearFocus()
        middle = QPointF(picker.rect().center())
        event = QWheelEvent(
            middle, picker.mapToGlobal(middle), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(picker, event)
        assert picker.currentData() == "jimeng-4.5"
        assert not event.isAccepted(), "the form scrolls instead"
    assert not picker.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus


def test_escape_leaves_everything_as_it_was(picker: ModelPicker, qtbot: QtBot) -> None:
    opened(picker)
    press(qtbot, picker, Qt.Key.Key_Down, Qt.Key.Key_Escape)
    assert picker.popover is None and picker.hasFocus() and picker.currentData() == "jimeng-4.5"


def test_a_press_beside_it_only_closes_it(picker: ModelPicker, qtbot: QtBot) -> None:
    popover = opened(picker)
    button = picker.window().findChild(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    at = button.geometry().center()
    assert picker.window().childAt(at) is popover, "it lies over everything"
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.mouseClick(popover, Qt.MouseButton.LeftButton, pos=at)
    assert picker.popover is None


def test_no_key_of_the_window_acts_while_it_is_open(picker: ModelPicker, qtbot: QtBot) -> None:
    from PySide6.QtGui import QAction

    action = QAction(picker.window())
    action.setShortcuts(["F", "Ctrl+Return"])
    picker.window().addAction(action)
    popover = opened(picker)
    press(qtbot, picker, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(action.triggered):
        qtbot.keyClick(popover.list, Qt.Key.Key_F)
    popover.search.setFocus()
    with qtbot.assertNotEmitted(action.triggered):
        qtbot.keyClick(popover.search, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_a_press_on_the_box_opens_it_and_another_closes_it(picker: ModelPicker, qtbot: QtBot) -> None:
    qtbot.mouseClick(picker, Qt.MouseButton.LeftButton)
    popover = picker.popover
    assert popover and popover.isVisible() and not picker.view().isVisible(), "ours, not Qt's"
    at = picker.mapTo(picker.window(), picker.rect().center())
    qtbot.mouseClick(popover, Qt.MouseButton.LeftButton, pos=at)
    assert picker.popover is None


def test_a_click_chooses(picker: ModelPicker, qtbot: QtBot) -> None:
    popover = opened(picker)
    with qtbot.waitSignal(picker.currentIndexChanged):
        qtbot.mouseClick(
            popover.list.viewport(), Qt.MouseButton.LeftButton, pos=spot_of(popover, "jimeng-4.1")
        )  # fmt: skip
    assert picker.currentData() == "jimeng-4.1" and picker.popover is None


@pytest.mark.parametrize("way", ["click", "key"])
def test_a_star_makes_a_favourite_and_moves_no_row(picker: ModelPicker, qtbot: QtBot, way: str) -> None:
    picker.set_favourites(["jimeng-4.6"])
    popover = opened(picker)
    before = shown(popover)
    row = popover.rows.row_of("jimeng-4.1")

    def star() -> None:
        if way == "click":
            spot = star_spot(popover.list.visualRect(popover.rows.index(row))).center()
            qtbot.mouseClick(popover.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        else:
            popover.list.setFocus()
            popover.list.go_to(row)
            qtbot.keyClick(popover.list, Qt.Key.Key_F)

    for expected in (["jimeng-4.6", "jimeng-4.1"], ["jimeng-4.6"], ["jimeng-4.6", "jimeng-4.1"]):
        with qtbot.waitSignal(picker.favourites_changed) as changed:
            star()
        assert changed.args == [expected]
        assert shown(popover) == before and picker.currentData() == "jimeng-4.5"
    popover.search.setText("4.")
    assert popover.rows.entry(popover.rows.row_of("jimeng-4.1")).favourite, "a search forgets no star"
    popover.leave()
    assert shown(opened(picker))[:3] == ["[Favourites]", "Jimeng 4.6", "Jimeng 4.1"]


def test_a_model_is_added_by_its_id(picker: ModelPicker, qtbot: QtBot) -> None:
    popover = opened(picker)
    qtbot.keyClicks(popover.search, "wan 2.5")
    press(qtbot, picker, Qt.Key.Key_Return)
    page = popover.page
    assert page and page.field.hasFocus() and page.field.text() == "wan 2.5"
    with qtbot.assertNotEmitted(picker.add_asked):
        press(qtbot, picker, Qt.Key.Key_Return)
    assert page.fault.isVisible() and page.fault.text()
    page.field.clear()
    qtbot.keyClicks(page.field, "wan-2.5")
    assert not page.fault.isVisible()
    with qtbot.waitSignal(picker.add_asked) as asked:
        qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["wan-2.5"] and picker.popover is None


def test_an_id_that_is_here_is_chosen_and_not_added(picker: ModelPicker, qtbot: QtBot) -> None:
    popover = opened(picker)
    popover.add_button.click()
    assert popover.page
    with qtbot.assertNotEmitted(picker.add_asked):
        qtbot.keyClicks(popover.page.field, "seedream-4")
        press(qtbot, picker, Qt.Key.Key_Return)
    assert picker.currentData() == "seedream-4"


def test_escape_goes_back_from_adding_to_the_list(picker: ModelPicker, qtbot: QtBot) -> None:
    popover = opened(picker)
    popover.add_button.click()
    press(qtbot, picker, Qt.Key.Key_Escape)
    assert popover.page is None and popover.search.hasFocus() and popover.list.isVisible()


def test_the_last_row_is_reached_and_left_by_arrows(picker: ModelPicker, qtbot: QtBot) -> None:
    popover = opened(picker)
    popover.list.setFocus()
    popover.list.go_to(popover.rows.rowCount() - 1)
    press(qtbot, picker, Qt.Key.Key_Down)
    assert popover.add_button.hasFocus()
    press(qtbot, picker, Qt.Key.Key_Up)
    assert popover.list.hasFocus() and popover.list.currentIndex().row() == popover.rows.rowCount() - 1


def test_tab_stays_within(picker: ModelPicker, qtbot: QtBot) -> None:
    popover = opened(picker)
    for expected in (popover.list, popover.add_button, popover.search):
        press(qtbot, picker, Qt.Key.Key_Tab)
        assert expected.hasFocus()


def test_it_closes_when_the_window_changes_its_size(picker: ModelPicker, qtbot: QtBot) -> None:
    opened(picker)
    picker.window().resize(800, 700)
    qtbot.waitUntil(lambda: picker.popover is None)


@pytest.mark.parametrize("size", [(336, 500), (700, 620), (1400, 1400)])
def test_it_stays_in_the_window_and_takes_no_more_than_its_share(
    qtbot: QtBot, qapp: QApplication, size: tuple[int, int]
) -> None:
    picker = made(qtbot, CATALOG, size)
    popover = opened(picker)
    frame = popover.frame.geometry()
    assert frame.left() >= EDGE and frame.top() >= EDGE
    assert frame.right() < size[0] - EDGE + 1 and frame.bottom() < picker.mapTo(picker.window(), QPoint(0, 0)).y()
    assert frame.height() <= round(size[1] * SHARE)


def test_screen_readers_hear_name_line_and_marks(picker: ModelPicker, qapp: QApplication) -> None:
    picker.set_favourites(["jimeng-4.5"])
    popover = opened(picker)
    index = popover.rows.index(1)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Jimeng 4.5, 4th generation, the default, chosen, favourite"
    assert QAccessible.queryAccessibleInterface(popover.list).role() == QAccessible.Role.List
    controls = [popover.frame, popover.search, popover.list, popover.add_button, picker]
    assert all(control.accessibleName() for control in controls)


def test_the_lines_are_in_the_language_of_the_window(picker: ModelPicker, qapp: QApplication) -> None:
    for language, line in (("en", "Preview of the 5th generation"), ("zh_CN", "第 5 代预览版")):
        apply_language(qapp, language)
        popover = opened(picker)
        assert popover.rows.entry(popover.rows.row_of("jimeng-5.0-preview")).line == line
        popover.leave()


def test_a_long_name_makes_the_form_no_wider(qtbot: QtBot, qapp: QApplication, picker: ModelPicker) -> None:
    long = replace(CATALOG.models[0], id="long", name="A model with a name beyond all measure, " * 3, family="")
    wide = made(qtbot, replace(CATALOG, models=(*CATALOG.models, long)))
    assert wide.minimumSizeHint().width() == picker.minimumSizeHint().width()
    assert wide.sizeHint().width() == picker.sizeHint().width()
    assert "[Other models]" in shown(opened(wide))


def test_other_models_leave_the_chosen_one(picker: ModelPicker, qtbot: QtBot) -> None:
    picker.choose("jimeng-4.0")
    with qtbot.assertNotEmitted(picker.currentIndexChanged):
        picker.set_models(replace(CATALOG, models=(*CATALOG.models[5:], *CATALOG.models[:5])))
    assert picker.currentData() == "jimeng-4.0"

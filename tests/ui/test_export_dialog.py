"""The export dialog: what it offers, how it checks names, that it works by keyboard and in Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSpinBox, QToolButton
from pytestqt.qtbot import QtBot

from jimeng_desktop.export.naming import Shot
from jimeng_desktop.export.order import Order
from jimeng_desktop.ui.base.language import apply_language
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.exporting.dialog import ExportDialog
from tests.ui.made_jobs import gone, job

pytestmark = pytest.mark.zone("UTC")


def shots(count: int = 6, prompt: str = "a red fox in snow") -> list[Shot]:
    made = job(1, pictures=count, prompt=prompt)
    return [Shot(made, picture) for picture in made.pictures]


@pytest.fixture(autouse=True)
def in_english(qapp: QApplication) -> None:
    look.apply(qapp, "dark")
    apply_language(qapp, "en")


def opened(qtbot: QtBot, order: Order, of: Sequence[Shot] = ()) -> ExportDialog:
    dialog = ExportDialog(of or shots(), order)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> Iterator[ExportDialog]:
    dialog = opened(qtbot, Order(folder=str(tmp_path)))
    yield dialog
    gone(dialog)


def press(dialog: ExportDialog, key: Qt.Key) -> None:
    focused = dialog.focusWidget()
    assert focused
    QTest.keyClick(focused, key)


def choose(dialog: ExportDialog, format: str) -> None:
    QTest.mouseClick(
        next(stop for stop in dialog.format.stops() if stop.value == format),  # type: ignore[attr-defined]
        Qt.MouseButton.LeftButton,
    )


def test_it_says_what_it_will_do(dialog: ExportDialog, tmp_path: Path) -> None:
    assert dialog.title.text() == "Export 6 pictures"
    assert (dialog.export.text(), dialog.sum.text()) == ("Export 6", "6 files")
    assert dialog.folder.toolTip() == str(tmp_path)
    assert dialog.example.text() == "Example: 2026-11-23_a red fox in snow_01.jpg"


def test_the_example_follows_every_change(dialog: ExportDialog) -> None:
    choose(dialog, "PNG")
    assert dialog.example.text().endswith("_01.png")
    dialog.template.setText("{model} {n}")
    assert dialog.example.text() == "Example: jimeng-4.5 1.png"
    choose(dialog, "Original")
    assert dialog.example.text() == "Example: jimeng-4.5 1.png"


@pytest.mark.parametrize(
    ("template", "word"), [("", "letter"), ("a/b", "folder below"), ("{seed}", "does not exist"), ("{date", "exist")]
)
def test_a_bad_name_is_told_at_its_place_and_nothing_is_exported(
    dialog: ExportDialog, template: str, word: str
) -> None:
    accepted = QSignalSpy(dialog.accepted)
    dialog.template.setText(template)
    assert word in dialog.example.text() and word in dialog.template.accessibleDescription()
    assert dialog.example.property("role") == "fault" and dialog.template.property("fault")
    QTest.keyClick(dialog.template, Qt.Key.Key_Return)
    assert not dialog.export.isEnabled() and dialog.isVisible() and accepted.count() == 0
    dialog.template.setText("fox")
    assert dialog.export.isEnabled() and dialog.example.property("role") == "caption"


def test_quality_and_size_where_they_mean_something(dialog: ExportDialog) -> None:
    def able(format: str) -> tuple[bool, bool]:
        choose(dialog, format)
        return dialog.quality.isEnabled(), dialog.size_choice.isEnabled()

    assert {name: able(name) for name in ("Original", "PNG", "JPEG", "WebP")} == {
        "Original": (False, False), "PNG": (False, True), "JPEG": (True, True), "WebP": (True, True),
    }  # fmt: skip
    assert not dialog.edge.isEnabled()
    dialog.size_choice.setCurrentIndex(1)
    assert dialog.edge.isEnabled()


def test_each_format_keeps_its_own_quality(dialog: ExportDialog) -> None:
    dialog.quality.setValue(70)
    choose(dialog, "WebP")
    assert dialog.quality.value() == 90
    dialog.quality.setValue(55)
    choose(dialog, "PNG")
    choose(dialog, "JPEG")
    assert dialog.quality.value() == 70
    assert dialog.order().qualities == {"jpeg": 70, "webp": 55}


def test_by_keyboard_alone(dialog: ExportDialog, tmp_path: Path) -> None:
    assert dialog.focusWidget() is dialog.template
    QTest.keyClicks(dialog.template, "fox {n}")  # what was there is chosen, as in any field one comes to
    for _ in range(3):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.choose
    press(dialog, Qt.Key.Key_Tab)
    press(dialog, Qt.Key.Key_Right)
    for _ in range(2):
        press(dialog, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.export
    press(dialog, Qt.Key.Key_Tab)
    press(dialog, Qt.Key.Key_Right)
    press(dialog, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.quality
    QTest.keyClicks(dialog.quality, "80")
    accepted = QSignalSpy(dialog.accepted)
    press(dialog, Qt.Key.Key_Return)
    assert accepted.count() == 1
    order = dialog.order()
    assert (order.template, order.numbered, order.format) == ("fox {n}", False, "webp")
    assert (order.qualities["webp"], order.folder) == (80, str(tmp_path))


def test_escape_exports_nothing(dialog: ExportDialog) -> None:
    rejected = QSignalSpy(dialog.rejected)
    press(dialog, Qt.Key.Key_Escape)
    assert rejected.count() == 1


def test_fields_are_put_where_the_cursor_is(dialog: ExportDialog) -> None:
    actions = {action.text().partition("\t")[0]: action for action in dialog.plus.menu().actions()}
    dialog.template.selectAll()
    actions["Model"].trigger()
    assert dialog.template.text() == "{date}_{prompt}_{number}{model}"
    dialog.template.setCursorPosition(0)
    actions["Ratio"].trigger()
    assert dialog.template.text().startswith("{ratio}{date}")
    for action in actions.values():
        dialog.template.clear()
        action.trigger()
        assert dialog.export.isEnabled(), action.text()


def test_a_folder_that_is_not_there_must_be_chosen_anew(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.set_folder(tmp_path / "gone", False)
    assert dialog.folder_fault.isVisible() and not dialog.export.isEnabled()
    asked = QSignalSpy(dialog.folder_wanted)
    QTest.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    assert asked.count() == 1
    dialog.set_folder(tmp_path)
    assert not dialog.folder_fault.isVisible() and dialog.export.isEnabled()


def type_folder(dialog: ExportDialog, text: str) -> None:
    dialog.folder.selectAll()
    QTest.keyClicks(dialog.folder, text)


def test_a_folder_is_typed_and_the_disk_is_asked_about_it(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    typed = QSignalSpy(dialog.folder_typed)
    type_folder(dialog, f'"{tmp_path}/Client"')
    qtbot.waitUntil(lambda: typed.count() == 1)
    assert typed.at(0) == [tmp_path / "Client"], "asked once, after the last key"
    dialog.show_room(tmp_path / "Clien", "read_only")
    assert dialog.folder_fault.isHidden(), "that was typed on meanwhile"
    dialog.show_room(tmp_path / "Client", "new")
    assert dialog.folder_fault.text() == "This folder will be created." == dialog.folder.accessibleDescription()
    assert dialog.folder_fault.property("role") == "caption" and dialog.makes_folder and dialog.export.isEnabled()
    assert dialog.order().folder == str(tmp_path / "Client") == dialog.folder.toolTip()


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        ("not_a_folder", "This is not a folder. Choose another one."),
        ("read_only", "This folder can't be written to. Choose another one."),
        ("controlled", "Windows' Controlled folder access keeps the program out of it."),
    ],
)
def test_a_folder_that_can_t_be_used_is_told_at_its_place(dialog: ExportDialog, problem: str, says: str) -> None:
    type_folder(dialog, "/somewhere")
    dialog.show_room(Path("/somewhere"), problem)
    assert dialog.folder_fault.text() == says and dialog.folder_fault.property("role") == "fault"
    assert dialog.folder.property("fault") and not dialog.export.isEnabled() and not dialog.makes_folder
    type_folder(dialog, "/elsewhere")
    assert dialog.folder_fault.isHidden() and not dialog.folder.property("fault")


@pytest.mark.parametrize("text", ["Client", "", "$HOME/x", "https://a.example/x"])
def test_what_is_no_whole_path_is_told_without_asking_the_disk(dialog: ExportDialog, text: str, tmp_path: Path) -> None:
    type_folder(dialog, str(tmp_path / "Client"))
    assert dialog._typing.isActive()
    dialog.folder.selectAll()
    QTest.keyClick(dialog.folder, Qt.Key.Key_Delete)
    QTest.keyClicks(dialog.folder, text)
    assert dialog.folder_fault.text() == "Enter the whole path, such as ~/Pictures."
    assert not dialog.export.isEnabled() and not dialog._typing.isActive()
    QTest.keyClick(dialog.folder, Qt.Key.Key_Return)
    assert dialog.isVisible()


@pytest.mark.parametrize("problem", ["", "read_only"])
def test_return_waits_for_the_disk(dialog: ExportDialog, problem: str, tmp_path: Path) -> None:
    type_folder(dialog, str(tmp_path / "a"))
    QTest.keyClick(dialog.folder, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.show_room(tmp_path / "a", problem)
    assert dialog.isVisible() == bool(problem) and (dialog.result() == 1) == (not problem)


def test_typing_on_takes_the_return_back(dialog: ExportDialog, tmp_path: Path) -> None:
    type_folder(dialog, str(tmp_path / "a"))
    QTest.keyClick(dialog.folder, Qt.Key.Key_Return)
    QTest.keyClicks(dialog.folder, "b")
    dialog.show_room(tmp_path / "ab", "")
    assert dialog.isVisible() and dialog.order().folder == str(tmp_path / "ab")


def test_a_folder_is_pasted(dialog: ExportDialog, qapp: QApplication, tmp_path: Path) -> None:
    qapp.clipboard().setText((tmp_path / "für Anna").as_uri())
    dialog.folder.selectAll()
    QTest.keyClick(dialog.folder, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog.show_room(tmp_path / "für Anna", "")
    assert dialog.order().folder == str(tmp_path / "für Anna") and dialog.export.isEnabled()


def test_what_was_asked_for_is_shown_again(qtbot: QtBot, tmp_path: Path) -> None:
    order = Order("webp", {"jpeg": 70, "webp": 55}, True, 1200, "{n} fox", str(tmp_path), False)
    dialog = opened(qtbot, order)
    assert dialog.order() == order
    assert (dialog.quality.value(), dialog.edge.value(), dialog.size_choice.currentIndex()) == (55, 1200, 1)
    gone(dialog)


@pytest.mark.parametrize("count", [1, 6, 300])
def test_no_picture_leaves_the_strip(qtbot: QtBot, count: int) -> None:
    dialog = opened(qtbot, Order(), shots(count))
    strip = dialog.strip
    assert all(strip.rect().contains(place.box) for place in strip.places)
    assert len(strip.places) + strip.more == count
    assert (strip.more > 0) is (count > 6)
    gone(dialog)


def test_in_chinese(qtbot: QtBot, qapp: QApplication) -> None:
    apply_language(qapp, "zh_CN")
    dialog = opened(qtbot, Order(), shots(6, "晨光里层叠的山峦"))
    assert (dialog.title.text(), dialog.export.text()) == ("导出 6 张图片", "导出 6 张")
    assert dialog.example.text() == "例：2026-11-23_晨光里层叠的山峦_01.jpg"
    dialog.template.setText("{x}")
    assert "字段" in dialog.example.text()
    gone(dialog)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_everything_fits_and_has_a_name(qtbot: QtBot, qapp: QApplication, language: str) -> None:
    apply_language(qapp, language)
    dialog = opened(qtbot, Order(), shots(100))
    for label in [*dialog.row_labels, dialog.title, dialog.promise, dialog.never, dialog.sum]:
        assert label.sizeHint().width() <= label.width(), label.text()
    for control in [*dialog.findChildren(QLineEdit), *dialog.findChildren(QSpinBox)]:
        assert control.accessibleName() or control.parent() in dialog.findChildren(QSpinBox)
    for button in [*dialog.findChildren(QPushButton), *dialog.findChildren(QToolButton)]:
        assert button.text() or button.accessibleName() or isinstance(button.parent(), QLineEdit)
        assert button.sizeHint().width() <= button.width() or isinstance(button.parent(), QLineEdit)
    gone(dialog)

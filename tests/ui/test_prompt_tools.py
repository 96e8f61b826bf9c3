"""History and more beside the prompt, by keys and mouse: what fills the prompt can be undone, and nothing is sent."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jimeng_desktop.assets import asset
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.ui.composer.composer import Composer
from jimeng_desktop.ui.composer.history_list import HistoryList
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.jobs.prompt_history import PromptHistory

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing", extend=True)
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
PAST = ["an owl, film grain", "a red fox in snow", "雪地里的红狐狸", "fox and owl"]


@pytest.fixture
def composer(qtbot: QtBot, qapp: QApplication) -> Composer:
    look.apply(qapp, "dark")
    composer = Composer(read_catalog(asset("models.toml")), 3.0)
    history = PromptHistory()
    history.add_older(PAST)
    composer.tools.set_history(history)
    composer.resize(336, 700)
    composer.generate.connect(lambda *args: pytest.fail("nothing here may cost"))
    qtbot.addWidget(composer)
    composer.show()
    composer.prompt.setFocus()
    return composer


def opened(composer: Composer) -> HistoryList:
    QTest.mouseClick(composer.tools.history, Qt.MouseButton.LeftButton)
    assert composer.tools.history_list and composer.tools.history_list.isVisible()
    return composer.tools.history_list


def shown(history: HistoryList) -> list[str]:
    return history.model.stringList()


def test_alt_and_arrows_walk_and_undo_takes_each_step_back(composer: Composer) -> None:
    prompt = composer.prompt
    prompt.set_text("my draft")
    for _ in range(3):
        QTest.keyClick(prompt, Qt.Key.Key_Up, ALT)
    assert prompt.toPlainText() == PAST[2] and prompt.textCursor().atEnd()
    QTest.keyClick(prompt, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert prompt.toPlainText() == PAST[1]
    for _ in range(3):
        QTest.keyClick(prompt, Qt.Key.Key_Down, ALT)
    assert prompt.toPlainText() == "my draft"


def test_arrows_alone_and_composition_do_not_walk(composer: Composer) -> None:
    prompt = composer.prompt
    QTest.keyClick(prompt, Qt.Key.Key_Up)
    assert prompt.toPlainText() == ""
    QApplication.sendEvent(prompt, QInputMethodEvent("hu li", []))
    QTest.keyClick(prompt, Qt.Key.Key_Up, ALT)
    assert prompt.toPlainText() == ""


def test_the_draft_put_aside_is_remembered_with_the_form(composer: Composer) -> None:
    composer.prompt.set_text("my draft")
    QTest.keyClick(composer.prompt, Qt.Key.Key_Up, ALT)
    form = composer.form()
    assert (form["prompt"], form["draft"]) == (PAST[0], "my draft")
    composer.set_form({})
    assert "draft" not in composer.form()
    composer.set_form(form)
    QTest.keyClick(composer.prompt, Qt.Key.Key_Down, ALT)
    assert composer.prompt.toPlainText() == "my draft"
    assert "draft" not in composer.form()


def test_what_the_start_has_put_in_can_not_be_undone_away(composer: Composer) -> None:
    composer.set_form({"prompt": "from last time"})
    QTest.keyClick(composer.prompt, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert composer.prompt.toPlainText() == "from last time"


def test_another_theme_leaves_undo_alone(composer: Composer, qapp: QApplication) -> None:
    composer.prompt.set_text("one")
    composer.prompt.set_text("two")
    look.apply(qapp, "light")
    QTest.keyClick(composer.prompt, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert composer.prompt.toPlainText() == "one"
    look.apply(qapp, "dark")


def test_the_list_is_searched_walked_and_taken_from_by_keys(composer: Composer) -> None:
    composer.prompt.set_text("my draft")
    history = opened(composer)
    assert shown(history) == PAST
    QTest.keyClicks(history.field, "OWL fi")
    assert shown(history) == [PAST[0]]
    history.field.clear()
    QTest.keyClicks(history.field, "fox")
    assert shown(history) == [PAST[1], PAST[3]]
    QTest.keyClick(history.field, Qt.Key.Key_Down)
    QTest.keyClick(history.field, Qt.Key.Key_Return)
    assert not history.isVisible()
    assert composer.prompt.toPlainText() == "fox and owl" and composer.prompt.hasFocus()
    composer.prompt.undo()
    assert composer.prompt.toPlainText() == "my draft"
    composer.prompt.redo()
    for _ in PAST:
        QTest.keyClick(composer.prompt, Qt.Key.Key_Down, ALT)
    assert composer.prompt.toPlainText() == "my draft"


def test_a_press_on_a_row_takes_it_and_escape_takes_nothing(composer: Composer) -> None:
    history = opened(composer)
    QTest.keyClick(history.field, Qt.Key.Key_Escape)
    assert not history.isVisible() and composer.prompt.toPlainText() == ""
    history = opened(composer)
    spot = history.rows.visualRect(history.model.index(2)).center()
    QTest.mouseClick(history.rows.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
    assert not history.isVisible() and composer.prompt.toPlainText() == PAST[2]


def test_a_list_without_a_row_says_so_and_enter_does_nothing(composer: Composer) -> None:
    history = opened(composer)
    QTest.keyClicks(history.field, "zebra")
    assert history.note.isVisible() and history.note.text() == "No prompt has these words."
    QTest.keyClick(history.field, Qt.Key.Key_Return)
    assert history.isVisible() and composer.prompt.toPlainText() == ""
    history.hide()
    composer.tools.set_history(PromptHistory())
    assert "here again" in opened(composer).note.text()


def test_more_clears_and_copies_the_prompt(composer: Composer, qapp: QApplication) -> None:
    composer.tools.open_menu()
    menu = composer.tools.menu
    assert menu
    clear, copy, _, advanced = menu.actions()
    assert not clear.isEnabled() and not copy.isEnabled(), "there is nothing yet"
    menu.hide()
    composer.prompt.set_text("an owl")
    composer.tools.open_menu()
    copy.trigger()
    assert qapp.clipboard().text() == "an owl"
    clear.trigger()
    assert composer.prompt.toPlainText() == ""
    composer.prompt.undo()
    assert composer.prompt.toPlainText() == "an owl"
    advanced.trigger()
    menu.hide()
    assert composer.advanced.callback_url.hasFocus() and composer.advanced.head.isChecked()


def test_dropped_text_is_plain_and_one_step_of_undo(composer: Composer) -> None:
    prompt = composer.prompt
    prompt.set_text("an owl")
    dropped = QMimeData()
    dropped.setHtml("<b>, at <i>dusk</i></b>")
    dropped.setText(", at dusk")
    copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    place = prompt.cursorRect().center()
    QApplication.sendEvent(prompt.viewport(), QDragEnterEvent(place, copy, dropped, button, NONE))
    QApplication.sendEvent(prompt.viewport(), QDropEvent(QPointF(place), copy, dropped, button, NONE))
    assert prompt.toPlainText() == "an owl, at dusk"
    assert prompt.textCursor().charFormat().fontWeight() < 600
    prompt.undo()
    assert prompt.toPlainText() == "an owl"


def test_a_picture_is_no_text(composer: Composer) -> None:
    from PySide6.QtGui import QImage

    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert not composer.prompt.canInsertFromMimeData(picture)

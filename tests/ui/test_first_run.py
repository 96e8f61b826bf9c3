"""The page of the first run and its key entry, alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from jimeng_desktop.assets import asset
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.room import Room
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.ui.base.language import apply_language, translate_message
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.first_run.page import FirstRunPage
from jimeng_desktop.ui.jobs.examples import picture
from jimeng_desktop.ui.jobs.model import GalleryModel
from jimeng_desktop.ui.pictures.thumbnails import Thumbnails
from jimeng_desktop.ui.process.handover import FOLDER, KEY, PROMPT
from jimeng_desktop.ui.window.main_window import MainWindow
from jimeng_desktop.ui.window.pages import Pages

CATALOG = read_catalog(asset("models.toml"))


@pytest.fixture(params=["en", "zh_CN"])
def page(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication) -> FirstRunPage:
    look.apply(qapp, "dark")
    apply_language(qapp, request.param)

    def start(coroutine: object, *, name: str) -> None: ...

    async def nothing(*asked: object) -> None: ...

    model = GalleryModel(translate_message)
    middle = Pages(CATALOG, model, Thumbnails(nothing, start), start)  # type: ignore[arg-type]
    window = MainWindow(CATALOG, Settings(), middle, demo=False, service="api.example.com")
    qtbot.addWidget(window)
    window.resize(900, 620)
    window.show()
    window.activateWindow()
    page = FirstRunPage(window, window.commands.quit_action, CATALOG, request.param)
    page.show_step(KEY)
    return page


def enter(page: FirstRunPage, *, held: bool = False) -> None:
    key, none = Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, key, none, "\r", held))


def test_nothing_beneath_can_be_reached(page: FirstRunPage, qtbot: QtBot) -> None:
    window = page._window
    assert not page._beneath.isVisible() and page.size() == window.size()
    assert [action.text() for action in window.actions() if action.isEnabled()] == [window.commands.quit_action.text()]
    window.resize(1000, 700)
    assert page.size() == window.size()
    page.uncover()
    assert page._beneath.isVisible() and window.commands.generate_action.isEnabled()


def test_a_key_is_tried_before_it_is_used(page: FirstRunPage, qtbot: QtBot) -> None:
    assert not page.next.isEnabled()
    page.key.entry.field.setText(" a key ")
    with qtbot.assertNotEmitted(page.key_given), qtbot.waitSignal(page.key.entry.test_wanted) as tried:
        enter(page)
    assert tried.args == ["akey"]
    with qtbot.waitSignal(page.key_given) as given:
        page.key.entry.show_result("akey", "works")
    assert given.args == ["akey"] and page.step == FOLDER and page.note.isVisible()


def test_a_key_changed_during_its_test_does_not_go_on(page: FirstRunPage, qtbot: QtBot) -> None:
    page.key.entry.field.setText("one")
    enter(page)
    page.key.entry.field.setText("two")
    with qtbot.assertNotEmitted(page.key_given):
        page.key.entry.show_result("one", "works")
    page.key.entry.show_result("two", "works")
    assert page.step == KEY


def test_a_refused_key_is_not_used(page: FirstRunPage, qtbot: QtBot) -> None:
    page.key.entry.field.setText("one")
    with qtbot.assertNotEmitted(page.key_given):
        enter(page)
        page.key.entry.show_result("one", "refused")
        enter(page)
    assert page.step == KEY


@pytest.mark.parametrize("known", [False, True])
def test_what_can_be_no_key_is_neither_tested_nor_used(page: FirstRunPage, qtbot: QtBot, known: bool) -> None:
    if known:
        page.key.set_known()
    page.key.entry.field.setText("sk-–")
    with qtbot.assertNotEmitted(page.key_given), qtbot.assertNotEmitted(page.key.entry.test_wanted):
        enter(page)
    assert page.step == KEY and not page.next.isEnabled()
    assert "–" in page.key.entry.result_line.text.text()


def test_a_key_that_could_not_be_checked_blocks_nothing(page: FirstRunPage, qtbot: QtBot) -> None:
    page.key.entry.field.setText("akey")
    enter(page)
    page.key.entry.show_result("akey", "unchecked", "HTTP 404: not found")
    assert page.step == KEY and page.next.text() == page.tr("Continue untested")
    with qtbot.waitSignal(page.key_given) as given:
        enter(page)
    assert given.args == ["akey"] and page.step == FOLDER and not page.note.isVisible()


def test_a_key_in_use_needs_no_other(page: FirstRunPage) -> None:
    page.key.set_known()
    enter(page)
    assert page.step == FOLDER


def test_a_held_enter_does_not_run_through(page: FirstRunPage) -> None:
    page.key.set_known()
    enter(page, held=True)
    assert page.step == KEY


def test_back_leads_back_and_what_is_chosen_stays(page: FirstRunPage, qtbot: QtBot) -> None:
    page.show_step(PROMPT)
    page.prompt.choose(2)
    page.back.click()
    assert page.step == FOLDER
    page.folder.show_folder(page.folder.folder, Room(10**12))
    page.show_step(PROMPT)
    with qtbot.waitSignal(page.recipe_chosen) as chosen:
        enter(page)
    assert chosen.args[0].ratio == "16:9"


def test_every_control_has_a_name_and_nothing_is_cut(page: FirstRunPage, qtbot: QtBot) -> None:
    for step in (KEY, FOLDER, PROMPT):
        page.show_step(step)
        qtbot.waitExposed(page._window)
        QApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest.value))
        for widget in page.findChildren(QWidget):
            if not widget.isVisible():
                continue
            if isinstance(widget, QAbstractButton | QLineEdit):
                assert widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
            if isinstance(widget, QLabel) and widget.text():
                tall = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
                assert widget.height() >= tall, widget.text()
                assert widget.wordWrap() or widget.width() >= widget.sizeHint().width(), widget.text()
            assert page.rect().contains(widget.mapTo(page, widget.rect().bottomRight()))


@pytest.mark.parametrize("name", ["mountains", "planet", "alley"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_pictures_of_the_examples_are_there(qapp: QApplication, name: str, scale: float) -> None:
    drawn = picture(name, scale)
    assert drawn.width() == 36 * scale and drawn.devicePixelRatio() == scale

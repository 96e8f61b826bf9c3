"""The window: its keys, its panes, what it remembers, what its status bar and banner say."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QWidget
from pytestqt.qtbot import QtBot

from jimeng_desktop.assets import asset
from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.events import QueueChanged
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.messages import Action, Words
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.jobs.counts import Counts
from jimeng_desktop.ui.jobs.model import GalleryModel
from jimeng_desktop.ui.notices.notices import Notices
from jimeng_desktop.ui.pictures.thumbnails import Thumbnails
from jimeng_desktop.ui.window.columns import Side
from jimeng_desktop.ui.window.main_window import MainWindow
from jimeng_desktop.ui.window.pages import Pages
from jimeng_desktop.ui.window.status_bar import StatusBar, connection
from tests.ui.made_jobs import dropped
from tests.ui.made_jobs import job as made

FORM = {"model": "jimeng-4.5", "prompt": "an owl", "ratio": "1:1", "resolution": "2k", "times": 1}


def new_window(settings: Settings, demo: bool = True) -> MainWindow:
    catalog = read_catalog(asset("models.toml"))
    model = GalleryModel(lambda text: text)
    middle = Pages(catalog, model, Thumbnails(no_thumbnail, dropped), dropped)
    window = MainWindow(catalog, settings, middle, demo=demo, service="api.example.com")
    model.setParent(window)
    return window


async def no_thumbnail(picture: int, size: int) -> bytes | None:
    return None


def show_a_job(window: MainWindow) -> None:
    window.middle.gallery.gallery_model.set_jobs([Job(1, Recipe("jimeng-4.5", "an owl"), 4, 1_790_000_000.0)])


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    look.apply(qapp, "dark")
    window = new_window(Settings(last_form=FORM))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("where", ["prompt", "slider", "gallery", "queue"])
def test_ctrl_enter_generates_from_anywhere(window: MainWindow, qtbot: QtBot, key: Qt.Key, where: str) -> None:
    show_a_job(window)
    places: dict[str, QWidget] = {
        "prompt": window.composer.prompt, "slider": window.toolbar.slider,
        "gallery": window.middle.gallery, "queue": window.toolbar.queue,
    }  # fmt: skip
    places[where].setFocus()
    with qtbot.waitSignal(window.composer.generate) as sent:
        qtbot.keyClick(places[where], key, Qt.KeyboardModifier.ControlModifier)
    assert sent.args[0].prompt == "an owl"


def test_enter_is_a_new_line(window: MainWindow, qtbot: QtBot) -> None:
    window.composer.focus_field("prompt")
    with qtbot.assertNotEmitted(window.composer.generate):
        qtbot.keyClick(window.composer.prompt, Qt.Key.Key_Return)
    assert "\n" in window.composer.prompt.toPlainText()


def test_a_held_key_generates_once(window: MainWindow, qtbot: QtBot) -> None:
    sent: list[object] = []
    window.composer.generate.connect(lambda recipe, times: sent.append(recipe))
    qtbot.keyClick(window.composer.prompt, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, "", True)
    for _ in range(5):
        QApplication.sendEvent(window.composer.prompt, held)
    assert len(sent) == 1
    assert window.composer.prompt.toPlainText() == "an owl"
    assert not window.commands.generate_action.autoRepeat()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("where", ["prompt", "gallery"])
def test_ctrl_shift_enter_generates_to_the_front_once(
    window: MainWindow, qtbot: QtBot, key: Qt.Key, where: str
) -> None:
    show_a_job(window)
    place = window.composer.prompt if where == "prompt" else window.middle.gallery
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    plain, front = QSignalSpy(window.composer.generate), QSignalSpy(window.composer.generate_front)
    place.setFocus()
    qtbot.keyClick(place, key, modifiers)
    for _ in range(5):
        QApplication.sendEvent(place, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "", True))
    assert (plain.count(), front.count()) == (0, 1)
    assert front.at(0)[0].prompt == "an owl" and window.composer.prompt.toPlainText() == "an owl"
    assert not window.commands.front_action.autoRepeat()


def test_ctrl_l_goes_to_the_prompt(window: MainWindow, qtbot: QtBot) -> None:
    window.toolbar.slider.setFocus()
    qtbot.keyClick(window.toolbar.slider, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.composer.prompt


def test_f6_walks_all_panes_and_comes_back(window: MainWindow, qtbot: QtBot) -> None:
    show_a_job(window)
    window.middle.gallery.setCurrentIndex(window.middle.gallery.gallery_model.index(0))
    window.inspector._refresh()
    window.banner.say(Words("A thing", "Said.", None, "attention"))
    window.composer.focus_field("prompt")
    met = []
    for _ in range(6):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        met.append(window.focusWidget())
    bars = (window.banner.close_button, window.toolbar.queue, window.status_bar.jobs)
    assert met == [window.middle.gallery, window.inspector.body.prompt, *bars, window.composer.prompt]
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.focusWidget() is window.status_bar.jobs
    window.columns.toggle_both()
    window.middle.gallery.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.focusWidget() is window.banner.close_button, "panes that are put away are passed over"


def test_closing_is_asked_for_not_done(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closing):
        assert not window.close()
    assert window.isVisible()


def test_an_example_only_fills_the_form(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.composer.generate):
        qtbot.mouseClick(window.middle.empty.rows[2], Qt.MouseButton.LeftButton)
    assert window.composer.recipe() == window.middle.empty.rows[2].recipe
    assert window.composer.recipe().ratio == "16:9"
    assert window.focusWidget() is window.composer.prompt


def test_sizes_come_back(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(790, 700)  # fits the offscreen screen
    window.toolbar.slider.setValue(222)
    window.columns.set_width(Side.LEFT, 400)
    window.columns.set_width(Side.RIGHT, 310)
    kept = window.state()
    again = new_window(Settings(window=kept))
    qtbot.addWidget(again)
    again.show()
    assert (again.width(), again.height()) == (790, 700)
    again.resize(1280, 800)
    assert again.tile() == 222
    assert again.columns.widths == {Side.LEFT: 400, Side.RIGHT: 310}
    assert again.toolbar.lead.width() == again.columns.shown_width(Side.LEFT) == 400


@pytest.mark.parametrize("state", [{"geometry": 5, "composer": "x", "tile": None}, {"composer": 9, "tile": 9999}])
def test_sizes_that_make_no_sense_are_left_out(qtbot: QtBot, state: dict[str, object]) -> None:
    window = new_window(Settings(window=state))
    qtbot.addWidget(window)
    assert 90 <= window.tile() <= 420
    assert 300 <= window.columns.widths[Side.LEFT] <= 480


def test_every_control_has_a_name_for_a_screen_reader(window: MainWindow) -> None:
    controls = [*window.findChildren(QAbstractButton), *window.findChildren(QAbstractSlider)]
    ours = [c for c in controls if c.isVisibleTo(window) and not c.objectName().startswith("qt_") and c.focusPolicy()]
    nameless = [c for c in ours if not c.accessibleName() and not (isinstance(c, QAbstractButton) and c.text())]
    assert not [c for c in nameless if type(c).__name__ != "QScrollBar"]


def test_the_mark_says_demo_or_the_service(window: MainWindow, qtbot: QtBot) -> None:
    assert window.toolbar.mark.text() == "Demo"
    assert not window.commands.key_action.isEnabled()
    real = new_window(Settings(), demo=False)
    qtbot.addWidget(real)
    assert real.toolbar.mark.text() == "api.example.com"
    assert real.commands.key_action.isEnabled()


def test_the_status_bar_says_what_is_under_way(window: MainWindow) -> None:
    bar = window.status_bar
    bar.show_counts(Counts())
    assert (bar.jobs.text(), bar.saved.text()) == ("Nothing in the queue", "All saved")
    bar.show_counts(Counts(waiting=2, making=1, fetching=3, on_server=4, today=7))
    assert bar.jobs.text() == "1 making · 3 fetching · 2 waiting"
    assert bar.saved.text().startswith("4 picture")
    assert "7" in bar.today.text()
    bar.show_finishing(1)
    assert bar.jobs.text().startswith("Finishing 1 send")


def test_the_status_bar_counts_a_selection_of_more_than_one(window: MainWindow) -> None:
    gallery, bar = window.middle.gallery, window.status_bar
    gallery.gallery_model.set_jobs([made(1, pictures=4), made(2, pictures=4)])
    selection = gallery.selectionModel()
    gallery.setCurrentIndex(gallery.gallery_model.index(0))
    assert not bar.selection.isVisible()
    gallery.selectAll()
    assert bar.selection.isVisible() and bar.selection.text() == "8 selected"
    assert bar.selection.geometry().right() < bar.today.x()
    gallery.gallery_model.job_dropped(made(1))
    assert bar.selection.text() == "4 selected"
    selection.clearSelection()
    assert not bar.selection.isVisible()
    asked = QSignalSpy(bar.asked)
    bar.selection.click()
    assert asked.at(0) == ["selection"]


def test_the_banner_offers_actions_and_stays_hidden_when_dismissed(window: MainWindow, qtbot: QtBot) -> None:
    words = Words("Paused", "One job waits.", Action("go_on", "Go on"), "pause")
    window.banner.say(words)
    assert window.banner.isVisible() and not window.banner.second.isVisible()
    with qtbot.waitSignal(window.banner.acted) as acted:
        qtbot.mouseClick(window.banner.first, Qt.MouseButton.LeftButton)
    assert acted.args == ["go_on"]
    qtbot.mouseClick(window.banner.close_button, Qt.MouseButton.LeftButton)
    window.banner.say(words)
    assert not window.banner.isVisible()
    window.banner.say(Words("Other", "News.", None, "attention"))
    assert window.banner.isVisible()


def test_the_banner_speaks_of_the_network_only_after_a_minute(qapp: QApplication) -> None:
    now = [0.0]
    notices = Notices(clock=lambda: now[0])
    offline = QueueChanged(offline=Fault("not_sent"))
    notices.queue_changed(offline, 0)
    assert notices.words() is None
    now[0] = 61.0
    said = notices.words()
    assert said is not None and said.icon
    notices.queue_changed(QueueChanged(), 0)
    assert notices.words() is None


def test_what_has_just_happened_goes_before_the_queue(qapp: QApplication) -> None:
    notices = Notices()
    notices.queue_changed(QueueChanged(left_over=frozenset({1, 2})), 2)
    of_the_queue = notices.words()
    happened = Words("It happened", "Just now.", None, "failed")
    notices.say("it", lambda: happened)
    assert notices.words() == happened
    notices.dismiss()
    assert notices.words() == of_the_queue != None  # noqa: E711


def test_what_stops_the_queue_goes_before_what_has_just_happened(qapp: QApplication) -> None:
    notices = Notices()
    happened = Words("It happened", "Just now.", None, "failed")
    notices.say("it", lambda: happened)
    notices.queue_changed(QueueChanged(paused=Fault("key_refused")), 0)
    graver = notices.words()
    assert graver and graver.icon == "key"
    notices.dismiss()
    notices.queue_changed(QueueChanged(), 0)
    assert notices.words() == happened, "it has not been read yet"
    notices.clear("it")
    assert notices.words() is None


def test_tab_goes_down_the_form_and_from_generate_to_undo(window: MainWindow, qtbot: QtBot) -> None:
    composer = window.composer
    composer.foot.show_held(time.time() + 30)
    composer.focus_field("prompt")
    met: list[QWidget | None] = []
    for _ in range(6):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        met.append(window.focusWidget())
    ratio, resolution = (met[1], met[2])
    assert ratio in composer.ratio.stops() and resolution in composer.resolution.stops()
    assert [met[0], *met[3:]] == [composer.model, composer.times, composer.foot.button, composer.foot.undo]


def test_it_fits_the_screen_with_its_frame(qtbot: QtBot) -> None:
    window = new_window(Settings())
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert window.height() <= max(620, room.height() - 40)


def test_without_an_answer_it_is_not_online(qtbot: QtBot) -> None:
    bar = StatusBar(False)
    qtbot.addWidget(bar)
    said = []
    for queue, heard in ((None, False), (QueueChanged(key_missing=True), False), (QueueChanged(), False),
                         (QueueChanged(offline=Fault("not_sent")), True), (QueueChanged(), True)):  # fmt: skip
        bar.show_connection(connection(queue, heard))
        said.append(bar.connection.text())
    assert said == ["Starting…", "No key yet", "Not asked yet", "Offline, still trying", "Online"]


def test_a_paused_queue_is_said_in_the_toolbar(window: MainWindow) -> None:
    queue = window.toolbar.queue
    queue.set_count(2)
    window.toolbar.set_paused(True)
    assert (queue.text(), queue.accessibleName()) == ("Queue paused", "Queue paused, 2")
    window.toolbar.set_paused(False)
    assert queue.text() == "Queue"


def test_a_picture_that_arrives_under_the_ring_can_be_saved(window: MainWindow) -> None:
    gallery = window.middle.gallery
    gallery.gallery_model.set_jobs([made(1, JobState.FETCHING, "ww")])
    gallery.setCurrentIndex(gallery.gallery_model.index(1))
    assert not window.commands.pictures.save.isEnabled()
    gallery.gallery_model.job_changed(made(1, JobState.FETCHING, "ws"))
    assert window.commands.pictures.save.isEnabled()

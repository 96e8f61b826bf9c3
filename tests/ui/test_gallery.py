"""The gallery on screen: painting, keys, arrivals, cards, and what a screen reader finds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QImage, QPainter
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from jimeng_desktop.core.events import QueueChanged
from jimeng_desktop.core.job import JobState, picture_id
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.gallery import painter as gallery_painter
from jimeng_desktop.ui.gallery.grouped import Placed
from jimeng_desktop.ui.gallery.view import GalleryView
from jimeng_desktop.ui.jobs.model import GalleryModel
from jimeng_desktop.ui.pictures.thumbnails import Thumbnails
from jimeng_desktop.ui.pictures.tile import Rings, paint_rings
from tests.ui.made_jobs import NOON, Background, drawn, encoded, gone, job, translate

THUMBNAIL = encoded(drawn(64, 36))


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


@pytest.fixture
def view(
    qtbot: QtBot, qapp: QApplication, background: Background, monkeypatch: pytest.MonkeyPatch
) -> Iterator[GalleryView]:
    monkeypatch.setattr(look, "reduced_motion", lambda: True)
    look.apply(qapp, "dark")

    async def load(picture: int, size: int) -> bytes | None:
        return THUMBNAIL

    view = GalleryView(GalleryModel(translate, clock=lambda: NOON + 60), Thumbnails(load, background.start))
    view.resize(808, 700)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    yield view
    gone(view)


def first(number: int, place: int = 0) -> int:
    return picture_id(job(number).id, place)


def placed_of(view: GalleryView, job_id: int) -> Placed:
    row = view.gallery_model.first_row_of(job_id)
    found = None if row is None else view.geometry_of.at_row(row)
    assert found is not None
    return found[0]


def seen(view: GalleryView) -> None:
    """What the view puts off until it is painted happens now."""
    QApplication.sendPostedEvents(view)


def settle(view: GalleryView, background: Background) -> None:
    background.settle()
    view.viewport().repaint()


def test_every_tile_is_found_where_it_is(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(n, pictures=n % 6 + 1, day=n // 4) for n in range(30)])
    for value in (0, 300, view.verticalScrollBar().maximum()):
        view.verticalScrollBar().setValue(value)
        for row in range(view.gallery_model.rowCount()):
            index = view.gallery_model.index(row)
            assert view.indexAt(view.visualRect(index).center()) == index
    assert not view.indexAt(QPoint(2, 2)).isValid()


def test_pictures_are_painted_to_the_pixel_where_it_says(view: GalleryView, background: Background) -> None:
    view.gallery_model.set_jobs([job(1, pictures=4)])
    view.viewport().repaint()
    assert not view.is_painted(first(1, 2))
    settle(view, background)
    assert view.is_painted(first(1, 2))
    box = view.rect_of(first(1, 2))
    assert (box.width(), box.height()) == (184, 104)
    shot = view.viewport().grab(box).toImage()
    corners = {(5, 5): "#ff0000", (178, 5): "#00ff00", (5, 98): "#0000ff", (178, 98): "#406080", (0, 0): "#ff0000"}
    for corner, colour in corners.items():
        channels = zip(shot.pixelColor(*corner).getRgb(), QColor(colour).getRgb(), strict=True)  # type: ignore[arg-type]
        assert all(abs(one - other) <= 2 for one, other in channels), "as near as a JPEG comes"
    ground = view.viewport().grab(box.adjusted(-2, -2, 2, 2)).toImage()
    assert ground.pixelColor(0, 50) == look.theme().s0


def test_only_what_shows_is_painted_and_asked_for(view: GalleryView, monkeypatch: pytest.MonkeyPatch) -> None:
    painted, asked = [], []
    monkeypatch.setattr(gallery_painter, "paint_placeholder", lambda painter, box, *rest: painted.append(box))
    monkeypatch.setattr(view.thumbnails, "want", lambda wishes: asked.append(len(list(wishes))))
    view.gallery_model.set_jobs([job(n, pictures=4, day=n // 100) for n in range(2500)])
    assert view.gallery_model.rowCount() == 10_000
    painted.clear()
    view.viewport().repaint()
    assert 12 <= len(painted) <= 24
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    view.viewport().repaint()
    painted.clear()
    view.viewport().repaint(0, 100, 808, 40)
    assert len(painted) <= 8  # the strip alone
    painted.clear()
    view.viewport().repaint(view.visualRect(view.gallery_model.index(view.visible()[2].first_row + 1)))
    assert len(painted) == 1
    assert max(asked) < 60


def test_arrivals_do_not_move_what_is_looked_at(view: GalleryView) -> None:
    model = view.gallery_model
    model.set_jobs([job(n, pictures=4) for n in range(100)])
    view.verticalScrollBar().setValue(5000)
    picture = picture_id(view.visible()[2].section.job.id, 1)
    place = view.rect_of(picture)
    model.job_changed(job(200, JobState.WAITING))
    model.job_changed(job(201, JobState.PROCESSING, expected=15))
    model.job_changed(job(200, JobState.FAILED, fault="moderation"))
    model.job_dropped(job(99))
    assert view.rect_of(picture) == place
    model.append_older([job(-n, pictures=4) for n in range(1, 50)])
    assert view.rect_of(picture) == place


def test_at_the_top_a_new_job_comes_into_view(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(n, pictures=4) for n in range(100)])
    view.gallery_model.job_changed(job(200, JobState.WAITING))
    assert view.verticalScrollBar().value() == 0
    assert view.viewport().rect().contains(view.rect_of(first(200)))


def test_a_new_width_keeps_the_place(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(n, pictures=4) for n in range(100)])
    view.verticalScrollBar().setValue(8000)
    top = view.geometry_of.section_at(8000)
    assert top is not None
    view.resize(1200, 700)
    now = placed_of(view, top.section.job.id)
    assert abs(now.top - view.verticalScrollBar().value()) < 300


def test_keys_walk_the_grid_and_open_the_loupe(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(3, pictures=4), job(2, JobState.FAILED, fault="moderation"), job(1, pictures=2)])
    view.setCurrentIndex(view.gallery_model.index_of(first(3, 1)))
    opened, current = QSignalSpy(view.picture_opened), QSignalSpy(view.current_picture_changed)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current_picture == first(3, 2)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current_picture is None  # the card
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current_picture == first(1, 1)
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_E)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert [opened.at(at)[0] for at in range(2)] == [first(3)] * 2
    assert current.at(current.count() - 1)[0] == first(3)


def test_shift_and_control_select_more(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(3, pictures=4), job(2, pictures=4)])
    view.setCurrentIndex(view.gallery_model.index(1))
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    rows = sorted(index.row() for index in view.selectedIndexes())
    assert rows == [1, 2, 3, 4, 5]
    at = view.visualRect(view.gallery_model.index(7)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, at)
    assert sorted(index.row() for index in view.selectedIndexes()) == [1, 2, 3, 4, 5, 7]
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.gallery_model.index(0)).center()
    )
    assert [index.row() for index in view.selectedIndexes()] == [0]


def test_a_double_click_opens_pictures_only(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(3, JobState.PROCESSING), job(2, pictures=4)])
    opened = QSignalSpy(view.picture_opened)
    for row in (0, 5):
        QTest.mouseDClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.gallery_model.index(row)).center()
        )
    assert [opened.at(at)[0] for at in range(opened.count())] == [first(2, 1)]


def test_a_card_offers_its_actions_to_mouse_and_keyboard(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(3, JobState.UNKNOWN, fault="answer_unknown"), job(2, pictures=4)])
    seen(view)
    card = view._widgets.card(job(3).id)
    assert card is not None and card.isVisible()
    assert card.geometry() == view.visualRect(view.gallery_model.index(0))
    acted = QSignalSpy(view.card_action)
    assert [button.text() for button in card.buttons] == ["Count as lost…", "Send again…"]
    QTest.mouseClick(card.buttons[1], Qt.MouseButton.LeftButton)
    assert acted.at(0) == [job(3).id, "send_again"]
    view.setCurrentIndex(view.gallery_model.index(0))
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down):  # and back again
        QTest.keyClick(view, Qt.Key.Key_Return)
        assert card.buttons[0].hasFocus()
        QTest.keyClick(card.buttons[0], key)
        assert view.hasFocus() and view.currentIndex().row() == 0


def test_cards_live_on_screen_only(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(n, JobState.FAILED, fault="moderation") for n in range(300)])
    for value in (0, 5000, 20000, 0):
        view.verticalScrollBar().setValue(value)
    cards = [card for n in range(300) if (card := view._widgets.card(job(n).id))]
    assert 5 <= len(cards) <= 9
    assert len(view.viewport().children()) < 20
    assert all(card.isVisible() for card in cards)


def test_cancel_says_what_is_true(view: GalleryView) -> None:
    model, asked = view.gallery_model, QSignalSpy(view.cancel_asked)
    model.set_jobs([job(1, JobState.WAITING), job(0, JobState.WAITING)])
    seen(view)
    button = view._widgets.button(job(1).id)
    assert button is not None and button.text() == "Cancel"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.at(0) == [job(1).id]
    model.job_changed(job(1, JobState.PENDING))
    seen(view)
    assert button.text() == "Try to cancel"
    button.setFocus()
    model.job_changed(job(1, JobState.PROCESSING))
    seen(view)
    assert view._widgets.button(job(1).id) is None
    assert view.hasFocus()
    placed = placed_of(view, job(1).id)
    assert placed is not None
    assert view._painter.header(placed)[0].note == "Too late to cancel"


def test_tab_goes_through_the_buttons_as_they_are_read_and_brings_them_into_view(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(n, JobState.FAILED, fault="moderation") for n in range(40)])
    seen(view)
    cards = [card for placed in view.visible() if (card := view._widgets.card(placed.section.job.id))]
    assert cards[-1].geometry().bottom() > view.viewport().height()  # half of it shows
    for card in cards:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert card.buttons[0].hasFocus()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert card.more.hasFocus()
        assert view.viewport().rect().contains(card.geometry())


def test_the_timer_rests_when_nothing_on_screen_moves(view: GalleryView, background: Background) -> None:
    model = view.gallery_model
    model.set_jobs([job(2, JobState.WAITING), job(1, pictures=4)])
    settle(view, background)
    assert not view.motion.running
    model.set_queue(QueueChanged(send_times=((job(2).id, NOON + 63),)))
    view.viewport().repaint()
    assert view.motion.running
    model.set_queue(QueueChanged())
    view.viewport().repaint()
    assert not view.motion.running


def test_a_countdown_ends_in_words_and_moves_no_more(view: GalleryView, qtbot: QtBot) -> None:
    model, now = view.gallery_model, [NOON + 60]
    model.clock = lambda: now[0]
    model.set_jobs([job(2, JobState.WAITING, expected=1)])
    model.set_queue(QueueChanged(send_times=((job(2).id, NOON + 60.5),)))
    view.viewport().repaint()
    stood = view._painter._stood
    assert stood[first(2)].caption == "Sends in 1 s"
    QApplication.processEvents()  # what else was to be painted
    now[0] += 1  # the limits keep it here
    qtbot.waitUntil(lambda: stood[first(2)].caption == "Waiting here")
    assert not view.motion.running


def test_clocks_step_when_their_second_is_over(view: GalleryView) -> None:
    model = view.gallery_model
    model.set_jobs([job(2, JobState.WAITING), job(1, JobState.PROCESSING, accepted_at=NOON + 12.25)])
    model.set_queue(QueueChanged(send_times=((job(2).id, NOON + 62.6),)))
    visible = view.visible()
    assert view._painter.moves(visible[:1])[1] == pytest.approx(0.59)
    assert view._painter.moves(visible[1:])[1] == pytest.approx(0.25)
    assert view._painter.moves([])[1] is None


@pytest.mark.parametrize("in_sight", [True, False])
def test_the_row_of_the_day_counts_what_has_just_arrived(
    view: GalleryView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, in_sight: bool
) -> None:
    model = view.gallery_model
    numbers = [1, *range(20, 60)]
    model.set_jobs([job(n, JobState.FETCHING, "s" * 3 + "w") for n in numbers])
    QTest.qWait(50)
    captions: list[str] = []
    monkeypatch.setattr(gallery_painter, "paint_day", lambda painter, row, title, caption: captions.append(caption))
    model.job_changed(job(59 if in_sight else 1, JobState.DONE, 4))
    qtbot.waitUntil(lambda: captions == [f"41 job(s) · {41 * 3 + 1} picture(s)"])


@pytest.mark.parametrize(("selected", "focused", "colour"), [
    (True, True, "t1"), (False, True, "t1"), (True, False, "t3"), (False, False, "t3"),
])  # fmt: skip
def test_the_ring_of_the_current_tile_has_no_colour_of_its_own(
    view: GalleryView, selected: bool, focused: bool, colour: str
) -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(look.theme().s0)
    painter = QPainter(image)
    paint_rings(painter, QRect(10, 10, 20, 20), Rings(selected, True, False, focused))
    painter.end()
    assert image.pixelColor(7, 20) == getattr(look.theme(), colour)


def test_a_job_is_brought_into_view_without_taking_the_keyboard(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(n, pictures=4) for n in range(100)])
    view.verticalScrollBar().setValue(5000)
    beside = QLineEdit(view)
    beside.show()
    beside.setFocus()
    view.gallery_model.job_changed(job(200, JobState.WAITING))
    view.bring(job(200).id)
    assert view.viewport().rect().contains(view.rect_of(first(200)))
    assert view.verticalScrollBar().value() == 0
    assert beside.hasFocus()
    assert not view.currentIndex().isValid()


def test_a_picture_fades_in_where_its_placeholder_stood(
    view: GalleryView, background: Background, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(look, "reduced_motion", lambda: False)
    model = view.gallery_model
    model.set_jobs([job(2, JobState.FETCHING, "f"), job(1, pictures=1)])
    settle(view, background)
    assert view.motion.fading == []  # what was there before just appears
    model.job_changed(job(2, JobState.DONE, "s"))
    seen(view)
    background.settle()
    assert view.motion.fading == [first(2)]
    qtbot.waitUntil(lambda: view.is_painted(first(2)))
    assert view.motion.fading == []


def test_a_screen_reader_finds_a_list_with_named_items(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(2, pictures=4), job(1, JobState.FAILED, fault="moderation")])
    seen(view)
    found = QAccessible.queryAccessibleInterface(view)
    assert found.role() == QAccessible.Role.List
    assert found.text(QAccessible.Text.Name) == "Gallery"
    names = [found.child(at).text(QAccessible.Text.Name) for at in range(found.childCount())]
    assert names[0].startswith("Picture 1 of 4")
    assert "Stopped by moderation" in names[4]
    assert found.child(0).role() == QAccessible.Role.ListItem
    card = view._widgets.card(job(1).id)
    assert card is not None
    button = QAccessible.queryAccessibleInterface(card.buttons[0])
    assert (button.role(), button.text(QAccessible.Text.Name)) == (QAccessible.Role.Button, "Edit prompt")


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing", extend=True)
def test_the_menu_speaks_of_the_picture_under_it(view: GalleryView, qtbot: QtBot) -> None:
    view.gallery_model.set_jobs([job(2, pictures=4), job(1, JobState.WAITING)])
    opened, recipe, cancel = (
        QSignalSpy(signal) for signal in (view.picture_opened, view.recipe_wanted, view.cancel_asked)
    )
    view.picture_actions = [[QAction("Copy", view)], [QAction("Export…", view)]]
    for row, entries in ((1, 6), (4, 3)):
        section, place = view.gallery_model.rows.at(row)
        menu = view.open_menu(section, place, QPoint(0, 0))
        actions = {action.text().partition("\t")[0]: action for action in menu.actions() if not action.isSeparator()}
        assert len(actions) == entries
        for text in ("Open", "Recipe into the form", "Cancel"):
            if text in actions:
                actions[text].trigger()
        menu.close()
    assert (opened.at(0), recipe.at(0), recipe.at(1)) == ([first(2, 1)], [job(2).id], [job(1).id])
    assert cancel.at(0) == [job(1).id]

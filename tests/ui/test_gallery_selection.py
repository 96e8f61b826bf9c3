"""Which pictures commands are about, dragging them out, and the menu that speaks of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QDrag, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu
from pytestqt.qtbot import QtBot

from jimeng_desktop.core.job import JobState, picture_id
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.gallery.drag import LARGEST, drag_picture
from jimeng_desktop.ui.gallery.view import GalleryView
from jimeng_desktop.ui.jobs.model import GalleryModel
from jimeng_desktop.ui.pictures.thumbnails import Thumbnails
from tests.ui.made_jobs import NOON, Background, drawn, encoded, gone, job, translate

THUMBNAIL = encoded(drawn(64, 36))
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


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
    view.gallery_model.set_jobs([job(3, pictures=4), job(2, JobState.FETCHING, "ssfw"), job(1, pictures=4)])
    QApplication.sendPostedEvents(view)  # what it puts off until it is painted
    background.settle()
    yield view
    gone(view)


def first(number: int, place: int = 0) -> int:
    return picture_id(job(number).id, place)


def middle(view: GalleryView, row: int) -> QPoint:
    return view.visualRect(view.gallery_model.index(row)).center()


def click(view: GalleryView, row: int, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mouseClick(view.viewport(), LEFT, how, middle(view, row))


@pytest.fixture
def drags(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What would be dragged: the real thing waits for a mouse."""
    seen: list[dict[str, Any]] = []

    def begin(drag: QDrag, actions: Qt.DropAction, default: Qt.DropAction) -> Qt.DropAction:
        data = drag.mimeData()
        files = [url.toLocalFile() for url in data.urls()]
        seen.append({"files": files, "formats": data.formats(), "actions": actions, "pixmap": drag.pixmap()})
        return default

    monkeypatch.setattr(QDrag, "exec", begin)
    return seen


def pull(view: GalleryView, start: QPoint, *to: QPoint, dragged: bool = False) -> None:
    """As a hand does it: pressed, moved in steps, let go. A drag takes the letting go for itself."""
    port = view.viewport()
    QTest.mousePress(port, LEFT, pos=start)
    for point in to:
        QTest.mouseMove(port, point)
    if not dragged:
        QTest.mouseRelease(port, LEFT, pos=to[-1])


def test_the_selection_in_the_order_in_which_it_is_shown(view: GalleryView) -> None:
    click(view, 9)
    click(view, 1, CONTROL)
    click(view, 6, CONTROL)  # not saved yet
    click(view, 4, CONTROL)
    assert view.selected_pictures() == [first(3, 1), first(2), first(1, 1)]
    click(view, 2)
    click(view, 7, SHIFT)
    assert view.selected_pictures() == [first(3, 2), first(3, 3), first(2), first(2, 1)]


def test_without_a_selection_the_current_one(view: GalleryView) -> None:
    click(view, 2)
    view.clearSelection()
    assert view.selected_pictures() == [first(3, 2)]
    view.setCurrentIndex(view.gallery_model.index(6))
    view.clearSelection()
    assert view.selected_pictures() == []


def test_a_job_that_is_shown_is_chosen_alone_whatever_key_is_held(view: GalleryView) -> None:
    click(view, 9)
    click(view, 1, CONTROL)  # and not let go
    assert QApplication.keyboardModifiers() == CONTROL and len(view.selected_pictures()) == 2
    view.show_job(job(1).id)
    assert view.selected_pictures() == [first(1)]


def test_a_selection_of_what_is_not_saved_is_none(view: GalleryView) -> None:
    click(view, 6)
    click(view, 7, CONTROL)
    assert view.selected_pictures() == []


def test_all_of_many_are_found_at_once(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(n, pictures=4) for n in range(500)])
    view.selectAll()
    assert view.selected_pictures() == [first(n, place) for n in reversed(range(500)) for place in range(4)]


def test_a_drag_takes_the_whole_selection_as_copies(view: GalleryView, drags: list[dict[str, Any]]) -> None:
    click(view, 1)
    click(view, 3, CONTROL)
    click(view, 6, CONTROL)
    start = middle(view, 3)
    pull(view, start, start + QPoint(8, 0), start + QPoint(30, 5), dragged=True)
    (drag,) = drags
    assert drag["files"] == [f"/nowhere/{job(3).id}-{place}.png" for place in (1, 3)]
    assert drag["formats"] == ["text/uri-list"]
    assert drag["actions"] == Qt.DropAction.CopyAction
    assert not drag["pixmap"].isNull()
    assert view.selected_pictures() == [first(3, 1), first(3, 3)]
    assert view.state() == QAbstractItemView.State.NoState


def test_a_drag_of_an_unselected_picture_takes_that_alone(view: GalleryView, drags: list[dict[str, Any]]) -> None:
    click(view, 1)
    start = middle(view, 2)
    pull(view, start, start + QPoint(8, 0), start + QPoint(30, 5), dragged=True)
    assert [drag["files"] for drag in drags] == [[f"/nowhere/{job(3).id}-2.png"]]


def test_what_is_not_saved_can_not_be_dragged(view: GalleryView, drags: list[dict[str, Any]]) -> None:
    start = middle(view, 6)
    pull(view, start, start + QPoint(8, 0), start + QPoint(30, 5), start + QPoint(60, 5))
    assert drags == []


def test_a_band_begun_on_empty_ground_still_selects(view: GalleryView, drags: list[dict[str, Any]]) -> None:
    box = view.visualRect(view.gallery_model.index(0))
    start = QPoint(4, box.top() - 4)
    assert not view.indexAt(start).isValid()
    far = middle(view, 2)
    pull(view, start, start + QPoint(20, 8), middle(view, 1), far)
    assert drags == []
    assert view.selected_pictures() == [first(3), first(3, 1), first(3, 2)]


@pytest.mark.parametrize(("size", "scale"), [((400, 300), 1.0), ((400, 300), 2.0), ((64, 36), 1.0)])
def test_what_hangs_on_the_mouse_is_small_and_counts(qapp: QApplication, size: tuple[int, int], scale: float) -> None:
    thumbnail = QPixmap(*size)
    thumbnail.fill(look.theme().s0)
    one, many = drag_picture(thumbnail, 1, scale), drag_picture(thumbnail, 12, scale)
    assert max(many.deviceIndependentSize().width(), many.deviceIndependentSize().height()) <= LARGEST
    assert (many.width(), many.devicePixelRatio()) == (min(size[0], round(LARGEST * scale)), scale)
    badge = look.theme().fill
    assert badge in colours(many) and badge not in colours(one)
    assert thumbnail.toImage().pixelColor(size[0] - 8, 6) == look.theme().s0, "the gallery's own is not painted on"


def colours(pixmap: QPixmap) -> list[Any]:
    image = pixmap.toImage()
    return [image.pixelColor(x, round(6 * image.devicePixelRatio())) for x in range(image.width())]


def menu_after(view: GalleryView, row: int, qtbot: QtBot) -> list[str]:
    """The menu that a right click opens, as texts."""
    point = middle(view, row)
    QTest.mouseClick(view.viewport(), RIGHT, pos=point)
    from PySide6.QtGui import QContextMenuEvent

    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, point, view.viewport().mapToGlobal(point)))
    menus = [menu for menu in view.findChildren(QMenu) if menu.isVisible()]
    texts = [action.text().partition("\t")[0] for action in menus[0].actions() if not action.isSeparator()]
    menus[0].close()
    return texts


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing", extend=True)
def test_a_right_click_selects_what_is_not_selected(view: GalleryView, qtbot: QtBot) -> None:
    view.picture_actions = [[QAction("Copy", view)], [QAction("Export…", view)]]
    click(view, 0)
    click(view, 1, CONTROL)
    assert menu_after(view, 1, qtbot)[:3] == ["Open", "Copy", "Export…"]
    assert view.selected_pictures() == [first(3), first(3, 1)]
    assert view.current_picture == first(3, 1)
    menu_after(view, 3, qtbot)
    assert view.selected_pictures() == [first(3, 3)]
    assert menu_after(view, 6, qtbot)[0] == "Recipe into the form"
    assert view.selected_pictures() == []


@pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing", extend=True)
def test_copying_what_belongs_to_the_job(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(1, pictures=1, task_id="task-77")])
    section, place = view.gallery_model.rows.at(0)
    menu = view.open_menu(section, place, QPoint(0, 0))
    clipboard = QApplication.clipboard()
    for text, copied in (("Copy prompt", "a red fox in snow"), ("Copy task id", "task-77")):
        next(action for action in menu.actions() if action.text() == text).trigger()
        assert clipboard.text() == copied
    menu.close()

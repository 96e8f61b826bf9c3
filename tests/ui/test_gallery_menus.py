"""What a job's header and card offer in the gallery: the next step, the menu, and what the mouse brings up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from jimeng_desktop.core.job import JobState
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.gallery.view import GalleryView
from jimeng_desktop.ui.jobs.model import GalleryModel
from jimeng_desktop.ui.pictures.thumbnails import Thumbnails
from tests.ui.made_jobs import NOON, dropped, gone, job, translate
from tests.ui.test_queue import no_thumbnail

pytestmark = pytest.mark.qt_log_ignore("does not support raise", "does not support grabbing", extend=True)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> Iterator[GalleryView]:
    look.apply(qapp, "dark")
    view = GalleryView(GalleryModel(translate, clock=lambda: NOON + 60), Thumbnails(no_thumbnail, dropped))
    view.resize(808, 700)
    view.show()
    qtbot.waitExposed(view)
    yield view
    gone(view)


def seen(view: GalleryView) -> None:
    """What the view puts off until it is painted happens now."""
    QApplication.sendPostedEvents(view)


@pytest.mark.parametrize(
    ("state", "shown", "does"),
    [(JobState.WAITING, "Cancel", "Check now"), (JobState.PENDING, "Check now", "Try to cancel")],
    ids=["not sent", "sent"],
)
def test_without_a_connection_one_step_has_a_button_and_the_other_is_in_the_menu(
    view: GalleryView, state: JobState, shown: str, does: str
) -> None:
    lost = job(1, state, fault="not_sent", task_id=None if state is JobState.WAITING else "task-1")
    view.gallery_model.set_jobs([lost])
    seen(view)
    acted, cancelled = QSignalSpy(view.card_action), QSignalSpy(view.cancel_asked)
    button = view._widgets.button(lost.id)
    assert button and button.text() == shown
    button.click()
    menu = view.open_menu(*view.gallery_model.rows.at(0), QPoint(0, 0))
    actions = {action.text(): action for action in menu.actions() if not action.isSeparator()}
    assert {shown, does} <= set(actions)
    actions[does].trigger()
    menu.close()
    assert (acted.at(0), cancelled.at(0)) == ([lost.id, "ask_now"], [lost.id])


@pytest.mark.parametrize(
    ("state", "label", "can"),
    [
        (JobState.WAITING, "Cancel", True),
        (JobState.PENDING, "Try to cancel", True),
        (JobState.PROCESSING, "Too late to cancel", False),
    ],
)
def test_the_menu_offers_to_cancel_what_can_be_cancelled(
    view: GalleryView, state: JobState, label: str, can: bool
) -> None:
    view.gallery_model.set_jobs([job(1, state, task_id=None if state is JobState.WAITING else "task-1")])
    menu = view.open_menu(*view.gallery_model.rows.at(0), QPoint(0, 0))
    offered = {action.text(): action.isEnabled() for action in menu.actions() if "ancel" in action.text()}
    menu.close()
    assert offered == {label: can}


def test_a_doubtful_job_can_be_counted_as_lost_by_its_menu(view: GalleryView) -> None:
    doubtful = job(1, JobState.UNKNOWN, fault="answer_unknown", task_id="task-1")
    view.gallery_model.set_jobs([doubtful])
    seen(view)
    acted = QSignalSpy(view.card_action)
    card = view._widgets.card(doubtful.id)
    assert card and [button.text() for button in card.buttons] == ["Check now", "Send again…"]
    menu = view.open_menu(*view.gallery_model.rows.at(0), QPoint(0, 0))
    next(action for action in menu.actions() if action.text() == "Count as lost…").trigger()
    menu.close()
    assert acted.at(0) == [doubtful.id, "count_as_lost"]


def test_a_link_that_can_not_be_fetched_is_copied_and_tried_again(view: GalleryView, qapp: QApplication) -> None:
    partly = job(1, JobState.INCOMPLETE, "su", fault="links_unfetchable")
    view.gallery_model.set_jobs([partly])
    seen(view)
    acted = QSignalSpy(view.card_action)
    words = view.gallery_model.placeholder(*view.gallery_model.rows.at(1))
    assert words and words.icon == "link" and partly.pictures[1].url in words.caption
    button = view._widgets.button(partly.id)
    assert button and button.text() == "Try link again"
    menu = view.open_menu(*view.gallery_model.rows.at(1), QPoint(0, 0))
    actions = {action.text(): action for action in menu.actions()}
    actions["Copy link"].trigger()
    actions["Try link again"].trigger()
    menu.close()
    assert qapp.clipboard().text() == partly.pictures[1].url
    assert acted.at(0) == [partly.id, "retry_links"]
    of_saved = view.open_menu(*view.gallery_model.rows.at(0), QPoint(0, 0))
    assert "Copy link" not in {action.text() for action in of_saved.actions()}
    of_saved.close()


def test_the_menu_of_a_card_copies_the_task_id(view: GalleryView, qapp: QApplication) -> None:
    failed = job(1, JobState.FAILED, fault="transient", task_id="task-77")
    view.gallery_model.set_jobs([failed])
    seen(view)
    card = view._widgets.card(failed.id)
    assert card
    card.more.click()
    (menu,) = (menu for menu in view.findChildren(QMenu) if menu.isVisible())
    actions = {action.text(): action for action in menu.actions() if not action.isSeparator()}
    assert set(actions) == {"Copy prompt", "Recipe into the form\tR", "Copy task id"}
    actions["Copy task id"].trigger()
    assert qapp.clipboard().text() == "task-77"
    menu.close()


def under_mouse(view: GalleryView, x: int, y: int) -> None:
    QTest.mouseMove(view.viewport(), QPoint(x, y))


def test_recipe_and_more_come_up_in_the_header_under_the_mouse(view: GalleryView) -> None:
    jobs = [job(2, pictures=4), job(1, pictures=4)]
    view.gallery_model.set_jobs(jobs)
    seen(view)
    buttons = view._widgets.header
    recipe, placed = QSignalSpy(view.recipe_wanted), view.visible()
    under_mouse(view, 300, placed[0].boxes[0].center().y())
    assert not buttons.isVisible()
    for at in (0, 1):
        header = placed[at].header
        under_mouse(view, 300, header.center().y())
        assert buttons.isVisible() and header.contains(buttons.geometry())
        assert buttons.job_id == placed[at].section.job.id
        QTest.mouseClick(buttons.recipe, Qt.MouseButton.LeftButton)
        assert recipe.at(at) == [placed[at].section.job.id]
    spots = view._painter.header(placed[1])[1]
    assert not any(buttons.geometry().intersects(spot) for spot in (spots.title, spots.recipe, spots.icon, spots.state))
    QTest.mouseClick(buttons.more, Qt.MouseButton.LeftButton)
    (menu,) = (menu for menu in view.findChildren(QMenu) if menu.isVisible())
    assert "Recipe into the form\tR" in [action.text() for action in menu.actions()]
    menu.close()
    under_mouse(view, 300, placed[1].boxes[0].center().y())
    assert not buttons.isVisible()


def test_where_the_header_has_no_gap_nothing_comes_up(view: GalleryView) -> None:
    view.gallery_model.set_jobs([job(1, pictures=4, prompt="a very long prompt " * 20)])
    seen(view)
    under_mouse(view, 300, view.visible()[0].header.center().y())
    assert not view._widgets.header.isVisible()

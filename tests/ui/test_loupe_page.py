"""The foot of the loupe: the job's pictures, the zoom that is on, what its buttons ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from jimeng_desktop.assets import asset
from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.marks import Flag, Label, Marks
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.jobs.model import GalleryModel
from jimeng_desktop.ui.loupe.siblings import Sibling
from jimeng_desktop.ui.pictures.thumbnails import Thumbnails
from jimeng_desktop.ui.window.pages import ChosenInPages, Pages
from tests.ui.made_jobs import NOON, Background, drawn, encoded, gone, job, translate


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


@pytest.fixture
def middle(qapp: QApplication, background: Background) -> Iterator[Pages]:
    """The loupe on the second of four pictures, of which the last is not saved; another job follows."""
    look.apply(qapp, "dark")
    model = GalleryModel(translate, clock=lambda: NOON)
    model.set_jobs([job(2, JobState.FETCHING, "sssw"), job(1, pictures=12)])
    thumbnail = encoded(drawn(160, 90))

    async def load(picture: int, size: int) -> bytes | None:
        return thumbnail

    thumbnails = Thumbnails(load, background.start)
    middle = Pages(read_catalog(asset("models.toml")), model, thumbnails, background.start)
    middle.held = model, thumbnails  # type: ignore[attr-defined]
    middle.resize(1440, 800)
    middle.show()
    middle.open_loupe(job(2, JobState.FETCHING, "sssw").pictures[1].id)
    background.settle()
    yield middle
    gone(middle)


def siblings(middle: Pages) -> list[Sibling]:
    return [button for button in middle.loupe_page.foot.siblings.buttons if not button.isHidden()]


def test_siblings_stand_in_the_middle_and_the_current_one_is_ringed(middle: Pages) -> None:
    shown = siblings(middle)
    assert [button.isChecked() for button in shown] == [False, True, False, False]
    assert [button.isEnabled() for button in shown] == [True, True, True, False]
    strip = middle.loupe_page.foot.siblings
    assert strip.geometry().center().x() == middle.width() // 2 - 1
    assert shown[1].accessibleName() == "Picture 2 of 4"
    image = middle.loupe_page.foot.grab().toImage()
    corner = strip.pos() + shown[1].pos()
    assert image.pixelColor(corner.x(), corner.y()) == look.theme().t1
    other = strip.pos() + shown[0].pos()
    assert image.pixelColor(other.x(), other.y()) == look.theme().s1


def test_a_click_goes_there_and_an_arrow_moves_the_ring(middle: Pages) -> None:
    QTest.mouseClick(siblings(middle)[2], Qt.MouseButton.LeftButton)
    assert middle.current_picture == job(2, pictures=4).pictures[2].id
    QTest.keyClick(middle.loupe, Qt.Key.Key_Left)
    assert [button.isChecked() for button in siblings(middle)] == [False, True, False, False]
    QTest.keyClick(middle.loupe, Qt.Key.Key_End)
    assert len(siblings(middle)) > 4


def test_a_sibling_that_is_saved_can_be_chosen(middle: Pages, background: Background) -> None:
    middle.gallery.gallery_model.job_changed(job(2, pictures=4))
    QApplication.processEvents()
    background.settle()
    assert all(button.isEnabled() for button in siblings(middle))


@pytest.mark.parametrize("width", [640, 900, 1440])
def test_siblings_never_lie_under_the_buttons(middle: Pages, width: int) -> None:
    middle.resize(width, 400)
    QTest.keyClick(middle.loupe, Qt.Key.Key_End)
    foot = middle.loupe_page.foot
    shown = siblings(middle)
    assert shown and any(button.isChecked() for button in shown)
    assert foot.siblings.geometry().right() < foot._right.x()
    assert foot.siblings.x() >= 0


def test_the_zoom_that_is_on_is_lit(middle: Pages) -> None:
    zoom, loupe = middle.loupe_page.foot.zoom, middle.loupe
    assert zoom.way() == "fit"
    QTest.mouseClick(zoom.buttons["200"], Qt.MouseButton.LeftButton)
    assert (loupe.zoom.scale, zoom.way()) == (2.0, "200")
    loupe.set_scale(1.0, QPointF(3, 3))
    assert zoom.way() == "100"
    loupe.scale_by(1.25)
    assert zoom.way() == ""
    QTest.mouseClick(zoom.buttons["fit"], Qt.MouseButton.LeftButton)
    assert (loupe.zoom.scale, zoom.way()) == (None, "fit")


def test_its_buttons_ask(middle: Pages) -> None:
    foot = middle.loupe_page.foot
    heard = [QSignalSpy(signal) for signal in (middle.copy_wanted, middle.export_wanted, middle.full_screen_wanted)]
    for button in (foot.copy, foot.export, foot.full_screen):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [spy.count() for spy in heard] == [1, 1, 1]
    assert middle.chosen_pictures() == [job(2, pictures=4).pictures[1].id], "what they are about"


def test_all_buttons_have_names(middle: Pages) -> None:
    buttons = middle.loupe_page.findChildren(QAbstractButton)
    assert len(buttons) >= 13 and all(button.accessibleName() for button in buttons)


def test_the_foot_shows_what_the_user_thinks_and_says_what_is_pressed(middle: Pages, qtbot: QtBot) -> None:
    model, foot = middle.gallery.gallery_model, middle.loupe_page.foot
    picture = job(2, JobState.FETCHING, "sssw").pictures[1].id
    judged = QSignalSpy(middle.judged)
    assert not foot.marks.pick.isChecked()
    model.set_marks({picture: Marks(Flag.PICK, 3, Label.BLUE), picture - 1: Marks(Flag.REJECT)})
    qtbot.waitUntil(foot.marks.pick.isChecked)
    assert foot.marks.word.text() == "Blue"
    assert [star.isChecked() for star in foot.marks.stars.marks] == [True, True, True, False, False]
    QTest.mouseClick(foot.marks.stars.marks[4], Qt.MouseButton.LeftButton)
    QTest.mouseClick(foot.marks.reject, Qt.MouseButton.LeftButton)
    assert [judged.at(at) for at in range(judged.count())] == [["rating", 5], ["flag", Flag.REJECT]]
    middle.loupe.show_picture(picture + 1)
    assert not foot.marks.pick.isChecked() and foot.marks.word.text() == ""


def test_where_there_is_little_room_the_marks_give_way_and_a_sibling_stays(middle: Pages) -> None:
    marks = middle.loupe_page.foot.marks
    shown = []
    for width in (1440, 760, 560, 460):
        middle.resize(width, 800)
        QApplication.sendPostedEvents()
        shown.append([part.isVisible() for part in (marks.pick, marks.stars, marks.dots)])
        assert siblings(middle), width
        strip = middle.loupe_page.foot.siblings.geometry()
        assert not strip.intersects(marks.geometry()) or not shown[-1][0]
        assert strip.right() < middle.loupe_page.foot.zoom.mapTo(middle, QPoint(0, 0)).x()
    assert shown[0] == [True, True, True] and shown[-1] == [False, False, False]
    assert [sum(parts) for parts in shown] == sorted((sum(parts) for parts in shown), reverse=True)


def test_what_commands_are_about_is_the_loupes_one_then_the_selection_and_outlives_its_pages(
    middle: Pages, background: Background
) -> None:
    """The loupe's one picture, the selection of the gallery with what is still to come, then that of other pages."""
    second, chosen = job(2, JobState.FETCHING, "sssw").pictures[1].id, ChosenInPages()
    chosen.follow(middle)
    assert (chosen.pictures(), chosen.picture, chosen.job, chosen.number) == ([second], second, job(2).id, 1)
    changed = QSignalSpy(chosen.changed)
    middle.close_loupe()
    middle.gallery.selectAll()
    assert changed.count() and chosen.number == 16 and len(list(chosen.several())) == len(chosen.pictures()) == 15
    other = Pages(read_catalog(asset("models.toml")), middle.model, middle.thumbnails, background.start)
    chosen.follow(other)
    assert (chosen.pictures(), chosen.current, chosen.number) == ([], None, 0)
    before = changed.count()
    other.gallery.set_current_picture(second)
    assert changed.count() > before and chosen.pictures() == [second] and len(middle.chosen_pictures()) == 15
    gone(other)

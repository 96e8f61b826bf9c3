"""What is known of a picture is on screen without a scroll; what is counted is counted alike everywhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jimeng_desktop import app
from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.search import Order
from jimeng_desktop.options import Options
from jimeng_desktop.ui.gallery.view import GalleryView
from jimeng_desktop.ui.pictures.tile_marks import with_marks
from jimeng_desktop.ui.session.session import Session
from tests.ui.made_jobs import job
from tests.ui.many_jobs import Play, at, plays
from tests.ui.pictured import jobs_of, made, run_in, until


@pytest.fixture
def options(four_pictures: Path, tmp_path: Path) -> Options:
    shutil.copytree(four_pictures, tmp_path / "p")
    return Options(demo=True, profile=tmp_path / "p")


def on_screen(gallery: GalleryView) -> QImage:
    """The gallery as it is on the screen; grab() would paint it anew, all of it."""
    viewport = gallery.viewport()
    screen = viewport.screen().grabWindow(viewport.window().winId())
    corner = viewport.mapTo(viewport.window(), viewport.rect().topLeft())
    return screen.copy(corner.x(), corner.y(), viewport.width(), viewport.height()).toImage()


def marks_of_tiles(gallery: GalleryView, image: QImage) -> list[QImage]:
    """What is below each tile."""
    boxes = [box for placed in gallery.visible() for box in placed.boxes]
    return [image.copy(with_marks(box).adjusted(0, box.height() + 6, 0, 0)) for box in boxes]


async def painted(session: Session) -> None:
    """Until every thumbnail has come and been painted, and nothing fades any more."""
    gallery = session.window.middle.gallery
    ids = [picture.id for picture in jobs_of(session)[0].pictures]
    await until(
        lambda: all(map(session.thumbnails.get, ids)) and not gallery.motion.fading and not gallery.arrivals.waiting
    )
    await until(lambda: session.tasks.running == 0)


async def rated(session: Session) -> None:
    gallery = session.window.middle.gallery
    for key in (Qt.Key.Key_P, Qt.Key.Key_4, Qt.Key.Key_8):
        QTest.keyClick(gallery, key)
    await until(lambda: session.tasks.running == 0)


def test_marks_are_on_screen_after_a_start_and_after_a_filter(qapp: QApplication, options: Options) -> None:
    async def judge() -> None:
        async with made(options) as session:
            await rated(session)

    async def look() -> None:
        async with app._session(options, app.make_application(), 0.2) as session:
            gallery = session.window.middle.gallery
            await painted(session)
            first = marks_of_tiles(gallery, on_screen(gallery))
            gallery.viewport().repaint()
            assert first == marks_of_tiles(gallery, on_screen(gallery)), "nothing was left to be painted"
            assert first[0] != first[1], "the second has flag, stars and a colour"
            session.finding.change(stars=4)
            await until(lambda: session.model.rows.count == 2 and session.tasks.running == 0)
            found = marks_of_tiles(gallery, on_screen(gallery))
            gallery.viewport().repaint()
            assert found == marks_of_tiles(gallery, on_screen(gallery))

    run_in(qapp, judge())
    run_in(qapp, look())


def test_a_tile_has_its_marks_before_its_thumbnail(qapp: QApplication, options: Options) -> None:
    async def judge() -> None:
        async with made(options) as session:
            await rated(session)
            gallery = session.window.middle.gallery
            with_thumbnail = marks_of_tiles(gallery, gallery.viewport().grab().toImage())
            session.thumbnails.get = lambda picture: None  # type: ignore[method-assign]
            assert marks_of_tiles(gallery, gallery.viewport().grab().toImage()) == with_thumbnail

    run_in(qapp, judge())


def test_the_window_counts_what_is_selected_once(qapp: QApplication, tmp_path: Path) -> None:
    """Cards and places of pictures that have not come are no pictures."""
    made_up = [job(number, pictures=4) for number in range(5)]
    made_up += [job(number, state=JobState.FAILED) for number in range(5, 8)]
    play: Callable[[Play], None] = plays(qapp, tmp_path, made_up)

    async def select(session: Session) -> None:
        window = session.window
        window.resize(1500, 900)
        await until(window.inspector.isVisible)
        window.middle.gallery.set_current_picture(at(1))
        window.middle.gallery.selectAll()
        await until(lambda: window.status_bar.selection.text() == "20 selected")
        await until(lambda: window.inspector.body.headline.text() == "20 pictures selected")
        window.middle.gallery.clearSelection()
        await until(window.status_bar.selection.isHidden)

    play(select)


@pytest.mark.parametrize("order", [Order.NEWEST, Order.OLDEST])
def test_day_rows_count_their_jobs_where_the_clock_was_set_back(
    qapp: QApplication, tmp_path: Path, order: Order
) -> None:
    days = [0, 2, 1, 2, 0, 1]
    play = plays(qapp, tmp_path, [job(number, pictures=4, day=day) for number, day in enumerate(days)])

    async def look(session: Session) -> None:
        session.finding.arrange(order)
        await until(lambda: session.model.order is order and session.tasks.running == 0)
        captions = {session.model.day_caption(section.day) for section in session.model.rows}
        assert captions == {"2 jobs · 8 pictures"}

    play(look)

"""The loupe: at once from the thumbnail, then sharp; zoom at the pointer, and the same place in the next picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from jimeng_desktop.core.job import JobState
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.jobs.model import GalleryModel
from jimeng_desktop.ui.loupe.loupe import Loupe
from jimeng_desktop.ui.pictures.thumbnails import Thumbnails, Wish
from jimeng_desktop.ui.pictures.whole import LoupePictures
from jimeng_desktop.ui.pictures.whole_painter import Sight, paint_image
from jimeng_desktop.ui.pictures.zoom import LARGEST, Zoom, fit_scale, panned, settled, target, zoomed
from tests.ui.made_jobs import NOON, Background, drawn, encoded, gone, job, translate

WINDOW, ROOM = QSize(800, 600), QSize(768, 568)
sizes = st.builds(QSize, st.integers(16, 8192), st.integers(16, 8192))


def test_fitting_shows_the_whole_picture_in_the_middle() -> None:
    assert target(Zoom(), QSize(1536, 568), ROOM, WINDOW) == QRect(16, 158, 768, 284)
    assert target(Zoom(), QSize(100, 50), ROOM, WINDOW) == QRect(350, 275, 100, 50)  # never larger than it is


@given(picture=sizes, scale=st.floats(0.01, 20), x=st.floats(0, 800), y=st.floats(0, 600))
def test_the_point_under_the_pointer_stays_unless_an_edge_stops_it(
    picture: QSize, scale: float, x: float, y: float
) -> None:
    zoom = zoomed(Zoom(), scale, QPointF(x, y), picture, ROOM, WINDOW)
    if scale <= fit_scale(picture, ROOM):
        assert zoom == Zoom()
        return
    assert zoom.scale == min(scale, LARGEST)
    before, after = (target(z, picture, ROOM, WINDOW) for z in (Zoom(), zoom))
    assert zoom == settled(zoom, picture, WINDOW)
    for low, high, length, at, was_low, was_length in (
        (after.left(), after.right(), 800, x, before.left(), before.width()),
        (after.top(), after.bottom(), 600, y, before.top(), before.height()),
    ):
        moved = low + (at - was_low) / was_length * (high + 1 - low) - at
        at_edge = low in (0, -1, 1) or abs(high + 1 - length) <= 1 or high + 1 - low <= length
        assert abs(moved) < 3 or at_edge
        assert low <= 0 and high >= length - 2 or low >= 0 and high < length  # no gap at one side


def test_panning_stops_at_the_edges() -> None:
    picture = QSize(4000, 3000)
    zoom = panned(Zoom(1.0), QPointF(99999, -99999), picture, WINDOW)
    assert target(zoom, picture, ROOM, WINDOW) == QRect(0, -2400, 4000, 3000)
    assert panned(Zoom(), QPointF(50, 50), picture, WINDOW) == Zoom()


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


@pytest.fixture
def loupe(qapp: QApplication, background: Background, tmp_path: Path) -> Iterator[Loupe]:
    """Three pictures of 1600 x 900 in two jobs, a job that failed between them; thumbnails are of another colour."""
    look.apply(qapp, "dark")
    file, black = tmp_path / "picture.png", QImage(64, 36, QImage.Format.Format_RGB32)
    black.fill(QColor("black"))
    thumbnail = encoded(black)
    assert drawn(160, 90).scaled(1600, 900).save(str(file))
    jobs = [job(3, pictures=1), job(2, JobState.FAILED, fault="moderation"), job(1, pictures=2)]
    jobs = [replace(one, pictures=tuple(replace(p, path=str(file)) for p in one.pictures)) for one in jobs]
    model = GalleryModel(translate, clock=lambda: NOON)
    model.set_jobs(jobs)

    async def load(picture: int, size: int) -> bytes | None:
        return thumbnail

    thumbnails = Thumbnails(load, background.start)
    thumbnails.want([Wish(p.id, QSize(184, 104), 1.0) for one in jobs for p in one.pictures])
    background.settle()
    loupe = Loupe(model, thumbnails, background.start)
    loupe.held = model, thumbnails  # type: ignore[attr-defined]
    loupe.resize(WINDOW)
    loupe.show()
    loupe.show_picture(jobs[0].pictures[0].id)
    yield loupe
    gone(loupe)


@pytest.fixture(autouse=True)
def points_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the mouse of this machine is."""
    monkeypatch.setattr(Loupe, "underMouse", lambda self: False)


def shot(loupe: Loupe) -> QImage:
    return loupe.grab().toImage()


def test_it_opens_from_the_thumbnail_and_sharpens(loupe: Loupe, background: Background) -> None:
    assert shot(loupe).pixelColor(200, 250).name() == "#000000"  # the thumbnail, at once
    background.settle()
    loupe._reduce()
    background.settle()
    image = shot(loupe)
    corners = [image.pixelColor(x, y).name() for x, y in ((300, 250), (500, 250), (300, 350), (500, 350))]
    assert corners == ["#ff0000", "#00ff00", "#0000ff", "#406080"]
    assert image.pixelColor(8, 300) == look.theme().s0
    assert loupe.words() == ("1 of 1", "Fit · 48 %", "1600 × 900")


def test_one_to_one_is_pixel_for_pixel(loupe: Loupe, background: Background) -> None:
    background.settle()
    QTest.keyClick(loupe, Qt.Key.Key_Z)
    assert loupe.words()[1] == "100 %"
    image = shot(loupe)
    # The middle of the picture, where its four colours meet, is the middle of the window.
    assert [image.pixelColor(x, y).name() for x, y in ((399, 299), (400, 299), (399, 300), (400, 300))] == [
        "#ff0000", "#00ff00", "#0000ff", "#406080",
    ]  # fmt: skip
    QTest.keyClick(loupe, Qt.Key.Key_Z)
    assert loupe.zoom == Zoom()


def test_arrows_keep_zoom_and_place_and_pass_over_what_is_no_picture(loupe: Loupe, background: Background) -> None:
    background.settle()
    changed = QSignalSpy(loupe.picture_changed)
    loupe.set_scale(2.0, QPointF(10, 10))
    zoom = loupe.zoom
    assert not loupe.previous_button.isEnabled()
    QTest.keyClick(loupe, Qt.Key.Key_Right)
    assert loupe.picture_id == job(1, pictures=2).pictures[0].id
    assert (changed.count(), loupe.zoom) == (1, zoom)
    QTest.keyClick(loupe, Qt.Key.Key_Right)
    QTest.keyClick(loupe, Qt.Key.Key_Right)  # there is no more
    assert loupe.picture_id == job(1, pictures=2).pictures[1].id
    assert not loupe.next_button.isEnabled()
    QTest.mouseClick(loupe.previous_button, Qt.MouseButton.LeftButton)
    assert loupe.picture_id == job(1, pictures=2).pictures[0].id


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_G, Qt.Key.Key_Return, Qt.Key.Key_E])
def test_keys_that_lead_back(loupe: Loupe, key: Qt.Key) -> None:
    closed = QSignalSpy(loupe.closed)
    QTest.keyClick(loupe, key)
    assert closed.count() == 1


def test_a_picture_that_goes_closes_it(loupe: Loupe) -> None:
    closed = QSignalSpy(loupe.closed)
    loupe._model.job_dropped(job(3))
    assert closed.count() == 1


def test_a_file_that_cannot_be_read_says_so(loupe: Loupe, background: Background, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n")
    pictures = LoupePictures(background.start)
    ready = QSignalSpy(pictures.ready)
    pictures.want([(1, str(broken)), (2, str(tmp_path / "picture.png"))])
    background.settle()
    assert ready.count() == 2
    assert pictures.broken(1) and pictures.get(1) is None
    assert not pictures.broken(2) and pictures.get(2) is not None


def test_whole_pictures_stay_within_their_bound(qapp: QApplication, background: Background, tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(file))
    pictures = LoupePictures(background.start, bound=100_000)  # two of 40,000 bytes
    pictures.want([(n, str(file)) for n in range(5)])
    background.settle()
    assert sum(pictures.get(n) is not None for n in range(5)) == 2


def test_a_window_that_goes_while_they_load_ends_it_quietly(
    qapp: QApplication, background: Background, tmp_path: Path
) -> None:
    file = tmp_path / "a.png"
    image = drawn(100, 100)
    assert image.save(str(file))
    window = QObject()
    pictures = LoupePictures(background.start, window)
    pictures.want([(1, str(file)), (2, str(file))])
    pictures.reduce("key", image, QRect(0, 0, 100, 100), QSize(10, 10))
    delete(window)
    background.settle()


def test_it_tells_a_screen_reader_what_it_shows(loupe: Loupe) -> None:
    assert loupe.accessibleName() == "Loupe"
    assert loupe.accessibleDescription() == "Picture 1 of 1: a red fox in snow"
    assert loupe.close_button.accessibleName() == "Back to the gallery"


def test_z_enlarges_where_the_mouse_points(
    loupe: Loupe, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    background.settle()
    monkeypatch.setattr(loupe, "pointer", lambda: QPointF(200, 200))
    QTest.keyClick(loupe, Qt.Key.Key_Z)
    there = loupe.zoom
    QTest.keyClick(loupe, Qt.Key.Key_Z)
    loupe.set_scale(1.0, QPointF(200, 200))
    assert loupe.zoom == there != Zoom(1.0)


def test_shift_and_arrows_move_an_enlarged_picture_and_stay_with_it(loupe: Loupe, background: Background) -> None:
    background.settle()
    shown, loupe_zoom = loupe.picture_id, loupe.zoom
    QTest.keyClick(loupe, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert (loupe.picture_id, loupe.zoom) == (shown, loupe_zoom), "there is nothing to move"
    loupe.set_scale(2.0)
    before = loupe.zoom
    QTest.keyClick(loupe, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert loupe.picture_id == shown
    assert loupe.zoom.u > before.u and loupe.zoom.v == before.v
    QTest.keyClick(loupe, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert loupe.zoom.v < before.v


def test_home_and_end_go_to_the_first_and_last_picture_of_the_gallery(loupe: Loupe) -> None:
    QTest.keyClick(loupe, Qt.Key.Key_End)
    assert loupe.picture_id == job(1, pictures=2).pictures[1].id
    QTest.keyClick(loupe, Qt.Key.Key_Home)
    assert loupe.picture_id == job(3, pictures=1).pictures[0].id


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_a_pixel_of_the_picture_is_a_pixel_of_the_screen_at_any_scale(qapp: QApplication, ratio: float) -> None:
    """Also where the widget's own corner lies between two pixels of the screen."""
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    for x in range(60):
        for y in range(40):
            picture.setPixelColor(x, y, QColor("white" if (x + y) % 2 else "black"))
    screen = QImage(200, 150, QImage.Format.Format_RGB32)
    screen.fill(QColor("red"))
    screen.setDevicePixelRatio(ratio)
    painter = QPainter(screen)
    painter.translate(7, 11)
    box = QRect(8, 8, 60, 40)
    paint_image(painter, picture, Sight(box, box, 1.0, ratio))
    painter.end()
    colours = [[screen.pixelColor(x, y).name() for x in range(200)] for y in range(150)]
    found = [(x, y) for y in range(150) for x in range(200) if colours[y][x] != "#ff0000"]
    x0, y0 = found[0]
    assert len(found) == 60 * 40
    assert {colours[y][x] for x, y in found} == {"#000000", "#ffffff"}
    assert all(colours[y][x] == ("#ffffff" if (x - x0 + y - y0) % 2 else "#000000") for x, y in found)

"""Whatever comes, goes or changes: what is looked at stays in place, what is selected stays so, and no thumbnail stands
on another's tile. Everything by the ids of pictures, under Qt's own tester of models."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jimeng_desktop.core.job import Job, JobState, picture_id
from jimeng_desktop.core.marks import Flag, Marks
from jimeng_desktop.core.search import Order
from jimeng_desktop.messages import as_it_is
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.gallery.view import GalleryView
from jimeng_desktop.ui.jobs.model import GalleryModel
from jimeng_desktop.ui.jobs.rows import ALL, BY_PICTURE, Rows, arranged, row_id
from jimeng_desktop.ui.pictures.thumbnails import Thumbnails
from tests.ui.made_jobs import FIRST, NOON, Background, encoded, gone, job, translate

JOBS = 400
Flags = QItemSelectionModel.SelectionFlag


def colour_of(picture: int) -> QColor:
    """Each picture has its own."""
    number, place = divmod(picture - FIRST * 1000, 1_000_000_000)
    return QColor(60 + number * 7 % 190, 60 + number * 31 % 190, 60 + place * 40 % 190)


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


@pytest.fixture(params=["grouped", "alone"])
def view(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    qapp: QApplication,
    background: Background,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[GalleryView]:
    monkeypatch.setattr(look, "reduced_motion", lambda: True)
    look.apply(qapp, "dark")

    async def load(picture: int, size: int) -> bytes | None:
        image = QImage(64, 36, QImage.Format.Format_RGB32)
        image.fill(colour_of(picture))
        return encoded(image)

    model = GalleryModel(translate, clock=lambda: NOON + 60)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view = GalleryView(model, Thumbnails(load, background.start))
    view.resize(808, 700)
    view.show()
    qtbot.waitExposed(view)
    model.set_jobs([job(number, pictures=4, day=-(number // 9)) for number in range(JOBS)])
    view.set_grouped(request.param == "grouped")
    yield view
    gone(view)
    del tester


def settle(view: GalleryView, background: Background) -> None:
    for _ in range(3):
        QApplication.sendPostedEvents(view)
        background.settle()
    view.viewport().repaint()


def on_screen(view: GalleryView) -> dict[int, tuple[int, int]]:
    """Where each picture that is whole on screen stands, by its id."""
    page = view.viewport().rect()
    tiles = {}
    for placed in view.visible():
        for at, (section, place) in enumerate(placed.shown):
            box = view.visualRect(view.gallery_model.index(placed.first_row + at))
            if page.contains(box):
                tiles[row_id(section, place)] = (box.x(), box.y())
    return tiles


def assert_true_to_their_tiles(view: GalleryView, background: Background) -> None:
    """Every thumbnail on screen is that of its own picture."""
    settle(view, background)
    shot = view.viewport().grab().toImage()
    checked = 0
    for picture in on_screen(view):
        middle = view.rect_of(picture).center()
        if view.indexAt(middle).isValid():
            seen, own = shot.pixelColor(middle), colour_of(picture)
            distance = max(abs(a - b) for a, b in zip(seen.getRgb()[:3], own.getRgb()[:3], strict=True))  # type: ignore[index]
            assert distance <= 12, (picture, seen.name(), own.name())
            checked += 1
    assert checked > 3


def deep(view: GalleryView, background: Background) -> dict[int, tuple[int, int]]:
    """Scrolled to the middle of it all."""
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    settle(view, background)
    tiles = on_screen(view)
    assert len(tiles) > 5
    return tiles


def saved(number: int, tiles: int = 4) -> Job:
    return job(number, pictures=tiles, day=-(number // 9))


def test_arrivals_while_scrolled_deep(view: GalleryView, background: Background) -> None:
    before, model = deep(view, background), view.gallery_model
    for number in range(JOBS, JOBS + 7):
        model.job_changed(job(number, JobState.WAITING, day=-(number // 9)))
    assert on_screen(view).items() >= {k: v for k, v in before.items() if k in on_screen(view)}.items()
    assert set(on_screen(view)) == set(before)
    for number in range(JOBS, JOBS + 7):
        model.job_changed(saved(number, 3))
    model.append_older([saved(-1), saved(-2)])
    if view.places.grouped:
        assert on_screen(view) == before
    else:  # lines fill up anew: none of them moves up or down
        assert {y for _, y in on_screen(view).values()} == {y for _, y in before.values()}
        assert len(set(on_screen(view)) & set(before)) >= len(before) // 2
    assert_true_to_their_tiles(view, background)


def test_at_the_very_top_new_ones_come_into_view(view: GalleryView, background: Background) -> None:
    view.gallery_model.job_changed(saved(JOBS))
    assert view.verticalScrollBar().value() == 0 and picture_id(job(JOBS).id, 0) in on_screen(view)
    assert_true_to_their_tiles(view, background)


def test_arrivals_that_a_filter_hides(view: GalleryView, background: Background) -> None:
    model = view.gallery_model
    model.show_only({job(number).id: ALL for number in range(0, JOBS, 2)})
    before = deep(view, background)
    for number in (JOBS + 1, JOBS + 3):
        model.job_changed(job(number, JobState.WAITING))
        model.job_changed(saved(number))
    model.job_changed(saved(201, 2))
    assert on_screen(view) == before
    assert_true_to_their_tiles(view, background)
    current = next(iter(before))
    view.setCurrentIndex(model.index_of(current))
    model.show_only(None)
    assert on_screen(view)[current][1] == before[current][1], "what is current stays where it is"
    assert_true_to_their_tiles(view, background)


def test_a_thousand_stay_selected(view: GalleryView, background: Background) -> None:
    model = view.gallery_model
    rows = random.Random(3).sample(range(model.rowCount()), 1000)
    chosen = {row_id(*model.rows.at(row)) for row in rows}
    for row in rows:
        view.selectionModel().select(model.index(row), Flags.Select)
    deep(view, background)
    model.job_changed(saved(JOBS))
    model.job_changed(saved(17, 4))
    assert set(view.selected_pictures()) == chosen
    model.show_only({job(number).id: ALL for number in range(JOBS + 1)}, Order.OLDEST)
    assert set(view.selected_pictures()) == chosen
    view.set_grouped(not view.places.grouped)
    model.show_only(None)
    assert set(view.selected_pictures()) == chosen
    half = {job(number).id: 0b0101 for number in range(JOBS)}
    model.show_only(half)
    assert set(view.selected_pictures()) == {p for p in chosen if p % 1000 in (0, 2)}


def test_what_is_under_the_cursor_goes(view: GalleryView, background: Background) -> None:
    before, model = deep(view, background), view.gallery_model
    gone_one = list(before)[len(before) // 2]
    view.setCurrentIndex(model.index_of(gone_one))
    row = view.currentIndex().row()
    after = row_id(*model.rows.at(row + 4 - gone_one % 1000))
    model.job_dropped(next(section.job for section in model.every if section.job.id == gone_one // 1000))
    now = view.currentIndex()
    assert now.isValid() and row_id(*model.rows.at(now.row())) == after, "the next one is current"
    above = [picture for picture in before if picture > gone_one and picture // 1000 != gone_one // 1000]
    assert {picture: on_screen(view).get(picture) for picture in above} == {p: before[p] for p in above}
    assert_true_to_their_tiles(view, background)


def test_a_reset_in_mid_scroll(view: GalleryView, background: Background) -> None:
    model, before = view.gallery_model, deep(view, background)
    current = list(before)[2]
    view.setCurrentIndex(model.index_of(current))
    model.set_jobs([saved(number) for number in range(JOBS)])
    assert on_screen(view) == before and view.current_picture == current
    model.set_jobs([saved(number) for number in range(JOBS + 40)])
    assert on_screen(view)[current][1] == before[current][1] and view.current_picture == current
    assert_true_to_their_tiles(view, background)
    model.set_jobs([saved(number) for number in range(5)])
    assert view.verticalScrollBar().value() == 0 and not view.currentIndex().isValid()


def test_a_size_that_goes_to_and_fro_comes_back(view: GalleryView, background: Background) -> None:
    before = deep(view, background)
    for side in (210, 300, 420, 90, 130, 174):
        view.set_tile_size(side)
    assert on_screen(view) == before
    view.resize(1200, 700)
    view.resize(500, 500)
    view.resize(808, 700)
    QApplication.sendPostedEvents(view)
    assert on_screen(view) == before
    assert_true_to_their_tiles(view, background)


def test_the_wheel_with_control_asks_for_another_size(view: GalleryView) -> None:
    asked = QSignalSpy(view.size_stepped)

    def turn(delta: int, modifiers: Qt.KeyboardModifier) -> None:
        at = QPointF(100, 100)
        event = QWheelEvent(
            at, view.mapToGlobal(at), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, modifiers,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)

    turn(-120, Qt.KeyboardModifier.NoModifier)
    assert asked.count() == 0 and view.verticalScrollBar().value() > 0
    value = view.verticalScrollBar().value()
    for delta in (120, 60, 60, -240):
        turn(delta, Qt.KeyboardModifier.ControlModifier)
    assert [asked.at(at)[0] for at in range(asked.count())] == [1, 1, -1, -1]
    assert view.verticalScrollBar().value() == value


def test_a_rubber_band_takes_what_it_touches(view: GalleryView, background: Background) -> None:
    settle(view, background)
    page = view.viewport()
    tiles = sorted(on_screen(view).items(), key=lambda item: (item[1][1], item[1][0]))
    line = [picture for picture, (_, y) in tiles if y == tiles[0][1][1]]
    x, y = dict(tiles)[line[0]]
    start, end = QPoint(8, y + 30), QPoint(dict(tiles)[line[1]][0] + 10, y + 60)
    QTest.mousePress(page, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(page, QPoint(x + 20, y + 40))
    QTest.mouseMove(page, end)
    QTest.mouseRelease(page, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    assert set(view.selected_pictures()) == set(line[:2])


def test_a_header_stays_while_its_tiles_scroll_and_covers_them(view: GalleryView, background: Background) -> None:
    settle(view, background)
    top = view.visible()[0]
    first_tile = view.visualRect(view.gallery_model.index(0))
    view.verticalScrollBar().setValue(first_tile.top() + first_tile.height() // 2)
    pinned = view.visible()[0]
    if not view.places.grouped:
        assert not pinned.titled and not pinned.header.isValid()
        return
    assert pinned.section.job.id == top.section.job.id
    assert pinned.header.y() == view.verticalOffset() and top.header.y() < view.verticalOffset()
    assert not view.indexAt(QPoint(first_tile.center().x(), 10)).isValid(), "a press there is on the header"
    assert view.indexAt(QPoint(first_tile.center().x(), 40)).row() == 0
    view.verticalScrollBar().setValue(pinned.bottom - 10)
    assert view.visible()[0].header.bottom() <= pinned.bottom, "the next job pushes it up"


def test_keys_reach_every_tile(view: GalleryView) -> None:
    view.setFocus()
    view.setCurrentIndex(view.gallery_model.index(0))
    for _ in range(40):
        QTest.keyClick(view, Qt.Key.Key_Down)
    row = view.currentIndex().row()
    assert row >= 40 and view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    assert view.indexAt(view.visualRect(view.currentIndex()).center()) == view.currentIndex(), "no header over it"
    for _ in range(40):
        QTest.keyClick(view, Qt.Key.Key_Up)
        assert view.indexAt(view.visualRect(view.currentIndex()).center()) == view.currentIndex()
    assert view.currentIndex().row() == 0
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == view.gallery_model.rowCount() - 1
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert 0 < view.currentIndex().row() < view.gallery_model.rowCount() - 4


def listed(rows: Rows) -> list[tuple[int, tuple[int, ...]]]:
    return [(section.job.id, tuple(section.shown)) for section in rows]


def ranked(model: GalleryModel, order: Order, dice: random.Random) -> dict[int, int]:
    """The ranks of the pictures: by their stars, or as somebody may have put some of them."""
    if order is Order.RATING:
        return model.ratings()
    some = [picture_id(job(number).id, place) for number in range(64) for place in range(4)]
    return {picture: at - 100 for at, picture in enumerate(dice.sample(some, 100))} if order is Order.HAND else {}


def test_rows_are_those_of_a_fresh_start_whatever_happened() -> None:
    dice, model = random.Random(11), GalleryModel(as_it_is)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_jobs([job(number, pictures=4) for number in range(0, 60, 2)])
    ranks: dict[int, int] = {}
    for turn in range(600):
        number = dice.randrange(64)
        match dice.randrange(6):
            case 0:
                model.job_dropped(job(number))
            case 1:
                wanted = (
                    None if dice.random() < 0.3 else {job(n).id: dice.choice((ALL, 0b11, 0b1010)) for n in range(50)}
                )
                order = dice.choice(list(Order))
                ranks = ranked(model, order, dice)
                model.show_only(wanted, order, ranks=ranks)
            case 2 if model.wanted is not None:
                fewer = {k: v for k, v in model.wanted.items() if dice.random() > 0.05}
                ranks = ranked(model, model.order, dice) if model.order in BY_PICTURE else ranks
                model.show_only(fewer, model.order, ranks=ranks)
            case 3:
                picture = picture_id(job(number).id, dice.randrange(4))
                model.set_marks({picture: Marks(Flag.PICK, dice.randrange(6))})
            case _:
                state = dice.choice((JobState.DONE, JobState.WAITING, JobState.FAILED))
                pictures = dice.randint(1, 6) if state is JobState.DONE else 0
                fault = "moderation" if state is JobState.FAILED else ""
                model.job_changed(job(number, state, pictures, fault=fault))
        *_, anew = arranged(model.every, model.wanted, model.order, ranks)
        assert listed(model.rows) == listed(anew), turn
        for row in dice.sample(range(model.rowCount()), min(5, model.rowCount())):
            assert model.row_of(row_id(*model.rows.at(row))) == row
    assert model.rowCount() > 10
    del tester


def test_what_is_chosen_later_is_not_given_up_for_what_was_chosen_before(view: GalleryView) -> None:
    model = view.gallery_model
    before, after = (picture_id(job(number).id, 0) for number in (390, 380))
    view.setCurrentIndex(model.index_of(before))
    view.set_grouped(not view.places.grouped)
    view.setCurrentIndex(model.index_of(after))
    model.job_changed(saved(JOBS))
    assert view.current_picture == after and view.selected_pictures() == [after]
    model.show_only({job(number).id: ALL for number in range(380)})
    chosen = picture_id(job(370).id, 1)
    view.setCurrentIndex(model.index_of(chosen))
    model.show_only({job(number).id: ALL for number in range(382)})  # few come: what was hidden is back
    assert view.current_picture == chosen and view.selected_pictures() == [chosen]


def test_what_fills_an_empty_part_of_the_screen_is_shown(view: GalleryView, background: Background) -> None:
    model = view.gallery_model
    model.set_jobs([saved(JOBS)])
    settle(view, background)
    few = len(on_screen(view))
    model.append_older([job(number, pictures=4, ratio="3:4", day=-(number // 9)) for number in range(JOBS - 40, JOBS)])
    assert len(on_screen(view)) > few
    assert_true_to_their_tiles(view, background)

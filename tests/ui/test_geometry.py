"""The gallery's arithmetic: nothing overlaps, every place is found again, and many jobs cost what a few cost."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractItemView

from jimeng_desktop.messages import Words
from jimeng_desktop.ui.gallery.arrow_keys import moved
from jimeng_desktop.ui.gallery.grouped import Geometry, Placed
from jimeng_desktop.ui.gallery.ungrouped import FlatGeometry
from jimeng_desktop.ui.jobs.rows import BLOCK, Rows, Section, newest_first
from tests.ui.made_jobs import job

Move = QAbstractItemView.CursorAction
CARD = Words("Stopped", "The service declined this prompt.", None, "moderation")
RATIOS = (1.0, 16 / 9, 9 / 16, 3 / 4, 21 / 9)


def section(number: int, tiles: int = 4, ratio: float = 16 / 9, day: int = 0, card: Words | None = None) -> Section:
    return Section(job(number), 700_000 + day, tiles, ratio, card)


def gallery(sections: list[Section], width: int = 808, tile: int = 174) -> Geometry:
    rows = Rows()
    rows.set_all(sections)
    geometry = Geometry(rows, lambda words, width: 62)
    geometry.set_size(width, tile)
    return geometry


def everything(geometry: Geometry) -> list[Placed]:
    return list(geometry.between(0, geometry.height + 1))


shapes = st.lists(
    st.tuples(st.integers(1, 15), st.sampled_from(RATIOS), st.booleans(), st.booleans()), min_size=1, max_size=12
)


@given(shapes=shapes, width=st.integers(200, 3840), tile=st.integers(60, 420))
def test_nothing_overlaps_and_every_place_is_found_again(
    shapes: list[tuple[int, float, bool, bool]], width: int, tile: int
) -> None:
    day, sections = 0, []
    for number, (tiles, ratio, is_card, new_day) in enumerate(shapes):
        day += new_day
        sections.append(section(number, tiles, ratio, day, CARD if is_card else None))
    geometry = gallery(sections, width, tile)
    room, before = QRect(0, 0, width, geometry.height), -1
    for placed in everything(geometry):
        boxes = placed.boxes
        assert placed.header.top() > before
        assert all(room.contains(box) and box.top() > placed.header.bottom() for box in boxes)
        assert not any(a.intersects(b) for at, a in enumerate(boxes) for b in boxes[at + 1 :])
        for place, box in enumerate(boxes):
            row = placed.first_row + place
            assert geometry.box(row) == box
            assert geometry.row_at(box.center().x(), box.center().y()) == row
        before = max(box.bottom() for box in boxes)
    assert geometry.height > before


def test_tiles_are_as_the_look_says() -> None:
    geometry = gallery([section(0)], 808)
    assert geometry.tile_size(16 / 9, 4) == (184, 104, 4)  # (768 - 30) / 4, whole pixels
    assert geometry.tile_size(3 / 4, 4)[:2] == (150, 200)  # as large as the slider says
    narrow = gallery([section(0)], 420)
    assert narrow.tile_size(16 / 9, 4)[2] == 2  # two rows before a tile falls below 120


def test_a_day_row_stands_over_the_first_job_of_a_day_only() -> None:
    sections = [section(3, day=2), section(2, day=2), section(1, day=1)]
    assert [placed.starts_day for placed in everything(gallery(sections))] == [True, False, True]


def test_between_gives_what_a_walk_over_all_gives() -> None:
    chance = random.Random(4)
    sections = [section(n, chance.randint(1, 9), chance.choice(RATIOS), n // 40) for n in range(1500)]
    geometry = gallery(sections)
    all_placed = everything(geometry)
    assert len(all_placed) == 1500
    for _ in range(40):
        top = chance.randint(0, geometry.height)
        shown = [p.section.job.id for p in geometry.between(top, top + 900)]
        inside = [p.section.job.id for p in all_placed if p.bottom > top and p.top < top + 900]
        assert set(inside) <= set(shown)
        assert len(shown) <= len(inside) + 2  # at most one more at each end


def test_changes_give_what_building_anew_gives() -> None:
    chance = random.Random(7)
    kept = {n: section(n, chance.randint(1, 6), chance.choice(RATIOS), n // 100) for n in range(0, 3 * BLOCK, 2)}
    geometry = gallery(list(kept.values()))
    for _ in range(400):
        number = chance.randint(0, 4 * BLOCK)
        if chance.random() < 0.3:
            kept.pop(number, None)
            geometry.rows.remove(newest_first(job(number).id))
        else:
            kept[number] = section(number, chance.randint(1, 6), chance.choice(RATIOS), number // 100)
            geometry.rows.put(kept[number])
    anew = gallery(list(kept.values()))
    assert geometry.height == anew.height
    assert geometry.rows.count == anew.rows.count
    for row in chance.sample(range(anew.rows.count), 60):
        assert geometry.box(row) == anew.box(row)
        assert geometry.rows.at(row) == anew.rows.at(row)
        owner, place = anew.rows.at(row)
        assert geometry.rows.first_row(owner.key) + place == row


def test_a_change_of_width_looks_at_shapes_not_at_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    geometry = gallery([section(n, 4, RATIOS[n % 5], n // 50) for n in range(5000)])
    assert geometry.height > 0
    measured = []
    tile_size = Geometry.tile_size

    def counted(self: Geometry, ratio: float, tiles: int) -> tuple[int, int, int]:
        measured.append(ratio)
        return tile_size(self, ratio, tiles)

    monkeypatch.setattr(Geometry, "tile_size", counted)
    geometry.set_size(1200, 200)
    assert geometry.height > 0
    assert len(list(geometry.between(0, 900))) < 12
    assert len(measured) == 5  # one per ratio


def test_arrows_keep_their_column_over_cards_and_short_rows() -> None:
    geometry = gallery([section(3), section(2, card=CARD), section(1, 2), section(0, 6)])
    column = geometry.box(3).center().x()
    down = [3]
    for _ in range(4):
        down.append(moved(geometry, down[-1], Move.MoveDown, 800, column))
    assert down == [3, 4, 6, 10, 12]  # last of four, card, last of two, fourth of six, second line of it
    assert moved(geometry, 0, Move.MoveUp, 800, 100) == 0
    assert moved(geometry, 12, Move.MoveDown, 800, 100) == 12


def test_other_keys() -> None:
    geometry = gallery([section(n) for n in range(50)])
    assert moved(geometry, -1, Move.MoveNext, 800) == 0
    assert moved(geometry, 5, Move.MoveRight, 800) == 6
    assert moved(geometry, 0, Move.MoveLeft, 800) == 0
    assert moved(geometry, 5, Move.MoveHome, 800) == 0
    assert moved(geometry, 5, Move.MoveEnd, 800) == 199
    page = moved(geometry, 1, Move.MovePageDown, 800)
    assert page % 4 == 1
    assert 700 <= geometry.box(page).y() - geometry.box(1).y() <= 900
    assert moved(geometry, page, Move.MovePageUp, 800) == 1
    assert moved(geometry, 199, Move.MovePageDown, 800) == 199
    assert moved(gallery([]), -1, Move.MoveNext, 800) == -1


@given(
    ratios=st.lists(st.sampled_from(RATIOS), min_size=1, max_size=12),
    width=st.integers(200, 3840),
    tile=st.integers(60, 420),
)
def test_tiles_alone_overlap_nowhere_and_are_found_again(ratios: list[float], width: int, tile: int) -> None:
    rows = Rows()
    rows.set_all(section(number, 1 + number % 5, ratio) for number, ratio in enumerate(ratios))
    geometry = FlatGeometry(rows)
    geometry.set_size(width, tile)
    lines, room = list(geometry.between(0, geometry.height + 1)), QRect(0, 0, max(width, 80), geometry.height)
    boxes = [box for line in lines for box in line.boxes]
    shown = [row for line in lines for row in line.shown]
    assert shown == [rows.at(row) for row in range(rows.count)]
    assert all(room.contains(box) for box in boxes)
    assert not any(a.intersects(b) for at, a in enumerate(boxes) for b in boxes[at + 1 :])
    for row, box in enumerate(boxes):
        assert geometry.box(row) == box and geometry.row_at(box.center().x(), box.center().y()) == row
        assert (box.width() - 1) / box.height() <= rows.at(row)[0].ratio * 1.1 + 1, "never cropped"
    assert all(a.bottom <= b.top for a, b in pairwise(lines))

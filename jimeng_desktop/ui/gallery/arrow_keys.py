"""Where the arrow keys lead in the gallery, and what a selection takes in: rows by arithmetic, over every card."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractItemView

from .grouped import Geometry, Placed
from .ungrouped import FlatGeometry

AnyGeometry = Geometry | FlatGeometry
Move = QAbstractItemView.CursorAction
Hint = QAbstractItemView.ScrollHint
_BESIDE = {Move.MoveLeft: -1, Move.MovePrevious: -1, Move.MoveRight: 1, Move.MoveNext: 1}
_PAGES = {Move.MovePageUp: -1, Move.MovePageDown: 1}


def moved(geometry: AnyGeometry, row: int, action: Move, page: int, column: int | None = None) -> int:
    """The row that a key leads to from `row` (-1: none yet). `column` is the x that up and down keep to, `page` the
    height of a page."""
    last = geometry.rows.count - 1
    if row < 0 or action == Move.MoveHome:
        return min(0, last)
    if action == Move.MoveEnd:
        return last
    if action in _BESIDE:
        return min(last, max(0, row + _BESIDE[action]))
    box = geometry.box(row)
    x = box.center().x() if column is None else column
    if action in _PAGES:
        return _paged(geometry, row, x, _PAGES[action] * page)
    return _beyond(geometry, row, x, -1 if action == Move.MoveUp else 1)


def scrolled(geometry: AnyGeometry, row: int, offset: int, page: int, hint: Hint) -> int:
    """Where to scroll to from `offset` so that the row shows; with its job's header where it is in the first line."""
    found = geometry.at_row(row)
    if found is None:
        return offset
    placed, place = found
    box, gap = placed.boxes[place], geometry.measures.gap
    first_line = _line(placed, box) == _line(placed, placed.boxes[0])
    top = placed.top if first_line else box.y() - gap - geometry.pinned_height
    bottom = box.bottom() + 1 + max(gap, geometry.measures.marks)
    if hint == Hint.PositionAtCenter:
        return box.center().y() - page // 2
    if hint == Hint.PositionAtTop or top < offset:
        return top
    if hint == Hint.PositionAtBottom or bottom > offset + page:
        return min(bottom - page, box.y())
    return offset


def selected_rows(geometry: AnyGeometry, rect: QRect, dragging: bool) -> list[tuple[int, int]]:
    """First and last of each run of rows to select: what a dragged rectangle touches, else all between its corners."""
    if not dragging:
        corners = (geometry.row_at(point.x(), point.y()) for point in (rect.topLeft(), rect.bottomRight()))
        found = sorted(row for row in corners if row is not None)
        return [(found[0], found[-1])] if found else []
    rect = rect.normalized()
    return [
        (placed.first_row + place, placed.first_row + place)
        for placed in geometry.between(rect.top(), rect.bottom() + 1)
        for place, box in enumerate(placed.boxes)
        if box.intersects(rect)
    ]


def _beyond(geometry: AnyGeometry, row: int, x: int, step: int) -> int:
    """The tile of the next line up or down that is nearest to x."""
    found = geometry.at_row(row)
    if found is None:
        return row
    placed, place = found
    here = _line(placed, placed.boxes[place])
    lines = _lines(placed)
    at = lines.index(here) + step
    if 0 <= at < len(lines):
        return _nearest(placed, lines[at], x)
    beside = geometry.at_row(placed.first_row - 1 if step < 0 else placed.first_row + len(placed.boxes))
    if beside is None:
        return row
    other = beside[0]
    return _nearest(other, _lines(other)[-1 if step < 0 else 0], x)


def _paged(geometry: AnyGeometry, row: int, x: int, distance: int) -> int:
    y = geometry.box(row).center().y() + distance
    placed = geometry.section_at(min(max(y, 0), geometry.height - geometry.measures.foot - 1))
    if placed is None:
        return geometry.rows.count - 1 if distance > 0 else 0
    line = min(_lines(placed), key=lambda bottom: abs(_middle(placed, bottom) - y))
    there = _nearest(placed, line, x)
    if there == row:  # one line is higher than a page
        return _beyond(geometry, row, x, 1 if distance > 0 else -1)
    return there


def _lines(placed: Placed) -> list[int]:
    """Its lines of tiles."""
    return sorted({_line(placed, box) for box in placed.boxes})


def _line(placed: Placed, box: QRect) -> int:
    """The lower edge of a tile's line; tiles that stand alone are one line, whatever their height."""
    return box.bottom() if placed.titled else placed.top


def _middle(placed: Placed, line: int) -> int:
    return next(box.center().y() for box in placed.boxes if _line(placed, box) == line)


def _nearest(placed: Placed, line: int, x: int) -> int:
    def distance(place: int) -> int:
        box: QRect = placed.boxes[place]
        return abs(box.center().x() - x)

    places = [place for place, box in enumerate(placed.boxes) if _line(placed, box) == line]
    return placed.first_row + min(places, key=distance)

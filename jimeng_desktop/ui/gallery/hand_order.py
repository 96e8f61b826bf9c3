"""The order of a collection made by hand: its pictures are dragged before others, or moved by Alt and an arrow."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent

from ..jobs.model import GalleryModel
from ..jobs.rows import row_id
from .arrow_keys import AnyGeometry

LINE = 2  # logical pixels, in the middle of the gap between two tiles
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class DropPlace(NamedTuple):
    """Where dragged pictures would go: before that picture, at the end for None; and the line that shows it, in the
    content."""

    before: int | None
    line: QRect


def place_at(geometry: AnyGeometry, point: QPoint) -> DropPlace | None:
    """The place nearest to a point of the content; None where there are no tiles."""
    rows = geometry.rows
    placed = geometry.section_at(min(max(0, point.y()), max(0, geometry.height - 1)))
    if placed is None:
        return None
    at = next((at for at, box in enumerate(placed.boxes) if point.x() < box.center().x()), len(placed.boxes))
    row = placed.first_row + at
    before = row_id(*rows.at(row)) if row < rows.count else None
    beside = placed.boxes[min(at, len(placed.boxes) - 1)]
    half = geometry.measures.gap // 2
    x = beside.left() - half if at < len(placed.boxes) else beside.right() + 1 + half
    return DropPlace(before, QRect(x - LINE // 2, beside.top(), LINE, beside.height()))


def step_of(event: QKeyEvent) -> int:
    """-1 for one place earlier, 1 for one place later, 0 for any other key."""
    return STEPS.get(Qt.Key(event.key()), 0) if event.modifiers() & Qt.KeyboardModifier.AltModifier else 0


def stepped(model: GalleryModel, chosen: list[int], step: int) -> tuple[list[int], int | None] | None:
    """The chosen pictures and before which one they go, a place earlier or later; None at the ends."""
    rows = sorted(row for picture in chosen if (row := model.row_of(picture)) is not None)
    if not rows:
        return None
    to = rows[0] - 1 if step < 0 else rows[-1] + 2
    if to < 0 or to > model.rows.count:
        return None
    return chosen, row_id(*model.rows.at(to)) if to < model.rows.count else None

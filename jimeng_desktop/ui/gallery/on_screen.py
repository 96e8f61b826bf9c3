"""What follows from what is on screen: the thumbnails that are wanted, and what must not move when things change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect

from ...core.job import PictureState
from ..design.drawing import device_size
from ..jobs.rows import picture_at, row_id
from ..pictures.thumbnails import Wish
from ..pictures.tile import OUTSIDE
from .arrow_keys import AnyGeometry
from .grouped import Placed


def wishes(geometry: AnyGeometry, top: int, page: int, scale: float, *, ahead: bool) -> Iterator[Wish]:
    """The saved pictures on screen first; `ahead`: then those of a page below, then of half a page above."""
    beyond = ((top + page, top + 2 * page), (top - page // 2, top)) if ahead else ()
    for start, end in ((top, top + page), *beyond):
        for placed in geometry.between(start, end):
            for (section, place), box in zip(placed.shown, placed.boxes, strict=True):
                picture = picture_at(section, place)
                if picture and picture.state is PictureState.SAVED and box.bottom() >= start and box.top() < end:
                    yield Wish(picture.id, device_size(box, scale), scale)


def anchors(visible: Sequence[Placed], top: int) -> list[tuple[int, int]]:
    """The rows whose place on screen is kept, by their ids, with how far they are from the upper edge. The best comes
    first: one that shows from its header on, so that what changes above the edge doesn't push it.
    """
    ordered = sorted(visible, key=lambda placed: placed.top < top)
    return [(row_id(*placed.shown[0]), placed.ground - top) for placed in ordered]


def changed_areas(geometry: AnyGeometry, visible: Sequence[Placed], first: int, last: int) -> list[QRect]:
    """What looks different, in the content, when these rows have changed: their jobs or lines, and the rows of their
    days, which count them even where the jobs themselves are out of sight."""
    days = [found[0].section.day for row in (first, last) if (found := geometry.at_row(row))]
    areas = []
    for placed in visible:
        left, width = 0, geometry.content_width + 2 * geometry.measures.margin
        if placed.starts_day and days and min(days) <= placed.section.day <= max(days):
            areas.append(QRect(left, placed.top, width, geometry.measures.day))
        if placed.first_row <= last and placed.first_row + len(placed.boxes) > first:
            top = min(placed.header.y() if placed.titled else placed.top, placed.boxes[0].y() - OUTSIDE)
            areas.append(QRect(left, top, width, placed.bottom - top + max(OUTSIDE, geometry.measures.marks)))
    return areas


def header_at(visible: Sequence[Placed], y: int) -> Placed | None:
    """The job whose header lies at this height of the content."""
    found = (placed for placed in visible if placed.titled and placed.header.top() <= y <= placed.header.bottom())
    return next(found, None)

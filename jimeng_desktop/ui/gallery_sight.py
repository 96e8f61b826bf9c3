"""What follows from what is on screen: the thumbnails that are wanted, and what must not move when things change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect

from ..core.job import PictureState
from .gallery_geometry import Geometry, Placed
from .gallery_model import picture_at
from .thumbnails import Wish
from .tile_painter import OUTSIDE, device_size


def wishes(geometry: Geometry, top: int, page: int, scale: float) -> Iterator[Wish]:
    """The saved pictures on screen first, then those of a page below, then of half a page above."""
    for start, end in ((top, top + page), (top + page, top + 2 * page), (top - page // 2, top)):
        for placed in geometry.between(start, end):
            for place, box in enumerate(placed.boxes):
                picture = picture_at(placed.section, place)
                if picture and picture.state is PictureState.SAVED and box.bottom() >= start and box.top() < end:
                    yield Wish(picture.id, device_size(box, scale), scale)


def anchor(visible: Sequence[Placed], top: int) -> tuple[int, int] | None:
    """The job whose place on screen is kept, and how far its header is from the upper edge: the first whose header
    shows, so that what changes above the edge doesn't push it."""
    chosen = next((placed for placed in visible if placed.header.y() >= top), visible[0] if visible else None)
    return (chosen.section.job.id, chosen.header.y() - top) if chosen else None


def changed_areas(geometry: Geometry, visible: Sequence[Placed], first: int, last: int) -> list[QRect]:
    """What looks different, in the content, when these rows have changed: their jobs, and the rows of their days, which
    count them even where the jobs themselves are out of sight."""
    days = [found[0].section.day for row in (first, last) if (found := geometry.at_row(row))]
    areas = []
    for placed in visible:
        left, width = 0, geometry.content_width + 2 * geometry.measures.margin
        if placed.starts_day and days and days[-1] <= placed.section.day <= days[0]:
            areas.append(QRect(left, placed.top, width, geometry.measures.day))
        if placed.first_row <= last and placed.first_row + len(placed.boxes) > first:
            areas.append(QRect(left, placed.header.y(), width, placed.bottom - placed.header.y() + OUTSIDE))
    return areas


def header_at(geometry: Geometry, y: int) -> Placed | None:
    """The job whose header lies at this height of the content."""
    placed = geometry.section_at(y)
    return placed if placed and placed.header.top() <= y <= placed.header.bottom() else None

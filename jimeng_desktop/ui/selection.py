"""What is selected in the gallery: the saved pictures among the selected rows, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..core.job import Job, Picture
from .gallery_rows import is_saved, picture_at, row_id

if TYPE_CHECKING:
    from .gallery import GalleryView
    from .gallery_base import GalleryBase


def selected_rows_count(view: GalleryBase) -> int:
    """How many rows are selected, pictures or not; by ranges, so that it costs nothing."""
    return sum(last - first + 1 for first, last in _parts(view))


def selected_pictures(view: GalleryBase) -> Iterator[tuple[Job, Picture]]:
    """Lazily, from the top down. The model must not change on the way."""
    rows = view.gallery_model.rows
    for row, last in sorted(_parts(view)):
        last = min(last, rows.count - 1)  # between a reset and the selection's own news of it
        while row <= last:
            section, place = rows.at(row)
            first = section.shown.index(place)
            places = section.shown[first : first + last - row + 1]
            row += len(places)
            yield from ((section.job, picture) for place in places if is_saved(picture := picture_at(section, place)))


def chosen_pictures(view: GalleryView) -> Iterator[int]:
    """The ids of the saved pictures that are selected, as they are shown; the current one where no row is."""
    if view.selectionModel().hasSelection():
        yield from (picture.id for _, picture in selected_pictures(view))
    elif view.current_picture is not None:
        yield view.current_picture


def selected_ids(view: GalleryBase, most: int) -> list[int]:
    """The ids of all selected rows, placeholders and cards too; none where there are more than `most`."""
    rows, parts = view.gallery_model.rows, _parts(view)
    if sum(last - first + 1 for first, last in parts) > most:
        return []
    return [row_id(*rows.at(row)) for first, last in parts for row in range(first, min(last + 1, rows.count))]


def current_job(view: GalleryBase) -> int | None:
    """The id of the job that the current row belongs to."""
    row = view.currentIndex().row()
    rows = view.gallery_model.rows
    return rows.at(row)[0].job.id if 0 <= row < rows.count else None


def _parts(view: GalleryBase) -> list[tuple[int, int]]:
    """First and last row of each range."""
    selection = view.selectionModel().selection()
    ranges = [selection.at(number) for number in range(selection.count())]
    return [(part.top(), part.bottom()) for part in ranges]

"""What is selected in the gallery: the saved pictures among the selected rows, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..core.job import Job, Picture, PictureState
from .gallery_model import picture_at

if TYPE_CHECKING:
    from .gallery import GalleryView


def selected_rows_count(view: GalleryView) -> int:
    """How many rows are selected, pictures or not; by ranges, so that it costs nothing."""
    return sum(last - first + 1 for first, last in _parts(view))


def selected_pictures(view: GalleryView) -> Iterator[tuple[Job, Picture]]:
    """Lazily, from the top down. The model must not change on the way."""
    rows = view.gallery_model.rows
    for first, last in sorted(_parts(view)):
        for row in range(first, last + 1):
            section, place = rows.at(row)
            picture = picture_at(section, place)
            if picture and picture.state is PictureState.SAVED:
                yield section.job, picture


def _parts(view: GalleryView) -> list[tuple[int, int]]:
    """First and last row of each range."""
    selection = view.selectionModel().selection()
    ranges = [selection.at(number) for number in range(selection.count())]
    return [(part.top(), part.bottom()) for part in ranges]

"""Which pictures of the gallery commands are about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..core.job import PictureState
from .gallery_model import picture_at

if TYPE_CHECKING:
    from .gallery import GalleryView


def saved_selection(view: GalleryView) -> Iterator[int]:
    """The ids of the saved pictures that are selected, as they are shown; the current one where no row is."""
    selection = view.selectionModel().selection()
    if selection.isEmpty():
        if view.current_picture is not None:
            yield view.current_picture
        return
    rows = view.gallery_model.rows
    for first, last in sorted((span.top(), span.bottom()) for span in map(selection.at, range(selection.count()))):
        for row in range(first, last + 1):
            picture = picture_at(*rows.at(row))
            if picture and picture.state is PictureState.SAVED:
                yield picture.id


def current_job(view: GalleryView) -> int | None:
    """The id of the job that the current row belongs to."""
    row = view.currentIndex().row()
    return view.gallery_model.rows.at(row)[0].job.id if row >= 0 else None

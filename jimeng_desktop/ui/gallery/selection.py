"""What is selected in the gallery: the saved pictures among the selected rows, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ...core.job import Job, Picture
from ..jobs.rows import is_saved, picture_at, row_id

if TYPE_CHECKING:
    from .base import GalleryBase
    from .view import GalleryView


SLICE = 2000  # pictures between two moments of the window


class SelectedCount(QObject):
    """Counts the pictures that are selected, in slices: a selection can be as large as the library."""

    counted = Signal(int)

    def __init__(self, view: GalleryBase) -> None:
        super().__init__(view)
        self._view = view
        self._pictures: Iterator[object] = iter(())
        self._count = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._add)
        model = view.gallery_model
        for changed in (
            view.selectionModel().selectionChanged,
            model.modelReset,
            model.rowsInserted,
            model.rowsRemoved,
        ):
            changed.connect(self._begin)
        model.dataChanged.connect(self._changed)

    def _changed(self, first: object, last: object, roles: Sequence[int] = ()) -> None:
        if not roles:  # a picture may have been saved; bytes and marks make none of them one
            self._begin()

    def _begin(self) -> None:
        if self._count or selected_rows_count(self._view):
            self._pictures, self._count = selected_pictures(self._view), 0
            self._add()

    def _add(self) -> None:
        """The next slice; what has changed meanwhile has begun the count anew."""
        more = sum(1 for _ in islice(self._pictures, SLICE))
        self._count += more
        if more == SLICE:
            self._timer.start()
        else:
            self._timer.stop()
            self.counted.emit(self._count)


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

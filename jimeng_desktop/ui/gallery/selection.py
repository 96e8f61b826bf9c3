"""What is selected and current in the gallery: rows by their ids, and the saved pictures among them in their order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QTimer, Signal
from PySide6.QtWidgets import QListView

from ...core.job import Job, Picture
from ..jobs.model import GalleryModel
from ..jobs.rows import is_saved, picture_at, row_id, runs

SLICE = 2000  # pictures between two moments of the window
Flag = QItemSelectionModel.SelectionFlag


class GallerySelection:
    """That of a view. Nothing here asks for every row: a selection can be as large as the library."""

    def __init__(self, view: QListView, model: GalleryModel) -> None:
        self._view = view
        self.model = model

    @property
    def of_rows(self) -> QItemSelectionModel:
        """Qt's own, of rows by their numbers."""
        return self._view.selectionModel()

    @property
    def current(self) -> int | None:
        """The id of the current row: a picture, or what stands in its place."""
        rows, row = self.model.rows, self._view.currentIndex().row()
        return row_id(*rows.at(row)) if 0 <= row < rows.count else None

    @property
    def picture(self) -> int | None:
        """The id of the current saved picture."""
        rows, row = self.model.rows, self._view.currentIndex().row()
        picture = picture_at(*rows.at(row)) if row >= 0 else None
        return picture.id if picture and is_saved(picture) else None

    @property
    def number(self) -> int:
        """How many rows are selected, pictures or not; by ranges, so that it costs nothing."""
        return sum(last - first + 1 for first, last in self._parts())

    def several(self) -> Iterator[tuple[Job, Picture]]:
        """The selected saved pictures, lazily, from the top down. The model must not change on the way."""
        rows = self.model.rows
        for row, last in sorted(self._parts()):
            last = min(last, rows.count - 1)  # between a reset and the selection's own news of it
            while row <= last:
                section, place = rows.at(row)
                first = section.shown.index(place)
                places = section.shown[first : first + last - row + 1]
                row += len(places)
                found = (picture_at(section, place) for place in places)
                yield from ((section.job, picture) for picture in found if is_saved(picture))

    def pictures(self) -> Iterator[int]:
        """The ids of the saved pictures that are selected, as they are shown; the current one where no row is."""
        if self.of_rows.hasSelection():
            yield from (picture.id for _, picture in self.several())
        elif self.picture is not None:
            yield self.picture

    def ids(self, most: int) -> list[int]:
        """The ids of all selected rows, placeholders and cards too; none where there are more than `most`."""
        rows, parts = self.model.rows, self._parts()
        if sum(last - first + 1 for first, last in parts) > most:
            return []
        return [row_id(*rows.at(row)) for first, last in parts for row in range(first, min(last + 1, rows.count))]

    def select(self, parts: Iterable[tuple[int, int]], how: Flag) -> None:
        """All rows from the first to the last of each part."""
        selection = QItemSelection()
        for first, last in parts:
            selection.select(self.model.index(first), self.model.index(last))
        self.of_rows.select(selection, how)

    def make_current(self, row: int, how: Flag) -> None:
        """Without scrolling to it: what the user looks at stays where it is."""
        self._view.setAutoScroll(False)
        self.of_rows.setCurrentIndex(self.model.index(row), how)
        self._view.setAutoScroll(True)

    def show(self, pictures: Iterable[int]) -> bool:
        """Selects pictures, no others, and scrolls to them; False where none of them is there."""
        rows = sorted(row for picture in pictures if (row := self.model.row_of(picture)) is not None)
        if not rows:
            return False
        current = self._view.currentIndex().row()
        row = current if current in rows else rows[0]
        self.make_current(row, Flag.NoUpdate)
        self.select(runs(rows), Flag.ClearAndSelect)
        self._view.scrollTo(self.model.index(row))
        return True

    def step_off(self, pictures: Collection[int]) -> None:
        """Where what is current is among these pictures, which are about to go, the next that stays is it."""
        if self.current in pictures:
            row = self._view.currentIndex().row()
            other = self.model.rows.nearest(row, lambda *at: row_id(*at) not in pictures)
            if other is not None:
                self._hand_on(other, Flag.ClearAndSelect)

    def step_past(self, first: int, last: int) -> None:
        """Where what is current is among these rows, which go now, the next one is it: Qt would take the one before."""
        if first <= self._view.currentIndex().row() <= last:
            self._hand_on(last + 1 if last + 1 < self.model.rowCount() else first - 1, Flag.Select)

    def _hand_on(self, row: int, how: Flag) -> None:
        selected = self.of_rows.isSelected(self._view.currentIndex())
        self.make_current(row, how if selected else Flag.NoUpdate)

    def _parts(self) -> list[tuple[int, int]]:
        """First and last row of each range."""
        ranges = self.of_rows.selection()
        return [(part.top(), part.bottom()) for part in (ranges.at(number) for number in range(ranges.count()))]


class SelectedCount(QObject):
    """Counts the pictures that are selected, in slices: a selection can be as large as the library."""

    counted = Signal(int)

    def __init__(self, selection: GallerySelection, parent: QObject) -> None:
        super().__init__(parent)
        self._selection = selection
        self._pictures: Iterator[object] = iter(())
        self._count = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._add)
        model = selection.model
        for changed in (selection.of_rows.selectionChanged, model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._begin)
        model.dataChanged.connect(self._changed)

    def _changed(self, first: object, last: object, roles: Sequence[int] = ()) -> None:
        if not roles:  # a picture may have been saved; bytes and marks make none of them one
            self._begin()

    def _begin(self) -> None:
        if self._count or self._selection.number:
            self._pictures, self._count = self._selection.several(), 0
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

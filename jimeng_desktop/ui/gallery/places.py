"""A list view of the gallery's rows whose geometry is arithmetic: where everything stands, and what must not move."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ..design.viewport import own_viewport
from ..jobs.model import GalleryModel
from ..jobs.rows import row_id, runs
from ..pictures.tile import OUTSIDE, around
from .arrow_keys import AnyGeometry, moved, scrolled, selected_rows
from .card import card_height
from .grouped import Geometry, Placed
from .on_screen import anchors
from .selection import selected_ids
from .ungrouped import FlatGeometry

TILE = 174
STEP = 40  # one step of the wheel is three of these
AnyIndex = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemView.ScrollHint
MOST_KEPT = 5000  # selected rows that outlive a reset: more would take longer than a frame
Flag = QItemSelectionModel.SelectionFlag


class GalleryBase(QListView):
    """QListView keeps selection, keys and accessibility; it is never asked where something is.

    What the user looks at, has selected and is at stays so through every change of the model, a reset too.
    """

    def __init__(self, model: GalleryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_viewport(self)
        # What the overrides use comes before the first call that reaches one of them.
        self.geometry_of: AnyGeometry = Geometry(model.rows, card_height)
        self._model = model
        self._tile = TILE
        self._anchors: list[tuple[int, int]] = []
        self._column: int | None = None
        self._laid_version = -1
        self._looked: tuple[object, list[Placed]] = None, []
        self._laying_out = False  # what scrolls meanwhile is not the user
        self._kept: tuple[int | None, list[int]] = None, []
        self.holds_current = True  # not where the user has just moved it, through the next reset
        self._held: tuple[int, int] | None = None  # the current row, with its place on screen, through a reset
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _begin(self) -> None:
        """Shows the model, once all is there that the overrides use."""
        # Before the view itself and its selection hear of it: what they lose is remembered here.
        self._model.modelAboutToBeReset.connect(self._remember)
        self.setModel(self._model)
        self._model.modelReset.connect(self._select_again)  # after the view and its selection have heard of it
        self._model.rowsInserted.connect(self._rows_inserted)
        self._model.rowsInserted.connect(self._select_again)
        self._model.rowsRemoved.connect(self._rows_removed)  # a method of its own: it goes with its window

    @property
    def gallery_model(self) -> GalleryModel:
        """The model, as what it is."""
        return self._model

    @property
    def grouped(self) -> bool:
        """The tiles stand under the headers of their jobs."""
        return isinstance(self.geometry_of, Geometry)

    def set_grouped(self, grouped: bool) -> None:
        """Under the headers of their jobs, or alone. The model's order must be that of the jobs' age where grouped."""
        if grouped == self.grouped:
            return
        self._hold()
        rows = self._model.rows
        self.geometry_of = Geometry(rows, card_height) if grouped else FlatGeometry(rows)
        self._relayout()
        self._held = None

    def set_tile_size(self, pixels: int) -> None:
        """The side that a square picture has where there is room."""
        self._tile = pixels
        self._relayout()

    def visible(self) -> list[Placed]:
        """The jobs or lines on screen, rings at the edges included; the header of the first may be pinned."""
        offset, page, geometry = self.verticalOffset(), self.viewport().height(), self.geometry_of
        now = offset, page, self.width(), self._tile, id(geometry), self._model.changes, self._model.rows.version
        if now != self._looked[0]:  # asked for several times a frame
            between = geometry.between(offset - OUTSIDE, offset + page + OUTSIDE)
            self._looked = now, [placed.pinned(offset) for placed in between]
        return self._looked[1]

    # Geometry, by arithmetic

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def visualRect(self, index: AnyIndex) -> QRect:
        if not index.isValid():
            return QRect()
        return self.geometry_of.box(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalOffset()
        row = self.geometry_of.row_at(point.x(), y)
        if row is None or self._is_covered(y):
            return QModelIndex()
        return self._model.index(row)

    def _is_covered(self, y: int) -> bool:
        """By a header at the upper edge of the screen."""
        offset = self.verticalOffset()
        if not (self.grouped and offset <= y < offset + self.geometry_of.pinned_height):
            return False
        placed = self.geometry_of.section_at(y)
        return placed is not None and y <= placed.pinned(offset).header.bottom()

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)  # not QListView's, which walks all rows

    def updateGeometries(self) -> None:
        page = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.geometry_of.height - page))
        bar.setPageStep(page)
        bar.setSingleStep(STEP)
        QAbstractItemView.updateGeometries(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self._relayout()

    def scrollTo(self, index: AnyIndex, hint: Hint = Hint.EnsureVisible) -> None:
        if index.isValid():
            to = scrolled(self.geometry_of, index.row(), self.verticalOffset(), self.viewport().height(), hint)
            self.verticalScrollBar().setValue(to)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)
        if self.grouped:  # the pinned header hasn't moved, though its picture has
            height = self.geometry_of.pinned_height + abs(dy)
            self.viewport().update(0, min(0, dy), self.viewport().width(), height)
        if not self._laying_out:
            self._anchors = anchors(self.visible(), self.verticalOffset())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        row = self.currentIndex().row()
        vertical = action in (self.CursorAction.MoveUp, self.CursorAction.MoveDown)
        if not vertical:
            self._column = None
        elif self._column is None and row >= 0:
            self._column = self.geometry_of.box(row).center().x()
        to = moved(self.geometry_of, row, action, self.viewport().height(), self._column if vertical else None)
        return self._model.index(to) if to >= 0 else QModelIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        offset = self.verticalOffset()
        dragging = self.state() == QAbstractItemView.State.DragSelectingState
        rows = selected_rows(self.geometry_of, rect.translated(0, offset), dragging)
        self.selectionModel().select(self._selection(rows), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region, offset = QRegion(), self.verticalOffset()
        for placed in self.visible():
            for place, box in enumerate(placed.boxes):
                if selection.contains(self._model.index(placed.first_row + place)):
                    region += around(box).translated(0, -offset)
        return region

    def _selection(self, rows: Sequence[tuple[int, int]]) -> QItemSelection:
        selection = QItemSelection()
        for first, last in rows:
            selection.select(self._model.index(first), self._model.index(last))
        return selection

    # Changes

    def reset(self) -> None:
        super().reset()
        self.geometry_of.show(self._model.rows)
        self._relayout(anew=True)
        self._held, self.holds_current = None, True

    def rowsAboutToBeRemoved(self, parent: AnyIndex, first: int, last: int) -> None:
        """Where what is current goes, the next one is it: Qt would take the one before."""
        current = self.currentIndex()
        if first <= current.row() <= last:
            after = last + 1 if last + 1 < self._model.rowCount() else first - 1
            how = Flag.Select if self.selectionModel().isSelected(current) else Flag.NoUpdate
            self._make_current(self._model.index(after), how)
        super().rowsAboutToBeRemoved(parent, first, last)

    def step_off(self, pictures: Collection[int]) -> None:
        """Where what is current is among these pictures, which are about to go, the next that stays is it."""
        current = self.currentIndex()
        rows = self._model.rows
        if not current.isValid() or row_id(*rows.at(current.row())) not in pictures:
            return
        other = rows.nearest(current.row(), lambda *at: row_id(*at) not in pictures)
        if other is not None:
            selected = self.selectionModel().isSelected(current)
            self._make_current(self._model.index(other), Flag.ClearAndSelect if selected else Flag.NoUpdate)

    def show_pictures(self, pictures: Iterable[int]) -> bool:
        """Selects pictures, no others, and scrolls to them; False where none of them is there."""
        rows = sorted(row for picture in pictures if (row := self._model.row_of(picture)) is not None)
        if not rows:
            return False
        current = self.currentIndex().row()
        index = self._model.index(current if current in rows else rows[0])
        self._make_current(index, Flag.NoUpdate)
        self.selectionModel().select(self._selection(list(runs(rows))), Flag.ClearAndSelect)
        self.scrollTo(index)
        return True

    def _make_current(self, index: QModelIndex, how: Flag) -> None:
        """Without scrolling to it: what the user looks at stays where it is."""
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(index, how)
        self.setAutoScroll(True)

    def _rows_inserted(self, parent: AnyIndex, first: int, last: int) -> None:
        seen = self.visible()[-1:] if self.grouped else []
        below = seen and seen[0].bottom > self.verticalOffset() + self.viewport().height()
        if below and seen[0].first_row + len(seen[0].boxes) <= first:
            self._laid_version = self._model.rows.version  # it is all below what is on screen: nothing there changes
            self.updateGeometries()
        else:
            self._relayout()

    def _rows_removed(self) -> None:
        self._relayout()

    def _remember(self) -> None:
        row = self.currentIndex().row()
        current = row_id(*self._model.rows.at(row)) if 0 <= row < self._model.rows.count else None
        self._kept = current, selected_ids(self, MOST_KEPT)
        if self.holds_current:
            self._hold()

    def _hold(self) -> None:
        """The current row, if it is on screen, stays where it is through what comes next."""
        current = self.currentIndex()
        found = self.geometry_of.at_row(current.row())
        if found and self.visualRect(current).intersects(self.viewport().rect()):
            placed, place = found
            self._held = row_id(*placed.shown[place]), placed.ground - self.verticalOffset()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self._kept = None, []  # the user has chosen something else meanwhile

    def _select_again(self) -> None:
        """After a reset: what is there of what was selected, and what was current. What is still to come stays kept."""
        current, chosen = self._kept
        if current is None and not chosen:
            return
        found = {picture: row for picture in chosen if (row := self._model.row_of(picture)) is not None}
        row = None if current is None else self._model.row_of(current)
        if row is not None:
            self._make_current(self._model.index(row), Flag.NoUpdate)
        if found:
            self.selectionModel().select(self._selection(list(runs(sorted(found.values())))), Flag.Select)
        self._kept = None if row is not None else current, [picture for picture in chosen if picture not in found]

    def _relayout(self, *, anew: bool = False) -> None:
        """Lays out anew and keeps what the user looks at where it is; at the very top, new jobs come into view.

        `anew`: where nothing of that is left, it begins at the top.
        """
        self.geometry_of.set_size(self.width(), self._tile)
        self._laid_version = self._model.rows.version
        kept = self._anchors if self.verticalOffset() > 0 else []
        self._anchors = [self._held, *kept] if self._held else kept
        self._laying_out = True
        self.updateGeometries()
        value = self._anchored()
        if value is not None or anew:
            self.verticalScrollBar().setValue(value or 0)
        self._laying_out = False
        # Only who scrolls looks at something else: else a size that goes to and fro would creep.
        if value is None or not kept:
            self._anchors = anchors(self.visible(), self.verticalOffset())
        self.viewport().update()

    def _anchored(self) -> int | None:
        """Where to scroll to so that what was looked at is where it was; None where none of it is there any more."""
        for picture, y in self._anchors:
            row = self._model.row_of(picture)
            found = None if row is None else self.geometry_of.at_row(row)
            if found:
                return found[0].ground - y
        return None

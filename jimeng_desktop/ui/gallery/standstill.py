"""What must not move while the gallery changes: what the user looks at, has selected and is at."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QListView

from ..jobs.rows import row_id, runs
from .on_screen import anchors
from .places import Places
from .selection import Flag, GallerySelection

MOST_KEPT = 5000  # selected rows that outlive a reset: more would take longer than a frame


class Standstill(QObject):
    """Lays the rows of a view out anew, and keeps its selection through a reset of the model."""

    def __init__(self, view: QListView, places: Places, selection: GallerySelection) -> None:
        super().__init__(view)
        self._view = view
        self._model = selection.model
        self._places = places
        self._selection = selection
        self._anchors: list[tuple[int, int]] = []
        self._kept: tuple[int | None, list[int]] = None, []
        self._held: tuple[int, int] | None = None  # the current row, with its place on screen, through a reset
        self._laying_out = False  # what scrolls meanwhile is not the user
        self.holds_current = True  # not where the user has just moved it, through the next reset
        self.laid_version = -1

    # Places

    def lay_out(self, *, anew: bool = False) -> None:
        """Keeps what the user looks at where it is; at the very top, new jobs come into view.

        `anew`: where nothing of that is left, it begins at the top.
        """
        self._places.geometry.set_size(self._view.width(), self._places.tile)
        self.laid_version = self._model.rows.version
        kept = self._anchors if self._places.offset > 0 else []
        self._anchors = [self._held, *kept] if self._held else kept
        self._laying_out = True
        self._view.updateGeometries()
        value = self._anchored()
        if value is not None or anew:
            self._view.verticalScrollBar().setValue(value or 0)
        self._laying_out = False
        # Only who scrolls looks at something else: else a size that goes to and fro would creep.
        if value is None or not kept:
            self._look()
        self._view.viewport().update()

    def lay_out_below(self, first: int) -> bool:
        """Rows have come from `first` on. True where they are all below what is on screen: nothing there changes."""
        seen = self._places.visible()[-1:] if self._places.grouped else []
        below = seen and seen[0].bottom > self._places.offset + self._places.page
        if not below or seen[0].first_row + len(seen[0].boxes) > first:
            return False
        self.laid_version = self._model.rows.version
        self._view.updateGeometries()
        return True

    def scrolled(self) -> None:
        """The user looks at something else now."""
        if not self._laying_out:
            self._look()

    def hold(self) -> None:
        """The current row, if it is on screen, stays where it is through what comes next."""
        current = self._view.currentIndex()
        found = self._places.geometry.at_row(current.row())
        if found and self._view.visualRect(current).intersects(self._view.viewport().rect()):
            placed, place = found
            self._held = row_id(*placed.shown[place]), placed.ground - self._places.offset

    def let_go(self) -> None:
        """What was held has been laid out."""
        self._held = None

    def _look(self) -> None:
        self._anchors = anchors(self._places.visible(), self._places.offset)

    def _anchored(self) -> int | None:
        """Where to scroll to so that what was looked at is where it was; None where none of it is there any more."""
        for picture, y in self._anchors:
            row = self._model.row_of(picture)
            found = None if row is None else self._places.geometry.at_row(row)
            if found:
                return found[0].ground - y
        return None

    # The selection

    def remember(self) -> None:
        """The model is about to be reset: what is current and selected, by id."""
        self._kept = self._selection.current, self._selection.ids(MOST_KEPT)
        if self.holds_current:
            self.hold()

    def forget(self) -> None:
        """The user has chosen something else meanwhile."""
        self._kept = None, []

    def select_again(self) -> None:
        """After a reset: what is there of what was selected, and what was current. What is still to come stays kept."""
        current, chosen = self._kept
        if current is None and not chosen:
            return
        found = {picture: row for picture in chosen if (row := self._model.row_of(picture)) is not None}
        row = None if current is None else self._model.row_of(current)
        if row is not None:
            self._selection.make_current(row, Flag.NoUpdate)
        if found:
            self._selection.select(runs(sorted(found.values())), Flag.Select)
        self._kept = None if row is not None else current, [picture for picture in chosen if picture not in found]

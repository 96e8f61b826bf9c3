"""A list model over the sections of Rows: what changes in a section goes out and comes in run by run."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex

from .rows import Rows, Section, runs

AnyIndex = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class RowsModel(QAbstractListModel):
    """`rows` may be replaced between beginResetModel() and endResetModel()."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = Rows()

    def rowCount(self, parent: AnyIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else self.rows.count

    def follow(self, before: list[Section], after: list[Section]) -> None:
        """The sections of one job as they are shown, and as they are to be; all other rows stay what they are."""
        had, new = ({section.key: section for section in sections} for sections in (before, after))
        for key in had.keys() - new.keys():
            self._change_rows(had[key], had[key]._replace(card=None, places=()))
            self.rows.remove(key)
        for key, section in new.items():
            self._change_rows(had.get(key) or section._replace(card=None, places=()), section)
            self.rows.put(section)
            if key in had:
                self.say_changed(section)

    def _change_rows(self, old: Section, new: Section) -> None:
        """Takes out and puts in, run by run, what makes the rows of `old` those of `new`."""
        places = list(old.shown)
        gone = [at for at, place in enumerate(places) if place not in new.shown]
        for first, last in reversed(list(runs(gone))):
            row = self.rows.first_row(old.key)
            self.beginRemoveRows(NO_PARENT, row + first, row + last)
            del places[first : last + 1]
            self._put(old, places)
            self.endRemoveRows()
        come = [at for at, place in enumerate(new.shown) if place not in old.shown]
        for first, last in runs(come):
            row = self.rows.first_row(new.key)
            self.beginInsertRows(NO_PARENT, row + first, row + last)
            places[first:first] = new.shown[first : last + 1]
            self._put(new, places)
            self.endInsertRows()

    def _put(self, section: Section, places: list[int]) -> None:
        """With these rows for the moment."""
        if places:
            self.rows.put(section._replace(card=None, places=tuple(places)))
        else:
            self.rows.remove(section.key)

    def say_changed(self, section: Section) -> None:
        """Its rows look different."""
        first = self.rows.first_row(section.key)
        self.dataChanged.emit(self.index(first), self.index(first + section.rows - 1))

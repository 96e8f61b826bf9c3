"""The rows of the model picker's list: which there are, how they are found, and how they are drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ...core.catalog import Model
from ..base.language import in_words
from ..design import look
from ..design.plain import plain_tip
from ..design.text import draw_text

Index = QModelIndex | QPersistentModelIndex
SECTION, ROW = 32, 44
SIDE, MARK, GAP, STAR = 15, 16, 10, 28
ENTRY = Qt.ItemDataRole.UserRole


class ModelRow(NamedTuple):
    """A model, or the line over a section where there is none."""

    name: str
    line: str = ""
    model: Model | None = None
    favourite: bool = False
    chosen: bool = False


class ModelRows(QAbstractListModel):
    """What the list shows. A star changes only itself: rows move at the next opening, not under the hand."""

    def __init__(
        self, models: Sequence[Model], chosen: str, favourites: Collection[str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._chosen = chosen
        self._first = [model for one in favourites for model in models if model.id == one]
        self.favourites = set(favourites)
        self._entries: list[ModelRow] = []
        self.search("")

    def search(self, text: str) -> None:
        """Only the models in which each of these words is found."""
        words = _plain(text).split()
        self.beginResetModel()
        self._entries = []
        self._add(self.tr("Favourites"), [model for model in self._first if _has(model, words)])
        others = [model for model in self._models if model not in self._first and _has(model, words)]
        for family in dict.fromkeys(model.family for model in self._models if model.family):
            self._add(family, [model for model in others if model.family == family])
        self._add(self.tr("Other models"), [model for model in others if not model.family])
        self.endResetModel()

    def star(self, row: int) -> tuple[str, bool]:
        """Makes the model of a row a favourite, or no longer; tells which and what it is now."""
        entry = self._entries[row]
        assert entry.model
        on = not entry.favourite
        self._entries[row] = entry._replace(favourite=on)
        (self.favourites.add if on else self.favourites.discard)(entry.model.id)
        self.dataChanged.emit(self.index(row), self.index(row))
        return entry.model.id, on

    def row_of(self, model_id: str) -> int:
        """The row of a model, -1 where it isn't shown."""
        return next((at for at, one in enumerate(self._entries) if one.model and one.model.id == model_id), -1)

    def first_row(self) -> int:
        """The first model's row, -1 where none is shown."""
        return 1 if self._entries else -1

    def entry(self, row: int) -> ModelRow:
        """What a row shows."""
        return self._entries[row]

    def _add(self, title: str, models: Sequence[Model]) -> None:
        if models:
            self._entries.append(ModelRow(title))
        for model in models:
            line = in_words(model.line) or (self.tr("Added by its id") if model.name == model.id else model.id)
            self._entries.append(
                ModelRow(model.name, line, model, model.id in self.favourites, model.id == self._chosen)
            )  # fmt: skip

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self._entries[index.row()].model:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(entry)
        if role == Qt.ItemDataRole.ToolTipRole and entry.model:
            return plain_tip(entry.model.id)
        return None

    def _said(self, entry: ModelRow) -> str:
        """Name, line and marks: the list tells screen readers nothing else of a row."""
        marks = [self.tr("chosen")] * entry.chosen + [self.tr("favourite")] * entry.favourite
        return ", ".join(word for word in (entry.name, entry.line, *marks) if word)


class ModelDelegate(QStyledItemDelegate):
    """Draws check, name over line, and star. `on_star` is the row whose star is under the mouse."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on_star = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW if index.data(ENTRY).model else SECTION)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, box, theme = index.data(ENTRY), option.rect, look.theme()
        if not entry.model:
            text = QRect(box.left() + SIDE, box.top() + 4, box.width() - 2 * SIDE, box.height() - 4)
            draw_text(painter, text, entry.name, "label", "t2")
            return
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current:
            painter.fillRect(box, theme.s3 if theme.dark else theme.s0)
        scale = painter.device().devicePixelRatioF()
        if entry.chosen:
            mark = look.pixmap("check", theme.t1, MARK, scale)
            painter.drawPixmap(QPointF(box.left() + SIDE, box.top() + (ROW - MARK) // 2), mark)
        left = box.left() + SIDE + MARK + GAP
        width = box.right() + 1 - SIDE - MARK - GAP - left
        draw_text(painter, QRect(left, box.top() + 4, width, 20), entry.name, "card" if entry.chosen else "body", "t1")
        draw_text(painter, QRect(left, box.top() + 23, width, 16), entry.line, "caption", "t3")
        if entry.favourite or current:
            hot = self.on_star == index.row()
            colour = theme.t1 if hot else theme.stars if entry.favourite else theme.t3
            icon = look.pixmap("star-on" if entry.favourite else "star", colour, MARK, scale)
            spot = star_spot(box)
            painter.drawPixmap(QPointF(spot.left() + (STAR - MARK) / 2, spot.top() + (STAR - MARK) / 2), icon)


def star_spot(row: QRect) -> QRect:
    """Where the star of a row is pressed."""
    return QRect(
        row.right() + 1 - SIDE - MARK - (STAR - MARK) // 2, row.top() + (row.height() - STAR) // 2, STAR, STAR
    )  # fmt: skip


def _plain(text: str) -> str:
    """As it is compared: full-width letters are the narrow ones, as a Chinese keyboard may give them."""
    return unicodedata.normalize("NFKC", text).casefold()


def _has(model: Model, words: Sequence[str]) -> bool:
    said = (model.name, model.id, model.family, model.also, *model.line.values())
    run_together = [one.replace(" ", "").replace("-", "") for one in (model.name, model.id)]
    everything = _plain("\n".join([*said, *run_together]))
    return all(word in everything for word in words)

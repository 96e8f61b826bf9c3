"""The receipts as a table and as a list for spreadsheets: what stands in each column. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ...core.ledger import LedgerLine, Totals
from ...export.table import Cell
from ...messages import receipt_state
from ..base.language import translate_message
from ..design.plain import plain_tip
from ..jobs.words import moment

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex
NONE = "–"
ICON_ROLE = Qt.ItemDataRole.UserRole
LONGEST_TIP = 1000
_NO_PARENT = QModelIndex()


class Column(IntEnum):
    """The columns from the left."""

    SENT = 0
    PROMPT = 1
    RECIPE = 2
    STATE = 3
    PICTURES = 4
    ESTIMATE = 5
    TASK = 6


NUMBERS = frozenset({Column.PICTURES, Column.ESTIMATE})


class ReceiptsModel(QAbstractTableModel):
    """Lines as they come, newest first. `model_name` says how a model is called."""

    def __init__(self, model_name: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[LedgerLine] = []
        self.totals = Totals()
        self._model_name = model_name

    def clear(self) -> None:
        """Nothing is known."""
        self.beginResetModel()
        self.lines, self.totals = [], Totals()
        self.endResetModel()

    def add(self, lines: Sequence[LedgerLine]) -> None:
        """These are older."""
        if lines:
            self.beginInsertRows(_NO_PARENT, len(self.lines), len(self.lines) + len(lines) - 1)
            self.lines += lines
            self.totals.add(lines)
            self.endInsertRows()

    def text(self, line: LedgerLine, column: int) -> str:
        """A cell in words, on one line however long."""
        match column:
            case Column.SENT:
                return moment(line.sent_at)
            case Column.PROMPT:
                return " ".join(line.prompt.split())
            case Column.RECIPE:
                return " · ".join(filter(None, (self._model_name(line.model), line.ratio, line.resolution)))
            case Column.STATE:
                return receipt_state(line, translate_message)[0]
            case Column.PICTURES:
                return NONE if line.saved is None else str(line.saved)
            case Column.ESTIMATE:
                return NONE if line.price is None else money(line.price, line.currency)
        return line.task_id or NONE

    def tip(self, line: LedgerLine, column: int) -> str:
        """What is not seen of a cell."""
        return {
            Column.PROMPT: line.prompt[:LONGEST_TIP],
            Column.STATE: line.detail,
            Column.TASK: line.task_id or "",
        }.get(Column(column), "")

    # As Qt asks for it

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(section)
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = self.tip(line, column)
            return plain_tip(tip) if tip else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == ICON_ROLE and column == Column.STATE:
            return receipt_state(line, translate_message)[1]
        return None


def heading(column: int) -> str:
    """What a column is called."""
    return {
        Column.SENT: translate("Receipts", "Sent"),
        Column.PROMPT: translate("Receipts", "Prompt"),
        Column.RECIPE: translate("Receipts", "Recipe"),
        Column.STATE: translate("Receipts", "State"),
        Column.PICTURES: translate("Receipts", "Pictures"),
        Column.ESTIMATE: translate("Receipts", "Estimate"),
        Column.TASK: translate("Receipts", "Task ID"),
    }[Column(column)]


def money(amount: float, currency: str) -> str:
    """An amount with its currency, kept together."""
    return f"{QLocale().toString(amount, 'f', 2)}\u00a0{currency}".rstrip()


def listed(lines: Iterable[LedgerLine]) -> Iterator[Sequence[Cell]]:
    """The lines with everything that is known of them, for a spreadsheet; first what its columns are called."""
    yield (
        *(translate("Receipts", "Sent"), translate("Receipts", "Answered"), translate("Receipts", "State")),
        *(translate("Receipts", "Prompt"), translate("Receipts", "Model"), translate("Receipts", "Ratio")),
        *(translate("Receipts", "Resolution"), translate("Receipts", "Pictures saved")),
        *(translate("Receipts", "Task ID"), translate("Receipts", "Estimate"), translate("Receipts", "Currency")),
        *(translate("Receipts", "Service"), translate("Receipts", "Fingerprint of the key")),
        *(translate("Receipts", "Outcome"), translate("Receipts", "The service's words")),
    )
    for line in lines:
        yield (
            *(_iso(line.sent_at), _iso(line.answered_at), receipt_state(line, translate_message)[0]),
            *(line.prompt, line.model, line.ratio, line.resolution, line.saved, line.task_id),
            *(line.price, line.currency if line.price is not None else None),
            *(line.service, line.key_mark, line.outcome, line.detail),
        )


def _iso(seconds: float | None) -> str | None:
    """Local time with its distance from UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="seconds")


def _alignment(column: int) -> int:
    across = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return (across | Qt.AlignmentFlag.AlignVCenter).value

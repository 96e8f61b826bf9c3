"""The table of receipts: rows are chosen, walked through and copied by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QGuiApplication, QIcon, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ...export.table import harmless
from ...messages import receipt_states
from ..base.language import translate_message
from ..design import look
from ..design.state_colours import state_colour
from .model import ICON_ROLE, Column, Index, ReceiptsModel, heading

ROW, ICON = 30, 16
PAD, EDGE = 8, 17  # beside the words, which the style moves 3 px away besides; at the window's edges
PROMPT_LEAST, PROMPT_USUAL, TASK_LEAST = 180, 360, 150
RECIPE_MOST = 240
LEAST = 56


class ReceiptsView(QTableView):
    """Whole rows are selected; prompt and task id share what the other columns leave."""

    def __init__(self, model: ReceiptsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = model
        self._task_width = TASK_LEAST  # what the whole id takes
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(self.tr("Receipts, newest first"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leads out of it
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(LEAST)
        self._add_action(self.tr("Copy"), QKeySequence(QKeySequence.StandardKey.Copy), self.copy_rows)
        self._add_action(self.tr("Copy task ID"), QKeySequence("Ctrl+Shift+C"), self.copy_task_ids)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def fit_columns(self) -> None:
        """As wide as what stands in the first rows needs, once: what comes later must not make them jump."""
        for column in Column:
            self.setColumnWidth(column, self.sizeHintForColumn(column))
        self.setColumnWidth(Column.RECIPE, min(self.columnWidth(Column.RECIPE), RECIPE_MOST))
        self._task_width = self.columnWidth(Column.TASK)
        self._give_rest()

    def copy_rows(self) -> None:
        """The selected rows, as spreadsheets and mails take them."""
        lines = (self._lines.lines[row] for row in self._rows())
        text = ["\t".join(harmless(self._lines.text(line, column)) for column in Column) for line in lines]
        self._to_clipboard(text)

    def copy_task_ids(self) -> None:
        """The task ids of the selected rows, one a line."""
        self._to_clipboard([task for row in self._rows() if (task := self._lines.lines[row].task_id)])

    def _rows(self) -> list[int]:
        chosen = self.selectionModel().selection()  # by ranges: cell by cell, many rows would take seconds
        ranges = [chosen.at(number) for number in range(chosen.count())]
        return sorted({row for part in ranges for row in range(part.top(), part.bottom() + 1)})

    def _to_clipboard(self, lines: list[str]) -> None:
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def _add_action(self, text: str, key: QKeySequence, does: object) -> None:
        action = QAction(text, self)
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda: does())  # type: ignore[operator]
        self.addAction(action)

    def _give_rest(self) -> None:
        shared = (Column.PROMPT, Column.TASK)
        rest = self.viewport().width() - sum(self.columnWidth(column) for column in Column if column not in shared)
        task = max(TASK_LEAST, min(self._task_width, rest - PROMPT_USUAL))
        self.setColumnWidth(Column.TASK, task)
        self.setColumnWidth(Column.PROMPT, max(PROMPT_LEAST, rest - task))

    def sizeHintForColumn(self, column: int) -> int:
        """Header and rows, with the air at both sides."""
        words = QFontMetrics(look.font("caption")).horizontalAdvance(heading(column)) + 6
        if column == Column.STATE:  # none of its words may be cut off, whichever comes later
            metrics = self.fontMetrics()
            words = 12 + ICON + max(metrics.horizontalAdvance(word) for word in receipt_states(translate_message))
        return max(super().sizeHintForColumn(column), words) + sum(_air(column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_rest()


class _Cells(QStyledItemDelegate):
    """The style draws the words, we the ground: chosen rows are quieter while the keyboard is elsewhere."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        column = index.column()
        if column == Column.TASK:
            option.font = look.fixed_font()
            option.textElideMode = Qt.TextElideMode.ElideMiddle
        elif column == Column.STATE:
            icon = str(index.data(ICON_ROLE))
            drawing = look.pixmap(icon, state_colour(icon), ICON, option.widget.devicePixelRatioF())
            option.icon = QIcon(drawing)
            option.decorationSize = QSize(ICON, ICON)
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, view, box = look.theme(), option.widget, QRectF(option.rect)
        current = view.currentIndex().row() if isinstance(view, ReceiptsView) and view.hasFocus() else None
        if option.state & QStyle.StateFlag.State_Selected:
            look.crisp_fill(painter, box, theme.s3 if current is None else theme.sel_text)
        if current == index.row():
            for y in (box.top(), box.bottom() - 1):
                look.hairline(painter, box.left(), box.right(), y, theme.ring)
        cell = QStyleOptionViewItem(option)
        left, right = _air(index.column())
        cell.rect = option.rect.adjusted(left, 0, -right, 0)
        cell.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, cell, index)


def _air(column: int) -> tuple[int, int]:
    """What stays free at the left and at the right of a cell."""
    return EDGE if column == min(Column) else PAD, EDGE if column == max(Column) else PAD

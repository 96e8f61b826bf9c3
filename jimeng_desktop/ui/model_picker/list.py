"""The rows under the keyboard and the mouse: one is current, each can be chosen or made a favourite."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from ..design.plain import set_tip
from .rows import ROW, ModelDelegate, ModelRows, star_spot

WITH_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
UP, DOWN, ENTER = Qt.Key.Key_Up, Qt.Key.Key_Down, (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ModelList(QListView):
    """One row is current, by mouse or by keys. F and the star make it a favourite; other letters go to the search."""

    chosen = Signal(int)
    starred = Signal(int)
    typed = Signal(str)
    left_by_key = Signal(int)  # up (-1) or down (1)

    def __init__(self, rows: ModelRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self._drawn = ModelDelegate(self)
        self.setModel(rows)
        self.setItemDelegate(self._drawn)
        self.setAccessibleName(self.tr("Models"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW // 2)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def go_to(self, row: int) -> None:
        """Makes a row the current one."""
        index = self._rows.index(row) if 0 <= row < self._rows.rowCount() else QModelIndex()
        self.setCurrentIndex(index)

    def take_over(self) -> None:
        """The keyboard comes down from the search, to the row after the current one."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._step(1)

    def _step(self, step: int) -> None:
        row = self.currentIndex().row() + step
        while 0 <= row < self._rows.rowCount() and not self._rows.entry(row).model:
            row += step
        if not 0 <= row < self._rows.rowCount():
            self.left_by_key.emit(step)
            return
        self.go_to(row)
        if row == self._rows.first_row():
            self.scrollToTop()  # with the line over it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text, row = event.key(), event.text(), self.currentIndex().row()
        if key in (UP, DOWN):
            self._step(-1 if key == UP else 1)
        elif key in (*ENTER, Qt.Key.Key_Space) and row >= 0:
            self.chosen.emit(row)
        elif key == Qt.Key.Key_F and not event.modifiers() and row >= 0:
            if not event.isAutoRepeat():
                self.starred.emit(row)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        elif text.strip() and text.isprintable() and not event.modifiers() & WITH_COMMAND:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event)
        if row >= 0 and row != self.currentIndex().row():
            index = self._rows.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._hover_star(self._star_at(event))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover_star(-1)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event)
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            (self.starred if self._star_at(event) >= 0 else self.chosen).emit(row)

    def _star_at(self, event: QMouseEvent) -> int:
        row = self._row_at(event)
        spot = star_spot(self.visualRect(self._rows.index(row)))
        return row if row >= 0 and spot.contains(event.position().toPoint()) else -1

    def _row_at(self, event: QMouseEvent) -> int:
        """The row of the model under the mouse, -1 where there is none."""
        index = self.indexAt(event.position().toPoint())
        return index.row() if index.isValid() and self._rows.entry(index.row()).model else -1

    def _hover_star(self, row: int) -> None:
        if row != self._drawn.on_star:
            self._drawn.on_star = row
            set_tip(self.viewport(), self.tr("Favourite (F)") if row >= 0 else "")
            self.viewport().update()

"""The window of the collections: in what order they stand, their names, what is exported, what goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.collection import Collection
from ..design import look
from ..design.buttons import PushButton
from ..design.plain import PlainLabel

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
SIZE = (520, 400)


class CollectionList(QListWidget):
    """Dragged, or moved by Alt and the arrows. F2 and Delete do what the buttons do."""

    rename_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, moved: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._moved = moved
        self.setAccessibleName(self.tr("Collections"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.model().rowsMoved.connect(lambda: moved())

    def move_current(self, step: int) -> None:
        """One place up (-1) or down (1)."""
        row = self.currentRow()
        if 0 <= row + step < self.count():
            item = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentItem(item)
            self._moved()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
        elif event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)


class CollectionsWindow(QDialog):
    """What is pressed happens at once; there is nothing to confirm but that one goes."""

    show_wanted = Signal(object)  # Collection
    rename_wanted = Signal(object)  # Collection
    export_wanted = Signal(object)  # Collection
    remove_wanted = Signal(object)  # Collection
    reordered = Signal(object)  # the ids of all, in their new order: list[int]

    def __init__(self, collections: Callable[[], Sequence[Collection]], parent: QWidget) -> None:
        """`collections`: all of them, as last read; who has read them anew says so by fill()."""
        super().__init__(parent)
        self.setObjectName("collections")
        self.setWindowTitle(self.tr("Collections"))
        self.resize(*SIZE)
        self._collections = collections
        self.list = CollectionList(self._reorder, self)
        self.help = PlainLabel(self.tr("Drag to put them in order, or Alt+↑ and Alt+↓."), self)
        self.help.setProperty("role", "caption")
        self.show_button = self._button(self.tr("Show"), self._show)
        self.rename_button = self._button(self.tr("Rename…"), lambda: self._ask(self.rename_wanted))
        self.export_button = self._button(self.tr("Export…"), self._export)
        self.remove_button = self._button(self.tr("Remove…"), lambda: self._ask(self.remove_wanted))
        self.close_button = self._button(self.tr("Close"), self.accept)
        self.list.rename_wanted.connect(self.rename_button.click)
        self.list.remove_wanted.connect(self.remove_button.click)
        self.list.itemDoubleClicked.connect(lambda _: self._show())
        self.list.currentRowChanged.connect(lambda _: self._enable())
        self._lay_out()
        self.fill()
        self.list.setCurrentRow(0)

    @property
    def current(self) -> Collection | None:
        """The one that the buttons are about."""
        item = self.list.currentItem()
        number = item.data(Qt.ItemDataRole.UserRole) if item else None
        return next((one for one in self._collections() if one.id == number), None)

    def fill(self) -> None:
        """Shows the collections as they are now."""
        kept = self.current
        self.list.clear()
        for one in self._collections():
            said = self.tr("%n picture(s)", "", one.pictures) if one.wanted is None else self.tr("found anew each time")
            sign = look.icon("collection" if one.wanted is None else "filter")
            item = QListWidgetItem(sign, f"{one.name}  ·  {said}")
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            self.list.addItem(item)
            if kept and kept.id == one.id:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._enable()

    def _enable(self) -> None:
        for button in (self.show_button, self.rename_button, self.export_button, self.remove_button):
            button.setEnabled(self.current is not None)
        if self.current and self.current.wanted is None and not self.current.pictures:
            self.export_button.setEnabled(False)

    def _reorder(self) -> None:
        items = (self.list.item(row) for row in range(self.list.count()))
        self.reordered.emit([item.data(Qt.ItemDataRole.UserRole) for item in items])

    def _ask(self, signal: SignalInstance) -> None:
        if self.current:
            signal.emit(self.current)

    def _show(self) -> None:
        self._ask(self.show_wanted)
        self.accept()

    def _export(self) -> None:
        if self.current:
            self.export_wanted.emit(self.current)
            self.accept()

    def _button(self, text: str, does: Callable[[], object]) -> QPushButton:
        button = PushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: does())
        return button

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        for button in (self.show_button, self.rename_button, self.export_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(self.help)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 24, 28, 24)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(buttons)

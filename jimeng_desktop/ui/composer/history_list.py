"""The list of past prompts: a pop-over with a field to search them. Choosing one fills the prompt and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ..design import look
from ..design.field_signs import add_sign
from ..design.plain import PlainLabel, set_tip
from ..design.popover import Popover
from ..design.rules import rule
from ..design.text import draw_text

WIDTH, HEAD, ROW, MOST_ROWS, INSET = 424, 48, 32, 10, 4
_TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HistoryList(Popover):
    """The keyboard stays in the field; arrows go through the rows, Enter takes one, Esc closes."""

    taken = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Prompt history"))
        self._prompts: Sequence[str] = ()
        self.model = QStringListModel(self)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("Search prompts"))
        self.field.setAccessibleName(self.tr("Search prompts"))
        add_sign(self.field, "search")
        self.field.setTextMargins(-5, 0, 0, 0)  # else the sheet's padding comes behind the icon once more
        self._clear = self.field.addAction(look.icon("close"), QLineEdit.ActionPosition.TrailingPosition)
        set_tip(self._clear, self.tr("Clear"))
        self._clear.triggered.connect(self.field.clear)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.rows = _rows(self, self.model)
        self.rows.setAccessibleName(self.tr("Past prompts, newest first"))
        self.rows.clicked.connect(lambda index: self._take(index))
        self.rows.installEventFilter(self)
        self.note = PlainLabel(self)
        self.note.setProperty("role", "caption")
        self.note.setContentsMargins(12, 0, 12, 0)
        self._lay_out()

    def open_under(self, button: QWidget, left: int, prompts: Sequence[str]) -> None:
        """Shows these below a button, from the global x `left` on; the screen may say otherwise."""
        self._prompts = prompts
        self.field.clear()
        self._filter("")
        top = button.mapToGlobal(QPoint(0, button.height() + 4)).y()
        room = button.screen().availableGeometry()
        most = (min(room.bottom() + 1, button.window().mapToGlobal(QPoint(0, button.window().height())).y()) - top) - 8
        rows = max(1, min(MOST_ROWS, len(prompts), (most - HEAD - 3 - 2 * INSET) // ROW))
        self.setFixedHeight(HEAD + 3 + 2 * INSET + rows * ROW)  # searching must not make it jump
        self.move(max(room.left(), min(left, room.right() + 1 - WIDTH)), top)
        self.show()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(8, 8, 8, 8)
        head.addWidget(self.field)
        body = QVBoxLayout()
        body.setContentsMargins(INSET, INSET, INSET, INSET)
        self._body = QStackedLayout()
        body.addLayout(self._body)
        self._body.addWidget(self.rows)
        self._body.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule(self))
        column.addLayout(body, 1)

    def _filter(self, wanted: str) -> None:
        """Those that hold all the words, in any order."""
        self._clear.setVisible(bool(wanted))
        words = wanted.casefold().split()
        found = [prompt for prompt in self._prompts if all(word in prompt.casefold() for word in words)]
        self.model.setStringList(found)
        if found:
            self.rows.setCurrentIndex(self.model.index(0))
        none = self.tr("What you generate can be found here again.")
        self.note.setText(self.tr("No prompt has these words.") if self._prompts else none)
        self._body.setCurrentWidget(self.rows if found else self.note)

    def _take(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.isValid():
            self.hide()
            self.taken.emit(index.data())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if event.key() in _ENTER:
            if plain and not event.isAutoRepeat():  # Ctrl+Enter makes jobs elsewhere: here it does nothing
                self._take(self.rows.currentIndex())
            return True
        if watched is self.field and event.key() in _TO_LIST:
            self.rows.event(event)
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)


class _Row(QStyledItemDelegate):
    """The first words of a prompt, on one line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = look.theme()
        box: QRect = option.rect
        state = option.state
        painter.save()
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.s3 if theme.dark else theme.s0)
            painter.drawRoundedRect(box, 4, 4)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        words = " ".join(str(index.data())[:400].split())
        draw_text(painter, box.adjusted(8, 0, -8, 0), words, "body", "t1" if chosen else "t2")
        painter.restore()


def _rows(parent: QWidget, model: QStringListModel) -> QListView:
    rows = QListView(parent)
    rows.setModel(model)
    rows.setItemDelegate(_Row(rows))
    rows.setFrameShape(QFrame.Shape.NoFrame)
    rows.setUniformItemSizes(True)
    rows.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    rows.setMouseTracking(True)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows.viewport().setAutoFillBackground(False)
    return rows

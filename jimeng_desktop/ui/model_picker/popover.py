"""The list of the model picker: a search over favourites and families, and the way to a model that is not here yet.

It lies within the window and not in one of its own: input methods do not reach a field in a pop-up window everywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from ...core.catalog import Model
from ..base.language import fill
from ..design import look
from ..design.buttons import pressed_by_enter
from ..design.drawing import rounded
from ..design.field_signs import add_sign
from ..design.plain import PlainLabel
from ..design.rules import rule
from .add_page import AddPage
from .list import DOWN, ENTER, UP, ModelList
from .rows import ModelRows

LEAST_WIDTH, SHARE, APART, EDGE, FOOT, RADIUS = 336, 0.6, 4, 8, 40, 8
TOOLBAR = 44  # stays in sight


class ModelPopover(QWidget):
    """Covers the window, unseen, so that a press beside the list closes it and does nothing else."""

    chosen = Signal(str)
    starred = Signal(str, bool)
    add_asked = Signal(str)
    left = Signal()  # it is closed and about to be gone

    def __init__(self, picker: QWidget, models: Sequence[Model], chosen: str, favourites: Collection[str]) -> None:
        super().__init__(picker.window())
        self._picker = picker
        self._chosen = chosen
        self._open = True
        self.rows = ModelRows(models, chosen, favourites, self)
        self.frame = _Frame(self)
        self.frame.setAccessibleName(self.tr("Models"))
        self.search = QLineEdit(self.frame)
        self.list = ModelList(self.rows, self.frame)
        self.nothing = PlainLabel(self.frame)
        self.add_button = AddButton(self.tr("Add a model by its id…"), self.frame)
        self.page: AddPage | None = None
        self._build()
        self._connect()
        row = self.rows.row_of(chosen)
        self.list.go_to(row if row >= 0 else self.rows.first_row())

    def open(self, typed: str) -> None:
        """Shows it, the keyboard in the search; `typed` is searched for at once."""
        window = self.window()
        self.setGeometry(window.rect())
        self._place(self._wish())
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)
        self.search.setText(typed)
        self.list.scrollTo(self.list.currentIndex(), QListView.ScrollHint.PositionAtCenter)
        window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def leave(self) -> None:
        """Closes it; the keyboard goes back to the box it came from."""
        if not self._open:
            return
        self._open = False
        inside = self._holds(self.window().focusWidget())
        QApplication.instance().focusChanged.disconnect(self._focus_moved)  # type: ignore[union-attr]
        self.window().removeEventFilter(self)
        self.left.emit()
        self.hide()
        if inside:
            self._picker.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    # How it is built

    def _build(self) -> None:
        self.search.setPlaceholderText(self.tr("Find a model"))
        self.search.setAccessibleName(self.tr("Find a model"))
        add_sign(self.search, "search")
        self.nothing.setProperty("role", "caption")
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(15, 8, 15, 8)
        self.nothing.hide()
        self._offer = QWidget(self.frame)
        column = QVBoxLayout(self._offer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(11, 11, 11, 4)
        top.addWidget(self.search)
        column.addLayout(top)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addWidget(rule(self.frame))
        column.addWidget(self.add_button)
        whole = QVBoxLayout(self.frame)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._offer)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        self.list.chosen.connect(self._choose)
        self.list.starred.connect(self._star)
        self.list.typed.connect(self._type_on)
        self.list.left_by_key.connect(lambda step: (self.search if step < 0 else self.add_button).setFocus())
        self.add_button.clicked.connect(self._ask_id)
        self.add_button.went_up.connect(self._back_to_list)

    def _wish(self) -> int:
        """The height that shows everything."""
        rows = sum(self.list.sizeHintForRow(at) for at in range(self.rows.rowCount()))
        return rows + self._offer.sizeHint().height() - self.list.sizeHint().height() + 2 + EDGE

    def _place(self, wish: int) -> None:
        """Under the box or over it, wherever there is more room, at most so much of the window."""
        window, box = self.window(), self._picker
        spot = QRect(box.mapTo(window, QPoint(0, 0)), box.size())
        width = min(max(spot.width(), LEAST_WIDTH), window.width() - 2 * EDGE)
        under, over = window.height() - EDGE - spot.bottom() - 1 - APART, spot.top() - APART - TOOLBAR - EDGE
        most = min(wish, round(window.height() * SHARE))
        below = under >= most or under >= over
        height = min(most, under if below else over)
        left = max(EDGE, min(spot.left(), window.width() - EDGE - width))
        top = spot.bottom() + 1 + APART if below else spot.top() - APART - height
        self.frame.setGeometry(left, top, width, height)

    # What happens

    def _search(self, text: str) -> None:
        self.rows.search(text)
        self.list.go_to(self.rows.first_row() if text.strip() else max(self.rows.row_of(self._chosen), 1))
        found = self.rows.first_row() >= 0
        self.nothing.setText("" if found else fill(self.tr("Nothing found for “%1”."), text.strip()))
        self.nothing.setVisible(not found)

    def _choose(self, row: int) -> None:
        model = self.rows.entry(row).model
        if model:
            self.leave()
            self.chosen.emit(model.id)

    def _star(self, row: int) -> None:
        self.starred.emit(*self.rows.star(row))

    def _type_on(self, text: str) -> None:
        """A letter typed in the list belongs to the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(self.search.text() + text)

    def _back_to_list(self) -> None:
        if self.rows.first_row() < 0:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.go_to(self.rows.rowCount() - 1)

    def _ask_id(self) -> None:
        """The list makes way for a field; what was searched for in vain stands in it."""
        text = self.search.text().strip() if self.rows.first_row() < 0 else ""
        page = self.page = AddPage(text, self.frame)
        page.added.connect(self._add)
        page.back.connect(self._end_page)
        layout = self.frame.layout()
        assert layout
        self._offer.hide()
        layout.addWidget(page)
        page.show()
        self._place(page.height_for(self.frame.width() - 2) + 2)
        page.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, model_id: str) -> None:
        self.leave()
        self.add_asked.emit(model_id)

    def _end_page(self) -> None:
        if self.page:
            self._offer.show()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.page.hide()
            self.page.deleteLater()
            self.page = None
            self._place(self._wish())

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self.window() and not self._holds(now):
            self.leave()

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = self.page.stops() if self.page else [self.search, self.list, self.add_button]
        focused = self.window().focusWidget()
        at = stops.index(focused) if focused in stops else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._search_key(event)
        if watched is self.window() and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self.leave)
        return False

    def _search_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == DOWN:
            self.list.take_over()
        elif key in ENTER and self.list.currentIndex().isValid():
            self._choose(self.list.currentIndex().row())
        elif key in ENTER:
            self._ask_id()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.page:
            self._end_page()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.leave()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:  # while it is open no key of the window does anything
            event.accept()
            return True
        return super().event(event)


class AddButton(QAbstractButton):
    """The last row: not a model, but the way to another one."""

    went_up = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setFixedHeight(FOOT)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(200, FOOT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == UP:
            self.went_up.emit()
        elif not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), look.theme()
        hot = self.underMouse() or self.hasFocus()
        if hot:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rounded(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3), 6, theme.s3 if theme.dark else theme.s0, None)
        colour = theme.t1 if hot else theme.t2
        painter.drawPixmap(QPoint(15, (FOOT - 16) // 2), look.pixmap("plus", colour, 16, self.devicePixelRatioF()))
        painter.setFont(look.font("body"))
        painter.setPen(colour)
        box = self.rect().adjusted(41, 0, -15, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())


class _Frame(QFrame):
    """Surface and edge of the list. A press within it is nobody's."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), look.theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, QRectF(self.rect()), RADIUS, theme.s2, theme.line2)

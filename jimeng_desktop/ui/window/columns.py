"""The three columns: composer, middle, inspector. Where there is no room for a side panel it lies over the middle."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ..design import look
from .pages import Pages

COMPOSER, NARROWEST, WIDEST = 336, 300, 480
INSPECTOR, INSPECTOR_NARROWEST, INSPECTOR_WIDEST = 296, 260, 420
INSPECTOR_ROOM, COMPOSER_ROOM = 1100, 900  # narrower windows have no column for it
LEAST_MIDDLE = 320
GRIP = 7  # what the mouse can take hold of, for a line of one pixel


class Side(StrEnum):
    """Which panel."""

    LEFT = "composer"
    RIGHT = "inspector"


class Columns(QWidget):
    """Places the panels by arithmetic. What the user wants is remembered; what the room allows is shown."""

    changed = Signal()  # a panel has come, gone or another width
    chosen = Signal()  # by the user: to be remembered

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = {Side.LEFT: True, Side.RIGHT: True}
        self.widths = {Side.LEFT: COMPOSER, Side.RIGHT: INSPECTOR}
        self._over: Side | None = None  # lies over the middle
        self._alone = False
        self._away: dict[Side, bool] = {}  # what Tab has put away
        self._panels: dict[Side, QWidget] = {}
        self._seen: tuple[object, ...] = ()  # what `changed` has told
        self._sized = False
        self._lines = {side: Line(side, self) for side in Side}

    def set_parts(self, composer: QWidget, middle: Pages, inspector: QWidget) -> None:
        """All of them made for this: a new parent has the style sheet looked through."""
        self._panels = {Side.LEFT: composer, Side.RIGHT: inspector}
        self._middle = middle
        self._veil = Veil(self)
        self._veil.pressed.connect(self.put_back)
        for panel in self._panels.values():
            panel.installEventFilter(self)

    # What is asked

    def shows(self, side: Side) -> bool:
        """The panel can be seen."""
        return not self._alone and (self._over is side or (self.docks(side) and self.wanted[side]))

    def docks(self, side: Side) -> bool:
        """There is room for a column."""
        return not self._sized or self.width() >= (COMPOSER_ROOM if side is Side.LEFT else INSPECTOR_ROOM)

    @property
    def lies_over(self) -> Side | None:
        """The panel that lies over the middle."""
        return self._over

    def shown_width(self, side: Side) -> int:
        """As wide as it is where it has a column; 0 where it has none."""
        return self._docked_widths()[side]

    def state(self) -> dict[str, Any]:
        """As it is remembered."""
        return {
            "composer": self.widths[Side.LEFT], "inspector": self.widths[Side.RIGHT],
            "composer_shown": self.wanted[Side.LEFT], "inspector_shown": self.wanted[Side.RIGHT],
        }  # fmt: skip

    # What is changed

    def take_over(self, old: Columns) -> None:
        """Shows what the old window's columns show."""
        self.wanted, self.widths = dict(old.wanted), dict(old.widths)
        self._over, self._away = old.lies_over, dict(old._away)
        self._arrange()

    def restore(self, state: dict[str, Any]) -> None:
        """What was remembered; what makes no sense is left out."""
        for side in Side:
            width, shown = state.get(side.value), state.get(f"{side.value}_shown")
            if isinstance(width, int):
                self.widths[side] = _within(side, width)
            self.wanted[side] = shown if isinstance(shown, bool) else True
        self._arrange()

    def set_width(self, side: Side, width: int) -> None:
        """As the user drags the line."""
        self.widths[side] = _within(side, width)
        self._arrange()
        self.chosen.emit()

    def show_panel(self, side: Side) -> None:
        """Brings a panel into view."""
        if self.shows(side):
            return
        self._away = {}
        if self.docks(side):
            self.wanted[side] = True
        else:
            self._over = side
        self._arrange()
        self.chosen.emit()

    def hide_panel(self, side: Side) -> None:
        """Takes a panel out of view."""
        if self.docks(side):
            self.wanted[side] = False
        if self._over is side:
            self._over = None
        self._arrange()
        self.chosen.emit()

    def toggle(self, side: Side) -> None:
        """In view or not."""
        (self.hide_panel if self.shows(side) else self.show_panel)(side)

    def toggle_both(self) -> None:
        """Puts both panels away, or brings back what was put away."""
        if any(self.shows(side) for side in Side):
            self._away = dict(self.wanted)
            self._over = None
            self.wanted = {side: self.wanted[side] and not self.docks(side) for side in Side}
        else:
            self.wanted = self._away or dict.fromkeys(Side, True)
            self._away = {}
            if not any(self.shows(side) for side in Side):
                self._over = Side.LEFT
        self._arrange()
        self.chosen.emit()

    def put_back(self) -> None:
        """What lies over the middle goes."""
        if self._over is not None:
            self.hide_panel(self._over)

    def set_alone(self, alone: bool) -> None:
        """Nothing but the middle; what the user wants stays as it is."""
        self._alone = alone
        self._arrange()

    # Inside

    def _docked_widths(self) -> dict[Side, int]:
        """Narrowed where the middle would have too little, the inspector first."""
        shown = {side: self.shows(side) and self.docks(side) for side in Side}
        widths = {side: self.widths[side] if shown[side] else 0 for side in Side}
        for side, least in ((Side.RIGHT, INSPECTOR_NARROWEST), (Side.LEFT, NARROWEST)):
            lacking = LEAST_MIDDLE - (self.width() - sum(widths.values()))
            if shown[side] and lacking > 0:
                widths[side] = max(least, widths[side] - lacking)
        return widths

    def _arrange(self) -> None:
        if not (self._panels and self._sized):
            return
        if self._over is not None and self.docks(self._over):
            self.wanted[self._over] = True  # there is room now for what was asked for
            self._over = None
        widths, width, height = self._docked_widths(), self.width(), self.height()
        left, right = widths[Side.LEFT], widths[Side.RIGHT]
        focused = self.window().focusWidget()
        shown = {side: self.shows(side) for side in Side}
        self._middle.setGeometry(left, 0, width - left - right, height)
        over = self._over
        for side, panel in self._panels.items():
            wide = min(self.widths[side], width) if over is side else widths[side]
            if shown[side]:
                panel.setGeometry(0 if side is Side.LEFT else width - wide + 1, 0, wide - 1, height)
            panel.setAutoFillBackground(over is side)
            panel.setVisible(shown[side])
            self._lines[side].place(wide - 1 if side is Side.LEFT else width - wide, height, shown[side])
        self._veil.setGeometry(self.rect())
        self._veil.setVisible(over is Side.LEFT)
        for widget in (self._veil, *((self._panels[over], self._lines[over]) if over else ())):
            widget.raise_()
        if focused and any(not shown[side] and panel.isAncestorOf(focused) for side, panel in self._panels.items()):
            self._middle.first_control().setFocus(Qt.FocusReason.OtherFocusReason)  # hidden, it would hear no keys
        seen = (left, right, over, *shown.values())
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A form in use whose column goes stays, over the middle; so does that of a window that is small at first."""
        focused = self.window().focusWidget()
        form = self._panels.get(Side.LEFT)
        in_use = form is not None and focused is not None and form.isAncestorOf(focused)
        docked = self._seen[0] if self._seen else self.wanted[Side.LEFT]
        self._sized = True
        if docked and in_use and not self.docks(Side.LEFT):
            self._over = Side.LEFT
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc within the panel that lies over the middle puts it back."""
        if self._over is None or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Escape:
            return False
        self.put_back()
        return True


class Line(QWidget):
    """The hairline between two columns, which the mouse can move."""

    def __init__(self, side: Side, columns: Columns) -> None:
        super().__init__(columns)
        self._side = side
        self._columns = columns
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self._dragged = False

    def place(self, x: int, height: int, shown: bool) -> None:
        """The line lies at x, not at our own edge, where rounding could lose it; most of the grip is the panel's."""
        self.setGeometry(x - GRIP + 2 if self._side is Side.LEFT else x - 1, 0, GRIP, height)
        self.setVisible(shown)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self.devicePixelRatioF()
        x = GRIP - 1 - max(1, int(scale)) / scale if self._side is Side.LEFT else 1  # beside the middle, at any scale
        look.vertical_hairline(QPainter(self), x, 0, self.height(), look.theme().line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = event.button() == Qt.MouseButton.LeftButton

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged:
            x = self.mapToParent(event.position().toPoint()).x() + (self._side is Side.LEFT)
            self._columns.set_width(self._side, x if self._side is Side.LEFT else self._columns.width() - x)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = False


class Veil(QWidget):
    """Lies, unseen, between the middle and the panel over it: a click beside the panel puts the panel back."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()


def _within(side: Side, width: int) -> int:
    least, most = (NARROWEST, WIDEST) if side is Side.LEFT else (INSPECTOR_NARROWEST, INSPECTOR_WIDEST)
    return min(max(width, least), most)

"""One job in the queue's pop-over: picture or icon, prompt over state, and the one true action."""

from __future__ import annotations

import time
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from ..design import look
from ..design.buttons import BUTTON, ONCE, IconButton, SmallButton, button_width
from ..design.focus_ring import KeyboardRing
from ..design.plain import set_tip
from ..design.state_colours import state_colour
from ..design.text import draw_text
from ..design.word_buttons import BETWEEN, facts_within
from .words import CANCEL, RowWords

HEIGHT, SIDE, THUMB, ICON, GRIP, GAP = 52, 16, 36, 16, 14, 10
STATE_X = SIDE + THUMB + GAP
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class QueueRow(KeyboardRing, QAbstractButton):
    """A button that leads to its job. `acted` says the code of the button within it.

    A movable row is dragged by the mouse, or by Alt and an arrow, and Delete takes its job back.
    """

    acted = Signal(str)
    left = Signal(int)  # the keyboard goes up (-1) or down (1)
    moved = Signal(int)  # the job is to go sooner (-1) or later (1)
    dragged = Signal(QPoint)  # to this point of the screen
    dropped = Signal()
    let_go = Signal()  # the drag is over, dropped or not
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = RowWords("", "", "waiting")
        self._picture: QPixmap | None = None
        self._hovered = self._dragging = False
        self._pressed_at: QPoint | None = None
        self._acted_at = -ONCE
        self.more = IconButton("more", self.tr("More"), self)
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has its own key for a menu
        self.more.clicked.connect(lambda: self.menu_asked.emit(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.more.hide()
        self.button = SmallButton(self)
        self.button.clicked.connect(self._act)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def words(self) -> RowWords:
        """What it says."""
        return self._words

    @property
    def dragging(self) -> bool:
        """The mouse holds it."""
        return self._dragging

    @property
    def needs(self) -> int:
        """How wide it must be for the first fact of its state to stand whole beside its button."""
        first = self._words.state.partition(BETWEEN)[0]
        return self.width() - self._state_width() + QFontMetrics(look.font("caption")).horizontalAdvance(first) + 1

    def say(self, words: RowWords, picture: QPixmap | None) -> None:
        """Says something else; `picture` instead of the icon where there is one."""
        if words == self._words and picture is self._picture:
            return
        if self._dragging and not words.movable:
            self.stop_dragging()  # it has been sent under the mouse
        self._words, self._picture = words, picture
        self.button.setVisible(bool(words.code))
        self.button.setText(words.label)
        set_tip(self.button, words.why)
        self.button.setAccessibleDescription(words.why or words.title)
        self.setAccessibleName(words.spoken)
        self.setAccessibleDescription(self.tr("Alt+↑ and Alt+↓ change its place") if words.movable else words.why)
        self._place()
        self.update()

    def stop_dragging(self) -> None:
        """As if it had never been taken."""
        self._pressed_at = None
        if self._dragging:
            self._dragging = False
            self.unsetCursor()
            self.update()
            self.let_go.emit()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self._place()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self._place()
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()  # no key of the window is meant
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.ring = True
        self.update()
        key, step = event.key(), _STEPS.get(Qt.Key(event.key()), 0)
        if self._dragging and key == Qt.Key.Key_Escape:
            self.stop_dragging()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self._words.movable:
                self.moved.emit(step)
        elif step:
            self.left.emit(step)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self._words.movable and not event.isAutoRepeat():
                self.acted.emit(CANCEL)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._words.movable:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            grip = self._words.movable and event.position().x() < SIDE
            self.setCursor(Qt.CursorShape.OpenHandCursor if grip else Qt.CursorShape.ArrowCursor)
            super().mouseMoveEvent(event)
            return
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if self._dragging or way >= QApplication.startDragDistance():
            self._dragging = True
            self.setDown(False)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(event.globalPosition().toPoint())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self.dropped.emit()
            self.stop_dragging()
            return
        self._pressed_at = None
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_asked.emit(self.mapToGlobal(QPoint(SIDE, HEIGHT)) if by_key else event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), look.theme()
        if self._hovered or self._dragging or (self.ring):
            painter.fillRect(self.rect(), theme.s3 if theme.dark else theme.s0)
        if self.ring:
            look.crisp_rect(painter, QRectF(self.rect()).adjusted(4, 2, -4, -2), theme.ring, 2)
        if self._words.movable:
            grip = look.pixmap("drag", theme.t3, GRIP, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(1, (HEIGHT - GRIP) / 2), grip)
        thumb = QRect(SIDE, (HEIGHT - THUMB) // 2, THUMB, THUMB)
        self._paint_thumb(painter, thumb)
        left, width = STATE_X, self._state_width()
        draw_text(painter, QRect(left, 8, width, 18), self._words.title, "body", "t1")
        state = facts_within(self._words.state, width, QFontMetrics(look.font("caption")))
        draw_text(painter, QRect(left, 27, width, 16), state, "caption", self._state_role())
        if self._words.label and not self._words.code:
            right = QRect(self._label_x(), 0, self.width() - SIDE - self._label_x() + 1, HEIGHT)
            draw_text(painter, right, self._words.label, "caption", "t3")

    def _is_ours(self, event: QKeyEvent) -> bool:
        return event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, *_STEPS)

    def _act(self) -> None:
        now = time.monotonic()
        if now - self._acted_at >= ONCE:  # some actions cost money
            self._acted_at = now
            self.acted.emit(self._words.code)

    def _state_role(self) -> str:
        return "attention" if self._words.alarming else "t3"

    def _state_width(self) -> int:
        return self._label_x() - GAP - STATE_X - (BUTTON if self._words.movable else 0)

    def _label_x(self) -> int:
        """Where the button or the fact at the right begins."""
        words = self._words
        if words.code:
            return self.width() - SIDE - button_width(words.label)
        if words.label:
            return self.width() - SIDE - QFontMetrics(look.font("caption")).horizontalAdvance(words.label) - 1
        return self.width() - SIDE + GAP

    def _place(self) -> None:
        width, top = button_width(self._words.label), (HEIGHT - BUTTON) // 2
        self.button.setGeometry(self.width() - SIDE - width, top, width, BUTTON)
        self.more.move(self._label_x() - BUTTON - 4, top)  # its place is kept free while it is not shown
        self.more.setVisible(self._hovered and self._words.movable)

    def _paint_thumb(self, painter: QPainter, box: QRect) -> None:
        if self._picture:
            side = min(self._picture.width(), self._picture.height())
            middle = QRectF((self._picture.width() - side) / 2, (self._picture.height() - side) / 2, side, side)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(QRectF(box), self._picture, middle)
            return
        theme = look.theme()
        look.crisp_fill(painter, QRectF(box), theme.s1)
        look.crisp_rect(painter, QRectF(box), theme.line)
        inset = (THUMB - ICON) // 2
        icon = look.pixmap(self._words.icon, state_colour(self._words.icon), ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(box.x() + inset, box.y() + inset), icon)


def width_of_list(rows: Iterable[QueueRow], scroll: QScrollArea, least: int, most: int) -> int:
    """How wide a pop-over must be that shows the rows in `scroll`, for the states of all to stand whole."""
    around = 2 + scroll.verticalScrollBar().sizeHint().width()
    return max(least, min(most, max((row.needs + around for row in rows), default=0)))

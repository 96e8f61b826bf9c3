"""A button of the toolbar that opens a filter's list: its name, or what is chosen with a cross to have all again."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFontMetricsF,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QStyleOptionToolButton, QWidget

from ..base.language import fill
from ..design import look
from ..design.buttons import ToolButton
from ..design.plain import set_tip

PADDING, GAP, SIGN = 8, 4, 12
WIDEST, NARROWEST = 150, 72  # of the words, as there is room


class OnButton(ToolButton):
    """Checked by what is looked for, not by the press. Takes pictures of the gallery, where it accepts drops."""

    dropped = Signal()

    def nextCheckState(self) -> None:
        """Left to who hears the press."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if isinstance(event.source(), QWidget) and event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.setDown(True)

    def dragLeaveEvent(self, event: object) -> None:
        self.setDown(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.setDown(False)
        event.acceptProposedAction()
        self.dropped.emit()


class FilterButton(OnButton):
    """`clicked` opens the list; `cleared`: nothing is wanted of it any more. Delete does what the cross does."""

    cleared = Signal()

    def __init__(self, name: str, parent: QWidget, *, icon: str = "", takes_pictures: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "filter")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAcceptDrops(takes_pictures)
        self._name = name
        self._icon = icon
        self._value = ""
        self.widest = WIDEST
        self.say("")

    def say(self, value: str) -> None:
        """What is chosen; nothing where all is shown."""
        self._value = value
        self.setChecked(bool(value))
        self.setAccessibleName(fill(self.tr("%1: %2"), self._name, value) if value else self._name)
        set_tip(self, fill(self.tr("%1: %2"), self._name, value) if value else self._name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        icon = 16 + GAP if self._icon else 0
        return QSize(round(2 * PADDING + icon + self._words_width() + GAP + SIGN), 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        super().initStyleOption(option)
        option.text, option.icon = "", QIcon()  # the style draws the ground

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_cross = self._value and event.position().x() > self.width() - PADDING - SIGN - GAP
        if on_cross and self.rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.cleared.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._value and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter = look.theme(), QPainter(self)
        hot = self.underMouse() or self.isDown()
        colour = theme.accent_text if self._value else theme.t1 if hot else theme.t2
        scale = self.devicePixelRatioF()
        x = PADDING
        if self._icon:
            painter.drawPixmap(x, (self.height() - 16) // 2, look.pixmap(self._icon, colour, 16, scale))
            x += 16 + GAP
        painter.setPen(colour)
        painter.setFont(look.font("body"))
        words = QFontMetricsF(look.font("body")).elidedText(self._words(), Qt.TextElideMode.ElideRight, self.widest)
        painter.drawText(QRectF(x, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        sign = look.pixmap("close" if self._value else "chevron-down", colour, SIGN, scale)
        painter.drawPixmap(self.width() - PADDING - SIGN, (self.height() - SIGN) // 2, sign)

    def _words(self) -> str:
        return self._value or ("" if self._icon else self._name)

    def _words_width(self) -> float:
        return min(self.widest, QFontMetricsF(look.font("body")).horizontalAdvance(self._words()) + 1)


class ListButton(FilterButton):
    """Says what is chosen of a list of which something always is."""

    def __init__(self, name: str, parent: QWidget) -> None:
        self._whole = name
        super().__init__(name, parent)

    def say_name(self, name: str) -> None:
        """What is chosen."""
        self._name = name
        self.setAccessibleName(fill(self.tr("%1: %2"), self._whole, name))
        set_tip(self, self._whole)
        self.updateGeometry()
        self.update()

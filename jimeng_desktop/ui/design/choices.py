"""The controls of the composer: ratio tiles, segments, stepper. Beneath: real radio buttons and a real spin box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)

from ..base.language import fill
from . import look
from .buttons import ToolButton, pressed_by_enter
from .plain import set_tip

BY_KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class OwnButton(QAbstractButton):
    """Drawn whole by its kind, and on by what who hears the press says; the focus ring shows only when the keyboard
    brought the focus.
    """

    def __init__(self, name: str, tip: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.ring = False
        self.setCheckable(True)
        self.setAccessibleName(name)
        set_tip(self, tip)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def nextCheckState(self) -> None:
        """Left to who hears the press."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.ring = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.ring = False
        super().focusOutEvent(event)


class Choice(QRadioButton):
    """A radio button drawn whole by its kind; the focus ring shows only when the keyboard brought the focus."""

    def __init__(self, value: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.value = value
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.ring = False

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.ring = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.ring = False
        super().focusOutEvent(event)


class RatioTile(Choice):
    """A small drawing of the ratio over its name."""

    def sizeHint(self) -> QSize:
        return QSize(34, 48)

    def minimumSizeHint(self) -> QSize:
        return QSize(30, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, able = self.isChecked(), self.isEnabled()
        if on:
            rounded(painter, QRectF(self.rect()), 6, theme.accent_soft, theme.accent)
        elif able and self.underMouse():
            rounded(painter, QRectF(self.rect()), 6, theme.s3, None)
        if self.ring:
            rounded(painter, QRectF(self.rect()), 6, None, theme.ring, 2)
        edge = theme.off if not able else theme.accent_text if on else theme.t3
        line = Qt.PenStyle.SolidLine if able else Qt.PenStyle.DashLine
        self._draw_shape(painter, QPen(edge, 1.5 if able else 1, line))
        painter.setPen(theme.off if not able else theme.t1 if on else theme.t2)
        painter.setFont(look.font("chosen" if on else "caption"))
        painter.drawText(QRectF(-4, 29, self.width() + 8, 15), Qt.AlignmentFlag.AlignCenter, self.value)

    def _draw_shape(self, painter: QPainter, pen: QPen) -> None:
        width, height = shape_size(self.value)
        left = (self.width() - width) // 2
        top = 6 + (22 - height) // 2
        inset = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            QRectF(left, top, width, height).adjusted(inset, inset, -inset, -inset), 1.5, 1.5
        )  # fmt: skip


class Segment(Choice):
    """One of a few words in a common field."""

    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(look.font("card")).horizontalAdvance(self.value)
        return QSize(max(44, round(wide) + 20), 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, able = self.isChecked(), self.isEnabled()
        if on:
            rounded(painter, QRectF(self.rect()), 4, theme.s3 if theme.dark else theme.s2, None)
        if self.ring:
            rounded(painter, QRectF(self.rect()), 4, None, theme.ring, 2)
        hot = on or self.underMouse()
        painter.setPen(theme.off if not able else theme.t1 if hot else theme.t2)
        painter.setFont(look.font("card" if on else "body"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.value)


class Choices(QWidget):
    """A row of which exactly one is chosen; arrow keys move, Tab leaves. `chosen` says the user's choice."""

    chosen = Signal(str)

    def __init__(self, kind: type[Choice], name: str, gap: int, inset: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._choices[index].value))
        self._group.idToggled.connect(self._keep_one_tab_stop)
        self._choices: list[Choice] = []
        self._field = inset > 0
        self._fault = False
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(gap)
        self._row.setContentsMargins(inset, inset, inset, inset)

    def set_choices(self, values: Sequence[str]) -> None:
        """Shows these values, once, at the start."""
        for index, value in enumerate(values):
            choice = self._kind(value, fill(self.tr("%1 %2"), self.accessibleName(), value), self)
            choice.setFixedHeight(choice.sizeHint().height())
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(choice, index)
            self._row.addWidget(choice)
            self._choices.append(choice)

    def set_taken(self, values: Sequence[str], why_not: str) -> None:
        """Only these can be chosen; the others say why not."""
        for choice in self._choices:
            choice.setEnabled(choice.value in values)
            set_tip(choice, "" if choice.value in values else why_not)

    def set_value(self, value: str) -> None:
        """Chooses without saying so."""
        for choice in self._choices:
            choice.setChecked(choice.value == value)

    def value(self) -> str:
        """The chosen value."""
        chosen = self._group.checkedButton()
        return chosen.value if isinstance(chosen, Choice) else ""

    def set_fault(self, fault: bool) -> None:
        """Lights up as the place of a problem."""
        self._fault = fault
        self.update()

    def stops(self) -> list[QWidget]:
        """Its widgets in the order of Tab, of which one stops."""
        return list(self._choices)

    def focus_choice(self) -> None:
        """Gives the keyboard to the chosen one."""
        button = self._group.checkedButton()
        if button:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _keep_one_tab_stop(self) -> None:
        """Qt sees to it only when the mouse or a key chose."""
        for choice in self._choices:
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus if choice.isChecked() else Qt.FocusPolicy.ClickFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._field:
            ground = theme.field if theme.dark else theme.s3
            rounded(painter, QRectF(self.rect()), 6, ground, theme.danger if self._fault else theme.line)
        elif self._fault:
            rounded(painter, QRectF(self.rect()), 6, None, theme.danger)


def ratio_tiles(name: str, parent: QWidget | None = None) -> Choices:
    """A row of drawn ratios."""
    return Choices(RatioTile, name, gap=4, parent=parent)


def segments(name: str, parent: QWidget | None = None) -> Choices:
    """A field of words."""
    return Choices(Segment, name, gap=0, inset=3, parent=parent)


class Stepper(QSpinBox):
    """A small number with one button less and one more."""

    def __init__(self, name: str, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "stepper")
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setFixedSize(112, 32)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._less = self._button("minus", self.tr("One less"), self.stepDown)
        self._more = self._button("plus", self.tr("One more"), self.stepUp)
        self.valueChanged.connect(self.show_limits)
        self.show_limits()

    def set_most(self, most: int) -> None:
        """The highest number from now on."""
        self.setMaximum(most)
        self.show_limits()

    def _button(self, icon: str, name: str, pressed: Callable[[], None]) -> QToolButton:
        button = ToolButton(self)
        button.setIcon(look.icon(icon))
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRepeat(True)
        button.setAccessibleName(name)
        set_tip(button, name)
        button.clicked.connect(pressed)
        return button

    def show_limits(self) -> None:
        """A button that can do nothing is off."""
        self._less.setEnabled(self.value() > self.minimum())
        self._more.setEnabled(self.value() < self.maximum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        # The style sheet leaves the number no room beside where Fusion would have its own buttons.
        self.lineEdit().setGeometry(30, 1, self.width() - 60, self.height() - 2)
        self._less.setGeometry(2, 2, 28, 28)
        self._more.setGeometry(self.width() - 30, 2, 28, 28)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.Polish, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._place()
        return handled


def shape_size(ratio: str) -> tuple[int, int]:
    """Whole pixels of a ratio's drawing: all of equal area, none longer than 22."""
    across, down = (int(part) for part in ratio.split(":"))
    scale = 16.5 / sqrt(across * down)
    scale = min(scale, 22 / across, 22 / down)
    return max(4, round(across * scale)), max(4, round(down * scale))


def rounded(
    painter: QPainter, box: QRectF, radius: float, fill: QColor | None, edge: QColor | None, width: float = 1
) -> None:
    """A rounded box with its edge inside `box`."""
    half = width / 2 if edge is not None else 0.0
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius - half, radius - half)

"""The controls of the composer: ratio tiles, segments, stepper. Beneath: real radio buttons and a real spin box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from ..base.language import fill
from . import look
from .drawing import rounded
from .focus_ring import KeyboardRing, paint_ring
from .plain import set_tip


class Choice(KeyboardRing, QRadioButton):
    """A radio button drawn whole by its kind; the focus ring shows only when the keyboard brought the focus."""

    def __init__(self, value: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.value = value
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


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
            paint_ring(painter, QRectF(self.rect()), 4)
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


def segments(name: str, parent: QWidget | None = None) -> Choices:
    """A field of words."""
    return Choices(Segment, name, gap=0, inset=3, parent=parent)

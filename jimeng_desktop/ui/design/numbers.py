"""A field for a whole number: a real spin box without its two small buttons; arrow keys and the wheel still step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSpinBox, QToolButton, QWidget

from . import look
from .buttons import ToolButton
from .plain import set_tip

PADDING = 9


class NumberBox(QSpinBox):
    """As high as a line of text. `name` is what a screen reader says."""

    def __init__(self, name: str, low: int, high: int, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setFixedSize(width, 32)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.Polish, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._place()
        return handled

    def _place(self) -> None:
        # The style sheet leaves the number no room beside where Fusion would have its own buttons.
        self.lineEdit().setGeometry(PADDING, 1, self.width() - 2 * PADDING, self.height() - 2)


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

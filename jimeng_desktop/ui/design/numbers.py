"""A field for a whole number: a real spin box without its two small buttons; arrow keys and the wheel still step."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSpinBox, QWidget

PADDING = 9


class NumberField(QSpinBox):
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

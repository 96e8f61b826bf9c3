"""The line that shows where a dragged row of the queue would be dropped."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ..design import look

LINE, KNOB, INSET = 2, 6, 12


class Slot(QWidget):
    """As wide as its parent less its margins; a line with a knob at its beginning."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(KNOB)
        self.hide()

    def show_at(self, y: int) -> None:
        """Between the row that ends and the row that begins at `y`."""
        parent = self._parent
        inside = min(max(y, KNOB // 2), parent.height() - KNOB // 2)
        self.setGeometry(INSET, inside - KNOB // 2, parent.width() - 2 * INSET, KNOB)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), look.theme()
        look.crisp_fill(painter, QRectF(KNOB, (KNOB - LINE) / 2, self.width() - KNOB, LINE), theme.accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        painter.drawEllipse(QRectF(0, 0, KNOB, KNOB))

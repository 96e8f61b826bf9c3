"""A few buttons in one field, of which one or none is on: the views of the toolbar, the zooms of the loupe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from . import look
from .drawing import rounded
from .focus_ring import paint_ring
from .own_button import OwnButton

INSET, INNER, PICTURE = 3, 22, 32


class Way(NamedTuple):
    """One of the buttons: with an icon it shows that and no word."""

    code: str
    name: str
    tip: str
    icon: str = ""


class WayButton(OwnButton):
    """One of them, with an icon or a word."""

    def __init__(self, way: Way, parent: QWidget) -> None:
        super().__init__(way.name, way.tip, parent)
        self.way = way
        self.setText(way.name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        wide = QFontMetricsF(look.font("card")).horizontalAdvance(way.name)
        self.setFixedSize(PICTURE if way.icon else max(44, round(wide) + 20), INNER)

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, box = self.isChecked(), QRectF(self.rect())
        if on:
            rounded(painter, box, 4, theme.s3 if theme.dark else theme.s2, None)
        if self.ring:
            paint_ring(painter, box, 4)
        hot = on or (self.isEnabled() and self.underMouse())
        colour = theme.off if not self.isEnabled() else theme.t1 if hot else theme.t2
        if self.way.icon:
            drawing = look.pixmap(self.way.icon, colour, 16, self.devicePixelRatioF())
            painter.drawPixmap((self.width() - 16) // 2, (self.height() - 16) // 2, drawing)
        else:
            painter.setPen(colour)
            painter.setFont(look.font("card" if on else "body"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.way.name)


class Switch(QWidget):
    """28 high. `chosen` says the user's choice; what is on is said by show_way()."""

    chosen = Signal(str)

    def __init__(self, name: str, ways: Sequence[Way], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setSpacing(0)
        row.setContentsMargins(INSET, INSET, INSET, INSET)
        self.buttons = {way.code: WayButton(way, self) for way in ways}
        for code, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, code=code: self.chosen.emit(code))
            row.addWidget(button)
        self.setFixedSize(self.sizeHint())

    def show_way(self, code: str) -> None:
        """Lights up the one that is on; none with ""."""
        for known, button in self.buttons.items():
            button.setChecked(known == code)

    def way(self) -> str:
        """What is on."""
        return next((code for code, button in self.buttons.items() if button.isChecked()), "")

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, QRectF(self.rect()), 6, theme.field if theme.dark else theme.s3, theme.line)

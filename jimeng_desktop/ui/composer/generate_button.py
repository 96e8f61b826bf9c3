"""The one button that costs: Generate, and under it what it will do, how to press it, and the way back."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..base.key_names import generate_keys, key_text
from ..base.language import fill
from ..design import look
from ..design.buttons import ToolButton
from ..design.drawing import rounded
from ..design.focus_ring import KeyboardRing, paint_ring
from ..design.plain import PlainLabel, set_tip
from ..design.word_buttons import facts_within
from ..jobs.placeholders import countdown

GAP = 4  # room around the fill for the focus ring


class GenerateButton(KeyboardRing, QAbstractButton):
    """40 high with 4 around it for the ring. Space presses it; a held key presses once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_jobs(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(40 + 2 * GAP)

    def set_jobs(self, jobs: int) -> None:
        """Says how many jobs a press makes, where it is more than one."""
        self.setText(self.tr("Generate %n job(s)", "", jobs) if jobs > 1 else self.tr("Generate"))
        self.setAccessibleName(self.text())

    def sizeHint(self) -> QSize:
        return QSize(200, 40 + 2 * GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(GAP, GAP, -GAP, -GAP)
        ground, ink = theme.fill, theme.on_fill
        if not self.isEnabled():
            ground, ink = theme.s2, theme.off
        elif self.isDown():
            ground = theme.fill_press
        elif self.underMouse():
            ground = theme.fill_hover
        rounded(painter, box, 6, ground, None if self.isEnabled() else theme.line)
        if self.ring:
            paint_ring(painter, QRectF(self.rect()), 9)
        drawing = look.pixmap("generate", ink, 20, self.devicePixelRatioF())
        painter.drawPixmap(int(box.left()) + 14, int(box.center().y()) - 9, drawing)
        painter.setPen(ink)
        painter.setFont(look.font("action"))
        painter.drawText(box.adjusted(42, 0, -14, 0), Qt.AlignmentFlag.AlignVCenter, self.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()


class Caption(PlainLabel):
    """One line of facts that gives way: the last go first, and the tooltip tells all of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "caption")

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(look.font("caption"))
        painter.setPen(look.theme().t3)
        facts = facts_within(self.text(), self.width(), painter.fontMetrics())
        shown = painter.fontMetrics().elidedText(facts, Qt.TextElideMode.ElideRight, self.width())
        set_tip(self, "" if shown == self.text() else self.text())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)


class GenerateFoot(QWidget):
    """The foot of the composer. While jobs are held back, Undo stands where the key hint was."""

    pressed = Signal()
    undo_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = GenerateButton(self)
        self.caption = Caption(self)
        self.hint = PlainLabel(key_text(generate_keys()[0]), self)
        self.hint.setProperty("role", "caption")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.hint.setContentsMargins(0, 0, GAP, 0)
        self.undo = ToolButton(self)
        self.undo.setProperty("role", "link")
        self.button.clicked.connect(self.pressed)
        self.undo.clicked.connect(self.undo_pressed)
        set_tip(self.undo, key_text("Ctrl+Z"))
        self._lay_out()

    def _lay_out(self) -> None:
        self.undo.hide()
        row = QHBoxLayout()
        row.setContentsMargins(GAP, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.caption, 1)
        row.addWidget(self.hint)
        row.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(16 - GAP, 12 - GAP + 1, 16 - GAP, 6)
        column.setSpacing(0)
        column.addWidget(self.button)
        column.addLayout(row)
        self.caption.setFixedHeight(24)
        self.undo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # 25 by the sheet: too high

    def set_caption(self, text: str, why_not: str = "") -> None:
        """What pressing does; or what is to be done first, and the reason in a sentence."""
        self.caption.setText(text)
        self._fit()
        self.button.setAccessibleDescription(why_not or text)
        set_tip(self.button, why_not)

    def show_held(self, until: float | None) -> None:
        """Offers Undo for jobs that leave then (epoch seconds), with the seconds that are left; None: for nothing."""
        if until is None:
            if self.undo.hasFocus():
                self.button.setFocus()
            self._show_undo(False)
            return
        self.undo.setText(fill(self.tr("Undo (%1 s)"), countdown(until, time.time())))
        self.undo.setAccessibleName(self.undo.text())
        self._show_undo(True)

    def _show_undo(self, shown: bool) -> None:
        self.undo.setVisible(shown)
        self._fit()

    def _fit(self) -> None:
        """The key's name gives way before words of the caption do."""
        room = self.width() - 2 * 16 + GAP
        words = QFontMetrics(look.font("caption")).horizontalAdvance(self.caption.text()) + 1
        both = words + 8 + self.hint.sizeHint().width()
        self.hint.setVisible(self.undo.isHidden() and both <= room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look.hairline(QPainter(self), 0, self.width(), 0, look.theme().line)

"""Small pieces of dialogs: a line with an icon, a hairline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from . import look
from .plain import PlainLabel, set_tip


class IconLine(QWidget):
    """An icon and a sentence; two lines high from the start, so that nothing jumps when the sentence grows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(36)
        self.icon = PlainLabel(self)
        self.icon.setFixedSize(16, 16)
        self.text = PlainLabel(self)
        self.text.setWordWrap(True)
        self.text.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)

    def say(self, icon: str, colour: str, text: str) -> None:
        """`colour` is a name of Theme."""
        self.icon.setPixmap(look.pixmap(icon, getattr(look.theme(), colour), 16, self.devicePixelRatioF()))
        self.text.setText(text)


def add_sign(field: QLineEdit, icon: str, colour: str = "t3", *, behind: bool = False, name: str = "") -> QAction:
    """An icon in a field, at its beginning or `behind` its text; to a screen reader it is the field, unless it has a
    name of its own.
    """
    position = QLineEdit.ActionPosition.TrailingPosition if behind else QLineEdit.ActionPosition.LeadingPosition
    action = field.addAction(look.icon(icon, 16, colour), position)
    action.setText(name or field.accessibleName())
    for sign in field.findChildren(QToolButton):  # Qt gives it no name of its own
        sign.setAccessibleName(sign.accessibleName() or action.text())
        set_tip(sign, sign.accessibleName())
    return action


class _Rule(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        look.hairline(QPainter(self), 0, self.width(), 0, look.theme().line)


def rule(parent: QWidget) -> QWidget:
    """A hairline across."""
    line = _Rule(parent)
    line.setFixedHeight(1)
    return line


class _UprightRule(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        look.vertical_hairline(QPainter(self), 0, 0, self.height(), look.theme().line)


def upright_rule(parent: QWidget) -> QWidget:
    """A hairline down."""
    line = _UprightRule(parent)
    line.setFixedWidth(1)
    return line

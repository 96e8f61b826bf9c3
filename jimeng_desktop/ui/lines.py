"""Small pieces of dialogs: a line with an icon, a hairline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from . import look


class IconLine(QWidget):
    """An icon and a sentence; two lines high from the start, so that nothing jumps when the sentence grows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(36)
        self.icon = QLabel(self)
        self.icon.setFixedSize(16, 16)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
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


def add_search_sign(field: QLineEdit) -> None:
    """A looking glass at the beginning of a field; to a screen reader it is the field once more."""
    field.addAction(look.icon("search", 16, "t3"), QLineEdit.ActionPosition.LeadingPosition)
    for sign in field.findChildren(QToolButton):  # Qt gives it no name of its own
        sign.setAccessibleName(field.placeholderText())
        sign.setToolTip(field.placeholderText())


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

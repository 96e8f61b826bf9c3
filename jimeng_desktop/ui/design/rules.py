"""Hairlines."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from . import look


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


class Divider(QWidget):
    """An upright hairline between groups."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(1, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        look.vertical_hairline(QPainter(self), 0, 0, self.height(), look.theme().line)


class Rule(QWidget):
    """A hairline across, in the middle of three pixels: at 125 % a row may be rounded out of a lower widget."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(3)

    def paintEvent(self, event: QPaintEvent) -> None:
        look.hairline(QPainter(self), 0, self.width(), 1, look.theme().line)

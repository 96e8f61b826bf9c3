"""A pop-over: rounded surface with a line around it, over the window until one presses elsewhere or Esc."""

from __future__ import annotations

from PySide6.QtCore import QPropertyAnimation, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from . import look

RADIUS = 8


class Popover(QFrame):
    """Its kinds lay themselves out inside a margin of 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._rounded = QGuiApplication.platformName() != "xcb"  # whether its corners are composited isn't known there
        if self._rounded:
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        milliseconds = look.duration(look.POPUP_FADE)
        if milliseconds and QGuiApplication.platformName() in ("windows", "cocoa", "xcb"):
            fade = QPropertyAnimation(self, b"windowOpacity", self)
            fade.setDuration(milliseconds)
            fade.setStartValue(0.0)
            fade.setEndValue(1.0)
            fade.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), look.theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._rounded)
        painter.setPen(QPen(theme.line2, 1))
        painter.setBrush(theme.s2)
        radius = RADIUS if self._rounded else 0
        edge = QRectF(QRect(0, 0, self.width(), self.height())).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, radius, radius)

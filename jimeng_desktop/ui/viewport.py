"""A viewport that Python has made. Asked for Qt's own, PySide makes the classes of all widgets there are: 10 ms."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def own_viewport(area: QAbstractScrollArea) -> QWidget:
    """Gives the area a viewport set up as Qt sets up its own."""
    viewport = QWidget(area)
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
    area.setViewport(viewport)
    return viewport


def take_ground(view: QAbstractScrollArea, ground: QColor) -> None:
    """Gives all of the view this ground, the strip behind the scroll bar too."""
    palette = view.palette()
    if palette.color(QPalette.ColorRole.Window) != ground:
        palette.setColor(QPalette.ColorRole.Window, ground)
        palette.setColor(QPalette.ColorRole.Base, ground)
        view.setPalette(palette)

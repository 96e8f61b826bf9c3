"""A viewport that Python has made. Asked for Qt's own, PySide makes the classes of all widgets there are: 10 ms."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from . import look


def own_viewport(area: QAbstractScrollArea) -> QWidget:
    """Gives the area a viewport set up as Qt sets up its own."""
    viewport = QWidget(area)
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
    area.setViewport(viewport)
    return viewport


def take_ground(view: QAbstractScrollArea) -> None:
    """The strip behind the scroll bar has the colour that pictures stand on, too."""
    palette, ground = view.palette(), look.theme().s0
    if palette.color(QPalette.ColorRole.Window) != ground:
        palette.setColor(QPalette.ColorRole.Window, ground)
        palette.setColor(QPalette.ColorRole.Base, ground)
        view.setPalette(palette)
    view.viewport().update()

"""What changes only the view: the panels, the full screen, and the letters that act in gallery and loupe alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ..design import look
from .columns import Side

if TYPE_CHECKING:
    from .main_window import MainWindow

WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
ITSELF = Qt.ShortcutContext.WidgetShortcut


class ViewCommands(QObject):
    """Adds its entries to the View menu. Single letters have actions of their own: a menu's act anywhere."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        columns, middle = window.columns, window.middle
        self.composer = self._entry(self.tr("Form"), "panel-left", lambda: columns.toggle(Side.LEFT))
        self.inspector = self._entry(self.tr("Inspector"), "panel-right", lambda: columns.toggle(Side.RIGHT))
        self.full_screen = self._entry(self.tr("Full screen"), "fullscreen", window.full_screen.toggle)
        self.full_screen.setShortcut(QKeySequence("F11"))
        self.composer.setCheckable(True)
        self.inspector.setCheckable(True)
        menu = window.commands.view
        menu.addSeparator()
        menu.addActions([self.composer, self.inspector, self.full_screen])
        self._key(middle, "I", WITHIN, lambda: columns.toggle(Side.RIGHT))
        self._key(middle, "F", WITHIN, window.full_screen.toggle)
        self._key(middle.gallery, "Tab", ITSELF, columns.toggle_both)
        columns.changed.connect(self.refresh)
        middle.current_changed.connect(self.refresh)
        self.refresh()

    def add_to_loupe(self, loupe: QWidget) -> None:
        """The loupe comes later, and is a part of the gallery's column: Tab does the same there."""
        self._key(loupe, "Tab", ITSELF, self._window.columns.toggle_both)

    def refresh(self) -> None:
        """What is shown is checked."""
        columns = self._window.columns
        self.composer.setChecked(columns.shows(Side.LEFT))
        self.inspector.setChecked(columns.shows(Side.RIGHT))
        self.full_screen.setEnabled(self._window.middle.current_picture is not None)

    def _entry(self, text: str, icon: str, does: Callable[[], object]) -> QAction:
        action = QAction(look.icon(icon), text, self._window)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda: does())
        self._window.addAction(action)
        return action

    def _key(self, widget: QWidget, key: str, where: Qt.ShortcutContext, does: Callable[[], object]) -> None:
        action = QAction(widget)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(where)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda: does())
        widget.addAction(action)

"""What changes only the view: the panels, the full screen, and the letters that act in gallery and loupe alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ..design import look
from .columns import Columns, Side
from .full_screen import FullScreen
from .pages import Pages

WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
ITSELF = Qt.ShortcutContext.WidgetShortcut


class ViewCommands(QObject):
    """Adds its entries to the View menu. Single letters have actions of their own: a menu's act anywhere."""

    def __init__(self, window: QWidget, menu: QMenu, pages: Pages, columns: Columns, full_screen: FullScreen) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._columns = columns
        self.composer = self._entry(self.tr("Form"), "panel-left", lambda: columns.toggle(Side.LEFT))
        self.inspector = self._entry(self.tr("Inspector"), "panel-right", lambda: columns.toggle(Side.RIGHT))
        self.full_screen = self._entry(self.tr("Full screen"), "fullscreen", full_screen.toggle)
        self.full_screen.setShortcut(QKeySequence("F11"))
        self.composer.setCheckable(True)
        self.inspector.setCheckable(True)
        menu.addSeparator()
        menu.addActions([self.composer, self.inspector, self.full_screen])
        self._key(pages, "I", WITHIN, lambda: columns.toggle(Side.RIGHT))
        self._key(pages, "F", WITHIN, full_screen.toggle)
        self._key(pages.gallery, "Tab", ITSELF, columns.toggle_both)
        columns.changed.connect(self.refresh)
        pages.current_changed.connect(self.refresh)
        self.refresh()

    def add_to_loupe(self, loupe: QWidget) -> None:
        """The loupe comes later, and is a part of the gallery's column: Tab does the same there."""
        self._key(loupe, "Tab", ITSELF, self._columns.toggle_both)

    def refresh(self) -> None:
        """What is shown is checked."""
        columns = self._columns
        self.composer.setChecked(columns.shows(Side.LEFT))
        self.inspector.setChecked(columns.shows(Side.RIGHT))
        self.full_screen.setEnabled(self._pages.current_picture is not None)

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

"""Flags, stars and colours as actions: by single keys in gallery and loupe, in the menus, for the chosen pictures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ...core.marks import MOST_STARS, Flag, Label
from ...messages import LABELS
from ..base.language import translate_message
from ..design import look

LABEL_KEYS = {Label.RED: "6", Label.YELLOW: "7", Label.GREEN: "8", Label.BLUE: "9"}


class MarkCommands(QObject):
    """`judged` carries what the chosen pictures get: a field of Marks and its value. Nothing here costs."""

    judged = Signal(str, object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.flag = self._menu(self.tr("Flag"), "pick")
        self._add(self.flag, self.tr("Pick"), "P", "flag", Flag.PICK, "pick-on")
        self._add(self.flag, self.tr("Reject"), "X", "flag", Flag.REJECT, "reject")
        self._add(self.flag, self.tr("No flag"), "U", "flag", Flag.NONE)
        self.rating = self._menu(self.tr("Rating"), "star")
        for stars in range(MOST_STARS, 0, -1):
            self._add(self.rating, "★" * stars, str(stars), "rating", stars)
        self._add(self.rating, self.tr("No stars"), "0", "rating", 0)
        self.label = self._menu(self.tr("Colour"), "label")
        for label, name in LABELS.items():
            self._add(self.label, translate_message(name), LABEL_KEYS.get(label, ""), "label", label)
        self._add(self.label, self.tr("No colour"), "", "label", Label.NONE)
        self.menus = (self.flag, self.rating, self.label)

    @property
    def local(self) -> list[QAction]:
        """Whose keys act in gallery and loupe alone."""
        return [action for menu in self.menus for action in menu.actions()]

    def set_enabled(self, pictures: bool) -> None:
        """Whether there are saved pictures to judge."""
        for menu in self.menus:
            menu.menuAction().setEnabled(pictures)
            for action in menu.actions():
                action.setEnabled(pictures)

    def _menu(self, title: str, icon: str) -> QMenu:
        menu = QMenu(title, self._window)
        menu.setIcon(look.icon(icon))
        return menu

    def _add(self, menu: QMenu, text: str, key: str, field: str, value: object, icon: str = "") -> None:
        action = QAction(text, menu)
        if icon:
            action.setIcon(look.icon(icon))
        action.setAutoRepeat(False)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(partial(self.judged.emit, field, value))
        menu.addAction(action)

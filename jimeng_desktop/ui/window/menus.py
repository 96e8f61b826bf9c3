"""What can be done from the menu or by a key: actions, in the native menu bar or behind the button."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ...messages import ARRANGEMENTS, BY_JOB
from ..base.key_names import front_keys, generate_keys, redo_keys
from ..base.language import fill, translate_message
from ..base.undo import Undo
from ..design.plain import set_tip
from ..judging.commands import MarkCommands
from .picture_menu import PictureCommands


class Commands(QObject):
    """The actions of a window. Signals are what the user asked for; nothing here costs but `generate`."""

    generate = Signal(bool)  # to the front
    to_prompt = Signal()
    find = Signal()
    undo = Signal()
    redo = Signal()
    choose_folder = Signal()
    enter_key = Signal()
    go_over = Signal()  # from the demo to the service, or back
    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    tiles_stepped = Signal(int)
    arranged = Signal(str)  # BY_JOB or an Order
    pane_stepped = Signal(int)
    settings = Signal()
    receipts = Signal()
    keys_list = Signal()
    about = Signal()
    quit = Signal()

    def __init__(self, window: QMainWindow, *, demo: bool, theme: str, language: str) -> None:
        super().__init__(window)
        self._window = window
        self._over = False
        self.generate_action = self._action(self.tr("Generate"), lambda: self.generate.emit(False), *generate_keys())
        self.front_action = self._action(
            self.tr("Generate, to the front"), lambda: self.generate.emit(True), *front_keys()
        )
        # In a text field the same keys undo what was typed there: Qt asks the field first.
        self.undo_action = self._action(self.tr("Undo"), self.undo.emit, "Ctrl+Z")
        self.redo_action = self._action(self.tr("Redo"), self.redo.emit, *redo_keys())
        self.undo_action.setEnabled(False)
        self.redo_action.setEnabled(False)
        self._action(self.tr("To the prompt"), self.to_prompt.emit, "Ctrl+L")
        self.find_action = self._action(self.tr("Search prompts"), self.find.emit, "Ctrl+F")
        self._action(self.tr("Next pane"), lambda: self.pane_stepped.emit(1), "F6")
        self._action(self.tr("Previous pane"), lambda: self.pane_stepped.emit(-1), "Shift+F6")
        self.pictures = PictureCommands(window)
        self.marks = MarkCommands(window)
        self.file = self._file()
        self.edit = self._edit()
        self.service = self._service(demo)
        self.view = self._view(theme, language)
        self.help = self._help()

    def menu(self) -> QMenu | None:
        """The menu for the button; None where the system has a menu bar of its own, which is filled instead."""
        menus = (self.file, self.edit, self.service, self.view, self.help)
        if sys.platform == "darwin":
            for menu in menus:
                self._window.menuBar().addMenu(menu)
            return None
        button_menu = QMenu(self._window)
        for menu in menus:
            button_menu.addMenu(menu)
        button_menu.addSeparator()
        button_menu.addAction(self.quit_action)
        return button_menu

    def follow(self, undo: Undo) -> None:
        """Undo and Redo name what they would do next."""
        self._steps = undo
        self.undo.connect(undo.undo)
        self.redo.connect(undo.redo)
        undo.changed.connect(self._show_steps)
        self._show_steps()

    def _show_steps(self) -> None:
        undo, redo = self._steps.next_undo(), self._steps.next_redo()
        named = ((self.undo_action, undo, self.tr("Undo"), self.tr("Undo: %1")),
                 (self.redo_action, redo, self.tr("Redo"), self.tr("Redo: %1")))  # fmt: skip
        for action, step, plain, with_text in named:
            text = step.text().replace("&", "&&") if step else ""
            action.setText(fill(with_text, text) if text else plain)
            action.setEnabled(step is not None and not self._over)

    def end(self) -> None:
        """The window closes: nothing more can be asked for, by key neither."""
        self._over = True
        for action in self._window.actions():
            action.setEnabled(False)

    def show_theme(self, code: str) -> None:
        """The theme has been changed elsewhere."""
        _check(self._themes, code)

    def show_arrangement(self, code: str, by_hand: bool) -> None:
        """How the gallery is arranged, and whether there is an order made by hand."""
        _check(self.arrangements, code)
        self.arrangements.actions()[-1].setVisible(by_hand)

    def mark_menu(self) -> QMenu:
        """What can be done about the service: the menu of its mark in the toolbar."""
        menu = QMenu(self._window)
        if self.key_action.isEnabled():
            menu.addAction(self.key_action)
        menu.addAction(self.go_over_action)
        return menu

    def _file(self) -> QMenu:
        menu = QMenu(self.tr("File"), self._window)
        self.folder_action = self._action(self.tr("Library folder…"), self.choose_folder.emit)
        self.settings_action = self._action(self.tr("Settings…"), self.settings.emit, "Ctrl+,")
        self.settings_action.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.quit_action = self._action(self.tr("Quit"), self.quit.emit, "Ctrl+Q")
        self.quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        menu.addActions([self.generate_action, self.front_action])
        menu.addSeparator()
        pictures = self.pictures
        menu.addActions([pictures.save, pictures.export, pictures.show, pictures.open_with.menuAction()])
        menu.addSeparator()
        menu.addAction(self.folder_action)
        menu.addSeparator()
        menu.addAction(self.settings_action)
        if sys.platform == "darwin":
            menu.addAction(self.quit_action)
        return menu

    def _edit(self) -> QMenu:
        menu, pictures = QMenu(self.tr("Edit"), self._window), self.pictures
        menu.addActions([self.undo_action, self.redo_action])
        menu.addSeparator()
        menu.addActions([pictures.copy, pictures.bitmap])
        menu.addSeparator()
        menu.addActions([pictures.recipe, pictures.prompt, pictures.task])
        menu.addSeparator()
        menu.addActions([part.menuAction() for part in self.marks.menus])
        menu.addSeparator()
        menu.addAction(self.find_action)
        return menu

    def _service(self, demo: bool) -> QMenu:
        menu = QMenu(self.tr("Service"), self._window)
        menu.setToolTipsVisible(True)
        self.key_action = self._action(self.tr("API key…"), self.enter_key.emit)
        self.key_action.setEnabled(not demo)
        if demo:
            set_tip(self.key_action, self.tr("The demo needs no key"))
        self.receipts_action = self._action(self.tr("Receipts…"), self.receipts.emit)
        menu.addActions([self.key_action, self.receipts_action])
        menu.addSeparator()
        self.go_over_action = self._action(
            self.tr("Use the real service…") if demo else self.tr("Open the demo"), self.go_over.emit
        )
        menu.addAction(self.go_over_action)
        return menu

    def _view(self, theme: str, language: str) -> QMenu:
        menu = QMenu(self.tr("View"), self._window)
        themes = (("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark")))
        self._themes = self._choice(self.tr("Theme"), themes, theme, self.theme_chosen.emit)
        menu.addMenu(self._themes)
        # A language is always named in itself.
        languages = (("system", self.tr("As the system")), ("en", "English"), ("zh_CN", "简体中文"))
        menu.addMenu(self._choice(self.tr("Language"), languages, language, self.language_chosen.emit))
        menu.addSeparator()
        arrangements = tuple((code, translate_message(name)) for code, name in ARRANGEMENTS.items())
        self.arrangements = self._choice(self.tr("Arrange"), arrangements, BY_JOB, self.arranged.emit)
        menu.addMenu(self.arrangements)
        menu.addSeparator()
        bigger = self._action(self.tr("Larger pictures"), lambda: self.tiles_stepped.emit(1), "Ctrl++", "Ctrl+=")
        smaller = self._action(self.tr("Smaller pictures"), lambda: self.tiles_stepped.emit(-1), "Ctrl+-")
        menu.addActions([bigger, smaller])
        return menu

    def _help(self) -> QMenu:
        menu = QMenu(self.tr("Help"), self._window)
        about = self._action(self.tr("About Jimeng Desktop"), self.about.emit)
        about.setMenuRole(QAction.MenuRole.AboutRole)
        keys = self._action(self.tr("Keyboard shortcuts"), self.keys_list.emit, "F1")
        menu.addActions([keys, about])
        return menu

    def _choice(
        self, title: str, choices: tuple[tuple[str, str], ...], chosen: str, said: Callable[[str], object]
    ) -> QMenu:
        menu = QMenu(title, self._window)
        group = QActionGroup(menu)
        for code, name in choices:
            action = QAction(name, group, checkable=True, checked=code == chosen)
            action.setData(code)
            menu.addAction(action)
        group.triggered.connect(lambda action: said(action.data()))
        return menu

    def _action(self, text: str, does: Callable[[], object], *keys: str) -> QAction:
        """An action of the window. A held key never repeats it."""
        action = QAction(text, self._window)
        action.setAutoRepeat(False)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda: does())
        self._window.addAction(action)
        return action


def _check(menu: QMenu, code: str) -> None:
    for action in menu.actions():
        action.setChecked(action.data() == code)

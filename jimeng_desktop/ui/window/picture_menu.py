"""What can be done with the chosen pictures, as actions: in the menus, by key, and in the gallery's context menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ...core.settings import MOST_PROGRAMS
from ..design import look


class PictureCommands(QObject):
    """`asked` carries what is to be done: "copy", "copy_bitmap", "save_copy", "export", "show_in_folder",
    "open_file", "choose_program", "recipe", "copy_prompt", "copy_task". Nothing here costs."""

    asked = Signal(str)
    program_chosen = Signal(str)  # its path

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.copy = self._action("copy", self.tr("Copy"), "copy", "Ctrl+C")
        self.bitmap = self._action("image", self.tr("Copy as bitmap"), "copy_bitmap", "Ctrl+Shift+C")
        self.save = self._action("export", self.tr("Save a copy…"), "save_copy", "Ctrl+S")
        self.export = self._action("export", self.tr("Export…"), "export", "Ctrl+Shift+E")
        self.show = self._action("folder", self.tr("Show in folder"), "show_in_folder")
        self.recipe = self._action("recipe", self.tr("Recipe into the form"), "recipe", "R")
        self.prompt = self._action("copy", self.tr("Copy the prompt"), "copy_prompt")
        self.task = self._action("copy", self.tr("Copy the task id"), "copy_task")
        self.open_with = QMenu(self.tr("Open with"), window)
        self.open_with.setIcon(look.icon("image"))
        self.set_programs([])
        # In a text field these keys belong to what is typed there, and elsewhere they would come as a surprise.
        self.local = [self.copy, self.bitmap, self.recipe]
        for action in self.local:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        window.addActions([self.save, self.export])

    def of_a_picture(self) -> list[list[QAction]]:
        """What a context menu offers, in groups."""
        return [[self.copy, self.bitmap], [self.save, self.export, self.show, self.open_with.menuAction()]]

    def set_programs(self, programs: Sequence[str]) -> None:
        """Fills "Open with": the system's own program, the ones used last, and any other."""
        self.open_with.clear()
        self.open_with.addAction(self.tr("The system's program"), lambda: self.asked.emit("open_file"))
        for program in programs[:MOST_PROGRAMS]:
            name = PurePath(program).stem
            self.open_with.addAction(name, partial(self.program_chosen.emit, program))
        self.open_with.addSeparator()
        self.open_with.addAction(self.tr("Another program…"), lambda: self.asked.emit("choose_program"))

    def set_enabled(self, pictures: bool, job: bool) -> None:
        """Whether there are saved pictures, and a job, to do something with."""
        for action in (self.copy, self.bitmap, self.save, self.export, self.show, self.open_with.menuAction()):
            action.setEnabled(pictures)
        for action in (self.recipe, self.prompt, self.task):
            action.setEnabled(job)

    def _action(self, icon: str, text: str, code: str, key: str = "") -> QAction:
        action = QAction(look.icon(icon), text, self._window)
        action.setIconVisibleInMenu(True)
        action.setAutoRepeat(False)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda: self.asked.emit(code))
        return action

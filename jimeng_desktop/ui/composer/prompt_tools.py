"""What stands beside the prompt's heading: history and more. Both open what they are made of when first pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ..base.key_names import key_text
from ..base.language import fill
from ..design import look
from ..design.buttons import ToolButton
from ..design.plain import set_tip
from ..jobs.prompt_history import PromptHistory, Walk
from .prompt import PromptEditor

if TYPE_CHECKING:
    from .history_list import HistoryList


class PromptTools(QWidget):
    """Two buttons of 24; the walk through past prompts is theirs too."""

    advanced_wanted = Signal()

    def __init__(self, prompt: PromptEditor, parent: QWidget) -> None:
        super().__init__(parent)
        self._prompt = prompt
        self.walk = Walk(PromptHistory())
        self.history_list: HistoryList | None = None
        self.menu: QMenu | None = None
        keys = f"{key_text('Alt+Up')}, {key_text('Alt+Down')}"
        self.history = self._button("history", self.tr("Prompt history"), fill(self.tr("Prompt history (%1)"), keys))
        self.more = self._button("more", self.tr("More"), self.tr("More"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.history)
        row.addWidget(self.more)
        self.history.clicked.connect(self.open_history)
        self.more.clicked.connect(self.open_menu)
        prompt.history_stepped.connect(self._step)

    def set_history(self, history: PromptHistory) -> None:
        """The past prompts of the library, which grow as jobs are made."""
        self.walk.history = history

    def open_history(self) -> None:
        """The list of past prompts, below its button and as far left as the prompt."""
        if self.history_list is None:
            from .history_list import HistoryList

            self.history_list = HistoryList(self)
            self.history_list.taken.connect(self._take)
        left = self._prompt.mapToGlobal(QPoint(0, 0)).x()
        self.history_list.open_under(self.history, left, self.walk.history.prompts)

    def open_menu(self) -> None:
        """What is done seldom."""
        menu = self.menu = self.menu or self._menu()
        for action in menu.actions()[:2]:
            action.setEnabled(not self._prompt.document().isEmpty())
        menu.popup(self.more.mapToGlobal(QPoint(self.more.width() - menu.sizeHint().width(), self.more.height() + 4)))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Clear the prompt"), lambda: self._prompt.set_text(""))
        menu.addAction(self.tr("Copy the prompt"), self._copy)
        menu.addSeparator()
        menu.addAction(self.tr("Advanced…"), self.advanced_wanted.emit)
        return menu

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._prompt.toPlainText())

    def _step(self, step: int) -> None:
        text = self.walk.step(step, self._prompt.toPlainText())
        if text is not None:
            self._prompt.set_text(text)

    def _take(self, prompt: str) -> None:
        self._prompt.set_text(self.walk.go_to(prompt, self._prompt.toPlainText()))
        self._prompt.setFocus()

    def _button(self, icon: str, name: str, tip: str) -> QToolButton:
        button = ToolButton(self)
        button.setIcon(look.icon(icon))
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(24, 24)
        button.setAccessibleName(name)
        set_tip(button, tip)
        return button

"""The two buttons that come up in the gap of a job's header while the mouse is over it: its recipe, and more."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ..design.buttons import SIDE, IconButton

GAP, BEFORE_STATE = 4, 16
WIDTH = 2 * SIDE + GAP


class HeaderButtons(QWidget):
    """One pair for all headers; by the keyboard the same is reached through the menu. Signals carry the job's id."""

    recipe_wanted = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.job_id: int | None = None
        self.recipe = IconButton("recipe", self.tr("Recipe into the form"), self)
        self.more = IconButton("more", self.tr("More"), self)
        self.recipe.clicked.connect(lambda: self.recipe_wanted.emit(self.job_id))
        self.more.clicked.connect(
            lambda: self.menu_asked.emit(self.job_id, self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for button in (self.recipe, self.more):
            button.setFocusPolicy(button.focusPolicy().NoFocus)
            row.addWidget(button)
        self.setFixedSize(WIDTH, SIDE)
        self.hide()

    def show_in(self, job_id: int, header: QRect, free_from: int, state: int) -> None:
        """In the gap between the last word at the left and the state at the right; nowhere where it is too narrow."""
        x = state - BEFORE_STATE - WIDTH
        if x < free_from + GAP:
            self.hide()
            return
        self.job_id = job_id
        self.move(x, header.y() + (header.height() - SIDE) // 2)
        self.raise_()
        self.show()

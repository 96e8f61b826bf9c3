"""What the inspector shows once there is something to show; made late, the first frame does without."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ..design import look
from ..design.buttons import PushButton
from ..design.plain import PlainLabel, set_tip
from ..design.rules import Rule
from ..design.viewport import own_viewport
from ..judging.bar import MarksBar
from .facts import Facts
from .parts import CopyButton, FactRows, Preview, PromptText

MARGIN, GAP = 16, 13  # and one above and below each line
NARROW = "\u00a0"  # between icon and word, where the style leaves too little


class InspectorBody(QWidget):
    """Preview, prompt, facts; under them, always in reach, what can be done."""

    recipe_pressed = Signal()
    export_pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.area = QScrollArea(self)
        viewport = own_viewport(self.area)
        viewport.setAutoFillBackground(False)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(viewport)
        self.preview = Preview(inner)
        self.headline = PlainLabel(inner)
        self.headline.setProperty("role", "title")
        self.headline.setWordWrap(True)
        self.marks = MarksBar(inner)
        self._rules = [Rule(inner), Rule(inner)]
        self._prompt_name = PlainLabel(self.tr("Prompt"), inner)
        self._prompt_name.setProperty("role", "label")
        self.prompt = PromptText(inner)
        self._prompt_name.setBuddy(self.prompt)
        self.copy_prompt = CopyButton(self.tr("Copy the prompt"), self.prompt.toPlainText, inner)
        self.facts = FactRows(inner)
        self.recipe = self._button(self.tr("Recipe"), "recipe", self.tr("Put this recipe into the form (R)"))
        self.export = self._button(self.tr("Export…"), "export", self.tr("Save a converted copy"))
        self.recipe.clicked.connect(self.recipe_pressed)
        self.export.clicked.connect(self.export_pressed)
        self._lay_out(inner)
        self.area.setWidget(inner)
        inner.setAutoFillBackground(False)

    def show_headline(self, text: str) -> None:
        """What stands above all else where there is no preview of one picture."""
        self.headline.setText(text)
        self.headline.setVisible(bool(text))
        self._place_rules()

    def show_preview(self, shown: bool, pixmap: QPixmap | None = None) -> None:
        """A picture, or no place for one."""
        self.preview.setVisible(shown)
        self.preview.show_pixmap(pixmap if shown else None)
        self.marks.setVisible(shown)
        self._place_rules()

    def show_prompt(self, prompt: str) -> None:
        """The prompt; without one its place goes."""
        for part in (self._prompt_name, self.prompt, self.copy_prompt):
            part.setVisible(bool(prompt))
        self.prompt.show_prompt(prompt)
        self._place_rules()

    def show_facts(self, facts: Facts) -> None:
        """The rows."""
        self.facts.show_facts(facts)

    def first_control(self) -> QWidget:
        """Where the keyboard goes that comes to the inspector."""
        return self.prompt if not self.prompt.isHidden() else self.recipe

    def _place_rules(self) -> None:
        top = not (self.preview.isHidden() and self.headline.isHidden())
        prompt = not self.prompt.isHidden()
        self._rules[0].setVisible(top and prompt)
        self._rules[1].setVisible(top or prompt)

    def _lay_out(self, inner: QWidget) -> None:
        head = QHBoxLayout()
        head.addWidget(self._prompt_name, 1)
        head.addWidget(self.copy_prompt)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(head)
        words.addWidget(self.prompt)
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self.preview)
        column.addWidget(self.headline)
        column.addWidget(self.marks)
        column.addWidget(self._rules[0])
        column.addLayout(words)
        column.addWidget(self._rules[1])
        column.addWidget(self.facts)
        column.addStretch()
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, 11, MARGIN, 12)
        foot.setSpacing(8)
        foot.addWidget(self.recipe, 1)
        foot.addWidget(self.export, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(Rule(self))
        whole.addLayout(foot)

    def _button(self, text: str, icon: str, tip: str) -> QPushButton:
        button = PushButton(look.icon(icon), NARROW + text, self)
        button.setAccessibleName(text)
        set_tip(button, tip)
        button.setAccessibleDescription(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

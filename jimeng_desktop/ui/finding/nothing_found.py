"""What stands in the gallery when nothing is what was looked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ..base.language import fill
from ..design.buttons import PushButton
from ..design.plain import PlainLabel

WIDTH = 440


class NothingFound(QWidget):
    """Says what was looked for, and leads back to everything."""

    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Nothing found"))
        title = PlainLabel(self.tr("Nothing found"), self)
        title.setProperty("role", "display")
        self.sentence = PlainLabel(self)
        self.sentence.setProperty("role", "quiet")
        self.sentence.setWordWrap(True)
        self.sentence.setFixedWidth(WIDTH)
        self.button = PushButton(self.tr("Show everything"), self)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.all_wanted)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        for label in (title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, text: str, filtered: bool) -> None:
        """What was looked for, and whether filters are on besides."""
        if text and filtered:
            said = self.tr("No prompt has all of “%1” and fits the filters.")
        elif text:
            said = self.tr("No prompt has all of “%1”. From three letters on, parts of words count too.")
        else:
            said = self.tr("Nothing fits.")
        self.sentence.setText(fill(said, text))
        self.sentence.setFixedHeight(self.sentence.heightForWidth(WIDTH))

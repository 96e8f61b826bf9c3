"""One line under the toolbar for what concerns everything: the gravest thing only, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from ...messages import Action, Words
from ..design import look
from ..design.buttons import PushButton, ToolButton
from ..design.plain import PlainLabel, set_tip

NARROW = 860  # a window in which title and sentence stand one over the other
_COLOURS = {"attention": "attention", "points": "attention", "key": "attention", "failed": "danger"}


class Banner(QFrame):
    """Hidden while there is nothing to say; × hides what it says now, not what comes after."""

    acted = Signal(str)  # code of an Action
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setAccessibleName(self.tr("Notice"))
        self._words: Words | None = None
        self._codes: dict[QPushButton, str] = {}
        self.icon = PlainLabel(self)
        self.title = PlainLabel(self)
        self.title.setProperty("role", "strong")
        self.sentence = PlainLabel(self)
        self.sentence.setWordWrap(True)
        self.sentence.setProperty("role", "quiet")
        self.first, self.second = self._button(), self._button()
        self.close_button = ToolButton(self)
        self.close_button.setIcon(look.icon("close"))
        self.close_button.setIconSize(QSize(16, 16))
        set_tip(self.close_button, self.tr("Hide"))
        self.close_button.setAccessibleName(self.tr("Hide"))
        self.close_button.clicked.connect(self._dismiss)
        self._lay_out()
        self.hide()

    def say(self, words: Words | None) -> None:
        """Shows these words, or nothing."""
        if words == self._words:
            return
        self._words = words
        self.setVisible(words is not None)
        if words is None:
            return
        self._draw_icon()
        self.title.setText(words.title)
        self.sentence.setText(words.sentence)
        self._offer(self.first, words.action)
        self._offer(self.second, words.second)

    @property
    def words(self) -> Words | None:
        """What is said at present, also while hidden by the user."""
        return self._words

    def _draw_icon(self) -> None:
        if self._words:
            colour = getattr(look.theme(), _COLOURS.get(self._words.icon, "t2"))
            self.icon.setPixmap(look.pixmap(self._words.icon, colour, 20, self.devicePixelRatioF()))

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _offer(self, button: QPushButton, action: Action | None) -> None:
        button.setVisible(action is not None)
        button.setText(action.label if action else "")
        self._codes[button] = action.code if action else ""

    def _button(self) -> QPushButton:
        button = PushButton(self)
        button.setProperty("role", "small")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.acted.emit(self._codes[button]))
        return button

    def _lay_out(self) -> None:
        self._words_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words_row.addWidget(self.title)
        self._words_row.addWidget(self.sentence, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 7)
        row.setSpacing(10)
        row.addWidget(self.icon)
        row.addLayout(self._words_row, 1)
        row.addWidget(self.first)
        row.addWidget(self.second)
        row.addWidget(self.close_button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self._words_row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._words_row.setSpacing(0 if narrow else 10)
        self.title.setWordWrap(narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look.hairline(QPainter(self), 0, self.width(), self.height() - 1, look.theme().line)

"""What the loupe says in place of a picture that it can't show, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ..design import look
from ..design.buttons import PushButton
from ..design.plain import PlainLabel, set_tip
from ..jobs.unshown import Unshown, act_name, act_tip

WIDEST, SIDE, GAP = 360, 16, 8


class LoupeNote(QWidget):
    """A ground of its own in the middle of the loupe: a title, a sentence, a button or two."""

    acted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title, self.sentence = (self._label(role) for role in ("strong", "caption"))
        self.buttons: dict[str, PushButton] = {}
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GAP)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 12, SIDE, 12)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addSpacing(8)
        column.addLayout(self._row)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def show_words(self, words: Unshown | None, room: QRect) -> None:
        """In the middle of `room`; nothing for a picture that is shown."""
        if words is not None:
            self.title.setText(words.caption)
            self.sentence.setText(words.sentence)
            if tuple(self.buttons) != words.acts:
                self._make_buttons(words.acts)
            wide = min(WIDEST, room.width() - 16)
            needed = sum(button.sizeHint().width() + GAP for button in self.buttons.values()) - GAP + 2 * SIDE
            across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._row.setDirection(across if needed <= wide else down)
            self.resize(wide, self._column.heightForWidth(wide))
            self.move(room.center() - QPoint(self.width() // 2, self.height() // 2))
        self.setVisible(words is not None)

    def _make_buttons(self, acts: tuple[str, ...]) -> None:
        for button in self.buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = {}
        for code in acts:
            button = self.buttons[code] = PushButton(act_name(code), self)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            set_tip(button, act_tip(code))
            button.clicked.connect(lambda _checked=False, code=code: self.acted.emit(code))
            self._row.addWidget(button, 1)

    def _label(self, role: str) -> PlainLabel:
        label = PlainLabel(self)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), look.theme()
        look.crisp_fill(painter, QRectF(self.rect()), theme.s2)
        look.crisp_rect(painter, QRectF(self.rect()), theme.line, 1)

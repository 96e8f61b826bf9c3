"""The card of a job that needs the user or ended without pictures: what happened, the next step, and more."""

from __future__ import annotations

import time
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ...messages import Action, Words
from ..design import look
from ..design.buttons import BUTTON, ONCE, IconButton, SmallButton, button_width
from ..design.plain import PlainLabel
from ..design.state_colours import state_colour

ACROSS, DOWN, LEAST = 14, 12, 62
ICON, ICON_GAP, BUTTON_GAP, TEXT_GAP, MORE, MORE_GAP = 20, 12, 12, 20, 28, 10
TITLE_LINE, LINE = 20, 16
TEXT_LEAST = 220  # narrower, and the buttons go under the text


class CardSpots(NamedTuple):
    """Where the parts of a card stand, from its own left top."""

    icon: QRect
    title: QRect
    sentence: QRect
    buttons: tuple[QRect, ...]
    more: QRect
    height: int


def card_spots(words: Words, width: int) -> CardSpots:
    """Lays a card of this width out; the sentence wraps, and on narrow cards the buttons stand under it."""
    widths = [button_width(action.label) for action in _actions(words)]
    row = sum(widths) + BUTTON_GAP * max(0, len(widths) - 1)
    left = ACROSS + ICON + ICON_GAP
    inner = width - left - ACROSS - MORE - MORE_GAP
    under = bool(widths) and inner - row - TEXT_GAP < TEXT_LEAST
    text_width = max(40, inner if under or not widths else inner - row - TEXT_GAP)
    title = _lines(words.title, "card", text_width) * TITLE_LINE
    sentence = _lines(words.sentence, "caption", text_width) * LINE
    body = title + sentence + (8 + BUTTON if under else 0)
    height = max(LEAST, 2 * DOWN + body)
    top = (height - body) // 2
    x = left if under else left + inner - row
    y = top + title + sentence + 8 if under else (height - BUTTON) // 2
    buttons = []
    for wide in widths:
        buttons.append(QRect(x, y, min(wide, inner), BUTTON))
        x += wide + BUTTON_GAP
    icon_y = top if under or sentence > LINE else (height - ICON) // 2
    return CardSpots(
        QRect(ACROSS, icon_y, ICON, ICON),
        QRect(left, top, text_width, title),
        QRect(left, top + title, text_width, sentence),
        tuple(buttons),
        QRect(width - ACROSS - MORE, DOWN - 4 if under else (height - MORE) // 2, MORE, MORE),
        height,
    )


def card_height(words: object, width: int) -> int:
    """The height a card needs at this width."""
    return card_spots(words, width).height if isinstance(words, Words) else LEAST


def _actions(words: Words) -> list[Action]:
    return [action for action in (words.action, words.second) if action]


def _lines(text: str, role: str, width: int) -> int:
    if not text:
        return 0
    metrics = QFontMetrics(look.font(role))
    wrapped = metrics.boundingRect(QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, text)
    return max(1, round(wrapped.height() / metrics.lineSpacing()))


class Card(QFrame):
    """Icon, title over sentence, at most two buttons, more. `acted` says the code of the action that was pressed."""

    acted = Signal(str)
    menu_asked = Signal(QPoint)  # where on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Words | None = None
        self._pressed_at = -ONCE
        self._title = self._label("card", "strong")
        self._sentence = self._label("caption", "quiet")
        self._buttons = [SmallButton(self), SmallButton(self)]
        for button in self._buttons:
            button.clicked.connect(self._pressed)
        self.more = IconButton("more", self.tr("More"), self)
        self.more.clicked.connect(lambda: self.menu_asked.emit(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.setCursor(Qt.CursorShape.ArrowCursor)

    @property
    def words(self) -> Words | None:
        """What it says."""
        return self._words

    @property
    def buttons(self) -> list[SmallButton]:
        """The buttons that are shown, in order."""
        return [button for button in self._buttons if not button.isHidden()]

    def set_words(self, words: Words) -> None:
        """Says something else."""
        if words == self._words:
            return
        self._words = words
        self._title.setText(words.title)
        self._sentence.setText(words.sentence)
        actions = _actions(words)
        for button, action in zip(self._buttons, [*actions, None, None], strict=False):
            button.setVisible(action is not None)
            button.setText(action.label if action else "")
            button.setProperty("code", action.code if action else "")
            button.setAccessibleDescription(words.title)
        self.more.setAccessibleDescription(words.title)
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(words.sentence)
        self._place()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = look.theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.line, 1))
        painter.setBrush(theme.s1)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self._words:
            at = card_spots(self._words, self.width()).icon.topLeft()
            scale = self.devicePixelRatioF()
            colour = look.theme().danger if self._words.grave else state_colour(self._words.icon)
            picture = look.pixmap(self._words.icon, colour, ICON, scale)
            painter.drawPixmap(QPointF(round(at.x() * scale) / scale, round(at.y() * scale) / scale), picture)

    def _label(self, font: str, role: str) -> QLabel:
        label = PlainLabel(self)
        label.setProperty("role", role)
        label.setFont(look.font(font))
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return label

    def _place(self) -> None:
        if self._words is None:
            return
        spots = card_spots(self._words, self.width())
        self._title.setGeometry(spots.title)
        self._sentence.setGeometry(spots.sentence)
        for button, spot in zip(self._buttons, spots.buttons, strict=False):
            button.setGeometry(spot)
        self.more.move(spots.more.topLeft())

    def _pressed(self) -> None:
        now = time.monotonic()
        if now - self._pressed_at < ONCE:
            return
        self._pressed_at = now
        self.acted.emit(self.sender().property("code"))

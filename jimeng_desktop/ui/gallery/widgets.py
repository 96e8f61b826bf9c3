"""The real widgets within the gallery: cards and header buttons, alive only for the jobs on screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, cast

from PySide6.QtCore import QDateTime, QEvent, QLocale, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from ...core.job import Job, JobState
from ...messages import ASK_NOW, Translate, cancel_label, job_card, unreached
from ..design.buttons import BUTTON, SmallButton
from ..design.plain import set_tip
from ..jobs.placeholders import title_of
from .card import Card
from .grouped import Placed
from .header_buttons import HeaderButtons
from .headers import HeaderSpots

CANCEL = "cancel"
BACK = (Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down)  # from a button to its job in the gallery


class HeaderAction(NamedTuple):
    """What a job's header offers. Without `enabled` it is a fact to read, not a button."""

    code: str
    label: str
    enabled: bool = True
    why: str = ""


def header_action(job: Job, carded: bool, translate: Translate) -> HeaderAction | None:
    """What its card would offer where it has none: to ask at once while the service can't be reached, to cancel while
    that means something, or the next step of a job whose pictures leave no place for a card."""
    if not carded and job.accepted and unreached(job):
        return HeaderAction(ASK_NOW.code, translate(ASK_NOW.label))
    label, enabled = cancel_label(job, translate)
    if label and job.state is not JobState.FETCHING:
        return HeaderAction(CANCEL, label, enabled)
    words = None if carded else job_card(job, translate)
    if words and words.action:
        return HeaderAction(words.action.code, words.action.label, why=words.sentence)
    return None


class GalleryWidgets(QObject):
    """Keeps cards and buttons where the geometry says. Widgets that scroll away are used again for the next job.

    All signals carry the job's id.
    """

    acted = Signal(object, str)  # with the code of the button
    reached = Signal(object)  # the keyboard has come to one of its buttons
    recipe_wanted = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, view: QAbstractScrollArea, translate: Translate) -> None:
        super().__init__(view)
        self._view = view
        self._viewport = view.viewport()
        self._translate = translate
        self._cards: dict[int, Card] = {}
        self._buttons: dict[int, SmallButton] = {}
        self._spare_cards: list[Card] = []
        self._spare_buttons: list[SmallButton] = []

    @cached_property
    def header(self) -> HeaderButtons:
        """What comes up under the mouse, made when it is first over a header."""
        header = HeaderButtons(self._viewport)
        header.recipe_wanted.connect(self.recipe_wanted)
        header.menu_asked.connect(self.menu_asked)
        return header

    def card(self, job_id: int) -> Card | None:
        """The card of a job, while it is on screen."""
        return self._cards.get(job_id)

    def button(self, job_id: int) -> SmallButton | None:
        """The header button of a job, while it is on screen and has one."""
        return self._buttons.get(job_id)

    def sync(self, visible: Sequence[Placed]) -> None:
        """Makes the widgets of these jobs say what is true, and lets the others go."""
        wanted = {placed.section.job.id: placed for placed in visible}
        for job_id in self._cards.keys() - wanted.keys():
            self._drop_card(job_id)
        for job_id in self._buttons.keys() - wanted.keys():
            self._drop_button(job_id)
        new = False
        for job_id, placed in wanted.items():
            new |= self._sync_card(job_id, placed)
            new |= self._sync_button(job_id, placed)
        if new:
            self._order(wanted)

    def place(self, job_id: int, card: QRect, button: QRect) -> None:
        """Puts a job's widgets there, in the viewport's coordinates."""
        if job_id in self._cards:
            self._cards[job_id].setGeometry(card)
        if job_id in self._buttons:
            y = button.y() + (button.height() - BUTTON) // 2
            self._buttons[job_id].setGeometry(button.x(), y, button.width(), BUTTON)

    def hover(self, placed: Placed | None, spots: HeaderSpots | None, offset: int) -> None:
        """The mouse is over this job's header, or over none; all is counted from the top of the content."""
        if placed is None or spots is None:
            if "header" in self.__dict__:
                self.header.hide()
            return
        free_from = max(spot.right() for spot in (spots.time, spots.title, spots.recipe, spots.button))
        self.header.show_in(placed.section.job.id, placed.header.translated(0, -offset), free_from, spots.icon.x())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit(watched.property("job"))
        if event.type() != QEvent.Type.KeyPress or cast(QKeyEvent, event).key() not in BACK:
            return False
        self._view.setFocus()
        return True

    def _sync_card(self, job_id: int, placed: Placed) -> bool:
        words = placed.section.card
        card = self._cards.get(job_id)
        if words is None:
            self._drop_card(job_id)
            return False
        if card is None:
            card = self._cards[job_id] = self._spare_cards.pop() if self._spare_cards else self._new_card()
            for widget in (card, card.more, *card.findChildren(SmallButton)):
                widget.setProperty("job", job_id)
        card.set_words(words)
        new = card.isHidden()
        card.show()
        return new

    def _sync_button(self, job_id: int, placed: Placed) -> bool:
        job = placed.section.job
        action = header_action(job, placed.section.card is not None, self._translate)
        button = self._buttons.get(job_id)
        if action is None or not action.enabled:
            self._drop_button(job_id)
            return False
        if button is None:
            button = self._buttons[job_id] = self._spare_buttons.pop() if self._spare_buttons else self._new_button()
            button.setProperty("job", job_id)
        button.setProperty("code", action.code)
        button.setText(action.label)
        set_tip(button, action.why)
        time = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(job.created_at)), "HH:mm:ss")
        button.setAccessibleDescription(f"{title_of(job)}, {time}")  # prompts are often sent again
        new = button.isHidden()
        button.show()
        return new

    def _new_card(self) -> Card:
        card = Card(self._viewport)
        card.acted.connect(lambda code: self.acted.emit(card.property("job"), code))
        card.menu_asked.connect(lambda at: self.menu_asked.emit(card.property("job"), at))
        for button in (*card.findChildren(SmallButton), card.more):
            button.installEventFilter(self)
        return card

    def _new_button(self) -> SmallButton:
        button = SmallButton(self._viewport, flat=True)
        button.clicked.connect(lambda: self.acted.emit(button.property("job"), button.property("code")))
        button.installEventFilter(self)
        return button

    def _drop_card(self, job_id: int) -> None:
        if card := self._cards.pop(job_id, None):
            self._hide(card)
            self._spare_cards.append(card)

    def _drop_button(self, job_id: int) -> None:
        if button := self._buttons.pop(job_id, None):
            self._hide(button)
            self._spare_buttons.append(button)

    def _hide(self, widget: QWidget) -> None:
        """Hides it; the keyboard stays in the gallery."""
        focus = QApplication.focusWidget()
        if focus is widget or (focus and widget.isAncestorOf(focus)):
            self._view.setFocus()
        widget.hide()

    def _order(self, wanted: dict[int, Placed]) -> None:
        """Tab goes from the gallery through its buttons as they are read."""
        before: QWidget = self._view
        for job_id in wanted:
            card = self._cards.get(job_id)
            for button in (self._buttons.get(job_id), *((*card.buttons, card.more) if card else ())):
                if button:
                    QWidget.setTabOrder(before, button)
                    before = button

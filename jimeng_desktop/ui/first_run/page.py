"""The page of the first run: a card in the middle of the window, three steps, one button that goes on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...core.catalog import Catalog
from ..base.language import fill
from ..design import look
from ..design.buttons import PushButton
from ..design.choices import Choice, segments
from ..design.drawing import rounded
from ..design.icon_line import IconLine
from ..design.plain import PlainLabel
from ..design.rules import rule
from ..process.handover import FOLDER, KEY, PROMPT
from .steps import FolderStep, KeyStep, PromptStep, Step

WIDTH, HEIGHT, MARGIN = 440, 400, 32
LANGUAGES = {"English": "en", "简体中文": "zh_CN"}  # each is always named in itself
UNTESTED = ("unreachable", "unchecked")  # what a test says of a key that may be right
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FirstRunPage(QWidget):
    """Lies over all of the window and says what the user wants; it does nothing itself."""

    language_chosen = Signal(str)
    key_given = Signal(str)
    demo_wanted = Signal()
    folder_confirmed = Signal()
    recipe_chosen = Signal(object)
    later = Signal()

    def __init__(self, window: QMainWindow, stays: QAction, catalog: Catalog, language: str) -> None:
        super().__init__(window)
        self._stays = stays  # can be asked for here too
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._window = window
        self._beneath: QWidget = window.centralWidget()  # type: ignore[assignment]
        self._going_on = False  # once the test under way has come out well
        self.card = QFrame(self)
        self.card.setProperty("role", "card")
        self.bars = Bars(self.card)
        self.count = _label("caption", self.card)
        self.languages = segments(self.tr("Language"), self.card)
        self.languages.set_choices(list(LANGUAGES))
        self.languages.set_value(next(name for name, code in LANGUAGES.items() if code == language))
        self.steps = QStackedWidget(self.card)
        self.key, self.folder = KeyStep(self.steps), FolderStep(self.steps)
        self.prompt = PromptStep(catalog, self.steps)
        self.demo = self._button(self.tr("Try the demo, no key, no cost"), "link")
        self.note = IconLine(self.card)
        self.back = self._button(self.tr("Back"), "flat")
        self.not_now = self._button(self.tr("Later"), "flat")
        self.next = self._button("", "primary")
        self._lay_out()
        self._connect()
        self._cover()

    # What is shown

    @property
    def step(self) -> int:
        """KEY, FOLDER or PROMPT."""
        return self.steps.currentIndex() + 1

    def show_step(self, step: int) -> None:
        """Goes to a step and gives the keyboard to what comes first there."""
        self._going_on = False
        self.steps.setCurrentIndex(step - 1)
        self.bars.show_step(step)
        self.count.setText(fill(self.tr("Step %1 of %2"), step, PROMPT))
        self.demo.setVisible(step == KEY)
        self.not_now.setVisible(step == KEY)
        self.back.setVisible(step != KEY)
        self.note.say("check", "ok", self.tr("The key works"))
        self.note.setVisible(step == FOLDER and self.key.entry.outcome == "works")
        self.setAccessibleName(self._step().accessibleName())
        self._refresh()
        first = self._step().first() or (self.next if self.next.isEnabled() else self.folder.choose_button)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason if step == PROMPT else Qt.FocusReason.TabFocusReason)

    def take_over(self, old: FirstRunPage) -> None:
        """Looks as the page it replaces, as after a change of the language."""
        self.key.known = old.key.known
        self.key.entry.take_over(old.key.entry)
        self.folder.show_folder(old.folder.folder, old.folder.room)
        self.prompt.choose(old.prompt.chosen())
        self.show_step(old.step)
        if any(stop is old.focus() for stop in old.languages.stops()):
            self.languages.focus_choice()

    def focus(self) -> QWidget | None:
        """What has the keyboard."""
        return self._window.focusWidget()

    def go_on(self) -> None:
        """As the button that goes on pressed."""
        if not self.next.isEnabled():
            return
        if self.step == KEY:
            self._go_on_with_key()
        elif self.step == FOLDER:
            self.folder_confirmed.emit()
        else:
            self.recipe_chosen.emit(self.prompt.recipe())

    def uncover(self) -> None:
        """The window is there again."""
        self._window.removeEventFilter(self)
        self._beneath.show()
        for action in self._stilled:
            action.setEnabled(True)
        self.hide()
        self.deleteLater()

    # How it works

    def _go_on_with_key(self) -> None:
        entry = self.key.entry
        if not entry.key():
            self.show_step(FOLDER)
        elif entry.outcome in ("works", *UNTESTED):
            self.key_given.emit(entry.key())
            self.show_step(FOLDER)
        else:
            self._going_on = True
            entry.test()

    def _judged(self, outcome: str) -> None:
        going_on, self._going_on = self._going_on, False
        self._refresh()
        if going_on and outcome == "works":
            self._go_on_with_key()

    def _key_changed(self) -> None:
        self._going_on = False
        self._refresh()

    def _refresh(self) -> None:
        untested = self.step == KEY and bool(self.key.entry.key()) and self.key.entry.outcome in UNTESTED
        words = self.tr("Put it in the form") if self.step == PROMPT else self.tr("Continue")
        self.next.setText(self.tr("Continue untested") if untested else words)
        self.next.setEnabled(self._step().ready)

    def _step(self) -> Step:
        return (self.key, self.folder, self.prompt)[self.step - 1]

    def _cover(self) -> None:
        """Keys and Tab must not reach what lies beneath."""
        window = self._window
        self._stilled = [action for action in window.actions() if action.isEnabled() and action is not self._stays]
        for action in self._stilled:
            action.setEnabled(False)
        self._beneath.hide()
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.later.emit()
        elif event.key() in _ENTER and not event.isAutoRepeat():
            focused = self.focus()
            if isinstance(focused, QAbstractButton) and not isinstance(focused, Choice):
                focused.click()
            else:
                self.go_on()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.languages.chosen.connect(lambda name: self.language_chosen.emit(LANGUAGES[name]))
        self.key.entry.judged.connect(self._judged)
        self.key.changed.connect(self._key_changed)
        self.folder.changed.connect(self._refresh)
        self.demo.clicked.connect(self.demo_wanted)
        self.back.clicked.connect(lambda: self.show_step(self.step - 1))
        self.not_now.clicked.connect(self.later)
        self.next.clicked.connect(self.go_on)

    # How it is built

    def _button(self, text: str, role: str) -> QPushButton:
        button = PushButton(text, self.card)
        button.setProperty("role", role)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        for step in (self.key, self.folder, self.prompt):
            self.steps.addWidget(step)
        self.note.setMinimumHeight(0)
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 22, MARGIN - 8, 0)
        head.setSpacing(12)
        head.addWidget(self.bars)
        head.addWidget(self.count, 1)
        head.addWidget(self.languages)
        body = QVBoxLayout()
        body.setContentsMargins(MARGIN - 8, 14, MARGIN - 8, 16)
        body.addWidget(self.steps)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN - 8, 12, 20, 12)
        foot.setSpacing(8)
        foot.addWidget(self.demo)
        foot.addSpacing(8)
        foot.addWidget(self.note, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addStretch()
        for button in (self.back, self.not_now, self.next):
            foot.addWidget(button)
        card = QVBoxLayout(self.card)
        card.setContentsMargins(1, 1, 1, 1)
        card.setSpacing(0)
        card.addLayout(head)
        card.addLayout(body, 1)
        card.addWidget(rule(self.card))
        card.addLayout(foot)
        self.card.setMinimumSize(WIDTH, HEIGHT)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)  # at twice the size the card is as high as a small window
        outer.addStretch(9)
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(11)


class Bars(QWidget):
    """How far one is: a bar for each step."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(3 * 24 + 2 * 4, 16)
        self._step = KEY

    def show_step(self, step: int) -> None:
        """The bars up to this one are lit."""
        self._step = step
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(PROMPT):
            colour = theme.accent if place < self._step else theme.line
            rounded(painter, QRectF(place * 28, 7, 24, 3), 1.5, colour, None)


def _label(role: str, parent: QWidget) -> QLabel:
    label = PlainLabel(parent)
    label.setProperty("role", role)
    return label

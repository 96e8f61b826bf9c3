"""Where an API key is typed: hidden until asked for, tried for free, and told where it is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from ...core.api_keys import clean_key, strange_characters
from ...messages import network_words
from ..base.language import fill, translate_message
from ..design import look
from ..design.buttons import PushButton
from ..design.icon_line import IconLine
from ..design.plain import set_tip


class KeyEntry(QWidget):
    """`test_wanted` carries the key; the answer is said back by show_result(). `edited`: the key is another one now."""

    test_wanted = Signal(str)
    edited = Signal()
    judged = Signal(str)  # "works", "refused", "unreachable" or "unchecked", of the key that stands here

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asking = False
        self.outcome = ""  # of the last test of this very key
        self._detail = ""
        self.field = QLineEdit(self)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("API key"))
        self.field.setPlaceholderText(self.tr("Paste the key here"))
        self.show_action = self.field.addAction(look.icon("eye"), QLineEdit.ActionPosition.TrailingPosition)
        self.show_action.setCheckable(True)
        self._name_eye(self.tr("Show the key"))
        self.show_action.toggled.connect(self._show_key)
        self.test_button = PushButton(self.tr("Test"), self)
        self.test_button.setAutoDefault(False)
        self.test_button.clicked.connect(self.test)
        self.result_line = IconLine(self)
        self.place = IconLine(self)
        self.set_kept(True)
        self.field.textChanged.connect(self._edited)
        self._lay_out()
        self._edited()

    def key(self) -> str:
        """The key without what comes along when copying; empty where no key can be like this."""
        return "" if self.strange else clean_key(self.field.text())

    @property
    def strange(self) -> str:
        """What no key can hold, and this one does."""
        return strange_characters(clean_key(self.field.text()))

    @property
    def asking(self) -> bool:
        """A test is under way."""
        return self._asking

    def set_kept(self, kept: bool) -> None:
        """Says where the key goes: the keychain, or nowhere beyond this session."""
        if kept:
            self.place.say("lock", "t3", self.tr("Kept in the system keychain, never in a file or a log."))
        else:
            said = self.tr("There is no system keychain here: the key is kept until the program ends.")
            self.place.say("attention", "attention", said)

    def test(self) -> None:
        """Asks for a test of the key; one at a time."""
        if self._asking or not self.key():
            return
        self._asking = True  # a button switched off would hand the keyboard on to the next
        self.result_line.say("sending", "t2", self.tr("Asking the service…"))
        self.test_wanted.emit(self.key())

    def show_result(self, key: str, outcome: str, detail: str = "") -> None:
        """What came of a test of `key`, as in `judged`; forgotten when the field has changed."""
        if key != self.key() or not outcome:
            return
        self._asking = False
        self.outcome, self._detail = outcome, detail
        if outcome == "works":
            self.result_line.say("check", "ok", self.tr("The key works. The test was free."))
        elif outcome == "refused":
            self.result_line.say("failed", "danger", self.tr("The service doesn't take this key. The test was free."))
        elif outcome == "unchecked":
            self.result_line.say("attention", "attention", self._unchecked(detail))
        elif detail:
            why = network_words(detail, translate_message)
            said = fill(self.tr("The service could not be reached: %1"), why)
            self.result_line.say("offline", "attention", said)
        else:
            self.result_line.say("offline", "attention", self.tr("The service could not be reached."))
        self.judged.emit(outcome)

    def _unchecked(self, detail: str) -> str:
        if not detail:
            return self.tr("The key could not be checked. You can still use it.")
        said = self.tr("The key could not be checked: %1. You can still use it.")
        return fill(said, network_words(detail, translate_message))

    def take_over(self, old: KeyEntry) -> None:
        """Holds what another one holds, as after a change of the language; a test under way is asked for again."""
        self.field.setText(old.field.text())
        self.field.setCursorPosition(old.field.cursorPosition())
        self.show_action.setChecked(old.show_action.isChecked())
        self.show_result(old.key(), old.outcome, old._detail)
        if old.asking:
            self.test()

    def _edited(self) -> None:
        self._asking = False
        self.outcome, self._detail = "", ""
        self.test_button.setEnabled(bool(self.key()))
        if self.strange:
            said = self.tr("A key can’t contain “%1”. Copy it again; the service was not asked.")
            self.result_line.say("attention", "attention", fill(said, self.strange))
        else:
            self.result_line.say("info", "t3", self.tr("A test costs nothing: it only asks whether the key is taken."))
        self.edited.emit()

    def _show_key(self, shown: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._name_eye(self.tr("Hide the key") if shown else self.tr("Show the key"))

    def _name_eye(self, name: str) -> None:
        self.show_action.setText(name)
        set_tip(self.show_action, name)
        for button in self.field.findChildren(QToolButton):  # Qt gives it no name of its own
            button.setAccessibleName(name)

    def _lay_out(self) -> None:
        entry = QHBoxLayout()
        entry.setSpacing(8)
        entry.addWidget(self.field, 1)
        entry.addWidget(self.test_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(entry)
        column.addSpacing(4)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.result_line)
        lines.addWidget(self.place)
        column.addLayout(lines)

"""The API key: pasted, tried for free, and kept where it says. The key never leaves this window but by its signals."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from . import look
from .language import fill
from .lines import IconLine, rule

WIDTH = 440


class KeyDialog(QDialog):
    """`test_wanted` and `key_given` carry the key; the answer to a test is said back by show_result()."""

    test_wanted = Signal(str)
    key_given = Signal(str)

    def __init__(self, service: str, kept: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Jimeng Desktop")
        self.setFixedWidth(WIDTH)
        self._asking = False
        self.field = QLineEdit(self)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("API key"))
        self.field.setPlaceholderText(self.tr("Paste the key here"))
        self.show_action = self.field.addAction(look.icon("eye"), QLineEdit.ActionPosition.TrailingPosition)
        self.show_action.setCheckable(True)
        self.show_action.setText(self.tr("Show the key"))  # a tool tip too, and what a screen reader says
        self.show_action.toggled.connect(self._show_key)
        self.result_line = IconLine(self)
        self.place = IconLine(self)
        self.set_kept(kept)
        self.test_button = QPushButton(self.tr("Test"), self)
        self.save_button = QPushButton(self.tr("Use this key"), self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self._connect()
        self._lay_out(service)
        self._edited()

    def set_kept(self, kept: bool) -> None:
        """Says where the key goes: the keychain, or nowhere beyond this session."""
        if kept:
            self.place.say("lock", "t3", self.tr("Kept in the system keychain, never in a file or a log."))
        else:
            said = self.tr("There is no system keychain here: the key is kept until the program ends.")
            self.place.say("attention", "attention", said)

    def show_result(self, key: str, outcome: str, detail: str = "") -> None:
        """What came of a test of `key`: "works", "refused" or "unreachable"; forgotten when the field has changed."""
        if key != self.key():
            return
        self._asking = False
        if outcome == "works":
            self.result_line.say("check", "ok", self.tr("The key works. The test was free."))
        elif outcome == "refused":
            self.result_line.say("failed", "danger", self.tr("The service doesn't take this key. The test was free."))
        elif detail:
            said = fill(self.tr("The service could not be reached: %1"), detail)
            self.result_line.say("offline", "attention", said)
        else:
            self.result_line.say("offline", "attention", self.tr("The service could not be reached."))

    def key(self) -> str:
        """The key without the blanks that come along when pasting."""
        return "".join(self.field.text().split())

    def _connect(self) -> None:
        self.field.textChanged.connect(self._edited)
        self.test_button.clicked.connect(self._test)
        self.save_button.clicked.connect(self._use)
        self.cancel_button.clicked.connect(self.reject)
        self.test_button.setAutoDefault(False)
        self.cancel_button.setAutoDefault(False)
        self.save_button.setDefault(True)
        self.save_button.setProperty("role", "primary")
        self.cancel_button.setProperty("role", "flat")
        for button in (self.test_button, self.save_button, self.cancel_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self, service: str) -> None:
        title = _label(self.tr("API key"), "title")
        sentence = _label(fill(self.tr("The key of your account at %1."), service), "quiet")
        entry = QHBoxLayout()
        entry.setSpacing(8)
        entry.addWidget(self.field, 1)
        entry.addWidget(self.test_button)
        body = QVBoxLayout()
        body.setContentsMargins(28, 24, 28, 20)
        body.setSpacing(8)
        for widget in (title, sentence):
            body.addWidget(widget)
        body.addSpacing(12)
        body.addLayout(entry)
        body.addSpacing(4)
        body.addWidget(self.result_line)
        body.addWidget(self.place)
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 12, 28, 12)
        foot.setSpacing(8)
        foot.addStretch()
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addWidget(rule(self))
        column.addLayout(foot)

    def _edited(self) -> None:
        given = bool(self.key())
        self._asking = False
        self.test_button.setEnabled(given)
        self.save_button.setEnabled(given)
        self.result_line.say("info", "t3", self.tr("A test costs nothing: it only asks whether the key is taken."))

    def _test(self) -> None:
        if self._asking:
            return
        self._asking = True  # a button switched off would hand the keyboard on to "Use this key"
        self.result_line.say("sending", "t2", self.tr("Asking the service…"))
        self.test_wanted.emit(self.key())

    def _use(self) -> None:
        self.key_given.emit(self.key())
        self.accept()

    def _show_key(self, shown: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_action.setText(self.tr("Hide the key") if shown else self.tr("Show the key"))


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label

"""The API key: pasted, tried for free, and kept where it says. The key never leaves this window but by its signals."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ..base.language import fill
from ..design.buttons import PushButton
from ..design.plain import PlainLabel
from ..design.rules import rule
from .entry import KeyEntry

WIDTH = 440


class KeyDialog(QDialog):
    """`key_given` carries the key; `entry` is where it is typed and tried."""

    key_given = Signal(str)

    def __init__(self, service: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Jimeng Desktop")
        self.setFixedWidth(WIDTH)
        self.entry = KeyEntry(self)
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Name of the key"))
        self.name.setPlaceholderText(self.tr("A name, where you have several"))
        self.name.setMaxLength(40)
        self.save_button = PushButton(self.tr("Use this key"), self)
        self.cancel_button = PushButton(self.tr("Cancel"), self)
        self._connect()
        self._lay_out(service)
        self._edited()

    def _connect(self) -> None:
        self.entry.edited.connect(self._edited)
        self.save_button.clicked.connect(self._use)
        self.cancel_button.clicked.connect(self.reject)
        self.cancel_button.setAutoDefault(False)
        self.save_button.setDefault(True)
        self.save_button.setProperty("role", "primary")
        self.cancel_button.setProperty("role", "flat")
        for button in (self.entry.test_button, self.save_button, self.cancel_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self, service: str) -> None:
        title = _label(self.tr("API key"), "title")
        sentence = _label(fill(self.tr("The key of your account at %1."), service), "quiet")
        body = QVBoxLayout()
        body.setContentsMargins(28, 24, 28, 20)
        body.setSpacing(8)
        for widget in (title, sentence):
            body.addWidget(widget)
        body.addSpacing(12)
        body.addWidget(self.entry)
        body.addSpacing(4)
        body.addWidget(self.name)
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
        self.save_button.setEnabled(bool(self.entry.key()))

    def _use(self) -> None:
        self.key_given.emit(self.entry.key())
        self.accept()


def _label(text: str, role: str) -> QLabel:
    label = PlainLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label

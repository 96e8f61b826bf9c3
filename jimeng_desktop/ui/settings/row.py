"""A row of the settings: label, control and one line below that helps, warns or says what takes effect when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...messages.settings import FAULTS, SettingWords
from ..base.language import in_all_languages, translate_message
from ..design.buttons import ToolButton
from ..design.plain import PlainLabel, set_tip
from ..design.restyle import restyle
from .controls import ChoiceField, FolderField, KeyField, NumberField, TextField, TickField

LABEL_WIDTH, GAP = 190, 12
ANY_WIDTH = 16_777_215  # Qt's own greatest
Control = ChoiceField | NumberField | TickField | TextField | FolderField | KeyField
Check = Callable[[str, Any], str | None]  # field and value -> a code of FAULTS


class SettingRow(QWidget):
    """`changed` says a value that can be taken; another one is explained here and goes nowhere."""

    changed = Signal(str, object)
    restart_asked = Signal()

    def __init__(self, name: str, words: SettingWords, control: Control, check: Check, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self.words = words
        self.control = control
        self.fault: str | None = None
        self._check = check
        self._help = translate_message(words.help)
        self._waits = False
        self.label = PlainLabel(translate_message(words.label), self)
        self.label.setWordWrap(True)
        self.label.setMinimumHeight(32)
        self.label.setBuddy(control)
        self.said = PlainLabel(self)
        self.said.setWordWrap(True)
        self.example: QLabel | None = None
        if isinstance(control, TextField) and name == "name_template":
            self.example = PlainLabel(self)
            self.example.setWordWrap(True)
            self.example.setProperty("role", "note")
        self.restart = ToolButton(self)
        self.restart.setProperty("role", "link")
        self.restart.setText(self.tr("Restart now"))
        self.restart.clicked.connect(self.restart_asked)
        self._name_control()
        control.changed.connect(self._changed)
        if isinstance(control, TextField):
            control.textEdited.connect(self._edited)
        self._lay_out()
        self.say()

    def matches(self, text: str) -> bool:
        """Whether label, help or the name of the field hold the words, in any language."""
        texts = (self.words.label, self.words.help, *self.words.choices)
        hay = " ".join([self.name, *(word for text in texts for word in in_all_languages(text))])
        return all(word in hay.casefold() for word in text.casefold().split())

    def show_value(self, value: Any, waits: bool) -> None:
        """What holds; a text at fault stays for the user to mend. `waits`: it takes effect with the next start."""
        self._waits = waits
        if self.fault is None:
            self.control.set_value(value)
        self.say()

    def show_fault(self, code: str | None) -> None:
        """Why the value can't be taken; None: it can."""
        self.fault = code
        if isinstance(self.control, TextField):
            self.control.set_fault(code is not None)
        self.say()

    def switch_off(self, why: str) -> None:
        """It can't be set here and now; `why` stands below. Empty: it can."""
        self.control.setEnabled(not why)
        self.label.setEnabled(not why)
        set_tip(self.control, why)
        self._help = why or translate_message(self.words.help)
        self.say()

    def say(self) -> None:
        """The line below: the gravest of what there is to say."""
        text, role = self._help, "caption"
        if self.fault is not None:
            text, role = translate_message(FAULTS[self.fault]), "fault"
        elif self._waits:
            text = self._when()
        self.restart.setVisible(self._waits and self.fault is None)
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.control.setAccessibleDescription(text)
        restyle(self.said, "role", role)

    def _when(self) -> str:
        if self.name == "library_folder":
            return self.tr("After a restart. Move your pictures there before, else they are missing.")
        return self.tr("Takes effect after a restart.")

    def _name_control(self) -> None:
        name = self.label.text()
        self.control.setAccessibleName(name)
        self.restart.setAccessibleDescription(name)

    def _changed(self, value: Any) -> None:
        self.show_fault(self._check(self.name, value))
        if self.fault is None:
            self.changed.emit(self.name, value)

    def _edited(self, text: str) -> None:
        if self.fault is not None and self._check(self.name, text.strip()) is None:
            self.show_fault(None)  # it is said no longer than it is true; it counts when the keyboard goes on

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.said, 1)
        line.addWidget(self.restart, 0, Qt.AlignmentFlag.AlignVCenter)
        beside = isinstance(self.control, NumberField | TickField)
        right: QBoxLayout = QHBoxLayout() if beside else QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(GAP if beside else 4)
        if beside:
            right.addWidget(self.control, 0, Qt.AlignmentFlag.AlignTop)
            self.said.setMinimumHeight(32)
        elif isinstance(self.control, ChoiceField):
            right.addWidget(self.control, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            right.addWidget(self.control)
        if self.example:
            right.addWidget(self.example)
        right.addLayout(line, 1 if beside else 0)
        self._right = right
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(right, 1)
        self.set_narrow(False)

    @property
    def needs_beside(self) -> int:
        """How wide it must be for its label to stand beside its control."""
        return LABEL_WIDTH + GAP + self._right.minimumSize().width()

    def set_narrow(self, narrow: bool) -> None:
        """Where there is little room the label stands above the control."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._row.setSpacing(0 if narrow else GAP)
        self.label.setMinimumWidth(0 if narrow else LABEL_WIDTH)
        self.label.setMaximumWidth(ANY_WIDTH if narrow else LABEL_WIDTH)


def control_for(spec: Field[Any], words: SettingWords, parent: QWidget) -> Control:
    """The control of a field, by its type, its choices or its range."""
    label = translate_message(words.label)
    if "choices" in spec.metadata:
        named = [translate_message(word) for word in words.choices]
        return ChoiceField(list(zip(spec.metadata["choices"], named, strict=True)), parent)
    if "low" in spec.metadata:
        unit = translate_message(words.unit) if words.unit else ""
        return NumberField(spec.metadata["low"], spec.metadata["high"], unit, parent)
    if spec.type == "bool":
        return TickField(parent)
    return FolderField(label, parent) if spec.metadata["kind"] == "folder" else TextField(parent)

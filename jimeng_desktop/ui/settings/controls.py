"""The controls of the settings: real Qt widgets that say only what the user changed, and never by the wheel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ...desktop.room import short
from ...messages.settings import KEY_STATES
from ..base.language import fill, translate_message
from ..design.buttons import PushButton
from ..design.field_signs import add_sign
from ..design.icon_line import IconLine
from ..design.numbers import Stepper
from ..design.plain import set_tip
from ..design.restyle import restyle

CHOICE_WIDTH = 200


class ChoiceField(QComboBox):
    """One of a few values."""

    changed = Signal(object)

    def __init__(self, choices: list[tuple[Any, str]], parent: QWidget) -> None:
        super().__init__(parent)
        for value, word in choices:
            self.addItem(word, value)
        self.setMinimumWidth(CHOICE_WIDTH)
        self.activated.connect(lambda index: self.changed.emit(self.itemData(index)))

    def value(self) -> Any:
        """The chosen value."""
        return self.currentData()

    def set_value(self, value: Any) -> None:
        """Chooses without saying so."""
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls


class NumberField(Stepper):
    """A whole number in its range, with a unit."""

    changed = Signal(object)

    def __init__(self, low: float, high: float, unit: str, parent: QWidget) -> None:
        super().__init__("", int(low), int(high), parent)
        if unit:
            self.setSuffix(f" {unit}")
        self.valueChanged.connect(lambda number: self.changed.emit(number))

    def set_value(self, value: float) -> None:
        """Shows a number without saying so."""
        if round(value) != self.value():
            self.blockSignals(True)
            self.setValue(round(value))
            self.blockSignals(False)
        self.show_limits()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TickField(QCheckBox):
    """Yes or no."""

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(18, 32)  # its label and its help stand beside it
        self.clicked.connect(lambda: self.changed.emit(self.isChecked()))

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Ticks without saying so."""
        self.setChecked(value)


class TextField(QLineEdit):
    """A line of text; it counts when Enter is pressed or the keyboard goes on, never half written."""

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._known = ""
        self._mark = add_sign(self, "attention", "danger", behind=True)
        self._mark.setVisible(False)
        self.editingFinished.connect(self.commit)

    def value(self) -> str:
        """The text without blanks around it."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Shows a text without saying so."""
        self._known = value
        if value != self.value():
            self.setText(value)
            self.setCursorPosition(0)

    def commit(self) -> None:
        """Says the text, where it is another than before."""
        if self.value() != self._known:
            self._known = self.value()
            self.changed.emit(self._known)

    def set_fault(self, fault: bool) -> None:
        """Lights up as the place of a problem."""
        restyle(self, "fault", fault)
        self._mark.setVisible(fault)


class FolderField(QWidget):
    """A folder, shown, with a button that asks for another."""

    changed = Signal(object)  # never: whoever hears `asked` changes it
    asked = Signal()

    def __init__(self, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._folder = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.field = QLineEdit(self)
        self.field.setReadOnly(True)
        self.field.setAccessibleName(label)
        add_sign(self.field, "folder")
        self.button = PushButton(self.tr("Choose…"), self)
        self.button.setAccessibleName(fill(self.tr("%1: choose"), label))
        self.button.setAutoDefault(False)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.asked)
        self.setFocusProxy(self.button)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self.button)

    def value(self) -> str:
        """The folder that is shown."""
        return self._folder

    def set_value(self, value: str) -> None:
        """Shows a folder, as it is written on this system."""
        self._folder = value
        set_tip(self.field, value)
        self.field.setAccessibleDescription(value)
        self._show()

    def _show(self) -> None:
        room = self.field.width() - 52
        text = short(Path(self._folder)) if self._folder else ""
        self.field.setText(self.field.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, max(room, 80)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._row.activate()
        self._show()


class KeyField(QWidget):
    """How the key stands, which of several is in use, and what can be done about it; no key itself comes here."""

    changed = Signal(object)  # never
    asked = Signal(str)  # "change_key", "choose_key", "rename_key" or "forget_key"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.line = IconLine(self)
        self.line.setMinimumHeight(32)
        self.names = ChoiceField([], self)
        self.names.setMinimumWidth(120)  # it and its button share what another has alone
        self.names.setAccessibleName(self.tr("Key that new jobs are sent with"))
        self.names.changed.connect(lambda _mark: self.asked.emit("choose_key"))
        self.rename = self._button("rename_key")
        self.rename.setText(self.tr("Rename…"))
        self.change = self._button("change_key")
        self.forget = self._button("forget_key")
        self.forget.setText(self.tr("Forget the key…"))
        self.setFocusProxy(self.change)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.change)
        buttons.addWidget(self.forget)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        named = QHBoxLayout()
        named.setSpacing(8)
        named.addWidget(self.names)
        named.addWidget(self.rename)
        named.addStretch()
        column.addLayout(named)
        column.addLayout(buttons)
        self.show_names((), "")

    def value(self) -> str:
        """How the key stands."""
        return self.state

    def show_names(self, names: Sequence[tuple[str, str]], chosen: str) -> None:
        """The kept keys, as name and fingerprint, and the fingerprint of the one in use."""
        self.names.clear()
        for name, mark in names:
            self.names.addItem(name, mark)
        self.names.set_value(chosen)
        for widget in (self.names, self.rename):
            widget.setVisible(bool(names))
        self.rename.setEnabled(bool(self.names.currentData()))

    def set_value(self, state: str) -> None:
        """`state` is one of messages.KEY_STATES."""
        self.state = state
        icon, sentence = KEY_STATES[state]
        colour = {"lock": "ok", "attention": "attention"}.get(icon, "t2")
        self.line.say(icon, colour, translate_message(sentence))
        self.change.setText(self.tr("Add…") if state in ("kept", "session") else self.tr("Enter key…"))
        self.change.setAccessibleName(self.tr("Add a key") if state in ("kept", "session") else self.tr("Enter a key"))
        self.change.setEnabled(state not in ("demo", "asked"))
        self.forget.setEnabled(state in ("kept", "session", "stuck"))
        set_tip(self.forget, "" if self.forget.isEnabled() else translate_message(sentence))

    def _button(self, code: str) -> QPushButton:
        button = PushButton(self)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.asked.emit(code))
        return button

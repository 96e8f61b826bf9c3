"""The part of the form that hardly anybody fills: whom the service tells of the end, and a name for tracing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ..base.language import fill
from ..design import look
from ..design.buttons import ToolButton
from ..design.fault_line import FaultLine
from ..design.field_signs import add_sign
from ..design.plain import PlainLabel, set_tip


class Advanced(QWidget):
    """A heading that opens and closes it; closed, it says what is filled in."""

    edited = Signal()
    left = Signal()  # the keyboard has left a field: what is wrong with it may be said

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.head = ToolButton(self)
        self.head.setProperty("role", "section")
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setIconSize(QSize(12, 12))
        self.head.setCheckable(True)
        self.head.toggled.connect(self._opened)
        self._body = QWidget(self)
        self.callback_url = self._field(self.tr("Callback address"), "https://")
        set_tip(self.callback_url, self.tr("The service tells this address when a job ends. It must be public."))
        self.user_id = self._field(self.tr("User ID"), self.tr("for tracing, optional"))
        set_tip(self.user_id, self.tr("Sent with every job, so that you can tell later whose it was."))
        self.sentences = {"callback_url": FaultLine(self._body), "user_id": FaultLine(self._body)}
        self._lay_out()
        self._opened(False)

    @property
    def fields(self) -> dict[str, QLineEdit]:
        """Name of the recipe's field -> its control, in order."""
        return {"callback_url": self.callback_url, "user_id": self.user_id}

    def values(self) -> dict[str, str]:
        """What is filled in, without the blanks around it that pasting brings."""
        return {name: field.text().strip() for name, field in self.fields.items()}

    def set_values(self, values: dict[str, str]) -> None:
        """Fills it in; it opens for what is not empty, since it will be sent."""
        for name, field in self.fields.items():
            field.setText(values.get(name, ""))
        if any(values.values()):
            self.set_open(True)

    def set_fault(self, name: str, fault: bool) -> None:
        """The sign inside the field."""
        field = self.fields[name]
        for action in field.actions():
            field.removeAction(action)
        if fault:
            add_sign(field, "attention", "danger", behind=True)

    def set_open(self, opened: bool) -> None:
        """As the heading pressed."""
        self.head.setChecked(opened)

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit(self._body)
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.textChanged.connect(self._changed)
        field.editingFinished.connect(self.left)
        return field

    def _lay_out(self) -> None:
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        for name, field in self.fields.items():
            label = PlainLabel(field.accessibleName(), self._body)
            label.setProperty("role", "label")
            label.setBuddy(field)
            body.addWidget(label)
            body.addWidget(field)
            body.addWidget(self.sentences[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._body)

    def _opened(self, opened: bool) -> None:
        self.head.setIcon(look.icon("chevron-down" if opened else "chevron-right", 12))
        self._body.setVisible(opened)
        self._changed()

    def _changed(self) -> None:
        filled = [field.accessibleName() for field in self.fields.values() if field.text().strip()]
        word = self.tr("Advanced")
        if filled and not self.head.isChecked():
            word = fill(self.tr("%1: %2"), word, " · ".join(filled))
        self.head.setText(word)
        self.head.setAccessibleName(word)
        self.edited.emit()

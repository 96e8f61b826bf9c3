"""The page of the model list on which a model is added by its id."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ...core.own_models import is_model_id
from ..design.buttons import SmallButton
from ..design.plain import PlainLabel
from ..design.restyle import restyle

EXAMPLE = "seedream-4.5"  # the same in every language


class AddPage(QWidget):
    """A field for the id; what can't be one gets a sentence under it."""

    added = Signal(str)
    back = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = QLineEdit(text, self)
        self.field.setAccessibleName(self.tr("Id of the model"))
        self.field.setPlaceholderText(EXAMPLE)
        self.fault = self._label(self.tr("An id has only letters, digits, dots, hyphens and underscores."), "fault")
        self.fault.setVisible(False)
        self.cancel_button = SmallButton(self)
        self.cancel_button.setText(self.tr("Cancel"))
        self.add_button = SmallButton(self)
        self.add_button.setText(self.tr("Add and choose"))
        self.field.textEdited.connect(lambda: self._show_fault(False))
        self.field.returnPressed.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.cancel_button.clicked.connect(self.back)
        self._lay_out()

    def stops(self) -> list[QWidget]:
        """Its controls in the order of Tab."""
        return [self.field, self.cancel_button, self.add_button]

    def height_for(self, width: int) -> int:
        """The height it needs, with room for the sentence of a fault."""
        self.fault.setVisible(True)
        layout = self.layout()
        assert layout
        layout.activate()
        height = layout.heightForWidth(width)
        self.fault.setVisible(bool(self.field.property("fault")))
        return height

    def _add(self) -> None:
        model_id = self.field.text().strip()
        if is_model_id(model_id):
            self.added.emit(model_id)
        else:
            self._show_fault(True)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_fault(self, fault: bool) -> None:
        self.fault.setVisible(fault)
        self.field.setAccessibleDescription(self.fault.text() if fault else "")
        restyle(self.field, "fault", fault)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 12, 15, 14)
        column.setSpacing(8)
        column.addWidget(self._label(self.tr("Add a model"), "title"))
        why = self.tr("Its id, as the service's documentation writes it. It is kept in a file of your own models.")
        column.addWidget(self._label(why, "caption"))
        column.addWidget(self.field)
        column.addWidget(self.fault)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.add_button)
        column.addLayout(buttons)

    def _label(self, text: str, role: str) -> QLabel:
        label = PlainLabel(text, self)
        label.setProperty("role", role)
        label.setWordWrap(True)
        return label

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # Esc is the list's

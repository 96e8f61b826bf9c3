"""A sign at the front of a text field."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QToolButton

from . import look
from .plain import set_tip


def add_sign(field: QLineEdit, icon: str, colour: str = "t3", *, behind: bool = False, name: str = "") -> QAction:
    """An icon in a field, at its beginning or `behind` its text; to a screen reader it is the field, unless it has a
    name of its own.
    """
    position = QLineEdit.ActionPosition.TrailingPosition if behind else QLineEdit.ActionPosition.LeadingPosition
    action = field.addAction(look.icon(icon, 16, colour), position)
    action.setText(name or field.accessibleName())
    for sign in field.findChildren(QToolButton):  # Qt gives it no name of its own
        sign.setAccessibleName(sign.accessibleName() or action.text())
        set_tip(sign, sign.accessibleName())
    return action

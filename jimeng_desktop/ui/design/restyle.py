"""Changes a property of a widget that the style sheet asks for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def restyle(widget: QWidget, name: str, value: str | bool) -> bool:
    """Sets the property and has the widget styled anew; nothing, and False, where it has that value already."""
    if (widget.property(name) or None) == (value or None):  # one that was never set is as good as "" or False
        return False
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    return True

"""The colour that a job's state has wherever it is shown."""

from __future__ import annotations

from PySide6.QtGui import QColor

from . import look

# Icons that tell of harm are red, those that ask for the user are amber, the others stay quiet.
_DANGER = frozenset({"failed"})
_ATTENTION = frozenset({"attention", "moderation", "points", "unknown", "key", "ratio", "folder", "budget"})


def state_colour(icon: str) -> QColor:
    """The colour of a state's icon; the third sign, after its shape and its word."""
    theme = look.theme()
    if icon in _DANGER:
        return theme.danger
    if icon in _ATTENTION:
        return theme.attention
    return theme.ok if icon == "saved" else theme.waiting

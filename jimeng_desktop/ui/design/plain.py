"""Text as it is: a prompt, a name, the service's words are never read as markup, which would load files and hide words.

Qt guesses in labels and tooltips. So every label is a PlainLabel, and every tooltip is set here.
"""

from __future__ import annotations

import html
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

LONG = 100  # letters of a line, a Chinese one counted as two, that a tooltip would show without wrapping
_DESCRIBED = "described by its tooltip"


class PlainLabel(QLabel):
    """A label that shows its text as it is."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[call-overload]
        self.setTextFormat(Qt.TextFormat.PlainText)


class HasTip(Protocol):
    """A widget, an action, an entry of a list, an icon in the tray."""

    def setToolTip(self, toolTip: str, /) -> None: ...


def plain_tip(text: str) -> str:
    """What a tooltip is given to show the text as it is. What Qt could take for markup, or would show in one endless
    line, becomes markup that says just this.
    """
    if "<" not in text and "&" not in text and not any(map(_is_long, text.splitlines())):
        return text
    return f'<p style="white-space: pre-wrap">{html.escape(text)}</p>'


def set_tip(of: HasTip, text: str) -> None:
    """Sets a tooltip. Where it is markup, a screen reader is told the text itself."""
    tip = plain_tip(text)
    of.setToolTip(tip)
    if isinstance(of, QWidget) and (of.property(_DESCRIBED) or (tip != text and not of.accessibleDescription())):
        of.setAccessibleDescription(text if tip != text else "")
        of.setProperty(_DESCRIBED, tip != text)


def _is_long(line: str) -> bool:
    return len(line) + sum(letter > "\u2e7f" for letter in line) > LONG

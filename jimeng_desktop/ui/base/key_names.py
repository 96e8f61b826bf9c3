"""The keys that differ between systems, and a key as each system writes it."""

from __future__ import annotations

import sys

from PySide6.QtGui import QKeySequence


def generate_keys() -> tuple[str, str]:
    """Both keys that say Enter; first the one that is written on the key of this system."""
    return ("Ctrl+Return", "Ctrl+Enter") if sys.platform == "darwin" else ("Ctrl+Enter", "Ctrl+Return")


def front_keys() -> tuple[str, str]:
    """Generate, to the front."""
    first, second = generate_keys()
    return first.replace("Ctrl+", "Ctrl+Shift+"), second.replace("Ctrl+", "Ctrl+Shift+")


def key_text(keys: str) -> str:
    """A key as it is written on the keyboard: Qt's own words would say 回车 for Enter."""
    native = sys.platform == "darwin"
    form = QKeySequence.SequenceFormat.NativeText if native else QKeySequence.SequenceFormat.PortableText
    return QKeySequence(keys).toString(form)


def redo_keys() -> tuple[str, ...]:
    """Both habits; the first is the one of this system."""
    return ("Ctrl+Y", "Ctrl+Shift+Z") if sys.platform == "win32" else ("Ctrl+Shift+Z", "Ctrl+Y")

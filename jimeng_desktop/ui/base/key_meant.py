"""The key that a press means on any keyboard layout: digits by their position, letters where the layout has none.

A French keyboard has & on the key that is 1 elsewhere, a Russian one has no P at all. The position of a key comes with
its event: as scan code on Linux (X11 key code, the kernel's + 8) and Windows (set 1), as virtual key on macOS, whose
scan code is always 1.
"""

from __future__ import annotations

import sys
import unicodedata

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

DIGITS = "1234567890"
ROWS = ("qwertyuiop[]", "asdfghjkl;'`", "zxcvbnm,./")  # of a US keyboard, from left to right
_SCAN_ROWS = (16, 30, 44)  # the first of each row; ` follows ' in the numbers, though not on the keyboard
_MAC_DIGITS = (18, 19, 20, 21, 23, 22, 26, 28, 25, 29)
_MAC_ROWS = (
    (12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 33, 30),
    (0, 1, 2, 3, 5, 4, 38, 40, 37, 41, 39, 50),
    (6, 7, 8, 9, 11, 45, 46, 43, 47, 44),
)
_SPECIAL = 0x0100_0000  # from here on keys without a character of their own
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


def _positions(digits: dict[int, str], rows: dict[int, str]) -> tuple[dict[int, str], dict[int, str]]:
    return digits, {code: letter.upper() for code, letter in rows.items()}


def _scan_codes(ahead: int) -> tuple[dict[int, str], dict[int, str]]:
    rows = {first + at: key for first, row in zip(_SCAN_ROWS, ROWS, strict=True) for at, key in enumerate(row)}
    digits = {2 + at: digit for at, digit in enumerate(DIGITS)}
    return _positions(*({code + ahead: key for code, key in keys.items()} for keys in (digits, rows)))


_LINUX, _WINDOWS = _scan_codes(8), _scan_codes(0)
_MAC = _positions(
    dict(zip(_MAC_DIGITS, DIGITS, strict=True)),
    {code: key for codes, row in zip(_MAC_ROWS, ROWS, strict=True) for code, key in zip(codes, row, strict=True)},
)


def meant_key(event: QKeyEvent, system: str = sys.platform) -> int:
    """The key an event means here, as Qt numbers them; the layout's own where nothing better is known.

    `system` is a value of sys.platform.
    """
    key, modifiers = event.key(), event.modifiers()
    mac = system == "darwin"
    digits, rows = _MAC if mac else _WINDOWS if system == "win32" else _LINUX
    if not event.nativeScanCode() or modifiers & Qt.KeyboardModifier.KeypadModifier:
        return key
    position = event.nativeVirtualKey() if mac else event.nativeScanCode()
    if position in digits and modifiers == Qt.KeyboardModifier.NoModifier:
        return ord(digits[position])
    chord = modifiers & ~Qt.KeyboardModifier.ShiftModifier
    if position in rows and not _is_latin(key) and chord in (_PLAIN[0], Qt.KeyboardModifier.ControlModifier):
        return ord(rows[position])
    return key


def _is_latin(key: int) -> bool:
    """Whether a key has a Latin letter, or another sign of ASCII, or none at all as Enter."""
    return key < 0x80 or key >= _SPECIAL or unicodedata.name(chr(key), "").startswith("LATIN")


class KeysAsMeant(QObject):
    """Gives the widgets it watches the keys that are meant, and the actions of theirs and of what holds them."""

    def watch(self, widget: QWidget) -> None:
        """A widget that takes single keys. No text field: there a press is the character the layout says."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        key = meant_key(event)
        if key == event.key():
            return False
        if event.type() == QEvent.Type.KeyPress:
            press(watched, event, key)
        event.accept()  # whatever else the layout has on that key
        return True


def press(widget: QWidget, event: QKeyEvent, key: int) -> None:
    """As if `key` had been pressed in the widget: as Qt does, the widget is asked before the actions are."""
    modifiers, text = event.modifiers(), ""
    if not modifiers & Qt.KeyboardModifier.ControlModifier:
        text = chr(key)
    override, meant = (
        QKeyEvent(kind, key, modifiers, text, event.isAutoRepeat())
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
    )
    override.ignore()
    QCoreApplication.sendEvent(widget, override)
    action = None if override.isAccepted() else _action_of(widget, QKeySequence(meant.keyCombination()))
    if action is None:
        QCoreApplication.sendEvent(widget, meant)
    elif action.autoRepeat() or not event.isAutoRepeat():
        action.trigger()


def _action_of(widget: QWidget, keys: QKeySequence) -> QAction | None:
    """The action that has these keys where the widget stands and can be done now; the nearest of several."""
    at: QWidget | None = widget
    while at is not None:
        found = next((action for action in at.actions() if action.isEnabled() and keys in action.shortcuts()), None)
        if found or at.isWindow():
            return found
        at = at.parentWidget()
    return None

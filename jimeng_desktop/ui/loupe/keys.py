"""The keys of the loupe."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent

STEP = 1.25  # a press of + or -, a notch of the wheel
PAN = 0.15  # of the window, for a press of an arrow
Key = Qt.Key

_PANS = {Key.Key_Left: (1, 0), Key.Key_Right: (-1, 0), Key.Key_Up: (0, 1), Key.Key_Down: (0, -1)}
_STEPS = {
    Key.Key_Left: -1, Key.Key_Up: -1, Key.Key_PageUp: -1, Key.Key_Right: 1, Key.Key_Down: 1, Key.Key_PageDown: 1,
}  # fmt: skip
_ENDS = {Key.Key_Home: -1, Key.Key_End: 1}
_CLOSES = (Key.Key_Escape, Key.Key_G, Key.Key_Return, Key.Key_Enter, Key.Key_E)
_SCALES = {Key.Key_Plus: STEP, Key.Key_Equal: STEP, Key.Key_Minus: 1 / STEP}


class Moved(Protocol):
    """What the keys move: the loupe."""

    @property
    def closed(self) -> SignalInstance: ...

    def width(self) -> int: ...

    def height(self) -> int: ...

    def pan(self, by: QPointF) -> None: ...

    def step(self, by: int) -> None: ...

    def go_to_end(self, end: int) -> None: ...

    def scale_by(self, factor: float) -> None: ...

    def toggle(self, at: QPointF | None) -> None: ...

    def pointer(self) -> QPointF | None: ...

    def leave(self) -> None: ...


def press(loupe: Moved, event: QKeyEvent) -> bool:
    """Does what a key asks for; False where it asks for nothing here."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shifted = modifiers == Qt.KeyboardModifier.ShiftModifier
    if modifiers and not shifted:
        return False
    key = Key(event.key())
    if shifted and key in _PANS:
        across, down = _PANS[key]
        loupe.pan(QPointF(across * loupe.width() * PAN, down * loupe.height() * PAN))
    elif key in _STEPS:
        loupe.step(_STEPS[key])
    elif key in _ENDS:
        loupe.go_to_end(_ENDS[key])
    elif key in _SCALES:
        loupe.scale_by(_SCALES[key])
    elif event.isAutoRepeat():
        return key in (*_CLOSES, Key.Key_Z)  # held, they would flicker
    elif key in _CLOSES:
        (loupe.leave if key == Key.Key_Escape else loupe.closed.emit)()
    elif key == Key.Key_Z:
        loupe.toggle(loupe.pointer())
    else:
        return False
    return True

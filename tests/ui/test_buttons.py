"""Enter presses the button that has the focus. That each in the program is of these kinds, test_accessible.py sees."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from jimeng_desktop.ui.design.buttons import PushButton, ToolButton


def press(button: QWidget, *, held: bool = False, shift: bool = False) -> None:
    modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(button, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, modifiers, "\r", held))


@pytest.mark.parametrize("kind", [ToolButton, PushButton])
def test_enter_presses_once_however_long_it_is_held(kind: type[QAbstractButton], qapp: QApplication) -> None:
    button = kind()
    clicked = QSignalSpy(button.clicked)
    press(button)
    for _ in range(3):
        press(button, held=True)
    press(button, shift=True)
    assert clicked.count() == 1

"""Enter presses what has the focus, everywhere in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QPushButton, QToolButton, QWidget

from jimeng_desktop.ui.banner import Banner
from jimeng_desktop.ui.buttons import PushButton, ToolButton
from jimeng_desktop.ui.generate_button import GenerateFoot
from jimeng_desktop.ui.toolbar import Toolbar


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


def test_no_button_of_the_window_leaves_enter_to_qt(qapp: QApplication) -> None:
    parts = (Toolbar(QMenu(), True, "MaxAPI"), Banner(), GenerateFoot())
    deaf = [
        button.accessibleName() or button.text()
        for part in parts
        for button in part.findChildren(QAbstractButton)
        if button.focusPolicy() & Qt.FocusPolicy.TabFocus and type(button) in (QToolButton, QPushButton)
    ]
    assert deaf == []

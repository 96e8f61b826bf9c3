"""Enter presses what has the focus, everywhere in the window."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from jimeng_desktop.ui import buttons
from jimeng_desktop.ui.buttons import PushButton, ToolButton

UI = Path(buttons.__file__).parent


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


def test_no_button_leaves_enter_to_qt() -> None:
    places = [path for path in UI.glob("*.py") if path.name != "buttons.py"]
    plain = re.compile(r"\bQ(Tool|Push)Button\(|class \w+\(Q(Tool|Push)Button\)")
    deaf = [path.name for path in places if plain.search(path.read_text(encoding="utf-8"))]
    assert len(places) > 50 and deaf == []

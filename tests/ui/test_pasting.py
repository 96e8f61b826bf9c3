"""Pasting what has no text over selected text of a line changes nothing; text is pasted as ever."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from jimeng_desktop.ui.process.pasting import OnlyTextIsPasted


def copied(text: str = "") -> QMimeData:
    """A picture, or a text."""
    data = QMimeData()
    if text:
        data.setText(text)
    else:
        data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    return data


@pytest.mark.parametrize("text", ["", "42"])
def test_only_text_takes_the_place_of_what_is_selected(qapp: QApplication, qtbot: QtBot, text: str) -> None:
    guard = OnlyTextIsPasted(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    line, number = QLineEdit("17", window), QSpinBox(window)
    number.setValue(17)
    column = QVBoxLayout(window)
    column.addWidget(line)
    column.addWidget(number)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qapp.clipboard().setMimeData(copied(text))
    for field in (line, number):
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (line.text(), number.cleanText()) == (text or "17", text or "17")
    line.setFocus()
    guard.deleteLater()

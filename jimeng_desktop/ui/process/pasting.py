"""Pasting a picture, which has no text, into a line changes nothing: Qt would delete what is selected there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QWidget
from shiboken6 import isValid


class OnlyTextIsPasted(QObject):
    """Watches the line that has the keyboard; of the whole program, since every line has it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._watched: QWidget | None = None
        app.focusChanged.connect(self._watch)

    def _watch(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._watched and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if isinstance(now, QLineEdit | QAbstractSpinBox) else None
        if self._watched:
            self._watched.installEventFilter(self)

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        pastes = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if not (pastes and event.matches(QKeySequence.StandardKey.Paste)):  # type: ignore[attr-defined]
            return False
        return not QGuiApplication.clipboard().text()

"""Ctrl+Z right after Generate, in text fields: it undoes the send there while the text is as it was at the press."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QTextEdit, QWidget
from shiboken6 import isValid

from ..composer.held_sends import HeldSends

FIELDS = (QLineEdit, QAbstractSpinBox, QTextEdit)


class UndoKey(QObject):
    """Of one window. A text field would take the key for itself, undo what stands in it, and let the job be sent.

    What has been typed since the press is undone first, step by step, as everywhere: the field's own undo does that.
    """

    def __init__(self, sends: HeldSends, window: QWidget) -> None:
        super().__init__(window)
        self._sends = sends
        self._window = window
        self._texts: dict[QWidget, str] = {}  # of the fields, as they were at the press
        self._answering = False
        self._watched: QWidget | None = None
        self._down = False  # the key that has undone the send is still held
        sends.answering_changed.connect(self._follow)
        QApplication.instance().focusChanged.connect(self._watch)  # type: ignore[union-attr]
        if sends.answering:  # in the window before this one
            self._follow(True)

    def _follow(self, answering: bool) -> None:
        """Ctrl+Z is for a press of Generate now, or not any more."""
        self._answering, self._texts = answering, {}
        if answering:
            fields = (field for kind in FIELDS for field in self._window.findChildren(kind))
            self._texts = {field: _text(field) for field in fields}
            for editor in self._window.findChildren(QTextEdit):
                editor.document().setModified(False)  # else what is typed next would join the undo step before
        self._watch()

    def _watch(self) -> None:
        """Listens to the field that has the keyboard, while there is something to listen for."""
        focused = QApplication.focusWidget()
        ours = self._answering and isinstance(focused, FIELDS) and focused.window() is self._window
        watched = focused if ours else self._watched if self._down and self._watched is focused else None
        if watched is self._watched:
            return
        self._down = False
        if self._watched and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = watched
        if watched:
            watched.installEventFilter(self)

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(field, FIELDS):
            return False
        if event.type() == QEvent.Type.KeyRelease:
            if not event.isAutoRepeat():
                self._down = False
                self._watch()
            return False
        if not event.matches(QKeySequence.StandardKey.Undo):
            return False
        taken = event.isAutoRepeat() and self._down  # a held key takes back nothing more
        if not taken and not event.isAutoRepeat() and self._sends.answering:
            taken = _text(field) == self._texts.get(field, "")
        if taken and event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._down = True
            self._sends.undo_last()
        if taken:
            event.accept()
        return taken


def _text(field: QWidget) -> str:
    return field.toPlainText() if isinstance(field, QTextEdit) else field.text()  # type: ignore[attr-defined]

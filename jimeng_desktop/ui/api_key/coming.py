"""The keys of a session: there once the service is; who asks for the dialog earlier gets it then."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ..base.ports import Parent, Start
from .ring import Keys


class ComingKeys(QObject):
    """`keys` is None until `there` is said."""

    there = Signal()

    def __init__(self, start: Start, window: Parent, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.keys: Keys | None = None
        self._start, self._window = start, window
        self._wanted = False

    def take(self, keys: Keys) -> None:
        """The service is there, so a key can be asked for."""
        self.keys = keys
        self.there.emit()
        if self._wanted:
            self.ask()

    def ask(self, over: QWidget | None = None) -> None:
        """Opens the dialog that asks for a key, now or as soon as it can be."""
        self._wanted = self.keys is None
        if self.keys:
            self._start(self.keys.ask(over or self._window()), name="key dialog")

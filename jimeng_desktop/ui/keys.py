"""The API key's way: read from the keychain at start, asked for in its dialog, tried, put in use and kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ..core.errors import KeyRefused, Refused, ServiceError
from ..desktop import keychain
from .dialogs import finished
from .key_dialog import KeyDialog
from .tasks import Tasks

Try = Callable[[str], Awaitable[None]]


class Keys(QObject):
    """Knows where the key of one service is kept. `found` carries a key that shall be used from now on."""

    found = Signal(str)
    not_kept = Signal(str)  # why the keychain did not take it; empty where there is none
    kept = Signal()  # the keychain has taken it

    def __init__(self, base_url: str, try_key: Try, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = keychain.host_of(base_url)
        self._try = try_key
        self._tasks = tasks
        self._available = True
        self._given = False  # the user has given a key: a late answer of the keychain must not replace it
        self._dialog: KeyDialog | None = None

    async def read(self) -> None:
        """Looks for the key; the keychain may ask the user, for minutes."""
        key = keychain.key_from_environment()
        if key is None:
            try:
                key = await keychain.in_thread(keychain.read, self._host)
            except keychain.KeychainUnavailable:
                self._available = False
        if self._dialog:
            self._dialog.set_kept(self._available)
        if key and not self._given:
            self.found.emit(key)

    async def ask(self, parent: QWidget) -> None:
        """The dialog; one at a time."""
        if self._dialog:
            self._dialog.activateWindow()
            return
        dialog = self._dialog = KeyDialog(self._host, self._available, parent)
        dialog.test_wanted.connect(lambda key: self._tasks.start(self._test(key), name="test of the key"))
        dialog.key_given.connect(self._use)
        try:
            await finished(dialog)
        finally:
            self._dialog = None

    async def _test(self, key: str) -> None:
        outcome, detail = "works", ""
        try:
            await self._try(key)
        except KeyRefused:
            outcome = "refused"
        except Refused:
            pass  # it refuses the made-up task, not the key
        except ServiceError as error:
            outcome, detail = "unreachable", error.detail
        if self._dialog:
            self._dialog.show_result(key, outcome, detail)

    def _use(self, key: str) -> None:
        self._given = True
        self.found.emit(key)
        self._tasks.start(self._keep(key), name="keeping the key")

    async def _keep(self, key: str) -> None:
        try:
            await keychain.in_thread(keychain.write, self._host, key)
        except keychain.KeychainUnavailable as error:
            self._available = False
            self.not_kept.emit("" if str(error) == keychain.NONE else str(error))
        else:
            self._available = True
            self.kept.emit()

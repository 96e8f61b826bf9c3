"""The API key's way: read from the keychain at start, asked for in its dialog, tried, put in use and kept."""

from __future__ import annotations

import asyncio
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
    forgotten = Signal()  # it is used no more
    changed = Signal()  # `state` has

    def __init__(self, base_url: str, try_key: Try, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = keychain.host_of(base_url)
        self._try = try_key
        self._tasks = tasks
        self._available = True
        self.state = "asked"  # then "none", "kept", "session" (not kept), "environment" or "stuck" (not let go)
        self._turn = asyncio.Lock()  # what is asked of the keychain last happens last
        self._given = False  # the user has given a key: a late answer of the keychain must not replace it
        self._dialog: KeyDialog | None = None

    async def read(self) -> None:
        """Looks for the key; the keychain may ask the user, for minutes."""
        key, state = keychain.key_from_environment(), "environment"
        if key is None:
            try:
                key, state = await keychain.in_thread(keychain.read, self._host), "kept"
            except keychain.KeychainUnavailable:
                self._available = False
        if self._dialog:
            self._dialog.set_kept(self._available)
        if not self._given:
            self._stand(state if key else "none")
            if key:
                self.found.emit(key)

    async def forget(self) -> None:
        """Takes the key out of use and out of the keychain; one of the environment comes back with the next start."""
        self._given = True
        self._stand("none")
        self.forgotten.emit()
        state = "none"
        async with self._turn:
            try:
                await keychain.in_thread(keychain.delete, self._host)
            except keychain.KeychainUnavailable as error:
                self._available = False
                state = "none" if str(error) == keychain.NONE else "stuck"
        self._stand(state)

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

    def _stand(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _use(self, key: str) -> None:
        self._given = True
        self._stand("session")
        self.found.emit(key)
        self._tasks.start(self._keep(key), name="keeping the key")

    async def _keep(self, key: str) -> None:
        async with self._turn:
            try:
                await keychain.in_thread(keychain.write, self._host, key)
            except keychain.KeychainUnavailable as error:
                self._available = False
                self.not_kept.emit("" if str(error) == keychain.NONE else str(error))
            else:
                self._available = True
                self._stand("kept")
                self.kept.emit()

"""The API key's way: read from the keychain at start, asked for, tried, put in use and kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ..core.errors import KeyRefused, Refused, ServiceError
from ..desktop import keychain
from .dialogs import finished
from .key_dialog import KeyDialog
from .key_entry import KeyEntry
from .tasks import Tasks

Try = Callable[[str], Awaitable[None]]


class Keys(QObject):
    """Knows where the key of one service is kept. `found` carries a key that shall be used from now on.

    `given` holds, by host, the keys that were given since the process began: they last as long as it, kept or not.
    """

    found = Signal(str)
    not_kept = Signal(str)  # why the keychain did not take it; empty where there is none
    kept = Signal()  # the keychain has taken it
    forgotten = Signal()  # it is used no more
    changed = Signal()  # `state` has
    available_changed = Signal(bool)  # whether there is a keychain
    tested = Signal(str, str, str)  # the key, what came of its test, more of it

    def __init__(
        self,
        base_url: str,
        try_key: Try,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        given: dict[str, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._host = keychain.host_of(base_url)
        self._try = try_key
        self._tasks = tasks
        self._given = {} if given is None else given
        self._decided = False  # the user has given or forgotten a key: a late answer of the keychain changes nothing
        self._available = True
        self._turn = asyncio.Lock()  # what is asked of the keychain last happens last
        self._dialog: KeyDialog | None = None
        self.state = "asked"  # then "none", "kept", "session" (not kept), "environment" or "stuck" (not let go)

    @property
    def known(self) -> bool:
        """A key is in use."""
        return self.state in ("kept", "session", "environment")

    async def read(self) -> None:
        """Looks for the key; the keychain may ask the user, for minutes."""
        key, state = keychain.key_from_environment(), "environment"
        if key is None:
            try:
                key, state = await keychain.in_thread(keychain.read, self._host), "kept"
            except keychain.KeychainUnavailable:
                self._set_available(False)
        if self._decided:
            return
        given = self._given.get(self._host)
        if given and given != key:
            key, state = given, "session"
        self._stand(state if key else "none")
        if key:
            self.found.emit(key)

    async def forget(self) -> None:
        """Takes the key out of use and out of the keychain; one of the environment comes back with the next start."""
        self._decided = True
        self._given.pop(self._host, None)
        self._stand("none")
        self.forgotten.emit()
        state = "none"
        async with self._turn:
            try:
                await keychain.in_thread(keychain.delete, self._host)
            except keychain.KeychainUnavailable as error:
                self._set_available(False)
                state = "none" if str(error) == keychain.NONE else "stuck"
        self._stand(state)

    async def ask(self, parent: QWidget) -> None:
        """The dialog; one at a time."""
        if self._dialog:
            self._dialog.activateWindow()
            return
        dialog = self._dialog = KeyDialog(self._host, parent)
        self.attend(dialog.entry)
        dialog.key_given.connect(self.use)
        try:
            await finished(dialog)
        finally:
            self._dialog = None

    def attend(self, entry: KeyEntry) -> None:
        """Tries the keys typed there, and says there where one would be kept."""
        entry.set_kept(self._available)
        self.available_changed.connect(entry.set_kept)
        self.tested.connect(entry.show_result)
        entry.test_wanted.connect(self.test)

    def test(self, key: str) -> None:
        """Tries a key; `tested` says what came of it."""
        self._tasks.start(self._test(key), name="test of the key")

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
        self.tested.emit(key, outcome, detail)

    def use(self, key: str) -> None:
        """The user has given this key: it is used from now on, and kept where there is a keychain."""
        self._decided = True
        self._given[self._host] = key
        self._stand("session")
        self.found.emit(key)
        self._tasks.start(self._keep(key), name="keeping the key")

    def _stand(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _set_available(self, available: bool) -> None:
        self._available = available
        self.available_changed.emit(available)

    async def _keep(self, key: str) -> None:
        async with self._turn:
            try:
                await keychain.in_thread(keychain.write, self._host, key)
            except keychain.KeychainUnavailable as error:
                self._set_available(False)
                self.not_kept.emit("" if str(error) == keychain.NONE else str(error))
            else:
                self._set_available(True)
                self._stand("kept")
                self.kept.emit()

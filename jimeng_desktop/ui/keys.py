"""The API key's way: read from the keychain at start, asked for, tried, put in use and kept."""

from __future__ import annotations

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
        self._available = True
        self._dialog: KeyDialog | None = None
        self.known = False  # a key is in use

    async def read(self) -> None:
        """Looks for the key; the keychain may ask the user, for minutes."""
        key = keychain.key_from_environment()
        if key is None:
            try:
                key = await keychain.in_thread(keychain.read, self._host)
            except keychain.KeychainUnavailable:
                self._set_available(False)
        key = self._given.get(self._host, key)  # a late answer of the keychain must not replace what the user gave
        if key and not self.known:
            self._put_in_use(key)

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
        self._given[self._host] = key
        self._put_in_use(key)
        self._tasks.start(self._keep(key), name="keeping the key")

    def _put_in_use(self, key: str) -> None:
        self.known = True
        self.found.emit(key)

    def _set_available(self, available: bool) -> None:
        self._available = available
        self.available_changed.emit(available)

    async def _keep(self, key: str) -> None:
        try:
            await keychain.in_thread(keychain.write, self._host, key)
        except keychain.KeychainUnavailable as error:
            self._set_available(False)
            self.not_kept.emit("" if str(error) == keychain.NONE else str(error))
        else:
            self._set_available(True)
            self.kept.emit()

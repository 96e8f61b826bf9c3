"""The API keys' way: read from the keychain at start, asked for, tried, put in use and kept, each by its name."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ...core.errors import KeyRefused, NotSent, ServiceError
from ...desktop import keychain
from ..base.language import fill
from ..base.tasks import Tasks
from ..design.dialogs import finished
from .dialog import KeyDialog
from .entry import KeyEntry

Try = Callable[[str], Awaitable[None]]


class KeyName(NamedTuple):
    """One of the kept keys: what the user calls it, and its fingerprint. The key itself stays in the keychain."""

    name: str
    mark: str


def names_in(remembered: Any) -> tuple[KeyName, ...]:
    """The names as the settings remember them; what is no name is left out."""
    entries = remembered if isinstance(remembered, list) else []
    pairs = ((entry.get("name"), entry.get("mark")) for entry in entries if isinstance(entry, dict))
    return tuple(KeyName(name, mark) for name, mark in pairs if isinstance(name, str) and isinstance(mark, str))


class Keys(QObject):
    """Knows where the keys of one service are kept. `found` carries the key that new jobs are sent with from now on.

    `given` holds, by entry of the keychain, the keys that were given since the process began: they last as long as it,
    kept or not. `names` are those that the settings remember.
    """

    found = Signal(str)
    ring_changed = Signal(object)  # fingerprint -> key, of all that are at hand: what jobs may have been sent with
    named = Signal(object)  # the names are others now: to be remembered
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
        names: Iterable[KeyName] = (),
    ) -> None:
        super().__init__(parent)
        self._host = keychain.host_of(base_url)
        self._try = try_key
        self._tasks = tasks
        self._given = {} if given is None else given
        self._ring: dict[str, str] = {}
        self._unkept: set[str] = set()  # fingerprints of keys at hand that have no entry of their own yet
        self.names = tuple(names)
        self.chosen = ""  # the fingerprint of the key in use
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
        """Looks for the keys; the keychain may ask the user, for minutes."""
        await self._read_ring()
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
        if key and state != "environment":
            self._know(key)
        self.chosen = keychain.fingerprint(key) if key else ""
        self._stand(state if key else "none")
        self.ring_changed.emit(dict(self._ring))
        if key:
            self.found.emit(key)

    async def _read_ring(self) -> None:
        for _, mark in self.names:
            entry = keychain.entry_of(self._host, mark)
            key = self._given.get(entry)
            if key is None:
                try:
                    key = await keychain.in_thread(keychain.read, entry)
                except keychain.KeychainUnavailable:
                    self._set_available(False)
                    return
            if key and keychain.fingerprint(key) == mark:
                self._ring[mark] = key

    def _know(self, key: str, name: str = "") -> None:
        """A key by its name; the first one kept before there were names gets one."""
        mark = keychain.fingerprint(key)
        if mark not in self._ring:
            self._unkept.add(mark)
        self._ring[mark] = key
        known = [entry.mark for entry in self.names]
        if mark not in known:
            self._rename((*self.names, KeyName(name or fill(self.tr("Key %1"), len(known) + 1), mark)))
        elif name:
            self.rename(mark, name)

    def choose(self, mark: str) -> None:
        """New jobs are sent with this one of the kept keys from now on."""
        if mark in self._ring and mark != self.chosen:
            self.use(self._ring[mark])
        else:
            self.changed.emit()  # whoever shows them says again which one is in use

    def rename(self, mark: str, name: str) -> None:
        """Calls a key otherwise."""
        if name.strip():
            self._rename(tuple(KeyName(name.strip(), mark) if entry.mark == mark else entry for entry in self.names))

    def _rename(self, names: tuple[KeyName, ...]) -> None:
        if names != self.names:
            self.names = names
            self.named.emit([entry._asdict() for entry in names])
            self.changed.emit()

    async def forget(self, mark: str = "") -> None:
        """Takes a key, or else the one in use, out of use and out of the keychain; one of the environment comes back
        with the next start. Another key is only put in use by the user: jobs would be charged to another account.
        """
        mark = mark or self.chosen
        in_use = mark == self.chosen
        self._ring.pop(mark, None)
        self._given.pop(keychain.entry_of(self._host, mark), None)
        self._rename(tuple(entry for entry in self.names if entry.mark != mark))
        if in_use:
            self._decided = True
            self.chosen = ""
            self._given.pop(self._host, None)
            self._stand("none")
            self.forgotten.emit()
        self.ring_changed.emit(dict(self._ring))
        state = await self._delete([keychain.entry_of(self._host, mark), *([self._host] if in_use else [])])
        if in_use:
            self._stand(state)

    async def _delete(self, entries: list[str]) -> str:
        async with self._turn:
            try:
                for entry in entries:
                    await keychain.in_thread(keychain.delete, entry)
            except keychain.KeychainUnavailable as error:
                self._set_available(False)
                return "none" if str(error) == keychain.NONE else "stuck"
        return "none"

    async def ask(self, parent: QWidget) -> None:
        """The dialog; one at a time."""
        if self._dialog:
            self._dialog.activateWindow()
            return
        dialog = self._dialog = KeyDialog(self._host, parent)
        self.attend(dialog.entry)
        dialog.key_given.connect(lambda key: self.use(key, dialog.name.text()))
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
        except NotSent as error:
            outcome, detail = "unreachable", error.detail
        except ServiceError as error:
            outcome, detail = "unchecked", error.detail
        self.tested.emit(key, outcome, detail)

    def use(self, key: str, name: str = "") -> None:
        """The user has given this key: it is used from now on, and kept where there is a keychain."""
        self._decided = True
        self._know(key, name.strip())
        self.chosen = keychain.fingerprint(key)
        self._given |= {self._host: key, keychain.entry_of(self._host, self.chosen): key}
        self._stand("session")
        self.ring_changed.emit(dict(self._ring))
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
                for mark in sorted(self._unkept & self._ring.keys()):  # before the only entry of one is written over
                    await keychain.in_thread(keychain.write, keychain.entry_of(self._host, mark), self._ring[mark])
                    self._unkept.discard(mark)
                await keychain.in_thread(keychain.write, self._host, key)
            except keychain.KeychainUnavailable as error:
                self._set_available(False)
                self.not_kept.emit("" if str(error) == keychain.NONE else str(error))
            else:
                self._set_available(True)
                self._stand("kept")
                self.kept.emit()

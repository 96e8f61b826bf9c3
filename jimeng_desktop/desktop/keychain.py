"""The API key in the system's keychain, one entry per service host; an environment variable overrides it."""

from __future__ import annotations

import asyncio
import hashlib
import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from ..core.api_keys import clean_key

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

ENTRY = "jimeng-desktop"
VARIABLE = "MAXAPI_API_KEY"
NONE = "there is none"  # what KeychainUnavailable says on a machine without a keychain

# What the backends of keyring raise beside its own errors. They are looked up among the modules that are loaded: a
# module that isn't can't have raised anything.
_FOREIGN_ERRORS = (
    ("keyring.errors", "KeyringError"),
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("jeepney.io.common", "RouterClosed"),
    ("win32ctypes.pywin32.pywintypes", "error"),
    ("pywintypes", "error"),
    ("gi.repository.GLib", "Error"),
    ("dbus.exceptions", "DBusException"),
)


class KeychainUnavailable(Exception):
    """There is no keychain, or it doesn't open. The text says why and never holds a key."""


def host_of(base_url: str) -> str:
    """The name of the entry for a service: its host, with the port where that isn't the usual one."""
    parts = urlsplit(base_url)
    host = parts.netloc.rpartition("@")[2].lower()
    return host.removesuffix(":443" if parts.scheme == "https" else ":80")


def entry_of(host: str, mark: str) -> str:
    """The name of the entry of one of several keys for a host; `mark` is its fingerprint."""
    return f"{host}#{mark}"


def read(host: str) -> str | None:
    """The key kept for this host. May block for minutes on the system's prompt. Raises KeychainUnavailable."""
    return clean_key(_call(lambda backend: backend.get_password(ENTRY, host)) or "") or None


def write(host: str, key: str) -> None:
    """Keeps the key for this host in place of any other. May block. Raises KeychainUnavailable."""
    _call(lambda backend: backend.set_password(ENTRY, host, key))


def delete(host: str) -> None:
    """Forgets the key of this host; one that isn't there is fine. May block. Raises KeychainUnavailable."""
    if _call(lambda backend: backend.get_password(ENTRY, host)) is not None:
        _call(lambda backend: backend.delete_password(ENTRY, host))


def key_from_environment() -> str | None:
    """The key given by MAXAPI_API_KEY, None where it is unset or blank."""
    return clean_key(os.environ.get(VARIABLE, "")) or None


def fingerprint(key: str) -> str:
    """12 hexadecimal digits that tell keys apart and give nothing of them away."""
    return hashlib.sha256(b"jimeng-desktop key\0" + key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def in_thread(function: Callable[..., T], *args: Any) -> asyncio.Future[T]:
    """Calls a function of this module in a daemon thread of its own, so that neither loop nor exit waits for a prompt.

    Cancelling the future gives up the answer, not the call. Any other error than KeychainUnavailable goes to
    threading.excepthook, and the future fails as if there were no keychain.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def answer(result: T | None, error: KeychainUnavailable | None) -> None:
        if future.done():  # cancelled meanwhile
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result: T | None = None
        error: KeychainUnavailable | None = KeychainUnavailable("an unexpected error")
        try:
            result, error = function(*args), None
        except KeychainUnavailable as reason:
            error = reason
        finally:
            try:
                loop.call_soon_threadsafe(answer, result, error)
            except RuntimeError:  # the loop is closed: nobody waits any more
                pass

    threading.Thread(target=run, name="keychain", daemon=True).start()
    return future


def _call(action: Callable[[KeyringBackend], T]) -> T:
    try:
        return action(_backend())
    except (OSError, RuntimeError, ValueError) + _foreign_errors() as error:
        reason = type(error).__name__
    raise KeychainUnavailable(reason)  # outside the except, without the other's text or chain: it might hold the key


def _backend() -> KeyringBackend:
    import keyring  # late: looking for backends takes longer than a frame
    from keyring.backends import fail, null

    backend = keyring.get_keyring()
    if isinstance(backend, fail.Keyring | null.Keyring):
        raise KeychainUnavailable(NONE)
    return backend


def _foreign_errors() -> tuple[type[Exception], ...]:
    found = (getattr(sys.modules.get(module), name, None) for module, name in _FOREIGN_ERRORS)
    return tuple(kind for kind in found if isinstance(kind, type) and issubclass(kind, Exception))

"""The keychain: what it keeps, what it says when there is none, and that it never blocks or gives a key away."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import keyring
import keyring.core
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordSetError

from jimeng_desktop.desktop import keychain
from jimeng_desktop.desktop.keychain import (
    KeychainUnavailable,
    delete,
    fingerprint,
    host_of,
    in_thread,
    key_from_environment,
    read,
    write,
)
from tests import processes

KEY = "sk-very-secret-0123456789"
Run = Callable[[Coroutine[Any, Any, Any]], Any]


class InMemory(KeyringBackend):
    """A keychain that remembers for the length of a test, or raises what it is told to."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error

    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        del self.kept[service, username]


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemory]:
    backend = InMemory()
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    return backend


def test_each_host_has_a_key_of_its_own(memory: InMemory) -> None:
    assert read("api.maxapi.io") is None
    write("api.maxapi.io", KEY)
    write("127.0.0.1:8000", "other")
    assert read("api.maxapi.io") == KEY
    assert set(memory.kept) == {("jimeng-desktop", "api.maxapi.io"), ("jimeng-desktop", "127.0.0.1:8000")}
    delete("api.maxapi.io")
    delete("api.maxapi.io")
    assert read("api.maxapi.io") is None
    assert read("127.0.0.1:8000") == "other"


def test_the_entry_is_named_for_the_host() -> None:
    assert host_of("https://API.maxapi.io/") == "api.maxapi.io"
    assert host_of("https://api.maxapi.io:443/v2") == "api.maxapi.io"
    assert host_of("http://127.0.0.1:8000") == "127.0.0.1:8000"
    assert host_of("http://[::1]:80") == "[::1]"


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring()], ids=["fail", "null"])
def test_no_keychain_is_told_and_not_taken_for_an_empty_one(
    backend: KeyringBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    for call in (lambda: read("h"), lambda: write("h", KEY), lambda: delete("h")):
        with pytest.raises(KeychainUnavailable, match="there is none"):
            call()


@pytest.mark.parametrize("kind", [KeyringLocked, PasswordSetError, OSError, RuntimeError])
def test_a_failing_keychain_is_unavailable_and_its_words_stay_behind(memory: InMemory, kind: type[Exception]) -> None:
    memory.error = kind(f"could not store {KEY}")
    with pytest.raises(KeychainUnavailable) as caught:
        write("h", KEY)
    assert KEY not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert kind.__name__ in str(caught.value)


@pytest.mark.skipif(sys.platform != "linux", reason="the secret service is Linux's")
def test_errors_of_the_secret_service_itself_count_too(memory: InMemory) -> None:
    from secretstorage.exceptions import PromptDismissedException

    memory.error = PromptDismissedException("dismissed")
    with pytest.raises(KeychainUnavailable):
        read("h")


def test_the_environment_comes_first_and_a_blank_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert key_from_environment() is None
    monkeypatch.setenv("MAXAPI_API_KEY", "  ")
    assert key_from_environment() is None
    monkeypatch.setenv("MAXAPI_API_KEY", f" {KEY}\n")
    assert key_from_environment() == KEY


@pytest.mark.parametrize("copied", [f"Bearer {KEY}", f"\u200b{KEY}\u2060", f'"{KEY}"\n', KEY.replace("sk", "ｓｋ")])
def test_a_key_is_clean_wherever_it_comes_from(memory: InMemory, monkeypatch: pytest.MonkeyPatch, copied: str) -> None:
    monkeypatch.setenv("MAXAPI_API_KEY", copied)
    assert key_from_environment() == KEY
    write("api.maxapi.io", copied)
    assert read("api.maxapi.io") == KEY
    write("api.maxapi.io", "\u200b")
    assert read("api.maxapi.io") is None
    delete("api.maxapi.io")
    assert not memory.kept


def test_a_fingerprint_tells_keys_apart_and_nothing_else() -> None:
    mark = fingerprint(KEY)
    assert len(mark) == 12
    assert set(mark) <= set("0123456789abcdef")
    assert mark == fingerprint(KEY) != fingerprint(KEY + "0")
    assert mark == "584556a1aac0"  # stored with every job: it must never change


def test_a_key_of_half_a_character_has_a_fingerprint_too() -> None:
    assert fingerprint("sk-\ud800") != fingerprint("sk-\ud801")


def test_the_answer_comes_back_into_the_loop(memory: InMemory, run_async: Run) -> None:
    async def ask() -> str | None:
        await in_thread(write, "h", KEY)
        return await in_thread(read, "h")

    assert run_async(ask()) == KEY


def test_an_error_comes_back_too(memory: InMemory, run_async: Run) -> None:
    memory.error = KeyringLocked("no")

    async def ask() -> str | None:
        return await in_thread(read, "h")

    with pytest.raises(KeychainUnavailable):
        run_async(ask())


def test_a_bug_is_shown_and_the_waiting_ends(monkeypatch: pytest.MonkeyPatch, run_async: Run) -> None:
    seen: list[type[BaseException] | None] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: seen.append(args.exc_type))

    def broken() -> None:
        raise ZeroDivisionError

    async def ask() -> None:
        await in_thread(broken)

    with pytest.raises(KeychainUnavailable):
        run_async(ask())
    _join()
    assert seen == [ZeroDivisionError]


def test_cancelling_gives_up_the_answer_while_the_prompt_stands(run_async: Run) -> None:
    answered, prompt = threading.Event(), threading.Event()

    def blocking() -> str:
        prompt.wait(20)
        answered.set()
        return KEY

    complaints: list[object] = []

    async def ask() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
        future = in_thread(blocking)
        future.cancel()
        with pytest.raises(asyncio.CancelledError):
            await future
        prompt.set()
        await asyncio.to_thread(answered.wait, 20)
        await asyncio.to_thread(_join)
        await asyncio.sleep(0)  # the late answer is heard and ignored

    run_async(ask())
    assert answered.is_set()
    assert complaints == []


def test_an_answer_after_the_loop_is_gone_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    crashed: list[object] = []
    monkeypatch.setattr(threading, "excepthook", crashed.append)
    prompt = threading.Event()

    async def ask() -> None:
        in_thread(prompt.wait, 20)

    asyncio.run(ask())
    prompt.set()
    _join()
    assert crashed == []


def test_a_standing_prompt_does_not_hold_up_the_exit() -> None:
    script = """
import asyncio, threading
from jimeng_desktop.desktop.keychain import in_thread
async def main():
    in_thread(threading.Event().wait)
asyncio.run(main())
"""
    processes.run([sys.executable, "-c", script], check=True)


def test_keyring_is_imported_late() -> None:
    script = "import sys, jimeng_desktop.desktop.keychain; sys.exit('keyring' in sys.modules)"
    processes.run([sys.executable, "-c", script], check=True)


def test_foreign_errors_are_looked_up_where_they_are_loaded() -> None:
    assert keyring.errors.KeyringError in keychain._foreign_errors()


def _join() -> None:
    for thread in threading.enumerate():
        if thread.name == "keychain":
            thread.join(20)

"""What conftest.py promises every test: it stays on this machine, and has no home, key or keyring but its own."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from pathlib import Path

import keyring
import platformdirs
import pytest


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org", "localhost.example.org"])
def test_nothing_leaves_this_machine(stays_here: list[str], host: str) -> None:
    with pytest.raises(OSError, match="tests stay on this machine"):
        socket.create_connection((host, 80), timeout=1)
    assert host in stays_here[0], "noted, for a test that swallows the error"
    stays_here.clear()


def test_loopback_is_this_machine(run_async: Callable[..., object], stays_here: list[str]) -> None:
    async def talk() -> bytes:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(await reader.readline())
            writer.close()
            await writer.wait_closed()

        async with await asyncio.start_server(answer, "localhost", 0, family=socket.AF_INET) as server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(b"hello\n")
            said = await reader.readline()
            writer.close()
            await writer.wait_closed()
            return said

    assert run_async(talk()) == b"hello\n"
    assert stays_here == []


def test_the_home_is_our_own_and_empty(home: Path) -> None:
    assert list(home.iterdir()) == []
    assert Path.home() == home
    assert Path(platformdirs.user_data_dir("jimeng")).is_relative_to(home)
    assert Path(platformdirs.user_config_dir("jimeng")).is_relative_to(home)


def test_there_is_no_key() -> None:
    assert "MAXAPI_API_KEY" not in os.environ
    assert keyring.get_keyring().__class__.__module__ == "keyring.backends.null"

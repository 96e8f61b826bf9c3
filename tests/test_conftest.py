"""What conftest.py promises every test: it stays on this machine, and has no home, key or keyring but its own."""

from __future__ import annotations

import asyncio
import os
import socket
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import keyring
import platformdirs
import pytest
from PySide6.QtCore import QDateTime

from tests import processes
from tests.zones import USUAL, ZONES, utc


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


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("UTC", "2026-07-01 12:00"),
        ("Shanghai", "2026-07-01 20:00"),
        ("New York", "2026-07-01 08:00"),
        ("Berlin", "2026-07-01 14:00"),
        ("Havana", "2026-07-01 08:00"),
    ],
    indirect=["zone"],
)
def test_local_time_is_the_same_for_all_that_ask(zone: str, written: str) -> None:
    noon = int(utc("2026-07-01T12:00"))
    with closing(sqlite3.connect(":memory:")) as database:
        found = database.execute("SELECT strftime('%Y-%m-%d %H:%M', ?, 'unixepoch', 'localtime')", (noon,)).fetchone()
    program = f"import time; print(time.strftime('%Y-%m-%d %H:%M', time.localtime({noon})))"
    child = processes.run([sys.executable, "-c", program], check=True)
    qt = QDateTime.fromSecsSinceEpoch(noon).toString("yyyy-MM-dd HH:mm")
    assert [*found, child.stdout.strip(), qt, f"{datetime.fromtimestamp(noon):%Y-%m-%d %H:%M}"] == [written] * 4


@pytest.mark.skipif(os.name == "nt", reason="one zone for all")
def test_a_test_that_names_no_zone_is_in_the_usual_one(zone: str) -> None:
    assert (zone, os.environ["TZ"]) == (USUAL, ZONES[USUAL])
    assert datetime.fromtimestamp(0) == datetime(1970, 1, 1, 8)


def test_there_is_no_key() -> None:
    assert "MAXAPI_API_KEY" not in os.environ
    assert keyring.get_keyring().__class__.__module__ == "keyring.backends.null"

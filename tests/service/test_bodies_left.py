"""Bodies that are refused before their end give their connections back, also on a loop that closes no generators."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import JimengError
from jimeng_desktop.service.envelope import MOST_READ
from jimeng_desktop.service.maxapi import CALLS, DOWNLOADS, MaxAPI
from tests.patience import LONGEST
from tests.service.fetching import PNG
from tests.service.wires import Talk, wire

PAGE = b"<html>" + b"sorry " * 50_000
TOO_LONG = b"[" + b" " * MOST_READ + b"]"
NO_TASK = b'{"code": 404, "msg": "task not found"}'


def run_bare(coroutine: Coroutine[Any, Any, None]) -> None:
    """On a loop that has no hooks for asynchronous generators, as qasync's own."""

    async def bare() -> None:
        sys.set_asyncgen_hooks(None, None)
        async with asyncio.timeout(LONGEST):
            await coroutine

    asyncio.run(bare())


@pytest.mark.parametrize("way", ["download", "submit", "query", "cancel", "test_key"])
def test_after_many_refused_bodies_the_next_is_read(tmp_path: Path, way: str) -> None:
    refused, sound = (PAGE, PNG) if way == "download" else (TOO_LONG, NO_TASK)
    bodies = [refused] * 2 * max(CALLS, DOWNLOADS) + [sound]
    said: list[str] = []

    def answer(talk: Talk) -> None:
        talk.say(200, bodies[len(said)])

    async def ask() -> None:
        service = MaxAPI(server.base, "sk-secret", connect_timeout=30)
        link = (server.url("/1.png"), tmp_path / "part", lambda *_: None)
        args: dict[str, tuple[Any, ...]] = {"download": link, "submit": (b"{}",), "query": ("t",), "cancel": ("t",)}
        for _ in bodies:
            try:
                await getattr(service, way)(*args.get(way, ()))
                said.append("fine")
            except JimengError as error:
                said.append(f"{error.code}: {error.detail}")
        await service.close()

    with wire(answer) as server:
        run_bare(ask())
    *before, last = said
    assert set(before) == {_refusal(way)}
    assert last in ("fine", "task_unknown: task not found", "refused: task not found")


def _refusal(way: str) -> str:
    if way == "download":
        return "not_a_picture: html"
    return f"{'answer_unknown' if way == 'submit' else 'service_trouble'}: answer too long"

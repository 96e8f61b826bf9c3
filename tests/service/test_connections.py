"""Which connections are used, and how many: a submit has a fresh one, and nothing that hangs keeps it waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.service.maxapi import MaxAPI
from tests.service.test_calls import BODY, KEY, OK, TASK
from tests.service.wires import Talk, wire

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def test_submits_use_fresh_connections_and_questions_kept_ones(run_async: Run) -> None:
    async def calls(base: str) -> None:
        service = MaxAPI(base, KEY)
        for _ in range(3):
            await service.query("t-1")
        assert server.connections == 1
        for _ in range(3):
            await service.submit(BODY)
        assert server.connections == 4
        await service.close()

    with wire(lambda t: t.say(200, OK if t.body else TASK)) as server:
        run_async(calls(server.base))


def test_a_kept_connection_that_died_does_not_touch_a_submit(run_async: Run) -> None:
    def answer_then_close(talk: Talk) -> None:
        talk.say(200, OK if talk.body else TASK)
        talk.reset()

    async def calls(base: str) -> None:
        service = MaxAPI(base, KEY)
        for _ in range(5):
            await service.query("t-1")
            assert await service.submit(BODY) == "t-1"
        await service.close()

    with wire(answer_then_close) as server:
        run_async(calls(server.base))


def test_cookies_are_not_kept(run_async: Run) -> None:
    async def calls(base: str) -> None:
        service = MaxAPI(base, KEY)
        await service.query("t-1")
        await service.query("t-1")
        await service.close()

    with wire(lambda t: t.say(200, TASK, "Set-Cookie: who=me")) as server:
        run_async(calls(server.base))
    assert "cookie" not in server.heads[1].lower()


def test_at_most_eight_connections_and_questions_pass_hanging_submits(run_async: Run) -> None:
    def answer(talk: Talk) -> None:
        if talk.body:
            talk.wait()
        else:
            talk.say(200, TASK)

    async def calls(base: str) -> None:
        service = MaxAPI(base, KEY)
        async with asyncio.TaskGroup() as group:
            sends = [group.create_task(service.submit(BODY)) for _ in range(8)]
            for _ in range(200):
                group.create_task(service.query("t-1"))
            async with asyncio.timeout(20):
                while len([h for h in server.heads if h.startswith("GET")]) < 200:
                    await asyncio.sleep(0.01)
            assert server.connections <= 4
            for send in sends:
                send.cancel()
        await service.close()

    with wire(answer) as server:
        run_async(calls(server.base))


def test_downloads_that_hang_keep_no_question_and_no_submit_waiting(run_async: Run, tmp_path: Path) -> None:
    def answer(talk: Talk) -> None:
        if talk.target.startswith("/pictures/"):
            talk.wait()
        else:
            talk.say(200, OK if talk.body else TASK)

    async def calls(base: str) -> None:
        service = MaxAPI(base, KEY)
        async with asyncio.TaskGroup() as group:
            downloads = [
                group.create_task(service.download(f"{base}/pictures/{n}.png", tmp_path / str(n), lambda *_: None))
                for n in range(8)
            ]
            while server.connections < 4:
                await asyncio.sleep(0.005)
            assert (await service.query("t-1")).status == "PENDING"
            assert await service.submit(BODY) == "t-1"
            assert server.connections == 6, "four downloads at once"
            for download in downloads:
                download.cancel()
        await service.close()

    with wire(answer) as server:
        run_async(calls(server.base))


def test_a_closed_service_may_be_used_again(run_async: Run) -> None:
    async def calls(base: str) -> None:
        service = MaxAPI(base, KEY)
        for _ in range(2):
            assert (await service.query("t-1")).status == "PENDING"
            await service.close()
            await service.close()
        assert (
            service.body(Recipe("m", "p"))
            == b'{"model": "m", "input": {"prompt": "p", "ratio": "1:1", "resolution": "2k"}}'
        )

    with wire(lambda t: t.say(200, TASK)) as server:
        run_async(calls(server.base))

"""A service for the runner's tests: it plays api.md under the real client, counts, and fails as it is told."""

from __future__ import annotations

import asyncio
import io
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from PIL import Image

from jimeng_desktop.assets import asset
from jimeng_desktop.core.events import Event, JobChanged
from jimeng_desktop.core.job import Job
from jimeng_desktop.core.pacing import Pacing
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.library.library import Library
from jimeng_desktop.runner.runner import Runner
from jimeng_desktop.service.maxapi import MaxAPI
from tests.patience import LONGEST
from tests.patience import until as until

CATALOG = read_catalog(asset("models.toml"))
SETTINGS = Settings(hold_seconds=0)
FAST = Pacing(scale=0.002)
URL = "https://service.test"


def png(seed: int) -> bytes:
    """A small picture that differs by seed."""
    out = io.BytesIO()
    Image.new("RGB", (48, 36), (seed * 37 % 256, seed * 91 % 256, seed * 53 % 256)).save(out, "PNG")
    return out.getvalue()


class World(httpx.AsyncBaseTransport):
    """Tasks by id, prompts received, and what the next submits, queries and downloads are to give."""

    def __init__(self) -> None:
        self.prompts: Counter[str] = Counter()
        self.tasks: dict[str, dict[str, Any]] = {}
        self.submit_faults: dict[str, list[str]] = {}  # prompt -> what its submits give, one after the other
        self.statuses: dict[str, list[str]] = {}  # prompt -> what its queries give, then SUCCESS
        self.picture_faults: list[int | bytes | Exception] = []  # what the next downloads give instead of the picture
        self.queries: Counter[str] = Counter()
        self.heard: list[tuple[float, str]] = []  # the loop's time of each "submit", "busy" and question for a task
        self.cancelled: list[str] = []
        self.keys: set[str] = set()
        self.pictures = 4
        self.named: Callable[[list[str]], list[Any]] = lambda urls: urls  # what a result names, made of its links
        self.asked: list[str] = []  # the links that were fetched
        self.generation = 0  # of the links given out
        self.dead_before = 0  # links of a generation before this one no longer work
        self.submit_gate: Callable[[], Any] | None = None
        self.cancel_gate: Callable[[], Any] | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)
        if request.url.host != "service.test":
            assert "authorization" not in request.headers
            return self._picture(request)
        self.keys.add(request.headers["authorization"])
        parts = _path(request).split("/")
        if parts[-1] == "submit":
            return await self._submit(request)
        if parts[-1] == "cancel":
            return await self._cancel(parts[-2])
        return self._query(parts[-1])

    async def _submit(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        prompt = body["input"]["prompt"]
        fault, _, seconds = (self.submit_faults.get(prompt) or ["ok"]).pop(0).partition(":")
        self._hear("submit")
        if fault in ("offline", "busy", "points", "key", "refused"):
            if self.submit_gate:
                await self.submit_gate()
            return self._refuses(fault, seconds or "0", request)
        self.prompts[prompt] += 1
        task_id = f"task-{len(self.tasks) + 1}"
        self.tasks[task_id] = {"prompt": prompt, "left": list(self.statuses.get(prompt, ["PENDING", "SUBMITTED"]))}
        if self.submit_gate:
            await self.submit_gate()
        if fault == "reset":
            raise httpx.ReadError("reset", request=request)
        if fault == "500":
            return httpx.Response(500, text="<html>oops</html>")
        if fault == "named":
            return httpx.Response(500, json={"code": 500, "msg": "busy", "data": {"taskId": task_id}})
        if fault == "same id":
            task_id = "task-1"
        return httpx.Response(200, json={"code": 0, "msg": "ok", "data": {"taskId": task_id}})

    def _refuses(self, fault: str, seconds: str, request: httpx.Request) -> httpx.Response:
        if fault == "offline":
            raise httpx.ConnectError("down", request=request)
        if fault == "busy":
            return self._busy(seconds)
        if fault == "points":
            return httpx.Response(200, json={"code": 402, "msg": "积分不足"})
        if fault == "key":
            return httpx.Response(401, json={"code": 401, "msg": "unauthorized"})
        return httpx.Response(200, json={"code": 1001, "msg": "bad ratio"})

    def _query(self, task_id: str) -> httpx.Response:
        self.queries[task_id] += 1
        self._hear(task_id)
        task = self.tasks.get(task_id)
        status = "gone" if task is None else task["left"].pop(0) if task["left"] else "SUCCESS"
        if status == "gone":
            return httpx.Response(404, json={"code": 404, "msg": "task not found"})
        if status == "offline":
            raise httpx.ConnectError("down")
        if status == "not known":
            return httpx.Response(404, json={"code": 404, "msg": "task not found"})
        if status == "refuses":
            return httpx.Response(401, json={"code": 401, "msg": "unauthorized"})
        if status == "garbage":
            return httpx.Response(200, text="<html>")
        name, _, reason = status.partition(":")
        if name == "busy":
            return self._busy(reason)
        urls = [f"https://pictures.test/{task_id}/{n}.png?g={self.generation}" for n in range(self.pictures)]
        data = {
            "taskId": task_id,
            "status": name,
            "result": {"type": "image", "urls": self.named(urls)} if name == "SUCCESS" else None,
            "failure_reason": reason or None,
        }
        return httpx.Response(200, json={"code": 0, "msg": "ok", "data": data})

    def _hear(self, what: str) -> None:
        self.heard.append((asyncio.get_running_loop().time(), what))

    def _busy(self, seconds: str) -> httpx.Response:
        self._hear("busy")
        return httpx.Response(429, json={"code": 429, "msg": "slow down"}, headers={"Retry-After": seconds})

    async def _cancel(self, task_id: str) -> httpx.Response:
        self.cancelled.append(task_id)
        if self.cancel_gate:
            await self.cancel_gate()
        task = self.tasks[task_id]
        if task["left"][:1] != ["PENDING"]:
            return httpx.Response(200, json={"code": 1002, "msg": "too late"})
        task["left"] = ["CANCELLED"]
        return httpx.Response(200, json={"code": 0, "msg": "ok"})

    def _picture(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(f"{request.url.scheme}://{request.url.netloc.decode()}/{_path(request)}")
        if self.picture_faults:
            fault = self.picture_faults.pop(0)
            if isinstance(fault, Exception):
                raise fault
            if fault == 302:
                return httpx.Response(302, headers={"Location": f"http://{request.url.host}/{_path(request)}"})
            return httpx.Response(200, content=fault) if isinstance(fault, bytes) else httpx.Response(fault)
        path, _, generation = _path(request).partition("?g=")
        if int(generation) < self.dead_before:
            return httpx.Response(403)
        task, name = path.split("/")
        return httpx.Response(
            200, content=png(int(task[5:]) * 10 + int(name[0])), headers={"Content-Type": "image/png"}
        )


def _path(request: httpx.Request) -> str:
    return request.url.raw_path.decode().strip("/")


def recipe(prompt: str) -> Recipe:
    """A recipe with this prompt."""
    return Recipe("jimeng-4.5", prompt, "1:1", "1k")


def open_library(folder: Path) -> Library:
    """The library in a test's folder."""
    (folder / "Pictures").mkdir(parents=True, exist_ok=True)
    return Library.open(folder / "data", folder / "Pictures")


class Heard(list[Event]):
    """What a listener has heard."""

    def states(self, job_id: int) -> list[str]:
        """The states of a job in the order they were told, each once in a row."""
        states = [event.job.state.value for event in self if isinstance(event, JobChanged) and event.job.id == job_id]
        return [state for n, state in enumerate(states) if n == 0 or states[n - 1] != state]

    def last(self, job_id: int) -> Job:
        """The job as last told."""
        return next(e.job for e in reversed(self) if isinstance(e, JobChanged) and e.job.id == job_id)


@asynccontextmanager
async def running(
    folder: Path,
    world: World,
    heard: Heard | None = None,
    *,
    key: str | None = "key-one",
    pacing: Pacing = FAST,
    **settings: Any,
) -> AsyncIterator[Runner]:
    """The real runner, client and library over the world; the library stays in `folder`."""
    library = open_library(folder)
    service = MaxAPI(URL, key, transport=world)
    try:
        async with Runner(library, service, CATALOG, replace(SETTINGS, **settings), pacing=pacing) as runner:
            if heard is not None:
                runner.listen(heard.append)
            yield runner
    finally:
        await service.close()
        await library.close()


new_runner: Callable[[], asyncio.Runner] = asyncio.Runner  # the loop that tests run on


def bounded(play: Coroutine[Any, Any, None], seconds: float = LONGEST) -> None:
    """Runs a test to its end; one in which a job is stuck fails instead of hanging."""

    async def in_time() -> None:
        async with asyncio.timeout(seconds):
            await play

    with new_runner() as runner:
        runner.run(in_time())

"""The demo service: an httpx transport that answers like the real one, without a socket, a key or a cost.

It queues, makes, fails, cancels and serves pictures under the program's own client. Words in a prompt ask for failures:
see task.py.
"""

from __future__ import annotations

import asyncio
import email.utils
import hashlib
import json
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import httpx

from .task import LIFE, SIZES, DemoTask, asked_for, from_id, new_task, to_id

DEMO_URL = "https://demo.jimeng.invalid"
DEMO_KEY = "no-key-8f3a61"  # struck out of all that is said: nothing that anybody would say
PICTURES_URL = "https://pictures.jimeng.invalid"
FAMILIES = ("jimeng-", "seedream-", "nano-banana")
AT_ONCE = 3  # tasks that are made side by side
CHUNK = 64 * 1024
KEPT_BYTES, KEPT_SECONDS = 96 * 1024 * 1024, 60.0


class DemoTransport(httpx.AsyncBaseTransport):
    """Answers requests to `DEMO_URL` and to the host of the results; `seconds` is about what one job takes.

    `accepted` lists the ids of all tasks it has accepted, also of those whose answer was cut off.
    """

    def __init__(self, seconds: float = 6.0, clock: Callable[[], float] = time.time) -> None:
        self.accepted: list[str] = []
        self._seconds = seconds
        self._clock = clock
        self._lanes = [0.0] * AT_ONCE  # when each becomes free
        self._cancelled: set[str] = set()
        self._turned_away: set[str] = set()
        self._answered: set[str] = set()  # tasks whose links have been given once
        self._easel = Easel()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request; raises httpx errors where the prompt asks for them."""
        body = await request.aread()
        await _pause(min(0.12, self._seconds * 0.02))
        if request.url.host == httpx.URL(PICTURES_URL).host:
            return await self._picture(request)
        if request.url.host != httpx.URL(DEMO_URL).host:
            raise httpx.ConnectError("the demo reaches no other host", request=request)
        if not _has_key(request):
            return self._refuse(401, "unauthorized", http=401)
        return self._answer(request, body)

    async def aclose(self) -> None:
        """Lets go of the threads; the transport may still be used afterwards by another client."""
        self._easel.close()

    def _answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        path, _ = _target(request)
        match (request.method, path.removeprefix("/api/v1/task/").split("/")):
            case ("POST", ["submit"]):
                return self._submit(request, body)
            case ("GET", [task_id]):
                return self._query(task_id)
            case ("POST", [task_id, "cancel"]):
                return self._cancel(task_id)
        return self._refuse(404, "not found", http=404)

    def _submit(self, request: httpx.Request, body: bytes) -> httpx.Response:
        fields = read_submit(body)
        if isinstance(fields, str):
            return self._refuse(400, fields)
        words = asked_for(str(fields["prompt"]))
        if refusal := self._refusal(str(fields["prompt"]), words):
            return refusal
        if "offline" in words:
            raise httpx.ConnectError("demo: no connection", request=request)
        task_id = self._accept(fields)
        if "unknown" in words:
            raise httpx.ReadError("demo: the answer was cut off", request=request)
        return self._json({"code": 0, "msg": "ok", "data": {"taskId": task_id}})

    def _refusal(self, prompt: str, words: frozenset[str]) -> httpx.Response | None:
        if "refused" in words:
            return self._refuse(400, "the demo refuses this prompt, as asked")
        if "broke" in words:
            return self._refuse(402, "积分不足")
        if "key" in words:
            return self._refuse(401, "unauthorized", http=401)
        if "busy" in words and prompt not in self._turned_away:
            self._turned_away.add(prompt)
            return self._refuse(429, "too many requests", http=429, retry=str(round(min(2.0, self._seconds))))
        return None

    def _accept(self, fields: dict[str, str | int]) -> str:
        now = self._clock()
        lane = min(range(AT_ONCE), key=self._lanes.__getitem__)
        task = new_task(fields, now, max(0.0, self._lanes[lane] - now), self._seconds)
        self._lanes[lane] = task.made_at
        task_id = to_id(task)
        self.accepted.append(task_id)
        return task_id

    def _query(self, task_id: str) -> httpx.Response:
        task = from_id(task_id)
        if task is None:
            return self._refuse(404, "task not found", http=404)
        now = self._clock()
        status = "CANCELLED" if task_id in self._cancelled else task.status(now)
        urls = self._links(task_id, task) if status == "SUCCESS" else []
        data = {
            "taskId": task_id,
            "status": status,
            "input": {name: getattr(task, name) for name in ("model", "prompt", "ratio", "resolution")},
            "result": {"type": "image", "urls": urls} if urls else None,
            "failure_reason": task.outcome[1] if status == "FAILURE" else None,
            "created_at": _iso(task.created_at),
            "updated_at": _iso(task.changed_at(now)),
        }
        return self._json({"code": 0, "msg": "ok", "data": data})

    def _cancel(self, task_id: str) -> httpx.Response:
        task = from_id(task_id)
        if task is None:
            return self._refuse(404, "task not found", http=404)
        if task_id not in self._cancelled:
            if task.status(self._clock()) != "PENDING":
                return self._refuse(409, "only a pending task can be cancelled")
            self._cancelled.add(task_id)
        return self._json({"code": 0, "msg": "ok"})

    def _links(self, task_id: str, task: DemoTask) -> list[str]:
        issue = 1 if task_id in self._answered else 0
        self._answered.add(task_id)
        links = []
        for position in range(task.pictures):
            path, query = f"/{task_id}/{position + 1}.png", f"issue={issue}&expires={int(task.made_at + LIFE)}"
            links.append(f"{PICTURES_URL}{path}?{query}&sig={_signature(path, query)}")
        return links

    async def _picture(self, request: httpx.Request) -> httpx.Response:
        """A result: signed, without a key, until its links expire."""
        path, text = _target(request)
        query, _, signature = text.rpartition("&sig=")
        if request.method != "GET" or "authorization" in request.headers or signature != _signature(path, query):
            return self._text(403)
        task_id, _, name = path[1:].partition("/")
        task, position = from_id(task_id), int(name.removesuffix(".png")) - 1
        if task is None or self._clock() >= int(httpx.QueryParams(query)["expires"]):
            return self._text(403)
        if position == 0 and "gone" in asked_for(task.prompt) and httpx.QueryParams(query)["issue"] == "0":
            return self._text(404)
        content = await self._easel.picture(task.prompt, position, *task.size)
        headers = {**self._date(), "Content-Type": "image/png", "Content-Length": str(len(content))}
        return httpx.Response(200, headers=headers, stream=Trickle(content, self._seconds * 0.22))

    def _refuse(self, code: int, message: str, *, http: int = 200, retry: str = "") -> httpx.Response:
        return self._json({"code": code, "msg": message, "data": None}, http, {"Retry-After": retry} if retry else {})

    def _json(self, data: dict[str, Any], http: int = 200, headers: dict[str, str] | None = None) -> httpx.Response:
        content = json.dumps(data).encode()
        every = {**self._date(), "Content-Type": "application/json", **(headers or {})}
        return httpx.Response(http, headers=every, content=content)

    def _text(self, http: int) -> httpx.Response:
        return httpx.Response(http, headers=self._date(), content=b"")

    def _date(self) -> dict[str, str]:
        return {"Date": email.utils.formatdate(self._clock(), usegmt=True)}


class Easel:
    """Draws in two threads and keeps what it has drawn for a minute, so that a second try need not wait."""

    def __init__(self) -> None:
        self._threads: ThreadPoolExecutor | None = None
        self._kept: OrderedDict[tuple[str, int, int, int], tuple[float, bytes]] = OrderedDict()

    async def picture(self, prompt: str, position: int, width: int, height: int) -> bytes:
        """A PNG of this size."""
        key = (prompt, position, width, height)
        self._tidy()
        if key not in self._kept:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(2, "demo-picture")
            content = await asyncio.get_running_loop().run_in_executor(self._threads, _draw, *key)
            self._kept[key] = (time.monotonic(), content)
        return self._kept[key][1]

    def close(self) -> None:
        """Drops what has not been begun."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
            self._threads = None

    def _tidy(self) -> None:
        now, size = time.monotonic(), sum(len(content) for _, content in self._kept.values())
        for key, (drawn_at, content) in list(self._kept.items()):
            if size > KEPT_BYTES or now - drawn_at > KEPT_SECONDS:
                size -= len(content)
                del self._kept[key]


class Trickle(httpx.AsyncByteStream):
    """Bytes that arrive bit by bit over `seconds`, as from a distance."""

    def __init__(self, content: bytes, seconds: float) -> None:
        self._content = content
        self._wait = seconds / max(1, len(content) // CHUNK) if seconds >= 0.1 else 0.0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self._content), CHUNK):
            if self._wait:
                await _pause(self._wait)
            yield self._content[start : start + CHUNK]


def read_submit(body: bytes) -> dict[str, str | int] | str:
    """The checked fields of a submit, or what is wrong with it."""
    try:
        data = json.loads(body)
        given = data["input"]
        fields = {"model": data["model"], "prompt": given["prompt"]}
        fields |= {"ratio": given.get("ratio", "1:1"), "resolution": given.get("resolution", "2k"), "n": given.get("n")}
    except (ValueError, TypeError, KeyError, AttributeError):
        return "invalid body"
    if not isinstance(fields["model"], str) or not fields["model"].startswith(FAMILIES):
        return "unknown model"
    if not isinstance(fields["prompt"], str) or not fields["prompt"].strip():
        return "prompt is required"
    if not isinstance(fields["resolution"], str) or fields["resolution"] not in SIZES:
        return "invalid resolution"
    if not isinstance(fields["ratio"], str) or fields["ratio"] not in SIZES[fields["resolution"]]:
        return "invalid ratio"
    if fields["n"] is None:
        fields["n"] = 4 if fields["model"].startswith("jimeng-") else 1
    if type(fields["n"]) is not int or not 1 <= fields["n"] <= 15:
        return "invalid n"
    return fields


async def _pause(seconds: float) -> None:
    await asyncio.sleep(seconds)


def _draw(prompt: str, position: int, width: int, height: int) -> bytes:
    from .pictures import draw  # Pillow is loaded by the first picture, in its thread

    return draw(prompt, position, width, height)


def _target(request: httpx.Request) -> tuple[str, str]:
    """Path and query as they are sent."""
    path, _, query = request.url.raw_path.decode("ascii", "replace").partition("?")
    return path, query


def _has_key(request: httpx.Request) -> bool:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return scheme == "Bearer" and bool(key.strip())


def _signature(path: str, query: str) -> str:
    return hashlib.blake2s(f"{path}?{query}".encode(), digest_size=12, key=b"demo pictures").hexdigest()


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")

"""The service on loopback that does to each prompt what a row of the fault table says, and counts what it received."""

from __future__ import annotations

import io
import json
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from PIL import Image

from tests.service.wires import Talk

Does = Callable[[Talk], None]
PICTURES = 4


def picture(prompt: str, number: int, kind: str = "png") -> bytes:
    """The bytes of one picture, the same for ever."""
    out = io.BytesIO()
    seed = sum(prompt.encode("utf-8", "replace")) + 61 * number
    Image.new("RGB", (48, 36), (seed % 256, seed * 7 % 256, seed * 13 % 256)).save(out, kind)
    return out.getvalue()


class Place:
    """What happens to a prompt's submits, queries and downloads, each list used up in order; then all is well.

    `connections` are done to the first connections, before anything is read of them. A script is a thing done to the
    connection; one of `queries` may also be the `data` of an answer.
    """

    def __init__(self, name: str = "task") -> None:
        self.name = name
        self.connections: list[Does] = []
        self.submits: dict[str, list[Does]] = defaultdict(list)
        self.queries: dict[str, list[Does | dict[str, Any]]] = defaultdict(list)
        self.pictures: dict[str, list[Does]] = defaultdict(list)
        self.links: dict[str, int] = {}  # how many a prompt has
        self.results: dict[str, Callable[[list[str]], Any]] = {}  # what `result` is, made of those
        self.tasks: dict[str, str] = {}  # id -> prompt
        self.submitted: dict[str, list[float]] = defaultdict(list)  # prompt -> when each of its submits came
        self.queried: dict[str, list[float]] = defaultdict(list)
        self.fetched: dict[str, list[float]] = defaultdict(list)
        self.keys_at_pictures = 0
        self.asked: list[tuple[str, str]] = []  # the target of each request, and the key that it brought, or ""
        self.generation = 0  # of the links that are given out

    def talk(self, talk: Talk) -> None:
        """One connection from its beginning."""
        if self.connections:
            self.connections.pop(0)(talk)
            return
        while talk.connection.fileno() >= 0 and talk.read():
            self.answer(talk)

    def answer(self, talk: Talk) -> None:
        """One request."""
        method, target = talk.head.decode("latin-1").split(" ")[:2]
        bearer = next((value for name, value in talk.fields() if name == "authorization"), "")
        self.asked.append((target, bearer.removeprefix("Bearer ")))
        if target.startswith("/pictures/"):
            self._picture(talk, target)
        elif method == "POST" and target.endswith("/submit"):
            self._submit(talk)
        elif method == "GET":
            self._query(talk, target.rsplit("/", 1)[1])
        else:
            say(talk, {"code": 0, "msg": "ok"})

    def _submit(self, talk: Talk) -> None:
        prompt = json.loads(talk.body)["input"]["prompt"]
        self.submitted[prompt].append(time.monotonic())
        if self.submits[prompt]:
            self.submits[prompt].pop(0)(talk)
        else:
            say(talk, {"code": 0, "msg": "ok", "data": {"taskId": self.task(prompt)}})

    def task(self, prompt: str) -> str:
        """A new task of this prompt; its id."""
        task_id = f"{self.name}-{len(self.tasks) + 1}"
        self.tasks[task_id] = prompt
        return task_id

    def _query(self, talk: Talk, task_id: str) -> None:
        prompt = self.tasks.get(task_id, "")
        self.queried[prompt].append(time.monotonic())
        if task_id not in self.tasks:
            say(talk, {"code": 404, "msg": "task not found"}, 404)
            return
        step = self.queries[prompt].pop(0) if self.queries[prompt] else self.made(talk, prompt)
        if callable(step):
            step(talk)
        else:
            say(talk, {"code": 0, "msg": "ok", "data": {"taskId": task_id, **step}})

    def made(self, talk: Talk, prompt: str) -> dict[str, Any]:
        """SUCCESS with links that lead here."""
        urls = [self.link(talk, prompt, number) for number in range(self.links.get(prompt, PICTURES))]
        made = success(urls)
        return {**made, "result": self.results[prompt](urls)} if prompt in self.results else made

    def link(self, talk: Talk, prompt: str, number: int) -> str:
        """Where one picture is."""
        host = next(value for name, value in talk.fields() if name == "host")
        scheme = "https" if hasattr(talk.connection, "cipher") else "http"
        return f"{scheme}://{host}/pictures/{prompt.encode().hex()}/{number}.png?g={self.generation}"

    def _picture(self, talk: Talk, target: str) -> None:
        _, _, slug, name = target.split("/")
        prompt = bytes.fromhex(slug).decode()
        self.fetched[prompt].append(time.monotonic())
        self.keys_at_pictures += any(field == "authorization" for field, _ in talk.fields())
        if self.pictures[prompt]:
            self.pictures[prompt].pop(0)(talk)
        else:
            talk.say(200, picture(prompt, int(name.partition(".")[0])), "Content-Type: image/png")


def success(urls: Any, **more: Any) -> dict[str, Any]:
    """The data of a task that is made."""
    return {"status": "SUCCESS", "result": {"type": "image", "urls": urls}, "failure_reason": None, **more}


def status(name: Any, reason: Any = None) -> dict[str, Any]:
    """The data of a task without a result."""
    return {"status": name, "result": None, "failure_reason": reason}


# Things done to a connection.


def say(talk: Talk, value: Any, http: int = 200, *headers: str) -> None:
    """JSON."""
    talk.say(http, json.dumps(value).encode(), "Content-Type: application/json", *headers)


def says(value: Any, http: int = 200, *headers: str) -> Does:
    """An answer in JSON."""
    return lambda talk: say(talk, value, http, *headers)


def raw(body: bytes, http: int = 200, *headers: str, length: int | None = None) -> Does:
    """An answer as it is."""
    return lambda talk: talk.say(http, body, *headers, length=length)


def reset(talk: Talk) -> None:
    """RST."""
    talk.reset()


def silent(talk: Talk) -> None:
    """No word until the other side has had enough."""
    talk.wait()


def closes_after(data: bytes) -> Does:
    """These bytes, then the end of the connection."""

    def close(talk: Talk) -> None:
        talk.send(data)
        talk.connection.close()

    return close


def cut(data: bytes, length: int | None) -> Does:
    """A part of a picture; with a length that promises more, or without one."""
    promise = f"Content-Length: {length}\r\n" if length else ""
    return closes_after(
        f"HTTP/1.1 200 OK\r\n{promise}Content-Type: image/png\r\nConnection: close\r\n\r\n".encode() + data
    )

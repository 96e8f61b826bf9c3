"""The MaxAPI client: submit, query, cancel, download. Errors are those of core.errors; httpx stays behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..core.api_keys import strange_characters
from ..core.errors import UNUSABLE_KEY, AnswerUnknown, KeyRefused, LinkForbidden, NotSent, ServiceTrouble
from ..core.recipe import Recipe
from ..options import plain_base_url
from . import replies
from .envelope import Answer, Broken, Unsent
from .links import Link, is_loopback, parse_link
from .replies import Task, submit_body

if TYPE_CHECKING:
    import httpx

    from .download import Received
    from .transport import Clients

# Eight connections in all: more at once make httpx's pool freeze the window. One of the four for calls is never taken
# by a submit, whose answer may take minutes, so that questions always go through.
CALLS, SENDS, DOWNLOADS = 4, 3, 4
NO_SUCH_TASK = "00000000-0000-4000-8000-000000000000"


class MaxAPI:
    """One service, at one base URL. Cheap to make: clients are opened at the first call.

    `transport` takes the place of the network (the demo, tests). `proxy` is "system", "none" or an address.
    Timeouts are in seconds; see transport.Timeouts.
    Raises ValueError for a base URL that is malformed or plain http to another machine.
    """

    def __init__(
        self,
        base_url: str,
        key: str | None = None,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        proxy: str = "system",
        submit_timeout: float = 180.0,
        answer_timeout: float = 30.0,
        connect_timeout: float = 15.0,
        stall_timeout: float = 30.0,
    ) -> None:
        self._base = _base_link(base_url)
        self._key = key
        self.kept_keys: dict[str, str] = {}  # by what tells them apart: the others that jobs may have been sent with
        self._transport = transport
        self._proxy = proxy
        self._silences = (connect_timeout, answer_timeout, submit_timeout, stall_timeout)
        self._clients: Clients | None = None
        self._opening = asyncio.Lock()
        self._calls = asyncio.Semaphore(CALLS)
        self._sends = asyncio.Semaphore(SENDS)
        self._downloads = asyncio.Semaphore(DOWNLOADS)

    @property
    def key(self) -> str | None:
        """The API key; may be replaced at any time."""
        return self._key

    @key.setter
    def key(self, key: str | None) -> None:
        self._key = key

    @property
    def origin(self) -> str:
        """Scheme, host and port of the service: whom a job belongs to."""
        return self._base.root.rstrip("/")

    def body(self, recipe: Recipe) -> bytes:
        """The exact body that a submit of this recipe sends."""
        return submit_body(recipe)

    async def submit(
        self, body: bytes, key: str | None = None, hear: Callable[[bytes], object] = lambda _: None
    ) -> str:
        """Sends a job, once, over a fresh connection; its task id.

        `key` is the one that is recorded with the job: ours may be replaced while this waits for a connection. `hear`
        is given the answer as it came, bounded and without the key, before anything is made of it.
        Raises NotSent and RateLimited (may be sent again), KeyRefused, NoPoints, Refused (nothing was accepted),
        AnswerUnknown (it may have been).
        """
        async with self._sends, self._calls:
            clients = await self._open()
            try:
                answer = await self._call(clients.submits, "POST", "submit", body, key)
            except Broken as error:
                raise AnswerUnknown(str(error)) from None
        hear(answer.kept)
        return replies.read_task_id(answer)

    async def query(self, task_id: str, key: str | None = None) -> Task:
        """How a task stands; `key` is the one it was sent with. Raises KeyRefused, TaskUnknown, RateLimited, NotSent,
        ServiceTrouble.
        """
        answer = await self._ask("GET", quote(task_id, safe=""), key)
        return replies.read_task(answer, task_id)

    async def cancel(self, task_id: str, key: str | None = None) -> None:
        """Asks for a task to be cancelled. Raises Refused where it is too late, and what `query` raises."""
        replies.read_cancelled(await self._ask("POST", quote(task_id, safe="") + "/cancel", key))

    async def test_key(self) -> None:
        """Asks for a task that is not there, which costs nothing. Returns if the service takes the key.

        Raises KeyRefused; RateLimited, NotSent and ServiceTrouble where that could not be found out.
        """
        replies.read_key_test(await self._ask("GET", NO_SUCH_TASK))

    async def download(self, url: str, part: Path, on_progress: Callable[[int, int], None]) -> Received:
        """Brings a picture into the file `part`, which is gone again if anything goes wrong.

        `on_progress` hears the bytes received and the total (0: unknown) about ten times a second, in the loop's
        thread. Raises DownloadError and its kinds, StorageError and its kinds.
        """
        async with self._downloads:
            clients = await self._open()
            from .download import fetch

            return await fetch(clients.downloads, url, self._base.host, part, on_progress)

    async def close(self) -> None:
        """Closes all connections; the next call would open new ones."""
        clients, self._clients = self._clients, None
        if clients:
            await clients.close()

    async def _open(self) -> Clients:
        async with self._opening:
            if self._clients is None:
                self._clients = await asyncio.to_thread(_open_clients, self._silences, self._transport, self._proxy)
            return self._clients

    async def _ask(self, method: str, path: str, key: str | None = None) -> Answer:
        async with self._calls:
            clients = await self._open()
            try:
                return await self._call(clients.questions, method, path, key=key)
            except Broken as error:
                raise ServiceTrouble(str(error)) from None

    async def _call(
        self, client: httpx.AsyncClient, method: str, path: str, body: bytes | None = None, key: str | None = None
    ) -> Answer:
        from .transport import exchange

        key = _header_key(self._key if key is None else key)
        headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        target = f"{self._base.target.rstrip('/')}/api/v1/task/{path}"
        link = Link(self._base.scheme, self._base.host, self._base.authority, target)
        try:
            answer = await exchange(client, method, link, headers, body)
        except Unsent as error:
            raise NotSent(str(error)) from None
        return Answer(answer.status, answer.body, answer.headers, answer.cut, secret=key)


def _base_link(base_url: str) -> Link:
    try:
        link = parse_link(plain_base_url(base_url))
    except LinkForbidden:
        raise ValueError("malformed") from None
    if link.scheme == "http" and not is_loopback(link.host):
        raise ValueError("insecure")
    if "?" in link.target:
        raise ValueError("malformed")
    authority = link.authority.lower().removesuffix(":443" if link.scheme == "https" else ":80")
    return Link(link.scheme, link.host, authority, link.target)


def _header_key(key: str | None) -> str:
    """The key, if a header can carry it. Raises KeyRefused, without naming it."""
    if not key:
        raise KeyRefused("no key")
    if strange_characters(key):
        raise KeyRefused(UNUSABLE_KEY)
    return key


def _open_clients(
    silences: tuple[float, float, float, float], transport: httpx.AsyncBaseTransport | None, proxy: str
) -> Clients:
    """Blocking: imports httpx and reads the certificates."""
    from . import download  # noqa: F401  (imported here so that the first download need not)
    from .transport import Timeouts, open_clients

    return open_clients(Timeouts(*silences), CALLS, DOWNLOADS, transport, proxy)

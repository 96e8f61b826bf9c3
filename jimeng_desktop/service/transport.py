"""The wires: httpx clients with the system's certificates and proxies, and what their errors mean.

Nothing of httpx leaves this file and download.py. It is imported late, in a thread: httpx costs a tenth of a second.
"""

from __future__ import annotations

import asyncio
import logging
import re
import socket
import ssl
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import cast
from urllib.request import getproxies, proxy_bypass_environment  # type: ignore[attr-defined]

import httpx

from .. import __version__
from ..core.errors import SOCKS_PROXY
from ..options import proxy_fault
from .envelope import MOST_READ, Answer, Broken, Unsent
from .links import Link, is_loopback

# What a connection can die of; httpx lets some errors of ssl, of sockets and of names (UnicodeError) through.
NETWORK_ERRORS = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, UnicodeError)
SYSTEM, NONE = "system", "none"  # what a proxy setting says beside an address
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol,
               UnicodeError)  # fmt: skip

# At INFO httpx writes every address it calls, and a result link is as good as its picture.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds. `answer` and `submit` are the longest silence while an answer is awaited, `stall` within a picture."""

    connect: float = 15.0
    answer: float = 30.0
    submit: float = 180.0
    stall: float = 30.0


@dataclass(frozen=True, slots=True)
class Clients:
    """Submits over fresh connections, questions and downloads over kept ones."""

    submits: httpx.AsyncClient
    questions: httpx.AsyncClient
    downloads: httpx.AsyncClient

    async def close(self) -> None:
        """Closes all connections."""
        for client in (self.submits, self.questions, self.downloads):
            await client.aclose()


class ExactURL(httpx.URL):
    """A URL whose path and query leave as they came: httpx would re-quote some of a signed link."""

    def __init__(self, link: Link) -> None:
        super().__init__(link.root)
        self._target = link.target.encode("ascii")

    @property
    def raw_path(self) -> bytes:
        """What stands in the request line."""
        return self._target


class UnusableSocks(httpx.ProxyError):
    """The proxy speaks SOCKS, which is not spoken here."""

    def __init__(self) -> None:
        super().__init__("SOCKS proxy")


class Ways(httpx.AsyncBaseTransport):
    """Sends each request directly or through a proxy; loopback never through one.

    `proxy` is "system", "none", or the address of the one through which everything goes. The system is asked before
    each request: what is corrected there helps at the next try.
    """

    def __init__(self, context: ssl.SSLContext, limits: httpx.Limits, proxy: str = SYSTEM) -> None:
        self._context = context
        self._limits = limits
        self._asks_system = proxy == SYSTEM
        self._fixed = None if proxy in (SYSTEM, NONE) else proxy
        self._direct = httpx.AsyncHTTPTransport(verify=context, limits=limits, trust_env=False)
        self._proxied: dict[str, httpx.AsyncHTTPTransport] = {}  # an old one may still carry an answer

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Plain http is for loopback only, so the proxy that matters is the one for https."""
        host = request.url.host
        proxies = getproxies() if self._asks_system else {}
        address = self._fixed or _https_proxy(proxies)
        by_itself = self._fixed is None and proxy_bypass_environment(host, proxies)
        if address is None or is_loopback(host) or by_itself:
            return await self._direct.handle_async_request(request)
        if address not in self._proxied:
            self._proxied[address] = self._through(address)
        return await self._proxied[address].handle_async_request(request)

    async def aclose(self) -> None:
        """Closes all ways."""
        for way in (self._direct, *self._proxied.values()):
            await way.aclose()

    def _through(self, address: str) -> httpx.AsyncHTTPTransport:
        fault = proxy_fault(address) if self._fixed is not None else None
        if fault:  # never by another way than the one that was chosen
            raise UnusableSocks() if fault == "proxy_kind" else httpx.ProxyError("unusable proxy setting")
        try:
            return httpx.AsyncHTTPTransport(verify=self._context, limits=self._limits, trust_env=False, proxy=address)
        except ImportError:  # socks5:// works where the package for it is there
            raise UnusableSocks() from None
        except (ValueError, httpx.InvalidURL):
            if address.startswith("socks"):
                raise UnusableSocks() from None
            raise httpx.ProxyError("unusable proxy setting") from None


def open_clients(
    timeouts: Timeouts,
    questions: int,
    downloads: int,
    transport: httpx.AsyncBaseTransport | None = None,
    proxy: str = SYSTEM,
) -> Clients:
    """The clients; blocking: reads the certificates, unless a `transport` takes the network's place."""
    context = None if transport else _tls_context()

    def client(connections: int, kept: int, silence: float) -> httpx.AsyncClient:
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=kept, keepalive_expiry=60.0)
        return httpx.AsyncClient(
            transport=Ways(context, limits, proxy) if context else transport,
            timeout=httpx.Timeout(silence, connect=timeouts.connect, pool=timeouts.connect),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={"User-Agent": f"jimeng-desktop/{__version__}"},
            trust_env=False,
            follow_redirects=False,
            event_hooks={"response": [_set_redirect_aside]},
        )

    return Clients(
        submits=client(questions, 0, timeouts.submit),
        questions=client(questions, questions, timeouts.answer),
        downloads=client(downloads, downloads, timeouts.stall),
    )


async def exchange(
    client: httpx.AsyncClient, method: str, link: Link, headers: dict[str, str], body: bytes | None = None
) -> Answer:
    """One request and its whole answer; redirects are answers like others. Raises Unsent or Broken.

    An answer whose status came but whose body broke off is an Answer with `cut` and what came of it: the status may
    decide alone, and a task id may stand there.
    The whole takes at most twice the client's read timeout, however slowly the answer drips.
    """
    begun: set[str] = set()

    async def watch(event: str, info: dict[str, object]) -> None:
        begun.add("wire")
        if event.endswith("send_request_headers.started"):  # ours, or the one that asks a proxy for a tunnel
            begun.add("sent" if getattr(info.get("request"), "method", b"") == method.encode() else "tunnel")

    answer: Answer | None = None
    received = bytearray()
    try:
        # Watching costs time, and for a question it matters little whether it left.
        extensions = {"trace": watch} if body is not None else None
        request = client.build_request(method, link.root, headers=headers, content=body, extensions=extensions)
        request.url = ExactURL(link)
        async with asyncio.timeout(2 * (client.timeout.read or 60.0)):
            async with streamed(client, request) as (response, chunks):
                answer = Answer(response.status_code, b"", dict(response.headers), cut="cut")
                answer = replace(answer, cut=await _read_body(chunks, received))
    except NETWORK_ERRORS as error:
        if answer is not None:
            return replace(answer, body=bytes(received))
        known = isinstance(error, _NEVER_LEFT)
        if "sent" not in begun and (known or "wire" in begun):
            raise Unsent("proxy" if "tunnel" in begun and not known else why(error)) from None
        raise Broken(why(error)) from None
    return replace(answer, body=bytes(received))


@asynccontextmanager
async def streamed(
    client: httpx.AsyncClient, request: httpx.Request
) -> AsyncIterator[tuple[httpx.Response, AsyncIterator[bytes]]]:
    """The head of an answer, and its body, which may be left at any place.

    The answer is closed before the body's generators are. The other way round the innermost would close it, and nobody
    waits for that on a loop without asyncio's hooks: the connection would never come back to its pool.
    """
    response = await client.send(request, stream=True)
    body = cast("AsyncGenerator[bytes, None]", response.aiter_bytes())
    try:
        yield response, body
    finally:
        await response.aclose()
        await body.aclose()


async def _set_redirect_aside(response: httpx.Response) -> None:
    """Before httpx looks: it would prepare the next request itself, and fail on addresses that we want to judge."""
    if "location" in response.headers:
        response.extensions["location"] = response.headers.pop("location")


async def _read_body(body: AsyncIterator[bytes], received: bytearray) -> str:
    """Fills `received`; what is wrong with the body, which may have no end."""
    async for chunk in body:
        received += chunk
        if len(received) > MOST_READ:
            return "answer too long"
    return ""


def why(error: BaseException) -> str:
    """One word for what went wrong, from the error and what lies under it; never its text, which may hold a link."""
    causes = list(_causes(error))
    for kind, word in _WORDS:
        if any(isinstance(cause, kind) for cause in causes):
            return word
    return "network"


_WORDS: tuple[tuple[type[BaseException], str], ...] = (
    (UnusableSocks, SOCKS_PROXY),
    (httpx.ProxyError, "proxy"),
    (httpx.PoolTimeout, "pool"),
    (httpx.TimeoutException, "timeout"),
    (httpx.DecodingError, "encoding"),
    (httpx.InvalidURL, "malformed"),
    (socket.gaierror, "dns"),
    (UnicodeError, "dns"),
    (ssl.SSLError, "tls"),
    (ConnectionRefusedError, "refused"),
    (ConnectionResetError, "reset"),
    (BrokenPipeError, "reset"),
    (httpx.RemoteProtocolError, "cut"),
    (httpx.ConnectError, "unreachable"),
    (httpx.ReadError, "reset"),
    (httpx.WriteError, "reset"),
    (TimeoutError, "timeout"),
)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions


def _https_proxy(proxies: dict[str, str]) -> str | None:
    """The address of the proxy for https; one that speaks HTTP is preferred to a SOCKS one named for everything."""
    address = proxies.get("https") or proxies.get("all")
    if not address:
        return None
    address = address if "://" in address else f"http://{address}"
    return re.sub("^socks://", "socks5://", address)


def trusted_roots() -> int:
    """How many certificates of authorities can be trusted here; -1 where the system judges by itself."""
    context = _tls_context()
    return -1 if type(context) is not ssl.SSLContext else context.cert_store_stats()["x509_ca"]


def _tls_context() -> ssl.SSLContext:
    """The system's trust: on Linux OpenSSL's own files, read once; truststore where the system has an API for it.

    truststore reads the files anew for each connection, 35 ms in the loop, so on Linux it only stands in where
    OpenSSL finds nothing.
    """
    import truststore

    if sys.platform not in ("win32", "darwin"):
        context = ssl.create_default_context()
        if context.cert_store_stats()["x509_ca"] or ssl.get_default_verify_paths().capath:
            return context
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

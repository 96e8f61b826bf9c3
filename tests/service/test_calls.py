"""Submit, query and cancel over real sockets: what leaves, and what each way of breaking becomes."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jimeng_desktop.core.errors import (
    AnswerUnknown,
    JimengError,
    KeyRefused,
    NotSent,
    RateLimited,
    Refused,
    ServiceTrouble,
    TaskUnknown,
)
from jimeng_desktop.service.maxapi import MaxAPI
from tests.service.wires import Script, Talk, wire

Run = Callable[[Coroutine[Any, Any, Any]], Any]
KEY = "sk-test-key"
BODY = b'{"model": "jimeng-4.5", "input": {"prompt": "fox"}}'
OK = json.dumps({"code": 0, "msg": "ok", "data": {"taskId": "t-1"}}).encode()
TASK = json.dumps({"code": 0, "data": {"taskId": "t-1", "status": "PENDING"}}).encode()
BAD_CHUNKS = b"HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
SHORT = {"submit_timeout": 0.3, "answer_timeout": 0.3}  # where no answer comes, or never all of it


async def call(base: str, method: str, *args: Any, transport: Any = None, **timeouts: float) -> Any:
    service = MaxAPI(base, KEY, transport=transport, **timeouts)
    try:
        return await getattr(service, method)(*args)
    finally:
        await service.close()


def drip(talk: Talk) -> None:
    talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not talk.wait(0.05):
        talk.send(b" ")


def hang_up(_: None, talk: Talk) -> None:
    talk.connection.close()


ANSWERS: list[tuple[str, Script, type, type]] = [
    ("500 json", lambda t: t.say(500, b'{"code": 500}'), AnswerUnknown, ServiceTrouble),
    ("502 html", lambda t: t.say(502, b"<html>"), AnswerUnknown, ServiceTrouble),
    ("503 empty", lambda t: t.say(503), AnswerUnknown, ServiceTrouble),
    ("504 cut", lambda t: hang_up(t.say(504, b"<ht", length=99), t), AnswerUnknown, ServiceTrouble),
    ("garbage 200", lambda t: t.say(200, b"\x00\xff"), AnswerUnknown, ServiceTrouble),
    ("wrong content type", lambda t: t.say(200, b"<html>", "Content-Type: text/html"), AnswerUnknown, ServiceTrouble),
    ("redirect", lambda t: t.say(307, b"", "Location: http://127.0.0.1:9/x"), AnswerUnknown, ServiceTrouble),
    ("redirect to garbage", lambda t: t.say(302, b"", "Location: http://[x"), AnswerUnknown, ServiceTrouble),
    ("cut answer", lambda t: hang_up(t.say(200, OK[:20], length=99), t), AnswerUnknown, ServiceTrouble),
    ("cut headers", lambda t: hang_up(t.send(b"HTTP/1.1 200 OK\r\nConte"), t), AnswerUnknown, ServiceTrouble),
    ("no answer", lambda t: t.connection.close(), AnswerUnknown, ServiceTrouble),
    ("reset after the request", Talk.reset, AnswerUnknown, ServiceTrouble),
    ("no HTTP", lambda t: t.send(b"SSH-2.0-OpenSSH\r\n\r\n"), AnswerUnknown, ServiceTrouble),
    ("bad gzip", lambda t: t.say(200, OK, "Content-Encoding: gzip"), AnswerUnknown, ServiceTrouble),
    ("bad chunks", lambda t: t.send(BAD_CHUNKS), AnswerUnknown, ServiceTrouble),
    ("endless", lambda t: t.say(200, b" " * 3_000_000 + OK), AnswerUnknown, ServiceTrouble),
    ("silence", Talk.wait, AnswerUnknown, ServiceTrouble),
    ("drip", drip, AnswerUnknown, ServiceTrouble),
    ("413 html", lambda t: t.say(413, b"<html>"), Refused, ServiceTrouble),
    ("400 cut", lambda t: hang_up(t.say(400, b"{", length=99), t), AnswerUnknown, ServiceTrouble),
    ("408", lambda t: t.say(408, b"<html>"), AnswerUnknown, ServiceTrouble),
    ("401", lambda t: t.say(401, b'{"code": 401, "msg": "unauthorized"}'), KeyRefused, KeyRefused),
    ("404", lambda t: t.say(404, b""), Refused, ServiceTrouble),
    ("404 json", lambda t: t.say(404, b'{"code": 404, "msg": "task not found"}'), Refused, TaskUnknown),
    ("429", lambda t: t.say(429, b"", "Retry-After: 3"), RateLimited, RateLimited),
]  # fmt: skip


@pytest.mark.parametrize(("script", "on_submit", "on_query"), [a[1:] for a in ANSWERS], ids=[a[0] for a in ANSWERS])
def test_every_broken_answer(run_async: Run, script: Script, on_submit: type, on_query: type) -> None:
    timeouts = SHORT if script in (Talk.wait, drip) else {}
    with wire(script) as server:
        with pytest.raises(JimengError) as submitted:
            run_async(call(server.base, "submit", BODY, **timeouts))
        with pytest.raises(JimengError) as queried:
            run_async(call(server.base, "query", "t-1", **timeouts))
        with pytest.raises(JimengError) as cancelled:
            run_async(call(server.base, "cancel", "t-1", **timeouts))
    assert [head.split()[1] for head in server.heads].count("/api/v1/task/submit") == 1, "a submit is sent once"
    assert type(submitted.value) is on_submit
    assert type(queried.value) is on_query
    assert type(cancelled.value) in (on_query, Refused)
    for error in (submitted, queried, cancelled):
        assert KEY not in repr(error.value) + error.value.detail
        assert error.value.detail or on_submit is RateLimited


def test_no_bytes_on_the_wire_make_a_submit_unsent(run_async: Run) -> None:
    """Whatever comes back once the request is out, at any depth of the protocol, and then a hang-up."""
    answers: list[bytes] = []

    def say(talk: Talk) -> None:
        talk.send(answers[-1])
        talk.connection.close()

    with wire(say) as server:

        @settings(max_examples=60)
        @given(st.binary(max_size=200), st.sampled_from([b"", b"HTTP/1.1 ", b"HTTP/1.1 200 OK\r\n\r\n", b'{"code": 0']))
        def any_answer(rest: bytes, start: bytes) -> None:
            answers.append(start + rest)
            with pytest.raises((AnswerUnknown, Refused)):
                run_async(call(server.base, "submit", BODY))

        any_answer()
    assert len(server.heads) == len(answers)


def test_a_retry_after_arrives(run_async: Run) -> None:
    with wire(lambda t: t.say(429, b"", "Retry-After: 3")) as server:
        with pytest.raises(RateLimited) as error:
            run_async(call(server.base, "submit", BODY))
    assert error.value.retry_after == 3


def test_what_leaves(run_async: Run) -> None:
    with wire(lambda t: t.say(200, OK if t.body else TASK)) as server:
        assert run_async(call(server.base + "/relay/", "submit", BODY)) == "t-1"
        run_async(call(server.base, "query", "a/b ?%2F../"))
        run_async(call(server.base, "cancel", ".."))
    submit, query, cancel = (head.split("\r\n") for head in server.heads)
    assert submit[0] == "POST /relay/api/v1/task/submit HTTP/1.1"
    assert query[0] == "GET /api/v1/task/a%2Fb%20%3F%252F..%2F HTTP/1.1"
    assert cancel[0] == "POST /api/v1/task/../cancel HTTP/1.1"
    for head in (submit, query, cancel):
        assert f"Authorization: Bearer {KEY}" in head
        assert f"Host: 127.0.0.1:{server.port}" in head
    assert "Content-Type: application/json" in submit
    assert f"Content-Length: {len(BODY)}" in submit
    assert server.bodies[0] == BODY


@pytest.mark.parametrize("method", ["submit", "query"])
def test_nobody_listens(run_async: Run, method: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(NotSent, match="refused"):
        run_async(call(f"http://127.0.0.1:{port}", method, BODY if method == "submit" else "t-1"))


@pytest.mark.parametrize("method", ["submit", "query"])
def test_a_server_that_speaks_no_tls(run_async: Run, method: str) -> None:
    with wire(lambda t: (t.connection.recv(9999), t.send(b"HTTP/1.1 400 no\r\n\r\n")), read=False) as server:
        with pytest.raises(NotSent, match="tls"):
            run_async(call(server.base.replace("http", "https"), method, BODY if method == "submit" else "t-1"))


def test_a_handshake_that_hangs_or_breaks(run_async: Run) -> None:
    for script, words in ((Talk.wait, "timeout"), (Talk.reset, "unreachable|reset|tls")):
        with wire(script, read=False) as server:
            with pytest.raises(NotSent, match=words):
                run_async(call(server.base.replace("http", "https"), "submit", BODY, connect_timeout=0.3))


@pytest.mark.parametrize(
    ("cause", "detail"),
    [
        (socket.gaierror(-2, "Name or service not known"), "dns"),
        (UnicodeError("label too long"), "dns"),
        (OSError(101, "Network is unreachable"), "unreachable"),
    ],
)
def test_names_and_routes_that_are_not_there(run_async: Run, cause: Exception, detail: str) -> None:
    # A transport, since no socket of this machine fails to find a name.
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("with the link in it", request=request) from cause

    with pytest.raises(NotSent) as error:
        run_async(call("https://api.example", "submit", BODY, transport=httpx.MockTransport(fail)))
    assert error.value.detail == detail


@pytest.mark.parametrize("kind", [httpx.ReadError, httpx.WriteError, httpx.WriteTimeout, httpx.ReadTimeout, OSError])
def test_what_may_have_left_is_unknown(run_async: Run, kind: type) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise kind("x")

    with pytest.raises(AnswerUnknown):
        run_async(call("https://api.example", "submit", BODY, transport=httpx.MockTransport(fail)))


@pytest.mark.parametrize("kind", [httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.ConnectError])
def test_what_can_not_have_left_is_not_sent(run_async: Run, kind: type) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise kind("x")

    with pytest.raises(NotSent):
        run_async(call("https://api.example", "submit", BODY, transport=httpx.MockTransport(fail)))


def test_a_body_that_can_not_be_written_is_unknown(run_async: Run) -> None:
    huge = json.dumps({"prompt": "x" * 20_000_000}).encode()
    with wire(lambda t: (t.connection.recv(1), t.wait()), read=False) as server:  # takes the start, then nothing
        with pytest.raises(AnswerUnknown, match="timeout"):
            run_async(call(server.base, "submit", huge, **SHORT))


def test_a_refusal_before_the_body_was_taken_is_a_refusal(run_async: Run) -> None:
    def refuse(talk: Talk) -> None:
        talk.connection.recv(1000)
        talk.say(413, b'{"code": 413, "msg": "too large"}', "Connection: close")
        while talk.connection.recv(1 << 20):
            pass

    with wire(refuse, read=False) as server:
        with pytest.raises(Refused, match="too large"):
            run_async(call(server.base, "submit", b'"' + b"x" * 3_000_000 + b'"'))


@pytest.mark.parametrize("when", ["waiting", "answering"])
def test_cancellation_passes_through_a_submit(run_async: Run, when: str) -> None:
    def stall(talk: Talk) -> None:
        if when == "answering":
            talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")
        talk.wait()

    async def cancelled(base: str) -> None:
        service = MaxAPI(base, KEY)
        async with asyncio.TaskGroup() as group:
            sending = group.create_task(service.submit(BODY))
            while not server.heads:
                await asyncio.sleep(0.005)
            await asyncio.sleep(0.02)
            sending.cancel()
            with pytest.raises(asyncio.CancelledError):
                await sending
        await service.close()

    with wire(stall) as server:
        run_async(cancelled(server.base))


@pytest.mark.parametrize(("status", "kind"), [(401, KeyRefused), (429, RateLimited), (500, ServiceTrouble)])
def test_a_status_says_enough_even_where_the_answer_breaks_off(run_async: Run, status: int, kind: type) -> None:
    def cut(talk: Talk) -> None:
        hang_up(talk.say(status, b"{", "Retry-After: 7", length=99), talk)

    with wire(cut) as server:
        with pytest.raises(kind) as caught:
            run_async(call(server.base, "query", "t-1"))
    assert kind is not RateLimited or caught.value.retry_after == 7


def test_a_key_no_header_can_carry_is_refused_without_sending(run_async: Run) -> None:
    async def tries(base: str) -> None:
        service = MaxAPI(base)
        for key in (None, "", "sk-1\n", "sk-1\r\nX: y", "ключ", "sk 1", "sk-1\x7f"):
            service.key = key
            for act in (service.submit(BODY), service.query("t"), service.cancel("t"), service.test_key()):
                with pytest.raises(KeyRefused) as error:
                    await act
                assert not key or key not in error.value.detail
        service.key = KEY
        await service.query("t")
        await service.close()

    with wire(lambda t: t.say(200, TASK)) as server:
        run_async(tries(server.base))
    assert len(server.heads) == 1


@pytest.mark.parametrize(
    ("base", "origin"),
    [
        ("https://api.maxapi.io", "https://api.maxapi.io"),
        ("https://API.maxapi.io:443/", "https://api.maxapi.io"),
        (" https://relay.example:8443/maxapi ", "https://relay.example:8443"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_origins(base: str, origin: str) -> None:
    assert MaxAPI(base).origin == origin


@pytest.mark.parametrize(
    "base", ["http://api.maxapi.io", "http://10.0.0.1", "ftp://x", "api.maxapi.io", "", "https://u:p@x"]
)
def test_a_base_url_must_be_safe(base: str) -> None:
    with pytest.raises(ValueError):
        MaxAPI(base)

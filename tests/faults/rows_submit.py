"""Rows of the fault table: what can befall a submit. One that may have been accepted is never sent again by itself."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from jimeng_desktop.core.job import JobState
from tests.faults import rows_doubtful
from tests.faults.place import Place, closes_after, raw, reset, says, silent
from tests.faults.rows_doubtful import knows
from tests.faults.table import (
    AFTER_RETRY_AFTER,
    BACK_OFF,
    GO_ON,
    NEVER,
    SILENCE,
    Row,
    row_of,
)
from tests.service.wires import Talk, Wire, wire

CERTIFICATE = Path(__file__).parents[1] / "data" / "loopback.pem"
PAGE = b"<html><body>Bad gateway</body></html>"
unknown = row_of("submit", {"state": JobState.UNKNOWN, "code": "answer_unknown", "next": NEVER})
unsent = row_of("submit", {"heard": "not_sent", "offline": True, "submits": 1})
AGAIN_WHEN_BACK = "waits here, is shown as offline, and is sent when the service can be reached"
DECIDES = "answer unknown: only the user sends it again"


# Networks that are broken for a while


@contextlib.contextmanager
def no_names(place: Place) -> Iterator[None]:
    """The first two look-ups find nothing."""
    left, real = [1, 1], socket.getaddrinfo

    def look_up(host: Any, *args: Any, **options: Any) -> Any:
        by_name = host in ("localhost", b"localhost")
        if by_name and left:
            left.pop()
            raise socket.gaierror(socket.EAI_AGAIN, "no such name")
        return real("127.0.0.1" if by_name else host, *args, **options)

    with mock.patch("socket.getaddrinfo", look_up):
        yield


@contextlib.contextmanager
def opens_late(place: Place) -> Iterator[Wire]:
    """Nobody listens at the port until the first connection has been refused."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    refused = threading.Event()

    def open_door(stack: contextlib.ExitStack) -> None:
        if refused.wait(20):
            stack.enter_context(wire(place.talk, read=False, port=port))

    with contextlib.ExitStack() as stack:
        opener = threading.Thread(target=open_door, args=(stack,))
        opener.start()
        try:
            with _connections_watched(port, refused):
                yield Wire(port, f"http://127.0.0.1:{port}")
        finally:
            refused.set()
            opener.join()


@contextlib.contextmanager
def _connections_watched(port: int, refused: threading.Event) -> Iterator[None]:
    """Sets `refused` when somebody has been turned away at the port."""
    from jimeng_desktop.service import transport

    real = transport.why

    def why(error: BaseException) -> str:
        refused.set()
        return real(error)

    with mock.patch.object(transport, "why", why):
        yield


@contextlib.contextmanager
def nobody_answers(place: Place) -> Iterator[Wire]:
    """A full queue at the port: connections are neither taken nor refused, until the first has timed out."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    port = listener.getsockname()[1]
    fillers = [socket.socket() for _ in range(3)]
    for one in fillers:
        one.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            one.connect(("127.0.0.1", port))
    timed_out = threading.Event()

    def make_room(stack: contextlib.ExitStack) -> None:
        if timed_out.wait(20):
            for one in (*fillers, listener):
                one.close()
            stack.enter_context(wire(place.talk, read=False, port=port))

    with contextlib.ExitStack() as stack:
        opener = threading.Thread(target=make_room, args=(stack,))
        opener.start()
        try:
            with _connections_watched(port, timed_out):
                yield Wire(port, f"http://127.0.0.1:{port}")
        finally:
            timed_out.set()
            opener.join()


class FlakyTLS:
    """The first handshakes fail."""

    def __init__(self, failures: int) -> None:
        self.left = failures
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(CERTIFICATE)

    def wrap_socket(self, connection: socket.socket, **options: Any) -> ssl.SSLSocket:
        """As of a context."""
        if self.left:
            self.left -= 1
            connection.sendall(b"HTTP/1.1 400 this is no TLS\r\n\r\n")
            connection.close()
            raise OSError("no handshake")
        return self.context.wrap_socket(connection, **options)


@contextlib.contextmanager
def tls_fails_first(place: Place) -> Iterator[Wire]:
    """A service with TLS whose first two handshakes fail."""
    with mock.patch.dict(os.environ, {"SSL_CERT_FILE": str(CERTIFICATE)}):
        with wire(place.talk, read=False, scheme="https", tls=FlakyTLS(2)) as served:
            yield served


def never_reads(talk: Talk) -> None:
    """Takes the connection and none of its bytes."""
    talk.wait(SILENCE * 20)


def resets_at_the_first_byte(talk: Talk) -> None:
    """The request has begun to leave: whether it was read as a whole, nobody can know."""
    talk.connection.recv(1)
    talk.reset()


def elsewhere(talk: Talk) -> None:
    """A redirect to where a submit would be taken: it must not be followed."""
    host = next(value for name, value in talk.fields() if name == "host")
    talk.say(307, b"", f"Location: http://{host}/moved/api/v1/task/submit")


def known_id(talk: Talk) -> None:
    """The id of a task that another submit has been given already."""
    says({"code": 0, "msg": "ok", "data": {"taskId": "task-1"}})(talk)


NOT_SENT = (
    unsent("the name is not found (DNS)", AGAIN_WHEN_BACK, around=no_names,
           base=lambda served: served.base.replace("127.0.0.1", "localhost")),
    unsent("the connection is refused", AGAIN_WHEN_BACK, around=opens_late),
    unsent("TLS fails", AGAIN_WHEN_BACK, around=tls_fails_first),
    unsent("nobody answers the connection", AGAIN_WHEN_BACK, around=nobody_answers),
    row_of("submit", {})("429 with Retry-After", "waits as long as it is told, then is sent", heard="rate_limited",
                         submits=2, next=AFTER_RETRY_AFTER,
                         submit=(says({"code": 429, "msg": "slow down"}, 429, "Retry-After: 1"),)),
    row_of("submit", {})("429 without Retry-After", "waits a little, then is sent", heard="rate_limited",
                         submits=2, next=BACK_OFF, submit=(raw(b"", 429),)),
    row_of("submit", {})("code 429 in a 200", "waits a little, then is sent", heard="rate_limited",
                         submits=2, next=BACK_OFF, submit=(says({"code": 429, "msg": "slow down"}),)),
)  # fmt: skip

PAUSES = tuple(
    row_of("submit", {})(fault, "the queue pauses once and says why; goes on when the user does", heard=code,
                         submits=2, next=GO_ON, submit=(does,))
    for fault, code, does in (
        ("401", "key_refused", says({"code": 401, "msg": "unauthorized"}, 401)),
        ("code 401 in a 200", "key_refused", says({"code": 401, "msg": "unauthorized"})),
        ("403", "key_refused", says({"code": 403, "msg": "forbidden"}, 403)),
        ("402", "no_points", says({"code": 402, "msg": "payment required"}, 402)),
        ("no points, in Chinese", "no_points", says({"code": 1003, "msg": "积分不足，请充值"})),
        ("no points, in English", "no_points", says({"code": 1003, "msg": "insufficient balance"}, 400)),
    )
)  # fmt: skip

REFUSED = tuple(
    row_of("submit", {})(fault, "refused: nothing was accepted, and the service's own words are shown",
                         state=JobState.FAILED, code="refused", detail=detail, submit=(does,))
    for fault, detail, does in (
        ("a code that is not 0", "ratio is not supported", says({"code": 1001, "msg": "ratio is not supported"})),
        ("a Chinese refusal", "参数错误", says({"code": 40001, "msg": "参数错误"}, 400)),
        ("404 with a page", "HTTP 404", raw(PAGE, 404, "Content-Type: text/html")),
        ("413 without a word", "HTTP 413", raw(b"", 413)),
    )
)  # fmt: skip

FIVE_HUNDREDS = tuple(
    unknown(f"{status} with {name}", DECIDES, submit=(raw(body, status, f"Content-Type: {kind}"),))
    for status in (500, 502, 503, 504)
    for name, body, kind in (
        ("JSON", b'{"code": 500, "msg": "internal error"}', "application/json"),
        ("a page", PAGE, "text/html"),
        ("nothing", b"", "text/plain"),
    )
)  # fmt: skip

LOST = (
    unknown("code 503 in a 200", DECIDES, submit=(says({"code": 503, "msg": "busy"}),)),
    unknown("408", DECIDES, submit=(raw(b"", 408),)),
    unknown("no answer (read timeout)", DECIDES, submit=(silent,)),
    unknown("the request is not read (write timeout)", DECIDES, submits=0, connections=(never_reads,),
            prompt="a long prompt " * 600_000),
    unknown("reset before the request is read", DECIDES, submits=0, connections=(resets_at_the_first_byte,)),
    unknown("reset after the request", DECIDES, submit=(reset,)),
    unknown("the end of the connection instead of an answer", DECIDES, submit=(closes_after(b""),)),
    unknown("an answer cut in its head", DECIDES, submit=(closes_after(b"HTTP/1.1 200 OK\r\nContent-"),)),
    unknown("an answer cut in its body", DECIDES, submit=(closes_after(
        b'HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"code": 0, "data": {"taskId": "t'),)),
    unknown("a refusal cut in its body", DECIDES, submit=(closes_after(
        b'HTTP/1.1 400 no\r\nContent-Length: 999\r\n\r\n{"code": 1001'),)),
    unknown("an answer that is no HTTP", DECIDES, submit=(closes_after(b"\x00\x01garbage\r\n\r\n"),)),
    unknown("garbage with 200", DECIDES, submit=(raw(b"\x00\xff\xfe not what was asked"),)),
    unknown("a page with 200", DECIDES, submit=(raw(PAGE, 200, "Content-Type: text/html"),)),
    unknown("nothing with 200", DECIDES, submit=(raw(b""),)),
    unknown("a list", DECIDES, submit=(says([1, 2]),)),
    unknown("no code", DECIDES, submit=(says({"data": {}}),)),
    unknown("a redirect", DECIDES, submit=(elsewhere,)),
    unknown("code 200, success, no task id", DECIDES, submit=(says({"code": 200, "msg": "success", "data": {}}),)),
    unknown("a request id", DECIDES, submit=(says({"code": 200, "data": {"requestId": "r", "id": "i"}, "id": "i"}),)),
    unknown("429 with a number as task id", DECIDES, submit=(says({"code": 429, "data": {"taskId": 17}}, 429),)),
    unknown("no task id", DECIDES, submit=(says({"code": 0, "msg": "ok", "data": {}}),)),
    unknown("data is null", DECIDES, submit=(says({"code": 0, "msg": "ok", "data": None}),)),
    unknown("an empty task id", DECIDES, submit=(says({"code": 0, "msg": "ok", "data": {"taskId": "  "}}),)),
    unknown("a number as task id", DECIDES, submit=(says({"code": 0, "msg": "ok", "data": {"taskId": 17}}),)),
    unknown("half a surrogate in the task id", DECIDES, submit=(raw(b'{"code": 0, "data": {"taskId": "\\ud800"}}'),)),
)  # fmt: skip

TAKEN = (
    unknown("a task id that another job has", DECIDES, submit=(known_id,), after_healthy=True),
    unknown("500 with a task id that another job has", DECIDES, after_healthy=True,
            submit=(says({"code": 500, "data": {"taskId": "task-1"}}, 500),)),
    row_of("submit", {})("a wrong content type", "taken: the body counts", around=knows("t"),
                         submit=(raw(b'{"code": 0, "data": {"taskId": "t"}}', 200, "Content-Type: text/html"),)),
    row_of("submit", {})("task_id instead of taskId", "taken", around=knows("t"),
                         submit=(says({"code": 0, "data": {"task_id": "t"}}),)),
    row_of("submit", {})("a task id at the top", "taken", around=knows("t"),
                         submit=(says({"code": 0, "taskId": "t", "data": None}),)),
)  # fmt: skip

ROWS: tuple[Row, ...] = (*NOT_SENT, *PAUSES, *REFUSED, *FIVE_HUNDREDS, *LOST, *TAKEN, *rows_doubtful.ROWS)

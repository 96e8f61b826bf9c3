"""Where the key and signed links may go: TLS, proxies, redirects, logs and errors."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import ssl
import sys
import threading
import traceback
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import AnswerUnknown, DownloadError, JimengError, KeyRefused, NotSent
from jimeng_desktop.service import transport
from jimeng_desktop.service.maxapi import MaxAPI
from tests import processes
from tests.service.fetching import PNG
from tests.service.wires import Talk, wire

Run = Callable[[Coroutine[Any, Any, Any]], Any]
KEY = "sk-very-secret"
OK = json.dumps({"code": 0, "msg": "ok", "data": {"taskId": "t-1"}}).encode()
# Self-signed, for 127.0.0.1, api.example.com and cdn.example.com; it guards nothing.
ROOT = Path(__file__).parents[2]
CERTIFICATE = ROOT / "tests" / "data" / "loopback.pem"


@pytest.fixture
def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system trusts our certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


async def call(base: str, method: str, *args: Any, **options: Any) -> Any:
    service = MaxAPI(base, KEY, **options)
    try:
        return await getattr(service, method)(*args)
    finally:
        await service.close()


def test_tls_with_a_certificate_the_system_trusts(run_async: Run, tls: ssl.SSLContext, trusted: None) -> None:
    with wire(lambda t: t.say(200, OK), scheme="https", tls=tls) as server:
        assert run_async(call(server.base, "submit", b"{}")) == "t-1"


def test_a_certificate_nobody_trusts(run_async: Run, tls: ssl.SSLContext) -> None:
    with wire(lambda t: t.say(200, OK), scheme="https", tls=tls) as server:
        with pytest.raises(NotSent, match="^tls$"):
            run_async(call(server.base, "submit", b"{}"))
    assert server.heads == []


def test_a_certificate_for_somebody_else(run_async: Run, tls: ssl.SSLContext, trusted: None) -> None:
    with wire(lambda t: t.say(200, OK), scheme="https", tls=tls) as server:
        with pytest.raises(NotSent, match="^tls$"):
            run_async(call(server.base.replace("127.0.0.1", "localhost"), "submit", b"{}"))


def test_tls_that_breaks_in_the_answer_is_unknown(run_async: Run, tls: ssl.SSLContext, trusted: None) -> None:
    def garble(talk: Talk) -> None:
        raw = talk.connection.detach()  # past TLS, to the bare socket
        os.write(raw, b"\x17\x03\x03\x00\x10garbage-garbage!")
        os.close(raw)

    with wire(garble, scheme="https", tls=tls) as server:
        with pytest.raises(AnswerUnknown):
            run_async(call(server.base, "submit", b"{}"))


class Tunnel:
    """A proxy that opens each tunnel onto itself, and the host behind it."""

    def __init__(self, tls: ssl.SSLContext, answer: bytes) -> None:
        self._tls = tls
        self._answer = answer
        self.asked: list[str] = []
        self.inside: list[str] = []

    def __call__(self, talk: Talk) -> None:
        self.asked.append(talk.head.decode())
        talk.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with self._tls.wrap_socket(talk.connection, server_side=True) as behind:
            inner = Talk(behind, 0, talk.stop)
            while inner.read():
                self.inside.append(inner.head.decode())
                inner.say(200, self._answer)


def test_the_proxy_sees_neither_key_nor_link(
    run_async: Run, tls: ssl.SSLContext, trusted: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for answer, method, args in (
        (OK, "submit", (b"{}",)),
        (PNG, "download", ("https://cdn.example.com/a%2fb/../1.png?sig=x'%2F+~", tmp_path / "p", lambda *_: None)),
    ):
        tunnel = Tunnel(tls, answer)
        with wire(tunnel) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.base)
            monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
            run_async(call("https://api.example.com", method, *args))
        assert len(tunnel.asked) == len(tunnel.inside) == 1
        assert KEY not in tunnel.asked[0] and "sig" not in tunnel.asked[0]
        assert (KEY in tunnel.inside[0]) == (method == "submit")
    assert tunnel.inside[0].startswith("GET /a%2fb/../1.png?sig=x'%2F+~ HTTP/1.1\r\n")


@pytest.mark.parametrize("script", [lambda t: t.say(502, b"no"), Talk.reset, lambda t: t.connection.close(), Talk.wait])
def test_a_proxy_that_fails_has_not_sent_anything(
    run_async: Run, monkeypatch: pytest.MonkeyPatch, script: Callable[[Talk], None]
) -> None:
    with wire(script) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.base)
        with pytest.raises(NotSent, match="proxy"):
            run_async(call("https://api.example.com", "submit", b"{}", submit_timeout=0.3, connect_timeout=0.3))
    assert proxy.heads[0].startswith("CONNECT")
    assert len(proxy.heads) == 1


@pytest.mark.parametrize(
    "proxy", ["socks5://127.0.0.1:9", "socks://127.0.0.1:9", "gopher://x", "http://[::", "http://127.0.0.1:9"]
)
def test_a_proxy_setting_that_can_not_be_used(
    run_async: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, proxy: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    words = "refused" if proxy.startswith("http://1") else "proxy"
    with pytest.raises(NotSent, match=words):
        run_async(call("https://api.example.com", "submit", b"{}"))
    with pytest.raises(DownloadError, match=words):
        run_async(call("https://api.example.com", "download", "https://cdn.example.com/1", tmp_path / "p", print))
    with wire(lambda t: t.say(200, OK)) as server:  # loopback needs none
        assert run_async(call(server.base, "submit", b"{}")) == "t-1"


def test_no_proxy_is_heeded(
    run_async: Run, monkeypatch: pytest.MonkeyPatch, trusted: None, stays_here: list[str]
) -> None:
    with wire(lambda t: t.say(502), scheme="http") as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.base)
        monkeypatch.setenv("NO_PROXY", "other.example,.com:443,example.org")
        with pytest.raises(NotSent, match="proxy"):
            run_async(call("https://api.example.com", "submit", b"{}"))
        monkeypatch.setenv("NO_PROXY", "other.example,api.example.com")
        with pytest.raises(NotSent):
            run_async(call("https://api.example.com", "submit", b"{}"))
    assert "api.example.com" in stays_here.pop(), "the guard of the tests stopped the direct way"
    assert len(proxy.heads) == 1


def test_the_key_stays_with_the_service(run_async: Run, tmp_path: Path) -> None:
    """Across result links, their redirects, redirects of calls and a changed base URL."""

    async def story(service_base: str, pictures_base: str) -> None:
        service = MaxAPI(service_base, KEY)
        for act in (service.submit(b"{}"), service.query("redirect"), service.cancel("redirect")):
            with pytest.raises(JimengError):
                await act
        await service.download(pictures_base + "/redirect", tmp_path / "p", lambda *_: None)
        await service.download(service_base + "/direct.png", tmp_path / "p", lambda *_: None)
        await service.close()
        other = MaxAPI(pictures_base)  # another service has another key, or none
        with pytest.raises(KeyRefused):
            await other.submit(b"{}")
        await other.close()

    def serve(talk: Talk) -> None:
        if talk.target.startswith("/api"):
            talk.say(307, b"", f"Location: {pictures.base}/stolen")
        elif talk.target == "/redirect":
            talk.say(302, b"", f"Location: {service.base}/1.png")
        else:
            talk.say(200, PNG)

    with wire(serve) as service, wire(serve) as pictures:
        run_async(story(service.base, pictures.base))
    assert not any(KEY in head for head in pictures.heads)
    with_key = [head.split(" ")[1] for head in service.heads if KEY in head]
    assert with_key == [f"/api/v1/task/{path}" for path in ("submit", "redirect", "redirect/cancel")]
    assert [head.split(" ")[1] for head in service.heads if KEY not in head] == ["/1.png", "/direct.png"]


def test_nothing_secret_in_logs_and_errors(run_async: Run, tmp_path: Path) -> None:
    text = io.StringIO()
    listener = logging.StreamHandler(text)
    root = logging.getLogger()
    level = root.level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)

    async def story(base: str) -> list[str]:
        service = MaxAPI(base, KEY)
        traces = [repr(service)]
        for act in (
            service.submit(b"{}"),
            service.query("t"),
            service.test_key(),
            service.download(base + "/1.png?sig=private", tmp_path / "p", lambda *_: None),
        ):
            try:
                await act
            except JimengError as error:
                traces += [repr(error), error.detail, *traceback.format_exception(error)]
        await service.close()
        return traces

    def echo(talk: Talk) -> None:
        talk.say(500, json.dumps({"code": 500, "msg": f"bad {talk.head.decode()}"}).encode())

    try:
        for script in (echo, Talk.reset, lambda t: t.say(401, json.dumps({"code": 401, "msg": KEY}).encode())):
            with wire(script) as server:
                said = "".join(run_async(story(server.base)))
            assert "Error" in said or "Refused" in said
            assert KEY not in said and "private" not in said
    finally:
        root.removeHandler(listener)
        root.setLevel(level)
    assert KEY not in text.getvalue() and "private" not in text.getvalue()
    assert "HTTP Request" not in text.getvalue()  # httpx would name every address at INFO


FIRST_CALL = """
import asyncio, sys, threading
from jimeng_desktop.service.maxapi import MaxAPI

class Watch:
    def find_spec(self, name, *args):
        if name == "httpx":
            print(threading.current_thread() is threading.main_thread())

sys.meta_path.insert(0, Watch())

async def main():
    service = MaxAPI(sys.argv[1], "k")
    assert "httpx" not in sys.modules
    await asyncio.gather(*(service.query("t") for _ in range(6)), *(service.submit(b"{}") for _ in range(3)))
    await service.close()

asyncio.run(main())
"""


def test_httpx_is_imported_at_the_first_call_and_off_the_loop() -> None:
    with wire(lambda t: t.say(200, OK)) as server:
        done = processes.run([sys.executable, "-c", FIRST_CALL, server.base], cwd=ROOT)
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_certificates_are_read_once_and_off_the_loop(run_async: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bool] = []
    original = transport._tls_context

    def watched() -> ssl.SSLContext:
        made.append(threading.current_thread() is threading.main_thread())
        return original()

    monkeypatch.setattr(transport, "_tls_context", watched)

    async def calls(base: str) -> None:
        service = MaxAPI(base, KEY)
        await asyncio.gather(*(service.query("t") for _ in range(6)), *(service.submit(b"{}") for _ in range(3)))
        await service.close()

    with wire(lambda t: t.say(200, OK)) as server:
        run_async(calls(server.base))
    assert made == [False]

"""The user's word about proxies: used for calls, sends and downloads, or for none; never another way than said."""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import DownloadError, NotSent
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.messages import as_it_is, fault_words
from jimeng_desktop.service.maxapi import MaxAPI
from tests.service.wires import wire

Run = Callable[[Coroutine[Any, Any, Any]], Any]
FAR = "https://api.example.com"
OK = b'{"code": 0, "data": {"taskId": "t-1"}}'


async def call(base: str, proxy: str, method: str, *args: Any) -> Any:
    service = MaxAPI(base, "sk-secret", proxy=proxy, connect_timeout=5)
    try:
        return await getattr(service, method)(*args)
    finally:
        await service.close()


def calls(folder: Path) -> list[tuple[str, tuple[Any, ...], str]]:
    link = "https://cdn.example.com/1.png?sig=x"
    return [
        ("submit", (b"{}",), "api.example.com:443"),
        ("query", ("t-1",), "api.example.com:443"),
        ("cancel", ("t-1",), "api.example.com:443"),
        ("download", (link, folder / "part", lambda *_: None), "cdn.example.com:443"),
    ]


def test_a_manual_proxy_is_used_for_everything(run_async: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")  # the system's is not asked
    monkeypatch.setenv("NO_PROXY", "*")
    for method, args, host in calls(tmp_path):
        with wire(lambda talk: talk.say(502, b"no")) as proxy:
            with pytest.raises((NotSent, DownloadError), match="proxy"):
                run_async(call(FAR, proxy.base, method, *args))
        assert proxy.heads and {head.split("\r\n")[0] for head in proxy.heads} == {f"CONNECT {host} HTTP/1.1"}
        assert not any("sk-secret" in head or "sig" in head for head in proxy.heads)


def test_loopback_needs_no_proxy(run_async: Run) -> None:
    with wire(lambda talk: talk.say(502)) as proxy, wire(lambda talk: talk.say(200, OK)) as server:
        assert run_async(call(server.base, proxy.base, "submit", b"{}")) == "t-1"
    assert not proxy.heads


def test_none_asks_no_proxy(run_async: Run, monkeypatch: pytest.MonkeyPatch, stays_here: list[str]) -> None:
    with wire(lambda talk: talk.say(502)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.base)
        with pytest.raises(NotSent):
            run_async(call(FAR, "none", "submit", b"{}"))
    assert not proxy.heads
    assert "api.example.com" in stays_here.pop(), "the guard of the tests stopped the direct way"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("manual", "proxy"),
        ("http://me:pw@127.0.0.1:9", "proxy"),
        ("socks5://127.0.0.1:9", "socks"),
        ("nonsense", "proxy"),
    ],
)
def test_an_unusable_proxy_means_nothing_leaves(run_async: Run, tmp_path: Path, address: str, why: str) -> None:
    for method, args, _ in calls(tmp_path):
        with pytest.raises((NotSent, DownloadError), match=why):
            run_async(call(FAR, address, method, *args))


@pytest.mark.parametrize("method", ["submit", "query", "download"])
def test_what_is_corrected_in_the_system_helps_at_the_next_try(
    run_async: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    args = next(args for name, args, _ in calls(tmp_path) if name == method)

    async def tries(wrong: str, right: str) -> None:
        service = MaxAPI(FAR, "sk-secret", connect_timeout=5)
        for address in (wrong, right, wrong, right):
            monkeypatch.setenv("HTTPS_PROXY", address)
            with pytest.raises((NotSent, DownloadError)):
                await getattr(service, method)(*args)
        await service.close()

    with wire(lambda talk: talk.say(407)) as wrong, wire(lambda talk: talk.say(502)) as right:
        run_async(tries(wrong.base, right.base))
    assert (len(wrong.heads), len(right.heads)) == (2, 2)


@pytest.mark.parametrize("name", ["ALL_PROXY", "HTTPS_PROXY"])
@pytest.mark.parametrize(
    "address", ["socks5://127.0.0.1:9", "socks5h://127.0.0.1:9", "socks://127.0.0.1:9", "socks4://x"]
)
def test_a_socks_proxy_of_the_system_is_named_as_the_cause(
    run_async: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, address: str
) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)  # whoever has it can use such a proxy
    monkeypatch.setenv(name, address)
    for method, args, _ in calls(tmp_path):
        with pytest.raises((NotSent, DownloadError)) as error:
            run_async(call(FAR, "system", method, *args))
        words = fault_words(error.value.fault, as_it_is)
        assert error.value.detail == "socks"
        assert "SOCKS" in words.title + words.sentence


@pytest.mark.parametrize(
    "fields, way",
    [
        ({}, "system"),
        ({"proxy": "none", "proxy_url": "http://p:1"}, "none"),
        ({"proxy": "manual", "proxy_url": "http://p:1"}, "http://p:1"),
        ({"proxy": "manual"}, "manual"),
        ({"proxy": "manual", "proxy_url": "none"}, "manual"),
    ],
)
def test_the_settings_say_the_way(fields: dict[str, Any], way: str) -> None:
    assert Settings(**fields).way_out() == way

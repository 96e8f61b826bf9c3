"""Where a download lets itself be led, over real sockets and, where a public host is needed, a transport."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import httpx
import pytest

from jimeng_desktop.core.errors import (
    DownloadError,
    LinkForbidden,
)
from tests.service.fetching import PNG, failure, fetch
from tests.service.wires import Talk, wire

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://x/",
        "http://10.0.0.1/1",
        "http://cdn.example/1",
        "javascript:1",
        "http://u:p@127.0.0.1/",
    ],
)
def test_redirects_to_where_no_picture_comes_from(run_async: Run, tmp_path: Path, location: str) -> None:
    error = failure(run_async, lambda t: t.say(302, b"", f"Location: {location}"), tmp_path / "p")
    assert type(error) is LinkForbidden


def test_redirects_are_followed_five_times(run_async: Run, tmp_path: Path) -> None:
    def count_down(talk: Talk) -> None:
        left = int(talk.target[1:])
        if left:
            talk.say((301, 302, 303, 307, 308)[left % 5], b"", f"Location: /{left - 1}")
        else:
            talk.say(200, PNG)

    with wire(count_down) as server:
        assert run_async(fetch(server.url("/5"), tmp_path / "p")).size == len(PNG)
    with wire(count_down) as server:
        with pytest.raises(DownloadError, match="redirects"):
            run_async(fetch(server.url("/6"), tmp_path / "p2"))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.1.2.3", "[::1]", "169.254.169.254", "2130706433", "[fe80::1]"]
)
def test_a_public_host_leads_nowhere_in_here(run_async: Run, tmp_path: Path, host: str) -> None:
    # A transport, since no server of this machine is a public host.
    asked: list[str] = []

    def lead(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"Location": f"https://{host}/1.png"})

    options = {"base": "https://api.example.com", "transport": httpx.MockTransport(lead)}
    with pytest.raises(LinkForbidden, match="address"):
        run_async(fetch("https://cdn.example.com/1.png", tmp_path / "p", **options))
    assert len(asked) == 1
    for link in (f"https://{host}/1.png", f"http://{host}/1.png"):
        with pytest.raises(LinkForbidden):
            run_async(fetch(link, tmp_path / "p", **options))
    assert len(asked) == 1
    with pytest.raises(LinkForbidden):  # asked for by https, which leads to the same
        run_async(fetch("http://cdn.example.com/1.png", tmp_path / "p", **options))
    assert [link.startswith("https://cdn.example.com/") for link in asked] == [True, True]


def test_public_redirects_are_fine_and_carry_no_key(run_async: Run, tmp_path: Path) -> None:
    heads: list[httpx.Headers] = []

    def lead(request: httpx.Request) -> httpx.Response:
        heads.append(request.headers)
        if request.url.host == "cdn.example.com":
            return httpx.Response(302, headers={"Location": "https://api.example.com/1.png"})
        return httpx.Response(200, content=PNG)

    options = {"base": "https://api.example.com", "transport": httpx.MockTransport(lead)}
    run_async(fetch("https://cdn.example.com/1.png", tmp_path / "p", **options))
    assert len(heads) == 2
    assert not any("authorization" in head for head in heads)

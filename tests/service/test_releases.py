"""The look for a new version, over real HTTP on loopback: one question, no key, no harm where it fails."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from jimeng_desktop.core.releases import Release
from jimeng_desktop.service.releases import newest_release

PAGE = "https://code.example/jimeng/releases/v9.0.0"
BODY = {"tag_name": "v9.0.0", "html_url": PAGE, "body": "- A grid.\n"}


def ask(server: HTTPServer) -> Release | None:
    return asyncio.run(newest_release(server.url_for("/latest"), proxy="none"))


def test_the_newest_release_is_found_by_one_question_without_a_key(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAXAPI_API_KEY", "secret")
    httpserver.expect_request("/latest", method="GET").respond_with_json(BODY)
    assert ask(httpserver) == Release("9.0.0", PAGE, "A grid.")
    ((request, _),) = httpserver.log
    assert "Authorization" not in request.headers and "secret" not in str(request.headers)
    assert request.headers["User-Agent"].startswith("jimeng-desktop/") and not request.data


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: Response("gone", 404),
        lambda _: Response("", 301, {"Location": "https://elsewhere.example/"}),
        lambda _: Response(json.dumps(BODY), 500),
        lambda _: Response("x" * 3_000_000, 200),
        lambda _: Response("<html>", 200),
    ],
)
def test_where_the_feed_has_no_word_there_is_none(
    httpserver: HTTPServer, answer: Callable[[Request], Response]
) -> None:
    httpserver.expect_request("/latest").respond_with_handler(answer)
    assert ask(httpserver) is None
    assert len(httpserver.log) == 1


@pytest.mark.parametrize(
    "feed", ["http://127.0.0.1:9/latest", "http://api.example.com/latest", "ftp://x/", "nonsense", ""]
)
def test_where_it_can_not_be_asked_there_is_none(feed: str) -> None:
    assert asyncio.run(newest_release(feed, proxy="none")) is None

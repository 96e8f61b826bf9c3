"""One rule for the address of the service: what the command line and the settings let through, the client takes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jimeng_desktop.desktop.keychain import host_of
from jimeng_desktop.options import base_url_problem, plain_base_url
from jimeng_desktop.service.maxapi import MaxAPI

PARTS = st.sampled_from(
    ["https://", "http://", "HTTPS://", "localhost", "127.0.0.1", "[::1]", "[::1", "a.example", "例", "℀", ".", "[",
     ":", ":80", ":99999", "/", "//", "/v1", "?", "#", "@", "%41", "\\", " ", "\t", "\n", "\x1f", "\x7f", "\xa0",
     "\u2028", "\ud800"]
)  # fmt: skip


def taken(url: str) -> bool:
    """Whether the client takes it."""
    try:
        MaxAPI(url)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    "url",
    [
        "https://exa mple.com", "https://a%41.com", "https://host\\x", "https://a\t.example", "https://a\n.example",
        "https://a.example/?", "https://a.example:", "https://a.example:٣", "https://u@a.example",
        "https://[::1]x", "https://[v1.x]", "https://a.example/\ud800", "https://a.example/\x00", "http://a.example",
        "https://a\u00a0b", "https:a.example", "https://", "", "a.example",
    ],
)  # fmt: skip
def test_what_the_client_refuses_is_refused_in_words(url: str) -> None:
    assert not taken(url)
    assert base_url_problem(url)


@pytest.mark.parametrize(
    "url",
    ["https://api.maxapi.io", "https://relay.example:8443/v2/", "HTTPS://A.example", "http://127.0.0.1:8000",
     "http://localhost", "http://[::1]:5000/", "https://例え.example/图"],
)  # fmt: skip
def test_what_both_take(url: str) -> None:
    assert base_url_problem(url) is None
    assert taken(url)


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://api.maxapi.io/api/v1", "https://api.maxapi.io"), ("https://api.maxapi.io/v1/", "https://api.maxapi.io"),
        ("https://relay.example:8443/team//API/V1//", "https://relay.example:8443/team"),
        (" http://127.0.0.1:8000/api/v1/task/submit\n", "http://127.0.0.1:8000"),
        ("https://v1", "https://v1"), ("https://v1/", "https://v1/"), ("https://a.example/v2/", "https://a.example/v2/"),
        ("https://a.example/api", "https://a.example/api"), ("https://a.example/tv1", "https://a.example/tv1"),
    ],
)  # fmt: skip
def test_what_the_client_puts_behind_an_address_comes_off(url: str, plain: str) -> None:
    assert plain_base_url(url) == plain
    assert MaxAPI(url)._base.target.rstrip("/") == MaxAPI(plain)._base.target.rstrip("/")


@given(st.lists(PARTS, max_size=7).map("".join) | st.text(st.characters(exclude_categories=())).map("https://".__add__))
@example("https://a.example/ ")
def test_nothing_passes_that_the_client_refuses(url: str) -> None:
    if base_url_problem(url) is None:
        assert taken(url)


@given(st.lists(PARTS, max_size=7).map("".join))
def test_an_address_without_its_ending_is_taken_as_before(url: str) -> None:
    if base_url_problem(url) is None:
        assert base_url_problem(plain_base_url(url)) is None
        assert host_of(plain_base_url(url)) == host_of(url)

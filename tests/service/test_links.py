"""Where results may come from, and that a link is never rewritten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimeng_desktop.core.errors import LinkForbidden
from jimeng_desktop.service.links import check_link, follow, is_local, is_loopback, parse_link

PUBLIC = "api.maxapi.io"


@pytest.mark.parametrize(
    "target",
    [
        "/a%2Fb/%2f?s=a%2fb%2F+~=%7E'\"<>[]{}|^`",
        "/a/../b/./c",
        "//x//y",
        "/p?",
        "/p?a=1&a=2&&",
        "/%zz%",
        "/a;b=c,d@e:f!$&'()*",
    ],
)
def test_the_target_stays_to_the_letter(target: str) -> None:
    assert parse_link("https://cdn.example" + target).target == target


def test_only_what_no_request_can_hold_is_escaped() -> None:
    assert parse_link("https://cdn.example/a b/图?x=é#part").target == "/a%20b/%E5%9B%BE?x=%C3%A9"
    assert parse_link("HTTPS://CDN.example:8443?x").text == "https://CDN.example:8443/?x"
    assert parse_link("https://CDN.example").host == "cdn.example"


@pytest.mark.parametrize(
    "link",
    [
        "", "x", "/1.png", "file:///etc/passwd", "ftp://a.example/1", "data:image/png;base64,xx", "javascript:1",
        "https://", "https:///x", "https:a.example", "https://user:pw@a.example/", "https://a.example\\@127.0.0.1/",
        "https://a.example:99999/", "https://a.example:x/", "https://a b/", "https://a%2eexample/", "https://[::1/",
        "https://a.example/\n", "\x00https://a.example/", "https://a.example/\ud800",
    ],
)  # fmt: skip
def test_what_is_no_link(link: str) -> None:
    with pytest.raises(LinkForbidden):
        parse_link(link)


LOOPBACK = ["127.0.0.1", "127.9.9.9", "localhost", "LOCALHOST.", "a.localhost", "::1", "::ffff:127.0.0.1", "127.1"]
LOOPBACK += ["0x7f000001", "2130706433", "0177.0.0.1"]
PRIVATE = ["10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "fe80::1", "fd00::1", "0.0.0.0", "100.64.0.1"]
PRIVATE += ["::", "::ffff:10.0.0.1", "relay", "nas.local", "db.internal", "224.0.0.1"]


@pytest.mark.parametrize("host", LOOPBACK)
def test_this_machine(host: str) -> None:
    assert is_loopback(host) and is_local(host)


@pytest.mark.parametrize("host", PRIVATE)
def test_this_network(host: str) -> None:
    assert is_local(host) and not is_loopback(host)


@pytest.mark.parametrize("host", [PUBLIC, "8.8.8.8", "2606:4700::1", "127.0.0.1.example.com", "localhost.example.com"])
def test_the_public_internet(host: str) -> None:
    assert not is_local(host) and not is_loopback(host)


@pytest.mark.parametrize("host", [*LOOPBACK, *PRIVATE])
def test_no_way_in_from_a_public_host(host: str) -> None:
    named = f"[{host}]" if ":" in host else host
    with pytest.raises(LinkForbidden, match="address"):
        check_link(f"https://{named}/1.png", PUBLIC)
    with pytest.raises(LinkForbidden):
        check_link(f"http://{named}/1.png", PUBLIC)


def test_http_is_for_loopback_alone() -> None:
    check_link("http://127.0.0.1:8000/1.png", "localhost")
    check_link("https://cdn.example/1.png", "127.0.0.1")
    for link, came_from in (
        ("http://cdn.example/1.png", "127.0.0.1"),
        ("http://cdn.example/1.png", PUBLIC),
        ("http://10.0.0.1/1.png", "127.0.0.1"),
        ("http://127.0.0.1/1.png", "10.0.0.1"),
    ):
        with pytest.raises(LinkForbidden, match="scheme"):
            check_link(link, came_from)


def test_where_a_redirect_leads() -> None:
    link = parse_link("https://cdn.example/a/b?x=1")
    assert follow(link, "/c?s=%2f+~") == "https://cdn.example/c?s=%2f+~"
    assert follow(link, "c?y") == "https://cdn.example/a/c?y"
    assert follow(link, "//other.example/d") == "https://other.example/d"
    assert follow(link, "https://other.example/a/../%2f?") == "https://other.example/a/../%2f?"
    assert follow(link, "file:///etc/passwd") == "file:///etc/passwd"


@given(st.text(st.characters(exclude_categories=())), st.text())
def test_garbage_is_forbidden_not_a_crash(text: str, location: str) -> None:
    for prefix in ("", "https://", "https://a.example/"):
        try:
            link = parse_link(prefix + text)
            target = parse_link(follow(link, location)).target
        except LinkForbidden:
            continue
        assert all("!" <= c <= "~" for c in link.target + target)

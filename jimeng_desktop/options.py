"""What the command line asks for: plain values that the window and the commands can both read without Qt."""

from __future__ import annotations

import ipaddress
import math
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

# No user names, escapes or backslashes: what one parser takes for the host, another must not take for something else.
# The service's own parser has the last word and refuses nothing that passes here: a test holds the two together.
_AUTHORITY = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[^\s:@\\\[\]%]+)(?::[0-9]{1,5})?")
_OTHER_PROXIES = ("socks", "socks4", "socks4a", "socks5", "socks5h")
# What the client itself puts behind the address; asked for twice, every call would fail.
_OF_CALLS = re.compile(r"(?<![:/])/+(?:(?:api/+)?v1|api/+v1/+task(?:/+submit)?)/*$", re.IGNORECASE)
DEMO_SECONDS, DEMO_TAKES = "JIMENG_DEMO_SECONDS", 6.0
_IN_NO_ADDRESS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class Options(NamedTuple):
    """What holds for the whole program. `base_url` overrides the one of the settings; `profile` is absolute."""

    demo: bool = False
    profile: Path | None = None
    base_url: str | None = None
    headless: bool = False
    files: tuple[Path, ...] = ()  # pictures to be shown, absolute


@dataclass(frozen=True, slots=True)
class Request:
    """What `generate` shall make: `count` jobs of one recipe, their pictures copied into `out`."""

    prompt: str
    out: Path
    model: str | None = None  # None: the catalog's default
    ratio: str = "1:1"
    resolution: str = "2k"
    count: int = 1
    json: bool = False


def seconds_of_demo() -> float:
    """About how long a job of the demo takes: as the environment says, for tests; where it says nothing usable, 6 s."""
    try:
        seconds = float(os.environ.get(DEMO_SECONDS, ""))
    except ValueError:
        return DEMO_TAKES
    return max(0.0, seconds) if math.isfinite(seconds) else DEMO_TAKES


def plain_base_url(url: str) -> str:
    """The address of the service alone, where somebody has taken one of its calls for it: without "/api/v1", "/v1"."""
    return _OF_CALLS.sub("", url.strip())


def base_url_problem(url: str) -> str | None:
    """Why the service can't be asked at this address, in words; None where it can."""
    try:
        _ = urlsplit(url).port
    except ValueError as error:
        return f"{url!r} is not an address: {error}"
    return {
        None: None,
        "address_malformed": f"{url!r} is not an address; it looks like https://api.example.com",
        "address_extra": "an address of the service has no user name, no ? and no # in it",
        "address_insecure": f"{url!r} would send the key unencrypted: use https:// "
        "(http:// only for this machine, e.g. 127.0.0.1)",
    }[base_url_fault(url)]


def base_url_fault(url: str) -> str | None:
    """As base_url_problem(), as a code: address_malformed, address_extra or address_insecure."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "address_malformed"
    if parts.scheme not in ("https", "http") or not host or _IN_NO_ADDRESS.search(url):
        return "address_malformed"
    if parts.username is not None or "?" in url or "#" in url:
        return "address_extra"
    if not _AUTHORITY.fullmatch(parts.netloc):
        return "address_malformed"
    return "address_insecure" if parts.scheme == "http" and not _is_loopback(host) else None


def proxy_fault(url: str) -> str | None:
    """Why no proxy can be used at this address, as a code: proxy_missing, _malformed, _kind or _user; else None.

    No user name or password: it would lie in a file that anybody can read.
    """
    if not url:
        return "proxy_missing"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "proxy_malformed"
    if "@" in parts.netloc:
        return "proxy_user"
    if parts.scheme in _OTHER_PROXIES:
        return "proxy_kind"
    if parts.scheme not in ("http", "https") or not host or not _AUTHORITY.fullmatch(parts.netloc):
        return "proxy_malformed"
    return "proxy_malformed" if parts.path.strip("/") or "?" in url or "#" in url or "\\" in url else None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

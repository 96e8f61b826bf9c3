"""What the command line asks for: plain values that the window and `generate` can both read without Qt."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

# No user names, escapes or backslashes: what one parser takes for the host, another must not take for something else.
# The service's own parser has the last word and refuses nothing that passes here: a test holds the two together.
_AUTHORITY = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[^\s:@\\\[\]%]+)(?::[0-9]{1,5})?")
_IN_NO_ADDRESS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class Options(NamedTuple):
    """What holds for the whole program. `base_url` overrides the one of the settings; `profile` is absolute."""

    demo: bool = False
    profile: Path | None = None
    base_url: str | None = None
    headless: bool = False


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


def base_url_problem(url: str) -> str | None:
    """Why the service can't be asked at this address, in words; None where it can."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"{url!r} is not an address: {error}"
    if parts.scheme not in ("https", "http") or not host or _IN_NO_ADDRESS.search(url):
        return f"{url!r} is not an address; it looks like https://api.example.com"
    if parts.username is not None or "?" in url or "#" in url:
        return "an address of the service has no user name, no ? and no # in it"
    if not _AUTHORITY.fullmatch(parts.netloc):
        return f"{url!r} is not an address; it looks like https://api.example.com"
    if parts.scheme == "http" and not _is_loopback(host):
        return f"{url!r} would send the key unencrypted: use https:// (http:// only for this machine, e.g. 127.0.0.1)"
    return None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

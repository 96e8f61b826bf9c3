"""What a feed of releases says, and which version is the newer one."""

from __future__ import annotations

import json
import re
from typing import NamedTuple
from urllib.parse import urlsplit


class Release(NamedTuple):
    """A version that is out; `page` is where people read about it, `notes` the first line of what has changed."""

    version: str
    page: str
    notes: str = ""


def read_release(data: bytes) -> Release | None:
    """The release in an answer of the form {"tag_name", "html_url", "body"}, as code hosts give it; None for others."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("draft") or told.get("prerelease"):
        return None
    tag, page, body = told.get("tag_name"), told.get("html_url"), told.get("body")
    if not isinstance(tag, str) or not isinstance(page, str) or not _numbers(tag) or not _is_page(page):
        return None
    return Release(tag.removeprefix("v"), page, first_line(body if isinstance(body, str) else ""))


def is_newer(version: str, than: str) -> bool:
    """Whether one version comes after the other; never where one of them is none."""
    one, other = _numbers(version), _numbers(than)
    return bool(one and other and one > other)


def first_line(notes: str) -> str:
    """The first thing that has changed, without the marks of a list or a heading."""
    lines = (line.strip() for line in notes.splitlines())
    told = (re.sub(r"^([-*+]|\d+\.)\s+", "", line) for line in lines if line and not line.startswith("#"))
    return next(told, "")[:200]


def _numbers(version: str) -> tuple[int, ...]:
    """1.2 and 1.2.0 are the same; () for what is no version."""
    found = re.fullmatch(r"v?(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?", version)
    return tuple(int(part or 0) for part in found.groups()) if found else ()


def _is_page(page: str) -> bool:
    """Only what a browser may be sent to without a thought."""
    try:
        parts = urlsplit(page)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and page.isprintable() and " " not in page

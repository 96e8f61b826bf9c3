"""What feeds say, and which version is newer."""

from __future__ import annotations

import json

import pytest

from jimeng_desktop.core.releases import Release, first_line, is_newer, read_release

PAGE = "https://code.example/jimeng/releases/v0.2.0"


def told(**changes: object) -> bytes:
    return json.dumps({"tag_name": "v0.2.0", "html_url": PAGE, "body": "## New\n\n- A grid.\n", **changes}).encode()


def test_a_release_is_read() -> None:
    assert read_release(told()) == Release("0.2.0", PAGE, "A grid.")
    assert read_release(told(tag_name="1.2", body=None)) == Release("1.2", PAGE, "")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not json",
        b"[]",
        b'"text"',
        b"{}",
        b"[" * 100_000,
        told(draft=True),
        told(prerelease=True),
        told(tag_name="nightly"),
        told(tag_name=7),
        told(tag_name="v0.2.0-rc1"),
        told(html_url="http://code.example/"),
        told(html_url="file:///etc/passwd"),
        told(html_url="https://"),
        told(html_url="https://code.example/a b"),
        told(html_url="https://[/"),
        told(html_url=None),
    ],
)
def test_what_is_no_release_is_none(data: bytes) -> None:
    assert read_release(data) is None


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("0.2.0", "0.1.0", True),
        ("0.10.0", "0.9.9", True),
        ("1.0", "0.99.99", True),
        ("0.1.0", "0.1.0", False),
        ("0.1", "0.1.0", False),
        ("0.0.9", "0.1.0", False),
        ("nightly", "0.1.0", False),
        ("0.2.0", "", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, than: str, newer: bool) -> None:
    assert is_newer(version, than) is newer


def test_the_first_line_is_what_has_changed() -> None:
    assert first_line("# 0.2.0\n\n1. First.\n2. Second.") == "First."
    assert first_line("Plain.") == "Plain." and first_line("# only") == "" and len(first_line("x" * 900)) == 200

"""A key as it was copied: what is certainly no part of it comes off, what no key can hold stays and is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimeng_desktop.core.api_keys import clean_key, strange_characters

KEY = "sk-0123456789abcDEF"
WIDE = "".join(chr(ord(letter) + 0xFEE0) for letter in KEY)


@pytest.mark.parametrize(
    "copied",
    [
        f"  {KEY}\r\n", f"{KEY[:6]}\n  {KEY[6:]}", f"\ufeff{KEY[:4]}\u200b{KEY[4:]}\u2060", f"{KEY}\u00ad\ufe0f\u200e",
        f"{KEY}\x00\x7f", WIDE, f"\u3000{WIDE}\u00a0", f"Bearer {KEY}", f"bearer\t{KEY}", f"Bearer{KEY}",
        f"Authorization: Bearer {KEY}", f"authorization:{KEY}", f"Authorization：Bearer\u3000{WIDE}",
        f'"{KEY}"', f"“{KEY}”", f"'Authorization: Bearer {KEY}'", f'"Authorization": "Bearer {KEY}"', f"`{KEY}`\n",
        f"Bearer Bearer {KEY}", f"MAXAPI_API_KEY='{KEY}'", f'"Authorization": "Bearer {KEY}",\n', f"Bearer: {KEY}",
        f"export MAXAPI_API_KEY='{KEY}';", f'"MAXAPI_API_KEY": "{KEY}"}}',
    ],
)  # fmt: skip
def test_what_is_certainly_no_part_of_the_key_comes_off(copied: str) -> None:
    assert clean_key(copied) == KEY
    assert not strange_characters(KEY)


@pytest.mark.parametrize("copied", ["", " \n", "\u200b", "Bearer ", "Authorization: Bearer", '""'])
def test_where_there_is_no_key_there_is_none(copied: str) -> None:
    assert clean_key(copied) == ""


@pytest.mark.parametrize("key", ["bearer-of-news", "authorization", 'sk-a"b', "sk-a:b='c'd", "[key]", "~/."])
def test_what_may_be_part_of_a_key_stays(key: str) -> None:
    assert clean_key(key) == key


@pytest.mark.parametrize(
    ("copied", "strange"), [("sk–1", "–"), ("sk-é中é", "é中"), ("ключ", "клю…"), ("k\ud800", "U+D800")]
)
def test_what_no_key_can_hold_is_named(copied: str, strange: str) -> None:
    assert strange_characters(clean_key(copied)) == strange


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1).map("sk-".__add__))
def test_a_key_that_is_clean_stays_so(key: str) -> None:
    assert clean_key(clean_key(key)) == clean_key(key)
    assert not strange_characters(clean_key(key))

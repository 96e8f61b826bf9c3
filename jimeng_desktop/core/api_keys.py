"""An API key as it was copied: what is certainly no part of it comes off, and what no key can hold is named."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = "\"'`“”‘’„«»‹›「」『』"
_NAMED = rf"authorization[\s{_QUOTES}]*:|(?:export\s+)?maxapi_api_key[\s{_QUOTES}]*[=:]"
_BEFORE = re.compile(rf"(?:{_NAMED}|bearer(?:\s*:|\s+|$|(?=sk-))|[\s{_QUOTES}])+", re.IGNORECASE)
_BEHIND = re.compile(rf"[{_QUOTES}][{_QUOTES},;}}\\]*$")
_SHOWN = 3
_UNSEEN = re.compile("[\u034f\u115f\u1160\u2800\ufe00-\ufe0f]")  # beside control and format characters


def clean_key(copied: str) -> str:
    """The key without blanks, line ends, invisible characters, quotes, "Authorization:" and "Bearer"; full-width
    letters become the usual ones.
    """
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", copied))
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf"))
    if before := _BEFORE.match(text):
        text = text[before.end() :]
    return _BEHIND.sub("", "".join(text.split()))


def strange_characters(key: str) -> str:
    """What a request can't carry and no key has, the first few, to be shown; empty for a key that can be sent."""
    found = list(dict.fromkeys(c for c in key if not "!" <= c <= "~"))
    shown = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in found[:_SHOWN])
    return shown + "…" * (len(found) > _SHOWN)

"""What may stand in the user's own models.toml, and how a model is added to it by its id."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST = 100  # more pictures no model gives or takes
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_ENTRY = re.compile(r"\s*\[\[\s*[\"']?model[\"']?\s*\]\]")
_LINE = re.compile(r"at line (\d+)")
_HEAD = """\
# Your own models. Each [[model]] has an id; name, family, line, ratios, resolutions, pictures and most_pictures are
# optional. An id that the program knows changes that model.
"""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the user's own file is not read or not written; `code` has its words in messages. Line 0: none is known."""

    code: str
    file: Path
    line: int = 0
    detail: str = ""


def is_model_id(text: str) -> bool:
    """Whether a model may be called so: letters, digits, dots, hyphens and underscores."""
    return _ID.fullmatch(text) is not None


def own_entries(data: bytes, path: Path, common: dict[str, Any]) -> list[dict[str, Any]] | Trouble:
    """The checked entries of the user's own file, or why it can't be used: all of it or nothing.

    A ratio or resolution must be one of `common`: the form has room for those.
    """
    found = _parsed(data, path)
    if isinstance(found, Trouble):
        return found
    entries = found[0].get("model", [])
    if not isinstance(entries, list):
        entries = [entries]
    lines = [at for at, line in enumerate(found[1].split("\n"), 1) if _ENTRY.match(line)]
    for at, entry in enumerate(entries):
        line = lines[at] if len(lines) == len(entries) else 0
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or not is_model_id(entry["id"]):
            return Trouble("own_id", path, line)
        wrong = next((key for key, fits in _checks(common).items() if key in entry and not fits(entry[key])), None)
        if wrong:
            return Trouble("own_value", path, line, wrong)
    return entries


def with_model(before: bytes | None, path: Path, model_id: str) -> bytes | Trouble:
    """The file, which may not be there yet, with a model added by its id; what is in it stays to the byte."""
    if before is None:
        before = _HEAD.encode()
    gap = b"\n" if before.endswith(b"\n") or not before else b"\n\n"
    after = before + gap + f'[[model]]\nid = "{model_id}"\n'.encode()
    found = _parsed(after, path)
    return found if isinstance(found, Trouble) else after


def _parsed(data: bytes, path: Path) -> tuple[dict[str, Any], str] | Trouble:
    """The file as TOML and as text."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return tomllib.loads(text), text
    except UnicodeDecodeError as error:
        return Trouble("own_not_toml", path, data.count(b"\n", 0, error.start) + 1)
    except (ValueError, RecursionError) as error:
        line = _LINE.search(str(error))
        return Trouble("own_not_toml", path, int(line[1]) if line else data.count(b"\n") + 1)


def _checks(common: dict[str, Any]) -> dict[str, Callable[[Any], bool]]:
    def word(value: Any) -> bool:
        return isinstance(value, str) and bool(value.strip()) and value.isprintable()

    def number(value: Any) -> bool:
        return type(value) is int and 1 <= value <= MOST

    def some_of(known: list[str]) -> Callable[[Any], bool]:
        return lambda value: isinstance(value, list) and bool(value) and all(one in known for one in value)

    return {
        "name": word,
        "family": word,
        "also": word,
        "line": lambda value: word(value) or (isinstance(value, dict) and all(word(one) for one in value.values())),
        "ratios": some_of(common["ratios"]),
        "resolutions": some_of(common["resolutions"]),
        "pictures": number,
        "most_pictures": number,
    }

"""The envelope of the service's answers: bytes to code, message and data, as leniently as it can be done. Pure.

A body may be in GBK, may break off, and may stand among other things; what can still be read of it is read, for a
task id may stand there. Whether it was a plain answer is said beside: see `Opened.wrong`.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

LONGEST_DETAIL = 500
KEPT = 64 * 1024  # bytes of an answer that are kept, and characters looked through where its JSON breaks off
MOST_READ = 2 * 1024 * 1024  # bytes of an answer: 500 long links are a quarter of it; more would freeze the window
# GBK is a part of the second; in the last what can't be read is left out, and a task id can.
_ENCODINGS = (("utf-8-sig", "strict"), ("gb18030", "strict"), ("utf-8", "replace"))
_DEEPEST = 64
_TRIES = 4  # ends at which what breaks off may be taken for whole
_ID_NAMES = ("taskId", "task_id")
_OBJECT = re.compile(r'\{(?=\s*["}])')  # not the braces of a style sheet
# Wherever and however it stands: what names a task may have been accepted.
_NAMES_TASK = re.compile(rb"""task_?id["'\\\s]*[:=>]["'\\\s\[{]*(?!null|none)[^\s"'\\,<{}\[\]]""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer as received. `cut` says how its body broke off, `secret` is struck out of every message."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    cut: str = ""
    secret: str = field(default="", repr=False)

    @property
    def kept(self) -> bytes:
        """The body as it came, for the receipt: bounded, and without the key however JSON may have written it."""
        if not self.secret:
            return self.body[:KEPT]
        written = "".join(rf"(?:\\?{re.escape(c)}|\\u{ord(c):04x})" for c in self.secret)
        return re.sub(written.encode(), b"***", self.body[: 2 * KEPT], flags=re.IGNORECASE)[:KEPT]


class Unsent(Exception):
    """The request never left; the text says why."""


class Broken(Exception):
    """The request left, or may have, and no answer came; the text says why."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What an answer says; `code` is None where the body is no plain envelope, and `wrong` says why.

    `task_id` is a usable id, wherever it was named; `names_task` where one was named, usable or not.
    """

    code: int | None
    message: str
    data: Any
    wrong: str = ""
    task_id: str | None = None
    names_task: bool = False


def open_answer(answer: Answer) -> Opened:
    """Takes an answer apart."""
    body, wrong, broken_off = _read(answer)
    names_task = _NAMES_TASK.search(answer.body[:KEPT]) is not None
    if not isinstance(body, dict):
        return Opened(None, "", None, wrong or "another shape", names_task=names_task)
    code = body.get("code")
    if isinstance(code, float) and code.is_integer():
        code = int(code)
    if not isinstance(code, int) or isinstance(code, bool):
        code, wrong = None, wrong or "another shape"
    message, data = _message(body, answer.secret), body.get("data")
    named = [place.get(name) for place in (data, body) if isinstance(place, dict) for name in _ID_NAMES]
    task_id = next((value.strip() for value in named if is_task_id(value)), None)
    names_task = names_task or any(value is not None and str(value).strip() for value in named)
    if broken_off:  # read for the id alone: of a list of links some may be lacking
        return Opened(None, "", None, wrong, task_id, names_task)
    return Opened(None if wrong else code, message, data, wrong, task_id, names_task)


def is_task_id(value: Any) -> TypeGuard[str]:
    """A text that says something and that files, databases and addresses can take."""
    return isinstance(value, str) and bool(value.strip()) and whole(value) == value


def whole(text: str) -> str:
    """The text with surrogate pairs joined and lone halves replaced: what files, databases and sockets can take."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def without_key(text: str, secret: str) -> str:
    """What the service says, as it may be shown."""
    return text.replace(secret, "***") if secret else text


def _read(answer: Answer) -> tuple[Any, str, bool]:
    """The JSON of a body, what is wrong with the body, and whether the JSON is only what is whole of it."""
    wrong = answer.cut
    if not wrong:
        try:
            return json.loads(answer.body), "", False
        except (ValueError, RecursionError):
            wrong = "not JSON" if answer.body.strip() else "empty answer"
    for encoding, errors in _ENCODINGS:
        try:
            text = codecs.getincrementaldecoder(encoding)(errors).decode(answer.body[:MOST_READ])
        except ValueError:
            continue
        found, broken_off = _first_object(text)
        return found, wrong, broken_off or bool(answer.cut)
    return None, wrong, True


def _first_object(text: str) -> tuple[Any, bool]:
    """The first object of a text that says something, or what is whole of it, and whether it breaks off."""
    starts = [found.start() for found in _OBJECT.finditer(text[:KEPT])][:_TRIES]
    for start in starts:
        try:
            found = json.JSONDecoder().raw_decode(text, start)[0]
        except (ValueError, RecursionError):
            break
        if found:
            return found, False
    else:
        return None, True
    for end, closing in reversed(_ends(text[start : start + KEPT])[-_TRIES:]):
        try:
            return json.loads(text[start : start + end] + closing), True
        except ValueError:
            continue
    return None, True


def _ends(text: str) -> list[tuple[int, str]]:
    """Where a value may have come to its end, and what closes all that is open there."""
    ends, open_ones = list[tuple[int, str]](), list[str]()
    for found in re.finditer(r'"(?:[^"\\]|\\.)*"|["{}\[\]]', text, re.DOTALL):
        mark = found[0]
        if mark == '"':  # a text that breaks off
            break
        if mark in "{[":
            open_ones.append("}" if mark == "{" else "]")
        elif mark in "}]" and open_ones:
            open_ones.pop()
        if len(open_ones) > _DEEPEST:
            return []
        ends.append((found.end(), "".join(reversed(open_ones))))
    return ends


def _message(body: dict[str, Any], secret: str) -> str:
    for name in ("msg", "message", "error", "detail"):
        value = body.get(name)
        if isinstance(value, dict):
            value = value.get("message")
        if isinstance(value, str) and value.strip():
            text = without_key(value, secret)
            return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", whole(text)).split())[:LONGEST_DETAIL]
    return ""

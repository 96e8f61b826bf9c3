"""What words are made of: the values, the mark for lupdate, and the filling of placeholders."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

Translate = Callable[[str], str]

_LONGEST_DETAIL = 200
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Action:
    """Something the user can do about it; `costs` means that it makes a new paid job."""

    code: str
    label: str
    costs: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What a card or banner says. With two actions the first is the safe one. `icon` is a name in resources/icons.

    `grave` is for harm whose icon doesn't tell of harm by itself.
    """

    title: str
    sentence: str
    action: Action | None
    icon: str
    second: Action | None = None
    grave: bool = False


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Marks a text for translation and gives it back as it is; lupdate looks for this name."""
    return text


def as_it_is(text: str) -> str:
    """The translation of the command line: none."""
    return text


def fill(text: str, **values: object) -> str:
    """Puts values in place of {name}, once: what looks like a placeholder within a value stays as it is."""
    return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)


def counted(tr: Translate, n: int, one: str, many: str, **values: object) -> str:
    """The translated text for this number, with {n} and other placeholders filled."""
    return fill(tr(one if n == 1 else many), n=n, **values)


def tidy(detail: str) -> str:
    """Another side's words, as one line of bearable length without its last full stop: ours follows."""
    line = " ".join(detail.split())
    if len(line) > _LONGEST_DETAIL:
        line = line[:_LONGEST_DETAIL].rstrip() + "…"
    return line.rstrip(".。")


def translated(words: Words, tr: Translate, **values: object) -> Words:
    """The words in the present language, with their placeholders filled."""
    return Words(
        fill(tr(words.title), **values),
        fill(tr(words.sentence), **values),
        _labelled(words.action, tr),
        words.icon,
        _labelled(words.second, tr),
        words.grave,
    )


def _labelled(action: Action | None, tr: Translate) -> Action | None:
    return replace(action, label=tr(action.label)) if action else None

"""The words for files opened with the program that it can't show."""

from __future__ import annotations

from collections.abc import Sequence

from .words import QT_TRANSLATE_NOOP, Translate, Words, fill

_FOREIGN = QT_TRANSLATE_NOOP("messages", "“{name}” is not in this library")
_UNREAD = QT_TRANSLATE_NOOP("messages", "“{name}” can’t be read")
_SEVERAL = QT_TRANSLATE_NOOP("messages", "{n} of these files can’t be shown")
_WHAT = QT_TRANSLATE_NOOP("messages", "Only originals, and unchanged copies of them, are shown with their recipe.")
_DEMO = QT_TRANSLATE_NOOP("messages", "This is the demo; your own pictures are in the library of the real service.")
_GONE = QT_TRANSLATE_NOOP("messages", "It is gone, or may not be read.")
_LONGEST = 40  # letters of a name


def opened_words(foreign: Sequence[str], unread: Sequence[str], demo: bool, tr: Translate) -> Words:
    """What is said of files, by their names: `foreign` are none of the library, `unread` could not be looked into."""
    names = [*foreign, *unread]
    if len(names) > 1:
        title, sentence = fill(tr(_SEVERAL), n=len(names)), _DEMO if demo else _WHAT
    elif foreign:
        title, sentence = fill(tr(_FOREIGN), name=_short(names[0])), _DEMO if demo else _WHAT
    else:
        title, sentence = fill(tr(_UNREAD), name=_short(names[0])), _GONE
    return Words(title, tr(sentence), None, "info")


def _short(name: str) -> str:
    """Its beginning and its end, which tells of what kind it is."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 12]}…{name[-11:]}"

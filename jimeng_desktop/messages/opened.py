"""The words for files opened with the program that it can't show."""

from __future__ import annotations

from collections.abc import Sequence

from .words import QT_TRANSLATE_NOOP, Translate, Words, counted, fill

_FOREIGN = (
    QT_TRANSLATE_NOOP("messages", "“{name}” is not in this library"),
    QT_TRANSLATE_NOOP("messages", "{n} of these files are not in this library"),
)
_UNREAD = (
    QT_TRANSLATE_NOOP("messages", "“{name}” can’t be read"),
    QT_TRANSLATE_NOOP("messages", "{n} of these files can’t be read"),
)
_WHAT = QT_TRANSLATE_NOOP(
    "messages", "Originals and unchanged copies of them are shown with their recipe, wherever they lie."
)
_DEMO = QT_TRANSLATE_NOOP("messages", "This is the demo; your own pictures are in the library of the real service.")


def opened_words(foreign: Sequence[str], unread: Sequence[str], demo: bool, tr: Translate) -> Words:
    """What is said of files, by their names: `foreign` are none of the library, `unread` could not be looked into."""
    parts = [counted(tr, len(names), *texts, name=names[0])
             for names, texts in ((foreign, _FOREIGN), (unread, _UNREAD)) if names]  # fmt: skip
    title = parts[0] if len(parts) == 1 else fill(tr(QT_TRANSLATE_NOOP("messages", "{one} · {other}")),
                                                  one=parts[0], other=parts[1])  # fmt: skip
    return Words(title, tr(_DEMO if demo else _WHAT), None, "info")

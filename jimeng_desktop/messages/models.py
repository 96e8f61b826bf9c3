"""What is said of the user's own file of models, where it can't be read or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .words import QT_TRANSLATE_NOOP, Translate, Words, fill, tidy

if TYPE_CHECKING:
    from ..core.own_models import Trouble

_NOT_READ = QT_TRANSLATE_NOOP("messages", "Your own models can't be read")
_NOT_WRITTEN = QT_TRANSLATE_NOOP("messages", "The model could not be added")
_REST = QT_TRANSLATE_NOOP("messages", "{what} Until that is mended only the built-in models are offered.")

# code -> what it says where the line is known, and where it isn't
TROUBLES = {
    "own_unreadable": (
        QT_TRANSLATE_NOOP("messages", "{file} can't be opened: {detail}."),
        QT_TRANSLATE_NOOP("messages", "{file} can't be opened: {detail}."),
    ),
    "own_not_toml": (
        QT_TRANSLATE_NOOP("messages", "Line {line} of {file} can't be understood."),
        QT_TRANSLATE_NOOP("messages", "{file} can't be understood."),
    ),
    "own_id": (
        QT_TRANSLATE_NOOP("messages", "The model in line {line} of {file} has no id that can be used."),
        QT_TRANSLATE_NOOP("messages", "A model in {file} has no id that can be used."),
    ),
    "own_value": (
        QT_TRANSLATE_NOOP("messages", "The model in line {line} of {file} has “{detail}” set to something unusable."),
        QT_TRANSLATE_NOOP("messages", "A model in {file} has “{detail}” set to something unusable."),
    ),
    "own_unwritable": (
        QT_TRANSLATE_NOOP("messages", "{file} can't be written: {detail}."),
        QT_TRANSLATE_NOOP("messages", "{file} can't be written: {detail}."),
    ),
}


def own_models_words(trouble: Trouble, tr: Translate) -> Words:
    """Why the user's own models are not there, or why one was not added."""
    with_line, without = TROUBLES[trouble.code]
    what = fill(
        tr(with_line if trouble.line else without),
        line=trouble.line,
        file=trouble.file,
        detail=tidy(trouble.detail),
    )
    if trouble.code == "own_unwritable":
        return Words(tr(_NOT_WRITTEN), what, None, "attention")
    return Words(tr(_NOT_READ), fill(tr(_REST), what=what), None, "attention")

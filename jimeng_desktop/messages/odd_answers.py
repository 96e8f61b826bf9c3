"""The words of answers that contradict themselves, and of links that can't be fetched."""

from __future__ import annotations

from .actions import ASK_NOW, COPY_LINKS, RETRY_LINKS, SEND_AGAIN, TRY_AGAIN
from .words import QT_TRANSLATE_NOOP, Words

_UNCLEAR = Words(
    QT_TRANSLATE_NOOP("messages", "The service's reply was unclear"),
    QT_TRANSLATE_NOOP(
        "messages",
        "It named a task, so the job may have been accepted. The program keeps checking, and saves the pictures if "
        "they come. Sending again may be charged twice.",
    ),
    ASK_NOW,
    "unknown",
    SEND_AGAIN,
)
_UNCLEAR_KEY = Words(
    QT_TRANSLATE_NOOP("messages", "Unclear reply, and the key is refused for its task"),
    QT_TRANSLATE_NOOP(
        "messages",
        "The job may have been accepted all the same. The program keeps checking. Sending again may be charged twice.",
    ),
    ASK_NOW,
    "key",
    SEND_AGAIN,
)
_UNCLEAR_UNKNOWN = Words(
    QT_TRANSLATE_NOOP("messages", "Unclear reply, and the service doesn't know its task"),
    QT_TRANSLATE_NOOP(
        "messages",
        "The job may have been accepted all the same. The program keeps checking. Sending again may be charged twice.",
    ),
    ASK_NOW,
    "unknown",
    SEND_AGAIN,
)
_NOT_OURS = Words(
    QT_TRANSLATE_NOOP("messages", "Unclear reply, and its task has another prompt"),
    QT_TRANSLATE_NOOP(
        "messages",
        "That task is not this job's, so nobody can say whether the job was accepted. Sending again may be charged "
        "twice.",
    ),
    ASK_NOW,
    "unknown",
    SEND_AGAIN,
)
GIVEN_UP = Words(
    QT_TRANSLATE_NOOP("messages", "Counted as lost"),
    QT_TRANSLATE_NOOP(
        "messages",
        "The service's reply was unclear, so it may have been charged. Pictures that still come are kept. "
        "A new try is a new paid job.",
    ),
    TRY_AGAIN,
    "unknown",
)
UNCLEAR_STATE = (QT_TRANSLATE_NOOP("messages", "Unclear reply"), "unknown")

_DOUBTS = {"key_refused": _UNCLEAR_KEY, "task_unknown": _UNCLEAR_UNKNOWN, "not_ours": _NOT_OURS}

LINKS = Words(
    QT_TRANSLATE_NOOP("messages", "{saved} of {total} saved, the rest can't be fetched"),
    QT_TRANSLATE_NOOP(
        "messages", "What the service named is no link that is safe to follow. It is kept; trying again costs nothing."
    ),
    RETRY_LINKS,
    "link",
    COPY_LINKS,
)
_LINKS = Words(
    QT_TRANSLATE_NOOP("messages", "A link can't be fetched"),
    QT_TRANSLATE_NOOP("messages", "It is not safe to follow, but kept as text. Trying it again costs nothing."),
    RETRY_LINKS,
    "link",
    COPY_LINKS,
)

OF_ODD_ANSWERS = {"not_ours": _NOT_OURS, "links_unfetchable": _LINKS}


def doubt(fault_code: str) -> Words | None:
    """What is said of a doubtful job, by the last that was heard of its task; None where that fault says it itself."""
    return None if fault_code in ("other_key", "unexpected") else _DOUBTS.get(fault_code, _UNCLEAR)

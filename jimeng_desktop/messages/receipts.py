"""The words of the ledger: what came of a submit, and why its list was not written."""

from __future__ import annotations

from ..core.errors import Fault
from ..core.job import JobState
from ..core.ledger import LedgerLine
from .jobs import plain_state
from .odd_answers import UNCLEAR_STATE
from .words import QT_TRANSLATE_NOOP, Translate, fill, tidy

_ACCEPTED = (QT_TRANSLATE_NOOP("messages", "Accepted"), "accepted")
_REFUSED = (QT_TRANSLATE_NOOP("messages", "Refused"), "failed")
_NOT_SENT = (QT_TRANSLATE_NOOP("messages", "Not sent"), "offline")

# What an accepted job has become; the number of its pictures stands beside it.
_BECAME = {
    JobState.FETCHING: (QT_TRANSLATE_NOOP("messages", "Fetching"), "downloading"),
    JobState.DONE: (QT_TRANSLATE_NOOP("messages", "Saved"), "saved"),
    JobState.INCOMPLETE: (QT_TRANSLATE_NOOP("messages", "Partly saved"), "expired"),
}
_UNANSWERED = frozenset({JobState.SAVING, JobState.WAITING, JobState.SENDING, JobState.UNKNOWN, JobState.LOST})

_ALL = (
    _ACCEPTED,
    _REFUSED,
    _NOT_SENT,
    UNCLEAR_STATE,
    *(_BECAME.get(state) or plain_state(state, None) for state in JobState),
)

_OF_LISTS = {
    "storage_failed": QT_TRANSLATE_NOOP("messages", "The list was not written: {detail}."),
    "folder_missing": QT_TRANSLATE_NOOP("messages", "The list was not written: its folder is not there."),
    "folder_read_only": QT_TRANSLATE_NOOP(
        "messages", "The list was not written: its place can't be written to, or another program has it open."
    ),
    "disk_full": QT_TRANSLATE_NOOP("messages", "The list was not written: there is no room for it."),
}


def receipt_state(line: LedgerLine, tr: Translate) -> tuple[str, str]:
    """What came of a submit, in a word or two, and the icon for it."""
    word, icon = _standing(line)
    return tr(word), icon


def receipt_states(tr: Translate) -> list[str]:
    """All words of that kind, for whoever has to keep room for them."""
    return [tr(word) for word, _ in _ALL]


def list_sentence(fault: Fault, tr: Translate) -> str:
    """Why a list of receipts was not written."""
    return fill(tr(_OF_LISTS.get(fault.code, _OF_LISTS["storage_failed"])), detail=tidy(fault.detail) or fault.code)


def _standing(line: LedgerLine) -> tuple[str, str]:
    state = line.state
    match line.outcome:
        case "refused":
            return _REFUSED
        case "not_sent":
            return _NOT_SENT
        case "accepted":
            if state is None or state in _UNANSWERED:
                return _ACCEPTED
            return _BECAME.get(state) or plain_state(state, line.fault_code)
        case None if state is JobState.SENDING:
            return plain_state(state, None)
    if line.outcome == "unknown" and line.task_id and state is not JobState.LOST:
        return UNCLEAR_STATE
    return plain_state(JobState.LOST if state is JobState.LOST else JobState.UNKNOWN, None)

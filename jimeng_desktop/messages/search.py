"""The words of what can be looked for besides the prompt."""

from __future__ import annotations

from ..core.job import ENDED, JobState
from .words import QT_TRANSLATE_NOOP, Translate

# Field of the library's search -> its name, in the order of the menu.
FIELDS = {
    "model": QT_TRANSLATE_NOOP("messages", "Model"),
    "ratio": QT_TRANSLATE_NOOP("messages", "Ratio"),
    "resolution": QT_TRANSLATE_NOOP("messages", "Resolution"),
    "state": QT_TRANSLATE_NOOP("messages", "State"),
}
OPEN = "open"  # all states that are not the last
_STATES = {
    OPEN: QT_TRANSLATE_NOOP("messages", "Not finished"),
    JobState.DONE: QT_TRANSLATE_NOOP("messages", "All saved"),
    JobState.INCOMPLETE: QT_TRANSLATE_NOOP("messages", "Some expired"),
    JobState.FAILED: QT_TRANSLATE_NOOP("messages", "Failed"),
    JobState.CANCELLED: QT_TRANSLATE_NOOP("messages", "Cancelled"),
    JobState.LOST: QT_TRANSLATE_NOOP("messages", "Counted as lost"),
}


def states_of(choice: str) -> frozenset[str]:
    """The states that a choice stands for."""
    return frozenset(state for state in JobState if state not in ENDED) if choice == OPEN else frozenset({choice})


def state_choices(states: dict[str, int], tr: Translate) -> list[tuple[str, str, int]]:
    """(choice, name, jobs) for what there is, in the order of a job's life."""
    found = []
    for choice, name in _STATES.items():
        if jobs := sum(states.get(state, 0) for state in states_of(choice)):
            found.append((str(choice), tr(name), jobs))
    return found

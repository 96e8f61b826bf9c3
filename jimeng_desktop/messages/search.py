"""The words of what can be looked for besides the prompt, and of how the gallery can be arranged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ..core.job import ENDED, JobState
from ..core.marks import MOST_STARS, Flag, Label
from ..core.search import DAYS
from .actions import SHOW_EVERYTHING
from .words import QT_TRANSLATE_NOOP, Translate, Words


class Field(NamedTuple):
    """One thing that can be filtered by: its name, and the field of Wanted that holds what is chosen."""

    name: str
    wanted: str


# Field of the library's counting -> what it is called, in the order of the menus.
FIELDS = {
    "state": Field(QT_TRANSLATE_NOOP("messages", "State"), "states"),
    "model": Field(QT_TRANSLATE_NOOP("messages", "Model"), "models"),
    "ratio": Field(QT_TRANSLATE_NOOP("messages", "Ratio"), "ratios"),
    "resolution": Field(QT_TRANSLATE_NOOP("messages", "Resolution"), "resolutions"),
    "period": Field(QT_TRANSLATE_NOOP("messages", "Date"), "period"),
    "flag": Field(QT_TRANSLATE_NOOP("messages", "Flag"), "flags"),
    "stars": Field(QT_TRANSLATE_NOOP("messages", "Rating"), "stars"),
    "label": Field(QT_TRANSLATE_NOOP("messages", "Colour"), "labels"),
    "unjudged": Field(QT_TRANSLATE_NOOP("messages", "Not judged yet"), "unjudged"),
}
BY_JOB = "jobs"
ARRANGEMENTS = {
    BY_JOB: QT_TRANSLATE_NOOP("messages", "By job"),
    "newest": QT_TRANSLATE_NOOP("messages", "Newest first"),
    "oldest": QT_TRANSLATE_NOOP("messages", "Oldest first"),
    "rating": QT_TRANSLATE_NOOP("messages", "Best rated first"),
    "model": QT_TRANSLATE_NOOP("messages", "By model"),
    "hand": QT_TRANSLATE_NOOP("messages", "By hand"),  # the last: only a collection made by hand has it
}
FLAGS = {
    Flag.PICK: QT_TRANSLATE_NOOP("messages", "Picked"),
    Flag.REJECT: QT_TRANSLATE_NOOP("messages", "Rejected"),
    Flag.NONE: QT_TRANSLATE_NOOP("messages", "Without a flag"),
}
LABELS = {
    Label.RED: QT_TRANSLATE_NOOP("messages", "Red"),
    Label.ORANGE: QT_TRANSLATE_NOOP("messages", "Orange"),
    Label.YELLOW: QT_TRANSLATE_NOOP("messages", "Yellow"),
    Label.GREEN: QT_TRANSLATE_NOOP("messages", "Green"),
    Label.BLUE: QT_TRANSLATE_NOOP("messages", "Blue"),
    Label.PURPLE: QT_TRANSLATE_NOOP("messages", "Purple"),
}
NO_LABEL = QT_TRANSLATE_NOOP("messages", "Without a colour")
PERIODS = {
    "today": QT_TRANSLATE_NOOP("messages", "Today"),
    "yesterday": QT_TRANSLATE_NOOP("messages", "Yesterday"),
    "7 days": QT_TRANSLATE_NOOP("messages", "Last 7 days"),
    "30 days": QT_TRANSLATE_NOOP("messages", "Last 30 days"),
}
assert set(PERIODS) == set(DAYS)
OPEN = "open"  # all states that are not the last
_STATES = {
    OPEN: QT_TRANSLATE_NOOP("messages", "Not finished"),
    JobState.DONE: QT_TRANSLATE_NOOP("messages", "All saved"),
    JobState.INCOMPLETE: QT_TRANSLATE_NOOP("messages", "Some expired"),
    JobState.FAILED: QT_TRANSLATE_NOOP("messages", "Failed"),
    JobState.CANCELLED: QT_TRANSLATE_NOOP("messages", "Cancelled"),
    JobState.LOST: QT_TRANSLATE_NOOP("messages", "Counted as lost"),
}


class Choice(NamedTuple):
    """One entry of a filter's menu. `many` is how many jobs or pictures it would leave; None: nobody has counted."""

    values: frozenset[str]
    name: str
    many: int | None


def stars_name(stars: int) -> str:
    """≥ ★★★ needs no translation."""
    return "★" * stars if stars == MOST_STARS else "≥ " + "★" * stars


def states_of(choice: str) -> frozenset[str]:
    """The states that a choice stands for."""
    return frozenset(state for state in JobState if state not in ENDED) if choice == OPEN else frozenset({choice})


def choices(field: str, counts: Mapping[str, int], chosen: frozenset[str], tr: Translate) -> list[Choice]:
    """What there is to choose in a field, in its order; also what is chosen and has none any more."""
    if field == "state":
        found = [(states_of(state), tr(name)) for state, name in _STATES.items()]
    elif field == "flag":
        found = [(frozenset({str(flag)}), tr(name)) for flag, name in FLAGS.items()]
    elif field == "label":
        found = [(frozenset({str(label)}), tr(name)) for label, name in LABELS.items()]
        found.append((frozenset({""}), tr(NO_LABEL)))
    else:  # ratio, resolution, model: the most first
        ordered = sorted(counts.keys() | chosen, key=lambda value: (-counts.get(value, 0), value))
        found = [(frozenset({value}), value) for value in ordered]
    numbered = [Choice(values, name, sum(counts.get(value, 0) for value in values)) for values, name in found]
    return [choice for choice in numbered if choice.many or choice.values & chosen]


_HIDDEN = QT_TRANSLATE_NOOP("messages", "The new job is not among what is looked for")
_ALL_THE_SAME = QT_TRANSLATE_NOOP("messages", "It is made all the same, and kept.")


def hidden_words(tr: Translate) -> Words:
    """A job has just been made that a search or a filter hides."""
    everything = replace(SHOW_EVERYTHING, label=tr(SHOW_EVERYTHING.label))
    return Words(tr(_HIDDEN), tr(_ALL_THE_SAME), everything, "filter")

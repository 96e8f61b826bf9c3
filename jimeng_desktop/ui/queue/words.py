"""What the queue's pop-over says of the jobs: which section, which state in words, which action. No widgets."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ...core.events import QueueChanged
from ...core.job import Job, JobState, PictureState
from ...messages import ASK_NOW, Action, Translate, cancel_label, job_card, job_state
from ..base.language import fill
from ..jobs.counts import Part, ended_at, part_of
from ..jobs.placeholders import countdown, elapsed, megabytes, title_of
from ..jobs.words import today_of

SHOW = "show"
CANCEL = "cancel"

Usual = Callable[[str], tuple[float, float] | None]
Arrived = Callable[[int], tuple[int, int] | None]  # picture id -> bytes that have come, of how many
translate = QCoreApplication.translate

MOST_ENDED = 50


@dataclass(frozen=True, slots=True)
class Sorted:
    """The jobs by what they need: live ones in the order in which they go, ended ones newest first."""

    needs_you: tuple[Job, ...]
    making: tuple[Job, ...]
    kept: tuple[Job, ...]  # found waiting at start: they wait for the user
    waiting: tuple[Job, ...]
    ended: tuple[Job, ...]  # today

    @property
    def live(self) -> tuple[tuple[Job, ...], ...]:
        """The sections, from above."""
        return self.needs_you, self.making, self.kept, self.waiting

    @property
    def done(self) -> int:
        """Jobs that ended today with pictures."""
        return sum(job.saved > 0 for job in self.ended)

    @property
    def pictures(self) -> int:
        """Pictures that they saved."""
        return sum(job.saved for job in self.ended)

    @property
    def cancelled(self) -> int:
        """Jobs that were taken back today."""
        return sum(job.state is JobState.CANCELLED for job in self.ended)

    @property
    def failed(self) -> int:
        """Jobs that ended today without pictures, and not because they were taken back."""
        return len(self.ended) - self.done - self.cancelled


def sort_jobs(jobs: Iterable[Job], queue: QueueChanged, now: float) -> Sorted:
    """Puts each job where it belongs."""
    parts: dict[Part, list[Job]] = {part: [] for part in Part}
    for job in sorted(jobs, key=lambda job: job.id):
        parts[part_of(job)].append(job)
    place = {job_id: at for at, job_id in enumerate(queue.order)}
    waiting = sorted(parts[Part.WAITING], key=lambda job: (place.get(job.id, len(place)), job.id))
    today = today_of(now)
    ended = (job for job in parts[Part.OVER] if today_of(ended_at(job)) == today)
    return Sorted(
        tuple(parts[Part.NEEDS_YOU]),
        tuple(sorted(parts[Part.MAKING] + parts[Part.FETCHING], key=lambda job: job.id)),
        tuple(job for job in waiting if job.id in queue.left_over),
        tuple(job for job in waiting if job.id not in queue.left_over),
        tuple(sorted(ended, key=lambda job: (ended_at(job), job.id), reverse=True)),
    )


def row_words(
    job: Job, place: int, queue: QueueChanged, message: Translate, usual: Usual, now: float, arrived: Arrived
) -> RowWords:
    """What a job's row says; `place` is how many wait before it. `message` translates the texts of messages."""
    if job.ended:
        return _ended(job, message)
    word, icon = job_state(job, message, queue)
    if job.doubtful:
        return RowWords(title_of(job), word, icon, ASK_NOW.code, message(ASK_NOW.label), alarming=True)
    if job.state is JobState.UNKNOWN:
        return RowWords(title_of(job), word, icon, SHOW, translate("Queue", "Decide…"), alarming=True)
    if part_of(job) is Part.NEEDS_YOU:
        return RowWords(title_of(job), word, icon, SHOW, translate("Queue", "Show"), alarming=True)
    if job.state is JobState.FETCHING:
        return RowWords(title_of(job), _fetching(job, arrived, now), icon)
    label, enabled = cancel_label(job, message)
    waits = part_of(job) is Part.WAITING
    state = _waiting(job, place, queue, now) or word if waits else word
    facts = [state, elapsed(job, now)]
    if job.state in (JobState.PROCESSING, JobState.SUBMITTED):
        facts.append(usual_words(usual(job.recipe.model)))
    return RowWords(
        title_of(job),
        " · ".join(filter(None, facts)),
        icon,
        CANCEL if enabled else "",
        label,
        movable=waits and job.id not in queue.left_over,
    )


def next_step(job: Job, message: Translate) -> Action | None:
    """What an ended job's card offers first, where it ended amiss; None where there is only something to see."""
    card = job_card(job, message) if job.state in (JobState.FAILED, JobState.INCOMPLETE, JobState.LOST) else None
    return card.action if card else None


def usual_words(span: tuple[float, float] | None) -> str:
    """usually 20–40 s"""
    if span is None:
        return ""
    low, high = span
    if high >= 100:
        return fill(translate("Queue", "usually %1–%2 min"), max(1, math.floor(low / 60)), math.ceil(high / 60))
    return fill(translate("Queue", "usually %1–%2 s"), max(1, round(low)), max(2, round(high)))


def _ended(job: Job, message: Translate) -> RowWords:
    word, icon = job_state(job, message)
    action = next_step(job, message)
    if action is None:
        return RowWords(title_of(job), word, icon, SHOW, translate("Queue", "Show"))
    why = ""
    if action.costs:
        word = fill(translate("Queue", "%1 · a new try is a new paid job"), word)
        why = translate("Queue", "Makes a new paid job of the same recipe")
    return RowWords(title_of(job), word, icon, action.code, action.label, why=why)


def _fetching(job: Job, arrived: Arrived, now: float) -> str:
    """Fetching · 2 of 4 · 3.1 of 5.0 MB"""
    counted = fill(translate("Queue", "Fetching · %1 of %2"), job.saved, len(job.pictures))
    coming = [arrived(picture.id) for picture in job.pictures if picture.state is PictureState.FETCHING]
    known = [bytes_of for bytes_of in coming if bytes_of and bytes_of[1] > 0]
    if not known:
        return " · ".join(filter(None, (counted, elapsed(job, now))))
    received, total = (megabytes(sum(part)) for part in zip(*known, strict=True))
    return fill(translate("Queue", "%1 · %2 of %3 MB"), counted, received, total)


def _waiting(job: Job, place: int, queue: QueueChanged, now: float) -> str:
    if queue.paused is not None or queue.key_missing or job.id in queue.left_over:
        return ""
    seconds = countdown(dict(queue.send_times).get(job.id, 0.0), now)
    if seconds:
        return fill(translate("Queue", "Sends in %1 s"), seconds)
    ahead = queue.order[: queue.order.index(job.id)] if job.id in queue.order else ()
    counting = {other for other, send_at in queue.send_times if send_at > now}  # they say it themselves
    place -= len(counting.intersection(ahead))
    if place > 1 or job.fault is not None:
        return ""
    return translate("Queue", "After that") if place else translate("Queue", "Next")


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says. Without a code the label is a fact to read, not a button; `why` says more of the button."""

    title: str
    state: str
    icon: str
    code: str = ""
    label: str = ""
    alarming: bool = False
    why: str = ""
    movable: bool = False  # it waits here: its place in the queue and its being sent are still the user's

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ". ".join(filter(None, (self.title, self.state, self.label)))

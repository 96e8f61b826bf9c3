"""What the queue's pop-over says of the jobs: which section, which state in words, which action. No widgets."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ..core.events import QueueChanged
from ..core.job import Job, JobState
from ..messages import Translate, cancel_label, job_state
from .gallery_headers import today_of
from .language import fill
from .placeholders import countdown, elapsed, title_of
from .queue_row import CANCEL, SHOW, RowWords
from .tally import Part, ended_at, part_of

Usual = Callable[[str], tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The jobs by what they need: live ones in the order in which they go, ended ones as counts."""

    needs_you: tuple[Job, ...]
    making: tuple[Job, ...]
    kept: tuple[Job, ...]  # found waiting at start: they wait for the user
    waiting: tuple[Job, ...]
    done: int  # jobs that ended today with pictures
    pictures: int  # saved by them

    @property
    def live(self) -> tuple[tuple[Job, ...], ...]:
        """The sections, from above."""
        return self.needs_you, self.making, self.kept, self.waiting


def sort_jobs(jobs: Iterable[Job], left_over: Collection[int], now: float) -> Sorted:
    """Puts each job where it belongs."""
    parts: dict[Part, list[Job]] = {part: [] for part in Part}
    for job in sorted(jobs, key=lambda job: job.id):
        parts[part_of(job)].append(job)
    today = today_of(now)
    done = [job.saved for job in parts[Part.OVER] if job.saved and today_of(ended_at(job)) == today]
    return Sorted(
        tuple(parts[Part.NEEDS_YOU]),
        tuple(sorted(parts[Part.MAKING] + parts[Part.FETCHING], key=lambda job: job.id)),
        tuple(job for job in parts[Part.WAITING] if job.id in left_over),
        tuple(job for job in parts[Part.WAITING] if job.id not in left_over),
        len(done),
        sum(done),
    )


def row_words(job: Job, place: int, queue: QueueChanged, translate: Translate, usual: Usual, now: float) -> RowWords:
    """What a live job's row says; `place` is how many wait before it."""
    word, icon = job_state(job, translate, queue)
    if job.state is JobState.UNKNOWN:
        return RowWords(title_of(job), word, icon, SHOW, QCoreApplication.translate("Queue", "Decide…"), alarming=True)
    if part_of(job) is Part.NEEDS_YOU:
        return RowWords(title_of(job), word, icon, SHOW, QCoreApplication.translate("Queue", "Show"), alarming=True)
    label, enabled = cancel_label(job, translate)
    state = _waiting(job, place, queue, now) or word if part_of(job) is Part.WAITING else word
    facts = [state, elapsed(job, now)]
    if job.state in (JobState.PROCESSING, JobState.SUBMITTED):
        facts.append(usual_words(usual(job.recipe.model)))
    if job.state is JobState.FETCHING:
        label = ""
    return RowWords(title_of(job), " · ".join(filter(None, facts)), icon, CANCEL if enabled else "", label)


def usual_words(span: tuple[float, float] | None) -> str:
    """usually 20–40 s"""
    if span is None:
        return ""
    low, high = span
    if high >= 100:
        return fill(
            QCoreApplication.translate("Queue", "usually %1–%2 min"), max(1, math.floor(low / 60)), math.ceil(high / 60)
        )
    return fill(QCoreApplication.translate("Queue", "usually %1–%2 s"), max(1, round(low)), max(2, round(high)))


def _waiting(job: Job, place: int, queue: QueueChanged, now: float) -> str:
    if queue.paused is not None or queue.key_missing or job.id in queue.left_over:
        return ""
    seconds = countdown(dict(queue.send_times).get(job.id, 0.0), now)
    if seconds:
        return fill(QCoreApplication.translate("Queue", "Sends in %1 s"), seconds)
    if place > 1 or job.fault is not None:
        return ""
    return QCoreApplication.translate("Queue", "After that") if place else QCoreApplication.translate("Queue", "Next")

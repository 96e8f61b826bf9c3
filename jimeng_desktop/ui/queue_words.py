"""What the queue's pop-over says of the jobs: which section, which state in words, which action. No widgets."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ..core.events import QueueChanged
from ..core.job import Job, JobState
from ..messages import Translate, cancel_label, job_card, job_state
from .gallery_headers import today_of
from .language import fill
from .placeholders import elapsed, title_of
from .queue_row import CANCEL, SHOW, RowWords

Usual = Callable[[str], tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The jobs by what they need: live ones in the order in which they go, ended ones as counts."""

    needs_you: tuple[Job, ...]
    making: tuple[Job, ...]
    waiting: tuple[Job, ...]
    done: int  # jobs ended today
    pictures: int  # saved by them


def sort_jobs(jobs: Iterable[Job], translate: Translate, now: float) -> Sorted:
    """Puts each job where it belongs."""
    needs, making, waiting = [], [], []
    done = pictures = 0
    today = today_of(now)
    for job in sorted(jobs, key=lambda job: job.id):
        if job.ended:
            if today_of(job.ended_at or job.created_at) == today:
                done, pictures = done + 1, pictures + job.saved
        elif job.state is JobState.UNKNOWN or job_card(job, translate, now) is not None:
            needs.append(job)
        elif job.state in (JobState.SAVING, JobState.WAITING):
            waiting.append(job)
        else:
            making.append(job)
    return Sorted(tuple(needs), tuple(making), tuple(waiting), done, pictures)


def row_words(job: Job, place: int, queue: QueueChanged, translate: Translate, usual: Usual, now: float) -> RowWords:
    """What a live job's row says; `place` is how many wait before it."""
    word, icon = job_state(job, translate)
    if job.state is JobState.UNKNOWN:
        return RowWords(title_of(job), word, icon, SHOW, QCoreApplication.translate("Queue", "Decide…"), alarming=True)
    if job_card(job, translate, now) is not None:
        return RowWords(title_of(job), word, icon, SHOW, QCoreApplication.translate("Queue", "Show"), alarming=True)
    label, enabled = cancel_label(job, translate)
    state = _waiting(job, place, queue, now) or word if job.state is JobState.WAITING else word
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
    send_at = dict(queue.send_times).get(job.id)
    if send_at is not None and send_at > now:
        return fill(QCoreApplication.translate("Queue", "Sends in %1 s"), math.ceil(send_at - now))
    if queue.paused is not None or queue.key_missing or job.id in queue.left_over or place > 1:
        return ""
    return QCoreApplication.translate("Queue", "After that") if place else QCoreApplication.translate("Queue", "Next")

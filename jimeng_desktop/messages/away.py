"""The words of what happened while the program was closed, and of leaving while something is still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..core.job import Job, JobState, PictureState
from .actions import SHOW_AWAY
from .jobs import time_left
from .words import QT_TRANSLATE_NOOP, Translate, Words, counted, fill

SOON = 48 * 3600.0  # seconds before the links die, in which pictures that are only on the server are to be rescued
BETWEEN = " · "

_TITLE = QT_TRANSLATE_NOOP("messages", "While you were away")
_ON_SERVER_ONE = QT_TRANSLATE_NOOP("messages", "one picture is only on the server, {left}")
_ON_SERVER_MANY = QT_TRANSLATE_NOOP("messages", "{n} pictures are only on the server, {left}")
_UNKNOWN_ONE = QT_TRANSLATE_NOOP("messages", "one job without an answer")
_UNKNOWN_MANY = QT_TRANSLATE_NOOP("messages", "{n} jobs without an answer")
_FAILED_ONE = QT_TRANSLATE_NOOP("messages", "one job failed")
_FAILED_MANY = QT_TRANSLATE_NOOP("messages", "{n} jobs failed")
_DONE_ONE = QT_TRANSLATE_NOOP("messages", "one job done")
_DONE_MANY = QT_TRANSLATE_NOOP("messages", "{n} jobs done")
_RESCUE_ONE = QT_TRANSLATE_NOOP("messages", "One picture is only on the server")
_RESCUE_MANY = QT_TRANSLATE_NOOP("messages", "{n} pictures are only on the server")
_LINKS_DIE = QT_TRANSLATE_NOOP(
    "messages", "The first link dies soon: {left}. Nobody can fetch them after that, and they are paid for."
)
_GO_ON_ONE = QT_TRANSLATE_NOOP("messages", "One job goes on at the service")
_GO_ON_MANY = QT_TRANSLATE_NOOP("messages", "{n} jobs go on at the service")
_PICKED_UP = QT_TRANSLATE_NOOP(
    "messages", "The service goes on without this program. What it makes is picked up at the next start."
)


def unsaved(job: Job) -> int:
    """How many of its pictures are only on the server."""
    return sum(picture.state in (PictureState.WAITING, PictureState.FETCHING) for picture in job.pictures)


def expiring(jobs: Iterable[Job], now: float) -> list[Job]:
    """The jobs whose pictures are only on the server and whose links die soon, the most urgent first."""
    fetching = (job for job in jobs if job.state is JobState.FETCHING and unsaved(job))
    found = (job for job in fetching if job.expires_at is not None and job.expires_at < now + SOON)
    return sorted(found, key=lambda job: job.expires_at or 0.0)


def away_words(jobs: Iterable[Job], now: float, tr: Translate) -> Words:
    """What the banner says of these jobs."""
    jobs = list(jobs)
    urgent = expiring(jobs, now)
    failed = sum(job.state in (JobState.FAILED, JobState.INCOMPLETE) for job in jobs)
    parts = []
    if urgent:
        left = time_left(urgent[0].expires_at or now, now, tr)
        parts.append(counted(tr, sum(map(unsaved, urgent)), _ON_SERVER_ONE, _ON_SERVER_MANY, left=left))
    for n, one, many in (
        (sum(job.state is JobState.UNKNOWN for job in jobs), _UNKNOWN_ONE, _UNKNOWN_MANY),
        (failed, _FAILED_ONE, _FAILED_MANY),
        (sum(job.state is JobState.DONE for job in jobs), _DONE_ONE, _DONE_MANY),
    ):
        if n:
            parts.append(counted(tr, n, one, many))
    icon = "attention" if urgent or failed or any(job.state is JobState.UNKNOWN for job in jobs) else "saved"
    sentence = BETWEEN.join(parts)
    sentence = sentence[:1].upper() + sentence[1:]
    return Words(tr(_TITLE), sentence, replace(SHOW_AWAY, label=tr(SHOW_AWAY.label)), icon)


def rescue_question(jobs: Iterable[Job], now: float, tr: Translate) -> tuple[str, str] | None:
    """Title and sentence of the warning when the program is closed while pictures are about to be lost."""
    urgent = expiring(jobs, now)
    if not urgent:
        return None
    title = counted(tr, sum(map(unsaved, urgent)), _RESCUE_ONE, _RESCUE_MANY)
    return title, fill(tr(_LINKS_DIE), left=time_left(urgent[0].expires_at or now, now, tr))


def open_jobs_question(jobs: Iterable[Job], tr: Translate) -> tuple[str, str] | None:
    """Title and sentence of what is said once, when the program is closed while the service is at work."""
    n = sum(job.accepted or job.state is JobState.FETCHING for job in jobs)
    return (counted(tr, n, _GO_ON_ONE, _GO_ON_MANY), tr(_PICKED_UP)) if n else None

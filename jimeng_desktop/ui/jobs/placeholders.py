"""What stands in a tile that has no picture yet, and other short words about a job: plain values, no painting."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale

from ...core.events import QueueChanged
from ...core.job import ACCEPTED, Job, JobState, Picture, PictureState
from ...messages import Translate, job_state, time_left
from ..base.language import fill
from .unshown import unshown

translate = QCoreApplication.translate
TITLE_CHARACTERS = 300  # more never fits a line; prompts can be very long
LINK_ENDS = 9, 7  # characters kept of a long link, before and after the middle
HOUR = 3600.0
HAIR = 0.01  # seconds: a sum of floats may lie a hair above the whole second


class Placeholder(NamedTuple):
    """An icon over a caption; `fraction` is how much of the file has arrived, None where nothing is measured."""

    icon: str
    caption: str = ""
    fraction: float | None = None
    turns: bool = False
    counts: bool = False  # the caption changes with the time

    @property
    def moves(self) -> bool:
        """It looks different as time passes."""
        return self.turns or self.counts


class Outlook(NamedTuple):
    """What a tile knows besides its job: what time it is, when the job is sent, what has arrived (bytes, of bytes), how
    the queue stands."""

    now: float
    send_at: float | None = None
    arrived: tuple[int, int] | None = None
    queue: QueueChanged | None = None


def title_of(job: Job) -> str:
    """The first words of the prompt on one line."""
    return " ".join(job.recipe.prompt[: TITLE_CHARACTERS * 2].split())[:TITLE_CHARACTERS]


def placeholder(job: Job, picture: Picture | None, outlook: Outlook, message: Translate) -> Placeholder | None:
    """What to draw; None where the picture itself belongs. `message` translates the texts of messages.py."""
    if picture is None:
        return _before_pictures(job, outlook, message)
    if picture.state is PictureState.SAVED:
        return None
    if damaged := unshown(picture):
        left = time_left(job.expires_at, outlook.now, message) if job.expires_at and not job.ended else ""
        return Placeholder(damaged.icon, "\n".join(filter(None, (damaged.caption, left))))
    if picture.state is PictureState.EXPIRED:
        return Placeholder("expired", translate("Placeholder", "Recipe kept"))
    if picture.state is PictureState.UNFETCHABLE:
        return Placeholder("link", translate("Placeholder", "Link can't be fetched") + "\n" + shortened(picture.url))
    if picture.state is PictureState.FETCHING:
        return _arriving(outlook.arrived)
    if picture.fault is None and picture.attempts == 0:
        return Placeholder("waiting", translate("Placeholder", "Waiting to download"))
    if job.expires_at is None:
        return Placeholder("server-only", translate("Placeholder", "Only on server"))
    return Placeholder("server-only", time_left(job.expires_at, outlook.now, message))


def shortened(link: str) -> str:
    """A link without its middle, on one line."""
    line = " ".join(link[:200].split()) if len(link) <= 200 else " ".join(f"{link[:80]}{link[-80:]}".split())
    before, after = LINK_ENDS
    return line if len(line) <= before + after + 1 else f"{line[:before]}…{line[-after:]}"


def countdown(send_at: float, now: float) -> int:
    """The whole seconds till then, the same wherever they are shown; 0 when the time has come."""
    return max(1, math.ceil(send_at - now - HAIR)) if send_at > now else 0


def _before_pictures(job: Job, outlook: Outlook, message: Translate) -> Placeholder:
    if job.state is JobState.SAVING:
        return Placeholder("waiting")  # for some milliseconds
    if job.state is JobState.WAITING:
        seconds = countdown(outlook.send_at or 0.0, outlook.now)
        if seconds:
            words = fill(translate("Placeholder", "Sends in %1 s"), seconds)
            return Placeholder("waiting", words, counts=True)
        word, icon = job_state(job, message, outlook.queue)
        return Placeholder(icon, word)
    if job.state is JobState.SENDING:
        return Placeholder("sending")
    if job.state is JobState.PENDING:
        return Placeholder("accepted")
    if job.state in ACCEPTED or job.state is JobState.FETCHING:
        return Placeholder("making", turns=True)
    return Placeholder("unknown" if job.state is JobState.UNKNOWN else "cancelled")


def _arriving(arrived: tuple[int, int] | None) -> Placeholder:
    if arrived is None:
        return Placeholder("downloading", fraction=0.0)
    received, total = arrived
    if total <= 0:
        return Placeholder("downloading", fill(translate("Placeholder", "%1 MB"), megabytes(received)))
    words = fill(translate("Placeholder", "%1 of %2 MB"), megabytes(received), megabytes(total))
    return Placeholder("downloading", words, fraction=min(1.0, received / total))


def megabytes(size: int) -> str:
    """Millions of bytes with one decimal, as the user writes numbers."""
    return QLocale().toString(size / 1e6, "f", 1)


def elapsed(job: Job, now: float) -> str:
    """Time since the service took the job, as 0:41; empty where no clock runs."""
    if job.accepted_at is None or not (job.accepted or job.state is JobState.FETCHING):
        return ""
    seconds = max(0, int(now - job.accepted_at))
    if job.state is JobState.FETCHING and seconds > HOUR:
        return ""  # its pictures wait for a network, not for the service
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"

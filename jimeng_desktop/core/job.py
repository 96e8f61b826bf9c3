"""Jobs and their pictures: frozen values, changed by replacing."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from enum import StrEnum

from .errors import Fault, PictureNotShown
from .recipe import Recipe

# A picture's id is its job's id times this, plus its position: one number for rows, thumbnails and files.
MOST_PICTURES = 1000
NOT_SHOWN = PictureNotShown.code


class JobState(StrEnum):
    """Where a job stands. PENDING, PROCESSING and SUBMITTED are the service's own words for an accepted task."""

    SAVING = "saving"  # shown, not yet written to disk
    WAITING = "waiting"  # on disk here; cancelling is free
    SENDING = "sending"  # the request may have left
    UNKNOWN = "unknown"  # it left, and no answer says whether it was accepted: the user decides; see Job.doubtful
    PENDING = "pending"
    PROCESSING = "processing"
    SUBMITTED = "submitted"
    FETCHING = "fetching"  # made; not all pictures are on disk yet
    DONE = "done"
    INCOMPLETE = "incomplete"  # ended, but links expired before all pictures were saved, or can't be fetched
    FAILED = "failed"  # refused, failed or given up by the service; the fault says which
    CANCELLED = "cancelled"
    LOST = "lost"  # an unknown answer that the user has counted as lost


ACCEPTED = frozenset({JobState.PENDING, JobState.PROCESSING, JobState.SUBMITTED})
ENDED = frozenset({JobState.DONE, JobState.INCOMPLETE, JobState.FAILED, JobState.CANCELLED, JobState.LOST})


class PictureState(StrEnum):
    """Where one picture stands."""

    WAITING = "waiting"  # has a link; not being fetched at this moment
    FETCHING = "fetching"
    SAVED = "saved"
    EXPIRED = "expired"  # the link died before it was saved
    UNFETCHABLE = "unfetchable"  # what was named in its place is no link that may be followed: shown, for the user


@dataclass(frozen=True, slots=True)
class Picture:
    """One file of a job. `path` is absolute once saved; times are seconds since the epoch, UTC."""

    job_id: int
    position: int  # from 0, in the service's order
    url: str  # as it was named, whatever it is
    state: PictureState = PictureState.WAITING
    path: str | None = None
    width: int | None = None
    height: int | None = None
    size: int | None = None  # bytes
    sha256: str | None = None
    format: str | None = None  # "png", "jpeg", "webp", "heic"…
    fault: Fault | None = None
    attempts: int = 0  # failed downloads so far
    saved_at: float | None = None
    damaged: str | None = None  # absolute path of bytes that came for it and are no good

    @property
    def shown(self) -> bool:
        """What is saved can be shown here; else it is kept as it came, and its fault names its kind."""
        return self.fault is None or self.fault.code != NOT_SHOWN

    @property
    def id(self) -> int:
        """The same for ever, in rows, thumbnails and signals."""
        return picture_id(self.job_id, self.position)

    @property
    def light(self) -> Picture:
        """As a window holds it: of a saved one neither the link, which dies, nor the hash; the library has both."""
        if self.state is not PictureState.SAVED or not (self.url or self.sha256):
            return self
        return replace(self, url="", sha256=None)


@dataclass(frozen=True, slots=True)
class Job:
    """One recipe sent once, and all that comes of it. Times are seconds since the epoch, UTC."""

    id: int
    recipe: Recipe
    expected: int  # how many pictures the model usually gives: this many placeholders stand
    created_at: float
    state: JobState = JobState.SAVING
    service: str = ""  # origin of the service that accepted it, e.g. "https://api.maxapi.io"
    key_mark: str = ""  # fingerprint of the key that accepted it
    task_id: str | None = None
    status: str | None = None  # the service's last word, as received
    fault: Fault | None = None
    cancel_asked: bool = False
    sent_at: float | None = None
    accepted_at: float | None = None
    made_at: float | None = None  # SUCCESS was first seen
    ended_at: float | None = None
    expires_at: float | None = None  # the result links die
    price: float | None = None
    currency: str | None = None
    parent_id: int | None = None  # the job this one was made from ("send again", later: variations)
    pictures: tuple[Picture, ...] = ()

    @property
    def ended(self) -> bool:
        """Nothing more happens to it by itself."""
        return self.state in ENDED

    @property
    def accepted(self) -> bool:
        """The service has it and has not finished it."""
        return self.state in ACCEPTED

    @property
    def doubtful(self) -> bool:
        """No answer says plainly that it was accepted, but one has named a task."""
        return self.state is JobState.UNKNOWN and self.task_id is not None

    @property
    def given_up(self) -> bool:
        """It was doubtful, and the user counts it as lost; its pictures are kept if they come all the same."""
        return self.state is JobState.LOST and self.task_id is not None

    @property
    def asked_for(self) -> bool:
        """The service is asked how its task stands."""
        return self.accepted or self.doubtful or self.given_up

    @property
    def saved(self) -> int:
        """How many of its pictures are on this disk."""
        return sum(picture.state is PictureState.SAVED for picture in self.pictures)

    @property
    def light(self) -> Job:
        """As a window holds it: see Picture.light."""
        pictures = tuple(picture.light for picture in self.pictures)
        return self if pictures == self.pictures else replace(self, pictures=pictures)

    def with_picture(self, picture: Picture) -> Job:
        """The job with the picture of the same position replaced."""
        return replace(self, pictures=tuple(picture if p.position == picture.position else p for p in self.pictures))


def picture_id(job_id: int, position: int) -> int:
    """The id of a job's picture; fits into 64 bits until the year 2262."""
    return job_id * MOST_PICTURES + position


class JobIds:
    """Gives ids that only grow: microseconds since the epoch, pushed on where the clock stands still or goes back."""

    def __init__(self, last: int = 0) -> None:
        self._last = last

    def next(self) -> int:
        """An id larger than any before."""
        self._last = max(self._last + 1, time.time_ns() // 1000)
        return self._last

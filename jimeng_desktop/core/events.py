"""What the runner's listeners hear. A listener is a plain callable that takes one of these."""

from __future__ import annotations

from dataclasses import dataclass, field

from .errors import Fault
from .job import Job


@dataclass(frozen=True, slots=True)
class JobChanged:
    """A job is new or differs from what was last said of it; pictures and task ids in it are on disk already."""

    job: Job


@dataclass(frozen=True, slots=True)
class JobDropped:
    """A job shown as *saving* could not be written to disk: it is gone, and its recipe goes back to the form."""

    job: Job
    fault: Fault


@dataclass(frozen=True, slots=True)
class Progress:
    """Bytes of one picture that have arrived; `total` is 0 when the server doesn't say."""

    picture_id: int
    received: int
    total: int


@dataclass(frozen=True, slots=True)
class QueueChanged:
    """How the queue as a whole stands."""

    paused: Fault | None = None  # why nothing is sent: "paused_by_user", "no_points", "key_refused", a storage fault…
    left_over: frozenset[int] = field(default_factory=frozenset)  # ids found waiting at start: send or discard?
    offline: Fault | None = None  # the service can't be reached at present
    key_missing: bool = False
    send_times: tuple[tuple[int, float], ...] = ()  # (job id, epoch second at which its hold ends), waiting jobs only
    order: tuple[int, ...] = ()  # ids of the jobs that wait here, in the order in which they go


Event = JobChanged | JobDropped | Progress | QueueChanged

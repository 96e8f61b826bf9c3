"""Rows of the fault table: what can befall a question. Nothing is lost by it: it is asked again."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import SupportsIndex

from jimeng_desktop.core.job import Job, JobState
from tests.faults.place import Does, Place, closes_after, raw, reset, says, silent, status, success
from tests.faults.table import AFTER_RETRY_AFTER, BACK_OFF, ENDED, FAULTY, PACING, Row, row_of
from tests.runner.world import Heard
from tests.service.wires import Talk

PAGE = b"<html><body>Bad gateway</body></html>"
again = row_of("query", {"next": BACK_OFF})
ends = row_of("query", {"next": ENDED, "state": JobState.FAILED})
ASKED_AGAIN = "nothing is lost: it is asked again"
NO_SUCH_TASK = says({"code": 404, "msg": "task not found"}, 404)


class Clock:
    """A clock that jumps when the service is asked, and goes on from there."""

    def __init__(self) -> None:
        self.now = 1_780_000_000.0

    def __call__(self) -> float:
        self.now += 0.001
        return self.now

    def jumps(self, hours: float, then: Does) -> Does:
        """Jumps by so many hours, before the answer leaves."""

        def does(talk: Talk) -> None:
            self.now += hours * 3600
            then(talk)

        return does


class For(list[Does]):
    """The same answer to every question, for so many seconds from the first."""

    def __init__(self, seconds: float, does: Does) -> None:
        super().__init__()
        self._seconds, self._does, self._end = seconds, does, 0.0

    def __bool__(self) -> bool:
        self._end = self._end or time.monotonic() + self._seconds
        return time.monotonic() < self._end

    def pop(self, at: SupportsIndex = -1) -> Does:
        """What is done now; it stays."""
        return self._does


def says_for(seconds: float, does: Does) -> Callable[[Place], contextlib.AbstractContextManager[None]]:
    """Sets the place up to answer so to every question about the job, for a while."""

    @contextlib.contextmanager
    def around(place: Place) -> Iterator[None]:
        place.queries[FAULTY] = For(seconds, does)
        yield

    return around


def _never_backwards(job: Job, heard: Heard) -> None:
    assert "pending" not in heard.states(job.id)[heard.states(job.id).index("submitted") :]


def _stays_made(job: Job, heard: Heard) -> None:
    assert heard.states(job.id)[-1] == "failed"


NETWORK = tuple(
    again(fault, ASKED_AGAIN, heard=heard, query=(does,))
    for fault, heard, does in (
        ("reset", "service_trouble", reset),
        ("no answer", "service_trouble", silent),
        ("the end of the connection", "service_trouble", closes_after(b"")),
        ("cut in its head", "service_trouble", closes_after(b"HTTP/1.1 200 OK\r\nConte")),
        ("cut in its body", "service_trouble",
         closes_after(b'HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"code": 0, "data": {"status": "FAILURE"}')),
        ("no HTTP", "service_trouble", closes_after(b"\x00\x01\r\n\r\n")),
        ("garbage", "service_trouble", raw(b"\x00\xff\xfe")),
        ("a page with 200", "service_trouble", raw(PAGE, 200, "Content-Type: text/html")),
        ("nothing with 200", "service_trouble", raw(b"")),
        ("a list", "service_trouble", says([])),
        ("data is null", "service_trouble", says({"code": 0, "data": None})),
        ("data is a text", "service_trouble", says({"code": 0, "data": "SUCCESS"})),
        ("500 with JSON", "service_trouble", says({"code": 500, "msg": "internal"}, 500)),
        ("502 with a page", "service_trouble", raw(PAGE, 502)),
        ("503 with nothing", "service_trouble", raw(b"", 503)),
        ("code 500 in a 200", "service_trouble", says({"code": 500, "msg": "internal"})),
        ("a code nobody knows", "service_trouble", says({"code": 7, "msg": "try later"})),
        ("a redirect", "service_trouble", raw(b"", 302, "Location: https://elsewhere.example/")),
        ("404 of somebody else", "service_trouble", raw(PAGE, 404, "Content-Type: text/html")),
        ("404, once", "service_trouble", NO_SUCH_TASK),
        ("429 without Retry-After", "rate_limited", raw(b"", 429)),
    )
)  # fmt: skip

LIMITED = (
    again("429 with Retry-After", "it is asked again when the service wants to be asked", heard="rate_limited",
          next=AFTER_RETRY_AFTER, query=(says({"code": 429, "msg": "slow"}, 429, "Retry-After: 1"),)),
)  # fmt: skip

KEY = (
    again("401", "the queue pauses and says so; what was accepted is asked for again", heard="key_refused",
          after_healthy=True, query=(says({"code": 401, "msg": "unauthorized"}, 401),)),
)  # fmt: skip

STATUSES = (
    again("an unknown status", "kept as received, and asked again", query=(status("REVIEWING"),)),
    again("no status", ASKED_AGAIN, query=({"result": None},)),
    again("a status that is no text", ASKED_AGAIN, query=(status(7), status(["SUCCESS"]))),
    again("a status in small letters", "understood", query=(status("processing"),)),
    again("a status going backwards", "shown as it was: it never goes back",
          query=(status("SUBMITTED"), status("PENDING"), status("PROCESSING")), check=_never_backwards),
    again("fields missing", "asked again until it is made", query=({}, {"status": "PENDING"})),
    again("fields of the wrong type", "asked again until it is made",
          query=({"status": "PENDING", "result": 5, "failure_reason": {}, "created_at": [], "updated_at": True},)),
    again("SUCCESS that says no links yet", "asked again for a while: it is paid for", heard="no_pictures",
          query=(success([]), success(None))),
)  # fmt: skip

FAILURES = (
    ends("FAILURE for moderation", "says so; the prompt is to be edited", code="moderation",
         query=(status("FAILURE", "CONTENT_MODERATION"),)),
    ends("FAILURE for parameters", "says so; the control lights up", code="parameters",
         query=(status("FAILURE", "INVALID_PARAMETERS"),)),
    ends("FAILURE without a reason", "says so; a new try is the user's", code="transient",
         query=(status("FAILURE"),)),
    ends("FAILURE for a reason nobody knows", "shows it as it came", code="other_reason", detail="GPU_ON_FIRE",
         query=(status("FAILURE", "GPU_ON_FIRE"),)),
    ends("FAILURE with a reason that is no text", "as without one", code="transient", query=(status("FAILURE", 12),)),
    ends("FAILURE, then SUCCESS", "ended at the first: an end is an end", code="transient",
         query=(status("FAILURE"), success([])), check=_stays_made),
    ends("TIMEOUT", "says that the service gave up", code="timed_out", query=(status("TIMEOUT"),)),
    ends("CANCELLED there", "says so", state=JobState.CANCELLED, code="cancelled_there", query=(status("CANCELLED"),)),
)  # fmt: skip

# A task that the service doesn't know is asked for again for ten minutes, then the user is told, then for a day.
QUICK = replace(PACING, scale=0.0002)
DAY_LATER, AHEAD, BACK, SLEEP, HOURS = Clock(), Clock(), Clock(), Clock(), Clock()
FORGOTTEN = (
    again("no such task, for a while", "told after ten minutes, and still asked for: it may be a mistake",
          heard="task_unknown", pacing=QUICK, next=ENDED, around=says_for(0.3, NO_SUCH_TASK)),
    ends("no such task, for more than a day", "ended: the service no longer knows this task", code="task_unknown",
         pacing=QUICK, clock=DAY_LATER, around=says_for(30.0, DAY_LATER.jumps(1.0, NO_SUCH_TASK))),
)  # fmt: skip

MAKING = says({"code": 0, "data": status("PROCESSING")})
CLOCKS = (
    again("hours without an end", "says so after one hour and keeps asking", heard="overdue", clock=HOURS,
          query=(HOURS.jumps(2, MAKING), MAKING)),
    again("days without an end (sleep)", "says so and keeps asking: it doesn't forget", heard="overdue", clock=SLEEP,
          query=(SLEEP.jumps(72, MAKING), MAKING)),
    again("the clock goes back a day", "asks on, and the pictures are fetched", clock=BACK,
          query=(BACK.jumps(-24, MAKING), MAKING)),
    again("the clock jumps ahead ten days", "asks on, and the pictures are fetched", clock=AHEAD, heard="overdue",
          query=(AHEAD.jumps(240, MAKING), MAKING)),
)  # fmt: skip

ROWS: tuple[Row, ...] = (*NETWORK, *LIMITED, *KEY, *STATUSES, *FAILURES, *FORGOTTEN, *CLOCKS)

"""The words of a job: its card, its state, what its cancel button truthfully says."""

from __future__ import annotations

import math
import time
from dataclasses import replace

from ..core.errors import Fault
from ..core.events import QueueChanged
from ..core.job import ACCEPTED, Job, JobState, Picture, PictureState
from .actions import FETCH_NOW, GO_ON, SHOW_IN_FORM, TRY_AGAIN
from .faults import fault_words
from .odd_answers import GIVEN_UP, LINKS, UNCLEAR_STATE, doubt
from .words import QT_TRANSLATE_NOOP, Translate, Words, as_it_is, counted, fill, translated

# A download that has failed this often is trouble worth words; before that it is the usual noise of networks.
STUBBORN = 3

_STATES = {
    JobState.SAVING: (QT_TRANSLATE_NOOP("messages", "Waiting here"), "waiting"),
    JobState.WAITING: (QT_TRANSLATE_NOOP("messages", "Waiting here"), "waiting"),
    JobState.SENDING: (QT_TRANSLATE_NOOP("messages", "Sending"), "sending"),
    JobState.UNKNOWN: (QT_TRANSLATE_NOOP("messages", "Sent, answer unknown"), "unknown"),
    JobState.PENDING: (QT_TRANSLATE_NOOP("messages", "Queued at the service"), "accepted"),
    JobState.PROCESSING: (QT_TRANSLATE_NOOP("messages", "Making"), "making"),
    JobState.SUBMITTED: (QT_TRANSLATE_NOOP("messages", "Making"), "making"),
    JobState.FETCHING: (QT_TRANSLATE_NOOP("messages", "Fetching · {saved} of {total} saved"), "downloading"),
    JobState.DONE: (QT_TRANSLATE_NOOP("messages", "{saved} saved"), "saved"),
    JobState.INCOMPLETE: (QT_TRANSLATE_NOOP("messages", "{saved} of {total} saved"), "expired"),
    JobState.FAILED: (QT_TRANSLATE_NOOP("messages", "Failed"), "failed"),
    JobState.CANCELLED: (QT_TRANSLATE_NOOP("messages", "Cancelled"), "cancelled"),
    JobState.LOST: (QT_TRANSLATE_NOOP("messages", "Counted as lost"), "unknown"),
}

# Where the fault says it better than the state.
_STATES_BY_FAULT = {
    (JobState.WAITING, "not_sent"): (QT_TRANSLATE_NOOP("messages", "No connection, waiting here"), "offline"),
    (JobState.WAITING, "no_points"): (QT_TRANSLATE_NOOP("messages", "Waiting for points"), "points"),
    (JobState.WAITING, "key_refused"): (QT_TRANSLATE_NOOP("messages", "Waiting for the key"), "key"),
    **{
        (state, code): words
        for state in ACCEPTED
        for code, words in (
            ("other_key", (QT_TRANSLATE_NOOP("messages", "Waiting for its key"), "key")),
            ("task_unknown", (QT_TRANSLATE_NOOP("messages", "No longer known there"), "failed")),
        )
    },
    (JobState.INCOMPLETE, "links_unfetchable"): (QT_TRANSLATE_NOOP("messages", "{saved} of {total} saved"), "link"),
    (JobState.FAILED, "moderation"): (QT_TRANSLATE_NOOP("messages", "Stopped"), "moderation"),
    (JobState.FAILED, "no_points"): (QT_TRANSLATE_NOOP("messages", "Out of points"), "points"),
    (JobState.FAILED, "refused"): (QT_TRANSLATE_NOOP("messages", "Refused"), "failed"),
    (JobState.FAILED, "timed_out"): (QT_TRANSLATE_NOOP("messages", "Gave up"), "failed"),
}
_ASKED_FOR = (QT_TRANSLATE_NOOP("messages", "No connection, nothing is lost"), "offline")
_KEPT_BACK = (QT_TRANSLATE_NOOP("messages", "Kept back"), "pause")
_PAUSED = (QT_TRANSLATE_NOOP("messages", "Paused"), "pause")
_NOT_SENT = Words(
    QT_TRANSLATE_NOOP("messages", "Cancelled"),
    QT_TRANSLATE_NOOP("messages", "It was not sent and cost nothing. The recipe is kept."),
    SHOW_IN_FORM,
    "cancelled",
)
_TAKEN_BACK = replace(
    _NOT_SENT, sentence=QT_TRANSLATE_NOOP("messages", "The service took it back and made nothing. The recipe is kept.")
)
_LOST = Words(
    QT_TRANSLATE_NOOP("messages", "Counted as lost"),
    QT_TRANSLATE_NOOP("messages", "No answer ever came, so it may have been charged. A new try is a new paid job."),
    TRY_AGAIN,
    "unknown",
)
_NO_POINTS_WAITING = Words(
    QT_TRANSLATE_NOOP("messages", "Out of points, queue paused"),
    QT_TRANSLATE_NOOP("messages", "This job was not accepted and costs nothing. Top up, then go on."),
    GO_ON,
    "points",
)
_INCOMPLETE = Words(
    QT_TRANSLATE_NOOP("messages", "{saved} of {total} saved, the links have expired"),
    QT_TRANSLATE_NOOP(
        "messages", "The rest can't be fetched any more. The recipe is kept; a new try is a new paid job."
    ),
    TRY_AGAIN,
    "expired",
)
_SOME_SAVED = QT_TRANSLATE_NOOP("messages", "{saved} of {total} saved")
_SOME_SAVED_SOME_TIME = QT_TRANSLATE_NOOP("messages", "{saved} of {total} saved, {left}")
_ONE_ON_SERVER = QT_TRANSLATE_NOOP("messages", "Picture {number} is only on the server. Last try: {why}.")
_MANY_ON_SERVER = QT_TRANSLATE_NOOP("messages", "{n} pictures are only on the server. Last try: {why}.")

_GAVE_UP_ONE = QT_TRANSLATE_NOOP("messages", "The service gave up after one minute")
_GAVE_UP_MANY = QT_TRANSLATE_NOOP("messages", "The service gave up after {n} minutes")

_CANCEL = QT_TRANSLATE_NOOP("messages", "Cancel")
_TRY_TO_CANCEL = QT_TRANSLATE_NOOP("messages", "Try to cancel")
_TRYING_TO_CANCEL = QT_TRANSLATE_NOOP("messages", "Trying to cancel")
_TOO_LATE = QT_TRANSLATE_NOOP("messages", "Too late to cancel")

_LEFT = (
    (86400.0, QT_TRANSLATE_NOOP("messages", "one day left"), QT_TRANSLATE_NOOP("messages", "{n} days left")),
    (3600.0, QT_TRANSLATE_NOOP("messages", "one hour left"), QT_TRANSLATE_NOOP("messages", "{n} hours left")),
    (60.0, QT_TRANSLATE_NOOP("messages", "one minute left"), QT_TRANSLATE_NOOP("messages", "{n} minutes left")),
)
_HARDLY_ANY_LEFT = QT_TRANSLATE_NOOP("messages", "less than a minute left")

# What is said of a job that has ended or waits for the user without a fault of its own.
_UNEXPLAINED = {JobState.FAILED: Fault("transient"), JobState.UNKNOWN: Fault("answer_unknown")}

# What an accepted job has that lasts. A question that failed passes: the banner tells of it and no card comes and goes.
_LASTING = frozenset({"other_key", "key_refused", "overdue", "task_unknown", "unexpected"})


def job_card(job: Job, tr: Translate, now: float | None = None) -> Words | None:
    """What happened to a job, what it cost and what can be done; None where the pictures speak for themselves.

    `now` is seconds since the epoch, this moment if not given.
    """
    match job.state:
        case JobState.FETCHING:
            return _fetching(job, tr, time.time() if now is None else now)
        case JobState.INCOMPLETE:
            words = LINKS if job.fault is not None and job.fault.code == "links_unfetchable" else _INCOMPLETE
            return translated(words, tr, saved=job.saved, total=len(job.pictures))
        case JobState.LOST:
            return translated(GIVEN_UP if job.given_up else _LOST, tr)
        case JobState.CANCELLED if job.fault is None:
            return translated(_NOT_SENT if job.task_id is None else _TAKEN_BACK, tr)
    fault = job.fault or _UNEXPLAINED.get(job.state)
    if fault is None or not _lasts(job, fault):
        return None
    if job.state is JobState.WAITING and fault.code == "no_points":
        return translated(_NO_POINTS_WAITING, tr)
    if job.doubtful and (unclear := doubt(fault.code)):
        return translated(unclear, tr)
    words = fault_words(fault, tr)
    return replace(words, title=_gave_up(job, tr) or words.title) if fault.code == "timed_out" else words


def needs_user(job: Job) -> bool:
    """Nothing more happens to it unless the user does something, or something of it is amiss that lasts."""
    return not job.ended and (job.state is JobState.UNKNOWN or job_card(job, as_it_is, 0.0) is not None)


def job_state(job: Job, tr: Translate, queue: QueueChanged | None = None) -> tuple[str, str]:
    """Where the job stands in a word or two, and the icon for it; with `queue`, also what keeps it waiting."""
    word, icon = plain_state(job.state, job.fault.code if job.fault else None)
    if job.doubtful:
        word, icon = UNCLEAR_STATE
    if job.accepted and unreached(job):
        word, icon = _ASKED_FOR
    if queue is not None and job.state in (JobState.SAVING, JobState.WAITING):
        word, icon = _kept_waiting(job, queue) or (word, icon)
    if job.state is JobState.FETCHING and _stubborn(job):
        word, icon = _SOME_SAVED, "server-only"
    return fill(tr(word), saved=job.saved, total=len(job.pictures)), icon


def plain_state(state: JobState, fault_code: str | None) -> tuple[str, str]:
    """The untranslated word of a state, which may want {saved} and {total}, and its icon."""
    return _STATES_BY_FAULT.get((state, fault_code or ""), _STATES[state])


def unreached(job: Job) -> bool:
    """It waits here or at the service only because the service can't be reached; the program goes on trying."""
    at_rest = job.state is JobState.WAITING or job.accepted
    return at_rest and job.fault is not None and job.fault.code == "not_sent"


def cancel_label(job: Job, tr: Translate) -> tuple[str, bool]:
    """What the cancel button says and whether it can be pressed; "" where there is nothing to cancel."""
    match job.state:
        case JobState.SAVING | JobState.WAITING:
            return tr(_CANCEL), True
        case JobState.SENDING | JobState.PENDING if job.cancel_asked:
            return tr(_TRYING_TO_CANCEL), False
        case JobState.SENDING | JobState.PENDING:
            return tr(_TRY_TO_CANCEL), True
        case JobState.PROCESSING | JobState.SUBMITTED | JobState.FETCHING:
            return tr(_TOO_LATE), False
    return "", False


def time_left(expires_at: float, now: float, tr: Translate) -> str:
    """How long a link still lives, rounded down so that nothing is promised."""
    for unit, one, many in _LEFT:
        n = math.floor((expires_at - now) / unit)
        if n >= 1:
            return counted(tr, n, one, many)
    return tr(_HARDLY_ANY_LEFT)


def _kept_waiting(job: Job, queue: QueueChanged) -> tuple[str, str] | None:
    """What the queue does to a waiting job, unless that is the job's own fault: it says so itself."""
    if job.id in queue.left_over:
        return _KEPT_BACK
    return _PAUSED if queue.paused and not (job.fault and _lasts(job, job.fault)) else None


def _lasts(job: Job, fault: Fault) -> bool:
    """Whether the fault is one to stay: the job waits for the user, has ended, or can't go on as it is."""
    if job.state is JobState.WAITING:
        return fault.code not in ("not_sent", "rate_limited")
    return job.ended or job.state is JobState.UNKNOWN or fault.code in _LASTING


def unfetchable_links(job: Job) -> list[str]:
    """What was named as pictures and is no link that may be followed."""
    return [picture.url for picture in job.pictures if picture.state is PictureState.UNFETCHABLE and picture.url]


def _stubborn(job: Job) -> list[Picture]:
    """The pictures that are still to come, once every one of them has failed often; else none."""
    settled = (PictureState.SAVED, PictureState.UNFETCHABLE)
    missing = [picture for picture in job.pictures if picture.state not in settled]
    return missing if all(picture.attempts >= STUBBORN for picture in missing) else []


def _fetching(job: Job, tr: Translate, now: float) -> Words | None:
    missing = _stubborn(job)
    if not missing:
        return None
    fault = next((picture.fault for picture in missing if picture.fault), None)
    why = fault_words(fault, tr).title if fault else ""
    number = missing[0].position + 1
    sentence = counted(tr, len(missing), _ONE_ON_SERVER, _MANY_ON_SERVER, number=number, why=why)
    left = time_left(job.expires_at, now, tr) if job.expires_at is not None else ""
    title = fill(
        tr(_SOME_SAVED_SOME_TIME if left else _SOME_SAVED), saved=job.saved, total=len(job.pictures), left=left
    )
    return Words(title, sentence, replace(FETCH_NOW, label=tr(FETCH_NOW.label)), "server-only")


def _gave_up(job: Job, tr: Translate) -> str:
    if job.accepted_at is None or job.ended_at is None:
        return ""
    minutes = round((job.ended_at - job.accepted_at) / 60)
    return counted(tr, minutes, _GAVE_UP_ONE, _GAVE_UP_MANY) if minutes >= 1 else ""

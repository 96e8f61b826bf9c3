"""What an answer of the service, or a wish of the user, makes of a job: pure rules."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from ..core.errors import Fault, LinkForbidden, NotAPicture
from ..core.job import MOST_PICTURES, Job, JobState, Picture, PictureState
from ..core.pacing import WEEK
from ..service.links import fetchable
from ..service.replies import Task

_NO_LINKS_FOR = 600.0  # seconds that a made task may name no picture before it counts as made of none
_PLAIN = frozenset({"PENDING", "PROCESSING", "SUBMITTED", "SUCCESS", "FAILURE", "TIMEOUT", "CANCELLED"})
_ORDER = (JobState.PENDING, JobState.PROCESSING, JobState.SUBMITTED)
_REPEATABLE = frozenset({JobState.UNKNOWN, JobState.FAILED, JobState.CANCELLED, JobState.INCOMPLETE, JobState.LOST})

# The service's failure reasons (doc) as codes of ours; any other is shown as it came.
_REASONS = {
    "CONTENT_MODERATION": "moderation",
    "INVALID_PARAMETERS": "parameters",
    "INSUFFICIENT_POINTS": "no_points",
}


def after_answer(job: Job, task: Task, now: float) -> Job:
    """The job after the service has said how its task stands; `now` is seconds UTC.

    An unknown status changes nothing but the raw word; a status never goes backwards.
    """
    job = replace(job, status=task.status, fault=None)
    match task.status.upper():
        case "SUCCESS":
            return _made(job, task, now)
        case "FAILURE":
            return _ended(job, JobState.FAILED, _reason(task), now)
        case "TIMEOUT":
            return _ended(job, JobState.FAILED, Fault("timed_out"), now)
        case "CANCELLED":
            return _ended(job, JobState.CANCELLED, None if job.cancel_asked else Fault("cancelled_there"), now)
        case "PENDING" | "PROCESSING" | "SUBMITTED" as status:
            state = JobState(status.lower())
            return replace(job, state=max(job.state, state, key=_ORDER.index))
    return job


def after_word(job: Job, task: Task, now: float) -> Job:
    """The same of any job that is asked for: a plain word makes a doubtful one accepted, pictures one given up.

    A task of another prompt is not this job's, whatever comes of it.
    """
    if job.accepted:
        return after_answer(job, task, now)
    if not (job.doubtful or job.given_up):
        return job
    if task.prompt is not None and _plain(task.prompt) != _plain(job.recipe.prompt):
        return replace(job, fault=Fault("not_ours")) if job.doubtful else job
    status = task.status.upper()
    accepted = replace(job, state=JobState.PENDING, accepted_at=job.sent_at or now, ended_at=None)
    if job.doubtful and status in _PLAIN:
        return after_answer(accepted, task, now)
    if job.given_up and status == "SUCCESS" and (made := after_answer(accepted, task, now)).pictures:
        return made
    return replace(job, fault=Fault("answer_unknown")) if job.doubtful and not _unclear(job.fault) else job


def _unclear(fault: Fault | None) -> bool:
    return fault is not None and fault.code == "answer_unknown"


def _plain(prompt: str) -> str:
    """A prompt without what services change in it on the way."""
    text = prompt.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return " ".join(unicodedata.normalize("NFC", text).split())


def after_fresh_links(job: Job, task: Task) -> Job:
    """The job with the links of a second answer for the pictures that aren't saved yet."""
    links = dict(enumerate(task.urls))

    def fresh(picture: Picture) -> Picture:
        url = links.get(picture.position) or picture.url
        if picture.state is PictureState.SAVED or url == picture.url:
            return picture
        if picture.state is PictureState.UNFETCHABLE:
            return _named(job, picture.position, url, task)
        return replace(picture, url=url) if fetchable(url, job.service) else picture

    return replace(job, pictures=tuple(map(fresh, job.pictures)))


def after_retry(job: Job, task: Task | None, now: float) -> Job:
    """The job with another try of what could not be fetched, by the links of a fresh answer where there is one."""
    if job.state not in (JobState.FETCHING, JobState.INCOMPLETE):
        return job
    renewed = after_fresh_links(job, task) if task else job

    def again(picture: Picture) -> Picture:
        hopeless = picture.fault is not None and picture.fault.code == NotAPicture.code
        given_up = picture.state is (PictureState.EXPIRED if picture.damaged else PictureState.UNFETCHABLE)
        if not given_up or hopeless or not fetchable(picture.url, job.service):
            return picture
        return replace(picture, state=PictureState.WAITING, fault=None, attempts=0)

    pictures = tuple(map(again, renewed.pictures))
    return after_fetching(replace(renewed, pictures=pictures, state=JobState.FETCHING, fault=None, ended_at=None), now)


def after_fetching(job: Job, now: float) -> Job:
    """The job, ended when each of its pictures is saved or out of reach."""
    states = {picture.state for picture in job.pictures}
    if states == {PictureState.SAVED}:
        return _ended(job, JobState.DONE, None, now)
    if states <= {PictureState.SAVED, PictureState.EXPIRED, PictureState.UNFETCHABLE}:
        fault = Fault("links_unfetchable" if PictureState.UNFETCHABLE in states else "links_expired")
        return _ended(job, JobState.INCOMPLETE, fault, now)
    return job


def _made(job: Job, task: Task, now: float) -> Job:
    if not task.urls:
        return _made_of_nothing(job, task, now)
    pictures = tuple(_named(job, n, url, task) for n, url in enumerate(task.urls[:MOST_PICTURES]))
    made = replace(job, state=JobState.FETCHING, pictures=pictures, made_at=now, expires_at=_expiry(task, now))
    return after_fetching(made, now)


def _named(job: Job, position: int, url: str, task: Task) -> Picture:
    """A picture as it is named: what can't be fetched keeps its place and is shown."""
    picture = Picture(job.id, position, url)
    if not task.is_image:
        fault = Fault(NotAPicture.code, task.result_type or "")
        return replace(picture, state=PictureState.UNFETCHABLE, fault=fault)
    if not fetchable(url, job.service):
        return replace(picture, state=PictureState.UNFETCHABLE, fault=Fault(LinkForbidden.code))
    return picture


def _made_of_nothing(job: Job, task: Task, now: float) -> Job:
    """Asked for again for a while: it is paid for, and the links may only be late. A video will never be pictures."""
    made_at = job.made_at or now
    if not task.is_image or now - made_at > _NO_LINKS_FOR:
        return _ended(job, JobState.FAILED, Fault("no_pictures"), now)
    return replace(job, made_at=made_at, fault=Fault("no_pictures"))


def _expiry(task: Task, now: float) -> float:
    """When the links die, by this machine's clock: the server's own clock tells how far ours is off."""
    off = now - task.server_time if task.server_time else 0.0
    made = task.updated_at or task.created_at
    return (made + off if made else now) + WEEK


def _reason(task: Task) -> Fault:
    if not task.failure_reason:
        return Fault("transient")
    code = _REASONS.get(task.failure_reason.strip().upper())
    return Fault(code) if code else Fault("other_reason", task.failure_reason)


def _ended(job: Job, state: JobState, fault: Fault | None, now: float) -> Job:
    return replace(job, state=state, fault=fault, ended_at=now)


def repeatable(job: Job) -> bool:
    """It has ended without all its pictures, or the service says that it doesn't know it."""
    return job.state in _REPEATABLE or (job.accepted and job.fault is not None and job.fault.code == "task_unknown")


def with_wish(job: Job) -> Job:
    """With the wish to be taken back, while that is all it takes."""
    return replace(job, cancel_asked=True) if job.state in (JobState.SAVING, JobState.WAITING) else job


def with_cancel_asked(job: Job, now: float) -> Job:
    """Cancelled where it still waits here; else with the wish that the service is asked for."""
    if job.state is JobState.WAITING:
        return replace(job, state=JobState.CANCELLED, cancel_asked=True, fault=None, ended_at=now)
    if job.state in (JobState.SENDING, JobState.PENDING):
        return replace(job, cancel_asked=True)
    return job


def counted_as_lost(job: Job, now: float) -> Job:
    """Ended by the user, where no answer says whether it was accepted."""
    return replace(job, state=JobState.LOST, ended_at=now) if job.state is JobState.UNKNOWN else job

"""The jobs of one command: hears how they go, says so, copies what they bring, and knows the exit status."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ...core.errors import Fault, NameTaken, StorageError
from ...core.events import Event, JobChanged, JobDropped, QueueChanged
from ...core.job import Job, JobState, Picture, PictureState
from ...core.names import name_candidates
from ...core.recipe import Recipe
from ...library.library import Library
from ...messages import STUBBORN, as_it_is, copy_sentence, fault_sentence, job_card, job_state, unfetchable_links
from ...options import Request
from ...runner.runner import Runner
from ..ground import ANSWER_UNKNOWN, DONE, FAILED, MISSING, STOPPED
from ..output import answer, tell

# Of several jobs the gravest decides: one that may be charged and needs the user, then paid pictures that are not here.
GRAVEST_FIRST = (ANSWER_UNKNOWN, MISSING, FAILED, DONE)

_PATIENCE = 15.0  # seconds that closing waits for a send in flight: its answer is a receipt
_DOUBT = 600.0  # seconds that a task named by an unclear answer is waited for
_NOT_SENT_YET = frozenset({JobState.SAVING, JobState.WAITING})
_AT_A_STANDSTILL = frozenset({"other_key", "key_refused", "overdue", "task_unknown", "unexpected"})


class Batch:
    """Follows the jobs of one command. `library_folder` is only told, not used."""

    def __init__(self, request: Request, library_folder: Path) -> None:
        self._request = request
        self._library_folder = library_folder
        self._jobs: dict[int, Job] = {}
        self._queue = QueueChanged()
        self._said: dict[int, str] = {}
        self._told: set[str] = set()  # codes of the queue's troubles
        self._lines: set[str] = set()
        self._moved = asyncio.Event()
        self._doubtful_until: dict[int, float] = {}  # job id -> loop time
        self._stopped = False

    def stop(self) -> None:
        """Ends the waiting in an orderly way."""
        self._stopped = True
        self._moved.set()

    async def run(self, runner: Runner, library: Library, recipe: Recipe) -> int:
        """Makes the jobs, follows each to its end and returns the exit status."""
        runner.listen(self._hear)
        made = [] if self._stopped else runner.generate(recipe, self._request.count)
        self._jobs = {job.id: self._jobs.get(job.id, job) for job in made}
        waiting_for = list(self._jobs)
        statuses: list[int] = []
        patient = True
        while waiting_for and not self._stopped:
            self._moved.clear()
            for job_id in tuple(waiting_for):
                status = verdict(self._jobs[job_id], self._queue.paused, patient, self._doubt_left(job_id) > 0)
                if status is not None:
                    waiting_for.remove(job_id)
                    statuses.append(await self._report(library, job_id, status))
            if waiting_for:
                patient = await self._next_move(runner)
        if self._stopped and (waiting_for or not statuses):
            await self._close_down(runner, library, waiting_for)
            return STOPPED
        return gravest(statuses)

    def _hear(self, event: Event) -> None:
        match event:
            case JobChanged(job):
                self._jobs[job.id] = job
                self._say(job.id, job_state(job, as_it_is)[0])
            case JobDropped(job, fault):
                self._jobs[job.id] = replace(job, state=JobState.FAILED, fault=fault)
            case QueueChanged():
                self._queue = event
                for trouble in (event.paused, event.offline):
                    if trouble is not None and trouble.code not in self._told:
                        self._told.add(trouble.code)  # once, not at every new try
                        self._tell(fault_sentence(trouble, as_it_is))
        self._moved.set()

    async def _next_move(self, runner: Runner) -> bool:
        """Waits until something changes. Where nothing can be sent, what still waits is taken back, which costs
        nothing; False when not even that gets anywhere."""
        doubts = [self._doubt_left(job_id) for job_id in self._doubtful_until]
        doubt = min((left for left in doubts if left > 0), default=None)
        if self._queue.paused is None:
            await self._moved_within(doubt)
            return True
        runner.cancel_waiting()
        return await self._moved_within(min(_PATIENCE, doubt or _PATIENCE))

    def _doubt_left(self, job_id: int) -> float:
        """How many seconds more a doubtful job is waited for."""
        now = asyncio.get_running_loop().time()
        if not self._jobs[job_id].doubtful:
            return 0.0
        return self._doubtful_until.setdefault(job_id, now + _DOUBT) - now

    async def _moved_within(self, seconds: float | None) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._moved.wait()
        except TimeoutError:
            return False
        return True

    async def _report(self, library: Library, job_id: int, status: int) -> int:
        """Copies the job's pictures, prints its line, and returns the status with what came of the copying."""
        job = self._jobs[job_id]
        fault: Fault | None = None
        message = ""
        if status != DONE:
            fault, message = self._explanation(job, status)
        copies: list[tuple[Picture, Path]] = []
        try:
            for picture in job.pictures:
                if picture.state is PictureState.SAVED:
                    copies.append((picture, await self._copied(library, picture)))
        except StorageError as error:
            status, fault, message = MISSING, error.fault, copy_sentence(error.fault, as_it_is)
        if message:
            self._say(job.id, message)
        for link in unfetchable_links(job):
            tell(link)
        self._print(job, copies, fault, message)
        return status

    async def _copied(self, library: Library, picture: Picture) -> Path:
        for free in name_candidates(PurePosixPath(Path(picture.path or "").name)):
            try:
                return await library.save_copy(picture, self._request.out / free)
            except NameTaken:
                continue
        raise NameTaken(Path(picture.path or "").name)

    def _explanation(self, job: Job, status: int) -> tuple[Fault, str]:
        """Why the job is not done, as a fault and in words."""
        missing = [picture for picture in job.pictures if picture.state is not PictureState.SAVED]
        of_a_picture = next((picture.fault for picture in missing if picture.fault), None)
        fault = job.fault or of_a_picture
        card = job_card(job, as_it_is)
        if fault is None and self._queue.paused is not None:  # taken back by us: the pause says why
            fault, card = self._queue.paused, None
        fault = fault or Fault("cancelled")
        message = f"{card.title}. {card.sentence}" if card else fault_sentence(fault, as_it_is)
        if status == ANSWER_UNKNOWN:
            message += " It is kept in the library; the window asks what to do."
        elif status == MISSING and not job.ended:
            message += " It goes on when the window is next open."
        if kept := [picture.damaged for picture in missing if picture.damaged]:
            message += f" What came is kept beside: {', '.join(kept)}"
        return fault, message

    def _say(self, job_id: int, words: str) -> None:
        if self._said.get(job_id) != words:
            self._said[job_id] = words
            number = list(self._said).index(job_id) + 1
            if self._request.count > 1:
                tell(f"job {number} of {self._request.count}: {words}")
            else:
                self._tell(words)

    def _tell(self, words: str) -> None:
        """A sentence, once: what stops the queue is often what ended the only job."""
        if words not in self._lines:
            self._lines.add(words)
            tell(words)

    def _print(self, job: Job, copies: list[tuple[Picture, Path]], fault: Fault | None, message: str) -> None:
        if not self._request.json:
            for _, path in copies:
                answer(str(path))
            return
        line = {
            "job": job.id,
            "task_id": job.task_id,
            "state": job.state,
            "pictures": [
                {"path": str(path), "width": picture.width, "height": picture.height, "sha256": picture.sha256}
                for picture, path in copies
            ],
            "missing": len(job.pictures) - len(copies),
            "links": unfetchable_links(job),
            "error": {"code": fault.code, "message": message} if fault else None,
            "library": str(self._library_folder),
        }
        answer(json.dumps(line))  # ASCII: safe in every encoding

    async def _close_down(self, runner: Runner, library: Library, job_ids: Sequence[int]) -> None:
        """Takes back what was not sent, waits for a send in flight, says what goes on without us."""
        tell("Stopping: finishing what is being sent…" if runner.sending else "Stopping.")
        runner.stop_sending()
        end = asyncio.get_running_loop().time() + _PATIENCE
        while any(self._jobs[job_id].state in _NOT_SENT_YET | {JobState.SENDING} for job_id in job_ids):
            self._moved.clear()
            runner.cancel_waiting()  # each time: what was being saved or sent may wait again
            if not await self._moved_within(end - asyncio.get_running_loop().time()):
                break
        for job_id in job_ids:
            status = verdict(self._jobs[job_id], self._queue.paused)
            if status is None:
                self._leave(self._jobs[job_id])
            else:
                await self._report(library, job_id, status)

    def _leave(self, job: Job) -> None:
        if job.task_id:
            message = f"Task {job.task_id} goes on at the service; the window fetches its pictures when next open."
        elif job.state is JobState.SENDING:
            message = "No answer to the send has come yet; the window asks what to do when next open."
        else:
            message = "It was not sent; the window asks whether to send or discard it when next open."
        self._say(job.id, message)
        if self._request.json:
            self._print(job, [], Fault("stopped"), message)


def gravest(statuses: Sequence[int]) -> int:
    """The exit status of several jobs; of none, which is when the same command was given twice, "failed"."""
    return min(statuses, key=GRAVEST_FIRST.index, default=FAILED)


def verdict(job: Job, paused: Fault | None, patient: bool = True, in_doubt: bool = False) -> int | None:
    """The exit status that a job stands for, None while there is something to wait for.

    `paused` is why nothing is sent; `patient` is False once waiting under a pause has led nowhere; `in_doubt`: a task
    that an unclear answer has named is still waited for.
    """
    disk = paused is not None and paused.code not in ("no_points", "key_refused")
    match job.state:
        case JobState.DONE:
            return DONE
        case JobState.FAILED | JobState.CANCELLED:
            return FAILED
        case JobState.UNKNOWN | JobState.LOST:
            return None if in_doubt else ANSWER_UNKNOWN
        case JobState.INCOMPLETE:
            return MISSING
        case JobState.SAVING | JobState.WAITING:
            return FAILED if paused and not patient else None
        case JobState.SENDING:
            return ANSWER_UNKNOWN if disk and not patient else None
    if job.fault is not None and job.fault.code in _AT_A_STANDSTILL:
        return MISSING
    missing = [picture for picture in job.pictures if picture.state is not PictureState.SAVED]
    enough = 1 if disk else STUBBORN
    return MISSING if missing and all(picture.attempts >= enough for picture in missing) else None

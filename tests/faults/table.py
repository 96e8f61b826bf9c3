"""A row of the fault table, and how it is played: the real runner, client and library over a loopback connection."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.events import JobChanged, QueueChanged
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.pacing import Pacing
from jimeng_desktop.library.library import Library
from jimeng_desktop.runner.runner import Runner
from jimeng_desktop.service.maxapi import MaxAPI
from tests.faults.place import Does, Place, picture
from tests.runner.world import CATALOG, SETTINGS, Heard, open_library, recipe, until
from tests.service.wires import Wire, wire

PACING = Pacing(scale=0.01)
LEAST_WAIT = 1.5 * 0.8 * PACING.scale  # before the first retry, by core/pacing.py
SILENCE = 0.5  # seconds until a call is given up
FAULTY, HEALTHY, LATER = "faulty", "healthy", "later"

NEVER = "never by itself"
BACK_OFF = "after a back-off"
AFTER_RETRY_AFTER = "after Retry-After"
GO_ON = "when the user goes on"
ENDED = "not at all: it has ended"


@dataclass(frozen=True)
class Row:
    """One fault. `heard` is the code that the job has meanwhile, `code` and `state` are what stays on disk."""

    section: str
    fault: str
    does: str  # what the program does, in words
    state: JobState = JobState.DONE
    code: str | None = None
    heard: str | None = None
    detail: str | None = None  # of the fault that stays: a part of it
    submits: int = 1
    saved: int | None = None  # pictures; None: as many as the service has, or none where it isn't done
    next: str = ENDED
    links: int = 1
    result: Callable[[list[str]], Any] | None = None
    submit: tuple[Does, ...] = ()
    query: tuple[Does | dict[str, Any], ...] = ()
    download: tuple[Does, ...] = ()
    bytes: bytes | None = None  # what its one picture is in the end; None: what the service usually has
    connections: tuple[Does, ...] = ()
    prompt: str = FAULTY
    offline: bool = False  # the queue says so meanwhile
    around: Callable[[Place], AbstractContextManager[Any]] | None = None  # set up around it: a patch, another service
    after_healthy: bool = False  # the healthy job is done before
    base: Callable[[Wire], str] = field(default=lambda wire: wire.base)
    clock: Callable[[], float] | None = None
    pacing: Pacing = PACING
    check: Callable[[Job, Heard], None] | None = None

    @property
    def name(self) -> str:
        """Its id among the tests."""
        return f"{self.section}: {self.fault}"


def place_of(row: Row) -> Place:
    """The service that does what the row says."""
    place = Place()
    place.connections = list(row.connections)
    place.submits[row.prompt] = list(row.submit)
    place.queries[row.prompt] = list(row.query)
    place.pictures[row.prompt] = list(row.download)
    place.links[row.prompt] = row.links
    if row.result:
        place.results[row.prompt] = row.result
    return place


async def play(row: Row, folder: Path) -> None:
    """Plays the row and holds it to what it says."""
    place = place_of(row)
    with ExitStack() as stack:
        served = stack.enter_context(wire(place.talk, read=False))
        if row.around:
            served = stack.enter_context(row.around(place)) or served
        heard, job = await _first_run(row, place, row.base(served), folder)
        if row.next in (NEVER, ENDED):
            await _second_run(row, place, row.base(served), folder, job)
    stored = await _stored(folder, job.id)
    assert stored is not None
    assert (stored.state, stored.fault.code if stored.fault else None) == (row.state, row.code)
    assert len(place.submitted[row.prompt]) == row.submits
    assert row.detail is None or (stored.fault and row.detail in stored.fault.detail)
    assert row.heard is None or row.heard in codes(heard, job.id)
    assert not row.offline or any(isinstance(event, QueueChanged) and event.offline for event in heard)
    _check_pauses(row, place)
    _check_pictures(row, stored)
    assert place.keys_at_pictures == 0
    if row.check:
        row.check(stored, heard)


async def _first_run(row: Row, place: Place, base: str, folder: Path) -> tuple[Heard, Job]:
    heard = Heard()
    with opened(folder, base) as (library, service):
        try:
            options = {"clock": row.clock} if row.clock else {}
            async with Runner(library, service, CATALOG, SETTINGS, pacing=row.pacing, **options) as runner:
                runner.listen(heard.append)
                healthy = runner.generate(recipe(HEALTHY))[0] if row.after_healthy else None
                if healthy:
                    await until(lambda: heard.last(healthy.id).state is JobState.DONE)
                (job,) = runner.generate(recipe(row.prompt))
                if row.next == GO_ON:
                    await _paused(row, place, runner, heard, job)
                await until(lambda: not place.connections)  # the healthy job's may be the first to be taken
                healthy = healthy or runner.generate(recipe(HEALTHY))[0]
                await until(lambda: heard.last(healthy.id).state is JobState.DONE)
                await until(lambda: heard.last(job.id).state is row.state)
                await until(lambda: row.heard is None or row.heard in codes(heard, job.id))
                check_saved(heard.last(healthy.id), HEALTHY)
        finally:
            await service.close()
            await library.close()
    return heard, heard.last(job.id)


async def _paused(row: Row, place: Place, runner: Runner, heard: Heard, job: Job) -> None:
    """The queue has paused, once, and says why; nothing further is sent until the user goes on."""
    await until(lambda: runner.queue.paused is not None)
    assert runner.queue.paused and runner.queue.paused.code == row.heard
    (waiting,) = runner.generate(recipe(LATER))
    await until(lambda: heard.last(waiting.id).state is JobState.WAITING)
    runner.ask_now()
    assert runner._sender._start_due() is None
    assert heard.last(job.id).state is JobState.WAITING
    assert (len(place.submitted[row.prompt]), len(place.submitted[LATER])) == (1, 0)
    pauses = {event.paused for event in heard if isinstance(event, QueueChanged) and event.paused}
    assert len(pauses) == 1
    runner.go_on()
    await until(lambda: heard.last(waiting.id).state is JobState.DONE)


async def _second_run(row: Row, place: Place, base: str, folder: Path, job: Job) -> None:
    """However much the user asks, and after a restart: it is not sent again by the program itself."""
    place.connections.clear()
    heard = Heard()
    with opened(folder, base) as (library, service):
        try:
            async with Runner(library, service, CATALOG, SETTINGS, pacing=PACING) as runner:
                runner.listen(heard.append)
                runner.ask_now()
                runner.go_on()
                (later,) = runner.generate(recipe(LATER))
                await until(lambda: heard.last(later.id).state is JobState.DONE)
                if row.state not in (JobState.UNKNOWN,):
                    assert job.id not in {live.id for live in runner.live_jobs()}
        finally:
            await service.close()
            await library.close()


@contextlib.contextmanager
def opened(folder: Path, base: str) -> Iterator[tuple[Library, MaxAPI]]:
    """The library and a client that is soon impatient."""
    silences = {f"{name}_timeout": SILENCE for name in ("submit", "answer", "connect", "stall")}
    yield open_library(folder), MaxAPI(base, "key-one", proxy="none", **silences)


async def _stored(folder: Path, job_id: int) -> Job | None:
    library = open_library(folder)
    try:
        return await library.job(job_id)
    finally:
        await library.close()


def codes(heard: Heard, job_id: int) -> list[str]:
    """The fault codes that the job and its pictures have had, in order."""
    jobs = [event.job for event in heard if isinstance(event, JobChanged) and event.job.id == job_id]
    faults: list[Fault | None] = []
    for job in jobs:
        faults += [job.fault, *(one.fault for one in job.pictures)]
    return [fault.code for fault in faults if fault]


def _check_pauses(row: Row, place: Place) -> None:
    """When it was tried again, by what the service saw."""
    seen = {"submit": place.submitted, "download": place.fetched}.get(row.section, place.queried)
    times = seen[row.prompt]
    if row.next in (BACK_OFF, AFTER_RETRY_AFTER):
        least = LEAST_WAIT if row.next == BACK_OFF else 1.0
        assert len(times) >= 2, "it was tried again"
        assert times[1] - times[0] >= least


def _check_pictures(row: Row, stored: Job) -> None:
    whole = row.state is JobState.DONE
    saved = row.saved if row.saved is not None else row.links if whole else 0
    assert stored.saved == saved
    check_saved(stored, row.prompt, row.bytes)


def check_saved(job: Job, prompt: str, bytes: bytes | None = None) -> None:
    """What it calls saved is on the disk to the byte."""
    for one in job.pictures:
        if one.path:
            data = Path(one.path).read_bytes()
            number = int(one.url.rpartition("/")[2].partition(".")[0])
            assert data == (bytes or picture(prompt, number, one.format or "png"))
            assert hashlib.sha256(data).hexdigest() == one.sha256


def row_of(section: str, defaults: dict[str, Any]) -> Callable[..., Row]:
    """A maker of rows of one section."""

    def make(fault: str, does: str, **more: Any) -> Row:
        return replace(Row(section, fault, does), **{**defaults, **more})

    return make

"""Closing during a send, in every phase of it: the receipt is never lost, and nothing is sent twice."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

import jimeng_desktop.runner.runner as runner_module
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.library.receipts import Receipt
from tests.faults.disk import STEPS, StepDisk, check_files, session
from tests.faults.place import Does, Place, closes_after, raw, reset, say, says
from tests.faults.table import FAULTY, HEALTHY
from tests.runner.world import Heard, bounded, recipe, until
from tests.service.wires import Talk, wire

BEGUN, ANSWERED = (at for at, name in enumerate(STEPS[:12]) if name == "commit" and at)  # the commits of a send
LATE = 0.2  # seconds after the closing began, until what held it up goes on

ANSWERS: dict[str, Does | None] = {
    "accepted": None,
    "refused": says({"code": 1001, "msg": "no"}),
    "not understood": raw(b"<html>"),
    "500": raw(b"", 500),
    "reset": reset,
    "cut": closes_after(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"),
}
PHASES = ("before it is begun", "begun on disk", "not read", "not answered", "answered, not written", "written")


class Gate:
    """Where a phase holds until the closing has begun."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.opened = threading.Event()

    def hold(self) -> None:
        """Says that it is there, and waits."""
        self.reached.set()
        assert self.opened.wait(20)


def held_up(phase: str, answer: Does | None, place: Place, disk: StepDisk) -> Gate:
    """Sets place and disk up so that the send stands in this phase."""
    gate = Gate()
    step = {PHASES[0]: BEGUN, PHASES[1]: BEGUN, PHASES[4]: ANSWERED, PHASES[5]: ANSWERED}.get(phase)
    disk.after = phase in ("begun on disk", "written")

    def trouble(number: int, name: str) -> None:
        if number == step:
            gate.hold()

    disk.trouble = trouble

    def answers(talk: Talk) -> None:
        if phase == "not answered":
            gate.hold()
        if answer:
            answer(talk)
        else:
            say(talk, {"code": 0, "msg": "ok", "data": {"taskId": place.task(FAULTY)}})

    place.submits[FAULTY] = [answers]
    if phase == "not read":
        place.connections = [holds_before_reading(gate, place)]
    return gate


def holds_before_reading(gate: Gate, place: Place) -> Does:
    """The connection is there, and nothing is taken from it."""

    def does(talk: Talk) -> None:
        gate.hold()
        place.talk(talk)

    return does


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("patient", [True, False], ids=["waits for the answer", "has waited long enough"])
@pytest.mark.parametrize("phase", PHASES)
def test_closing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, phase: str, patient: bool, answer: Does | None
) -> None:
    if not patient:
        monkeypatch.setattr(runner_module, "_LAST_SENDS", 0.01)
    place, disk = Place(), StepDisk()
    place.links.update({FAULTY: 1, HEALTHY: 1})
    gate = held_up(phase, answer, place, disk)

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(tmp_path, served.base, disk, Heard()) as runner:
                disk.counting = True
                runner.generate(recipe(FAULTY))
                await asyncio.to_thread(gate.reached.wait, 20)
                asyncio.get_running_loop().call_later(LATE, gate.opened.set)
            gate.opened.set()
            if phase == "not read":  # what has left is read, whether anybody waits for the answer or not
                await until(lambda: bool(place.submitted[FAULTY]))
            received = len(place.submitted[FAULTY])
            job, ledger = await _next_start(tmp_path, served.base, place, received)
        _judge(job, ledger, received, answer, patient, phase)

    bounded(play())


async def _next_start(folder: Path, base: str, place: Place, received: int) -> tuple[Job, list[Receipt]]:
    """What the next start finds and makes of it, a healthy job beside it."""
    heard = Heard()
    async with session(folder, base, StepDisk(), heard) as runner:
        (healthy,) = runner.generate(recipe(HEALTHY))
        await until(lambda: heard.last(healthy.id).state is JobState.DONE)
        assert len(place.submitted[FAULTY]) == received, "a start never spends"
        found = next(job for job in await runner._desk.library.jobs() if job.recipe.prompt == FAULTY)
        if found.id in runner.queue.left_over:
            return found, await runner._desk.library.receipts(found.id)
        await until(lambda: not [job for job in runner.live_jobs() if job.state is not JobState.UNKNOWN])
        found = next(job for job in await runner._desk.library.jobs() if job.recipe.prompt == FAULTY)
        ledger = await runner._desk.library.receipts(found.id)
    check_files(folder, place, {FAULTY: found.saved, HEALTHY: 1})
    return found, ledger


def _judge(job: Job, ledger: list[Receipt], received: int, answer: Does | None, patient: bool, phase: str) -> None:
    """The receipt tells the truth: what was received is accepted, refused or in doubt, and never waits again."""
    assert received <= 1 and len(ledger) <= 1
    if received:
        assert ledger and job.state is not JobState.WAITING
        assert job.state in (JobState.DONE, JobState.FAILED, JobState.UNKNOWN)
    if job.state is JobState.WAITING:
        assert not received and all(receipt.outcome == "not_sent" for receipt in ledger)
    if job.state is JobState.DONE:
        assert ledger[0].task_id == job.task_id and ledger[0].outcome == "accepted"
    if answer is None and received and (patient or phase in ("answered, not written", "written")):
        assert job.state is JobState.DONE, "closing has waited for the receipt"

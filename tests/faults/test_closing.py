"""Closing during a send, in every phase of it: the receipt is never lost, and nothing is sent twice."""

from __future__ import annotations

import asyncio
import socket
import threading
from pathlib import Path

import pytest

import jimeng_desktop.runner.runner as runner_module
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.library.receipts import Receipt
from tests.faults.disk import SENT, StepDisk, check_files, session
from tests.faults.place import Does, Place, closes_after, raw, reset, say, says
from tests.faults.table import FAULTY, HEALTHY
from tests.runner.world import Heard, bounded, recipe, until
from tests.service.wires import Talk, wire

pytestmark = pytest.mark.usefixtures("each_loop")
BEGUN, ANSWERED = SENT - 1, SENT  # the commits of a send
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
    """The request has left, and nothing is taken from the connection."""

    def does(talk: Talk) -> None:
        while FAULTY.encode() not in talk.connection.recv(65536, socket.MSG_PEEK):
            pass
        gate.hold()
        place.talk(talk)

    return does


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("patient", [True, False], ids=["waits for the answer", "has waited long enough"])
@pytest.mark.parametrize("phase", PHASES)
def test_closing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, phase: str, patient: bool, answer: str) -> None:
    if not patient:
        monkeypatch.setattr(runner_module, "_LAST_SENDS", 0.01)
    place, disk = Place(), StepDisk()
    place.links.update({FAULTY: 1, HEALTHY: 1})
    gate = held_up(phase, ANSWERS[answer], place, disk)
    heard = patient or phase in PHASES[4:]
    received = 1 if heard or phase in PHASES[2:] else 0

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(tmp_path, served.base, disk, Heard()) as runner:
                disk.counting = True
                runner.generate(recipe(FAULTY))
                assert await asyncio.to_thread(gate.reached.wait, 20)
                asyncio.get_running_loop().call_later(LATE, gate.opened.set)
            gate.opened.set()
            await until(lambda: len(place.submitted[FAULTY]) == received)  # what has left is read, sooner or later
            job, (receipt,) = await _next_start(tmp_path, served.base, place, received)
        found = (job.state, receipt.outcome, receipt.task_id, receipt.sent)
        task = next((task for task, prompt in place.tasks.items() if prompt == FAULTY), None)
        assert found == {
            "accepted": (JobState.DONE, "accepted", task, True),
            "refused": (JobState.FAILED, "refused", None, True),
        }.get(answer if heard else "", (JobState.UNKNOWN, "unknown", None, True))
        assert job.task_id == receipt.task_id
        check_files(tmp_path, place, {FAULTY: job.saved, HEALTHY: 1})

    bounded(play())


async def _next_start(folder: Path, base: str, place: Place, received: int) -> tuple[Job, list[Receipt]]:
    """What the next start finds and makes of it, a healthy job beside it."""
    heard = Heard()
    async with session(folder, base, StepDisk(), heard) as runner:
        (healthy,) = runner.generate(recipe(HEALTHY))
        await until(lambda: heard.last(healthy.id).state is JobState.DONE)
        assert not runner.queue.left_over, "none of them waits again"
        await until(lambda: all(job.state is JobState.UNKNOWN for job in runner.live_jobs()))
        assert len(place.submitted[FAULTY]) == received, "a start never spends"
        found = next(job for job in await runner._desk.library.jobs() if job.recipe.prompt == FAULTY)
        return found, await runner._desk.library.receipts(found.id)

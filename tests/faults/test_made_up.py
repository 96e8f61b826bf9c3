"""Made up by hypothesis: prompts, answers and rows that nobody would think of. Nothing crashes and nothing is lost."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
import tempfile
from collections.abc import Coroutine
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jimeng_desktop.core.errors import JimengError
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.recipe import validate
from jimeng_desktop.library.library import Library
from jimeng_desktop.library.rows import JOB_COLUMNS, PICTURE_COLUMNS, storable
from tests.library.making import full_job, make_job
from tests.runner.world import CATALOG, Heard, World, bounded, open_library, recipe, running, until

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NASTY = (
    "\ud800",
    "\udfff tail",
    "\x00",
    "a\x00b",
    "\u202eright to left",
    "‏עברית‎",
    "👩‍👩‍👧‍👦 🦊",
    "é\u0301\u0301",
    "\r\n",
    "{prompt}",
)
PROMPTS = st.one_of(
    st.text(max_size=300),
    st.text(st.characters(codec=None, categories=("Cs", "Cc", "Co", "Lo", "So", "Mn")), max_size=60),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=6).map("".join),
    st.sampled_from(("x" * 100_000, "雪" * 33_400, "🦊" * 25_000)),
)
NUMBERS = st.one_of(st.integers(), st.floats(), st.integers(10**300, 10**301), st.just(2**63), st.just(-(2**63) - 1))
LEAVES = st.one_of(st.none(), st.booleans(), NUMBERS, st.text(max_size=20), st.just("SUCCESS"), st.just("FAILURE"))
NAMES = st.sampled_from(
    ("code", "msg", "data", "taskId", "status", "result", "urls", "type", "failure_reason", "created_at", "updated_at")
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(NAMES, st.text(max_size=6)), inner, max_size=5)
    ),
    max_leaves=20,
)
ENVELOPES = st.one_of(
    JSON,
    st.fixed_dictionaries({"code": st.just(0), "data": JSON}),
    st.fixed_dictionaries({"code": st.just(0), "data": st.dictionaries(NAMES, JSON, max_size=6)}),
)
DEEP = ["[" * 100_000, '{"data":' * 50_000, '{"code":0,"data":' + "[" * 5_000 + "]" * 5_000 + "}"]
BODIES = st.one_of(ENVELOPES.map(lambda value: json.dumps(value).encode()), st.sampled_from(DEEP).map(str.encode))


class Odd(World):
    """Gives made-up bodies as the first answers to the odd prompt; then all is well."""

    def __init__(self, place: str, bodies: list[tuple[int, bytes]]) -> None:
        super().__init__()
        self.place, self.bodies = place, bodies

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        path = request.url.path
        place = "submit" if path.endswith("/submit") else "cancel" if path.endswith("/cancel") else "query"
        if request.url.host == "service.test" and place == self.place and self._is_odd(request, place) and self.bodies:
            status, body = self.bodies.pop(0)
            return httpx.Response(status, content=body)
        return answer

    def _is_odd(self, request: httpx.Request, place: str) -> bool:
        if place == "submit":
            return bool(json.loads(request.content)["input"]["prompt"] == "odd")
        task = self.tasks.get(request.url.path.strip("/").split("/")[-1 if place == "query" else -2])
        return task is not None and task["prompt"] == "odd"


class Elsewhere(World):
    """Knows nothing of other hosts."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        known = request.url.host in ("service.test", "pictures.test")
        return await super().handle_async_request(request) if known else httpx.Response(404)


def no_bug(caplog: pytest.LogCaptureFixture) -> None:
    """The outermost line has caught nothing."""
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == []
    caplog.clear()


def in_folder(play: Any, *args: Any) -> None:
    """Each example in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        bounded(play(Path(folder), *args))


@few
@given(prompt=PROMPTS)
def test_any_prompt_is_sent_kept_and_saved(caplog: pytest.LogCaptureFixture, prompt: str) -> None:
    if validate(recipe(prompt), CATALOG):
        return

    async def play(folder: Path) -> None:
        world, heard = World(), Heard()
        async with running(folder, world, heard) as runner:
            (job,) = runner.generate(recipe(prompt))
            (healthy,) = runner.generate(recipe("healthy"))
            await runner.wait([job.id, healthy.id])
            kept = await runner._desk.library.job(job.id)
            receipts = await runner._desk.library.receipts(job.id)
        assert kept is not None
        assert kept.state is JobState.DONE and kept.recipe.prompt == storable(prompt)
        assert world.prompts == {storable(prompt): 1, "healthy": 1}
        assert json.loads(receipts[0].body)["input"]["prompt"] == storable(prompt)
        assert all(Path(picture.path or "").is_file() for picture in kept.pictures) and kept.saved == 4

    in_folder(play)
    no_bug(caplog)


@few
@given(
    place=st.sampled_from(("submit", "query", "cancel")),
    bodies=st.lists(st.tuples(st.sampled_from((200, 200, 200, 201, 400, 404)), BODIES), min_size=1, max_size=3),
)
def test_any_answer_ends_in_a_state_and_harms_nobody(
    caplog: pytest.LogCaptureFixture, place: str, bodies: list[tuple[int, bytes]]
) -> None:
    async def play(folder: Path) -> None:
        world, heard = Odd(place, list(bodies)), Heard()
        if place == "cancel":
            world.statuses["odd"] = ["PENDING"] * 3
        async with running(folder, world, heard) as runner:
            (odd,) = runner.generate(recipe("odd"))
            (healthy,) = runner.generate(recipe("healthy"))
            if place == "cancel":
                await until(lambda: heard.last(odd.id).accepted or heard.last(odd.id).ended)
                runner.cancel(odd.id)
            await until(lambda: _settled(heard.last(odd.id)) or runner.queue.paused is not None)
            runner.go_on()
            await runner.wait([odd.id, healthy.id])
            kept, well = await runner._desk.library.job(odd.id), await runner._desk.library.job(healthy.id)
        assert kept == heard.last(odd.id) and _settled(kept)
        assert well and well.state is JobState.DONE and well.saved == 4
        assert world.prompts["healthy"] == 1
        assert world.prompts["odd"] == 1 or kept.fault is None, "sent again only where it was plainly not accepted"

    in_folder(play)
    no_bug(caplog)


def _settled(job: Job) -> bool:
    return job.ended or job.state is JobState.UNKNOWN


VALUES = st.one_of(
    st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(), st.text(st.characters(codec="utf-8"), max_size=20),
    st.binary(max_size=20), st.sampled_from(("waiting", "pending", "fetching", "sending", "done", "no such state")),
    st.sampled_from(("../../etc/passwd", "/etc/passwd", "https://x.example/1.png", "file:///etc/passwd", "[1, {]")),
)  # fmt: skip
CHANGES = st.dictionaries(st.sampled_from([*JOB_COLUMNS[1:], *(f"picture.{name}" for name in PICTURE_COLUMNS[3:])]),
                          VALUES, min_size=1, max_size=6)  # fmt: skip


@few
@given(changes=CHANGES)
def test_any_row_is_read_and_harms_nobody(caplog: pytest.LogCaptureFixture, changes: dict[str, Any]) -> None:
    async def play(folder: Path) -> None:
        library = open_library(folder)
        intact = full_job(folder / "Pictures")
        await library.add_jobs([intact, make_job(9, 2, task_id="task-9", service="https://service.test")])
        await library.close()
        _spoil(folder / "data/index.sqlite", changes)
        heard = Heard()
        async with running(folder, Elsewhere(), heard) as runner:
            (healthy,) = runner.generate(recipe("healthy"))
            await until(lambda: heard.last(healthy.id).state is JobState.DONE)
            found = {job.id: job for job in await runner._desk.library.jobs()}
            await runner._desk.library.prompts(10)
            await runner._desk.library.made_seconds("jimeng-4.5")
            await runner._desk.library.receipts()
        assert found[intact.id].recipe.prompt == storable(intact.recipe.prompt)
        assert found[intact.id].pictures[0] == intact.pictures[0]
        assert found[healthy.id].saved == 4 and 9 in found

    in_folder(play)
    no_bug(caplog)


def _spoil(index: Path, changes: dict[str, Any]) -> None:
    with closing(sqlite3.connect(index, isolation_level=None)) as database:
        for name, value in changes.items():
            table, _, column = name.rpartition(".")
            where = "job_id = 9 AND position = 0" if table else "id = 9"
            try:
                database.execute(f"UPDATE {table or 'job'} SET {column} = ? WHERE {where}", (value,))
            except sqlite3.IntegrityError:
                pass  # the database itself refuses it


@few
@example(at=0.03125, junk=b"\x80")  # in the middle of a name of the schema
@given(at=st.floats(0, 1), junk=st.binary(min_size=1, max_size=4096))
def test_any_damage_to_the_file_is_told_or_harmless(at: float, junk: bytes) -> None:
    async def play(folder: Path) -> None:
        library = open_library(folder)
        await library.add_jobs([make_job(n, 2) for n in range(1, 30)])
        await library.close()
        index = folder / "data/index.sqlite"
        data = bytearray(index.read_bytes())
        start = int(at * (len(data) - 1))
        data[start : start + len(junk)] = junk[: len(data) - start]
        index.write_bytes(data)
        picture = folder / "Pictures/mine.png"
        picture.write_bytes(b"untouched")
        await _told(_all_of(folder))
        assert picture.read_bytes() == b"untouched"

    in_folder(play)


async def _told(reading: Coroutine[Any, Any, None]) -> None:
    try:
        await reading
    except JimengError:
        pass


async def _all_of(folder: Path) -> None:
    library = await asyncio.to_thread(Library.open, folder / "data", folder / "Pictures")
    try:
        await library.jobs()
        await library.unended()
        await library.receipts()
        await library.add_jobs([make_job(99)])
    finally:
        await library.close()

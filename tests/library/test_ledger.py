"""The ledger by periods: newest first, page by page, with what is still known of the jobs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing
from dataclasses import replace
from math import inf
from typing import Any

import pytest

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.job import Job, JobState, PictureState
from jimeng_desktop.core.ledger import LedgerLine, Totals
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.library import receipts
from jimeng_desktop.library.library import INDEX, Library
from tests.library.conftest import Shelf
from tests.library.making import make_job

Run = Callable[[Coroutine[Any, Any, Any]], Any]
SERVICE = "https://api.maxapi.io"


def body_of(recipe: Recipe) -> bytes:
    given = {"prompt": recipe.prompt, "ratio": recipe.ratio, "resolution": recipe.resolution}
    return json.dumps({"model": recipe.model, "input": given}, ensure_ascii=False).encode()


async def send(library: Library, job: Job, at: float, outcome: str | None = "accepted", detail: str = "") -> None:
    """A submit at a moment, and its answer."""
    sending = replace(job, sent_at=at, service=SERVICE, key_mark="k1")
    await library.begin_send(sending, body_of(job.recipe))
    if outcome:
        task = f"task-{job.id}" if outcome == "accepted" else None
        await library.end_send(replace(sending, task_id=task), outcome, detail, outcome != "not_sent")


async def whole(library: Library, since: float = -inf, until: float = inf) -> list[LedgerLine]:
    found, before = [], None
    while True:
        page = await library.receipts_between(since, until, before)
        found += page.lines
        before = page.before
        if before is None:
            return found


def test_a_line_says_what_was_sent_and_what_came_of_it(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    job = make_job(5, pictures=3, state=JobState.FETCHING, price=0.8, currency="CNY")
    saved = tuple(
        replace(p, state=PictureState.SAVED, path=str(shelf.root / f"{p.position}.png")) for p in job.pictures
    )
    job = replace(job, recipe=replace(job.recipe, prompt="雪中的狐狸,\n=1"), pictures=(*saved[:2], job.pictures[2]))

    async def scene() -> list[LedgerLine]:
        await send(library, job, 10.0)
        changed = replace(job, recipe=replace(job.recipe, prompt="edited later"), task_id="task-5")
        await library.save_job(changed)
        return await whole(library)

    (line,) = run_async(scene())
    assert line.answered_at is not None
    assert replace(line, answered_at=None) == LedgerLine(
        job_id=5,
        sent_at=10.0,
        answered_at=None,
        outcome="accepted",
        detail="",
        task_id="task-5",
        service=SERVICE,
        key_mark="k1",
        model="jimeng-4.5",
        prompt="雪中的狐狸,\n=1",  # of the body, not of the job as it is now
        ratio="3:4",
        resolution="2k",
        state=JobState.FETCHING,
        fault_code=None,
        saved=2,
        price=0.8,
        currency="CNY",
    )


def test_a_period_has_its_beginning_and_not_its_end(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()

    async def scene() -> dict[tuple[float, float], list[int]]:
        for n in range(1, 6):
            await send(library, make_job(n, pictures=0), 10.0 * n)
        periods = [(20.0, 40.0), (-inf, 20.0), (50.0, inf), (51.0, inf), (-inf, inf)]
        return {period: [line.job_id for line in await whole(library, *period)] for period in periods}

    assert run_async(scene()) == {
        (20.0, 40.0): [3, 2],
        (-inf, 20.0): [1],
        (50.0, inf): [5],
        (51.0, inf): [],
        (-inf, inf): [5, 4, 3, 2, 1],
    }


def test_an_empty_ledger_has_one_empty_page(shelf: Shelf, run_async: Run) -> None:
    assert run_async(shelf.open().receipts_between(-inf, inf)) == ([], None)


def test_a_thousand_receipts_come_whole_in_pages_of_bounded_work(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    jobs = [make_job(n, pictures=0) for n in range(1, 1001)]

    def fill() -> None:
        for job in jobs:
            receipts.open_receipt(library._index, replace(job, sent_at=float(job.id)), body_of(job.recipe))

    async def scene() -> None:
        await library.add_jobs(jobs)
        await library._do(fill)
        sizes, before = [], None
        while True:
            page = await library.receipts_between(101.0, 801.0, before)
            sizes.append([line.job_id for line in page.lines])
            before = page.before
            if before is None:
                break
        assert [job_id for page in sizes for job_id in page] == list(range(800, 100, -1))
        assert all(len(page) <= receipts.LOOKED_AT for page in sizes)
        assert len(sizes) == 1000 // receipts.LOOKED_AT

    run_async(scene())


def test_a_receipt_that_comes_while_pages_are_read_shifts_nothing(
    shelf: Shelf, run_async: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts, "LOOKED_AT", 2)
    library = shelf.open()

    async def scene() -> list[int]:
        for n in range(1, 6):
            await send(library, make_job(n, pictures=0), float(n))
        found, before = [], None
        while True:
            page = await library.receipts_between(-inf, inf, before)
            found += [line.job_id for line in page.lines]
            before = page.before
            if before is None:
                return found
            await send(library, make_job(10 + len(found), pictures=0), 99.0)

    assert run_async(scene()) == [5, 4, 3, 2, 1]


def test_a_deleted_job_leaves_its_receipt(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    run_async(send(library, make_job(5, pictures=2, state=JobState.DONE, price=0.8, currency="CNY"), 10.0))
    with closing(sqlite3.connect(shelf.data / INDEX)) as index:
        index.execute("DELETE FROM picture")
        index.execute("DELETE FROM job")
        index.commit()
    (line,) = run_async(whole(library))
    assert (line.prompt, line.task_id, line.outcome) == ("a red fox in snow", "task-5", "accepted")
    assert (line.state, line.saved, line.price, line.fault_code) == (None, None, None, None)


def test_what_was_refused_or_not_sent_costs_nothing_and_made_nothing(shelf: Shelf, run_async: Run) -> None:
    """The same job, at last accepted: its price and its pictures are counted once."""
    library = shelf.open()
    job = make_job(5, pictures=1, price=0.8, currency="CNY", fault=Fault("not_sent"))
    picture = replace(job.pictures[0], state=PictureState.SAVED, path=str(shelf.root / "a.png"))
    job = replace(job, pictures=(picture,))

    async def scene() -> list[LedgerLine]:
        await send(library, job, 1.0, "not_sent", "dns")
        await send(library, job, 2.0, "refused", "429")
        await send(library, job, 3.0)
        return await whole(library)

    lines = run_async(scene())
    said = [(line.outcome, line.detail, line.price, line.saved, line.may_be_charged) for line in lines]
    assert said == [
        ("accepted", "", 0.8, 1, True),
        ("refused", "429", None, 0, False),
        ("not_sent", "dns", None, 0, False),
    ]
    totals = Totals()
    totals.add(lines[:1])
    totals.add(lines[1:])
    assert (totals.jobs, totals.pictures, totals.estimates, totals.without) == (1, 1, {"CNY": 0.8}, 0)


def test_an_answer_that_never_came_may_have_been_charged(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()

    async def scene() -> list[LedgerLine]:
        await send(library, make_job(1, pictures=0, state=JobState.LOST, price=0.5, currency="USD"), 1.0, "unknown")
        await send(library, make_job(2, pictures=0, state=JobState.SENDING), 2.0, None)
        return await whole(library)

    lines = run_async(scene())
    assert [(line.outcome, line.state, line.price) for line in lines] == [
        (None, JobState.SENDING, None),
        ("unknown", JobState.LOST, 0.5),
    ]
    totals = Totals()
    totals.add(lines)
    assert (totals.estimates, totals.without) == ({"USD": 0.5}, 1)


@pytest.mark.parametrize(
    "body", [b"", b"not json", b"[1]", b'{"input": 3}', b'{"model": 4, "input": {"prompt": null}}']
)
def test_a_body_that_says_nothing_takes_no_line_with_it(shelf: Shelf, run_async: Run, body: bytes) -> None:
    library = shelf.open()
    run_async(library.begin_send(make_job(5, pictures=0, sent_at=1.0), body))
    (line,) = run_async(whole(library))
    assert (line.model, line.prompt, line.ratio, line.resolution) == ("", "", "", "")

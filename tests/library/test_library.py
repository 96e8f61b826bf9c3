"""The facade: what has been written is read again, in order, after a restart, and whoever stops waiting."""

from __future__ import annotations

import asyncio
import errno
import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Coroutine
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import (
    DiskFull,
    FolderMissing,
    StorageError,
)
from jimeng_desktop.core.job import ENDED, JobState, Picture, PictureState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.library.library import INDEX
from tests import processes
from tests.library.conftest import Shelf
from tests.library.making import FailingDisk, full_job, make_job, refusing

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def test_a_job_comes_back_as_it_was(shelf: Shelf, run_async: Run) -> None:
    job = full_job(shelf.root)
    run_async(shelf.open().add_jobs([job]))
    shelf.close_all()
    library = shelf.open()
    assert library.first_jobs(10) == [job]
    assert run_async(library.job(7)) == job
    assert run_async(library.job(8)) is None
    with closing(sqlite3.connect(shelf.data / INDEX)) as index:
        assert index.execute("SELECT path FROM picture WHERE id = 7000").fetchone() == ("2026/fox é.png",)


def test_pages_newest_first(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    assert library.last_job_id == 0

    async def scene() -> None:
        await library.add_jobs([make_job(n, pictures=3) for n in (3, 1, 2, 5, 4)])
        await library.save_job(make_job(1, pictures=3, state=JobState.DONE))
        assert [job.id for job in library.first_jobs(2)] == [5, 4]
        assert [job.id for job in await library.jobs()] == [5, 4, 3, 2, 1]
        page = await library.jobs(before=4, limit=2)
        assert [(job.id, [p.id for p in job.pictures]) for job in page] == [
            (3, [3000, 3001, 3002]),
            (2, [2000, 2001, 2002]),
        ]

    run_async(scene())
    shelf.close_all()
    assert shelf.open().last_job_id == 5


def test_a_page_takes_two_statements(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    run_async(library.add_jobs([make_job(n, pictures=4) for n in range(1, 61)]))
    statements: list[str] = []
    library._index.set_trace_callback(statements.append)
    assert sum(len(job.pictures) for job in library.first_jobs(60)) == 240
    assert len(statements) == 2


def test_unended_are_all_that_have_not_ended_oldest_first(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    states = list(JobState)
    run_async(library.add_jobs([make_job(n + 1, state=state) for n, state in enumerate(states)]))
    found = run_async(library.unended())
    assert [job.state for job in found] == [state for state in states if state not in ENDED]


def test_many_jobs_are_written_all_or_none(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    bad = replace(make_job(2), expected=None)  # type: ignore[arg-type]
    with pytest.raises(StorageError):
        run_async(library.add_jobs([make_job(1), bad, make_job(3)]))
    assert library.first_jobs(9) == []


def test_a_saved_picture_stays_saved_whatever_an_older_value_says(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    job = full_job(shelf.root)
    stale = replace(job, pictures=(Picture(7, 0, "https://cdn.example/fresh"), replace(job.pictures[1], attempts=10)))
    run_async(library.add_jobs([job]))
    run_async(library.save_job(stale))
    (found,) = library.first_jobs(1)
    assert found.pictures[0] == job.pictures[0]
    assert found.pictures[1].attempts == 10


def test_receipts_are_opened_and_closed_and_stay(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    body = '{"model":"jimeng-4.5","input":{"prompt":"雪"}}'
    sending = make_job(5, state=JobState.SENDING, sent_at=10.0)
    accepted = replace(
        sending, state=JobState.PENDING, task_id="t-1", service="https://api.maxapi.io", key_mark="k", accepted_at=11.0
    )

    async def scene() -> None:
        await library.add_jobs([replace(sending, state=JobState.WAITING, sent_at=None)])
        await library.begin_send(sending, body.encode())
        (receipt,) = await library.receipts(5)
        assert (receipt.body, receipt.sent_at, receipt.outcome, receipt.ended_at) == (body, 10.0, None, None)
        assert (await library.job(5)) == sending
        assert not await library.task_known("https://api.maxapi.io", "t-1")
        await library.end_send(accepted, "accepted", "ok")
        (receipt,) = await library.receipts()
        assert (receipt.outcome, receipt.task_id, receipt.detail, receipt.sent) == ("accepted", "t-1", "ok", True)
        assert (receipt.service, receipt.key_mark) == ("https://api.maxapi.io", "k")
        assert receipt.ended_at is not None
        assert (await library.job(5)) == accepted
        assert await library.task_known("https://api.maxapi.io", "t-1")
        assert not await library.task_known("https://other.example", "t-1")
        assert await library.receipts(6) == []

    run_async(scene())
    with closing(sqlite3.connect(shelf.data / INDEX)) as index, pytest.raises(sqlite3.IntegrityError):
        index.execute("DELETE FROM receipt")


def test_a_stop_leaves_the_receipt_open_until_the_runner_closes_it(shelf: Shelf, run_async: Run) -> None:
    sending = make_job(5, state=JobState.SENDING, sent_at=10.0)
    run_async(shelf.open().begin_send(sending, b"{}"))
    shelf.close_all()
    library = shelf.open()
    assert [receipt.outcome for receipt in run_async(library.receipts(5))] == [None]
    run_async(library.end_send(replace(sending, state=JobState.UNKNOWN), "unknown", "stopped"))
    run_async(library.begin_send(replace(sending, sent_at=20.0), b"{2}"))
    run_async(library.end_send(replace(sending, state=JobState.WAITING), "not_sent", "dns", sent=False))
    found = [(r.outcome, r.detail, r.sent, r.sent_at) for r in run_async(library.receipts(5))]
    assert found == [("unknown", "stopped", True, 10.0), ("not_sent", "dns", False, 20.0)]


def test_a_new_send_touches_only_what_was_left_open(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    sending = make_job(5, state=JobState.SENDING)
    run_async(library.begin_send(sending, b"1"))
    run_async(library.end_send(sending, "not_sent", "dns", sent=False))
    run_async(library.begin_send(make_job(6, state=JobState.SENDING), b"other"))
    run_async(library.begin_send(sending, b"2"))
    run_async(library.begin_send(sending, b"3"))
    found = [(r.body, r.outcome) for r in run_async(library.receipts())]
    assert found == [("1", "not_sent"), ("other", None), ("2", "unknown"), ("3", None)]


def test_an_outcome_nobody_knows_is_a_mistake(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    run_async(library.begin_send(make_job(5), b"{}"))
    with pytest.raises(ValueError, match="lucky"):
        run_async(library.end_send(make_job(5), "lucky"))
    assert [receipt.outcome for receipt in run_async(library.receipts())] == [None]


@pytest.mark.parametrize("after", [False, True], ids=["not written", "written, and then it fails"])
def test_job_and_receipt_are_one_transaction(shelf: Shelf, run_async: Run, after: bool) -> None:
    disk = FailingDisk()
    library = shelf.open(disk=disk)
    sending, accepted = (make_job(5, state=state, task_id="t") for state in (JobState.SENDING, JobState.PENDING))

    def fails(write: Coroutine[Any, Any, None]) -> tuple[JobState, list[str | None]]:
        """What is found after a write whose commit fails."""
        disk.when, disk.after, disk.fail = "commit", after, refusing(errno.ENOSPC)
        with pytest.raises(DiskFull):
            run_async(write)
        disk.when = None
        (job,) = library.first_jobs(9)
        return job.state, [receipt.outcome for receipt in run_async(library.receipts())]

    run_async(library.add_jobs([make_job(5, state=JobState.WAITING)]))
    assert fails(library.begin_send(sending, b"{}")) == ((sending.state, [None]) if after else (JobState.WAITING, []))
    run_async(library.begin_send(sending, b"{}"))
    found = fails(library.end_send(accepted, "accepted"))
    assert (found[0], found[1][-1]) == ((accepted.state, "accepted") if after else (sending.state, None))


def test_an_id_of_the_ledger_is_never_given_again_even_where_its_job_is_gone(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    run_async(library.begin_send(make_job(5), b"{}"))
    library._index.execute("DELETE FROM picture")
    library._index.execute("DELETE FROM job")
    shelf.close_all()
    assert shelf.open().last_job_id == 5


def test_made_seconds(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    times = [(1, 10.0, 27.0), (2, 10.0, 40.0), (3, 10.0, None), (4, None, 40.0), (5, 10.0, 25.0)]
    jobs = [make_job(n, accepted_at=accepted, made_at=made) for n, accepted, made in times]
    other = make_job(6, recipe=Recipe("other", "x"), accepted_at=1.0, made_at=2.0)
    run_async(library.add_jobs([*jobs, other]))
    assert run_async(library.made_seconds("jimeng-4.5")) == [15.0, 30.0, 17.0]
    assert run_async(library.made_seconds("jimeng-4.5", limit=1)) == [15.0]
    assert run_async(library.made_seconds("unheard-of")) == []


def test_cancelling_the_one_who_waits_does_not_stop_the_write(shelf: Shelf, run_async: Run) -> None:
    disk = FailingDisk()
    library = shelf.open(disk=disk)
    begun, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        assert go_on.wait(10)

    async def scene() -> None:
        disk.when, disk.fail = "commit", hold
        first = asyncio.get_running_loop().create_task(library.add_jobs([make_job(1)]))
        queued = asyncio.get_running_loop().create_task(library.add_jobs([make_job(2)]))
        assert await asyncio.to_thread(begun.wait, 10)
        disk.when = None
        first.cancel()
        queued.cancel()
        for task in (first, queued):
            with pytest.raises(asyncio.CancelledError):
                await task
        go_on.set()
        assert [job.id for job in await library.jobs()] == [2, 1]

    run_async(scene())


def test_a_failure_that_nobody_waits_for_is_logged(
    shelf: Shelf, run_async: Run, caplog: pytest.LogCaptureFixture
) -> None:
    disk = FailingDisk()
    library = shelf.open(disk=disk)
    disk.when, disk.fail = "commit", refusing(errno.EIO)

    async def scene() -> None:
        task = asyncio.get_running_loop().create_task(library.add_jobs([make_job(1)]))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await library.jobs() == []

    run_async(scene())
    assert "EIO" in caplog.text


def test_close_waits_for_what_is_queued_and_may_be_repeated(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()

    async def scene() -> None:
        loop = asyncio.get_running_loop()
        writes = [loop.create_task(library.add_jobs([make_job(n)])) for n in range(1, 21)]
        await asyncio.sleep(0)
        await asyncio.gather(library.close(), library.close())
        await library.close()
        await asyncio.gather(*writes)
        with pytest.raises(StorageError):
            await library.add_jobs([make_job(99)])

    run_async(scene())
    assert not (shelf.data / f"{INDEX}-wal").exists()
    assert shelf.open().last_job_id == 20


def test_stale_parts_go_at_the_next_start_and_wanted_ones_stay(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    wanted, done = make_job(1), make_job(2, state=JobState.DONE)
    done = replace(done, pictures=(replace(done.pictures[0], state=PictureState.EXPIRED),))
    run_async(library.add_jobs([wanted, done]))
    for job in (wanted, done):
        run_async(library.part_path(job.pictures[0])).write_bytes(b"half")
    (shelf.root / ".parts" / "stray").write_bytes(b"?")
    run_async(library.close())
    run_async(shelf.open().close())
    assert [path.name for path in (shelf.root / ".parts").iterdir()] == ["1000.part"]


def test_a_part_that_is_an_original_already_is_never_written_to(shelf: Shelf, run_async: Run) -> None:
    library, job = shelf.open(), make_job()
    run_async(library.add_jobs([job]))
    part = run_async(library.part_path(job.pictures[0]))
    part.write_bytes(b"whole")
    os.link(part, shelf.root / "original.png")  # as a stop between the two halves of publishing leaves it
    run_async(library.part_path(job.pictures[0])).write_bytes(b"half")
    assert (shelf.root / "original.png").read_bytes() == b"whole"
    os.link(part, shelf.root / "second.png")
    shelf.close_all()
    run_async(shelf.open().close())
    assert not part.exists()


def test_part_path_without_its_folder(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    shelf.root.rmdir()
    with pytest.raises(FolderMissing):
        run_async(library.part_path(make_job(1).pictures[0]))


def test_a_locked_index_is_a_storage_error(shelf: Shelf, run_async: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jimeng_desktop.library.schema.BUSY_SECONDS", 0.05)
    library = shelf.open()
    with closing(sqlite3.connect(shelf.data / INDEX, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError) as caught:
            run_async(library.add_jobs([make_job(1)]))
        assert "another program" in caught.value.detail
    run_async(library.add_jobs([make_job(1)]))


def test_opening_and_the_first_page_import_no_pillow(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from jimeng_desktop.library.library import Library;"
        f"library = Library.open(Path({str(tmp_path)!r}), Path({str(tmp_path)!r})); library.first_jobs(60);"
        "library._close(); slow = {'PIL', 'PySide6', 'httpx', 'shutil'} & set(sys.modules); sys.exit(str(slow or ''))"
    )
    done = processes.run([sys.executable, "-c", script])
    assert done.returncode == 1 and done.stderr.strip() == "", done.stderr

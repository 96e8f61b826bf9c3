"""Rows and what SQLite says: any content is stored and read, any refusal is one of our errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimeng_desktop.core.errors import (
    DiskFull,
    JimengError,
    LibraryDamaged,
    StorageError,
)
from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.library import rows
from jimeng_desktop.library.files import Disk
from jimeng_desktop.library.refusals import database_error
from jimeng_desktop.library.roots import Roots
from jimeng_desktop.library.schema import open_index
from tests.library.making import make_job

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, DiskFull),
        (sqlite3.SQLITE_CORRUPT_VTAB, LibraryDamaged),
        (sqlite3.SQLITE_NOTADB, LibraryDamaged),
        (sqlite3.SQLITE_READONLY, StorageError),
        (sqlite3.SQLITE_IOERR_FSYNC, StorageError),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StorageError),
        (None, StorageError),
    ],
)
def test_what_sqlite_says(code: int | None, kind: type[JimengError]) -> None:
    error = sqlite3.OperationalError("words")
    if code is not None:
        error.sqlite_errorcode = code
    assert type(database_error(error)) is kind
    assert "words" in database_error(error).detail


@given(
    st.lists(
        st.one_of(
            st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(), st.text(st.characters(codec="utf-8")), st.binary()
        ),
        min_size=len(rows.JOB_COLUMNS) + len(rows.PICTURE_COLUMNS),
        max_size=len(rows.JOB_COLUMNS) + len(rows.PICTURE_COLUMNS),
    )
)
def test_rows_of_any_content_are_read(values: list[Any]) -> None:
    with closing(open_index(Path(":memory:"), Disk(), tables=frozenset())) as index:
        index.execute("PRAGMA foreign_keys = OFF")
        job = dict(zip(rows.JOB_COLUMNS, values[: len(rows.JOB_COLUMNS)], strict=True)) | {"id": 4}
        picture = dict(zip(rows.PICTURE_COLUMNS, values[len(rows.JOB_COLUMNS) :], strict=True))
        picture |= {"id": 4000, "job_id": 4}
        for table, row in (("job", job), ("picture", picture)):
            marks = ", ".join("?" * len(row))
            index.execute(f"INSERT OR IGNORE INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
        found = rows.read_jobs(index, "ORDER BY id", (), Roots(Path("/pictures")))
        assert [job.id for job in found] in ([], [4])


@pytest.mark.parametrize("state", ["", "sent", "WAITING", b"waiting", 3])
def test_a_job_whose_state_cannot_be_read_may_have_been_paid(state: object) -> None:
    with closing(open_index(Path(":memory:"), Disk())) as index:
        rows.write_jobs(index, [make_job(1)], Roots(Path("/pictures")))
        index.execute("UPDATE job SET state = ?", (state,))
        (found,) = rows.read_jobs(index, f"WHERE {rows.UNENDED}", (), Roots(Path("/pictures")))
    assert found.state is JobState.UNKNOWN, "it is never sent by itself, and the user is asked"


@given(prompt=st.text(st.characters(exclude_categories=())))
def test_prompts_of_any_content_are_kept(prompt: str) -> None:
    with closing(open_index(Path(":memory:"), Disk())) as index:
        rows.write_jobs(index, [make_job(1, recipe=Recipe("m", prompt))], Roots(Path("/pictures")))
        (found,) = rows.read_jobs(index, "ORDER BY id", (), Roots(Path("/pictures")))
    whole = prompt.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert found.recipe.prompt == whole

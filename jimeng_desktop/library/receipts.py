"""The ledger: one row for every submit, opened before it leaves and closed by its answer. Rows are for ever."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from typing import Any

from ..core.job import Job
from .rows import storable

OUTCOMES = frozenset({"accepted", "refused", "not_sent", "unknown"})


@dataclass(frozen=True, slots=True)
class Receipt:
    """One submit. Times are seconds since the epoch, UTC; `outcome` is None while no answer is known."""

    job_id: int
    body: str
    sent_at: float
    outcome: str | None
    detail: str
    task_id: str | None
    ended_at: float | None
    service: str
    key_mark: str
    sent: bool | None = None  # whether anything left this machine


def open_receipt(connection: sqlite3.Connection, job: Job, body: bytes) -> None:
    """A row for a submit that is about to leave. One left open by a stop before counts as unknown from now on."""
    now = time.time()
    connection.execute(
        "UPDATE receipt SET outcome = 'unknown', ended_at = ? WHERE job_id = ? AND outcome IS NULL", (now, job.id)
    )
    connection.execute(
        "INSERT INTO receipt (job_id, service, key_mark, body, sent_at) VALUES (?, ?, ?, ?, ?)",
        (job.id, job.service, job.key_mark, body, now if job.sent_at is None else job.sent_at),
    )


def close_receipt(connection: sqlite3.Connection, job: Job, outcome: str, detail: str, sent: bool) -> None:
    """The answer to the open submit of the job, if there is one."""
    if outcome not in OUTCOMES:
        raise ValueError(outcome)
    connection.execute(
        "UPDATE receipt SET outcome = ?, detail = ?, sent = ?, task_id = ?, ended_at = ?,"
        " service = coalesce(nullif(?, ''), service), key_mark = coalesce(nullif(?, ''), key_mark)"
        " WHERE job_id = ? AND outcome IS NULL",
        (
            *(outcome, storable(detail), int(sent)),
            *(None if job.task_id is None else storable(job.task_id), time.time()),
            *(job.service, job.key_mark, job.id),
        ),
    )


def read_receipts(connection: sqlite3.Connection, job_id: int | None) -> list[Receipt]:
    """All of them or those of one job, in the order of sending."""
    rows = connection.execute(
        "SELECT job_id, body, sent_at, outcome, detail, task_id, ended_at, service, key_mark, sent FROM receipt"
        + (" WHERE job_id = ?" if job_id is not None else "")
        + " ORDER BY id",
        () if job_id is None else (job_id,),
    )
    return [_receipt(row) for row in rows]


def task_known(connection: sqlite3.Connection, service: str, task_id: str) -> bool:
    """Whether the ledger has that task of that service."""
    found = connection.execute(
        "SELECT 1 FROM receipt WHERE service = ? AND task_id = ? LIMIT 1", (service, storable(task_id))
    ).fetchone()
    return found is not None


def _receipt(row: tuple[Any, ...]) -> Receipt:
    job_id, body, sent_at, outcome, detail, task_id, ended_at, service, key_mark, sent = row
    return Receipt(
        job_id=job_id,
        body=body.decode("utf-8", "replace") if isinstance(body, bytes) else str(body),
        sent_at=sent_at,
        outcome=outcome,
        detail=detail,
        task_id=task_id,
        ended_at=ended_at,
        service=service,
        key_mark=key_mark,
        sent=None if sent is None else bool(sent),
    )

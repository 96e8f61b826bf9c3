"""The ledger: one row for every submit, opened before it leaves and closed by its answer. Rows are for ever."""

from __future__ import annotations

import json
import sqlite3
import time
from dataclasses import dataclass
from typing import Any

from ..core.job import Job, JobState
from ..core.ledger import UNCHARGED, LedgerLine, LedgerPage
from .rows import job_state, storable

OUTCOMES = frozenset({"accepted", "refused", "not_sent", "unknown"})
LOOKED_AT = 500  # receipts a page: a few milliseconds, after which whoever waits for the library has its turn

# By ids, which grow with every submit, so that a page costs the same wherever its period lies.
_LINES = """
    SELECT receipt.job_id, receipt.sent_at, receipt.ended_at, outcome, detail, receipt.task_id, receipt.service,
        receipt.key_mark, body, state, fault_code, price, currency,
        (SELECT count(*) FROM picture WHERE picture.job_id = receipt.job_id AND picture.state = 'saved')
    FROM receipt LEFT JOIN job ON job.id = receipt.job_id
    WHERE receipt.id >= ? AND receipt.id < ? AND receipt.sent_at >= ? AND receipt.sent_at < ?
    ORDER BY receipt.id DESC
"""


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
    answer: bytes = b""  # the submit's, as it came; bounded
    result: bytes = b""  # what named the pictures, as it came; bounded


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


def close_receipt(
    connection: sqlite3.Connection, job: Job, outcome: str, detail: str, sent: bool, answer: bytes
) -> None:
    """The answer to the open submit of the job, if there is one."""
    if outcome not in OUTCOMES:
        raise ValueError(outcome)
    connection.execute(
        "UPDATE receipt SET outcome = ?, detail = ?, sent = ?, answer = ?, task_id = ?, ended_at = ?,"
        " service = coalesce(nullif(?, ''), service), key_mark = coalesce(nullif(?, ''), key_mark)"
        " WHERE job_id = ? AND outcome IS NULL",
        (
            *(outcome, storable(detail), int(sent), answer or None),
            *(None if job.task_id is None else storable(job.task_id), time.time()),
            *(job.service, job.key_mark, job.id),
        ),
    )


def note_task(connection: sqlite3.Connection, job: Job, result: bytes) -> None:
    """What the service has said of the job's task: that it has it, and perhaps which pictures it has made."""
    if job.state in (JobState.UNKNOWN, JobState.LOST):
        return
    connection.execute(
        "UPDATE receipt SET outcome = 'accepted', result = coalesce(?, result) WHERE job_id = ? AND task_id = ?",
        (result or None, job.id, storable(job.task_id or "")),
    )


def read_receipts(connection: sqlite3.Connection, job_id: int | None) -> list[Receipt]:
    """All of them or those of one job, in the order of sending."""
    rows = connection.execute(
        "SELECT job_id, body, sent_at, outcome, detail, task_id, ended_at, service, key_mark, sent, answer, result"
        " FROM receipt" + (" WHERE job_id = ?" if job_id is not None else "") + " ORDER BY id",
        () if job_id is None else (job_id,),
    )
    return [_receipt(row) for row in rows]


def read_page(connection: sqlite3.Connection, since: float, until: float, before: int | None) -> LedgerPage:
    """The lines of a period, of which `until` is no part, among the LOOKED_AT receipts that precede `before`."""
    if before is None:
        before = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM receipt").fetchone()[0]
    first = before - LOOKED_AT
    rows = connection.execute(_LINES, (first, before, since, until))
    return LedgerPage([_line(row) for row in rows], first if first > 1 else None)


def task_known(connection: sqlite3.Connection, service: str, task_id: str) -> bool:
    """Whether the ledger has that task of that service."""
    found = connection.execute(
        "SELECT 1 FROM receipt WHERE service = ? AND task_id = ? LIMIT 1", (service, storable(task_id))
    ).fetchone()
    return found is not None


def _line(row: tuple[Any, ...]) -> LedgerLine:
    (
        job_id,
        sent_at,
        ended_at,
        outcome,
        detail,
        task_id,
        service,
        key_mark,
        body,
        state,
        code,
        price,
        currency,
        saved,
    ) = row
    model, prompt, ratio, resolution = _what_was_sent(body)
    charged = outcome not in UNCHARGED
    return LedgerLine(
        *(job_id, sent_at, ended_at, outcome, detail, task_id, service, key_mark, model, prompt, ratio, resolution),
        state=None if state is None else job_state(state),
        fault_code=code,
        saved=None if state is None else saved if charged else 0,
        price=price if charged and isinstance(price, float) else None,
        currency=currency or "",
    )


def _what_was_sent(body: object) -> tuple[str, str, str, str]:
    """Model, prompt, ratio and resolution of an exact body; "" for what it doesn't say."""
    try:
        sent = json.loads(body) if isinstance(body, (bytes, str)) else None
    except ValueError:
        sent = None
    sent = sent if isinstance(sent, dict) else {}
    given = sent.get("input")
    given = given if isinstance(given, dict) else {}
    found = (sent.get("model"), given.get("prompt"), given.get("ratio"), given.get("resolution"))
    model, prompt, ratio, resolution = (value if isinstance(value, str) else "" for value in found)
    return model, prompt, ratio, resolution


def _receipt(row: tuple[Any, ...]) -> Receipt:
    job_id, body, sent_at, outcome, detail, task_id, ended_at, service, key_mark, sent, answer, result = row
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
        answer=answer if isinstance(answer, bytes) else b"",
        result=result if isinstance(result, bytes) else b"",
    )

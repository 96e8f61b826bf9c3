"""Jobs and pictures as rows. Reading is lenient: a value of the wrong type never takes its neighbours with it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from sys import intern
from typing import Any

from ..core.errors import Fault
from ..core.job import Job, JobState, Picture, PictureState
from ..core.month_use import MonthUse
from ..core.recipe import Recipe
from .roots import Roots

# Exactly as the partial indexes of schema.py have them: only then does SQLite use those.
UNENDED = "state NOT IN ('cancelled', 'done', 'failed', 'incomplete', 'lost')"
GIVEN_UP = "state = 'lost' AND task_id IS NOT NULL"
UNSAVED = "state IN ('fetching', 'waiting')"
LOOKED_AT = 10_000  # jobs: who makes each prompt twenty times must not have the whole table read for them

_OF_JOB = (
    "id model prompt ratio resolution reference_urls expected created_at state service key_mark task_id status"
    " fault_code fault_detail cancel_asked sent_at accepted_at made_at ended_at expires_at price currency parent_id"
    " picture_count callback_url user_id"
)
_OF_PICTURE = (
    "id job_id position url state path width height size sha256 format fault_code fault_detail attempts saved_at"
    " damaged_path root"
)
JOB_COLUMNS = _OF_JOB.split()
PICTURE_COLUMNS = _OF_PICTURE.split()


def _upsert(table: str, columns: list[str], condition: str = "") -> str:
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "id")
    marks = ", ".join("?" * len(columns))
    start = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    return f"{start} ON CONFLICT (id) DO UPDATE SET {changes}{condition}"


_SAVE_JOB = _upsert("job", JOB_COLUMNS)
# A picture that is on disk stays so, whatever an older value of its job still says.
_SAVE_PICTURE = _upsert("picture", PICTURE_COLUMNS, " WHERE picture.state <> 'saved' OR excluded.state = 'saved'")
_READ_JOBS = f"SELECT {', '.join(JOB_COLUMNS)} FROM job "
_OF_JOBS = "FROM picture WHERE job_id IN (SELECT id FROM job "
_READ_PICTURES = f"SELECT {', '.join(PICTURE_COLUMNS)} {_OF_JOBS}"
_LIGHT = {name: f"iif(state = 'saved', NULL, {name})" for name in ("url", "sha256")}  # as Picture.light has it
_READ_LIGHT_PICTURES = f"SELECT {', '.join(_LIGHT.get(name, name) for name in PICTURE_COLUMNS)} {_OF_JOBS}"


def write_jobs(connection: sqlite3.Connection, jobs: Iterable[Job], roots: Roots) -> None:
    """The rows of the jobs and of their pictures, new or replaced; within the caller's transaction."""
    for job in jobs:
        connection.execute(_SAVE_JOB, _job_values(job))
        for picture in job.pictures:
            write_picture(connection, picture, roots)


def write_picture(connection: sqlite3.Connection, picture: Picture, roots: Roots) -> None:
    """One picture's row, new or replaced; within the caller's transaction."""
    connection.execute(_SAVE_PICTURE, _picture_values(picture, roots))


def write_damaged(connection: sqlite3.Connection, picture_id: int, path: Path, roots: Roots) -> None:
    """Where bytes of the picture that are no good lie; within the caller's transaction."""
    root, below = roots.split(str(path))
    values = {"id": picture_id, "root": root, "below": storable(below), "whole": storable(path.as_posix())}
    connection.execute(
        "UPDATE picture SET root = iif(path IS NULL, :root, root),"
        " damaged_path = iif(path IS NULL OR root = :root, :below, :whole) WHERE id = :id",
        values,
    )


def read_jobs(
    connection: sqlite3.Connection, tail: str, values: tuple[Any, ...], roots: Roots, light: bool = False
) -> list[Job]:
    """The jobs of "… FROM job `tail`" with their pictures, by two statements however many they are.

    `light`: each as its `light` is.
    """
    rows = connection.execute(_READ_JOBS + tail, values).fetchall()
    pictures: dict[int, list[Picture]] = {}
    read = _READ_LIGHT_PICTURES if light else _READ_PICTURES
    for row in connection.execute(f"{read}{tail}) ORDER BY job_id, position", values):
        pictures.setdefault(row[1], []).append(_picture(row, roots))
    return [_job(row, tuple(pictures.get(row[0], ()))) for row in rows]


def read_prompts(connection: sqlite3.Connection, limit: int) -> list[str]:
    """The prompts of the newest jobs, newest first, each once; blank ones are left out."""
    found: dict[str, None] = {}
    for row in connection.execute("SELECT prompt FROM job ORDER BY id DESC LIMIT ?", (LOOKED_AT,)):
        prompt = _text(row[0])
        if prompt.strip():
            found[prompt] = None
        if len(found) == limit:
            break
    return list(found)


def path_of(connection: sqlite3.Connection, picture_id: int, roots: Roots) -> Path | None:
    """Where a saved picture's original lies; None if it isn't saved."""
    row = connection.execute(
        "SELECT root, path FROM picture WHERE id = ? AND state = 'saved'", (picture_id,)
    ).fetchone()
    return Path(roots.whole(*row)) if row and isinstance(row[1], str) else None


def hash_of_picture(connection: sqlite3.Connection, picture_id: int) -> str | None:
    """The SHA-256 of the bytes that were received."""
    row = connection.execute("SELECT sha256 FROM picture WHERE id = ?", (picture_id,)).fetchone()
    return _maybe_text(row[0]) if row else None


def owner_of(connection: sqlite3.Connection, path: PurePosixPath, root: int) -> int | None:
    """Id of the picture that is recorded at a path relative to a folder of originals."""
    row = connection.execute(
        "SELECT id FROM picture WHERE path = ? AND root = ?", (storable(str(path)), root)
    ).fetchone()
    return row[0] if row else None


def unsaved_ids(connection: sqlite3.Connection) -> set[int]:
    """Pictures that are still to be fetched."""
    return {row[0] for row in connection.execute(f"SELECT id FROM picture WHERE {UNSAVED}")}


def read_use(connection: sqlite3.Connection) -> list[MonthUse]:
    """What the saved pictures of each local month take, newest month first."""
    found = connection.execute(
        "SELECT strftime('%Y', saved_at, 'unixepoch', 'localtime'), strftime('%m', saved_at, 'unixepoch', 'localtime'),"
        " count(*), total(size) FROM picture WHERE state = 'saved' AND typeof(saved_at) IN ('real', 'integer')"
        " GROUP BY 1, 2 ORDER BY 1 DESC, 2 DESC"
    )
    return [MonthUse(int(year), int(month), count, int(size)) for year, month, count, size in found if year and month]


def write_order(connection: sqlite3.Connection, job_ids: Iterable[int]) -> None:
    """The order of the queue; within the caller's transaction. It is no property of a job: one move changes many."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('queue_order', ?)", (json.dumps(list(job_ids)),))


def read_order(connection: sqlite3.Connection) -> tuple[int, ...]:
    """The order of the queue as last written; nothing where it can't be read."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'queue_order'").fetchone()
    try:
        order = json.loads(row[0]) if row and isinstance(row[0], str) else []
    except ValueError:
        order = []
    return tuple(job_id for job_id in order if isinstance(job_id, int)) if isinstance(order, list) else ()


def job_state(value: object) -> JobState:
    """The state that a row tells of."""
    try:
        return JobState(str(value))
    except ValueError:
        return JobState.UNKNOWN  # nobody can tell any more whether it was paid: the user decides


def storable(text: str) -> str:
    """The text as SQLite and JSON take it: lone halves of surrogate pairs become U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _job_values(job: Job) -> tuple[Any, ...]:
    recipe, fault = job.recipe, job.fault
    references = json.dumps([storable(url) for url in recipe.references]) if recipe.references else None
    values = (
        *(job.id, recipe.model, recipe.prompt, recipe.ratio, recipe.resolution, references, job.expected),
        *(job.created_at, str(job.state), job.service, job.key_mark, job.task_id, job.status),
        *((fault.code, fault.detail) if fault else (None, None)),
        *(int(job.cancel_asked), job.sent_at, job.accepted_at, job.made_at, job.ended_at, job.expires_at),
        *(job.price, job.currency, job.parent_id),
        *(recipe.count, recipe.callback_url or None, recipe.user_id or None),
    )
    return tuple(storable(value) if isinstance(value, str) else value for value in values)


def _picture_values(picture: Picture, roots: Roots) -> tuple[Any, ...]:
    fault = picture.fault
    places = [place and roots.split(place) for place in (picture.path, picture.damaged)]
    root = next((place[0] for place in places if place), roots.number)
    path, damaged = (place and storable(place[1] if place[0] == root else roots.whole(*place)) for place in places)
    return (
        *(picture.id, picture.job_id, picture.position, storable(picture.url), str(picture.state)),
        *(path, picture.width, picture.height, picture.size, picture.sha256, picture.format),
        *((fault.code, storable(fault.detail)) if fault else (None, None)),
        *(picture.attempts, picture.saved_at, damaged, root),
    )


# What many rows have in common is one string in memory: a large library is shown from there.


def _job(row: tuple[Any, ...], pictures: tuple[Picture, ...]) -> Job:
    recipe = Recipe(
        *(intern(_text(row[1])), _text(row[2]), intern(_text(row[3])), intern(_text(row[4])), _references(row[5])),
        *(_whole(row[24]) or 1, _text(row[25]), _text(row[26])),
    )
    return Job(
        id=row[0],
        recipe=recipe,
        expected=_whole(row[6]) or 0,
        created_at=_real(row[7]) or 0.0,
        state=job_state(row[8]),
        service=intern(_text(row[9])),
        key_mark=intern(_text(row[10])),
        task_id=_maybe_text(row[11]),
        status=_maybe_text(row[12]),
        fault=_fault(row[13], row[14]),
        cancel_asked=bool(row[15]),
        sent_at=_real(row[16]),
        accepted_at=_real(row[17]),
        made_at=_real(row[18]),
        ended_at=_real(row[19]),
        expires_at=_real(row[20]),
        price=_real(row[21]),
        currency=_maybe_text(row[22]),
        parent_id=_whole(row[23]),
        pictures=pictures,
    )


def id_of_bytes(connection: sqlite3.Connection, size: int, sha256: str) -> int | None:
    """The newest saved picture with these bytes."""
    found = connection.execute(
        "SELECT max(id) FROM picture WHERE size = ? AND sha256 = ? AND path IS NOT NULL", (size, sha256)
    ).fetchone()
    return _whole(found[0])


def _picture(row: tuple[Any, ...], roots: Roots) -> Picture:
    path, damaged = _maybe_text(row[5]), _maybe_text(row[15])
    root = _whole(row[16]) or roots.number
    return Picture(
        job_id=row[1],
        position=_whole(row[2]) or 0,
        url=_text(row[3]),
        state=_picture_state(row[4]),
        path=roots.whole(root, path) if path else None,
        width=_whole(row[6]),
        height=_whole(row[7]),
        size=_whole(row[8]),
        sha256=_maybe_text(row[9]),
        format=intern(_text(row[10])) or None,
        fault=_fault(row[11], row[12]),
        attempts=_whole(row[13]) or 0,
        saved_at=_real(row[14]),
        damaged=roots.whole(root, damaged) if damaged else None,
    )


def _picture_state(value: object) -> PictureState:
    try:
        return PictureState(str(value))
    except ValueError:
        return PictureState.WAITING


def _references(value: object) -> tuple[str, ...]:
    try:
        urls = json.loads(value) if isinstance(value, str) else None
    except ValueError:
        urls = None
    return tuple(url for url in urls if isinstance(url, str)) if isinstance(urls, list) else ()


def _fault(code: object, detail: object) -> Fault | None:
    return Fault(_text(code), _text(detail)) if code is not None else None


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _maybe_text(value: object) -> str | None:
    return None if value is None else _text(value)


def _real(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, (int, float)) and abs(value) < 2**63 else None


def read_made_seconds(index: sqlite3.Connection, model: str, limit: int) -> list[float]:
    """How many seconds the newest jobs of the model took from accepted to made, newest first."""
    found = index.execute(
        "SELECT made_at - accepted_at FROM job WHERE model = ? AND made_at IS NOT NULL AND accepted_at IS NOT NULL"
        " ORDER BY id DESC LIMIT ?",
        (model, limit),
    )
    return [float(row[0]) for row in found if isinstance(row[0], (int, float)) and row[0] >= 0]

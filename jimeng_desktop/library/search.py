"""Finding jobs by the words of their prompts and by what they are: an index of its own, made from the library's.

It lies in a database that may be thrown away at any time, is read and brought up to date in a thread of its own, and is
never written while a job is: prompts don't change and ids only grow, so it takes up what is new when it is next asked.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from ..core.search import Wanted, plain, spaced, span_of, words
from .files import Disk
from .refusals import refusals

log = logging.getLogger(__name__)
SEARCH = "search.sqlite"
VERSION = 2
PAGE = 500  # jobs taken up in one transaction
_TABLES = (
    # Contentless: the texts themselves are in the library's index.
    "CREATE VIRTUAL TABLE whole USING fts5(prompt, content='', tokenize='unicode61', prefix='1 2')",
    "CREATE VIRTUAL TABLE within USING fts5(prompt, content='', tokenize='trigram')",
    "CREATE TABLE taken (up_to INTEGER NOT NULL)",
    "INSERT INTO taken VALUES (0)",
)
_OF_JOBS = (("model", "models"), ("ratio", "ratios"), ("resolution", "resolutions"), ("state", "states"))
_OF_PICTURES = (("flag", "flags"), ("label", "labels"))
MOST_BITS = 62  # places that are told apart: no job has nearly as many
_JUDGED = "SELECT picture_id FROM lib.mark WHERE flag <> '' OR rating > 0"
_MARKED = "FROM lib.picture AS picture LEFT JOIN lib.mark AS mark ON mark.picture_id = picture.id"
# What there is to choose in a field, and how many of each; %s is what is wanted.
_COUNTS = {
    **{column: f"SELECT {column}, count(*) FROM lib.job AS job WHERE %s GROUP BY 1" for column, _ in _OF_JOBS},
    "period": "SELECT strftime('%%Y-%%m', created_at, 'unixepoch', 'localtime'), count(*) FROM lib.job AS job"
    " WHERE %s GROUP BY 1",
    "flag": f"SELECT coalesce(flag, ''), count(*) {_MARKED} WHERE %s GROUP BY 1",
    "label": f"SELECT coalesce(label, ''), count(*) {_MARKED} WHERE %s GROUP BY 1",
    "stars": f"SELECT coalesce(rating, 0), count(*) {_MARKED} WHERE %s GROUP BY 1",
    "unjudged": f"SELECT 1, count(*) {_MARKED} WHERE %s AND coalesce(flag, '') = '' AND coalesce(rating, 0) = 0",
}
_FREE: dict[str, Any] = {
    **{column: {name: frozenset()} for column, name in (*_OF_JOBS, *_OF_PICTURES)},
    "period": {"period": ""},
    "stars": {"stars": 0},
    "unjudged": {"unjudged": False},
}


class Search:
    """Used by one thread at a time; opened when first asked. Raises what the library raises."""

    def __init__(self, index: Path, path: Path, disk: Disk) -> None:
        self._index = index
        self._path = path
        self._disk = disk
        self._connection: sqlite3.Connection | None = None

    def find(self, wanted: Wanted, limit: int | None = None) -> dict[int, int]:
        """The ids of the jobs that are wanted, newest first, each with the bits of the places that are; -1 for all."""
        jobs, most = _of_jobs(wanted), -1 if limit is None else limit
        with refusals():
            connection = self._current()
            if not wanted.of_pictures:
                where, values = jobs
                newest = f"SELECT id, -1 FROM lib.job AS job WHERE {where} ORDER BY id DESC LIMIT {most}"
                found = connection.execute(newest, values)
            else:
                where, values = _both(jobs, _of_pictures(wanted), of_jobs=False)
                bits = "SELECT job_id, sum(1 << position) FROM lib.picture AS picture"
                group = f"position < {MOST_BITS} GROUP BY job_id ORDER BY job_id DESC LIMIT {most}"
                found = connection.execute(f"{bits} WHERE {where} AND {group}", values)
            return dict(found)

    def prepare(self) -> None:
        """Brings the index up to date."""
        with refusals():
            self._current()

    def count(self, wanted: Wanted, field: str) -> dict[str, int]:
        """What there is to choose in a field, with how many of each: jobs, or pictures where the field is theirs.

        What is wanted of the field itself is left out, so that the others can still be chosen. Raises KeyError for what
        is no field.
        """
        free = replace(wanted, **_FREE[field])
        of_jobs = field in (*(column for column, _ in _OF_JOBS), "period")
        where, values = _both(_of_jobs(free), _of_pictures(free), of_jobs=of_jobs)
        with refusals():
            found = self._current().execute(_COUNTS[field] % where, values)
            return {str(value): count for value, count in found}

    def close(self) -> None:
        """May be called again, and before it was opened."""
        if self._connection:
            connection, self._connection = self._connection, None
            connection.close()

    def _current(self) -> sqlite3.Connection:
        """Open, and with every job that is on disk."""
        if self._connection is None:
            self._connection = self._open()
        while _take_up(self._connection):
            pass
        return self._connection

    def _open(self) -> sqlite3.Connection:
        """As it lies there, or made anew: nothing is lost with it."""
        try:
            connection = _connect(self._path, self._index)
            if _is_whole(connection):
                return connection
            connection.close()
        except sqlite3.Error:
            pass
        try:
            for end in ("", "-wal", "-shm"):
                self._disk.unlink(self._path.with_name(self._path.name + end))
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _made(_connect(self._path, self._index))
        except (sqlite3.Error, OSError) as error:
            log.warning("what is looked for is kept in memory only: %s", error)
            return _made(_connect(":memory:", self._index))


Condition = tuple[str, list[Any]]  # what stands behind WHERE, and the values it asks for


def _of_jobs(wanted: Wanted) -> Condition:
    """What is wanted of jobs."""
    conditions, values = ["1"], list[Any]()
    for table, phrases in zip(("whole", "within"), words(wanted.text), strict=True):
        if phrases:
            conditions.append(f"job.id IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)")
            values.append(" AND ".join(phrases))
    for column, name in _OF_JOBS:
        _add_choice(conditions, values, column, getattr(wanted, name))
    if span := span_of(wanted.period, date.today()):
        conditions.append("created_at >= ? AND created_at < ?")
        values += span
    return " AND ".join(conditions), values


def _of_pictures(wanted: Wanted) -> Condition:
    """What is wanted of saved pictures."""
    conditions, values = ["picture.path IS NOT NULL"], list[Any]()
    marked, chosen = list[str](), list[Any]()
    for column, name in _OF_PICTURES:
        choice = getattr(wanted, name)
        if "" in choice:  # those without are not in the table
            others = f"SELECT picture_id FROM lib.mark WHERE {column} NOT IN ({_marks(choice)})"
            conditions.append(f"picture.id NOT IN ({others})")
            values += sorted(choice)
        else:
            _add_choice(marked, chosen, column, choice)
    if wanted.stars:
        marked.append("rating >= ?")
        chosen.append(wanted.stars)
    if marked:
        conditions.append(f"picture.id IN (SELECT picture_id FROM lib.mark WHERE {' AND '.join(marked)})")
        values += chosen
    if wanted.unjudged:
        conditions.append(f"picture.id NOT IN ({_JUDGED})")
    if wanted.collection:
        conditions.append("picture.id IN (SELECT picture_id FROM lib.collected WHERE collection_id = ?)")
        values.append(wanted.collection)
    return " AND ".join(conditions), values


def _both(jobs: Condition, pictures: Condition, *, of_jobs: bool) -> Condition:
    """As a condition of jobs, or of pictures."""
    if of_jobs:
        if len(pictures[0].split(" AND ")) == 1:  # nothing is wanted of pictures
            return jobs
        some = f"job.id IN (SELECT job_id FROM lib.picture AS picture WHERE {pictures[0]})"
        return f"{jobs[0]} AND {some}", jobs[1] + pictures[1]
    if jobs[0] == "1":
        return pictures
    theirs = f"picture.job_id IN (SELECT id FROM lib.job AS job WHERE {jobs[0]})"
    return f"{pictures[0]} AND {theirs}", pictures[1] + jobs[1]


def _add_choice(conditions: list[str], values: list[Any], column: str, choice: frozenset[str]) -> None:
    if choice:
        conditions.append(f"{column} IN ({_marks(choice)})")
        values += sorted(choice)


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(values))


def _made(connection: sqlite3.Connection) -> sqlite3.Connection:
    """With its tables, empty."""
    for statement in _TABLES:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    return connection


def _connect(path: Path | str, index: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, uri=True)
    try:
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")  # after a power cut it is made anew
        connection.execute("ATTACH DATABASE ? AS lib", (f"{index.absolute().as_uri()}?mode=ro",))
    except BaseException:
        connection.close()
        raise
    return connection


def _is_whole(connection: sqlite3.Connection) -> bool:
    """Whether it is of this version and of this library: it knows no job that the library doesn't."""
    if connection.execute("PRAGMA main.user_version").fetchone()[0] != VERSION:
        return False
    (up_to,) = connection.execute("SELECT up_to FROM taken").fetchone()
    return not up_to or connection.execute("SELECT 1 FROM lib.job WHERE id = ?", (up_to,)).fetchone() is not None


def _take_up(connection: sqlite3.Connection) -> bool:
    """Takes up a page of the jobs that are new; False where there are none."""
    (up_to,) = connection.execute("SELECT up_to FROM taken").fetchone()
    newer = "SELECT id, prompt FROM lib.job WHERE id > ? ORDER BY id LIMIT ?"
    page = [(id, plain(str(prompt))) for id, prompt in connection.execute(newer, (up_to, PAGE))]
    if not page:
        return False
    apart = [(id, spaced(prompt)) for id, prompt in page]
    connection.execute("BEGIN")
    try:
        connection.executemany("INSERT INTO whole (rowid, prompt) VALUES (?, ?)", apart)
        connection.executemany("INSERT INTO within (rowid, prompt) VALUES (?, ?)", page)
        connection.execute("UPDATE taken SET up_to = ?", (page[-1][0],))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return True

"""Finding jobs by the words of their prompts and by what they are: an index of its own, made from the library's.

It lies in a database that may be thrown away at any time, is read and brought up to date in a thread of its own, and is
never written while a job is: prompts don't change and ids only grow, so it takes up what is new when it is next asked.
"""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from ..core.search import Wanted, spaced, words
from .files import Disk
from .refusals import refusals

log = logging.getLogger(__name__)
SEARCH = "search.sqlite"
VERSION = 1
PAGE = 500  # jobs taken up in one transaction
_TABLES = (
    # Contentless: the texts themselves are in the library's index.
    "CREATE VIRTUAL TABLE whole USING fts5(prompt, content='', tokenize='unicode61', prefix='1 2')",
    "CREATE VIRTUAL TABLE within USING fts5(prompt, content='', tokenize='trigram')",
    "CREATE TABLE taken (up_to INTEGER NOT NULL)",
    "INSERT INTO taken VALUES (0)",
)
_FIELDS = (("model", "models"), ("ratio", "ratios"), ("resolution", "resolutions"), ("state", "states"))


class Search:
    """Used by one thread at a time; opened when first asked. Raises what the library raises."""

    def __init__(self, index: Path, path: Path, disk: Disk) -> None:
        self._index = index
        self._path = path
        self._disk = disk
        self._connection: sqlite3.Connection | None = None

    def find(self, wanted: Wanted) -> list[int]:
        """The ids of the jobs that are wanted, newest first."""
        with refusals():
            connection = self._current()
            where, values = _conditions(wanted)
            found = connection.execute(f"SELECT id FROM lib.job WHERE {where} ORDER BY id DESC", values)
            return [row[0] for row in found]

    def prepare(self) -> None:
        """Brings the index up to date."""
        with refusals():
            self._current()

    def count(self, wanted: Wanted, field: str) -> list[tuple[str, int, int]]:
        """What there is to choose in a field, with so many jobs and saved pictures of each, the most first.

        `field` is one of model, ratio, resolution and state; what is wanted of it itself is left out, so that the
        others can still be chosen. Raises KeyError for another field.
        """
        free: dict[str, Any] = {dict(_FIELDS)[field]: frozenset()}
        where, values = _conditions(replace(wanted, **free))
        saved = "(SELECT count(*) FROM lib.picture WHERE job_id = job.id AND path IS NOT NULL)"
        counted = f"SELECT {field}, count(*), sum({saved}) FROM lib.job AS job"
        with refusals():
            found = self._current().execute(f"{counted} WHERE {where} GROUP BY {field} ORDER BY 2 DESC, 1", values)
            return found.fetchall()

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


def _conditions(wanted: Wanted) -> tuple[str, list[str | float]]:
    """What stands behind WHERE, and the values it asks for."""
    conditions, values = ["1"], list[str | float]()
    for table, phrases in zip(("whole", "within"), words(wanted.text), strict=True):
        if phrases:
            conditions.append(f"id IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)")
            values.append(" AND ".join(phrases))
    for column, name in _FIELDS:
        if chosen := sorted(getattr(wanted, name)):
            conditions.append(f"{column} IN ({', '.join('?' * len(chosen))})")
            values += chosen
    for condition, moment in (("created_at >= ?", wanted.since), ("created_at < ?", wanted.until)):
        if moment is not None:
            conditions.append(condition)
            values.append(moment)
    return " AND ".join(conditions), values


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
    page = [(id, str(prompt)) for id, prompt in connection.execute(newer, (up_to, PAGE))]
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

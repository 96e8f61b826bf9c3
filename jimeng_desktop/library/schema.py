"""The index: how its database is opened, checked and brought to today's form."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from ..core.errors import LibraryDamaged, LibraryNewer
from .files import Disk, make_folders
from .refusals import refusals

BUSY_SECONDS = 5.0
TABLES = frozenset({"job", "picture", "receipt", "meta", "mark", "collection", "collected", "root"})

# One tuple of statements per version. A released step is never changed: the next change is a new step.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
        "INSERT INTO meta VALUES ('created_at', strftime('%s', 'now'))",
        """CREATE TABLE job (
            id INTEGER PRIMARY KEY,
            model TEXT NOT NULL,
            prompt TEXT NOT NULL,
            ratio TEXT NOT NULL,
            resolution TEXT NOT NULL,
            reference_urls TEXT,
            expected INTEGER NOT NULL,
            created_at REAL NOT NULL,
            state TEXT NOT NULL,
            service TEXT NOT NULL DEFAULT '',
            key_mark TEXT NOT NULL DEFAULT '',
            task_id TEXT,
            status TEXT,
            fault_code TEXT,
            fault_detail TEXT,
            cancel_asked INTEGER NOT NULL DEFAULT 0,
            sent_at REAL,
            accepted_at REAL,
            made_at REAL,
            ended_at REAL,
            expires_at REAL,
            price REAL,
            currency TEXT,
            parent_id INTEGER
        )""",
        "CREATE INDEX job_unended ON job (id) WHERE state NOT IN ('cancelled', 'done', 'failed', 'incomplete', 'lost')",
        "CREATE INDEX job_made ON job (model, id) WHERE made_at IS NOT NULL",
        """CREATE TABLE picture (
            id INTEGER PRIMARY KEY,
            job_id INTEGER NOT NULL REFERENCES job (id),
            position INTEGER NOT NULL,
            url TEXT NOT NULL,
            state TEXT NOT NULL,
            path TEXT,
            width INTEGER,
            height INTEGER,
            size INTEGER,
            sha256 TEXT,
            format TEXT,
            fault_code TEXT,
            fault_detail TEXT,
            attempts INTEGER NOT NULL DEFAULT 0,
            saved_at REAL
        )""",
        "CREATE UNIQUE INDEX picture_of_job ON picture (job_id, position)",
        "CREATE INDEX picture_path ON picture (path) WHERE path IS NOT NULL",
        "CREATE INDEX picture_unsaved ON picture (id) WHERE state IN ('fetching', 'waiting')",
        # No foreign key: a receipt outlives its job.
        """CREATE TABLE receipt (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            job_id INTEGER NOT NULL,
            service TEXT NOT NULL,
            key_mark TEXT NOT NULL,
            body BLOB NOT NULL,
            sent_at REAL NOT NULL,
            sent INTEGER,
            outcome TEXT,
            detail TEXT NOT NULL DEFAULT '',
            task_id TEXT,
            ended_at REAL
        )""",
        "CREATE INDEX receipt_of_job ON receipt (job_id)",
        "CREATE INDEX receipt_task ON receipt (service, task_id) WHERE task_id IS NOT NULL",
        "CREATE TRIGGER receipt_stays BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, 'receipts are for ever'); END",
    ),
    (
        "ALTER TABLE job ADD COLUMN picture_count INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE job ADD COLUMN callback_url TEXT",
        "ALTER TABLE job ADD COLUMN user_id TEXT",
    ),
    (
        # What the user thinks of a picture stands beside it: whoever writes a job never writes it, nor over it.
        """CREATE TABLE mark (
            picture_id INTEGER PRIMARY KEY,
            flag TEXT NOT NULL,
            rating INTEGER NOT NULL,
            label TEXT NOT NULL,
            changed_at REAL NOT NULL
        )""",
        "CREATE TABLE collection (id INTEGER PRIMARY KEY, name TEXT NOT NULL, place INTEGER NOT NULL, wanted TEXT)",
        """CREATE TABLE collected (
            collection_id INTEGER NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
            picture_id INTEGER NOT NULL,
            place INTEGER NOT NULL,
            PRIMARY KEY (collection_id, picture_id)
        ) WITHOUT ROWID""",
    ),
    (
        # As they came, bounded and without the key: of the submit, and of the query that named the pictures.
        "ALTER TABLE receipt ADD COLUMN answer BLOB",
        "ALTER TABLE receipt ADD COLUMN result BLOB",
        "CREATE INDEX job_given_up ON job (id) WHERE state = 'lost' AND task_id IS NOT NULL",
    ),
    # Bytes that came for a picture and are no good: kept, and never the picture itself.
    ("ALTER TABLE picture ADD COLUMN damaged_path TEXT",),
    (
        # The folders that originals have lain in; the first is the one of all that was saved before.
        "CREATE TABLE root (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE)",
        "ALTER TABLE picture ADD COLUMN root INTEGER NOT NULL DEFAULT 1",
    ),
)


def open_index(
    path: Path, disk: Disk, steps: Sequence[tuple[str, ...]] = STEPS, tables: frozenset[str] = TABLES
) -> sqlite3.Connection:
    """The index at `path`, made or brought to the newest step; used by one thread at a time.

    Raises LibraryNewer, LibraryDamaged, StorageError. A migration that fails leaves the file as it was.
    """
    with refusals(path.parent):
        make_folders(disk, Path(path.anchor), path.parent)
        connection = connect(path, durable=True)
        try:
            _migrate(connection, path, disk, steps)
            _check_tables(connection, tables)
        except BaseException:
            connection.close()
            raise
        return connection


def connect(path: Path, *, durable: bool) -> sqlite3.Connection:
    """A tuned connection: write-ahead log; `durable` commits survive the power cord. Raises sqlite3.Error."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        # A damaged text is shown damaged rather than taking the whole page with it.
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = " + ("FULL" if durable else "NORMAL"))
        connection.execute("PRAGMA foreign_keys = ON")
        if durable and sys.platform == "darwin":  # there fsync alone stops at the drive's cache
            connection.execute("PRAGMA fullfsync = 1")
            connection.execute("PRAGMA checkpoint_fullfsync = 1")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, disk: Disk) -> Iterator[None]:
    """All of the body's changes or none; durable when it ends. Raises sqlite3.Error, OSError."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        disk.commit(connection.commit)
    except BaseException:
        if connection.in_transaction:
            connection.rollback()
        raise


def _migrate(connection: sqlite3.Connection, path: Path, disk: Disk, steps: Sequence[tuple[str, ...]]) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(steps):
        raise LibraryNewer(f"version {version}, this program knows {len(steps)}")
    if version == len(steps):
        return
    if version:
        _copy_before(connection, path.with_name(f"{path.name}.before-v{len(steps)}"), disk)
    elif connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        raise LibraryDamaged("the index belongs to another program")
    with transaction(connection, disk):
        for step in steps[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")


def _copy_before(connection: sqlite3.Connection, target: Path, disk: Disk) -> None:
    part = target.with_name(target.name + ".part")
    disk.unlink(part)
    with closing(sqlite3.connect(part)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
    disk.fsync(part)
    disk.replace(part, target)
    disk.fsync_folder(target.parent)


def _check_tables(connection: sqlite3.Connection, tables: frozenset[str]) -> None:
    present = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if missing := tables - present:
        raise LibraryDamaged(f"the index lacks {', '.join(sorted(missing))}")

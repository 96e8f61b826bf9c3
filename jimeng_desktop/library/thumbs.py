"""Thumbnails: JPEG blobs in a database of their own. It only holds what can be made again, so it never fails loudly."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from ..core.errors import DownloadError, StorageError
from ..decoding.thumbnails import SIZES, Decoded, decode
from .files import Disk
from .schema import connect

log = logging.getLogger(__name__)
VERSION = 2
# 100,000 pictures have about 1.1 GB of small thumbnails and 4 to 5 GB of large ones. Of what is more, those go that
# were made longest ago, large ones as long as they take half of it: they come again when somebody looks at them.
BOUND = 4 * 1024**3  # bytes
BATCH = 64  # thumbnails that go at once
SHARE = 4  # a large one is about as large as so many small ones


class Thumbs:
    """Opened on first use, usable from several threads: one connection reads, one writes, neither waits for the other.

    `decodes` counts the full decodes made so far. The file takes `bound` bytes and what one batch has, no more.
    """

    def __init__(self, path: Path, disk: Disk, bound: int = BOUND) -> None:
        self.bound = bound
        self.path = path
        self.decodes = 0
        self._disk = disk
        self._reading = threading.Lock()  # where both are taken: reading first
        self._writing = threading.Lock()
        self._reader: sqlite3.Connection | None = None
        self._writer: sqlite3.Connection | None = None

    def decode(self, original: Path, proven: bool) -> Decoded:
        """The one full decode of an arriving picture. Raises what read() does."""
        self.decodes += 1
        return decode(original, proven=proven)

    def get(self, picture_ids: Sequence[int], size: int) -> dict[int, bytes]:
        """The thumbnails of these pictures, of those that have one."""
        marks = ", ".join("?" * len(picture_ids))
        try:
            with self._reading:
                self._reader = self._reader or self._open()
                found = self._reader.execute(f"SELECT id, jpeg FROM thumb{size} WHERE id IN ({marks})", picture_ids)
                return {picture_id: jpeg for picture_id, jpeg in found if isinstance(jpeg, bytes)}
        except (sqlite3.Error, OSError) as error:
            self._failed(error)
            return {}

    def put(self, picture_id: int, thumbnails: dict[int, bytes]) -> None:
        """Both sizes, new or replaced. What fails is made again when it is asked for."""
        try:
            with self._writing:
                self._writer = self._writer or self._open()
                self._writer.execute("BEGIN IMMEDIATE")
                try:
                    made = time.time_ns()
                    for size, jpeg in thumbnails.items():
                        insert = f"INSERT OR REPLACE INTO thumb{size} VALUES (?, ?, ?)"
                        self._writer.execute(insert, (picture_id, jpeg, made))
                    self._keep_the_bound(self._writer)
                    self._writer.commit()
                except sqlite3.Error:
                    if self._writer.in_transaction:
                        self._writer.rollback()
                    raise
        except (sqlite3.Error, OSError) as error:
            self._failed(error)

    def make_again(self, picture_id: int, original: Path, size: int) -> bytes | None:
        """Both sizes, from an original that was checked when it came; None where it can't be decoded any more."""
        found = self.get([picture_id], size).get(picture_id)  # whoever asked for the other size has made both
        if found is None:
            try:
                thumbnails = decode(original, check=False).thumbnails
            except (DownloadError, StorageError, OSError):
                return None
            self.put(picture_id, thumbnails)
            found = thumbnails[size]
        return found

    def close(self) -> None:
        """Idempotent."""
        with self._reading, self._writing:
            self._close()

    def _keep_the_bound(self, writer: sqlite3.Connection) -> None:
        """The pages of what goes are used again by what comes."""

        def pragma(name: str) -> int:
            return int(writer.execute(f"PRAGMA {name}").fetchone()[0])

        while (pragma("page_count") - pragma("freelist_count")) * pragma("page_size") > self.bound:
            large, small = (int(writer.execute(f"SELECT count(*) FROM thumb{size}").fetchone()[0]) for size in SIZES)
            size = SIZES[0] if large and large >= small // SHARE else SIZES[1]
            oldest = f"SELECT id FROM thumb{size} ORDER BY made LIMIT {BATCH}"
            if not writer.execute(f"DELETE FROM thumb{size} WHERE id IN ({oldest})").rowcount:
                return

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = connect(self.path, durable=False)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, VERSION):
                raise sqlite3.DatabaseError("thumbnails of another version")
            for size in SIZES:
                table = f"thumb{size} (id INTEGER PRIMARY KEY, jpeg BLOB NOT NULL, made INTEGER NOT NULL)"
                connection.execute(f"CREATE TABLE IF NOT EXISTS {table}")
                connection.execute(f"SELECT id, jpeg, made FROM thumb{size} LIMIT 0")
                connection.execute(f"CREATE INDEX IF NOT EXISTS made{size} ON thumb{size} (made)")
            if version != VERSION:
                connection.execute(f"PRAGMA user_version = {VERSION}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _failed(self, error: sqlite3.Error | OSError) -> None:
        """A damaged or foreign file is thrown away; anything else (a full disk, a busy file) may pass."""
        log.warning("thumbnails: %s", error)
        foreign = isinstance(error, sqlite3.OperationalError) and "no such" in str(error)
        damaged = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
        if not foreign and not damaged:
            return
        with self._reading, self._writing:
            self._close()
            for ending in ("", "-wal", "-shm"):
                try:
                    self._disk.unlink(self.path.with_name(self.path.name + ending))
                except OSError as again:
                    log.warning("thumbnails: %s", again)

    def _close(self) -> None:
        for connection in (self._reader, self._writer):
            if connection is not None:
                try:
                    connection.close()
                except sqlite3.Error as error:
                    log.warning("thumbnails: %s", error)
        self._reader = self._writer = None

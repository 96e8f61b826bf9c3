"""Thumbnails: JPEG blobs in a database of their own. It only holds what can be made again, so it never fails loudly."""

from __future__ import annotations

import logging
import sqlite3
import threading
from pathlib import Path

from .decoding import SIZES, Decoded, decode
from .files import Disk
from .schema import connect

log = logging.getLogger(__name__)
VERSION = 1


class Thumbs:
    """Opened on first use, usable from several threads: one connection reads, one writes, neither waits for the other.

    `decodes` counts the full decodes made so far.
    """

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self.decodes = 0
        self._disk = disk
        self._reading = threading.Lock()  # where both are taken: reading first
        self._writing = threading.Lock()
        self._reader: sqlite3.Connection | None = None
        self._writer: sqlite3.Connection | None = None

    def decode(self, original: Path) -> Decoded:
        """The one full decode of an arriving picture. Raises PictureDamaged, PictureTooLarge, StorageError, OSError."""
        self.decodes += 1
        return decode(original)

    def get(self, picture_id: int, size: int) -> bytes | None:
        """The thumbnail; None if there is none."""
        try:
            with self._reading:
                self._reader = self._reader or self._open()
                row = self._reader.execute(f"SELECT jpeg FROM thumb{size} WHERE id = ?", (picture_id,)).fetchone()
        except (sqlite3.Error, OSError) as error:
            self._failed(error)
            return None
        return row[0] if row and isinstance(row[0], bytes) else None

    def put(self, picture_id: int, thumbnails: dict[int, bytes]) -> None:
        """Both sizes, new or replaced. What fails is made again when it is asked for."""
        try:
            with self._writing:
                self._writer = self._writer or self._open()
                self._writer.execute("BEGIN IMMEDIATE")
                try:
                    for size, jpeg in thumbnails.items():
                        self._writer.execute(f"INSERT OR REPLACE INTO thumb{size} VALUES (?, ?)", (picture_id, jpeg))
                    self._writer.commit()
                except sqlite3.Error:
                    if self._writer.in_transaction:
                        self._writer.rollback()
                    raise
        except (sqlite3.Error, OSError) as error:
            self._failed(error)

    def close(self) -> None:
        """Idempotent."""
        with self._reading, self._writing:
            self._close()

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = connect(self.path, durable=False)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, VERSION):
                raise sqlite3.DatabaseError("thumbnails of another version")
            for size in SIZES:
                table = f"thumb{size} (id INTEGER PRIMARY KEY, jpeg BLOB NOT NULL)"
                connection.execute(f"CREATE TABLE IF NOT EXISTS {table}")
                connection.execute(f"SELECT id, jpeg FROM thumb{size} LIMIT 0")
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

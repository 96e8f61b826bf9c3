"""Library: the only one that knows SQL and where files lie. What it has answered for is on the disk itself."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from ..core.errors import OriginalMissing
from ..core.job import Job, Picture
from ..core.ledger import LedgerPage
from ..core.marks import Marks
from ..core.month_use import MonthUse
from ..core.search import Wanted
from ..core.settings import NAME_TEMPLATE
from ..decoding.thumbnails import DECODERS, SIZES
from . import receipts as ledger
from . import rows
from .files import Disk, copy_fitting, hash_of, parts_in, remove_part
from .keeping import Keeping
from .originals import BYTES_PER_PIXEL, Originals
from .receipts import Receipt
from .refusals import refusals
from .roots import open_roots
from .schema import open_index, transaction
from .search import SEARCH, Search
from .sorting import Sorting
from .stock import Stocktaking
from .threads import patient_threads, result_of, run_in, submit, wanted_in
from .thumbs import Thumbs

P = ParamSpec("P")
T = TypeVar("T")

INDEX = "index.sqlite"
THUMBS = "thumbs.sqlite"
_NEWEST = "ORDER BY id DESC LIMIT ?"


class Library:
    """Made by `open`. Coroutines raise StorageError or LibraryDamaged; cancelling one never stops what has begun.

    One thread writes, in the order of the calls, and reads the index; thumbnails have two of their own, so that
    painting never waits for a commit; arriving pictures are decoded in two more, thumbnails made again in another two,
    and what is looked for is found in one more.
    """

    def __init__(self, index: sqlite3.Connection, originals: Originals, thumbs: Thumbs, search: Search) -> None:
        self._index = index
        self._originals = originals
        self._thumbs = thumbs
        self._search = search
        self.sorting = Sorting(self._do, index, originals.disk)
        self._searcher = ThreadPoolExecutor(1, "search")
        self._writer = ThreadPoolExecutor(1, "library")
        self._readers = ThreadPoolExecutor(DECODERS, "thumbnails")
        self._decoders = patient_threads(DECODERS, "decode")
        self._besides = ThreadPoolExecutor(DECODERS, "decode-beside")
        self._remakers = patient_threads(DECODERS, "remake")
        self._keeping = Keeping(index, thumbs, self._writer, self._besides)
        self._odd_jobs = ThreadPoolExecutor(1, "library-aside")
        self._tidying = threading.Lock()  # held while one file goes, so that none goes that has just been given out
        self._given: set[str] | None = set()  # names of the parts given out so far; None once the tidying is over
        self.stock = Stocktaking(self._do, index, originals.disk, originals.roots, self._odd_jobs)
        self._closing: Future[None] | None = None
        self.last_job_id: int = index.execute(
            "SELECT max(coalesce((SELECT max(id) FROM job), 0), coalesce((SELECT max(job_id) FROM receipt), 0))"
        ).fetchone()[0]

    @staticmethod
    def open(
        data: Path,
        originals: Path,
        *,
        template: str = NAME_TEMPLATE,
        thumbs: Path | None = None,
        disk: Disk | None = None,
    ) -> Library:
        """Opens or makes the library; blocking, a few milliseconds. The caller holds the lock of `data` already.

        `thumbs` is the folder of the thumbnails' database. Raises LibraryNewer, LibraryDamaged, StorageError.
        """
        disk = disk or Disk()
        index = open_index(data / INDEX, disk)
        try:
            with refusals(data):
                place = Originals(open_roots(index, disk, Path(os.path.abspath(originals))), template, disk)
                search = Search(data / INDEX, (thumbs or data) / SEARCH, disk)
                library = Library(index, place, Thumbs((thumbs or data) / THUMBS, disk), search)
        except BaseException:
            index.close()
            raise
        submit(library._odd_jobs, library._tidy)
        return library

    def set_template(self, template: str) -> None:
        """Names of the pictures that are kept from now on."""
        self._originals = replace(self._originals, template=template)

    @property
    def decodes(self) -> int:
        """Full decodes made so far: one for each picture kept."""
        return self._thumbs.decodes

    def first_jobs(self, limit: int, light: bool = False) -> list[Job]:
        """The newest jobs, newest first; blocking, for the first frame. `light`: each as Job.light has it."""
        return submit(self._writer, self._read, _NEWEST, (limit,), light).result()

    async def jobs(self, *, before: int | None = None, limit: int = 200, light: bool = False) -> list[Job]:
        """A page of jobs, newest first: those older than the job id `before`. `light`: each as Job.light has it."""
        if before is None:
            return await self._do(self._read, _NEWEST, (limit,), light)
        return await self._do(self._read, f"WHERE id < ? {_NEWEST}", (before, limit), light)

    async def job(self, job_id: int) -> Job | None:
        """One job, None if there is none of that id."""
        found = await self._do(self._read, "WHERE id = ?", (job_id,))
        return found[0] if found else None

    async def unended(self) -> list[Job]:
        """Every job that has not ended, oldest first."""
        return await self._do(self._read, f"WHERE {rows.UNENDED} ORDER BY id", ())

    async def given_up(self, since: float) -> list[Job]:
        """The jobs counted as lost of which an answer names a task, sent since then (epoch seconds), oldest first."""
        tail = f"WHERE {rows.GIVEN_UP} AND coalesce(sent_at, created_at) >= ? ORDER BY id"
        return await self._do(self._read, tail, (since,))

    def first_marks(self, jobs: Sequence[Job]) -> dict[int, Marks]:
        """What the user thinks of the pictures of these jobs, newest first; blocking, for the first frame."""
        return submit(self._writer, self.sorting.read_marks, jobs[-1].id, jobs[0].id).result() if jobs else {}

    async def find(self, wanted: Wanted, limit: int | None = None) -> dict[int, int]:
        """The ids of the jobs that are wanted, newest first, with the bits of their places that are: -1 for a job as it
        is. With `limit` the newest so many.
        """
        return await wanted_in(self._searcher, self._search.find, wanted, limit)

    async def prepare_search(self) -> None:
        """Takes up what is new, so that the next search need not: a second for 25,000 jobs, the first time."""
        await run_in(self._searcher, self._search.prepare)

    async def count(self, wanted: Wanted, field: str) -> dict[str, int]:
        """The values of a field among what is wanted otherwise, each with how many jobs or pictures have it."""
        return await run_in(self._searcher, self._search.count, wanted, field)

    async def prompts(self, limit: int) -> list[str]:
        """The prompts of the newest jobs, newest first, each once."""
        return await self._do(rows.read_prompts, self._index, limit)

    async def order(self) -> tuple[int, ...]:
        """The job ids that `keep_order` was last given; some may have ended since."""
        return await self._do(rows.read_order, self._index)

    async def keep_order(self, job_ids: Sequence[int]) -> None:
        """Remembers in which order the waiting jobs are to go."""
        await self._do(self._write, (), lambda: rows.write_order(self._index, job_ids))

    async def add_jobs(self, jobs: Sequence[Job]) -> None:
        """Writes new jobs, all or none; durable when it returns."""
        await self._do(self._write, tuple(jobs))

    async def save_job(self, job: Job) -> None:
        """Writes the job and its pictures as they are now; durable when it returns."""
        await self._do(self._write, (job,))

    async def save_answered(self, job: Job, result: bytes = b"") -> None:
        """The same after the service has spoken of its task; the receipt notes that, with what named the pictures."""
        await self._do(self._write, (job,), lambda: ledger.note_task(self._index, job, result))

    async def begin_send(self, job: Job, body: bytes) -> None:
        """Writes the job and opens its receipt with the exact body, in one transaction, before the request leaves."""
        await self._do(self._write, (job,), lambda: ledger.open_receipt(self._index, job, body))

    async def end_send(self, job: Job, outcome: str, detail: str = "", sent: bool = True, answer: bytes = b"") -> None:
        """Writes the job and closes its receipt: "accepted", "refused", "not_sent" or "unknown"; in one transaction.

        `sent`: whether anything left this machine. `answer`: what came back, as it came.
        """
        came = outcome, detail, sent, answer
        await self._do(self._write, (job,), lambda: ledger.close_receipt(self._index, job, *came))

    async def receipts(self, job_id: int | None = None) -> list[Receipt]:
        """The ledger, or one job's part of it, in the order of sending."""
        return await self._do(ledger.read_receipts, self._index, job_id)

    async def receipts_between(self, since: float, until: float, before: int | None = None) -> LedgerPage:
        """A page of the ledger's lines of a period in seconds since the epoch, `until` not included; newest first.

        It looks at so many receipts at most that nobody waits long for the library; it may find nothing, and yet there
        is a page after it.
        """
        return await self._do(ledger.read_page, self._index, since, until, before)

    async def task_known(self, service: str, task_id: str) -> bool:
        """Whether a submit has been answered with this task id already."""
        return await self._do(ledger.task_known, self._index, service, task_id)

    async def picture_of_file(self, path: Path) -> int | None:
        """The id of the picture that has the bytes of this file, wherever it lies; None if there is none.

        Raises StorageError where the file can't be read.
        """
        return await run_in(self._decoders, self._picture_of_file, path)

    async def made_seconds(self, model: str, limit: int = 50) -> list[float]:
        """How many seconds the newest jobs of the model took from accepted to made, newest first."""
        return await self._do(rows.read_made_seconds, self._index, model, limit)

    async def check_room(self, job: Job, pixels: int) -> None:
        """Makes sure, before anything is paid, that the job's pictures, of so many pixels each, can be saved.

        Raises FolderMissing, FolderReadOnly, DiskFull, StorageError.
        """
        await self._do(self._check_room, job, pixels * job.expected * BYTES_PER_PIXEL)

    async def lacks_room(self, pixels: int) -> tuple[int, int] | None:
        """Needed and free bytes where pictures of so many pixels in all may not fit; None where they do, or where that
        can't be said now. Raises StorageError.
        """
        return await self._do(self._originals.lacks_room, pixels * BYTES_PER_PIXEL)

    async def use_by_month(self) -> list[MonthUse]:
        """What the saved pictures take, by the local month in which they were saved, newest first."""
        return await self._do(rows.read_use, self._index)

    async def part_path(self, picture: Picture) -> Path:
        """The temporary file, one per picture, that the picture is to be received into. Raises StorageError."""
        return await self._do(self._part_path, picture)

    async def keep(
        self, job: Job, picture: Picture, part: Path, sha256: str, format: str, announced: bool = False
    ) -> Picture:
        """Makes a received file an original: checked, thumbnailed, named, recorded. Returns the saved picture.

        `announced`: its length was said before it came. Raises PictureDamaged, PictureUnproven, PictureTooLarge (the
        part has gone to where the error says), StorageError (then it may be called again, with the part or without),
        DownloadError (what was received is nowhere any more).
        After a stop at any point the same call comes to its end and makes no second file.
        """
        wanted = replace(picture, sha256=sha256, format=format, size=None, fault=None)
        return await result_of(submit(self._decoders, self._keep, job, wanted, part, announced))

    async def thumbnail(self, picture_id: int, size: int) -> bytes | None:
        """JPEG of a saved picture, `size` (256 or 512) pixels on its longest side; None if the original is gone.

        Cancelling it takes back what has not begun.
        """
        found = await self.stored_thumbnails([picture_id], size, lambda _, jpeg: jpeg)
        if found:
            return found[picture_id]
        path = await self._do(rows.path_of, self._index, picture_id, self._originals.roots)
        return await wanted_in(self._remakers, self._thumbs.make_again, picture_id, path, size) if path else None

    def stored_thumbnails(
        self, picture_ids: Sequence[int], size: int, make: Callable[[int, bytes], T]
    ) -> asyncio.Future[dict[int, T]]:
        """What `make` makes, in a thread, of ids and their JPEGs: of those at hand. Queued at once, and taken back."""
        if size not in SIZES:
            raise ValueError(size)
        return wanted_in(self._readers, self._stored, picture_ids, size, make)

    async def save_copy(self, picture: Picture, target: Path, *, overwrite: bool = False) -> Path:
        """Writes the original's bytes to `target`, whole or not at all, and returns it: its name is shorter where the
        folder takes no such name. A light picture is as good.

        Raises NameTaken unless `overwrite`, OriginalMissing, OriginalChanged, StorageError.
        """
        return await run_in(self._decoders, self._save_copy, picture, target, overwrite)

    async def close(self) -> None:
        """Waits for all that is queued, then closes. May be called again."""
        if self._closing is None:
            closer = ThreadPoolExecutor(1, "library-close")
            self._closing = closer.submit(self._close)
            closer.shutdown(wait=False)  # waiting is for the next line, not for the loop's thread
        await result_of(self._closing)

    # Below: in the library's threads.

    async def _do(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await run_in(self._writer, self._guarded, lambda: call(*args, **kwargs))

    def _guarded(self, call: Callable[[], T]) -> T:
        with refusals(self._originals.root):
            return call()

    def _read(self, tail: str, values: tuple[float, ...], light: bool = False) -> list[Job]:
        with refusals():
            return rows.read_jobs(self._index, tail, values, self._originals.roots, light)

    def _write(self, jobs: tuple[Job, ...], also: Callable[[], None] | None = None) -> None:
        with transaction(self._index, self._originals.disk):
            rows.write_jobs(self._index, jobs, self._originals.roots)
            if also is not None:
                also()

    def _picture_of_file(self, path: Path) -> int | None:
        with refusals(path.parent):
            size, sha256 = path.stat().st_size, hash_of(path)
        return submit(self._writer, self._guarded, lambda: rows.id_of_bytes(self._index, size, sha256)).result()

    def _check_room(self, job: Job, needed: int) -> None:
        saved = self._index.execute("SELECT 1 FROM picture WHERE path IS NOT NULL LIMIT 1").fetchone()
        with self._tidying:  # it would take the probe for a leftover
            self._originals.check_room(job, needed, new=saved is None)

    def _part_path(self, picture: Picture) -> Path:
        with self._tidying:
            path = self._originals.part_path(picture)
            if self._given is not None:
                self._given.add(path.name)
            return path

    def _keep(self, job: Job, picture: Picture, part: Path, announced: bool) -> Picture:
        return self._keeping.keep(self._originals, job, picture, part, announced)

    def _stored(self, picture_ids: Sequence[int], size: int, make: Callable[[int, bytes], T]) -> dict[int, T]:
        return {one: make(one, jpeg) for one, jpeg in self._thumbs.get(picture_ids, size).items()}

    def _save_copy(self, picture: Picture, target: Path, overwrite: bool) -> Path:
        if picture.path is None:
            raise OriginalMissing()
        sha256 = picture.sha256
        if sha256 is None:
            sha256 = submit(self._writer, self._guarded, lambda: rows.hash_of_picture(self._index, picture.id)).result()
        part = target.with_name(f".jimeng-{picture.id}-{time.time_ns():x}.part")
        with refusals(target.parent):
            return copy_fitting(self._originals.disk, Path(picture.path), target, sha256, part, overwrite)

    def _tidy(self) -> None:
        try:
            wanted = submit(self._writer, self._guarded, lambda: rows.unsaved_ids(self._index)).result()
            names = {f"{picture_id}.part" for picture_id in wanted}
            for part in parts_in(self._originals.parts):
                with self._tidying:
                    if part.name not in (self._given or ()):
                        remove_part(self._originals.disk, part, part.name in names)
        finally:
            with self._tidying:
                self._given = None

    def _close(self) -> None:
        self.stock.end()
        for executor in (self._odd_jobs, self._remakers, self._readers, self._searcher):
            executor.shutdown(cancel_futures=True)  # thumbnails can be made another day
        self._decoders.shutdown()  # these hand work to the two that go after them
        self._besides.shutdown()
        try:
            submit(self._writer, self._close_index).result()
        finally:
            self._writer.shutdown()
            self._thumbs.close()
            self._search.close()

    def _close_index(self) -> None:
        with refusals():
            try:
                self._index.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                self._index.close()

"""From made to saved: every picture is fetched, checked and kept; each has its own errors and its own tries."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ..core.errors import (
    DownloadError,
    Fault,
    LibraryError,
    LinkForbidden,
    LinkGone,
    NotAPicture,
    PictureDamaged,
    PictureTooLarge,
    PictureUnproven,
    ServiceError,
    StorageError,
)
from ..core.events import Progress
from ..core.job import Job, JobState, Picture, PictureState
from ..service.links import secured
from .desk import Desk
from .outcome import after_fetching

if TYPE_CHECKING:
    from ..service.download import Received

_LONGEST_WAIT = 300.0  # between two tries of one picture, which go on until its link has died
_LONGEST_WAIT_WHOLE = 6 * 3600.0  # where the whole picture comes and is no good: each try costs all its bytes
_NO_HTTPS = frozenset({"dns", "refused", "unreachable", "tls", "malformed"})
_NO_HTTPS_AFTER = 3  # tries
_SETTLED = frozenset({PictureState.SAVED, PictureState.UNFETCHABLE})
_PROGRESS = 0.1  # seconds between two reports of one picture


def _place(url: str) -> str:
    """Scheme and host: a signed link may be written otherwise at each question."""
    return "/".join(url.split("/", 3)[:3]).lower()


class Fetcher:
    """Fetches the pictures of made jobs; the service's own semaphore bounds how many at once."""

    def __init__(
        self, desk: Desk, fresh_links: Callable[[int], Awaitable[None]], pause: Callable[[Fault], None]
    ) -> None:
        self.desk = desk
        self._fresh_links = fresh_links
        self._pause = pause
        self._at_work: set[int] = set()  # picture ids
        self._received: dict[int, Received] = {}  # by picture id: whole, but the disk did not take it yet
        self._now = asyncio.Event()  # set, and replaced, when the user asks for a try at once

    def add(self, job: Job) -> None:
        """Fetches what the job still lacks."""
        for picture in job.pictures:
            if picture.state not in _SETTLED and picture.id not in self._at_work:
                self._at_work.add(picture.id)
                crashed = partial(self._crashed, job.id, picture.position)
                self.desk.spawn(self._fetch(job.id, picture.position), crashed)
        if all(picture.state in _SETTLED for picture in job.pictures):
            self.desk.spawn(self._finish(job.id))

    def ask_now(self) -> None:
        """Cuts short every wait for the next try."""
        self._now.set()
        self._now = asyncio.Event()
        for job in list(self.desk.jobs.values()):
            if job.state is JobState.FETCHING:
                self.add(job)

    async def _fetch(self, job_id: int, position: int) -> None:
        try:
            while (picture := self._unsaved(job_id, position)) is not None:
                if await self._tried(self.desk.jobs[job_id], picture):
                    break
        finally:
            self._at_work.discard(self._id(job_id, position))
        await self._finish(job_id)

    @staticmethod
    def _id(job_id: int, position: int) -> int:
        return Picture(job_id, position, "").id

    def _unsaved(self, job_id: int, position: int) -> Picture | None:
        job = self.desk.jobs.get(job_id)
        picture = job.pictures[position] if job and job.state is JobState.FETCHING else None
        return picture if picture and picture.state not in _SETTLED else None

    async def _tried(self, job: Job, picture: Picture) -> bool:
        """One try; True when the picture is saved or its link has died or leads nowhere, else after the wait for the
        next."""
        if self._out_of_reach(job, picture):
            self._put(replace(picture, state=PictureState.EXPIRED))
            return True
        self._put(replace(picture, state=PictureState.FETCHING))
        try:
            saved = await self._saved(job, picture)
        except LinkGone as error:
            await self._failed(picture, error.fault, fresh_links=True)
        except (NotAPicture, PictureDamaged, PictureTooLarge) as error:
            kept = None if isinstance(error, NotAPicture) else error.kept
            first, picture = picture.damaged is None, replace(picture, damaged=kept or picture.damaged)
            if first and kept and isinstance(error, PictureUnproven):
                self._put(replace(picture, state=PictureState.WAITING))  # the same once more, now, is all it takes
            else:
                await self._failed(picture, error.fault, fresh_links=True, longest=_LONGEST_WAIT_WHOLE)
        except DownloadError as error:
            if await self._leads_nowhere(picture, error):
                self._put(replace(picture, state=PictureState.UNFETCHABLE, fault=Fault("link_forbidden", error.detail)))
                return True
            await self._failed(picture, error.fault)
        except (StorageError, LibraryError) as error:
            if type(error) is not StorageError or picture.attempts:  # a plain one may pass: a scanner had the file open
                self._pause(error.fault)  # nothing more is made that could not be saved
            await self._failed(picture, error.fault)
        else:
            self._put(saved)
            return True
        return False

    async def _saved(self, job: Job, picture: Picture) -> Picture:
        """Fetches and keeps. What has come whole and only the disk refused is not fetched a second time."""
        part = await self.desk.library.part_path(picture)
        got = self._received.pop(picture.id, None)
        if got is None:
            got = await self.desk.service.download(picture.url, part, self._reporter(picture.id))
        try:
            return await self.desk.library.keep(job, picture, part, got.sha256, got.format, got.announced)
        except StorageError:
            self._received[picture.id] = got
            raise

    def _out_of_reach(self, job: Job, picture: Picture) -> bool:
        """The link has died by our clock, which may be wrong, and by the last answer of its server."""
        late = job.expires_at is not None and self.desk.clock() > job.expires_at
        return late and picture.fault is not None and picture.fault.code == LinkGone.code

    async def _leads_nowhere(self, picture: Picture, error: DownloadError) -> bool:
        """A link that was named as http has no https in its place, often tried while the service could be reached."""
        if secured(picture.url) == picture.url or picture.attempts + 1 < _NO_HTTPS_AFTER:
            return False
        if not isinstance(error, LinkForbidden) and error.detail not in _NO_HTTPS:
            return False
        try:
            await self._fresh_links(picture.job_id)
        except ServiceError:
            return False  # perhaps it is only the network
        now = self._unsaved(picture.job_id, picture.position)
        return now is None or _place(now.url) == _place(picture.url)  # a fresh link elsewhere is worth its own tries

    async def _failed(
        self, picture: Picture, fault: Fault, fresh_links: bool = False, longest: float = _LONGEST_WAIT
    ) -> None:
        attempts = picture.attempts + 1
        self._put(replace(picture, state=PictureState.WAITING, fault=fault, attempts=attempts))
        now = self._now
        try:
            async with asyncio.timeout(self.desk.pacing.retry_after(attempts, random.random(), longest)):
                await now.wait()
        except TimeoutError:
            pass
        if fresh_links:
            try:
                await self._fresh_links(picture.job_id)
            except ServiceError:
                pass  # the next try meets the dead link again and asks again

    def _put(self, picture: Picture) -> None:
        self.desk.note(picture.job_id, lambda job: job.with_picture(self._newest_link(job, picture)))

    @staticmethod
    def _newest_link(job: Job, picture: Picture) -> Picture:
        return replace(picture, url=job.pictures[picture.position].url)

    def _reporter(self, picture_id: int) -> Callable[[int, int], None]:
        loop = asyncio.get_running_loop()
        last = -1.0

        def report(received: int, total: int) -> None:
            nonlocal last
            if received == total or loop.time() - last >= _PROGRESS:
                last = loop.time()
                self.desk.tell(Progress(picture_id, received, total))

        return report

    async def _finish(self, job_id: int) -> None:
        now = self.desk.clock()
        await self.desk.change(job_id, lambda job: after_fetching(job, now))

    def _crashed(self, job_id: int, position: int, name: str) -> None:
        """A bug: the picture waits for the user's "fetch now" or the next start."""
        picture = self._unsaved(job_id, position)
        if picture is not None:
            fault = Fault("unexpected", name)
            self._put(replace(picture, state=PictureState.WAITING, fault=fault, attempts=picture.attempts + 1))

"""From made to saved: every picture is fetched, checked and kept; each has its own errors and its own tries."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace

from ..core.errors import DownloadError, Fault, LibraryError, LinkGone, ServiceError, StorageError
from ..core.events import Progress
from ..core.job import Job, JobState, Picture, PictureState
from .desk import Desk
from .outcome import after_fetching

_LONGEST_WAIT = 300.0  # between two tries of one picture, which go on until its link has died
_PROGRESS = 0.1  # seconds between two reports of one picture


class Fetcher:
    """Fetches the pictures of made jobs; the service's own semaphore bounds how many at once."""

    def __init__(
        self, desk: Desk, fresh_links: Callable[[int], Awaitable[None]], pause: Callable[[Fault], None]
    ) -> None:
        self.desk = desk
        self._fresh_links = fresh_links
        self._pause = pause
        self._at_work: set[int] = set()  # picture ids
        self._now = asyncio.Event()  # set, and replaced, when the user asks for a try at once

    def add(self, job: Job) -> None:
        """Fetches what the job still lacks."""
        for picture in job.pictures:
            if picture.state is not PictureState.SAVED and picture.id not in self._at_work:
                self._at_work.add(picture.id)
                self.desk.spawn(self._fetch(job.id, picture.position), crashed=lambda name: self._crashed(job.id, name))
        if all(picture.state is PictureState.SAVED for picture in job.pictures):
            self.desk.spawn(self._finish(job.id))

    def ask_now(self) -> None:
        """Cuts short every wait for the next try."""
        self._now.set()
        self._now = asyncio.Event()

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
        return picture if picture and picture.state is not PictureState.SAVED else None

    async def _tried(self, job: Job, picture: Picture) -> bool:
        """One try; True when the picture is saved or its link has died, else after the wait for the next."""
        if self._expired(job):
            self._put(replace(picture, state=PictureState.EXPIRED))
            return True
        self._put(replace(picture, state=PictureState.FETCHING))
        part = self.desk.library.part_path(picture)
        try:
            got = await self.desk.service.download(picture.url, part, self._reporter(picture.id))
            saved = await self.desk.library.keep(job, picture, part, got.sha256, got.format)
        except LinkGone as error:
            await self._failed(picture, error.fault, fresh_links=True)
        except DownloadError as error:
            await self._failed(picture, error.fault)
        except (StorageError, LibraryError) as error:
            self._pause(error.fault)  # nothing more is made that could not be saved
            await self._failed(picture, error.fault)
        else:
            self._put(saved)
            return True
        return False

    def _expired(self, job: Job) -> bool:
        return job.expires_at is not None and self.desk.clock() > job.expires_at

    async def _failed(self, picture: Picture, fault: Fault, fresh_links: bool = False) -> None:
        attempts = picture.attempts + 1
        self._put(replace(picture, state=PictureState.WAITING, fault=fault, attempts=attempts))
        now = self._now
        try:
            async with asyncio.timeout(self.desk.pacing.retry_after(attempts, random.random(), _LONGEST_WAIT)):
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
        await self.desk.change(job_id, lambda job: after_fetching(job, self.desk.clock()))

    def _crashed(self, job_id: int, name: str) -> None:
        self.desk.note(job_id, lambda job: replace(job, fault=Fault("unexpected", name)))

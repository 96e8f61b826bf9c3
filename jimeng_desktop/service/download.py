"""A result's link to bytes in a temporary file: redirects, length, magic and hash are checked on the way.

A download may be slow (a live drip of 1 kB/s goes on) but not dead: no byte for the client's read timeout (30 s) ends
it, and so does a whole minute with fewer than 512 bytes a second.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

import httpx

from ..core.errors import DownloadError, LinkGone, NotAPicture, PictureTooLarge
from ..decoding.kinds import HEAD, kind_of, looks_like
from ..files.disk_errors import storage_error
from .links import Link, check_link, follow, secured
from .transport import NETWORK_ERRORS, ExactURL, streamed, why

MOST_BYTES = 200 * 1024 * 1024
MOST_REDIRECTS = 5
SLICE = 512 * 1024  # bytes handed to a thread at a time
FLOOR, FLOOR_SECONDS = 512, 60.0  # bytes a second, over this long
_GONE = frozenset({401, 403, 404, 410})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PROGRESS_EVERY = 0.1
_HEADERS = {"Accept": "image/*", "Accept-Encoding": "identity"}  # no key, ever


@dataclass(frozen=True, slots=True)
class Received:
    """A picture on disk, not yet fsynced: bytes, hash, and what its first bytes say it is."""

    size: int
    sha256: str
    format: str  # "png", "jpeg", "webp", "heic"…
    announced: bool  # its length was said before it came


class PartFile:
    """The temporary file of one picture, made at the first write. All methods block: they are called in threads.

    The lock keeps a cancelled download from closing the file under a write that a thread has begun.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._digest = hashlib.sha256()
        self._file: FileIO | None = None
        self._discarded = False

    def write(self, data: bytes | bytearray) -> None:
        """Appends and hashes. Raises StorageError."""
        with self._lock, self._disk_errors():
            if self._discarded:
                return
            if self._file is None:
                self._file = open(self._path, "wb", buffering=0)  # noqa: SIM115  (finish or discard closes it)
            rest = memoryview(data)
            while rest:
                rest = rest[self._file.write(rest) :]
            self._digest.update(data)

    def finish(self) -> str:
        """Closes the file; its SHA-256. Raises StorageError."""
        with self._lock, self._disk_errors():
            if self._file is not None:
                self._file.close()
            return self._digest.hexdigest()

    @contextmanager
    def _disk_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise storage_error(error, self._path.parent) from None

    def discard(self) -> None:
        """Closes and removes the file, whatever state it is in; nothing is written after it."""
        with self._lock:
            self._discarded = True
            with suppress(OSError):
                if self._file is not None:
                    self._file.close()
            with suppress(OSError):  # what can't be removed now is a stale part, swept at the next start
                self._path.unlink()


async def fetch(
    client: httpx.AsyncClient, url: str, service: str, part: Path, on_progress: Callable[[int, int], None]
) -> Received:
    """Follows `url`, named by the host `service`, and fills `part`. See MaxAPI.download for the errors."""
    link = check_link(secured(url), service)
    try:
        for _ in range(MOST_REDIRECTS + 1):
            request = client.build_request("GET", link.root, headers=_HEADERS)
            request.url = ExactURL(link)
            async with streamed(client, request) as (response, body):
                if response.status_code not in _REDIRECTS:
                    _check_status(response.status_code)
                    return await _receive(_announced(response), body, part, on_progress)
                link = _redirected(link, response)
    except NETWORK_ERRORS as error:
        raise DownloadError(why(error)) from None
    raise DownloadError("too many redirects")


def _redirected(link: Link, response: httpx.Response) -> Link:
    location = response.extensions.get("location")
    if not location:
        raise DownloadError(f"HTTP {response.status_code}")
    return check_link(follow(link, location), link.host)


def _check_status(status: int) -> None:
    if status in _GONE:
        raise LinkGone(f"HTTP {status}")
    if status != 200:
        raise DownloadError(f"HTTP {status}")


async def _receive(
    total: int, body: AsyncIterator[bytes], part: Path, on_progress: Callable[[int, int], None]
) -> Received:
    if total > MOST_BYTES:
        raise PictureTooLarge(f"{total // 1_000_000} MB")
    file = PartFile(part)
    kept = False
    try:
        size, kind = await _stream(body, file, _Meter(total, on_progress))
        received = Received(size, await asyncio.to_thread(file.finish), kind, bool(total))
        kept = True
        return received
    finally:
        if not kept:
            await asyncio.shield(asyncio.to_thread(file.discard))


async def _stream(body: AsyncIterator[bytes], file: PartFile, meter: _Meter) -> tuple[int, str]:
    """Writes the body in slices, the first one only once its first bytes are known to be a picture's."""
    pending = bytearray()
    kind: str | None = None
    async for chunk in body:
        pending += chunk
        meter.count(len(chunk))
        if kind is None and len(pending) >= HEAD:
            kind = _kind(bytes(pending[:HEAD]))
        if kind and len(pending) >= SLICE:
            slice_, pending = pending, bytearray()
            await asyncio.to_thread(file.write, slice_)
    if meter.total and meter.size != meter.total:
        raise DownloadError("cut")
    kind = kind or _kind(bytes(pending))
    await asyncio.to_thread(file.write, pending)
    meter.end()
    return meter.size, kind


def _kind(head: bytes) -> str:
    """What arrives: a picture that is whole, damaged or of a kind not shown here is paid for, anything else is none."""
    kind = kind_of(head)
    if kind is None:
        raise NotAPicture(looks_like(head))
    return kind


def _announced(response: httpx.Response) -> int:
    """Bytes to come, 0 where unknown: an encoded body's length is not the picture's."""
    length = response.headers.get("content-length", "")
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        return 0
    return int(length) if length.isascii() and length.isdecimal() and len(length) < 19 else 0


class _Meter:
    """Counts what arrives: too much, too slowly, and now and then a word to the listener."""

    def __init__(self, total: int, on_progress: Callable[[int, int], None]) -> None:
        self.total = total
        self.size = 0
        self._on_progress = on_progress
        self._told = self._marked = time.monotonic()
        self._marked_size = 0

    def count(self, more: int) -> None:
        """Raises PictureTooLarge, and DownloadError for a transfer below the floor."""
        self.size += more
        now = time.monotonic()
        if self.size > MOST_BYTES:
            raise PictureTooLarge(f"more than {MOST_BYTES // 1_000_000} MB")
        if now - self._marked >= FLOOR_SECONDS:
            if self.size - self._marked_size < FLOOR * (now - self._marked):
                raise DownloadError("too slow")
            self._marked, self._marked_size = now, self.size
        if now - self._told >= _PROGRESS_EVERY:
            self._told = now
            self._on_progress(self.size, self.total)

    def end(self) -> None:
        """All is here."""
        self._on_progress(self.size, self.total)

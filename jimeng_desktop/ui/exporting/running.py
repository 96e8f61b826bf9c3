"""Exports and copies on their way: two at a time in threads, counted, stopped cleanly; the window stays free."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from ...core.errors import Fault, JimengError, NameTaken
from ...core.job import Picture
from ...export.naming import Shot, copy_names, without_twins
from ...export.order import Order
from ...export.writing import AS_IT_IS, write_copy
from .copies import Copies

AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """How the exports stand that belong together: those begun before the last of them had ended."""

    total: int = 0
    done: int = 0
    written: int = 0
    skipped: int = 0
    failed: tuple[tuple[str, Fault], ...] = ()  # file name of the original, and why
    last: Path | None = None  # the newest file
    copies: bool = False  # of originals, under their own names
    stopped: bool = False
    running: bool = False


class _Work(NamedTuple):
    name: str
    write: Callable[[], Awaitable[Path | None]]


class _Chain:
    """Exports that are told of as one, and stopped as one."""

    def __init__(self) -> None:
        self.standing = Standing(running=True)
        self.stop = threading.Event()
        self.members = 0


class Exports(QObject):
    """`changed` tells each step; `standing` holds how it stands, and stays when all is done."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.standing = Standing()
        self._chain: _Chain | None = None
        self._turn = asyncio.Lock()

    def stop(self) -> None:
        """Nothing more gets a name; what is half written goes. What is asked for from now on begins anew."""
        if self._chain:
            self._chain.stop.set()
            self._say(self._chain, stopped=True)
            self._chain = None

    def forget(self) -> None:
        """What came of it has been read."""
        if not self.standing.running:
            self.standing = Standing()
            self.changed.emit()

    async def export(self, shots: Sequence[Shot], order: Order) -> None:
        """Writes a copy of each picture as the order says; what can't be shown here is copied as it is."""
        folder, manner = Path(order.folder), order.manner()
        with self._joined(len(shots)) as chain, ThreadPoolExecutor(AT_ONCE, "export") as pool:

            def work(picture: Picture, candidates: Iterator[str]) -> _Work:
                source = Path(picture.path or "")
                wanted = manner if picture.shown else AS_IT_IS

                def write() -> Path | None:
                    return write_copy(source, folder, candidates, wanted, chain.stop.is_set)

                return _Work(source.name, lambda: _in(pool, write, chain.stop))

            names = await asyncio.to_thread(copy_names, shots, order.template, manner.format, folder)
            await self._do(chain, [
                work(shot.picture, name.candidates(order.numbered))
                for shot, name in zip(shots, names, strict=True)
            ])  # fmt: skip

    async def copy(self, pictures: Sequence[Picture], folder: Path, library: Copies) -> None:
        """Copies originals to a folder under their own names, numbered where one is taken."""
        names = without_twins([Path(picture.path or "").name for picture in pictures])

        def work(picture: Picture, name: str, candidates: Iterator[str]) -> _Work:
            async def write() -> Path | None:
                for candidate in candidates:
                    try:
                        return await library.save_copy(picture, folder / candidate)
                    except NameTaken:
                        continue
                return None

            return _Work(name, write)

        with self._joined(len(pictures), copies=True) as chain:
            await self._do(chain, [
                work(picture, name.name, name.candidates(True)) for picture, name in zip(pictures, names, strict=True)
            ])  # fmt: skip

    @contextmanager
    def _joined(self, total: int, copies: bool = False) -> Iterator[_Chain]:
        chain = self._chain = self._chain or _Chain()
        chain.members += 1
        self._say(chain, total=chain.standing.total + total, copies=copies)
        try:
            yield chain
        finally:
            chain.members -= 1
            if not chain.members:
                if self._chain is chain:
                    self._chain = None
                self._say(chain, running=False)

    async def _do(self, chain: _Chain, works: Sequence[_Work]) -> None:
        async with self._turn, asyncio.TaskGroup() as group:
            queue = iter(works)
            for _ in range(AT_ONCE):
                group.create_task(self._take_from(queue, chain))

    async def _take_from(self, queue: Iterator[_Work], chain: _Chain) -> None:
        for work in queue:
            if chain.stop.is_set():
                return
            try:
                path = await work.write()
            except JimengError as error:
                now = chain.standing
                self._say(chain, done=now.done + 1, failed=(*now.failed, (work.name, error.fault)))
                continue
            now = chain.standing
            if path:
                self._say(chain, done=now.done + 1, written=now.written + 1, last=path)
            elif not chain.stop.is_set():
                self._say(chain, done=now.done + 1, skipped=now.skipped + 1)

    def _say(self, chain: _Chain, **changes: Any) -> None:
        chain.standing = replace(chain.standing, **changes)
        if self._chain in (chain, None):  # else another has begun since it was stopped
            self.standing = chain.standing
            self.changed.emit()


async def _in(pool: ThreadPoolExecutor, call: Callable[[], Path | None], stop: threading.Event) -> Path | None:
    """The call, in a thread. Whoever is cancelled stops it and waits for it: it has a half file to remove."""
    future = asyncio.wrap_future(pool.submit(call))
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait([future])
        future.exception()  # looked at, so that nobody misses it
        raise

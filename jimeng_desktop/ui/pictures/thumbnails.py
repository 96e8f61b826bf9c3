"""Thumbnails on their way to the screen: what is visible first, decoded and scaled in threads, kept within a bound."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QBuffer, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from shiboken6 import isValid

from ...core.errors import StorageError
from ..base.ports import Start
from ..base.tasks import computed

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SMALL, LARGE = 256, 512  # what the library keeps, long edge in pixels
AT_ONCE = 4  # batches, and as many single ones beside them
BATCH = 16  # that are read and scaled in one go: a screenful is a few of them, and the first is soon there
BOUND = 128 * 1024 * 1024  # bytes of pixmaps, for the largest screens
LEAST = 32 * 1024 * 1024
PAGES = 4  # times what is wanted at once, which is about two pages and a half
NEARLY = 0.01  # a picture whose shape differs by less fills its tile

# Of these pictures, in that size, what the library has at hand; each is made of its bytes in the library's thread.
Stored = Callable[[Sequence[int], int, "Callable[[int, bytes], QImage]"], "asyncio.Future[dict[int, QImage]]"]


class Wish(NamedTuple):
    """A picture wanted within this many device pixels, for a screen of that scale."""

    picture: int
    size: QSize
    scale: float


class _Kept(NamedTuple):
    pixmap: QPixmap | None  # None: there is no such file any more
    size: QSize
    scale: float

    @property
    def bytes(self) -> int:
        return self.pixmap.width() * self.pixmap.height() * 4 if self.pixmap else 64


class _Work(NamedTuple):
    """A wish under way."""

    wish: Wish
    task: Any  # that owns it; a batch has several wishes
    asked: asyncio.Future[Any] | None  # of the library, for a batch


class Thumbnails(QObject):
    """Ask with get(), say with want() what is on screen; `ready` tells the id of a picture that has come.

    What is `stored` comes in batches. `load` makes the others, each on its own: that may take a decode of the original.
    """

    ready = Signal(object)

    def __init__(
        self,
        load: Callable[[int, int], Awaitable[bytes | None]],
        start: Start,
        parent: QObject | None = None,
        *,
        stored: Stored | None = None,
        bound: int = BOUND,
    ) -> None:
        super().__init__(parent)
        self._load = load
        self._stored = stored
        self._start = start
        self._bound = bound
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._bytes = 0
        self._wanted = 0  # bytes of the most that has been wanted at once
        self._wishes: OrderedDict[int, Wish] = OrderedDict()  # not begun yet, the most wanted first
        self._absent: OrderedDict[int, Wish] = OrderedDict()  # of these: those that are known not to be at hand
        self._working: dict[int, _Work] = {}

    @property
    def bytes(self) -> int:
        """Bytes of pixels that are held."""
        return self._bytes

    def another(self, bound: int, parent: QObject) -> Thumbnails:
        """From the same source, for a place where they have another size: one has a picture in one size only."""
        return Thumbnails(self._load, self._start, parent, stored=self._stored, bound=bound)

    def get(self, picture: int) -> QPixmap | None:
        """What there is of a picture, perhaps in another size; None before it has come, or where its file is gone."""
        kept = self._kept.get(picture)
        if kept is None:
            return None
        self._kept.move_to_end(picture)
        return kept.pixmap

    def missing(self, picture: int) -> bool:
        """The library has looked, and the file is gone."""
        kept = self._kept.get(picture)
        return kept is not None and kept.pixmap is None

    def want(self, wishes: Iterable[Wish]) -> None:
        """What is on screen, the most wanted first. What was wanted before and isn't now is not begun any more."""
        absent, wishes = self._absent, list(wishes)
        self._wanted = max(self._wanted, sum(wish.size.width() * wish.size.height() * 4 for wish in wishes))
        self._wishes, self._absent = OrderedDict(), OrderedDict()
        for wish in wishes:
            kept, work = self._kept.get(wish.picture), self._working.get(wish.picture)
            done = kept is not None and (kept.pixmap is None or (kept.size, kept.scale) == (wish.size, wish.scale))
            if not done and not (work and work.wish == wish):
                queue = self._absent if not self._stored or absent.get(wish.picture) == wish else self._wishes
                queue[wish.picture] = wish
        wanted = {wish.picture for wish in wishes}
        # A task that has not begun never comes to an end of its own, so it is forgotten here.
        gone = [self._working.pop(picture) for picture in list(self._working) if picture not in wanted]
        held = {work.task for work in self._working.values()}
        for work in {work.task: work for work in gone if work.task not in held}.values():
            work.task.cancel()  # what the library has not begun for it, it leaves alone
            if work.asked:
                work.asked.cancel()  # a task that has not begun does not say so itself
        self._begin()

    async def at_hand(self) -> None:
        """Waits for what is wanted and need not be made again."""
        while batches := {work.task for work in self._working.values() if work.asked}:
            await asyncio.wait(batches)

    def forget(self, picture: int | None = None) -> None:
        """Looks again next time: for one picture, or for all."""
        for gone in [picture] if picture is not None else list(self._kept):
            kept = self._kept.pop(gone, None)
            self._bytes -= kept.bytes if kept else 0

    def _begin(self) -> None:
        """As many as may be under way. What is asked for in another size meanwhile comes after the present one."""
        while self._room(single=False) and (batch := self._next_batch()):
            for wish in batch:
                del self._wishes[wish.picture]
            try:
                asked = self._ask(batch)  # now: the task begins only after what is on screen has been painted
            except StorageError:
                return  # the library is closed: its window is about to go
            self._under_way(batch, self._work(batch, partial(self._bring, batch, asked)), asked)
        while self._room(single=True):
            single = [wish for wish in self._absent.values() if wish.picture not in self._working][:1]
            if not single:
                return
            del self._absent[single[0].picture]
            self._under_way(single, self._work(single, partial(self._make, single[0])), None)

    def _room(self, *, single: bool) -> bool:
        return len({work.task for work in self._working.values() if (work.asked is None) is single}) < AT_ONCE

    def _next_batch(self) -> list[Wish]:
        """The most wanted ones, of which the library has the same size."""
        free = [wish for wish in self._wishes.values() if wish.picture not in self._working]
        return [wish for wish in free if _edge(wish) == _edge(free[0])][:BATCH]

    def _under_way(self, batch: list[Wish], work: Coroutine[Any, Any, None], asked: asyncio.Future[Any] | None) -> None:
        task = self._start(work, name="thumbnails")
        for wish in batch:
            self._working[wish.picture] = _Work(wish, task, asked)

    async def _work(self, batch: list[Wish], work: Callable[[], Awaitable[None]]) -> None:
        goes_on = True
        try:
            await work()
        except asyncio.CancelledError:
            goes_on = False  # whoever cancels it begins what comes instead, or ends it all
            raise
        finally:
            for wish in batch:
                if self._is_ours(wish):
                    del self._working[wish.picture]
            if goes_on:
                self._begin()

    def _is_ours(self, wish: Wish) -> bool:
        work = self._working.get(wish.picture)
        return work is not None and work.wish is wish

    def _ask(self, batch: list[Wish]) -> asyncio.Future[dict[int, QImage]]:
        assert self._stored
        sizes = {wish.picture: wish.size for wish in batch}
        return self._stored(list(sizes), _edge(batch[0]), lambda picture, data: scaled(data, sizes[picture]))

    async def _bring(self, batch: list[Wish], asked: Awaitable[dict[int, QImage]]) -> None:
        """What is at hand; what isn't is made by itself."""
        found = await asked
        for wish in batch:
            image = found.get(wish.picture)
            if image is not None and not image.isNull():
                self._came(wish, image)
            elif self._is_ours(wish):
                self._absent[wish.picture] = wish

    async def _make(self, wish: Wish) -> None:
        data = await self._load(wish.picture, _edge(wish))
        self._came(wish, await computed(scaled, data, wish.size) if data else None)

    def _came(self, wish: Wish, image: QImage | None) -> None:
        pixmap = None
        if image is not None and not image.isNull():
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(wish.scale)
        self._keep(wish, pixmap)
        if isValid(self):
            self.ready.emit(wish.picture)
        else:  # its window has gone meanwhile, as with a change of the language
            self._wishes.clear()
            self._absent.clear()

    def _keep(self, wish: Wish, pixmap: QPixmap | None) -> None:
        self.forget(wish.picture)
        kept = self._kept[wish.picture] = _Kept(pixmap, wish.size, wish.scale)
        self._bytes += kept.bytes
        bound = min(self._bound, max(LEAST, PAGES * self._wanted))
        while self._bytes > bound and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.bytes


def _edge(wish: Wish) -> int:
    """Of the thumbnail that it is made from."""
    return SMALL if max(wish.size.width(), wish.size.height()) <= SMALL else LARGE


def scaled(data: bytes, size: QSize) -> QImage:
    """Decodes a JPEG of the library and scales it to fit; one of nearly the asked shape fills it to the pixel.

    Runs in a thread.
    """
    from PySide6.QtGui import QImage, QImageReader  # late: the first frame does without

    buffer = QBuffer()
    buffer.setData(data)
    # A reader lets go of Python's lock while it decodes; QImage's own functions keep it. The format is said: else Qt
    # lets every plugin look, under a lock, and one of them asks our translators for a text. Those need Python's lock,
    # which another thread that decodes may hold while it waits for Qt's.
    reader = QImageReader(buffer, b"JPEG")
    whole = reader.size()
    if whole.isEmpty():
        return QImage()
    fills = abs(whole.width() / whole.height() / (size.width() / size.height()) - 1) < NEARLY
    reader.setScaledSize(size if fills else whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read().convertToFormat(QImage.Format.Format_RGB32)

"""Thumbnails on their way to the screen: what is visible first, decoded and scaled in threads, kept within a bound."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from shiboken6 import isValid

from .tasks import computed

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SMALL, LARGE = 256, 512  # what the library keeps, long edge in pixels
AT_ONCE = 4
BOUND = 128 * 1024 * 1024  # bytes of pixmaps
NEARLY = 0.01  # a picture whose shape differs by less fills its tile


class Start(Protocol):
    """Starts a coroutine that somebody owns (Tasks.start)."""

    def __call__(self, coroutine: Coroutine[Any, Any, None], *, name: str) -> Any: ...


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


class Thumbnails(QObject):
    """Ask with get(), say with want() what is on screen; `ready` tells the id of a picture that has come."""

    ready = Signal(object)

    def __init__(
        self,
        load: Callable[[int, int], Awaitable[bytes | None]],
        start: Start,
        parent: QObject | None = None,
        *,
        bound: int = BOUND,
    ) -> None:
        super().__init__(parent)
        self._load = load
        self._start = start
        self._bound = bound
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._bytes = 0
        self._wishes: OrderedDict[int, Wish] = OrderedDict()  # not begun yet, the most wanted first
        self._working: dict[int, tuple[Wish, Any]] = {}  # with the task that owns it

    @property
    def bytes(self) -> int:
        """Bytes of pixels that are held."""
        return self._bytes

    def another(self, bound: int, parent: QObject) -> Thumbnails:
        """From the same source, for a place where they have another size: one has a picture in one size only."""
        return Thumbnails(self._load, self._start, parent, bound=bound)

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
        self._wishes.clear()
        wishes = list(wishes)
        for wish in wishes:
            kept = self._kept.get(wish.picture)
            done = kept is not None and (kept.pixmap is None or (kept.size, kept.scale) == (wish.size, wish.scale))
            if not done and self._working.get(wish.picture, (None,))[0] != wish:
                self._wishes[wish.picture] = wish
        wanted = {wish.picture for wish in wishes}
        for picture, (_, task) in list(self._working.items()):
            if picture not in wanted:
                task.cancel()  # what the library has not begun for it, it leaves alone
                del self._working[picture]  # a task that has not begun never comes to an end of its own
        self._begin()

    def forget(self, picture: int | None = None) -> None:
        """Looks again next time: for one picture, or for all."""
        for gone in [picture] if picture is not None else list(self._kept):
            kept = self._kept.pop(gone, None)
            self._bytes -= kept.bytes if kept else 0

    def _begin(self) -> None:
        """As many as may be under way."""
        while self._wishes and len(self._working) < AT_ONCE:
            picture = next((p for p in self._wishes if p not in self._working), None)
            if picture is None:
                return  # asked for in another size meanwhile: that comes after this one
            wish = self._wishes.pop(picture)
            self._working[picture] = wish, self._start(self._work(wish), name="thumbnails")

    async def _work(self, wish: Wish) -> None:
        goes_on = True
        try:
            await self._fetch(wish)
        except asyncio.CancelledError:
            goes_on = False  # whoever cancels it begins what comes instead, or ends it all
            raise
        finally:
            if self._working.get(wish.picture, (None,))[0] is wish:
                del self._working[wish.picture]
            if goes_on:
                self._begin()

    async def _fetch(self, wish: Wish) -> None:
        edge = SMALL if max(wish.size.width(), wish.size.height()) <= SMALL else LARGE
        data = await self._load(wish.picture, edge)
        image = await computed(scaled, data, wish.size) if data else None
        if image is not None and not image.isNull():
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(wish.scale)
            self._keep(wish, pixmap)
        else:
            self._keep(wish, None)
        if isValid(self):
            self.ready.emit(wish.picture)
        else:  # its window has gone meanwhile, as with a change of the language
            self._wishes.clear()

    def _keep(self, wish: Wish, pixmap: QPixmap | None) -> None:
        self.forget(wish.picture)
        kept = self._kept[wish.picture] = _Kept(pixmap, wish.size, wish.scale)
        self._bytes += kept.bytes
        while self._bytes > self._bound and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= dropped.bytes


def scaled(data: bytes, size: QSize) -> QImage:
    """Decodes a JPEG of the library and scales it to fit; one of nearly the asked shape fills it to the pixel.

    Runs in a thread.
    """
    from PySide6.QtGui import QImage  # late: the first frame does without

    # The format is said: else Qt lets every plugin look, under a lock, and one of them asks our translators for a text.
    # Those need Python's own lock, which another thread that decodes may hold while it waits for Qt's.
    image = QImage.fromData(data, "JPEG")  # type: ignore[arg-type]  # the stub asks for bytes, which it refuses
    if image.isNull():
        return image
    shape, wish = image.width() / image.height(), size.width() / size.height()
    fills = abs(shape / wish - 1) < NEARLY
    mode = Qt.AspectRatioMode.IgnoreAspectRatio if fills else Qt.AspectRatioMode.KeepAspectRatio
    kind = QImage.Format.Format_ARGB32_Premultiplied if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    return image.scaled(size, mode, Qt.TransformationMode.SmoothTransformation).convertToFormat(kind)

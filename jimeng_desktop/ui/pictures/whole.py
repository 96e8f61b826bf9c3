"""Whole pictures for the loupe: decoded and reduced in threads, a few kept, never more than a bound of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from ..base.ports import Start
from ..base.tasks import computed
from .whole_image import whole_picture

AT_ONCE = 2
BOUND = 320 * 1024 * 1024  # bytes: four pictures of 4096 x 4096 and a little


class LoupePictures(QObject):
    """Say with want() what is looked at and what may be next; `ready` tells the id of one that has been decoded."""

    ready = Signal(object)  # picture id, also of one that can't be read
    reduced = Signal(object, object)  # the key given to reduce(), a QImage

    def __init__(self, start: Start, parent: QObject | None = None, *, bound: int = BOUND) -> None:
        super().__init__(parent)
        self._start = start
        self._bound = bound
        self._kept: OrderedDict[int, QImage] = OrderedDict()
        self._broken: set[int] = set()
        self._wishes: list[tuple[int, str]] = []
        self._working: set[int] = set()
        self._workers = 0

    def get(self, picture: int) -> QImage | None:
        """The whole picture, once it is there."""
        image = self._kept.get(picture)
        if image is not None:
            self._kept.move_to_end(picture)
        return image

    def broken(self, picture: int) -> bool:
        """Its file is gone or can't be read."""
        return picture in self._broken

    def want(self, pictures: Sequence[tuple[int, str]]) -> None:
        """Ids and paths, the most wanted first; what was wanted before and isn't now is not begun any more."""
        self._wishes = [(p, path) for p, path in pictures if p not in self._kept and p not in self._working]
        while self._workers < min(AT_ONCE, len(self._wishes) + len(self._working)):
            self._workers += 1
            self._start(self._work(), name="loupe")

    def reduce(self, key: object, image: QImage, part: QRect, size: QSize) -> None:
        """Scales a part of a picture well, for `reduced` to bring."""
        self._start(self._reduce(key, image, part, size), name="loupe")

    def clear(self) -> None:
        """Nothing is looked at any more."""
        self._wishes.clear()
        self._kept.clear()
        self._broken.clear()

    async def _work(self) -> None:
        try:
            while self._wishes:
                picture, path = self._wishes.pop(0)
                self._working.add(picture)
                try:
                    image = await computed(whole_picture, Path(path))
                finally:
                    self._working.discard(picture)
                if not isValid(self):  # its window has gone meanwhile, as with a change of the language
                    return
                self._keep(picture, image)
        finally:
            self._workers -= 1

    async def _reduce(self, key: object, image: QImage, part: QRect, size: QSize) -> None:
        scaled = await computed(reduced, image, part, size)
        if isValid(self):
            self.reduced.emit(key, scaled)

    def _keep(self, picture: int, image: QImage) -> None:
        if image.isNull():
            self._broken.add(picture)
        else:
            self._broken.discard(picture)
            self._kept[picture] = image
        held = sum(kept.sizeInBytes() for kept in self._kept.values())
        while held > self._bound and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            held -= dropped.sizeInBytes()
        self.ready.emit(picture)


def reduced(image: QImage, part: QRect, size: QSize) -> QImage:
    """A part of the image in another size. Runs in a thread."""
    return image.copy(part).scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )

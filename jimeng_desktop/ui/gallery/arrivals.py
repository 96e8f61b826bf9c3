"""The thumbnails of what is on screen: asked for, and painted a few at a time as they come."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QWidget

from ..jobs.model import GalleryModel
from ..pictures.thumbnails import Thumbnails
from ..pictures.tile_marks import with_marks
from .motion import Motion
from .on_screen import wishes
from .painter import GalleryPainter
from .places import Places

REST = 40  # milliseconds without a scroll until what lies around is fetched too
GATHER = 4  # milliseconds from one painting of thumbnails that have come to the next


class Arrivals(QObject):
    """Of one view, whose viewport is painted where they have come."""

    def __init__(
        self,
        viewport: QWidget,
        model: GalleryModel,
        places: Places,
        thumbnails: Thumbnails,
        painter: GalleryPainter,
        motion: Motion,
    ) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._model = model
        self._places = places
        self._thumbnails = thumbnails
        self._painter = painter
        self._motion = motion
        self._came: list[int] = []  # thumbnails that are not painted yet
        self._painted = QElapsedTimer()
        self._painted.start()
        self._gathering = QTimer(self, singleShot=True)
        self._gathering.timeout.connect(self._paint)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(lambda: self._want(ahead=True))
        thumbnails.ready.connect(self._ready)

    @property
    def waiting(self) -> bool:
        """Some have come that are not painted yet."""
        return bool(self._came)

    def want(self) -> None:
        """Those of what is on screen; and when nothing moves any more, those around it."""
        self._want(ahead=False)
        self._rest.start()

    def _want(self, *, ahead: bool) -> None:
        places, scale = self._places, self._viewport.devicePixelRatioF()
        self._thumbnails.want(wishes(places.geometry, places.offset, places.page, scale, ahead=ahead))

    def _ready(self, picture: int) -> None:
        if self._painter.stood(picture):
            self._motion.fade(picture)
        self._came.append(picture)
        if not self._gathering.isActive():
            self._gathering.start(max(0, GATHER - self._painted.elapsed()))

    def _paint(self) -> None:
        """A few at a time: a painting for each would cost more than the thumbnails themselves."""
        came, self._came = self._came, []
        self._painted.restart()
        region, offset = QRegion(), self._places.offset
        for picture in came:
            row = self._model.row_of(picture)
            if row is not None:
                region += with_marks(self._places.geometry.box(row)).translated(0, -offset)
        self._viewport.update(region)

"""The pictures of one job in a row, small: the loupe's way from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ...core.job import Job
from ...core.marks import Flag
from ..base.language import fill
from ..design.drawing import device_size
from ..jobs.model import GalleryModel
from ..jobs.placeholders import Outlook, Placeholder, placeholder
from ..jobs.rows import as_number, is_saved
from ..jobs.unshown import unshown
from ..pictures.thumbnails import Thumbnails, Wish
from ..pictures.tile import OUTSIDE, REJECTED, Rings, paint_picture, paint_placeholder, paint_rings

HIGH, GAP = 56, 10
NARROWEST, WIDEST = 32, 132  # however long a picture is, it can be seen and pressed


class Sibling(QAbstractButton):
    """One place; the ring needs room around the picture."""

    def __init__(self, strip: Siblings) -> None:
        super().__init__(strip)
        self._strip = strip
        self.place = -1
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """The strip says which is current."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.rect().adjusted(OUTSIDE, OUTSIDE, -OUTSIDE, -OUTSIDE)
        self._strip.paint(painter, box, self.place)
        current = self.isChecked()
        paint_rings(painter, box, Rings(current=current, focused=current, hovered=self.underMouse()))


class Siblings(QWidget):
    """As many as have room, the current one among them. `chosen` tells a picture's id."""

    chosen = Signal(object)

    def __init__(self, model: GalleryModel, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Pictures of this job"))
        self._model = model
        self._thumbnails = thumbnails
        self._job: Job | None = None
        self._current = 0
        self._wide = HIGH
        self._room, self._whole = QRect(), 0
        self.buttons: list[Sibling] = []
        thumbnails.ready.connect(self._picture_ready)

    def show_job(self, job: Job, current: int) -> None:
        """The job's pictures, of which one is current."""
        self._job, self._current = job, current
        self._wide = min(max(round(HIGH * as_number(job.recipe.ratio)), NARROWEST), WIDEST)
        self._place()

    def set_room(self, room: QRect, whole: int) -> None:
        """In the middle of `whole` where there is room for that, else in the middle of its room."""
        self._room, self._whole = room, whole
        self._place()

    @property
    def count(self) -> int:
        """How many places the job has."""
        return max(1, len(self._job.pictures) or self._job.expected) if self._job else 0

    def width_of(self, places: int) -> int:
        """What so many places take, or as many as there are."""
        shown = min(self.count, places)
        return shown * (self._wide + GAP) - GAP + 2 * OUTSIDE if shown else 0

    def paint(self, painter: QPainter, box: QRect, place: int) -> None:
        """One of them."""
        job = self._job
        picture = job.pictures[place] if job and place < len(job.pictures) else None
        pixmap = self._thumbnails.get(picture.id) if is_saved(picture) else None
        if picture and pixmap:
            rejected = self._model.marks_of(picture.id).flag is Flag.REJECT
            paint_picture(painter, box, pixmap, REJECTED if rejected else 1)
            return
        model = self._model
        stands_in = placeholder(job, picture, Outlook(model.clock()), model.translate) if job else None
        if kept := unshown(picture):
            stands_in = Placeholder(kept.icon)
        paint_placeholder(painter, box, stands_in._replace(caption="", fraction=None) if stands_in else None)

    def _place(self) -> None:
        step = self._wide + GAP
        fit = max(0, (self._room.width() - 2 * OUTSIDE + GAP) // step)
        shown = min(self.count, fit)
        first = min(max(0, self._current - shown // 2), self.count - shown)
        wide = self.width_of(shown)
        x = (self._whole - wide) // 2
        if x < self._room.left() or x + wide > self._room.right():
            x = self._room.left() + (self._room.width() - wide) // 2
        self.setGeometry(x, self._room.top() + (self._room.height() - HIGH) // 2 - OUTSIDE, wide, HIGH + 2 * OUTSIDE)
        while len(self.buttons) < shown:
            self.buttons.append(self._button())
        for at, button in enumerate(self.buttons):
            button.setVisible(at < shown)
            if at < shown:
                button.setGeometry(at * step, 0, self._wide + 2 * OUTSIDE, HIGH + 2 * OUTSIDE)
                self._tell(button, first + at)
        self._want()

    def _tell(self, button: Sibling, place: int) -> None:
        job = self._job
        assert job
        picture = job.pictures[place] if place < len(job.pictures) else None
        button.place = place
        button.setChecked(place == self._current)
        button.setEnabled(is_saved(picture) or unshown(picture) is not None)
        button.setAccessibleName(fill(self.tr("Picture %1 of %2"), place + 1, self.count))
        button.update()

    def _want(self) -> None:
        ratio = self.devicePixelRatioF()
        size = device_size(QRect(0, 0, self._wide, HIGH), ratio)
        shown = {button.place for button in self.buttons if not button.isHidden()}
        pictures = self._job.pictures if self._job else ()
        self._thumbnails.want(Wish(p.id, QSize(size), ratio) for p in pictures if p.position in shown and is_saved(p))

    def _picture_ready(self, picture: int) -> None:
        if self._job and any(picture == p.id for p in self._job.pictures):
            self.update()

    def _button(self) -> Sibling:
        button = Sibling(self)
        button.setFocusPolicy(self.focusPolicy())  # none: the arrows of the loupe do the same
        button.clicked.connect(lambda: self._choose(button.place))
        return button

    def _choose(self, place: int) -> None:
        if self._job and place < len(self._job.pictures):
            self.chosen.emit(self._job.pictures[place].id)

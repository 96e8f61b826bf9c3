"""The loupe: one picture as large as fits, or pixel for pixel. It opens with the thumbnail and sharpens by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCursor,
    QEnterEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolButton, QWidget

from ...core.job import MOST_PICTURES, Job, Picture
from ..base.language import fill
from ..base.ports import Start
from ..design import look
from ..design.buttons import ToolButton
from ..design.plain import PlainLabel, set_tip
from ..jobs.model import GalleryModel
from ..jobs.placeholders import title_of
from ..jobs.rows import is_saved, picture_at
from ..jobs.unshown import unshown
from ..pictures.thumbnails import LARGE, Thumbnails, Wish
from ..pictures.whole import LoupePictures
from ..pictures.whole_painter import (
    MARGIN,
    Sight,
    paint_image,
    paint_reduced,
    paint_thumbnail,
    paint_trouble,
    paint_words,
    part_seen,
)
from ..pictures.zoom import Zoom, panned, scale_of, settled, target, zoomed
from .keys import STEP, press
from .note import LoupeNote

BUTTON = 28
SETTLE = 60  # milliseconds after the last move until the picture is reduced well
QUIET = 2000  # milliseconds without the mouse until words and buttons go


class Loupe(PlainLabel):
    """Shows the saved pictures of a GalleryModel one at a time. Zoom and place stay from one to the next.

    All of it is painted here; a label with a picture is what a screen reader takes for a graphic.
    """

    closed = Signal()
    picture_changed = Signal(object)  # picture id
    zoom_changed = Signal()
    full_screen_pressed = Signal()

    def __init__(
        self, model: GalleryModel, thumbnails: Thumbnails, start: Start, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._thumbnails = thumbnails
        self._pictures = LoupePictures(start, self)
        self._id: int | None = None
        self._file: str | None = None  # of it, when it was last asked for
        self._zoom = Zoom()
        self._reduced: tuple[object, QImage] | None = None
        self._dragged: QPointF | None = None
        self._quiet = False
        self._bare = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Loupe"))
        self.setPixmap(QPixmap(1, 1))
        self._settle = self._timer(SETTLE, self._reduce)
        self._calm = self._timer(QUIET, lambda: self._set_quiet(True))
        self.close_button = self._button("close", self.tr("Back to the gallery"), self.closed.emit)
        self.previous_button = self._button("chevron-left", self.tr("Previous picture"), lambda: self.step(-1))
        self.next_button = self._button("chevron-right", self.tr("Next picture"), lambda: self.step(1))
        self.note = LoupeNote(self)
        self._pictures.ready.connect(self._picture_ready)
        self._pictures.reduced.connect(self._reduction_ready)
        thumbnails.ready.connect(self._picture_ready)
        model.rowsRemoved.connect(self._check_still_there)
        model.dataChanged.connect(self._check_file)

    # What the window asks

    @property
    def picture_id(self) -> int | None:
        """The picture that is shown."""
        return self._id

    @property
    def zoom(self) -> Zoom:
        """How it is shown."""
        return self._zoom

    @property
    def job(self) -> Job | None:
        """The job of the picture that is shown."""
        return None if self._id is None else self._model.job(self._id // MOST_PICTURES)

    def show_picture(self, picture: int) -> None:
        """Shows a saved picture; zoom and place stay as they are."""
        found = self._model.picture(picture)
        if found is None:
            return
        changed, self._id = picture != self._id, picture
        self._file = found.path
        self._zoom = settled(self._zoom, self._size(found), self._window())
        self._ask_for(found)
        self._say()
        self._changed()
        if changed:
            self.picture_changed.emit(picture)

    def step(self, by: int) -> None:
        """The next picture (1) or the one before (-1)."""
        other = None if self._id is None else self._model.neighbour(self._id, by)
        if other is not None:
            self.show_picture(other)

    def set_scale(self, scale: float | None, at: QPointF | None = None) -> None:
        """Another scale (device pixels for one of the picture; None fits), around a point of the widget."""
        picture = self._picture()
        if picture is None:
            return
        ratio = self.devicePixelRatioF()
        point = (at or QPointF(self.width() / 2, self.height() / 2)) * ratio
        self._zoom = zoomed(self._zoom, scale, point, self._size(picture), self._room(), self._window())
        self._changed()

    def toggle(self, at: QPointF | None = None) -> None:
        """Fit, or one to one."""
        self.set_scale(1.0 if self._zoom.scale is None else None, at)

    def scale_by(self, factor: float, at: QPointF | None = None) -> None:
        """Larger or smaller by a factor, around a point of the widget."""
        picture = self._picture()
        if picture:
            self.set_scale(scale_of(self._zoom, self._size(picture), self._room()) * factor, at)

    def pan(self, by: QPointF) -> None:
        """Moves an enlarged picture by so many pixels of the widget."""
        picture = self._picture()
        if picture:
            self._zoom = panned(self._zoom, by * self.devicePixelRatioF(), self._size(picture), self._window())
            self._settle.start()
            self.update()

    def go_to_end(self, end: int) -> None:
        """The first saved picture of the gallery (-1), or the last (1)."""
        rows = self._model.rows
        places = range(rows.count) if end < 0 else range(rows.count - 1, -1, -1)
        other = next((p.id for p in (picture_at(*rows.at(row)) for row in places) if is_saved(p)), None)
        if other is not None:
            self.show_picture(other)

    def leave(self) -> None:
        """One step back: out of the full screen, or to the gallery."""
        (self.full_screen_pressed if self._bare else self.closed).emit()

    def pointer(self) -> QPointF | None:
        """Where the mouse points, if it points in here."""
        return QPointF(self.mapFromGlobal(QCursor.pos())) if self.underMouse() else None

    def set_bare(self, bare: bool) -> None:
        """The picture alone, up to the edges; words and buttons come only with the mouse."""
        self._bare = bare
        self._set_quiet(bare)
        self._changed()

    # Inside

    def _picture(self) -> Picture | None:
        return None if self._id is None else self._model.picture(self._id)

    def _ask_for(self, picture: Picture) -> None:
        """This one first, then its neighbours."""
        after, before = (self._model.neighbour(picture.id, by) for by in (1, -1))
        self.next_button.setEnabled(after is not None)
        self.previous_button.setEnabled(before is not None)
        beside = [self._model.picture(other) for other in (after, before) if other is not None]
        wanted = [picture, *filter(None, beside)]
        self._pictures.want([(p.id, p.path) for p in wanted if p.path])
        ratio = self.devicePixelRatioF()
        missing = [p.id for p in wanted if p.path and self._thumbnails.get(p.id) is None]
        self._thumbnails.want(Wish(p, QSize(LARGE, LARGE), ratio) for p in missing)

    def _size(self, picture: Picture) -> QSize:
        image = self._pictures.get(picture.id)
        return image.size() if image else QSize(picture.width or 1024, picture.height or 1024)

    def _window(self) -> QSize:
        return (self.size().toSizeF() * self.devicePixelRatioF()).toSize()

    def _room(self) -> QSize:
        margin = 0 if self._bare else MARGIN
        return ((self.size() - QSize(2 * margin, 2 * margin)).toSizeF() * self.devicePixelRatioF()).toSize()

    def _changed(self) -> None:
        self._settle.start()
        self._show_note()
        self._show_cursor()
        self.update()
        self.zoom_changed.emit()

    def _show_cursor(self) -> None:
        over = self._zoom.scale is not None
        hidden = self._bare and self._quiet
        shape = Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(Qt.CursorShape.BlankCursor if hidden else shape)

    def _check_file(self) -> None:
        """A picture that had not come whole may have come now."""
        found = self._picture()
        if found is not None and self.isVisible():
            self._show_note()
            if found.path != self._file:
                self.show_picture(found.id)

    def _show_note(self) -> None:
        picture = self._picture()
        seen = picture is None or self._pictures.get(picture.id) or self._thumbnails.get(picture.id)
        self.note.show_words(None if seen else unshown(picture), self.rect())

    def _picture_ready(self, picture: int) -> None:
        if picture == self._id:
            self._reduce()
            self._show_note()
            self.update()

    def _reduce(self) -> None:
        """Has what is seen of a large picture scaled down well; until it comes a quicker scaling shows."""
        picture = self._picture()
        image = self._pictures.get(picture.id) if picture else None
        if picture is None or image is None or scale_of(self._zoom, image.size(), self._room()) >= 1:
            return
        sight = self._sight(image.size())
        key = (picture.id, sight.whole, sight.seen)
        if self._reduced is None or self._reduced[0] != key:
            self._pictures.reduce(key, image, part_seen(image, sight).toRect(), sight.seen.size())

    def _sight(self, size: QSize) -> Sight:
        room, window = self._room(), self._window()
        whole = target(self._zoom, size, room, window)
        seen = whole.intersected(QRect(0, 0, window.width(), window.height()))
        return Sight(whole, seen, scale_of(self._zoom, size, room), self.devicePixelRatioF())

    def _reduction_ready(self, key: object, image: QImage) -> None:
        self._reduced = key, image
        self.update()

    def _check_still_there(self) -> None:
        if self._id is not None and self._picture() is None:
            self._id = None
            self.closed.emit()

    def _say(self) -> None:
        job, picture = self.job, self._picture()
        if job and picture:
            text = fill(self.tr("Picture %1 of %2: %3"), picture.position + 1, len(job.pictures), title_of(job))
            self.setAccessibleDescription(text)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.theme().s0)
        picture = self._picture()
        if picture is None:
            return
        self._paint_picture(painter, picture)
        if not self._quiet:
            paint_words(painter, self.words(), [button.geometry() for button in self._buttons()])

    def _paint_picture(self, painter: QPainter, picture: Picture) -> None:
        image = self._pictures.get(picture.id)
        sight = self._sight(image.size() if image else self._size(picture))
        if not self.note.isHidden():
            return
        if image is None:
            place = paint_thumbnail(painter, self._thumbnails.get(picture.id), sight)
            if self._pictures.broken(picture.id):
                paint_trouble(painter, place.center(), self.tr("The file is missing or can't be read"))
        elif self._reduced and self._reduced[0] == (picture.id, sight.whole, sight.seen):
            paint_reduced(painter, self._reduced[1], sight)
        else:
            paint_image(painter, image, sight)

    def words(self) -> tuple[str, str, str]:
        """2 of 4; Fit · 43 %; 2496 × 1664."""
        picture, job = self._picture(), self.job
        if picture is None or job is None:
            return "", "", ""
        where = fill(self.tr("%1 of %2"), picture.position + 1, len(job.pictures))
        if not self.note.isHidden():
            return where, (picture.format or "").upper(), ""
        size = self._size(picture)
        percent = round(scale_of(self._zoom, size, self._room()) * 100)
        zoom = self.tr("Fit · %1 %") if self._zoom.scale is None else self.tr("%1 %")
        return where, fill(zoom, percent), f"{size.width()} × {size.height()}"

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(self, event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        if notches:
            self.scale_by(STEP**notches, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._zoom.scale is not None:
            self._dragged = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_quiet(False)
        self._calm.start()
        if self._dragged is not None:
            by, self._dragged = event.position() - self._dragged, event.position()
            self.pan(by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None
        self._changed()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle(event.position())

    def enterEvent(self, event: QEnterEvent) -> None:
        self._calm.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        right = self.width() - MARGIN + 6 - BUTTON
        middle = (self.height() - BUTTON) // 2
        self.close_button.move(right, MARGIN - 6)
        self.previous_button.move(MARGIN - 6, middle)
        self.next_button.move(right, middle)
        self._show_note()
        picture = self._picture()
        if picture:
            self._zoom = settled(self._zoom, self._size(picture), self._window())
        self._settle.start()
        self.zoom_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        self._set_quiet(False)
        self._calm.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pictures.clear()
        self._reduced = None
        self._zoom = Zoom()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def _buttons(self) -> tuple[QToolButton, ...]:
        return self.close_button, self.previous_button, self.next_button

    def _set_quiet(self, quiet: bool) -> None:
        if quiet != self._quiet:
            self._quiet = quiet
            for button in self._buttons():
                button.setVisible(not quiet)
            self._show_cursor()
            self.update()

    def _button(self, icon: str, name: str, does: Callable[[], object]) -> QToolButton:
        button = ToolButton(self)
        button.setIcon(look.icon(icon, 20))
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(BUTTON, BUTTON)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys of the loupe do the same
        button.setAccessibleName(name)
        set_tip(button, name)
        button.clicked.connect(lambda: does())
        return button

    def _timer(self, milliseconds: int, does: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(does)
        return timer

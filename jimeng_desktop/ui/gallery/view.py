"""The gallery: jobs with their pictures, newest first. A QListView whose geometry and painting are ours, by arithmetic.

Only what is on screen is asked for, laid out in detail and painted; QListView keeps selection, keys and accessibility.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QEvent, QItemSelectionModel, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QCursor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QRegion,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QWidget

from ...core.job import PictureState
from ..design.plain import set_tip
from ..design.viewport import take_ground
from ..jobs.model import GalleryModel, Role
from ..jobs.rows import picture_at, row_id
from ..jobs.unshown import unshown
from ..pictures.thumbnails import Thumbnails
from ..pictures.tile import around, picture_rect
from ..pictures.tile_marks import with_marks
from .base import AnyIndex, GalleryBase
from .hand_order import Place, place_at, step_of, stepped
from .motion import Motion
from .on_screen import changed_areas, header_at, wishes
from .painter import GalleryPainter
from .selection import chosen_pictures
from .widgets import CANCEL, GalleryWidgets

SELECT = QItemSelectionModel.SelectionFlag
REST = 40  # milliseconds without a scroll until what lies around is fetched too
GATHER = 4  # milliseconds from one painting of thumbnails that have come to the next
NOTCH = 120  # eighths of a degree: one click of a wheel


class GalleryView(GalleryBase):
    """Shows a GalleryModel. Ids are Python ints of more than 32 bits, so signals carry them as objects."""

    picture_opened = Signal(object)  # picture id
    current_picture_changed = Signal(object)  # picture id, None where the current row has no saved picture
    card_action = Signal(object, str)  # job id, code of messages.py
    picture_act = Signal(object, str)  # a picture, and what is to be done about its file
    cancel_asked = Signal(object)  # job id
    recipe_wanted = Signal(object)  # job id
    moved = Signal(object, object)  # ids of pictures, and that of the one before which they go; None: to the end
    size_stepped = Signal(int)  # the wheel asks for larger (1) or smaller (-1) tiles
    _sight_changed = Signal()

    def __init__(self, model: GalleryModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.thumbnails = thumbnails
        self.motion = Motion(self._moved, self)
        self._hovered = -1
        self._turned = 0  # eighths of a degree of the wheel that make no whole step yet
        self._sight_due = False
        self._place: Place | None = None  # where what is dragged would go
        self._came: list[int] = []  # thumbnails that are not painted yet
        self._painted_what_came = QElapsedTimer()
        self._painted_what_came.start()
        self._gathering = QTimer(self, singleShot=True)
        self._gathering.timeout.connect(self._paint_what_came)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(lambda: self._want(ahead=True))
        self.collect_menu_wanted: Callable[[QMenu], None] = lambda menu: None  # fills it with the collections
        self.picture_actions: list[list[QAction]] = []  # what the menu of a picture offers, in groups
        self._painter = GalleryPainter(self)
        self._widgets = GalleryWidgets(self, model.translate, self._act, self._reach)
        self.setAccessibleName(self.tr("Gallery"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        take_ground(self)
        self._sight_changed.connect(self._show_due, Qt.ConnectionType.QueuedConnection)  # once for many changes
        thumbnails.ready.connect(self._thumbnail_ready)
        self._begin()

    # What the rest of the window asks

    @property
    def current_picture(self) -> int | None:
        """The id of the current saved picture."""
        row = self.currentIndex().row()
        if row < 0:
            return None
        picture = picture_at(*self._model.rows.at(row))
        return picture.id if picture and picture.state is PictureState.SAVED else None

    def selected_pictures(self) -> list[int]:
        """The ids of the saved pictures that are selected, as they are shown; the current one where none is."""
        return list(chosen_pictures(self))

    def set_current_picture(self, picture: int, *, keep_selection: bool = False) -> None:
        """Makes a picture current and brings it into view. Only it is selected then, unless the selection is to be kept
        and has it.
        """
        index = self._model.index_of(picture)
        if index.isValid():
            kept = keep_selection and self.selectionModel().isSelected(index)
            self.selectionModel().setCurrentIndex(index, SELECT.NoUpdate if kept else SELECT.ClearAndSelect)
            self.scrollTo(index)

    def rect_of(self, picture: int) -> QRect:
        """Where a picture itself is painted, in the viewport; empty where it isn't there."""
        row = self._model.row_of(picture)
        if row is None:
            return QRect()
        box = self.geometry_of.box(row).translated(0, -self.verticalOffset())
        pixmap = self.thumbnails.get(picture)
        return picture_rect(box, pixmap).toRect() if pixmap else box

    def is_painted(self, picture: int) -> bool:
        """The picture itself, not only its placeholder, has been on screen."""
        return picture in self._painter.painted

    def show_job(self, job_id: int) -> None:
        """Scrolls to a job and makes its first row current and selected alone, whatever keys are held down."""
        row = self._model.first_row_of(job_id)
        if row is not None:
            self.selectionModel().setCurrentIndex(self._model.index(row), SELECT.ClearAndSelect)
            self.bring(job_id)
            self.setFocus()

    def bring(self, job_id: int) -> None:
        """Scrolls to a job; the keyboard and what is current stay where they are."""
        row = self._model.first_row_of(job_id)
        if row is not None:
            self.scrollTo(self._model.index(row))

    # Changes

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._show_sight()  # cards move with their ground

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, first, last, list(roles))
        if self._model.rows.version != self._laid_version:
            self._relayout()
            return
        if list(roles) == [Role.PLACEHOLDER]:  # bytes have arrived, often: nothing but that tile looks different
            self.viewport().update(self.visualRect(first))
            return
        offset = self.verticalOffset()
        areas = changed_areas(self.geometry_of, self.visible(), first.row(), last.row())
        for area in areas:
            self.viewport().update(area.translated(0, -offset))
        if areas:
            self._seen()

    def _relayout(self, *, anew: bool = False) -> None:
        super()._relayout(anew=anew)
        self._seen()

    def _seen(self) -> None:
        """What is on screen has changed, and is looked after before it is painted."""
        if not self._sight_due:
            self._sight_due = True
            self._sight_changed.emit()

    def _show_due(self) -> None:
        if self._sight_due:
            self._show_sight()

    def _show_sight(self) -> None:
        """The widgets of what is on screen, its thumbnails, what lies under the mouse."""
        self._sight_due = False
        visible, offset = self.visible(), self.verticalOffset()
        titled = [placed for placed in visible if placed.titled]
        self._widgets.sync(titled)
        for placed in titled:
            spots = self._painter.header(placed)[1]
            card = placed.boxes[0] if placed.section.card else QRect()
            self._widgets.place(placed.section.job.id, card.translated(0, -offset), spots.button.translated(0, -offset))
        self._want(ahead=False)
        self._rest.start()
        if self.viewport().underMouse():
            self._hover(self.viewport().mapFromGlobal(QCursor.pos()))

    def _want(self, *, ahead: bool) -> None:
        """The thumbnails of what is on screen; and `ahead`, when nothing moves any more, those around it."""
        scale, page = self.viewport().devicePixelRatioF(), self.viewport().height()
        self.thumbnails.want(wishes(self.geometry_of, self.verticalOffset(), page, scale, ahead=ahead))

    def _thumbnail_ready(self, picture: int) -> None:
        if self._painter.stood(picture):
            self.motion.fade(picture)
        self._came.append(picture)
        if not self._gathering.isActive():
            self._gathering.start(max(0, GATHER - self._painted_what_came.elapsed()))

    def _paint_what_came(self) -> None:
        """A few at a time: a painting for each would cost more than the thumbnails themselves."""
        came, self._came = self._came, []
        self._painted_what_came.restart()
        region, offset = QRegion(), self.verticalOffset()
        for picture in came:
            row = self._model.row_of(picture)
            if row is not None:
                region += with_marks(self.geometry_of.box(row)).translated(0, -offset)
        self.viewport().update(region)

    def _moved(self) -> None:
        """The timer: paints what moves, and only that."""
        offset = self.verticalOffset()
        for area in self._painter.moving(self.visible()):
            self.viewport().update(area.translated(0, -offset))

    # Painting, and what the user does

    def paintEvent(self, event: QPaintEvent) -> None:
        self._show_due()  # a grab paints at once
        self._painter.paint(event.rect(), self._hovered, self._place.line if self._place else None)
        self.motion.schedule(*self._painter.moves(self.visible()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_E):
            if not event.isAutoRepeat():
                self._open(self.currentIndex())
            return
        if self.acceptDrops() and (step := step_of(event)):
            if move := stepped(self, step):
                self.moved.emit(*move)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Single letters are commands here, not a search."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(event.position().toPoint())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        while abs(self._turned) >= NOTCH:
            step = 1 if self._turned > 0 else -1
            self._turned -= step * NOTCH
            self.size_stepped.emit(step)
        event.accept()

    def set_ordered_by_hand(self, by_hand: bool) -> None:
        """Whether the user may move the pictures about."""
        self.setAcceptDrops(by_hand)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        QAbstractItemView.dragMoveEvent(self, event)  # scrolls at the edges
        self._show_place(place_at(self, event.position().toPoint()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        QAbstractItemView.dragLeaveEvent(self, event)
        self._show_place(None)

    def dropEvent(self, event: QDropEvent) -> None:
        place = place_at(self, event.position().toPoint())
        self._show_place(None)
        self.stopAutoScroll()
        self.setState(self.State.NoState)
        event.acceptProposedAction()
        if place:
            self.holds_current = False
            self.moved.emit(self.selected_pictures(), place.before)

    def _show_place(self, place: Place | None) -> None:
        for shown in (self._place, place):
            if shown:
                self.viewport().update(shown.line.translated(0, -self.verticalOffset()))
        self._place = place

    def startDrag(self, actions: Qt.DropAction) -> None:
        from .drag import start_drag

        start_drag(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        from .menu import asked_for

        asked_for(self, event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QPoint(-1, -1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            take_ground(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_sight()  # now: while the rest of the window is painted, thumbnails come

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        for index in (current, previous):
            self.viewport().update(around(self.visualRect(index)))
        self.current_picture_changed.emit(self.current_picture)

    def _open(self, index: AnyIndex) -> None:
        if not index.isValid():
            return
        section, place = self._model.rows.at(index.row())
        picture = picture_at(section, place)
        if picture and (picture.state is PictureState.SAVED or unshown(picture)):
            self.picture_opened.emit(row_id(section, place))
        card = self._widgets.card(section.job.id)
        if card and card.buttons:
            card.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _act(self, job_id: int, code: str) -> None:
        if code == CANCEL:
            self.cancel_asked.emit(job_id)
        else:
            self.card_action.emit(job_id, code)

    def _reach(self, job_id: int) -> None:
        """The keyboard has come to a button of this job: it must be in view."""
        self.bring(job_id)

    def _hover(self, point: QPoint) -> None:
        row = self.indexAt(point).row() if point.x() >= 0 else -1
        placed = header_at(self.visible(), point.y() + self.verticalOffset()) if point.x() >= 0 else None
        self._widgets.hover(placed, self._painter.header(placed)[1] if placed else None, self.verticalOffset())
        set_tip(self.viewport(), self._painter.tip(point) if row < 0 else "")
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            for changed in (before, row):
                if changed >= 0:
                    box = self.geometry_of.box(changed).translated(0, -self.verticalOffset())
                    self.viewport().update(around(box))

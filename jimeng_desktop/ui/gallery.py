"""The gallery: jobs with their pictures, newest first. A QListView whose geometry and painting are ours, by arithmetic.

Only what is on screen is asked for, laid out in detail and painted; QListView keeps selection, keys and accessibility.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ..core.job import PictureState
from .cards import card_height
from .gallery_geometry import Geometry, Placed
from .gallery_model import GalleryModel, Role, picture_at, row_id
from .gallery_motion import Motion
from .gallery_moves import moved, scrolled, selected_rows
from .gallery_painter import GalleryPainter
from .gallery_sight import anchor, changed_areas, header_at, wishes
from .gallery_widgets import CANCEL, GalleryWidgets
from .selection import chosen_pictures
from .thumbnails import Thumbnails
from .tile_painter import OUTSIDE, around, picture_rect
from .viewport import own_viewport, take_ground

TILE = 174
STEP = 40  # one step of the wheel is three of these
AnyIndex = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemView.ScrollHint


class GalleryView(QListView):
    """Shows a GalleryModel. Ids are Python ints of more than 32 bits, so signals carry them as objects."""

    picture_opened = Signal(object)  # picture id
    current_picture_changed = Signal(object)  # picture id, None where the current row has no saved picture
    card_action = Signal(object, str)  # job id, code of messages.py
    cancel_asked = Signal(object)  # job id
    recipe_wanted = Signal(object)  # job id
    _sight_changed = Signal()

    def __init__(self, model: GalleryModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own_viewport(self)
        # What the overrides use comes before the first call that reaches one of them.
        self.thumbnails = thumbnails
        self.geometry_of = Geometry(model.rows, card_height)
        self.motion = Motion(self._moved, self)
        self._model = model
        self._tile = TILE
        self._anchor: tuple[int, int] | None = None
        self._column: int | None = None
        self._hovered = self._laid_version = -1
        self._sight_due = False
        self.picture_actions: list[list[QAction]] = []  # what the menu of a picture offers, in groups
        self._painter = GalleryPainter(self)
        self._widgets = GalleryWidgets(self, model.translate, self._act, self._reach)
        self.setAccessibleName(self.tr("Gallery"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        take_ground(self)
        self._sight_changed.connect(self._show_sight, Qt.ConnectionType.QueuedConnection)  # once for many changes
        thumbnails.ready.connect(self._thumbnail_ready)
        self.setModel(model)
        model.rowsInserted.connect(self._relayout)
        model.rowsRemoved.connect(self._relayout)

    # What the rest of the window asks

    @property
    def gallery_model(self) -> GalleryModel:
        """The model, as what it is."""
        return self._model

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

    def set_current_picture(self, picture: int) -> None:
        """Makes a picture current and brings it into view: coming back from the loupe."""
        index = self._model.index_of(picture)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def set_tile_size(self, pixels: int) -> None:
        """The side that a square picture has where there is room."""
        self._tile = pixels
        self._relayout()

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
        """Scrolls to a job and makes its first row current."""
        placed = self.geometry_of.placed(job_id)
        if placed:
            self.setCurrentIndex(self._model.index(placed.first_row))
            self.bring(job_id)
            self.setFocus()

    def bring(self, job_id: int) -> None:
        """Scrolls to a job; the keyboard and what is current stay where they are."""
        placed = self.geometry_of.placed(job_id)
        if placed:
            self.scrollTo(self._model.index(placed.first_row))

    def visible(self) -> list[Placed]:
        """The jobs on screen, rings at the edges included."""
        top = self.verticalOffset()
        return list(self.geometry_of.between(top - OUTSIDE, top + self.viewport().height() + OUTSIDE))

    # Geometry, by arithmetic

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def visualRect(self, index: AnyIndex) -> QRect:
        if not index.isValid():
            return QRect()
        return self.geometry_of.box(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.geometry_of.row_at(point.x(), point.y() + self.verticalOffset())
        return QModelIndex() if row is None else self._model.index(row)

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)  # not QListView's, which walks all rows

    def updateGeometries(self) -> None:
        page = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.geometry_of.height - page))
        bar.setPageStep(page)
        bar.setSingleStep(STEP)
        QAbstractItemView.updateGeometries(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self._relayout()

    def scrollTo(self, index: AnyIndex, hint: Hint = Hint.EnsureVisible) -> None:
        if index.isValid():
            to = scrolled(self.geometry_of, index.row(), self.verticalOffset(), self.viewport().height(), hint)
            self.verticalScrollBar().setValue(to)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)
        self._seen()
        self._show_sight()  # cards move with their ground

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        row = self.currentIndex().row()
        vertical = action in (self.CursorAction.MoveUp, self.CursorAction.MoveDown)
        if not vertical:
            self._column = None
        elif self._column is None and row >= 0:
            self._column = self.geometry_of.box(row).center().x()
        to = moved(self.geometry_of, row, action, self.viewport().height(), self._column if vertical else None)
        return self._model.index(to) if to >= 0 else QModelIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        offset = self.verticalOffset()
        dragging = self.state() == QAbstractItemView.State.DragSelectingState
        rows = selected_rows(self.geometry_of, rect.translated(0, offset), dragging)
        selection = QItemSelection()
        for first, last in rows:
            selection.select(self._model.index(first), self._model.index(last))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region, offset = QRegion(), self.verticalOffset()
        for placed in self.visible():
            for place, box in enumerate(placed.boxes):
                if selection.contains(self._model.index(placed.first_row + place)):
                    region += around(box).translated(0, -offset)
        return region

    # Changes

    def reset(self) -> None:
        super().reset()
        self.geometry_of.show(self._model.rows)
        self._anchor = None
        self._relayout()

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

    def _relayout(self) -> None:
        """Lays out anew and keeps what the user looks at where it is; at the very top, new jobs come into view."""
        self.geometry_of.set_size(self.width(), self._tile)
        self._laid_version = self._model.rows.version
        kept = self._anchor if self.verticalOffset() > 0 else None
        bar = self.verticalScrollBar()
        self.updateGeometries()
        section = self._model.rows.nearest(kept[0]) if kept else None
        placed = self.geometry_of.placed(section.job.id) if section else None
        if kept and placed:
            bar.setValue(placed.header.y() - kept[1])
        self.viewport().update()
        self._seen()

    def _seen(self) -> None:
        """What is on screen has changed: the anchor at once, the rest before it is painted."""
        self._anchor = anchor(self.visible(), self.verticalOffset())
        if not self._sight_due:
            self._sight_due = True
            self._sight_changed.emit()

    def _show_sight(self) -> None:
        """The widgets of what is on screen, its thumbnails, what lies under the mouse."""
        self._sight_due = False
        visible, offset = self.visible(), self.verticalOffset()
        self._widgets.sync(visible)
        for placed in visible:
            spots = self._painter.header(placed)[1]
            card = placed.boxes[0] if placed.section.card else QRect()
            self._widgets.place(placed.section.job.id, card.translated(0, -offset), spots.button.translated(0, -offset))
        scale = self.viewport().devicePixelRatioF()
        self.thumbnails.want(wishes(self.geometry_of, offset, self.viewport().height(), scale))
        if self.viewport().underMouse():
            self._hover(self.viewport().mapFromGlobal(QCursor.pos()))

    def _thumbnail_ready(self, picture: int) -> None:
        if self._painter.stood(picture):
            self.motion.fade(picture)
        row = self._model.row_of(picture)
        if row is not None:
            self.viewport().update(self.geometry_of.box(row).translated(0, -self.verticalOffset()))

    def _moved(self) -> None:
        """The timer: paints what moves, and only that."""
        offset = self.verticalOffset()
        for area in self._painter.moving(self.visible()):
            self.viewport().update(area.translated(0, -offset))

    # Painting, and what the user does

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sight_due:  # a grab paints at once
            self._show_sight()
        self._painter.paint(event.rect(), self._hovered)
        self.motion.schedule(*self._painter.moves(self.visible()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_E):
            if not event.isAutoRepeat():
                self._open(self.currentIndex())
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

    def startDrag(self, actions: Qt.DropAction) -> None:
        from .gallery_drag import start_drag

        start_drag(self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        from .gallery_menu import asked_for

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
        self._seen()

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
        if picture and picture.state is PictureState.SAVED:
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
        placed = header_at(self.geometry_of, point.y() + self.verticalOffset()) if point.x() >= 0 else None
        self._widgets.hover(placed, self._painter.header(placed)[1] if placed else None, self.verticalOffset())
        self.viewport().setToolTip(self._painter.tip(point) if row < 0 else "")
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            for changed in (before, row):
                if changed >= 0:
                    box = self.geometry_of.box(changed).translated(0, -self.verticalOffset())
                    self.viewport().update(around(box))

"""The gallery: jobs with their pictures, newest first. A QListView whose geometry and painting are ours, by arithmetic.

Only what is on screen is asked for, laid out in detail and painted; QListView keeps selection, keys and accessibility.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

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
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from ...core.job import PictureState
from ..design.plain import set_tip
from ..design.viewport import own_viewport, take_ground
from ..jobs.model import GalleryModel, Role
from ..jobs.rows import Section, picture_at, row_id
from ..jobs.unshown import unshown
from ..pictures.thumbnails import Thumbnails
from ..pictures.tile import around, picture_rect
from .arrivals import Arrivals
from .arrow_keys import AnyGeometry, scrolled, selected_rows
from .grouped import Placed
from .hand_order import DropPlace, place_at, step_of, stepped
from .motion import Motion
from .on_screen import changed_areas, header_at
from .painter import GalleryPainter
from .places import Places
from .selection import Flag, GallerySelection
from .standstill import Standstill
from .widgets import CANCEL, GalleryWidgets

AnyIndex = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemView.ScrollHint
STEP = 40  # one step of the wheel is three of these
NOTCH = 120  # eighths of a degree: one click of a wheel


class GalleryView(QListView):
    """Shows a GalleryModel: QListView is never asked where something is. Ids are Python ints of more than 32 bits, so
    signals carry them as objects.
    """

    picture_opened = Signal(object)  # picture id
    current_picture_changed = Signal(object)  # picture id, None where the current row has no saved picture
    card_action = Signal(object, str)  # job id, code of messages.py
    picture_act = Signal(object, str)  # a picture, and what is to be done about its file
    cancel_asked = Signal(object)  # job id
    recipe_wanted = Signal(object)  # job id
    collect_menu_wanted = Signal(object)  # a menu to be filled with the collections
    moved = Signal(object, object)  # ids of pictures, and that of the one before which they go; None: to the end
    size_stepped = Signal(int)  # the wheel asks for larger (1) or smaller (-1) tiles
    _sight_changed = Signal()

    def __init__(self, model: GalleryModel, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        viewport = own_viewport(self)
        # What the overrides use comes before the first call that reaches one of them.
        self._model = model
        self.thumbnails = thumbnails
        self.motion = Motion(self._moved, self)
        self.places = Places(self, model)
        self.selection = GallerySelection(self, model)
        self._standstill = Standstill(self, self.places, self.selection)
        self._painter = GalleryPainter(self, model, self.places, thumbnails, self.motion)
        self._widgets = GalleryWidgets(self, model.translate)
        self.arrivals = Arrivals(viewport, model, self.places, thumbnails, self._painter, self.motion)
        self._hovered = -1
        self._turned = 0  # eighths of a degree of the wheel that make no whole step yet
        self._sight_due = False
        self._drop: DropPlace | None = None  # where what is dragged would go
        self.picture_actions: list[list[QAction]] = []  # what the menu of a picture offers, in groups
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Gallery"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        take_ground(self)
        self._connect()

    def _connect(self) -> None:
        self._sight_changed.connect(self._show_due, Qt.ConnectionType.QueuedConnection)  # once for many changes
        self._widgets.acted.connect(self._act)
        self._widgets.reached.connect(self.bring)
        self._widgets.recipe_wanted.connect(self.recipe_wanted)
        self._widgets.menu_asked.connect(self._open_job_menu)
        model, standstill = self._model, self._standstill
        # Before the view itself and its selection hear of it: what they lose is remembered here.
        model.modelAboutToBeReset.connect(standstill.remember)
        self.setModel(model)
        model.modelReset.connect(standstill.select_again)  # after the view and its selection have heard of it
        model.rowsInserted.connect(self._rows_inserted)
        model.rowsInserted.connect(standstill.select_again)
        model.rowsRemoved.connect(self._rows_removed)  # a method of its own: it goes with its window

    # What the rest of the window asks

    @property
    def gallery_model(self) -> GalleryModel:
        """The model, as what it is."""
        return self._model

    @property
    def geometry_of(self) -> AnyGeometry:
        """Where the rows stand in the content."""
        return self.places.geometry

    def visible(self) -> list[Placed]:
        """The jobs or lines on screen, rings at the edges included; the header of the first may be pinned."""
        return self.places.visible()

    def set_grouped(self, grouped: bool) -> None:
        """Under the headers of their jobs, or alone. The model's order must be that of the jobs' age where grouped."""
        if grouped != self.places.grouped:
            self._standstill.hold()
            self.places.group(grouped)
            self._relayout()
            self._standstill.let_go()

    def set_tile_size(self, pixels: int) -> None:
        """The side that a square picture has where there is room."""
        self.places.tile = pixels
        self._relayout()

    @property
    def current_picture(self) -> int | None:
        """The id of the current saved picture."""
        return self.selection.picture

    def selected_pictures(self) -> list[int]:
        """The ids of the saved pictures that are selected, as they are shown; the current one where no row is."""
        return list(self.selection.pictures())

    def set_current_picture(self, picture: int, *, keep_selection: bool = False) -> None:
        """Makes a picture current and brings it into view. Only it is selected then, unless the selection is to be kept
        and has it.
        """
        index = self._model.index_of(picture)
        if index.isValid():
            kept = keep_selection and self.selectionModel().isSelected(index)
            self.selectionModel().setCurrentIndex(index, Flag.NoUpdate if kept else Flag.ClearAndSelect)
            self.scrollTo(index)

    def rect_of(self, picture: int) -> QRect:
        """Where a picture itself is painted, in the viewport; empty where it isn't there."""
        row = self._model.row_of(picture)
        if row is None:
            return QRect()
        box = self.places.box(row)
        pixmap = self.thumbnails.get(picture)
        return picture_rect(box, pixmap).toRect() if pixmap else box

    def is_painted(self, picture: int) -> bool:
        """The picture itself, not only its placeholder, has been on screen."""
        return picture in self._painter.painted

    def show_job(self, job_id: int) -> None:
        """Scrolls to a job and makes its first row current and selected alone, whatever keys are held down."""
        row = self._model.first_row_of(job_id)
        if row is not None:
            self.selectionModel().setCurrentIndex(self._model.index(row), Flag.ClearAndSelect)
            self.bring(job_id)
            self.setFocus()

    def bring(self, job_id: int) -> None:
        """Scrolls to a job; the keyboard and what is current stay where they are."""
        row = self._model.first_row_of(job_id)
        if row is not None:
            self.scrollTo(self._model.index(row))

    # Geometry, by arithmetic

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.places.offset

    def visualRect(self, index: AnyIndex) -> QRect:
        return self.places.box(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.places.row_at(point)
        return QModelIndex() if row is None else self._model.index(row)

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)  # not QListView's, which walks all rows

    def updateGeometries(self) -> None:
        page, bar = self.places.page, self.verticalScrollBar()
        bar.setRange(0, max(0, self.geometry_of.height - page))
        bar.setPageStep(page)
        bar.setSingleStep(STEP)
        QAbstractItemView.updateGeometries(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self._relayout()

    def scrollTo(self, index: AnyIndex, hint: Hint = Hint.EnsureVisible) -> None:
        if index.isValid():
            to = scrolled(self.geometry_of, index.row(), self.places.offset, self.places.page, hint)
            self.verticalScrollBar().setValue(to)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)
        if self.places.grouped:  # the pinned header hasn't moved, though its picture has
            height = self.geometry_of.pinned_height + abs(dy)
            self.viewport().update(0, min(0, dy), self.viewport().width(), height)
        self._standstill.scrolled()
        self._show_sight()  # cards move with their ground

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        to = self.places.moved(self.currentIndex().row(), action)
        return self._model.index(to) if to >= 0 else QModelIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        dragging = self.state() == QAbstractItemView.State.DragSelectingState
        rows = selected_rows(self.geometry_of, rect.translated(0, self.places.offset), dragging)
        self.selection.select(rows, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return self.places.region(selection)

    # Changes

    def reset(self) -> None:
        super().reset()
        self.geometry_of.show(self._model.rows)
        self._relayout(anew=True)
        self._standstill.let_go()
        self._standstill.holds_current = True

    def rowsAboutToBeRemoved(self, parent: AnyIndex, first: int, last: int) -> None:
        self.selection.step_past(first, last)
        super().rowsAboutToBeRemoved(parent, first, last)

    def _rows_inserted(self, parent: AnyIndex, first: int, last: int) -> None:
        if not self._standstill.lay_out_below(first):
            self._relayout()

    def _rows_removed(self) -> None:
        self._relayout()

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, first, last, list(roles))
        if self._model.rows.version != self._standstill.laid_version:
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
        self._standstill.lay_out(anew=anew)
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
        self.arrivals.want()
        if self.viewport().underMouse():
            self._hover(self.viewport().mapFromGlobal(QCursor.pos()))

    def _moved(self) -> None:
        """The timer: paints what moves, and only that."""
        offset = self.verticalOffset()
        for area in self._painter.moving(self.visible()):
            self.viewport().update(area.translated(0, -offset))

    # Painting, and what the user does

    def paintEvent(self, event: QPaintEvent) -> None:
        self._show_due()  # a grab paints at once
        self._painter.paint(event.rect(), self._hovered, self._drop.line if self._drop else None)
        self.motion.schedule(*self._painter.moves(self.visible()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_E):
            if not event.isAutoRepeat():
                self._open(self.currentIndex())
            return
        if self.acceptDrops() and (step := step_of(event)):
            if move := stepped(self._model, self.selected_pictures(), step):
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
        self._show_drop(self._drop_at(event))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        QAbstractItemView.dragLeaveEvent(self, event)
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        place = self._drop_at(event)
        self._show_drop(None)
        self.stopAutoScroll()
        self.setState(self.State.NoState)
        event.acceptProposedAction()
        if place:
            self._standstill.holds_current = False
            self.moved.emit(self.selected_pictures(), place.before)

    def _drop_at(self, event: QDropEvent) -> DropPlace | None:
        return place_at(self.geometry_of, event.position().toPoint() + QPoint(0, self.places.offset))

    def _show_drop(self, place: DropPlace | None) -> None:
        for shown in (self._drop, place):
            if shown:
                self.viewport().update(shown.line.translated(0, -self.verticalOffset()))
        self._drop = place

    def startDrag(self, actions: Qt.DropAction) -> None:
        from .drag import start_drag

        chosen = self.selected_pictures()
        files = {
            picture.id: Path(picture.path) for picture in map(self._model.picture, chosen) if picture and picture.path
        }
        if files:
            current = self.current_picture
            shown = current if current in files else next(iter(files))
            start_drag(self, list(files.values()), self.thumbnails.get(shown))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        from .menu import asked_at

        if asked := asked_at(self, self.places, event):
            section, place, point = asked
            self.open_menu(section, place, self.viewport().mapToGlobal(point))

    def open_menu(self, section: Section, place: int, at: QPoint) -> QMenu:
        """Opens the menu of a tile, or of the job where `place` is -1, at a point of the screen."""
        from .menu import GalleryMenu

        menu = GalleryMenu(self._model.translate, self)
        menu.picture_opened.connect(self.picture_opened)
        menu.picture_act.connect(self.picture_act)
        menu.job_act.connect(self.card_action)
        menu.cancel_asked.connect(self.cancel_asked)
        menu.recipe_wanted.connect(self.recipe_wanted)
        menu.collect_menu_wanted.connect(self.collect_menu_wanted)
        menu.offer(section, place, self.picture_actions)
        menu.popup(at)
        return menu

    def _open_job_menu(self, job_id: int, at: QPoint) -> None:
        row = self._model.first_row_of(job_id)
        if row is not None:
            self.open_menu(self._model.rows.at(row)[0], -1, at)

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
        self._standstill.forget()
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

    def _hover(self, point: QPoint) -> None:
        row = self.indexAt(point).row() if point.x() >= 0 else -1
        placed = header_at(self.visible(), point.y() + self.verticalOffset()) if point.x() >= 0 else None
        self._widgets.hover(placed, self._painter.header(placed)[1] if placed else None, self.verticalOffset())
        set_tip(self.viewport(), self._painter.tip(point) if row < 0 else "")
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            for changed in (before, row):
                if changed >= 0:
                    self.viewport().update(around(self.places.box(changed)))

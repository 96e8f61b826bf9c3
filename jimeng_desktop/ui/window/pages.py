"""The middle of the window: what teaches while there is nothing, the gallery, the loupe over it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ...core.catalog import Catalog
from ...core.job import MOST_PICTURES, Job, Picture
from ..base.ports import Start
from ..finding.nothing_found import NothingFound
from ..gallery.first_page import EmptyState
from ..gallery.view import GalleryView
from ..jobs.model import GalleryModel
from ..jobs.rows import Kind, is_saved, kind_of, row_id
from ..pictures.thumbnails import Thumbnails

if TYPE_CHECKING:
    from ..loupe.loupe import Loupe
    from ..loupe.page import LoupePage

EARLY = 2000  # milliseconds after it is shown


class Pages(QStackedWidget):
    """One of the three is shown. `current_changed` tells the picture that commands are about, or None."""

    current_changed = Signal(object)
    chosen_changed = Signal(bool, bool)  # whether there are saved pictures, and a job, that commands are about
    page_changed = Signal()
    example_chosen = Signal(object)  # Recipe
    loupe_made = Signal(object)
    picture_act = Signal(object, str)  # a picture, and what is to be done about its file
    copy_wanted = Signal()  # of the chosen pictures
    export_wanted = Signal()
    judged = Signal(str, object)  # a field of Marks and its value, for the picture in the loupe
    all_wanted = Signal()  # nothing is looked for any more
    full_screen_wanted = Signal()

    def __init__(
        self, catalog: Catalog, model: GalleryModel, thumbnails: Thumbnails, start: Start, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.gallery = GalleryView(model, thumbnails, self)
        self.addWidget(self.gallery)
        self._catalog = catalog
        self.model = model
        self.thumbnails = thumbnails
        self.start = start
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._follow_model)
        model.dataChanged.connect(self._follow_rows)
        self.gallery.picture_opened.connect(self.open_loupe)
        self.gallery.current_picture_changed.connect(self._say_current)
        self.gallery.selectionModel().selectionChanged.connect(self.say_chosen)
        self.currentChanged.connect(self._page_changed)
        self._early = QTimer(self, singleShot=True, interval=EARLY)
        self._early.timeout.connect(lambda: self.loupe_page)
        self._follow_model()

    @cached_property
    def empty(self) -> EmptyState:
        """What teaches, made when there is nothing."""
        page = EmptyState(self._catalog, self)
        page.chosen.connect(self.example_chosen)
        self.addWidget(page)
        return page

    @cached_property
    def nothing_found(self) -> NothingFound:
        """Said where nothing is what was looked for."""
        page = NothingFound(self)
        page.all_wanted.connect(self.all_wanted)
        self.addWidget(page)
        return page

    @cached_property
    def loupe_page(self) -> LoupePage:
        """Made when the first picture is opened: the first frame does without."""
        from ..loupe.page import LoupePage

        page = LoupePage(self.model, self.thumbnails, self.start, self)
        page.loupe.closed.connect(self.close_loupe)
        page.loupe.picture_changed.connect(self._say_current)
        page.loupe.full_screen_pressed.connect(self.full_screen_wanted)
        page.loupe.note.acted.connect(lambda code: self.picture_act.emit(page.loupe.picture_id, code))
        page.foot.copy_pressed.connect(self.copy_wanted)
        page.foot.export_pressed.connect(self.export_wanted)
        page.foot.marks.judged.connect(self.judged)
        self.addWidget(page)
        self.loupe_made.emit(page.loupe)
        return page

    @property
    def loupe(self) -> Loupe:
        """The picture of the loupe, without its foot."""
        return self.loupe_page.loupe

    @property
    def showing_loupe(self) -> bool:
        """One picture is shown large."""
        return "loupe_page" in self.__dict__ and self.currentWidget() is self.loupe_page

    @property
    def current_picture(self) -> int | None:
        """The id of the saved picture that commands are about."""
        return self._saved_in_loupe() if self.showing_loupe else self.gallery.current_picture

    @property
    def current_job(self) -> int | None:
        """The id of the job that commands are about."""
        return None if self.current is None else self.current // MOST_PICTURES

    @property
    def current(self) -> int | None:
        """The id of the current picture, or of what stands in its place."""
        return self.loupe.picture_id if self.showing_loupe else self.gallery.selection.current

    @property
    def sight(self) -> QRect:
        """What shows pictures: all but the loupe's foot."""
        return self.rect() if not self.showing_loupe else self.loupe.geometry()

    def chosen_pictures(self) -> list[int]:
        """The ids of the saved pictures that commands are about: the selection, or the loupe's one."""
        if not self.showing_loupe:
            return self.gallery.selected_pictures()
        saved = self._saved_in_loupe()
        return [] if saved is None else [saved]

    @property
    def any_chosen(self) -> bool:
        """Commands are about some saved picture."""
        if self.showing_loupe:
            return self._saved_in_loupe() is not None
        return next(self.gallery.selection.pictures(), None) is not None

    def _saved_in_loupe(self) -> int | None:
        """The loupe also opens what has come damaged, which is nothing that commands are about."""
        picture = self.loupe.picture_id
        return picture if picture is not None and is_saved(self.model.picture(picture)) else None

    @property
    def showing_gallery(self) -> bool:
        """The tiles are on the screen."""
        return self.currentWidget() is self.gallery

    def open_loupe(self, picture_id: object) -> None:
        """Shows one picture large."""
        if not isinstance(picture_id, int):
            return
        self.loupe.show_picture(picture_id)
        self.setCurrentWidget(self.loupe_page)
        self.loupe.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_loupe(self) -> None:
        """Back to the tiles, to the picture that was shown last."""
        if not self.showing_loupe:
            return
        focus = self.focusWidget()  # of this part of the window; who writes elsewhere goes on writing there
        had_keyboard = focus is not None and focus.hasFocus() and self.loupe_page.isAncestorOf(focus)
        self.setCurrentWidget(self.gallery)
        if self.loupe.picture_id is not None:
            self.gallery.set_current_picture(self.loupe.picture_id, keep_selection=True)
        if had_keyboard:
            self.gallery.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_off(self, pictures: Collection[int]) -> None:
        """These pictures are about to go from what is shown: the loupe and the gallery go on to the next that stays."""
        shown = self.loupe.picture_id if self.showing_loupe else None
        row = self.model.row_of(shown) if shown in pictures and shown is not None else None
        if row is not None:
            rows = self.model.rows
            other = rows.nearest(row, lambda *at: kind_of(*at) is Kind.PICTURE and row_id(*at) not in pictures)
            if other is None:
                self.close_loupe()
            else:
                self.loupe.show_picture(row_id(*rows.at(other)))
        self.gallery.selection.step_off(pictures)

    def show_view(self, view: str) -> None:
        """ "grid" or "loupe": of the current picture, else of the first that can be seen."""
        if view == "grid":
            self.close_loupe()
        elif not self.showing_loupe:
            self.open_loupe(self.current_picture or self._first_in_sight())

    def _first_in_sight(self) -> int | None:
        pictures = (p for placed in self.gallery.visible() for p in placed.section.job.pictures)
        return next((picture.id for picture in pictures if is_saved(picture)), None)

    def show_in_gallery(self, what: str) -> None:
        """Scrolls to what was made "today", or to the "selection"."""
        self.close_loupe()
        self.gallery.scrollToTop() if what == "today" else self.gallery.scrollTo(self.gallery.currentIndex())

    def show_job(self, job_id: int) -> None:
        """Brings a job into view, also one that is not among what is looked for."""
        if self.model.first_row_of(job_id) is None:
            self.all_wanted.emit()
        self.setCurrentWidget(self.gallery)
        self.gallery.show_job(job_id)

    def show_pictures(self, pictures: Collection[int]) -> bool:
        """Selects them in the gallery and brings them into view, in the loupe the first of them; False where none of
        them is among what is looked for.
        """
        shown = self.gallery.selection.show(pictures)
        if shown and self.showing_loupe and self.loupe.picture_id not in pictures:
            self.loupe.show_picture(self.gallery.selected_pictures()[0])
        return shown

    def show_pictures_alone(self, pictures: Sequence[int]) -> None:
        """One is shown large, several are selected in the gallery."""
        self.close_loupe()
        self.gallery.set_current_picture(pictures[0])
        if len(pictures) == 1:
            self.open_loupe(pictures[0])
        else:
            self.show_pictures(pictures)

    def first_control(self) -> QWidget:
        """What gets the keyboard when it comes to the middle."""
        if self.showing_gallery:
            return self.gallery
        if self.showing_loupe:
            return self.loupe
        return self.nothing_found.button if self.model.every.count else self.empty.rows[0]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._early.start()  # made when nothing else happens, the loupe opens within a frame the first time too

    def _follow_model(self) -> None:
        if self.model.every.count == 0:
            self.setCurrentWidget(self.empty)
        elif self.model.rows.count == 0:
            self.setCurrentWidget(self.nothing_found)
        elif not self.showing_loupe:
            self.setCurrentWidget(self.gallery)

    def _follow_rows(self, first: QModelIndex, last: QModelIndex) -> None:
        """A placeholder that becomes its picture is one that commands can be about."""
        if first.row() <= self.gallery.currentIndex().row() <= last.row():
            self._say_current()

    def say_chosen(self) -> None:
        """Tells whether there is something that commands can be about."""
        self.chosen_changed.emit(self.any_chosen, self.current_job is not None)

    def _say_current(self) -> None:
        self.current_changed.emit(self.current_picture)
        self.say_chosen()

    def _page_changed(self) -> None:
        self.page_changed.emit()
        self._say_current()


class ChosenInPages(QObject):
    """What commands are about (jobs.chosen.Chosen), in the pages it follows. It can outlive them and their window."""

    changed = Signal()
    _pages: Pages

    def follow(self, pages: Pages) -> None:
        """From now on it is about these."""
        self._pages = pages
        pages.chosen_changed.connect(self.changed)

    def pictures(self) -> list[int]:
        return self._pages.chosen_pictures()

    @property
    def picture(self) -> int | None:
        return self._pages.current_picture

    @property
    def job(self) -> int | None:
        return self._pages.current_job

    @property
    def current(self) -> int | None:
        return self._pages.current

    @property
    def number(self) -> int:
        return int(self.current is not None) if self._pages.showing_loupe else self._pages.gallery.selection.number

    def several(self) -> Iterator[tuple[Job, Picture]]:
        return self._pages.gallery.selection.several()

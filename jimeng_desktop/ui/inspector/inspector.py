"""The inspector: recipe, file and times of what is current in gallery or loupe; sums of what is selected."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ...core.catalog import Catalog
from ...core.job import MOST_PICTURES, Job, Picture, PictureState
from ..base.ports import Start
from ..base.tasks import computed
from ..design import look
from ..jobs.chosen import Chosen
from ..jobs.model import GalleryModel, Role
from ..jobs.placeholders import Placeholder
from ..jobs.unshown import unshown
from ..pictures.thumbnails import Thumbnails, Wish

if TYPE_CHECKING:
    from .body import InspectorBody
    from .sums import Sum

BOUND = 8 * 1024 * 1024  # bytes of previews
PREVIEW, LOW_PREVIEW, LOW = 216, 160, 860  # its height, in a low window, and how low that is
EARLY = 1500  # milliseconds after it is shown
MINUTE = 60_000  # milliseconds: how long a link still lives is said anew


class Inspector(QWidget):
    """Follows what is chosen while it is shown. It only tells and asks; nothing here costs."""

    recipe_wanted = Signal(object)  # job id
    export_wanted = Signal()  # of the chosen pictures
    links_wanted = Signal(object)  # job id: what could not be fetched is to be tried again
    acted = Signal(object, str)  # a picture, and what is to be done about its file
    judged = Signal(str, object)  # a field of Marks and its value, for the chosen pictures
    opened = Signal(object)  # a picture, to be shown large

    def __init__(
        self,
        catalog: Catalog,
        model: GalleryModel,
        chosen: Chosen,
        thumbnails: Thumbnails,
        start: Start,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Inspector"))
        self._catalog = catalog
        self._model = model
        self._chosen = chosen
        self._thumbnails = thumbnails  # the gallery's, as large as its tiles
        self._start = start
        self._id: int | None = None  # of the picture, or of what stands in its place
        self._gone: set[int] = set()
        self._adding: Iterator[Sum] | None = None
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._refresh)
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self._refresh)
        self._slice = QTimer(self, singleShot=True, interval=0)
        self._slice.timeout.connect(self._add_slice)
        self._early = QTimer(self, singleShot=True, interval=EARLY)
        self._early.timeout.connect(self._prepare)
        self._follow()

    # What the window asks

    @property
    def job_id(self) -> int | None:
        """The job that is told of."""
        return None if self._id is None else self._id // MOST_PICTURES

    @property
    def picture_ids(self) -> tuple[int, ...]:
        """The saved pictures that are told of, as many as there are selected."""
        if self._several():
            return tuple(picture.id for _, picture in self._chosen.several())
        picture = self._model.picture(self._id) if self._id is not None else None
        return (picture.id,) if picture and picture.state is PictureState.SAVED else ()

    @cached_property
    def body(self) -> InspectorBody:
        """All but the sentence that stands while there is nothing to tell."""
        from .body import InspectorBody

        body = InspectorBody(self)
        body.recipe_pressed.connect(lambda: self.recipe_wanted.emit(self.job_id))
        body.export_pressed.connect(self.export_wanted)
        body.facts.retry_link.clicked.connect(lambda: self.links_wanted.emit(self.job_id))
        for code, button in body.facts.file_acts.items():
            button.clicked.connect(lambda _checked=False, code=code: self.acted.emit(self._id, code))
        body.marks.judged.connect(self.judged)
        body.preview.opened.connect(lambda: self.opened.emit(self._id))
        self._place(body)
        return body

    @cached_property
    def _previews(self) -> Thumbnails:
        """Of the preview's own size."""
        previews = self._thumbnails.another(BOUND, self)
        previews.ready.connect(self._preview_ready)
        return previews

    def first_control(self) -> QWidget | None:
        """What gets the keyboard when it comes here; None while there is nothing to tell."""
        return self.body.first_control() if self._id is not None else None

    # Following

    def _follow(self) -> None:
        model = self._model
        self._chosen.changed.connect(self._changed)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._changed)
        model.dataChanged.connect(self._rows_changed)

    def _changed(self) -> None:
        """Once for all that happens before the window is painted again; nothing while it is hidden."""
        self._adding = None
        if self.isVisible():
            self._due.start()

    def _rows_changed(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        if self._id is None or list(roles) == [Role.PLACEHOLDER]:
            return
        row = self._model.row_of(self._id)
        if row is None or first.row() <= row <= last.row() or self._several():
            self._changed()

    def _prepare(self) -> None:
        """Makes the parts when nothing else happens, so that the first picture chosen need not wait for them."""
        if "body" not in self.__dict__:
            self.body.hide()

    def _several(self) -> bool:
        return self._chosen.number > 1

    def _refresh(self) -> None:
        before, self._id = self._id, self._chosen.current
        job = self._model.job(self._id // MOST_PICTURES) if self._id is not None else None
        if job is None:
            self._id = None
            if "body" in self.__dict__:
                self.body.hide()
            self.update()
            return
        self.body.show()
        if self._several():
            from .sums import add_up

            self._adding = add_up(self._chosen.several(), self._model.marks_of)
            self._add_slice()
        else:
            self._show(job, new=self._id != before)

    # What is shown

    def _show(self, job: Job, new: bool) -> None:
        from .facts import facts_of

        place = (self._id or 0) % MOST_PICTURES
        picture = job.pictures[place] if place < len(job.pictures) else None
        saved = picture is not None and picture.state is PictureState.SAVED
        body, model = self.body, self._model
        state, gone = model.state(job)[0], self._id in self._gone
        body.show_headline("")
        words = unshown(picture)
        body.show_preview(saved, self._pixmap() if saved else None)
        body.preview.show_words(Placeholder(words.icon, words.caption) if words else None)
        body.marks.show_marks(model.marks_of(self._id or 0))
        body.show_prompt(job.recipe.prompt)
        body.show_facts(facts_of(job, picture, self._catalog, state, model.translate, model.clock(), gone=gone))
        body.recipe.setEnabled(True)
        body.export.setEnabled(saved)
        if new:
            body.area.verticalScrollBar().setValue(0)
        if picture and saved:
            self._want(picture)
            if new:
                self._start(self._look_for(picture), name="inspector")

    def _add_slice(self) -> None:
        """The next slice of the sum; what is known so far is shown."""
        from .sums import common_marks, common_prompt, facts_of_several, headline

        total = next(self._adding, None) if self._adding else None
        if total is None:
            self._adding = None
            return
        body = self.body
        body.show_headline(headline(self.tr("%n picture(s) selected", "", total.pictures), total))
        body.show_preview(False)
        body.marks.setVisible(total.pictures > 0)
        body.marks.show_marks(common_marks(total))
        body.show_prompt(common_prompt(total))
        body.show_facts(facts_of_several(total, self._catalog))
        body.export.setEnabled(total.pictures > 0)
        self._slice.start()

    def _pixmap(self) -> QPixmap | None:
        """Its own size, or what the gallery has of it meanwhile."""
        assert self._id is not None
        return self._previews.get(self._id) or self._thumbnails.get(self._id)

    def _want(self, picture: Picture) -> None:
        ratio = self.devicePixelRatioF()
        size = (self.body.preview.size().toSizeF() * ratio).toSize()
        self._previews.want([Wish(picture.id, size, ratio)])

    def _preview_ready(self, picture: int) -> None:
        if picture == self._id and not self._several():
            self.body.preview.show_pixmap(self._pixmap())

    async def _look_for(self, picture: Picture) -> None:
        """Whether the file is still there is asked of the disk, not of the index."""
        there = await computed(os.path.exists, picture.path or "")
        if isValid(self) and there != (picture.id not in self._gone):  # the window may have gone meanwhile
            (self._gone.discard if there else self._gone.add)(picture.id)
            self._changed()

    # Its place

    def _place(self, body: InspectorBody) -> None:
        body.preview.setFixedHeight(LOW_PREVIEW if self.window().height() < LOW else PREVIEW)
        body.setGeometry(self.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if "body" in self.__dict__:
            self._place(self.body)
            self._changed()  # the preview has another size

    def showEvent(self, event: QShowEvent) -> None:
        self._due.start()
        self._minute.start()
        self._early.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._minute.stop()
        self._early.stop()
        self._adding = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._id is None:
            painter = QPainter(self)
            painter.setPen(look.theme().t3)
            painter.setFont(look.font("caption"))
            box = self.rect().adjusted(16, 0, -16, 0)
            middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box, middle, self.tr("Select a picture to see its recipe"))

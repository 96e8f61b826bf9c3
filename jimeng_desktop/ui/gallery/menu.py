"""The context menu of the gallery: of the selected pictures, and of a job where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from ...core.job import Job, JobState, Picture, PictureState
from ...messages import ASK_NOW, COPY_LINKS, COUNT_AS_LOST, RETRY_LINKS, Translate, cancel_label, unreached
from ..design.look import icon
from ..jobs.rows import Section, picture_at
from ..jobs.unshown import SHOW, act_name
from .places import Places


class GalleryMenu(QMenu):
    """Says by its signals what was chosen; what concerns the clipboard it does itself."""

    picture_opened = Signal(object)  # picture id
    picture_act = Signal(object, str)  # a picture, and what is to be done about its file
    job_act = Signal(object, str)  # job id, code of messages.py
    cancel_asked = Signal(object)  # job id
    recipe_wanted = Signal(object)  # job id
    collect_menu_wanted = Signal(object)  # a menu to be filled with the collections

    def __init__(self, message: Translate, parent: QWidget) -> None:
        super().__init__(parent)
        self._message = message
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def offer(self, section: Section, place: int, picture_actions: Sequence[list[QAction]]) -> None:
        """What can be done with a tile and its job, or with the job alone where `place` is -1."""
        picture = picture_at(section, place) if place >= 0 else None
        if picture and picture.state is PictureState.SAVED:
            self._add_saved(picture.id, picture_actions)
        elif (
            picture
            and picture.url
            and (picture.attempts or picture.state is PictureState.UNFETCHABLE or picture.damaged)
        ):
            self._add_link(picture)
            if picture.damaged:
                self.addAction(icon("folder"), act_name(SHOW), lambda: self.picture_act.emit(picture.id, SHOW))
            self.addSeparator()
        self._add_job(section.job)

    def _add_saved(self, picture: int, actions: Sequence[list[QAction]]) -> None:
        self.addAction(icon("loupe"), self.tr("Open\tEnter"), lambda: self.picture_opened.emit(picture))
        for group in actions:
            self.addSeparator()
            self.addActions(group)
        self.collect_menu_wanted.emit(self.addMenu(icon("collection"), self.tr("Put into a collection")))
        self.addSeparator()

    def _add_link(self, picture: Picture) -> None:
        """What can be done with a link that could not be fetched: nothing of it costs."""
        clipboard, retry = QGuiApplication.clipboard(), RETRY_LINKS
        self.addAction(icon("copy"), self._message(COPY_LINKS.label), lambda: clipboard.setText(picture.url))
        self.addAction(icon("again"), self._message(retry.label), lambda: self.job_act.emit(picture.job_id, retry.code))

    def _add_job(self, job: Job) -> None:
        clipboard = QGuiApplication.clipboard()
        recipe = self.tr("Recipe into the form\tR")
        self.addAction(icon("recipe"), recipe, lambda: self.recipe_wanted.emit(job.id))
        self.addAction(icon("copy"), self.tr("Copy prompt"), lambda: clipboard.setText(job.recipe.prompt))
        if task_id := job.task_id:
            self.addAction(icon("copy"), self.tr("Copy task id"), lambda: clipboard.setText(task_id))
        self._add_cancel(job)

    def _add_cancel(self, job: Job) -> None:
        label, enabled = cancel_label(job, self._message)
        if job.doubtful:  # its card has no room for it
            self.addSeparator()
            lost = COUNT_AS_LOST
            self.addAction(icon("cancelled"), self._message(lost.label), lambda: self.job_act.emit(job.id, lost.code))
        if label and job.state is not JobState.FETCHING:
            self.addSeparator()
            if unreached(job):
                ask = self._message(ASK_NOW.label)
                self.addAction(icon("again"), ask, lambda: self.job_act.emit(job.id, ASK_NOW.code))
            entry = self.addAction(icon("cancelled"), label, lambda: self.cancel_asked.emit(job.id))
            entry.setEnabled(enabled)


def asked_at(view: QAbstractItemView, places: Places, event: QContextMenuEvent) -> tuple[Section, int, QPoint] | None:
    """What a menu is asked for, as offer() takes it, and where in the viewport. A tile under the mouse that is not
    selected is selected first.
    """
    if event.reason() == QContextMenuEvent.Reason.Keyboard:
        index = view.currentIndex()
        point = view.visualRect(index).center() if index.isValid() else view.viewport().rect().center()
    else:
        point = event.pos()
        index = view.indexAt(point)
        _select(view, index)
    placed = places.geometry.section_at(point.y() + places.offset)
    if placed and index.isValid():
        return *placed.shown[index.row() - placed.first_row], point
    return (placed.section, -1, point) if placed and placed.titled else None


def _select(view: QAbstractItemView, index: QModelIndex) -> None:
    if index.isValid():
        flags, selected = QItemSelectionModel.SelectionFlag, view.selectionModel().isSelected(index)
        view.selectionModel().setCurrentIndex(index, flags.NoUpdate if selected else flags.ClearAndSelect)

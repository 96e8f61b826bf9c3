"""The context menu of the gallery: of the selected pictures, and of a job where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu

from ...core.job import Job, JobState, Picture, PictureState
from ...messages import ASK_NOW, COPY_LINKS, COUNT_AS_LOST, RETRY_LINKS, cancel_label, unreached
from ..design.look import icon
from ..jobs.rows import Section, picture_at
from ..jobs.unshown import SHOW, act_name

translate = QCoreApplication.translate

if TYPE_CHECKING:
    from .view import GalleryView


def asked_for(view: GalleryView, event: QContextMenuEvent) -> None:
    """Opens the menu where the event says, of what lies there; a tile that is not selected is selected first."""
    if event.reason() == QContextMenuEvent.Reason.Keyboard:
        index = view.currentIndex()
        point = view.visualRect(index).center() if index.isValid() else view.viewport().rect().center()
    else:
        point = event.pos()
        index = view.indexAt(point)
        _select(view, index)
    placed = view.geometry_of.section_at(point.y() + view.verticalOffset())
    if placed:
        row = index.row() - placed.first_row if index.isValid() else -1
        section, place = placed.shown[row] if row >= 0 else (placed.section, -1)
        if row >= 0 or placed.titled:
            open_menu(view, section, place, view.viewport().mapToGlobal(point))


def job_menu(view: GalleryView, job_id: int, at: QPoint) -> None:
    """The menu of a job, by one of its buttons."""
    row = view.gallery_model.first_row_of(job_id)
    if row is not None:
        open_menu(view, view.gallery_model.rows.at(row)[0], -1, at)


def open_menu(view: GalleryView, section: Section, place: int, at: QPoint) -> QMenu:
    """Opens the menu of a tile, or of the job where `place` is -1, at a point of the screen."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    picture = picture_at(section, place) if place >= 0 else None
    if picture and picture.state is PictureState.SAVED:
        menu.addAction(
            icon("loupe"), translate("GalleryMenu", "Open\tEnter"), lambda: view.picture_opened.emit(picture.id)
        )
        for group in view.picture_actions:
            menu.addSeparator()
            menu.addActions(group)
        collect = menu.addMenu(icon("collection"), translate("GalleryMenu", "Put into a collection"))
        view.collect_menu_wanted(collect)
        menu.addSeparator()
    elif picture and picture.url and (picture.attempts or picture.state is PictureState.UNFETCHABLE or picture.damaged):
        _add_link(menu, view, picture)
        if picture.damaged:
            show = view.picture_act.emit
            menu.addAction(icon("folder"), act_name(SHOW), lambda: show(picture.id, SHOW))
        menu.addSeparator()
    _add_job(menu, view, section)
    menu.popup(at)
    return menu


def _select(view: GalleryView, index: QModelIndex) -> None:
    if index.isValid():
        flags, selected = QItemSelectionModel.SelectionFlag, view.selectionModel().isSelected(index)
        view.selectionModel().setCurrentIndex(index, flags.NoUpdate if selected else flags.ClearAndSelect)


def _add_link(menu: QMenu, view: GalleryView, picture: Picture) -> None:
    """What can be done with a link that could not be fetched: nothing of it costs."""
    message, clipboard = view.gallery_model.translate, QGuiApplication.clipboard()
    act, retry = view.card_action.emit, RETRY_LINKS
    menu.addAction(icon("copy"), message(COPY_LINKS.label), lambda: clipboard.setText(picture.url))
    menu.addAction(icon("again"), message(retry.label), lambda: act(picture.job_id, retry.code))


def _add_job(menu: QMenu, view: GalleryView, section: Section) -> None:
    job = section.job
    clipboard = QGuiApplication.clipboard()
    recipe = translate("GalleryMenu", "Recipe into the form\tR")
    menu.addAction(icon("recipe"), recipe, lambda: view.recipe_wanted.emit(job.id))
    prompt = translate("GalleryMenu", "Copy prompt")
    menu.addAction(icon("copy"), prompt, lambda: clipboard.setText(job.recipe.prompt))
    if task_id := job.task_id:
        task = translate("GalleryMenu", "Copy task id")
        menu.addAction(icon("copy"), task, lambda: clipboard.setText(task_id))
    _add_cancel(menu, view, job)


def _add_cancel(menu: QMenu, view: GalleryView, job: Job) -> None:
    message = view.gallery_model.translate
    label, enabled = cancel_label(job, message)
    if job.doubtful:  # its card has no room for it
        menu.addSeparator()
        lost = COUNT_AS_LOST
        menu.addAction(icon("cancelled"), message(lost.label), lambda: view.card_action.emit(job.id, lost.code))
    if label and job.state is not JobState.FETCHING:
        menu.addSeparator()
        if unreached(job):
            act = view.card_action.emit
            menu.addAction(icon("again"), message(ASK_NOW.label), lambda: act(job.id, ASK_NOW.code))
        entry = menu.addAction(icon("cancelled"), label, lambda: view.cancel_asked.emit(job.id))
        entry.setEnabled(enabled)

"""The context menu of the gallery: of a picture, and of a job where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu

from ..core.job import Picture, PictureState
from .gallery_model import picture_at
from .gallery_rows import Section
from .gallery_widgets import CANCEL, header_action
from .look import icon

translate = QCoreApplication.translate

if TYPE_CHECKING:
    from .gallery import GalleryView


def open_menu(view: GalleryView, section: Section, place: int, at: QPoint) -> QMenu:
    """Opens the menu of a tile, or of the job where `place` is -1, at a point of the screen."""
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    picture = picture_at(section, place) if place >= 0 else None
    if picture and picture.state is PictureState.SAVED:
        _add_picture(menu, view, picture)
        menu.addSeparator()
    _add_job(menu, view, section)
    menu.popup(at)
    return menu


def _add_picture(menu: QMenu, view: GalleryView, picture: Picture) -> None:
    path = picture.path or ""
    menu.addAction(icon("loupe"), translate("GalleryMenu", "Open"), lambda: view.picture_opened.emit(picture.id))
    menu.addAction(
        icon("export"), translate("GalleryMenu", "Save a copy…"), lambda: view.save_copy_wanted.emit(picture.id)
    )
    menu.addAction(
        icon("folder"), translate("GalleryMenu", "Show in folder"), lambda: view.show_in_folder_wanted.emit(picture.id)
    )
    menu.addAction(
        icon("image"),
        translate("GalleryMenu", "Open with the system's viewer"),
        lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(path)),
    )


def _add_job(menu: QMenu, view: GalleryView, section: Section) -> None:
    job = section.job
    menu.addAction(
        icon("copy"),
        translate("GalleryMenu", "Copy prompt"),
        lambda: QGuiApplication.clipboard().setText(job.recipe.prompt),
    )
    menu.addAction(icon("recipe"), translate("GalleryMenu", "Use recipe"), lambda: view.recipe_wanted.emit(job.id))
    action = header_action(job, section.card is not None, view.gallery_model.translate)
    if action and action.code == CANCEL:
        menu.addSeparator()
        entry = menu.addAction(icon("cancelled"), action.label, lambda: view.cancel_asked.emit(job.id))
        entry.setEnabled(action.enabled)

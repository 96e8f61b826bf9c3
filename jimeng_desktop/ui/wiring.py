"""Who hears whom between a window and its session: each window, as after a change of language, is connected anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .commands import Commands
from .gallery import GalleryView
from .main_window import MainWindow

if TYPE_CHECKING:
    from .session import Session


def connect_window(session: Session, window: MainWindow) -> None:
    """All that a window says reaches the session."""
    composer = window.composer
    composer.generate.connect(session.generate)
    composer.undo.connect(session.undo)
    composer.changed.connect(lambda: session.kept.change(last_form=composer.form()))
    window.toolbar.tile_changed.connect(window.middle.gallery.set_tile_size)
    window.placed.connect(session.placed)
    window.toolbar.queue_pressed.connect(session.open_queue)
    window.closing.connect(lambda: session.ended.set())
    window.status_bar.asked.connect(session.status_asked)
    window.recipe_wanted.connect(lambda job_id: session.actions.act("show_in_form", job_id))
    window.banner.acted.connect(lambda code: session.actions.act(code))
    window.banner.dismissed.connect(session.notices.dismiss)
    _connect_commands(session, window, window.commands)
    _connect_gallery(session, window.middle.gallery)


def _connect_commands(session: Session, window: MainWindow, commands: Commands) -> None:
    middle = window.middle
    commands.save_copy.connect(lambda: session.actions.save_copy(middle.current_picture))
    commands.show_in_folder.connect(lambda: session.actions.show_in_folder(middle.current_picture))
    commands.choose_folder.connect(lambda: session.actions.act("choose_folder"))
    commands.enter_key.connect(lambda: session.actions.act("check_key"))
    commands.theme_chosen.connect(session.set_theme)
    commands.language_chosen.connect(session.set_language)
    commands.about.connect(lambda: session.actions.about())


def _connect_gallery(session: Session, gallery: GalleryView) -> None:
    gallery.card_action.connect(lambda job_id, code: session.actions.act(code, job_id))
    gallery.cancel_asked.connect(session.cancel)
    gallery.save_copy_wanted.connect(lambda picture_id: session.actions.save_copy(picture_id))
    gallery.show_in_folder_wanted.connect(lambda picture_id: session.actions.show_in_folder(picture_id))
    gallery.recipe_wanted.connect(lambda job_id: session.actions.act("show_in_form", job_id))

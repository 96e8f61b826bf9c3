"""Who hears whom between a window and its session: each window, as after a change of language, is connected anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .commands import Commands
from .gallery import GalleryView
from .main_window import MainWindow

if TYPE_CHECKING:
    from .queue import QueuePopover
    from .session import Session


def connect_window(session: Session, window: MainWindow) -> None:
    """All that a window says reaches the session."""
    composer = window.composer
    composer.generate.connect(session.generate)
    composer.generate_front.connect(lambda recipe, times: session.generate(recipe, times, front=True))
    composer.undo.connect(session.undo)
    composer.tools.set_history(session.prompts)
    composer.changed.connect(lambda: session.kept.change(last_form=composer.form()))
    composer.model.add_asked.connect(lambda model_id: _add_model(session, model_id))
    composer.model.favourites_changed.connect(lambda ids: session.kept.change(favourite_models=ids))
    window.toolbar.tile_changed.connect(window.middle.gallery.set_tile_size)
    window.placed.connect(session.placed)
    window.toolbar.searched.connect(session.finding.look_for)
    window.toolbar.filter.setChecked(session.finding.filtered)
    window.toolbar.filter_pressed.connect(lambda: _open_filters(session))
    window.middle.all_wanted.connect(session.finding.show_all)
    window.toolbar.queue_pressed.connect(session.open_queue)
    window.toolbar.settings_pressed.connect(lambda: session.actions.settings())
    window.closing.connect(lambda: session.actions.leave())
    window.status_bar.asked.connect(session.status_asked)
    window.recipe_wanted.connect(lambda job_id: session.actions.act("show_in_form", job_id))
    window.banner.acted.connect(lambda code: session.actions.act(code))
    window.banner.dismissed.connect(session.notices.dismiss)
    _connect_commands(session, window, window.commands)
    _connect_gallery(session, window.middle.gallery)


def _open_filters(session: Session) -> None:
    from .filter_menu import open_filter_menu  # late, like all that is asked for

    session.tasks.start(open_filter_menu(session), name="filters")


def _add_model(session: Session, model_id: str) -> None:
    from .own_models import add_model  # late: hardly anybody asks for it

    session.tasks.start(add_model(session, model_id), name="add a model")


def connect_queue(session: Session, queue: QueuePopover) -> None:
    """All that the queue's pop-over asks for happens."""
    queue.cancel_asked.connect(session.cancel)
    queue.job_chosen.connect(lambda job_id: session.window.middle.show_job(job_id))
    queue.move_asked.connect(lambda job_id, before: session.when_running(lambda runner: runner.move(job_id, before)))
    queue.pause_asked.connect(lambda: session.when_running(lambda runner: runner.pause()))
    queue.go_on_asked.connect(lambda: session.when_running(lambda runner: runner.go_on()))
    queue.cancel_many_asked.connect(session.undo)
    queue.acted.connect(lambda code: session.actions.act(code))
    queue.job_acted.connect(lambda job_id, code: session.actions.act(code, job_id))


def _connect_commands(session: Session, window: MainWindow, commands: Commands) -> None:
    commands.pictures.asked.connect(lambda code: session.pictures.do(code))
    commands.pictures.program_chosen.connect(lambda program: session.pictures.open_in(program))
    commands.pictures.set_programs(session.kept.value.open_with)
    window.middle.copy_wanted.connect(lambda: session.pictures.do("copy"))
    window.middle.export_wanted.connect(lambda: session.pictures.do("export"))
    commands.choose_folder.connect(lambda: session.actions.act("choose_folder"))
    commands.enter_key.connect(lambda: session.actions.act("check_key"))
    commands.go_over.connect(lambda: session.actions.act("go_over"))
    commands.theme_chosen.connect(session.set_theme)
    commands.language_chosen.connect(session.set_language)
    commands.settings.connect(lambda: session.actions.settings())
    commands.receipts.connect(lambda: session.actions.receipts())
    commands.keys_list.connect(lambda: session.actions.keys_list())
    commands.about.connect(lambda: session.actions.about())


def _connect_gallery(session: Session, gallery: GalleryView) -> None:
    gallery.card_action.connect(lambda job_id, code: session.actions.act(code, job_id))
    gallery.cancel_asked.connect(session.cancel)
    gallery.recipe_wanted.connect(lambda job_id: session.actions.act("show_in_form", job_id))

"""Who hears whom between a window and its session: each window, as after a change of language, is connected anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from ...core.job import MOST_PICTURES
from ...messages import RETRY_LINKS
from ..finding.bar import COLLECTION
from ..gallery.view import GalleryView
from ..jobs.unshown import AGAIN, OPEN
from ..window.main_window import FilterWords, MainWindow
from ..window.menus import Commands
from ..window.undo_key import UndoKey

if TYPE_CHECKING:
    from ..queue.popover import QueuePopover
    from .session import Session


def connect_window(session: Session, window: MainWindow) -> None:
    """All that a window says reaches the session."""
    composer = window.composer
    composer.generate.connect(session.calls.generate)
    composer.generate_front.connect(lambda recipe, times: session.calls.generate(recipe, times, front=True))
    composer.tools.set_history(session.prompts)
    composer.changed.connect(lambda: session.kept.change(last_form=composer.form()))
    composer.model.add_asked.connect(lambda model_id: _add_model(session, model_id))
    composer.model.favourites_changed.connect(lambda ids: session.kept.change(favourite_models=ids))
    window.toolbar.tile_changed.connect(window.middle.gallery.set_tile_size)
    window.placed.connect(session.placed)
    window.toolbar.searched.connect(session.finding.look_for)
    _connect_filters(session, window)
    window.middle.all_wanted.connect(session.finding.show_all)
    window.toolbar.queue_pressed.connect(session.open_queue)
    window.toolbar.settings_pressed.connect(lambda: session.actions.settings())
    window.closing.connect(lambda: session.actions.leave())
    window.status_bar.asked.connect(session.status_asked)
    window.recipe_wanted.connect(lambda job_id: session.actions.act("show_in_form", job_id))
    window.inspector.links_wanted.connect(lambda job_id: session.actions.act(RETRY_LINKS.code, job_id))
    window.inspector.acted.connect(lambda picture, code: _act_on_file(session, picture, code))
    window.middle.picture_act.connect(lambda picture, code: _act_on_file(session, picture, code))
    window.middle.gallery.picture_act.connect(lambda picture, code: _act_on_file(session, picture, code))
    window.banner.acted.connect(lambda code: session.actions.act(code))
    window.banner.dismissed.connect(session.notices.dismiss)
    _connect_commands(session, window, window.commands)
    _connect_gallery(session, window.middle.gallery)
    _connect_undo(session, window)


def _act_on_file(session: Session, picture: int, code: str) -> None:
    """Of a picture that can't be shown here, or came damaged: open it elsewhere, show its file, fetch it again."""
    if code == AGAIN:
        session.actions.act(AGAIN, picture // MOST_PICTURES)
    elif code == OPEN:
        session.pictures.open_one(picture)
    else:
        session.actions.show_in_folder(picture)


def _connect_undo(session: Session, window: MainWindow) -> None:
    sends, commands, foot = session.sends, window.commands, window.composer.foot
    UndoKey(sends, window)
    commands.follow(session.undo)
    foot.undo_pressed.connect(sends.undo_last)
    sends.changed.connect(foot.show_held)  # a method of its own: it goes with its window
    foot.show_held(sends.until)


def _connect_filters(session: Session, window: MainWindow) -> None:
    filters, arrange = window.toolbar.filters, window.toolbar.arrange
    filters.list_wanted.connect(lambda group: _open_filters(session, group))
    filters.cleared.connect(lambda group: _clear(session, group))
    filters.flag_pressed.connect(lambda flag: session.finding.toggle("flags", frozenset({flag})))
    filters.dropped.connect(lambda: _open_targets(session))
    under = QPoint(0, arrange.sizeHint().height() + 4)
    arrange.clicked.connect(lambda: window.commands.arrangements.popup(arrange.mapToGlobal(under)))
    window.commands.arranged.connect(session.finding.arrange)
    for signal in (session.finding.changed, session.collections.changed):
        signal.connect(window.show_filters)
    window.filter_words = lambda: _filter_words(session)
    window.show_filters()


def _filter_words(session: Session) -> FilterWords:
    finding = session.finding
    if finding.wanted.everything:
        return FilterWords({}, frozenset(), finding.arrangement, False)
    from ..finding.menu import filter_words  # late: nothing is looked for before the first frame

    by_hand = bool(finding.wanted.collection)
    return FilterWords(
        filter_words(finding.wanted, session.collections, session.catalog),
        finding.wanted.flags,
        finding.arrangement,
        by_hand,
    )


def _open_filters(session: Session, group: str) -> None:
    from ..finding.menu import open_filter_menu  # late, like all that is asked for

    bar, pages = session.window.toolbar.filters, session.window.middle
    chosen = pages.chosen_pictures if pages.any_chosen else None
    menu = open_filter_menu(group, bar, session.finding, session.collections, session.catalog, chosen)
    session.tasks.start(menu, name="filters")


def _add_targets(session: Session, menu: QMenu) -> None:
    from ..finding.collections_menu import add_targets

    add_targets(menu, session.collections, session.window.middle.chosen_pictures())


def _clear(session: Session, group: str) -> None:
    from ..finding.menu import clear_group

    clear_group(session.finding, group)


def _open_targets(session: Session) -> None:
    from ..finding.collections_menu import open_targets

    button = session.window.toolbar.filters.button(COLLECTION)
    open_targets(button, session.collections, session.window.middle.chosen_pictures())


def _add_model(session: Session, model_id: str) -> None:
    from ..model_picker.add_own import add_model  # late: hardly anybody asks for it

    session.tasks.start(add_model(session, model_id), name="add a model")


def connect_queue(session: Session, queue: QueuePopover) -> None:
    """All that the queue's pop-over asks for happens."""
    calls = session.calls
    queue.cancel_asked.connect(calls.cancel)
    queue.job_chosen.connect(lambda job_id: session.window.middle.show_job(job_id))
    queue.move_asked.connect(lambda job_id, before: calls.when_running(lambda runner: runner.move(job_id, before)))
    queue.pause_asked.connect(lambda: calls.when_running(lambda runner: runner.pause()))
    queue.go_on_asked.connect(lambda: calls.when_running(lambda runner: runner.go_on()))
    queue.cancel_many_asked.connect(calls.cancel_all)
    queue.acted.connect(lambda code: session.actions.act(code))
    queue.job_acted.connect(lambda job_id, code: session.actions.act(code, job_id))


def _connect_commands(session: Session, window: MainWindow, commands: Commands) -> None:
    commands.pictures.asked.connect(lambda code: session.pictures.do(code))
    commands.pictures.program_chosen.connect(lambda program: session.pictures.open_in(program))
    commands.pictures.set_programs(session.kept.value.open_with)
    window.middle.copy_wanted.connect(lambda: session.pictures.do("copy"))
    window.middle.export_wanted.connect(lambda: session.pictures.do("export"))
    commands.marks.judged.connect(session.judging.judge)
    window.inspector.judged.connect(session.judging.judge)
    window.middle.judged.connect(session.judging.judge)
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
    gallery.cancel_asked.connect(session.calls.cancel)
    gallery.recipe_wanted.connect(lambda job_id: session.actions.act("show_in_form", job_id))
    gallery.moved.connect(session.collections.move)
    gallery.collect_menu_wanted = lambda menu: _add_targets(session, menu)

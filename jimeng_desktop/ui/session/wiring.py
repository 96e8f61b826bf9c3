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

if TYPE_CHECKING:
    from ..queue.popover import QueuePopover
    from .session import Session


def connect_window(session: Session, window: MainWindow) -> None:
    """All that a window says reaches the session."""
    composer = window.composer
    composer.generate.connect(session.generate)
    composer.generate_front.connect(lambda recipe, times: session.generate(recipe, times, front=True))
    composer.undo.connect(lambda job_ids: _undo_send(session, job_ids))
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


def _act_on_file(session: Session, picture: int, code: str) -> None:
    """Of a picture that can't be shown here, or came damaged: open it elsewhere, show its file, fetch it again."""
    if code == AGAIN:
        session.actions.act(AGAIN, picture // MOST_PICTURES)
    elif code == OPEN:
        session.pictures.open_one(picture)
    else:
        session.actions.show_in_folder(picture)


def _undo_send(session: Session, job_ids: frozenset[int]) -> None:
    """The jobs of a press are not sent: they are brought into view, and it is said."""
    session.undo(job_ids)
    window = session.window
    window.middle.gallery.bring(max(job_ids))
    window.say_not_sent(len(job_ids))


def _connect_filters(session: Session, window: MainWindow) -> None:
    filters, arrange = window.toolbar.filters, window.toolbar.arrange
    filters.list_wanted.connect(lambda group: _open_filters(session, group))
    filters.cleared.connect(lambda group: _clear(session, group))
    filters.flag_pressed.connect(lambda flag: session.finding.toggle("flags", frozenset({flag})))
    filters.dropped.connect(lambda: _open_targets(session))
    under = QPoint(0, arrange.sizeHint().height() + 4)
    arrange.clicked.connect(lambda: window.commands.arrangements.popup(arrange.mapToGlobal(under)))
    window.commands.arranged.connect(session.finding.arrange)
    window.show_filters(_filter_words(session))


def connect_finding(session: Session) -> None:
    """What is looked for is shown in the window that is there then."""
    for changed in (session.finding.changed, session.collections.changed):
        changed.connect(lambda: session.window.show_filters(_filter_words(session)))


def _filter_words(session: Session) -> FilterWords:
    finding = session.finding
    if finding.wanted.everything:
        return FilterWords({}, frozenset(), finding.arrangement, False)
    from ..finding.menu import filter_words  # late: nothing is looked for before the first frame

    by_hand = bool(finding.wanted.collection)
    return FilterWords(filter_words(session), finding.wanted.flags, finding.arrangement, by_hand)


def _open_filters(session: Session, group: str) -> None:
    from ..finding.menu import open_filter_menu  # late, like all that is asked for

    session.tasks.start(open_filter_menu(session, group), name="filters")


def _add_targets(session: Session, menu: QMenu) -> None:
    from ..finding.collections_menu import add_targets

    add_targets(menu, session, session.window.middle.chosen_pictures())


def _clear(session: Session, group: str) -> None:
    from ..finding.menu import clear_group

    clear_group(session, group)


def _open_targets(session: Session) -> None:
    from ..finding.collections_menu import open_targets

    open_targets(session, session.window.toolbar.filters.button(COLLECTION))


def _add_model(session: Session, model_id: str) -> None:
    from ..model_picker.add_own import add_model  # late: hardly anybody asks for it

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
    commands.marks.judged.connect(session.judging.judge)
    commands.unmark.connect(session.judging.undo)
    session.judging.undoable.connect(commands.set_judged)  # its own method: it goes with its window
    commands.set_judged(session.judging.steps)
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
    gallery.cancel_asked.connect(session.cancel)
    gallery.recipe_wanted.connect(lambda job_id: session.actions.act("show_in_form", job_id))
    gallery.moved.connect(session.collections.move)
    gallery.collect_menu_wanted.connect(lambda menu: _add_targets(session, menu))

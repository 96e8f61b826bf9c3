"""Who hears whom between a window and the session: each window, as after a change of language, is connected anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from ...core.job import MOST_PICTURES
from ...messages import RETRY_LINKS
from ..finding.bar import COLLECTION
from ..jobs.unshown import AGAIN, OPEN
from ..window.main_window import FilterWords, MainWindow
from ..window.menus import Commands
from ..window.undo_key import UndoKey
from .parts import Parts

if TYPE_CHECKING:
    from ..queue.popover import QueuePopover
    from .openers import Openers

OpenersOf = Callable[[], "Openers"]  # made when it is first asked for


def connect_window(parts: Parts, openers: OpenersOf, window: MainWindow) -> None:
    """All that a window says reaches who does it."""
    act = parts.steps.act
    window.recipe_wanted.connect(lambda job_id: act("show_in_form", job_id))
    window.banner.acted.connect(lambda code: act(code))
    window.banner.dismissed.connect(parts.notices.dismiss)
    window.closing.connect(lambda: openers().leave())
    window.toolbar.settings_pressed.connect(lambda: openers().settings())
    window.inspector.links_wanted.connect(lambda job_id: act(RETRY_LINKS.code, job_id))
    window.inspector.judged.connect(parts.judging.judge)
    for files in (window.inspector.acted, window.middle.picture_act, window.middle.gallery.picture_act):
        files.connect(lambda picture, code: _act_on_file(parts, openers, picture, code))
    exports = window.status_bar.exports
    exports.stop_pressed.connect(lambda: openers().pictures.exports.stop())
    exports.closed.connect(lambda: openers().pictures.exports.forget())
    exports.show_pressed.connect(lambda: openers().pictures.show_last())
    _connect_composer(parts, window)
    _connect_filters(parts, window)
    _connect_commands(parts, openers, window.commands)
    _connect_middle(parts, openers, window)
    _connect_undo(parts, window)


def _act_on_file(parts: Parts, openers: OpenersOf, picture: int, code: str) -> None:
    """Of a picture that can't be shown here, or came damaged: open it elsewhere, show its file, fetch it again."""
    if code == AGAIN:
        parts.steps.act(AGAIN, picture // MOST_PICTURES)
    elif code == OPEN:
        openers().pictures.open_one(picture)
    else:
        openers().show_in_folder(picture)


def _connect_composer(parts: Parts, window: MainWindow) -> None:
    composer, kept = window.composer, parts.kept
    composer.generate.connect(parts.calls.generate)
    composer.generate_front.connect(lambda recipe, times: parts.calls.generate(recipe, times, front=True))
    composer.tools.set_history(parts.prompts)
    composer.changed.connect(lambda: kept.change(last_form=composer.form()))
    composer.model.add_asked.connect(lambda model_id: _add_model(parts, model_id))
    composer.model.favourites_changed.connect(lambda ids: kept.change(favourite_models=ids))


def _add_model(parts: Parts, model_id: str) -> None:
    from ...core.catalog import Catalog
    from ..model_picker.add_own import add_model  # late: hardly anybody asks for it

    def use(catalog: Catalog) -> None:
        parts.use_catalog(catalog)
        parts.window.composer.model.choose(model_id)

    parts.tasks.start(add_model(parts.place.models, model_id, parts.notices, use), name="add a model")


def _connect_undo(parts: Parts, window: MainWindow) -> None:
    sends, foot = parts.sends, window.composer.foot
    UndoKey(sends, window)
    window.commands.follow(parts.undo)
    foot.undo_pressed.connect(sends.undo_last)
    sends.changed.connect(foot.show_held)  # a method of its own: it goes with its window
    foot.show_held(sends.until)


def _connect_filters(parts: Parts, window: MainWindow) -> None:
    filters, arrange = window.toolbar.filters, window.toolbar.arrange
    window.toolbar.searched.connect(parts.finding.look_for)
    window.middle.all_wanted.connect(parts.finding.show_all)
    filters.list_wanted.connect(lambda group: _open_filters(parts, group))
    filters.cleared.connect(lambda group: _clear(parts, group))
    filters.flag_pressed.connect(lambda flag: parts.finding.toggle("flags", frozenset({flag})))
    filters.dropped.connect(lambda: _open_targets(parts))
    under = QPoint(0, arrange.sizeHint().height() + 4)
    arrange.clicked.connect(lambda: window.commands.arrangements.popup(arrange.mapToGlobal(under)))
    window.commands.arranged.connect(parts.finding.arrange)
    window.show_filters(_filter_words(parts))


def connect_finding(parts: Parts) -> None:
    """What is looked for is shown in the window that is there then."""
    for changed in (parts.finding.changed, parts.collections.changed):
        changed.connect(lambda: parts.window.show_filters(_filter_words(parts)))


def _filter_words(parts: Parts) -> FilterWords:
    finding = parts.finding
    if finding.wanted.everything:
        return FilterWords({}, frozenset(), finding.arrangement, False)
    from ..finding.menu import filter_words  # late: nothing is looked for before the first frame

    by_hand = bool(finding.wanted.collection)
    return FilterWords(filter_words(parts), finding.wanted.flags, finding.arrangement, by_hand)


def _open_filters(parts: Parts, group: str) -> None:
    from ..finding.menu import open_filter_menu  # late, like all that is asked for

    parts.tasks.start(open_filter_menu(parts, group), name="filters")


def _add_targets(parts: Parts, menu: QMenu) -> None:
    from ..finding.collections_menu import add_targets

    add_targets(menu, parts, parts.chosen.pictures())


def _clear(parts: Parts, group: str) -> None:
    from ..finding.menu import clear_group

    clear_group(parts, group)


def _open_targets(parts: Parts) -> None:
    from ..finding.collections_menu import open_targets

    open_targets(parts, parts.window.toolbar.filters.button(COLLECTION))


def connect_queue(parts: Parts, queue: QueuePopover) -> None:
    """All that the queue's pop-over asks for happens."""
    calls, act = parts.calls, parts.steps.act
    queue.cancel_asked.connect(calls.cancel)
    queue.job_chosen.connect(lambda job_id: parts.window.middle.show_job(job_id))
    queue.move_asked.connect(lambda job_id, before: calls.when_running(lambda runner: runner.move(job_id, before)))
    queue.pause_asked.connect(lambda: calls.when_running(lambda runner: runner.pause()))
    queue.go_on_asked.connect(lambda: calls.when_running(lambda runner: runner.go_on()))
    queue.cancel_many_asked.connect(calls.cancel_all)
    queue.acted.connect(lambda code: act(code))
    queue.job_acted.connect(lambda job_id, code: act(code, job_id))


def _connect_commands(parts: Parts, openers: OpenersOf, commands: Commands) -> None:
    act = parts.steps.act
    commands.pictures.asked.connect(lambda code: openers().pictures.do(code))
    commands.pictures.program_chosen.connect(lambda program: openers().pictures.open_in(program))
    commands.pictures.set_programs(parts.kept.value.open_with)
    commands.marks.judged.connect(parts.judging.judge)
    commands.choose_folder.connect(lambda: act("choose_folder"))
    commands.enter_key.connect(lambda: act("check_key"))
    commands.go_over.connect(lambda: act("go_over"))
    commands.theme_chosen.connect(parts.set_theme)
    commands.language_chosen.connect(parts.set_language)
    commands.settings.connect(lambda: openers().settings())
    commands.receipts.connect(lambda: openers().receipts())
    commands.keys_list.connect(lambda: openers().shortcuts())
    commands.about.connect(lambda: openers().about())


def _connect_middle(parts: Parts, openers: OpenersOf, window: MainWindow) -> None:
    middle, gallery, act = window.middle, window.middle.gallery, parts.steps.act
    window.toolbar.tile_changed.connect(gallery.set_tile_size)
    middle.copy_wanted.connect(lambda: openers().pictures.do("copy"))
    middle.export_wanted.connect(lambda: openers().pictures.do("export"))
    middle.judged.connect(parts.judging.judge)
    gallery.card_action.connect(lambda job_id, code: act(code, job_id))
    gallery.cancel_asked.connect(parts.calls.cancel)
    gallery.recipe_wanted.connect(lambda job_id: act("show_in_form", job_id))
    gallery.moved.connect(parts.collections.move)
    gallery.collect_menu_wanted.connect(lambda menu: _add_targets(parts, menu))

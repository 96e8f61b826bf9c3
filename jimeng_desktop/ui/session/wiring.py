"""Who hears whom: what lasts is connected once, each window, as after a change of language, anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...core.errors import Fault
from ...core.job import MOST_PICTURES, Job
from ...messages import RETRY_LINKS
from ..jobs.unshown import AGAIN, OPEN
from ..notices import words as happened
from ..window.main_window import MainWindow
from ..window.menus import Commands
from ..window.undo_key import UndoKey
from .found import connect_filters
from .parts import Parts

if TYPE_CHECKING:
    from ..exporting.progress import ExportProgress
    from ..queue.popover import QueuePopover
    from .openers import Openers

OpenersOf = Callable[[], "Openers"]  # made when it is first asked for


def connect_parts(parts: Parts) -> None:
    """What lasts hears of one another, and tells the window that is there then."""
    parts.heard.changed.connect(lambda: parts.show_counts())
    parts.heard.dropped.connect(parts.unsaved.take)
    parts.heard.saved.connect(parts.unsaved.saved)
    parts.calls.made.connect(lambda jobs, until: _show_made(parts, jobs, until))
    parts.notices.changed.connect(lambda words: parts.window.banner.say(words))
    parts.kept.refused.connect(lambda fault: _say_settings(parts, fault))
    parts.undo.failed.connect(
        lambda what, fault: parts.notices.say("undo", lambda: happened.not_undone(what(), fault))
    )  # fmt: skip
    parts.sends.undone.connect(lambda job_ids: _undo_send(parts, job_ids))
    parts.sends.late.connect(lambda: parts.window.say_late())
    parts.judging.judged.connect(parts.finding.marks_judged)
    parts.judging.kept.connect(parts.finding.marks_kept)
    parts.judging.look_again.connect(parts.finding.look_again)
    parts.judging.said.connect(
        lambda text, signs, spoken, long: parts.window.quiet_notice.say(text, signs, spoken=spoken, milliseconds=long)
    )


def _show_made(parts: Parts, jobs: list[Job], until: float | None) -> None:
    """A press has made jobs: they are seen, and can be undone while they are held."""
    if until is not None:
        parts.sends.hold([job.id for job in jobs], until)
    parts.window.middle.gallery.bring(jobs[-1].id)


def _say_settings(parts: Parts, fault: Fault | None) -> None:
    """The settings could not be saved, or can be again."""
    if fault:
        parts.notices.say("settings", lambda: happened.settings_not_kept(fault))
    else:
        parts.notices.clear("settings")


def _undo_send(parts: Parts, job_ids: frozenset[int]) -> None:
    """The jobs of a press are not sent: they are brought into view, and it is said."""
    parts.calls.cancel_all(job_ids)
    parts.window.composer.give_back(len(job_ids))
    parts.window.middle.gallery.bring(max(job_ids))
    parts.window.say_not_sent(len(job_ids))


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
    window.status_bar.exports_made.connect(lambda exports: _connect_exports(openers, exports))
    _connect_composer(parts, window)
    connect_filters(parts, window)
    _connect_commands(parts, openers, window.commands)
    _connect_middle(parts, openers, window)
    _connect_undo(parts, window)


def _connect_exports(openers: OpenersOf, exports: ExportProgress) -> None:
    exports.stop_pressed.connect(lambda: openers().pictures.exports.stop())
    exports.closed.connect(lambda: openers().pictures.exports.forget())
    exports.show_pressed.connect(lambda: openers().pictures.show_last())


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

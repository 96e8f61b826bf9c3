"""Scenes of dialogs, lists and panels, and of the first run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.releases import Release
from jimeng_desktop.messages import list_sentence, opened_words, version_words
from jimeng_desktop.ui.base.language import translate_message
from jimeng_desktop.ui.exporting.dialog import ExportDialog
from jimeng_desktop.ui.exporting.running import Standing
from jimeng_desktop.ui.jobs.rows import ALL
from jimeng_desktop.ui.model_picker.popover import ModelPopover
from jimeng_desktop.ui.receipts.window import ReceiptsWindow
from jimeng_desktop.ui.settings.dialog import SettingsDialog
from jimeng_desktop.ui.window.columns import Side
from tests.scenes import worlds
from tests.scenes.scene import saved_picture, scene, write_prompt
from tests.scenes.stage import Stage

SEEDREAM = "seedream-4.5"


def choose_three(stage: Stage) -> None:
    """Three pictures of the third job are selected, and the gallery has the keyboard."""
    gallery = stage.window.middle.gallery
    gallery.setFocus(Qt.FocusReason.OtherFocusReason)
    gallery.set_current_picture(saved_picture(stage, 2).id)
    for _ in range(2):
        stage.press(gallery, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


# Dialogs


async def _settings(stage: Stage, section: str) -> SettingsDialog:
    stage.session.openers.settings(section)
    await stage.asked()
    dialog = await stage.shown(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    return dialog


@scene()
async def settings(stage: Stage) -> None:
    """Language, theme, size, motion."""
    await _settings(stage, "general")


@scene()
async def settings_service(stage: Stage) -> None:
    """Key, address, proxy."""
    await _settings(stage, "service")


@scene()
async def settings_keys(stage: Stage) -> None:
    """Several keys by name, one of them in use."""
    dialog = await _settings(stage, "service")
    dialog.show_key("kept", (("Studio", "a1b2c3"), ("Private", "d4e5f6")), "a1b2c3")


@scene()
async def settings_library(stage: Stage) -> None:
    """Folder, names, and what the pictures take month by month."""
    await _settings(stage, "library")


@scene()
async def settings_making(stage: Stage) -> None:
    """Hold and limits."""
    await _settings(stage, "making")


@scene()
async def settings_search(stage: Stage) -> None:
    """What a search has found, of several sections."""
    dialog = await _settings(stage, "general")
    dialog.search.setText("e")


@scene()
async def export_dialog(stage: Stage) -> None:
    """Three pictures are about to be exported."""
    choose_three(stage)
    stage.session.pictures.do("export")
    await stage.asked()


@scene()
async def export_faults(stage: Stage) -> None:
    """A name that can't be, and a folder that has gone."""
    choose_three(stage)
    stage.session.pictures.do("export")
    await stage.asked()
    dialog = await stage.shown(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.template.setText("{date}/{colour}")
    dialog.set_folder(Path("deliveries", "February"), there=False)


@scene()
async def export_new_folder(stage: Stage) -> None:
    """A folder has been typed that is not there yet."""
    choose_three(stage)
    stage.session.pictures.do("export")
    await stage.asked()
    dialog = await stage.shown(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.folder.setFocus(Qt.FocusReason.MouseFocusReason)
    dialog.folder.selectAll()
    dialog.folder.insert("~/Client/2026")
    dialog.show_room(Path.home() / "Client" / "2026", "new")


@scene("unshown")
async def export_unshown(stage: Stage) -> None:
    """Two pictures are about to be exported, one of which can't be converted here."""
    gallery = stage.window.middle.gallery
    gallery.selection.show([picture.id for picture in stage.jobs[0].pictures[:2]])
    stage.session.pictures.do("export")
    await stage.asked()


@scene()
async def export_left(stage: Stage) -> None:
    """The window is closed while an export runs."""
    stage.session.pictures.exports.standing = Standing(total=12, done=4, written=4, running=True)
    stage.window.close()
    await stage.asked()


@scene()
async def exporting(stage: Stage) -> None:
    """The status bar while an export runs."""
    stage.window.status_bar.exports.show_standing(Standing(total=12, done=4, written=4, running=True))


@scene()
async def exported(stage: Stage) -> None:
    """The status bar when it has ended."""
    done = Standing(total=12, done=12, written=11, last=Path("deliveries", "February", "a.jpg"), skipped=1)
    stage.window.status_bar.exports.show_standing(done)


@scene()
async def keys_list(stage: Stage) -> None:
    """F1."""
    stage.session.openers.shortcuts()
    await stage.asked()
    await stage.shown(QDialog)


async def _receipts(stage: Stage) -> ReceiptsWindow:
    stage.session.openers.receipts()
    await stage.asked()
    window = await stage.shown(ReceiptsWindow)
    assert isinstance(window, ReceiptsWindow)
    await stage.until(lambda: stage.session.tasks.running <= 1)
    return window


@scene("ledger")
async def receipts(stage: Stage) -> None:
    """What was sent, and what came of it."""
    await _receipts(stage)


@scene("ledger")
async def receipts_fault(stage: Stage) -> None:
    """The list could not be written; the keyboard is in the periods."""
    window = await _receipts(stage)
    window.say_fault(list_sentence(Fault("folder_read_only"), translate_message))
    window.periods.focus_choice()


@scene("empty")
async def receipts_empty(stage: Stage) -> None:
    """Nothing has been sent yet."""
    await _receipts(stage)


# The first run


@scene("empty")
async def first_run(stage: Stage) -> None:
    """Language and key."""
    stage.session.openers.open_first_run(1)


@scene("empty")
async def first_run_refused(stage: Stage) -> None:
    """A key that the service doesn't take, where no keychain is."""
    stage.session.openers.open_first_run(1)
    assert stage.session.openers.first_run
    entry = stage.session.openers.first_run.page.key.entry
    entry.set_kept(False)
    entry.field.setText("sk-a-key-that-is-none")
    entry.show_result(entry.key(), "refused")


@scene("empty")
async def first_run_folder(stage: Stage) -> None:
    """Where pictures live."""
    stage.session.openers.open_first_run(2)


@scene("empty")
async def first_run_prompt(stage: Stage) -> None:
    """A prompt to start from."""
    stage.session.openers.open_first_run(3)


# The form


@scene()
async def history_list(stage: Stage) -> None:
    """Past prompts."""
    for pair in (worlds.WINTER, worlds.OWL, worlds.NEON):
        stage.session.prompts.add(pair[stage.chinese])
    stage.window.composer.tools.history.click()


@scene()
async def model_added(stage: Stage) -> None:
    """A model of the user's own, and one whose id is not known here."""
    stage.window.composer.model.showPopup()
    popover = stage.window.findChild(ModelPopover)
    assert popover
    popover.add_button.click()


@scene()
async def prompt_menu(stage: Stage) -> None:
    """The right button on the prompt."""
    write_prompt(stage, worlds.WINTER)
    prompt = stage.window.composer.prompt
    prompt.selectAll()
    stage.context_menu(prompt.viewport(), QPoint(40, 30))


@scene(demo=True)
async def mark_menu(stage: Stage) -> None:
    """What the mark of the demo offers."""
    mark = stage.window.toolbar.mark
    mark.menu().popup(mark.mapToGlobal(QPoint(0, mark.height())))


@scene()
async def advanced(stage: Stage) -> None:
    """The seldom fields, one of them at fault, and a model that takes a number of pictures."""
    composer = stage.window.composer
    write_prompt(stage, worlds.WINTER)
    composer.model.choose(SEEDREAM)
    composer.focus_field("callback_url")
    composer.advanced.fields["callback_url"].setText("http://localhost/done")
    composer.press_generate()


@scene(size=(880, 640))
async def form_over(stage: Stage) -> None:
    """The window is too narrow for a column: the form lies over the gallery."""
    stage.window.columns.show_panel(Side.LEFT)


# Panels


@scene()
async def panels_hidden(stage: Stage) -> None:
    """Nothing but the gallery."""
    choose_three(stage)
    stage.window.columns.toggle_both()


@scene()
async def selected_several(stage: Stage) -> None:
    """The inspector of three pictures."""
    choose_three(stage)


@scene("failures")
async def inspector_failed(stage: Stage) -> None:
    """The inspector of a job without pictures."""
    gallery = stage.window.middle.gallery
    gallery.setFocus(Qt.FocusReason.OtherFocusReason)
    gallery.setCurrentIndex(gallery.gallery_model.index(0))


@scene(size=(880, 640))
async def inspector_over(stage: Stage) -> None:
    """The window is too narrow for a column: the inspector lies over the gallery."""
    choose_three(stage)
    stage.window.columns.show_panel(Side.RIGHT)


@scene()
async def loupe_full_screen(stage: Stage) -> None:
    """The picture alone."""
    stage.window.middle.gallery.set_current_picture(saved_picture(stage, 2, 1).id)
    stage.window.setWindowState = lambda state: None  # type: ignore[method-assign]  # there is no screen to fill
    stage.window.full_screen.enter()
    await stage.settle()
    stage.window.middle.loupe._reduce()


@scene("busy")
async def queue_done_today(stage: Stage) -> None:
    """What was done today is unfolded."""
    stage.window.toolbar.queue.click()
    await stage.settle()
    stage.press(stage.session.queue.popover.list.fold, Qt.Key.Key_Space)


# Coming back and leaving


def left_behind(stage: Stage) -> None:
    """An earlier session has left jobs behind; one has failed since, and some pictures have to be rescued."""
    soon = [replace(job, expires_at=stage.now + 5.5 * 3600) for job in stage.jobs if job.state is JobState.FETCHING]
    others = [job for job in stage.jobs if job.accepted or job.state is JobState.UNKNOWN]
    stage.session.openers.watch_away([*soon, *others])
    pending = next(job for job in others if job.accepted)
    failed = replace(pending, state=JobState.FAILED, fault=Fault("moderation"), ended_at=stage.now)
    stage.session.feed.job_changed.emit(failed)


@scene("busy")
async def away_banner(stage: Stage) -> None:
    """The banner tells what came of what was left behind."""
    left_behind(stage)


@scene("busy")
async def away_list(stage: Stage) -> None:
    """The list of it, the most urgent first."""
    left_behind(stage)
    stage.session.steps.act("show_away")


@scene("busy")
async def closing_jobs(stage: Stage) -> None:
    """Closed while the service is at work: said once."""
    stage.window.close()
    await stage.asked()


@scene("busy")
async def closing_rescue(stage: Stage) -> None:
    """Closed while pictures are about to be lost."""
    jobs = [replace(job, expires_at=stage.now + 5.5 * 3600) for job in stage.jobs if job.state is JobState.FETCHING]
    stage.session.tally.hear(jobs)
    stage.window.close()
    await stage.asked()


@scene()
async def banner_version(stage: Stage) -> None:
    """A newer version is out."""
    release = Release("9.0.0", "https://code.example/9", "A gallery for 100,000 pictures that starts at once.")
    stage.session.notices.say("version", lambda: version_words(release, translate_message), quietly=True)


@scene()
async def banner_opened(stage: Stage) -> None:
    """Files opened with the program that are none of the library's."""
    foreign = ["a holiday in the mountains, with snow and a lake.jpg"]
    stage.session.notices.say("opened", lambda: opened_words(foreign, [], False, translate_message))


@scene()
async def found(stage: Stage) -> None:
    """Only the jobs that are looked for."""
    await _look_for(stage, 1, "snow")


@scene()
async def nothing_found(stage: Stage) -> None:
    """No prompt has it."""
    await _look_for(stage, 0, "a zebra on the moon")


async def _look_for(stage: Stage, jobs: int, text: str) -> None:
    model, search = stage.session.model, stage.window.toolbar.search
    ids = [section.job.id for section in model.every][: jobs * 2 : 2]
    search.blockSignals(True)
    search.setText(text)
    search.blockSignals(False)
    stage.window.middle.nothing_found.say(text, False)
    model.show_only(dict.fromkeys(ids, ALL))

"""More scenes: dialogs, lists and panels, the first run. Imported by scenes.py, whose names they join."""

from __future__ import annotations

from pathlib import Path

import worlds
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from scenes import saved_picture, scene, write_prompt
from stage import Stage

from jimeng_desktop.ui.columns import Side
from jimeng_desktop.ui.exports import Standing
from jimeng_desktop.ui.settings_dialog import SettingsDialog

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
    stage.session.actions.settings(section)
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
async def settings_library(stage: Stage) -> None:
    """Folder and names."""
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
    stage.session.actions.keys_list()
    await stage.asked()
    await stage.shown(QDialog)


# The first run


@scene("empty")
async def first_run(stage: Stage) -> None:
    """Language and key."""
    stage.session.actions.open_first_run(1)


@scene("empty")
async def first_run_folder(stage: Stage) -> None:
    """Where pictures live."""
    stage.session.actions.open_first_run(2)


@scene("empty")
async def first_run_prompt(stage: Stage) -> None:
    """A prompt to start from."""
    stage.session.actions.open_first_run(3)


# The form


@scene()
async def history_list(stage: Stage) -> None:
    """Past prompts."""
    for pair in (worlds.WINTER, worlds.OWL, worlds.NEON):
        stage.session.prompts.add(pair[stage.chinese])
    stage.window.composer.tools.history.click()


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


@scene("busy")
async def queue_done_today(stage: Stage) -> None:
    """What was done today is unfolded."""
    stage.window.toolbar.queue.click()
    await stage.settle()
    stage.press(stage.session.queue.list.fold, Qt.Key.Key_Space)

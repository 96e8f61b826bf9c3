"""Scenes of the main window, its form, loupe, queue, menus, banner, key and questions, and of the keyboard's focus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from jimeng_desktop.core.errors import SOCKS_PROXY, Fault
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.recipe import Problem
from jimeng_desktop.ui.api_key.dialog import KeyDialog
from jimeng_desktop.ui.design.buttons import SmallButton
from jimeng_desktop.ui.design.dialogs import finished
from tests.scenes import worlds
from tests.scenes.scene import open_loupe, saved_picture, scene, write_prompt
from tests.scenes.stage import Stage


def job_in(stage: Stage, state: JobState) -> Job:
    """The first job in a state."""
    return next(job for job in stage.jobs if job.state is state)


# The window


@scene("empty")
async def empty_gallery(stage: Stage) -> None:
    """Before the first picture."""


@scene("empty", demo=True)
async def empty_demo(stage: Stage) -> None:
    """The demo before its first picture: it says what it is."""
    stage.window.middle.empty.rows[1].setFocus(Qt.FocusReason.TabFocusReason)


@scene()
async def main(stage: Stage) -> None:
    """A quiet afternoon."""
    write_prompt(stage, worlds.WINTER)
    stage.window.middle.gallery.set_current_picture(saved_picture(stage, 2, 1).id)


@scene("busy")
async def main_busy(stage: Stage) -> None:
    """Jobs in every state on their way, one of them just pressed: Undo is on offer."""
    write_prompt(stage, worlds.WINTER)
    waiting = job_in(stage, JobState.WAITING)
    stage.session.sends.hold([waiting.id], stage.now + 3)


@scene("busy")
async def states_below(stage: Stage) -> None:
    """The same further down: arriving, unknown, only on the server, saved."""
    stage.window.middle.gallery.show_job(job_in(stage, JobState.FETCHING).id)
    bar = stage.window.middle.gallery.verticalScrollBar()
    bar.setValue(bar.value() + 300)


@scene("failures")
async def failure_cards(stage: Stage) -> None:
    """What can go wrong with a job, as cards; the queue is paused for want of points."""
    stage.queue(paused=Fault("no_points"))


@scene("failures")
async def failure_cards_below(stage: Stage) -> None:
    """The other cards."""
    stage.window.middle.gallery.scrollToBottom()


@scene("busy", size=(900, 620))
async def narrow(stage: Stage) -> None:
    """As small as a small screen."""
    write_prompt(stage, worlds.WINTER)


@scene("busy", size=(640, 400))
async def smallest(stage: Stage) -> None:
    """A screen of 1280 by 800 at an interface size of 200 %."""
    write_prompt(stage, worlds.WINTER)


# The form


@scene()
async def form_faults(stage: Stage) -> None:
    """Every field of the form says what is wrong with it."""
    codes = {
        "prompt": "prompt_empty",
        "model": "model_unknown",
        "ratio": "ratio_not_taken",
        "resolution": "resolution_not_taken",
    }
    stage.window.composer.show_problems([Problem(field, code) for field, code in codes.items()])


@scene()
async def long_prompt(stage: Stage) -> None:
    """More than the service takes well, and twenty jobs of it."""
    write_prompt(stage, (worlds.WINTER[0] * 30, worlds.WINTER[1] * 8))
    stage.window.composer.times.setValue(20)


@scene()
async def model_list(stage: Stage) -> None:
    """The list of models is open."""
    stage.window.composer.model.showPopup()


# The loupe


@scene()
async def loupe(stage: Stage) -> None:
    """One picture, fitted."""
    await open_loupe(stage)


@scene()
async def loupe_actual(stage: Stage) -> None:
    """One picture, pixel for pixel."""
    await open_loupe(stage)
    stage.window.middle.loupe.set_scale(1.0)


# The queue


@scene("busy")
async def queue_popover(stage: Stage) -> None:
    """Every section of the queue."""
    stage.session.queue.open()


@scene("busy")
async def queue_left_over(stage: Stage) -> None:
    """What waited when the program ended last."""
    stage.queue(left_over=frozenset(job.id for job in stage.jobs if job.state is JobState.WAITING))
    stage.session.queue.open()


@scene("empty")
async def queue_empty(stage: Stage) -> None:
    """Nothing to do."""
    stage.session.queue.open()


# Menus


@scene()
async def menu(stage: Stage) -> None:
    """The menu behind the button, with one of its menus open."""
    button = stage.window.toolbar.menu_button
    opened = button.menu()
    opened.popup(button.mapToGlobal(QPoint(0, button.height())))
    entry = opened.actions()[2]
    opened.setActiveAction(entry)
    inner = entry.menu()
    assert isinstance(inner, QMenu)
    inner.popup(opened.mapToGlobal(opened.actionGeometry(entry).topRight()))


@scene()
async def picture_menu(stage: Stage) -> None:
    """The right button on a picture."""
    await stage.settle()
    gallery = stage.window.middle.gallery
    stage.context_menu(gallery.viewport(), gallery.rect_of(saved_picture(stage, 0).id).center())


# The banner


@scene("busy")
async def banner_paused(stage: Stage) -> None:
    """The user has paused the queue."""
    stage.queue(paused=Fault("paused_by_user"))


@scene("busy")
async def banner_room(stage: Stage) -> None:
    """A batch may not fit on the disk."""
    stage.queue(paused=Fault("batch_too_large", "12.6 GB / 3.1 GB"))


@scene("busy")
async def banner_left_over(stage: Stage) -> None:
    """Jobs were waiting when the program ended: two answers, none is forced."""
    stage.queue(left_over=frozenset(job.id for job in stage.jobs if job.state is JobState.WAITING))


@scene("busy")
async def banner_key(stage: Stage) -> None:
    """No key yet."""
    stage.queue(key_missing=True)


@scene("busy")
async def banner_socks(stage: Stage) -> None:
    """The system names a proxy that can't be used."""
    stage.session.notices._offline_since = 0.0  # for long enough to be told
    stage.queue(offline=Fault("not_sent", SOCKS_PROXY))


@scene()
async def banner_unexpected(stage: Stage) -> None:
    """Something that nobody foresaw; the longest sentence a banner has."""
    stage.session.say_unexpected("ValueError: a path of the library lies outside of its folder, which can't be")


@scene()
async def finishing(stage: Stage) -> None:
    """The window closes and waits for the answer of two sends."""
    stage.window.show_finishing(2)


# Dialogs


@scene()
async def key_dialog(stage: Stage) -> None:
    """The API key, tried."""
    dialog = KeyDialog("api.maxapi.io", stage.window)
    stage.hold(finished(dialog))
    await stage.shown(KeyDialog)
    dialog.entry.field.setText("sk-a-key-that-is-none")
    dialog.entry.show_result(dialog.entry.key(), "works")


@scene()
async def key_dialog_refused(stage: Stage) -> None:
    """The API key where no keychain is, refused."""
    dialog = KeyDialog("api.maxapi.io", stage.window)
    dialog.entry.set_kept(False)
    stage.hold(finished(dialog))
    await stage.shown(KeyDialog)
    dialog.entry.field.setText("sk-a-key-that-is-none")
    dialog.entry.show_action.setChecked(True)
    dialog.entry.show_result(dialog.entry.key(), "unreachable", "dns")


@scene()
async def key_dialog_strange(stage: Stage) -> None:
    """What was pasted can be no key."""
    dialog = KeyDialog("api.maxapi.io", stage.window)
    stage.hold(finished(dialog))
    await stage.shown(KeyDialog)
    dialog.entry.field.setText("sk-–中é")


@scene()
async def key_dialog_unchecked(stage: Stage) -> None:
    """The answer said nothing about the key."""
    dialog = KeyDialog("api.maxapi.io", stage.window)
    stage.hold(finished(dialog))
    await stage.shown(KeyDialog)
    dialog.entry.field.setText("sk-a-key-that-is-none")
    dialog.entry.show_result(dialog.entry.key(), "unchecked", "HTTP 404: not found")


@scene("busy")
async def question(stage: Stage) -> None:
    """Sending again may be charged twice."""
    stage.session.steps.act("send_again", job_in(stage, JobState.UNKNOWN).id)
    await stage.asked()


@scene("busy")
async def count_as_lost(stage: Stage) -> None:
    """Giving a job up can't be undone."""
    stage.session.steps.act("count_as_lost", job_in(stage, JobState.UNKNOWN).id)
    await stage.asked()


@scene()
async def undone(stage: Stage) -> None:
    """Stars are taken back, and it is said."""
    stage.window.middle.gallery.set_current_picture(saved_picture(stage, 0, 1).id)
    stage.session.judging.judge("rating", 3)
    stage.session.undo.undo()


@scene()
async def about(stage: Stage) -> None:
    """What this is."""
    stage.session.openers.about()
    await stage.asked()


# Focus


@scene()
async def focus_ratio(stage: Stage) -> None:
    """The keyboard on the ratio."""
    stage.window.composer.focus_field("ratio")


@scene()
async def focus_generate(stage: Stage) -> None:
    """The keyboard on Generate."""
    write_prompt(stage, worlds.WINTER)
    stage.window.composer.foot.button.setFocus(Qt.FocusReason.TabFocusReason)


@scene()
async def focus_gallery(stage: Stage) -> None:
    """The keyboard on a picture of the gallery, several chosen."""
    gallery = stage.window.middle.gallery
    gallery.setFocus(Qt.FocusReason.TabFocusReason)
    gallery.set_current_picture(saved_picture(stage, 2).id)
    for _ in range(2):
        stage.press(gallery, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


@scene("failures")
async def focus_card(stage: Stage) -> None:
    """The keyboard on the button of a card."""
    await stage.settle()
    stage.window.middle.gallery.findChildren(SmallButton)[0].setFocus(Qt.FocusReason.TabFocusReason)


@scene()
async def focus_queue_button(stage: Stage) -> None:
    """The keyboard on the queue's button in the toolbar."""
    stage.window.toolbar.queue.setFocus(Qt.FocusReason.TabFocusReason)

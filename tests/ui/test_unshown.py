"""Pictures that are kept and not shown here, and what came damaged: said in words, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.job import JobState, Picture, PictureState
from jimeng_desktop.ui.jobs.placeholders import Outlook, placeholder
from jimeng_desktop.ui.jobs.unshown import AGAIN, OPEN, SHOW, unshown
from tests.ui.made_jobs import NOON, job, translate
from tests.ui.showing import Showing, Stage, Variant, showing

KEPT, DAMAGED = 0, 1  # the jobs of the scene whose second picture it is
HEIC = "HEIC kept, not shown here"


@pytest.fixture(scope="module")
def theatre(qapp: object) -> Iterator[Showing]:
    with showing() as shows:
        yield shows


def picture(stage: Stage, job: int, place: int = 1) -> Picture:
    found = stage.session.model.picture(stage.jobs[job].pictures[place].id)
    assert found
    return found


def done(stage: Stage) -> list[tuple[str, object]]:
    """What is asked for from now on."""
    asked: list[tuple[str, object]] = []

    def noted(what: str) -> Callable[..., None]:
        return lambda *args: asked.append((what, *args))  # type: ignore[arg-type]

    stage.session.pictures.open_one = noted(OPEN)  # type: ignore[method-assign]
    stage.session.openers.reveal = noted(SHOW)  # type: ignore[method-assign]
    stage.runner.retry_links = noted(AGAIN)  # type: ignore[attr-defined]
    return asked


def test_words_of_a_picture() -> None:
    saved = Picture(1, 0, "", PictureState.SAVED, "/a.heic", format="heic")
    assert unshown(None) is None and unshown(saved) is None
    kept = unshown(replace(saved, fault=Fault("not_shown", "HEIC")))
    assert kept and (kept.caption, kept.acts) == (HEIC, (OPEN, SHOW))
    came = Picture(1, 0, "", fault=Fault("picture_damaged"), damaged="/a.png.damaged")
    found = unshown(came)
    assert found and (found.caption, found.acts) == ("Arrived damaged", (AGAIN, SHOW))
    large = unshown(replace(came, fault=Fault("picture_too_large")))
    assert large and large.caption == "Too many pixels"
    gone = unshown(replace(came, state=PictureState.EXPIRED, fault=Fault("link_gone")))
    assert gone and gone.sentence.endswith("The link no longer works.")
    assert unshown(replace(came, state=PictureState.FETCHING)) is None, "it is on its way"


@pytest.mark.parametrize(("state", "left"), [(PictureState.WAITING, True), (PictureState.EXPIRED, False)])
def test_a_damaged_tile_says_so(state: PictureState, left: bool) -> None:
    of = job(1, pictures=1)
    came = replace(of.pictures[0], state=state, fault=Fault("picture_damaged"), damaged="/a.damaged", path=None)
    state_of_job = JobState.FETCHING if left else JobState.INCOMPLETE
    of = replace(of, state=state_of_job, expires_at=NOON + 86_400 * 2.5)
    words = placeholder(replace(of, pictures=(came,)), came, Outlook(NOON), translate)
    assert words and words.icon == "attention"
    assert words.caption.startswith("Arrived damaged") and ("left" in words.caption) is left


def test_tile_and_inspector_of_what_is_kept(theatre: Showing) -> None:
    def judge(stage: Stage) -> None:
        gallery, body = stage.window.middle.gallery, stage.window.inspector.body
        assert HEIC in gallery.gallery_model.data(gallery.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
        assert picture(stage, KEPT).path and not picture(stage, KEPT).shown
        assert body.facts.value("file") == f"{HEIC} · 3.0\u00a0MB"
        assert body.preview._words and body.preview._words.caption == HEIC
        acts = {code for code, button in body.facts.file_acts.items() if not button.isHidden()}
        assert acts == {OPEN, SHOW}
        asked = done(stage)
        body.facts.file_acts[OPEN].click()
        body.facts.file_acts[SHOW].click()
        assert [what for what, *_ in asked] == [OPEN, SHOW]
        assert body.export.isEnabled()

    theatre.see("unshown", Variant(), judge)


def test_tile_and_inspector_of_what_came_damaged(theatre: Showing) -> None:
    def judge(stage: Stage) -> None:
        body, came = stage.window.inspector.body, picture(stage, DAMAGED)
        assert came.damaged and came.path is None
        assert body.facts.value("file") == "Arrived damaged"
        assert body.facts.retry_link.isHidden(), "one button for that is enough"
        asked = done(stage)
        body.facts.file_acts[AGAIN].click()
        body.facts.file_acts[SHOW].click()
        assert asked[0] == (AGAIN, came.job_id)
        assert asked[1][0] == SHOW and str(asked[1][1]) == came.damaged
        assert not body.export.isEnabled() and stage.window.inspector.picture_ids == ()

    theatre.see("unshown-damaged", Variant(), judge)


def test_the_loupe_says_that_it_is_kept(theatre: Showing) -> None:
    def judge(stage: Stage) -> None:
        note, kept = stage.window.middle.loupe.note, picture(stage, KEPT)
        assert note.isVisible() and note.title.text() == HEIC
        assert stage.window.middle.loupe.words()[1] == "HEIC"
        asked = done(stage)
        note.buttons[OPEN].click()
        note.buttons[SHOW].click()
        assert asked == [(OPEN, kept.id), (SHOW, asked[1][1])] and str(asked[1][1]) == kept.path
        assert stage.window.middle.chosen_pictures() == [kept.id]
        stage.window.middle.loupe.step(-1)
        assert note.isHidden(), "the next picture is shown"

    theatre.see("loupe-unshown", Variant(), judge)


def test_the_loupe_says_that_it_came_damaged_until_it_has_come(theatre: Showing) -> None:
    def judge(stage: Stage) -> None:
        loupe, came = stage.window.middle.loupe, picture(stage, DAMAGED)
        assert loupe.note.isVisible() and loupe.note.title.text() == "Arrived damaged"
        assert stage.window.middle.chosen_pictures() == [] and not stage.window.middle.any_chosen
        assert stage.window.inspector._id == came.id
        foot = stage.window.middle.loupe_page.foot
        assert not any(part.isEnabled() for part in (foot.copy, foot.export, foot.marks)), "they would do nothing"
        asked = done(stage)
        loupe.note.buttons[AGAIN].click()
        assert asked == [(AGAIN, came.job_id)]
        whole = replace(came, state=PictureState.SAVED, path=picture(stage, DAMAGED, 0).path, damaged=None, fault=None)
        of = stage.session.model.job(came.job_id)
        assert of
        stage.session.model.job_changed(of.with_picture(whole))
        assert loupe.note.isHidden() and stage.window.middle.chosen_pictures() == [came.id]
        foot.show_now()  # at the next turn of the loop
        assert all(part.isEnabled() for part in (foot.copy, foot.export, foot.marks))

    theatre.see("loupe-damaged", Variant(), judge)


def test_the_menu_of_what_came_damaged(theatre: Showing) -> None:
    def judge(stage: Stage) -> None:
        gallery = stage.window.middle.gallery
        section, place = gallery.gallery_model.rows.at(gallery.currentIndex().row())
        menu: QMenu = gallery.open_menu(section, place, gallery.mapToGlobal(gallery.rect().center()))
        asked = done(stage)
        next(action for action in menu.actions() if action.text() == "Show in folder").trigger()
        assert str(asked[0][1]) == picture(stage, DAMAGED).damaged
        menu.close()

    theatre.see("unshown-damaged", Variant(), judge)


def test_enter_opens_what_came_damaged(theatre: Showing) -> None:
    def judge(stage: Stage) -> None:
        gallery = stage.window.middle.gallery
        stage.press(gallery, Qt.Key.Key_Return)
        assert stage.window.middle.showing_loupe
        assert stage.window.middle.loupe.picture_id == picture(stage, DAMAGED).id

    theatre.see("unshown-damaged", Variant(), judge)


def test_the_export_dialog_says_what_is_copied_as_it_is(theatre: Showing) -> None:
    def judge(stage: Stage) -> None:
        from jimeng_desktop.ui.exporting.dialog import ExportDialog

        dialog = next(top for top in stage.window.findChildren(ExportDialog) if top.isVisible())
        assert dialog.promise.text() == "1 picture can't be converted here: exported as it is"
        assert dialog.format.isEnabled()

    theatre.see("export-unshown", Variant(), judge)

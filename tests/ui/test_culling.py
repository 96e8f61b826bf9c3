"""Judging pictures quickly, in gallery and loupe, under filters: every key is for the picture it was meant for."""

from __future__ import annotations

import errno
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jimeng_desktop import app
from jimeng_desktop.core.errors import StorageError
from jimeng_desktop.core.job import JobState, picture_id
from jimeng_desktop.core.marks import UNMARKED, Flag, Label, Marks
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.core.search import Order, Wanted
from jimeng_desktop.core.settings import Settings, write_settings
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.library.library import Library
from jimeng_desktop.options import Options
from jimeng_desktop.ui import gallery_model
from jimeng_desktop.ui.gallery_rows import row_id
from jimeng_desktop.ui.session import Session
from tests.ui.made_jobs import job
from tests.ui.pictured import FORM, run_in, settings_of, until

Key, CONTROL, ALSO = Qt.Key, Qt.KeyboardModifier.ControlModifier, QItemSelectionModel.SelectionFlag.Select
Play = Callable[[Session], Awaitable[None]]
JOBS = 60


def at(number: int, place: int = 0) -> int:
    return picture_id(job(number).id, place)


def shown(session: Session) -> list[int]:
    rows = session.model.rows
    return [row_id(*rows.at(row)) for row in range(rows.count)]


@pytest.fixture
def play(qapp: QApplication, tmp_path: Path) -> Callable[[Play], None]:
    """Runs it in a session over a library of many jobs with four pictures."""
    options, where = Options(demo=True, profile=tmp_path), folders(tmp_path, True)
    where.originals.mkdir(parents=True)

    async def fill() -> None:
        library = Library.open(where.data, where.originals)
        await library.add_jobs([job(number, JobState.DONE, 4, prompt="a fox") for number in range(JOBS)])
        await library.close()

    run_in(qapp, fill())
    write_settings(settings_of(options), Settings(last_form=FORM, hold_seconds=0, language="en"))

    def run(go: Play) -> None:
        async def inside() -> None:
            async with app._session(options, app.make_application(), 0.2) as session:
                session.window.resize(1280, 800)
                await until(session.window.isActiveWindow)
                session.window.middle.gallery.setFocus()
                await until(session.all_read.is_set)
                await go(session)
                await until(lambda: session.tasks.running == 0)

        run_in(qapp, inside())

    return run


def press(session: Session, *keys: Qt.Key) -> None:
    """One after the other, with nothing between them."""
    middle = session.window.middle
    for key in keys:
        QTest.keyClick(middle.loupe if middle.showing_loupe else middle.gallery, key)


async def look(session: Session, **wanted: object) -> None:
    session.finding.change(**wanted)
    await until(lambda: session.model.wanted is not None and session.tasks.running == 0)


def test_each_of_many_quick_keys_is_for_the_next_picture(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        await look(session, unjudged=True)
        session.window.middle.gallery.set_current_picture(at(50, 1))
        press(session, Key.Key_P, Key.Key_X, Key.Key_P, Key.Key_3, Key.Key_X)
        flags = [session.model.marks_of(picture) for picture in (at(50, 1), at(50, 2), at(50, 3), at(49), at(49, 1))]
        assert flags == [Marks(Flag.PICK), Marks(Flag.REJECT), Marks(Flag.PICK), Marks(rating=3), Marks(Flag.REJECT)]
        assert session.window.middle.gallery.current_picture == at(49, 2)
        await until(lambda: session.tasks.running == 0)
        found = await session.library.find(Wanted(unjudged=True))
        assert sum(bits.bit_count() for bits in found.values()) == len(shown(session)) == 4 * JOBS - 5

    play(go)


def test_the_loupe_goes_on_too_and_stays_open(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        middle = session.window.middle
        await look(session, unjudged=True)
        middle.open_loupe(at(50, 2))
        session.window.full_screen.toggle()
        press(session, Key.Key_P, Key.Key_X, Key.Key_X)
        assert middle.showing_loupe and middle.loupe.picture_id == at(49, 1) and middle.loupe.hasFocus()
        await until(lambda: session.tasks.running == 0)
        assert middle.showing_loupe and session.window.full_screen.on
        assert [session.model.marks_of(at(50, place)).flag for place in (2, 3)] == [Flag.PICK, Flag.REJECT]
        session.window.full_screen.leave()
        last = shown(session)[-2:]
        middle.loupe.show_picture(last[1])
        press(session, Key.Key_P)
        assert middle.loupe.picture_id == last[0], "after the last one comes the one before"

    play(go)


def test_results_that_come_leave_the_keyboard_where_it_is(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        middle, prompt = session.window.middle, session.window.composer.prompt
        await look(session, text="fox")
        middle.open_loupe(at(50))
        prompt.setFocus()
        new = job(JOBS, JobState.DONE, 4, prompt="a fox")
        await session.library.add_jobs([new])
        session.model.job_changed(new)
        session.feed.job_changed.emit(job(JOBS, JobState.PROCESSING, prompt="a fox"))
        await until(lambda: at(JOBS) in shown(session))
        assert middle.showing_loupe and middle.loupe.picture_id == at(50) and prompt.hasFocus()
        search = session.window.toolbar.search
        search.setFocus()
        search.clear()
        middle.open_loupe(at(50))
        search.setFocus()
        QTest.keyClicks(search, "fox")
        await until(lambda: session.tasks.running == 0 and not middle.showing_loupe)
        assert search.text() == "fox" and search.hasFocus()
        assert session.model.marks_of(at(50)) == UNMARKED

    play(go)


def test_ctrl_z_takes_the_last_judgement_back(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        gallery, marks_of = session.window.middle.gallery, session.model.marks_of
        unmark, undo = session.window.commands.unmark_action, session.window.commands.undo_action
        assert not unmark.isEnabled()
        gallery.set_current_picture(at(50))
        press(session, Key.Key_4, Key.Key_8)
        QTest.keyClick(gallery, Key.Key_A, CONTROL)
        press(session, Key.Key_X)
        assert all(marks_of(at(number)).flag is Flag.REJECT for number in range(JOBS))
        QTest.keyClick(gallery, Key.Key_Z, CONTROL)
        assert marks_of(at(50)) == Marks(rating=4, label=Label.GREEN) and marks_of(at(3)) == UNMARKED
        QTest.keyClick(gallery, Key.Key_Z, CONTROL)
        assert marks_of(at(50)) == Marks(rating=4)
        session.window.composer.foot.hold([1], 1e12)
        assert undo.isEnabled() and not unmark.isEnabled(), "the key is for what was done last"
        session.window.composer.foot.release(frozenset())
        assert unmark.isEnabled() and not undo.isEnabled()
        QTest.keyClick(gallery, Key.Key_Z, CONTROL)
        assert marks_of(at(50)) == UNMARKED and not unmark.isEnabled()
        await until(lambda: session.tasks.running == 0)
        assert await session.library.sorting.marks(at(0) // 1000, at(JOBS) // 1000) == {}
        await look(session, unjudged=True)
        gallery.set_current_picture(at(40))
        press(session, Key.Key_P)
        assert at(40) not in shown(session)
        QTest.keyClick(gallery, Key.Key_Z, CONTROL)
        await until(lambda: at(40) in shown(session))
        press(session, Key.Key_P, Key.Key_3)
        session.set_language("zh_CN")
        again = session.window.middle.gallery
        assert again is not gallery and session.window.commands.unmark_action.isEnabled()
        await until(session.window.isActiveWindow)
        again.setFocus()
        picture = again.current_picture
        press(session, Key.Key_5)
        assert picture and marks_of(picture) == Marks(rating=5), "no window of before is in its way"
        QTest.keyClick(again, Key.Key_Z, CONTROL)
        assert marks_of(picture) == UNMARKED

    play(go)


@pytest.mark.parametrize("most", [100, 0])
def test_judging_many_leads_to_the_next_that_stays(
    play: Callable[[Play], None], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(gallery_model, "MANY", most)

    async def go(session: Session) -> None:
        gallery = session.window.middle.gallery
        await look(session, unjudged=True)
        first, last = (session.model.row_of(picture) for picture in (at(40), at(12, 3)))
        assert first and last
        gallery.setCurrentIndex(session.model.index(first))
        selection = gallery._selection([(first, last)])
        gallery.selectionModel().select(selection, ALSO)
        press(session, Key.Key_X)
        assert gallery.current_picture == at(11) and gallery.selected_pictures() == [at(11)]
        gallery.scrollTo(gallery.currentIndex())
        await until(lambda: session.tasks.running == 0)
        assert gallery.current_picture == at(11) and gallery.selected_pictures() == [at(11)]
        assert gallery.viewport().rect().contains(gallery.rect_of(at(11)).center())

    play(go)


def test_rating_in_the_order_of_ratings_moves_nothing_till_it_is_sorted_again(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        gallery, marks = session.window.middle.gallery, {at(number): Marks(rating=1) for number in range(JOBS)}
        session.model.set_marks(marks)
        await session.library.sorting.mark(marks)
        await look(session, stars=1)
        session.finding.arrange(Order.RATING)
        await until(lambda: session.model.order is Order.RATING)
        gallery.set_current_picture(at(20))
        place, before = gallery.rect_of(at(20)), shown(session)
        press(session, Key.Key_5)
        await until(lambda: session.tasks.running == 0)
        assert shown(session) == before and gallery.rect_of(at(20)) == place
        session.finding.look_again()  # as when a job has changed
        await until(lambda: session.tasks.running == 0)
        assert shown(session) == before and gallery.rect_of(at(20)) == place
        press(session, Key.Key_0)
        assert gallery.current_picture == at(19) and at(20) not in shown(session)
        await until(lambda: session.tasks.running == 0)
        assert gallery.current_picture == at(19) and gallery.selected_pictures() == [at(19)]
        gallery.set_current_picture(at(5))
        press(session, Key.Key_5)
        session.finding.arrange(Order.RATING)
        await until(lambda: shown(session)[0] == at(5))

    play(go)


def test_what_the_disk_refuses_is_shown_as_the_disk_has_it(
    play: Callable[[Play], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def go(session: Session) -> None:
        sorting, mark = session.library.sorting, session.library.sorting.mark
        refusals = [True, False]

        async def sometimes(marks: dict[int, Marks]) -> None:
            if refusals.pop(0):
                raise StorageError(str(errno.ENOSPC))
            await mark(marks)

        monkeypatch.setattr(sorting, "mark", sometimes)
        session.window.middle.gallery.set_current_picture(at(50))
        press(session, Key.Key_P, Key.Key_3)
        await until(lambda: session.tasks.running == 0)
        kept = await sorting.marks(at(50) // 1000, at(50) // 1000)
        assert session.model.marks_of(at(50)) == kept[at(50)] == Marks(Flag.PICK, 3)
        assert session.window.banner.words and "could not be kept" in session.window.banner.words.title

    play(go)


def test_a_state_that_changes_comes_and_goes(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        states = frozenset({str(JobState.DONE)})
        running = job(JOBS, JobState.PROCESSING, prompt="an owl")
        await session.library.add_jobs([running])
        session.model.job_changed(running)
        await look(session, states=states)
        assert session.model.first_row_of(running.id) is None
        for state, there in ((JobState.DONE, True), (JobState.FAILED, False)):
            changed = job(JOBS, state, 4, prompt="an owl")
            await session.library.save_job(changed)
            session.feed.job_changed.emit(changed)
            await until(lambda there=there: (session.model.first_row_of(running.id) is not None) is there)

    play(go)


def test_a_look_into_the_loupe_keeps_the_selection(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        gallery, middle = session.window.middle.gallery, session.window.middle
        gallery.set_current_picture(at(50))
        for picture in (at(50, 1), at(49)):
            gallery.selectionModel().select(session.model.index_of(picture), ALSO)
        middle.open_loupe(at(50, 1))
        middle.close_loupe()
        assert gallery.selected_pictures() == [at(50), at(50, 1), at(49)] and gallery.current_picture == at(50, 1)
        middle.open_loupe(at(50, 1))
        middle.loupe.show_picture(at(30))
        middle.close_loupe()
        assert gallery.selected_pictures() == [at(30)], "another one was looked at"

    play(go)


def test_a_filter_that_hides_nothing_leaves_the_place_to_who_has_scrolled(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        gallery = session.window.middle.gallery
        gallery.setCurrentIndex(session.model.index(0))
        bar = gallery.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        first = gallery.visible()[1].section.job.id
        before = gallery.geometry_of.at_row(session.model.first_row_of(first) or 0)
        assert before
        y = before[0].ground - gallery.verticalOffset()
        await look(session, unjudged=True)
        after = gallery.geometry_of.at_row(session.model.first_row_of(first) or 0)
        assert after and abs(after[0].ground - gallery.verticalOffset() - y) <= 2

    play(go)


def test_a_new_job_that_is_hidden_is_said_and_the_way_to_it_shown(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        await look(session, text="zebra crossing")
        session.window.composer.press_generate()
        banner = session.window.banner
        await until(lambda: banner.words and "not among what is looked for" in banner.words.title)
        banner.acted.emit(banner.words.action.code)  # type: ignore[union-attr]
        assert session.finding.wanted.everything and session.model.rows.count > 4 * JOBS
        assert not banner.words or "not among" not in banner.words.title
        await look(session, text="red fox in snow")
        session.generate(Recipe("jimeng-4.5", "a red fox in snow", "1:1", "1k"), 1)
        await until(lambda: len(session.model.wanted or ()) == 2)
        await until(lambda: session.tasks.running == 0)
        assert not banner.words or "not among" not in banner.words.title, "this one is found"

    play(go)

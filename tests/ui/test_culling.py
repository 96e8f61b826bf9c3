"""Judging pictures quickly, in gallery and loupe, under filters: every key is for the picture it was meant for."""

from __future__ import annotations

import errno
from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from jimeng_desktop.core.errors import DiskFull, StorageError
from jimeng_desktop.core.marks import UNMARKED, Flag, Label, Marks
from jimeng_desktop.core.search import Order, Wanted
from jimeng_desktop.ui.jobs import model as gallery_model
from jimeng_desktop.ui.session.session import Session
from tests.ui.many_jobs import JOBS, Play, at, look, press, shown
from tests.ui.pictured import until

Key, CONTROL, ALSO = Qt.Key, Qt.KeyboardModifier.ControlModifier, QItemSelectionModel.SelectionFlag.Select


def test_each_of_many_quick_keys_is_for_the_next_picture(cull: Callable[[Play], None]) -> None:
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

    cull(go)


def test_the_loupe_goes_on_too_and_stays_open(cull: Callable[[Play], None]) -> None:
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

    cull(go)


def test_ctrl_z_takes_the_last_judgement_back(cull: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        gallery, marks_of = session.window.middle.gallery, session.model.marks_of
        undo = session.window.commands.undo_action
        assert not undo.isEnabled() and undo.text() == "Undo"
        gallery.set_current_picture(at(50))
        press(session, Key.Key_4, Key.Key_8)
        QTest.keyClick(gallery, Key.Key_A, CONTROL)
        press(session, Key.Key_X)
        assert all(marks_of(at(number)).flag is Flag.REJECT for number in range(JOBS))
        QTest.keyClick(gallery, Key.Key_Z, CONTROL)
        assert marks_of(at(50)) == Marks(rating=4, label=Label.GREEN) and marks_of(at(3)) == UNMARKED
        QTest.keyClick(gallery, Key.Key_Z, CONTROL)
        assert marks_of(at(50)) == Marks(rating=4)
        session.sends.hold([1], 1e12)
        assert undo.text() == "Undo: Generate 1 job", "the key is for what was done last"
        session.sends.release(frozenset(), sent=False)
        assert undo.text() == "Undo: 4 stars"
        QTest.keyClick(gallery, Key.Key_Z, CONTROL)
        assert marks_of(at(50)) == UNMARKED and not undo.isEnabled()
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
        assert again is not gallery and session.window.commands.undo_action.isEnabled()
        await until(session.window.isActiveWindow)
        again.setFocus()
        picture = again.current_picture
        press(session, Key.Key_5)
        assert picture and marks_of(picture) == Marks(rating=5), "no window of before is in its way"
        QTest.keyClick(again, Key.Key_Z, CONTROL)
        assert marks_of(picture) == UNMARKED

    cull(go)


@pytest.mark.parametrize("most", [100, 0])
def test_judging_many_leads_to_the_next_that_stays(
    cull: Callable[[Play], None], monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(gallery_model, "MANY", most)

    async def go(session: Session) -> None:
        gallery = session.window.middle.gallery
        await look(session, unjudged=True)
        first, last = (session.model.row_of(picture) for picture in (at(40), at(12, 3)))
        assert first and last
        gallery.setCurrentIndex(session.model.index(first))
        gallery.selection.select([(first, last)], ALSO)
        press(session, Key.Key_X)
        assert gallery.current_picture == at(11) and gallery.selected_pictures() == [at(11)]
        gallery.scrollTo(gallery.currentIndex())
        await until(lambda: session.tasks.running == 0)
        assert gallery.current_picture == at(11) and gallery.selected_pictures() == [at(11)]
        assert gallery.viewport().rect().contains(gallery.rect_of(at(11)).center())

    cull(go)


def test_rating_in_the_order_of_ratings_moves_nothing_till_it_is_sorted_again(cull: Callable[[Play], None]) -> None:
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

    cull(go)


def test_what_the_disk_refuses_is_shown_as_the_disk_has_it(
    cull: Callable[[Play], None], monkeypatch: pytest.MonkeyPatch
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

    cull(go)


def test_what_the_disk_would_not_undo_is_not_undone_with_the_step_before(
    cull: Callable[[Play], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def go(session: Session) -> None:
        gallery, sorting, mark = session.window.middle.gallery, session.library.sorting, session.library.sorting.mark

        async def refuse(marks: object) -> None:
            raise DiskFull("no room")

        gallery.set_current_picture(at(50))
        press(session, Key.Key_4, Key.Key_P)
        await until(lambda: session.tasks.running == 0)
        for does, key, wanted in (
            (refuse, Key.Key_Z, Marks(Flag.PICK, 4)),
            (mark, Key.Key_Z, Marks(Flag.PICK)),
            (mark, Key.Key_Y, Marks(Flag.PICK, 4)),
        ):
            monkeypatch.setattr(sorting, "mark", does)
            QTest.keyClick(gallery, key, Qt.KeyboardModifier.ControlModifier)
            await until(lambda: session.tasks.running == 0)
            assert session.model.marks_of(at(50)) == wanted
            assert await sorting.marks(at(50) // 1000, at(50) // 1000) == {at(50): wanted}

    cull(go)


def test_a_look_into_the_loupe_keeps_the_selection(cull: Callable[[Play], None]) -> None:
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

    cull(go)

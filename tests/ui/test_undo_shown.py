"""An undo is always seen: its pictures are selected and in view, and words say what it was. Giving up asks first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.marks import UNMARKED, Flag, Marks
from jimeng_desktop.runner.runner import Runner
from jimeng_desktop.ui.session.session import Session
from tests.ui.made_jobs import job
from tests.ui.many_jobs import Play, at, look, plays, press, shown
from tests.ui.pictured import jobs_of, opened, until

Key, CONTROL, ALSO = Qt.Key, Qt.KeyboardModifier.ControlModifier, QItemSelectionModel.SelectionFlag.Select


def undo(session: Session, widget: QWidget | None = None) -> None:
    QTest.keyClick(widget or session.window.middle.gallery, Key.Key_Z, CONTROL)


def seen(session: Session, picture: int) -> bool:
    gallery = session.window.middle.gallery
    return gallery.viewport().rect().contains(gallery.rect_of(picture).center())


def test_pictures_out_of_sight_are_shown_and_what_was_undone_is_said(cull: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        gallery, notice = session.window.middle.gallery, session.window.quiet_notice
        assert not notice.isVisible()
        gallery.set_current_picture(at(50))
        press(session, Key.Key_4)
        gallery.set_current_picture(at(40))
        for number in (39, 38):
            gallery.selectionModel().select(session.model.index_of(at(number)), ALSO)
        press(session, Key.Key_X)
        gallery.set_current_picture(at(2))
        assert not seen(session, at(40))
        undo(session)
        assert gallery.selected_pictures() == [at(40), at(39), at(38)] and seen(session, at(40))
        assert notice.isVisible() and notice.text == notice.accessibleName() == "Undone: Rejected on 3 pictures"
        gallery.set_current_picture(at(2))
        undo(session)
        assert gallery.selected_pictures() == [at(50)] and seen(session, at(50))
        assert notice.text == "Undone: 4 stars" and notice.geometry().bottom() <= session.window.height()
        middle = session.window.middle
        assert abs(notice.geometry().center().x() - middle.mapTo(session.window, middle.rect().center()).x()) <= 1

    cull(go)


def test_the_loupe_goes_to_the_picture_that_was_undone(cull: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        middle = session.window.middle
        middle.gallery.set_current_picture(at(50))
        press(session, Key.Key_P, Key.Key_8)
        middle.open_loupe(at(20))
        undo(session, middle.loupe)
        assert middle.showing_loupe and middle.loupe.picture_id == at(50)
        assert session.window.quiet_notice.text == "Undone: Green"
        undo(session, middle.loupe)
        assert session.model.marks_of(at(50)) == UNMARKED and session.window.quiet_notice.text == "Undone: Picked"

    cull(go)


def test_what_comes_back_to_what_is_looked_for_is_shown_when_it_is_there(cull: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        gallery = session.window.middle.gallery
        await look(session, unjudged=True)
        gallery.set_current_picture(at(40))
        press(session, Key.Key_P)
        assert at(40) not in shown(session)
        undo(session)
        await until(lambda: gallery.selected_pictures() == [at(40)])
        assert seen(session, at(40)) and session.window.quiet_notice.text == "Undone: Picked"
        press(session, Key.Key_P)
        undo(session)
        gallery.set_current_picture(at(3))  # the user goes on before it is found again
        await until(lambda: session.tasks.running == 0)
        assert gallery.selected_pictures() == [at(3)]

    cull(go)


def test_what_the_filters_hide_is_said_to_be_hidden(cull: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        session.window.middle.gallery.set_current_picture(at(50))
        press(session, Key.Key_3)
        session.model.set_marks({at(20): Marks(Flag.PICK)})
        await session.library.sorting.mark({at(20): Marks(Flag.PICK)})
        await look(session, flags=frozenset({"pick"}))
        assert shown(session) == [at(20)]
        undo(session)
        await until(lambda: session.tasks.running == 0)
        assert session.model.marks_of(at(50)) == UNMARKED
        assert session.window.quiet_notice.text == "Undone: 3 stars · not in this view"

    cull(go)


def test_count_as_lost_asks_and_enter_leaves_the_job_as_it_is(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_up: list[int] = []
    count = Runner.count_as_lost
    monkeypatch.setattr(Runner, "count_as_lost", lambda runner, one: (given_up.append(one), count(runner, one)))

    async def go(session: Session) -> None:
        (one,) = jobs_of(session)
        for yes in (False, True):
            session.steps.act("count_as_lost", one.id)
            box = await opened(QMessageBox)
            assert jobs_of(session)[0].state is JobState.UNKNOWN
            if yes:
                next(button for button in box.buttons() if button.text() == "Count as lost").click()
            else:
                QTest.keyClick(box, Key.Key_Return)
            await until(lambda box=box: not _there(box))
        await until(lambda: jobs_of(session)[0].state is JobState.LOST)
        assert given_up == [one.id]

    plays(qapp, tmp_path, [job(1, JobState.UNKNOWN, fault="answer_unknown")])(go)


def _there(box: QMessageBox) -> bool:
    return box in QApplication.topLevelWidgets() and box.isVisible()

"""What is looked for while pictures are judged, jobs are made, or the window becomes another: nothing is lost by it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.marks import UNMARKED, Marks
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.ui.finding import finding
from jimeng_desktop.ui.session.session import Session
from tests.ui.made_jobs import job
from tests.ui.many_jobs import JOBS, Play, at, look, press, shown
from tests.ui.pictured import until

Key, CONTROL, ALSO = Qt.Key, Qt.KeyboardModifier.ControlModifier, QItemSelectionModel.SelectionFlag.Select


def test_results_that_come_leave_the_keyboard_where_it_is(cull: Callable[[Play], None]) -> None:
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

    cull(go)


def test_a_state_that_changes_comes_and_goes(cull: Callable[[Play], None]) -> None:
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

    cull(go)


def test_a_filter_that_hides_nothing_leaves_the_place_to_who_has_scrolled(cull: Callable[[Play], None]) -> None:
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

    cull(go)


def test_a_new_job_that_is_hidden_is_said_and_the_way_to_it_shown(cull: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        await look(session, text="zebra crossing")
        session.window.composer.press_generate()
        banner = session.window.banner
        await until(lambda: banner.words and "not among what is looked for" in banner.words.title)
        banner.acted.emit(banner.words.action.code)  # type: ignore[union-attr]
        assert session.finding.wanted.everything and session.model.rows.count > 4 * JOBS
        assert not banner.words or "not among" not in banner.words.title
        await look(session, text="red fox in snow")
        session.calls.generate(Recipe("jimeng-4.5", "a red fox in snow", "1:1", "1k"), 1)
        await until(lambda: len(session.model.wanted or ()) == 2)
        await until(lambda: session.tasks.running == 0)
        assert not banner.words or "not among" not in banner.words.title, "this one is found"

    cull(go)


def test_a_key_between_a_filter_and_its_answer_takes_nothing_away(cull: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        session.window.middle.gallery.set_current_picture(at(50))
        for arrangement in ("jobs", "rating"):
            session.finding.arrange(arrangement)
            await until(lambda: session.tasks.running == 0)
            session.finding.change(flags=frozenset({"pick"}))
            press(session, Key.Key_X)
            assert session.model.job(job(50).id) and session.model.every.count == 4 * JOBS
            await until(lambda: session.tasks.running == 0)
            assert shown(session) == []
            session.finding.show_all()
            await until(lambda: len(shown(session)) == 4 * JOBS)

    cull(go)


@pytest.mark.parametrize("kept_first", [True, False])
@pytest.mark.parametrize(("key", "wanted"), [(Key.Key_P, {"unjudged": True}), (Key.Key_X, {"flags": frozenset({""})})])
def test_an_answer_from_before_a_key_brings_nothing_back(
    cull: Callable[[Play], None],
    monkeypatch: pytest.MonkeyPatch,
    key: Qt.Key,
    wanted: dict[str, object],
    kept_first: bool,
) -> None:
    async def go(session: Session) -> None:
        library, sorting = session.library, session.library.sorting
        find, mark, found, done = library.find, sorting.mark, list[Any](), list[object]()
        answer, keep = asyncio.Event(), asyncio.Event()

        async def slow_find(*asked: Any) -> Any:
            found.append(await find(*asked))
            await answer.wait()
            done.append(answer)
            return found[-1]

        async def slow_mark(marks: Any) -> None:
            await keep.wait()
            await mark(marks)
            done.append(keep)

        await look(session, **wanted)
        session.window.middle.gallery.set_current_picture(at(50, 1))
        monkeypatch.setattr(library, "find", slow_find)
        monkeypatch.setattr(sorting, "mark", slow_mark)
        session.finding.look_again()  # as when a job has changed
        await until(lambda: found)
        back: list[int] = []
        for signal in (session.model.rowsInserted, session.model.modelReset):
            signal.connect(lambda *_: back.extend({at(50, 1)} & set(shown(session))))
        press(session, key)
        assert at(50, 1) not in shown(session)
        for event in (keep, answer) if kept_first else (answer, keep):
            event.set()
            await until(lambda event=event: event in done)
        await until(lambda: session.tasks.running == 0)
        assert at(50, 1) not in shown(session) and not back and len(shown(session)) == 4 * JOBS - 1
        assert session.window.middle.gallery.current_picture == at(50, 2)

    cull(go)


def test_a_key_on_the_first_page_counts_in_the_rest_of_the_answer_too(
    cull: Callable[[Play], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FIRST", 2)

    async def go(session: Session) -> None:
        library, all_kept, newest = session.library, session.finding._all_kept, JOBS - 1
        find, mark, wait, keep, steps = library.find, library.sorting.mark, all_kept.wait, asyncio.Event(), []

        async def slow_mark(marks: Any) -> None:
            await keep.wait()
            await mark(marks)

        monkeypatch.setattr(library.sorting, "mark", slow_mark)
        monkeypatch.setattr(library, "find", lambda *wanted: steps.append("asked") or find(*wanted))
        monkeypatch.setattr(all_kept, "wait", lambda: steps.append("waits") or wait())
        session.finding.change(unjudged=True)
        await until(lambda: len(shown(session)) == 8)
        session.window.middle.gallery.set_current_picture(at(newest))
        press(session, Key.Key_P)
        before = len(steps)
        await until(lambda: len(steps) > before)
        assert steps[before:] == ["waits"]
        keep.set()
        await until(lambda: session.tasks.running == 0)
        session.model.job_changed(job(newest, pictures=4, prompt="a fox"))
        assert at(newest) not in shown(session) and len(shown(session)) == 4 * JOBS - 1

    cull(go)


def test_rows_that_go_after_a_change_of_language_leave_no_old_window_behind(cull: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        failed: list[str] = []
        session.tasks.failed.connect(failed.append)
        session.set_language("zh_CN")
        await until(session.window.isActiveWindow)
        await asyncio.sleep(0.05)  # the old one goes with the next turns of the loop
        await look(session, unjudged=True)
        session.window.middle.gallery.setFocus()
        session.window.middle.gallery.set_current_picture(at(50))
        press(session, Key.Key_P)
        session.model.job_dropped(job(10))
        assert at(50) not in shown(session) and not failed
        words = session.window.banner.words
        assert words is None or words.action and words.action.code == "locate", "the files are made up"

    cull(go)


def test_what_is_done_last_is_taken_back_first_in_the_next_window_too(cull: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        gallery, marks_of = session.window.middle.gallery, session.model.marks_of
        gallery.set_current_picture(at(50))
        press(session, Key.Key_4)
        session.sends.hold([1], 1e12)
        press(session, Key.Key_P)
        session.set_language("zh_CN")
        await until(session.window.isActiveWindow)
        commands = session.window.commands
        session.window.middle.gallery.setFocus()
        assert commands.undo_action.text() == "撤销：已选用"
        QTest.keyClick(session.window.middle.gallery, Key.Key_Z, CONTROL)
        assert marks_of(at(50)) == Marks(rating=4)
        assert commands.undo_action.text() == "撤销：生成 1 个任务", "the sending comes before the stars"
        QTest.keyClick(session.window.middle.gallery, Key.Key_Z, CONTROL)
        assert marks_of(at(50)) == Marks(rating=4) and session.sends.until is None
        QTest.keyClick(session.window.middle.gallery, Key.Key_Z, CONTROL)
        assert marks_of(at(50)) == UNMARKED

    cull(go)


def test_a_picture_taken_out_of_its_collection_leaves_the_loupe(cull: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        middle, sorting = session.window.middle, session.library.sorting
        await sorting.collect(await sorting.add_collection("Portfolio"), [at(3), at(2), at(1)])
        await session.collections.read()
        session.collections.show(session.collections.all[0])
        await until(lambda: shown(session) == [at(3), at(2), at(1)])
        middle.open_loupe(at(2))
        session.collections.take_out(session.collections.all[0], [at(2)])
        await until(lambda: shown(session) == [at(3), at(1)])
        assert not middle.showing_loupe
        session.set_language("zh_CN")
        assert session.window.middle.gallery.acceptDrops(), "it can still be put in order"

    cull(go)

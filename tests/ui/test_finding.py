"""Looking for prompts: as typed, by what the library finds; what is on the screen and selected stays where it can."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu

from jimeng_desktop import app
from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.marks import Flag
from jimeng_desktop.core.search import Wanted
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.library.library import Library
from jimeng_desktop.messages import as_it_is
from jimeng_desktop.messages.search import OPEN, choices, states_of
from jimeng_desktop.options import Options
from jimeng_desktop.ui.finding import finding
from jimeng_desktop.ui.jobs import model as gallery_model
from jimeng_desktop.ui.jobs import rows as gallery_rows
from jimeng_desktop.ui.jobs.model import GalleryModel
from jimeng_desktop.ui.jobs.rows import ALL
from jimeng_desktop.ui.session.session import Session
from tests.ui.made_jobs import FIRST, job
from tests.ui.pictured import FORM, run_in, settings_of, until

Key = Qt.Key
Play = Callable[[Session], Awaitable[None]]
PROMPTS = {1: "a red fox", 2: "赛博朋克城市", 3: "a fox at night", 4: "an owl"}


def id_of(number: int) -> int:
    return FIRST + number * 1_000_000


def whole(numbers: Iterable[int]) -> dict[int, int]:
    return {id_of(number): ALL for number in numbers}


def shown(model: GalleryModel) -> list[int]:
    return [(section.job.id - FIRST) // 1_000_000 for section in model.rows]


@pytest.fixture
def play(qapp: QApplication, tmp_path: Path) -> Callable[[Play], None]:
    """Runs it in a session of the demo over a library of these prompts."""
    options = Options(demo=True, profile=tmp_path)
    where = folders(tmp_path, True)

    where.originals.mkdir(parents=True)

    async def fill() -> None:
        library = Library.open(where.data, where.originals)
        await library.add_jobs([job(number, JobState.DONE, 4, prompt=text) for number, text in PROMPTS.items()])
        await library.close()

    run_in(qapp, fill())
    write_settings(settings_of(options), Settings(last_form=FORM, hold_seconds=0, language="en"))

    def run(go: Play) -> None:
        async def inside() -> None:
            async with app._session(options, app.make_application(), 0.2) as session:
                await until(session.window.isActiveWindow)
                await go(session)

        run_in(qapp, inside())

    return run


def test_typed_found_and_everything_again(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        window, model = session.window, session.model
        search, gallery = window.toolbar.search, window.middle.gallery
        QTest.keyClick(window.composer.prompt, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert search.hasFocus()
        QTest.keyClicks(search, "fox")
        await until(lambda: shown(model) == [3, 1])
        search.setText("赛")
        await until(lambda: shown(model) == [2])
        search.setText("zebra")
        await until(lambda: window.middle.currentWidget() is window.middle.nothing_found)
        assert "“zebra”" in window.middle.nothing_found.sentence.text()
        window.middle.nothing_found.button.click()
        assert shown(model) == [4, 3, 2, 1] and search.text() == "" and window.middle.showing_gallery
        search.setText("fox")
        await until(lambda: shown(model) == [3, 1])
        QTest.keyClick(search, Key.Key_Down)
        assert gallery.hasFocus()
        QTest.keyClick(search, Key.Key_Escape)
        assert shown(model) == [4, 3, 2, 1] and search.text() == ""

    play(go)


def test_the_field_keeps_what_was_typed_and_where(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        search, finding = session.window.toolbar.search, session.finding
        QTest.keyClicks(search, "foxes")
        QTest.keyClick(search, Key.Key_Left)
        QTest.keyClick(search, Key.Key_Backspace)
        assert search.text() == finding.wanted.text == "foxs" and search.cursorPosition() == 3
        assert search.isUndoAvailable(), "said by the field, not to it"
        looked = list[None]()
        finding.changed.connect(lambda: looked.append(None))
        finding.look(replace(finding.wanted, text="owl"))
        assert search.text() == finding.wanted.text == "owl" and len(looked) == 1
        finding.look_for("owl")
        assert len(looked) == 1, "it is looked for already"

    play(go)


def test_what_is_selected_and_still_there_stays_selected(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        window, model = session.window, session.model
        gallery, search = window.middle.gallery, window.toolbar.search
        fox, owl = id_of(1) * 1000 + 2, id_of(4) * 1000
        gallery.set_current_picture(fox)
        gallery.selectionModel().select(model.index_of(owl), gallery.selectionModel().SelectionFlag.Select)
        assert set(gallery.selected_pictures()) == {fox, owl}
        search.setText("fox")
        await until(lambda: shown(model) == [3, 1])
        assert gallery.selected_pictures() == [fox] and gallery.current_picture == fox
        search.clear()
        assert shown(model) == [4, 3, 2, 1]
        assert gallery.selected_pictures() == [fox] and gallery.current_picture == fox

    play(go)


def test_in_another_language_the_same_is_looked_for(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        session.window.toolbar.search.setText("fox")
        await until(lambda: shown(session.model) == [3, 1])
        session.set_language("zh_CN")
        assert session.window.toolbar.search.text() == "fox" and shown(session.model) == [3, 1]
        session.window.toolbar.search.setText("zebra")
        await until(lambda: session.window.middle.currentWidget() is session.window.middle.nothing_found)
        assert "没有找到" in session.window.middle.nothing_found.accessibleName()
        session.set_language("en")
        await until(lambda: "“zebra”" in session.window.middle.nothing_found.sentence.text())
        assert session.window.middle.currentWidget() is session.window.middle.nothing_found
        session.window.toolbar.search.clear()
        assert shown(session.model) == [4, 3, 2, 1] and session.window.middle.showing_gallery

    play(go)


def test_looking_leads_out_of_the_loupe(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        middle = session.window.middle
        middle.open_loupe(id_of(4) * 1000)
        session.window.toolbar.search.setText("fox")
        await until(lambda: shown(session.model) == [3, 1] and middle.showing_gallery)
        middle.open_loupe(id_of(3) * 1000)
        assert middle.showing_loupe and middle.current_picture == id_of(3) * 1000
        assert session.model.neighbour(id_of(3) * 1000, -1) is None, "what is not looked for is not leafed through"

    play(go)


def menu_of(session: Session) -> QMenu | None:
    found = QApplication.activePopupWidget()
    return found if isinstance(found, QMenu) else None


async def entries(session: Session, title: str) -> dict[str, QAction]:
    """The entries of one field in the menu of the filters, opened as by a click."""
    session.window.toolbar.filters.folded.click()
    await until(lambda: menu_of(session) is not None)
    menu = menu_of(session)
    assert menu
    part = next(action.menu() for action in menu.actions() if action.text() == title)
    assert isinstance(part, QMenu)
    return {action.text(): action for action in part.actions()}


def test_filters_are_chosen_with_counts_and_join_with_the_words(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        model, toolbar = session.model, session.window.toolbar
        more = [job(5, JobState.FAILED, prompt="a fox, failed", fault="moderation", ratio="1:1")]
        await session.library.add_jobs(more)
        model.append_older(more)
        states = await entries(session, "State")
        assert list(states) == ["All saved (4)", "Failed (1)"] and not toolbar.filters.folded.isChecked()
        states["Failed (1)"].trigger()
        await until(lambda: shown(model) == [5])
        assert toolbar.filters.folded.isChecked()
        menu = menu_of(session)
        assert menu
        menu.close()
        states = await entries(session, "State")
        assert list(states) == ["All saved (4)", "Failed (1)"] and states["Failed (1)"].isChecked()
        states["All saved (4)"].trigger()
        await until(lambda: shown(model) == [5, 4, 3, 2, 1])
        menu = menu_of(session)
        assert menu
        menu.close()
        toolbar.search.setText("fox")
        await until(lambda: shown(model) == [5, 3, 1])
        ratios = await entries(session, "Ratio")
        assert list(ratios) == ["16:9 (2)", "1:1 (1)"]
        ratios["1:1 (1)"].trigger()
        await until(lambda: shown(model) == [5])
        menu = menu_of(session)
        assert menu
        menu.actions()[-1].trigger()
        assert (
            shown(model) == [5, 4, 3, 2, 1] and toolbar.search.text() == "" and not toolbar.filters.folded.isChecked()
        )
        menu.close()

    play(go)


def test_jobs_that_are_under_way_are_one_choice() -> None:
    assert states_of(OPEN) >= {"waiting", "processing", "unknown", "fetching"}
    counted = {"waiting": 2, "fetching": 1, "done": 5, "strange": 9}
    found = choices("state", counted, frozenset(), as_it_is)
    assert [(choice.name, choice.many) for choice in found] == [("Not finished", 3), ("All saved", 5)]
    assert found[0].values == states_of(OPEN)


def test_only_the_newest_answer_counts(play: Callable[[Play], None], monkeypatch: pytest.MonkeyPatch) -> None:
    async def go(session: Session) -> None:
        library, find, search, model = (
            session.library,
            session.library.find,
            session.window.toolbar.search,
            session.model,
        )
        held, answers = {text: asyncio.Event() for text in ("fox", "owl", "赛")}, list[str]()

        async def slow_find(wanted: Wanted, *limit: int | None) -> dict[int, int]:
            found = await find(wanted, *limit)
            await held[wanted.text].wait()
            answers.append(wanted.text)
            return found

        monkeypatch.setattr(library, "find", slow_find)
        for text in ("fox", "owl"):
            search.setText(text)
            await until(lambda: session.tasks.running == 1)
        held["owl"].set()
        await until(lambda: shown(model) == [4])
        search.setText("赛")
        await until(lambda: session.tasks.running == 1)
        search.clear()
        for event in held.values():
            event.set()
        await until(lambda: session.tasks.running == 0)
        assert shown(model) == [4, 3, 2, 1] and model.wanted is None and answers == ["owl"]

    play(go)


def test_arrivals_that_are_looked_for_come_in_and_others_stay_hidden(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        model, composer = session.model, session.window.composer
        session.window.toolbar.search.setText("fox")
        await until(lambda: shown(model) == [3, 1])
        composer.prompt.setPlainText("a lake")
        composer.press_generate()
        composer.prompt.setPlainText("one more fox")
        composer.press_generate()
        await until(lambda: model.rows.count > 8 and len(shown(model)) == 3)
        await until(lambda: all(job.job.ended for job in model.every))
        prompts = [section.job.recipe.prompt for section in model.rows]
        assert prompts == ["one more fox", "a fox at night", "a red fox"]
        lake = next(section.job.id for section in model.every if section.job.recipe.prompt == "a lake")
        session.window.middle.show_job(lake)  # as from the queue
        assert model.wanted is None and session.window.middle.current_job == lake

    play(go)


def test_a_page_is_shown_first_and_the_rest_below_it(
    play: Callable[[Play], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FIRST", 2)

    async def go(session: Session) -> None:
        model, gallery = session.model, session.window.middle.gallery
        more = [job(number, JobState.DONE, 4, prompt="a fox") for number in range(10, 30)]
        await session.library.add_jobs(more)
        model.append_older(more)
        deep = id_of(1) * 1000 + 1
        gallery.set_current_picture(deep)
        seen: list[int] = []
        model.modelReset.connect(lambda: seen.append(len(shown(model))))
        session.window.toolbar.search.setText("fox")
        await until(lambda: shown(model) == [*range(29, 9, -1), 3, 1])
        assert seen == [2], "the first page at once, and nothing is drawn anew for the rest"
        assert gallery.current_picture == deep and gallery.selected_pictures() == [deep]
        assert model.wanted is not None and len(model.wanted) == 22
        session.window.toolbar.search.clear()
        session.window.toolbar.search.setText("fox")
        await until(lambda: shown(model) == [29, 28])
        model.job_changed(replace(more[5], price=1.0))  # while the rest is looked for
        await until(lambda: shown(model) == [*range(29, 9, -1), 3, 1])

    play(go)


def test_who_judges_while_the_rest_is_on_its_way_gets_all_of_it(
    play: Callable[[Play], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FIRST", 2)
    monkeypatch.setattr(finding, "SLICE", -1.0)  # a turn of the loop after every block
    monkeypatch.setattr(gallery_rows, "BLOCK", 4)

    async def go(session: Session) -> None:
        model = session.model
        more = [job(number, JobState.DONE, 4, prompt="a fox") for number in range(10, 50)]
        await session.library.add_jobs(more)
        model.append_older(more)
        judged: list[int] = []

        def judge() -> None:
            if not judged and model.wanted and 2 < len(model.wanted) < 20:
                judged.append(len(model.wanted))
                session.window.middle.gallery.set_current_picture(id_of(49) * 1000)
                session.judging.judge("flag", Flag.PICK)

        model.rowsInserted.connect(judge)
        session.finding.change(unjudged=True)
        await until(lambda: judged and session.tasks.running == 0)
        assert shown(model) == [*range(49, 9, -1), 4, 3, 2, 1]
        assert model.wanted is not None and len(model.wanted) == 44 and model.row_of(id_of(49) * 1000) is None

    play(go)


def test_rows_of_the_model_stay_true_whatever_is_looked_for(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = GalleryModel(as_it_is)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_jobs([job(number, JobState.DONE, 4) for number in range(30)])
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.show_only(whole(range(0, 30, 3)))
    assert shown(model) == list(range(27, -1, -3)) and len(resets) == 1
    model.show_only(whole({*range(0, 30, 3), 4} - {3}))
    assert shown(model) == [27, 24, 21, 18, 15, 12, 9, 6, 4, 0] and len(resets) == 1, "few come and go one by one"
    model.job_changed(job(5, JobState.DONE, 2))  # hidden
    model.job_changed(job(6, JobState.DONE, 2))
    model.job_changed(job(40, JobState.WAITING))
    model.append_older([job(-1, JobState.DONE, 4)])
    assert model.rows.count == 9 * 4 + 2 and shown(model)[0] == 27
    model.job_dropped(job(4))
    model.job_dropped(job(40))
    assert 4 not in shown(model)
    model.retranslate()
    model.show_only(None)
    assert shown(model) == [*range(29, 4, -1), 3, 2, 1, 0, -1]
    assert model.rows.count == 28 * 4 + 2 * 2
    monkeypatch.setattr(gallery_model, "FEW", 0)
    model.show_only({})
    assert model.rows.count == 0 and model.job(id_of(7)) is not None
    del tester

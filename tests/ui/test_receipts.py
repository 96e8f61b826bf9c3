"""The window of receipts over a real library: by keyboard, in periods, into a file, and told to a screen reader."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from math import inf
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from jimeng_desktop.core.errors import LibraryDamaged
from jimeng_desktop.core.job import Job, JobState, Picture, PictureState
from jimeng_desktop.core.ledger import LedgerLine, LedgerPage
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.library.library import Library
from jimeng_desktop.options import Options
from jimeng_desktop.service.demo.transport import DEMO_KEY
from jimeng_desktop.service.replies import submit_body
from jimeng_desktop.ui.design.plain import plain_tip
from jimeng_desktop.ui.receipts import open as receipts
from jimeng_desktop.ui.receipts.model import Column, ReceiptsModel, listed
from jimeng_desktop.ui.receipts.window import ReceiptsWindow, bounds, file_name
from jimeng_desktop.ui.session.session import Session
from tests.ui.settings_sessions import Run, in_session, opened, until
from tests.zones import utc

Key, Role, Text = Qt.Key, QAccessible.Role, QAccessible.Text
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NOW = datetime.fromtimestamp(time.time())
TASK = "9db7d1ed-d1e5-4d11-9f3a-61f653b905ad"
OTHER = LedgerLine(9, 1.0, None, "accepted", "", "t", "s", "k", "m", "another period", "1:1", "2k")


async def send(library: Library, id: int, prompt: str, at: float, outcome: str = "accepted", **more: Any) -> None:
    """A job that has been sent and answered, and what it has become."""
    recipe = Recipe("jimeng-4.5", prompt, "16:9", "1k")
    job = Job(id, recipe, 4, at, JobState.SENDING, service="https://api.maxapi.io", key_mark="f00d", sent_at=at)
    await library.begin_send(job, submit_body(recipe))
    await library.end_send(replace(job, task_id=TASK if outcome == "accepted" else None), outcome, "")
    await library.save_job(replace(job, **{"state": JobState.DONE, **more}))


async def fill(library: Library) -> None:
    """Four this month, one the month before."""
    this, last = bounds("this_month", NOW)[0] + 60, bounds("last_month", NOW)[0] + 60
    saved = tuple(Picture(3, n, f"https://cdn.example/{n}", PictureState.SAVED, path=f"{n}.png") for n in range(2))
    await send(library, 1, "long ago", last, price=9.0, currency="CNY")
    await send(library, 2, "=HYPERLINK(1)\tand\nmore", this, price=0.8, currency="CNY")
    await send(library, 3, "雪中的狐狸", this + 60, pictures=saved, price=0.5, currency="USD")
    await send(library, 4, "an owl", this + 120, "unknown", state=JobState.LOST)
    await send(library, 5, "a fox, red", this + 180, "refused", state=JobState.FAILED)


async def window_of(session: Session) -> Any:
    """Opened as the user does, from the menu, with all its lines."""
    session.window.activateWindow()
    await until(session.window.isActiveWindow)
    session.window.commands.receipts_action.trigger()
    window = await opened(ReceiptsWindow)
    window.activateWindow()
    await until(window.isActiveWindow)
    await until(lambda: _whole(window))
    return window


def _whole(window: ReceiptsWindow) -> bool:
    return "still being read" not in window.export.toolTip()


def prompts(window: ReceiptsWindow) -> list[str]:
    return [line.prompt for line in window.model.lines]


def in_filled(run: Run, options: Options, play: Callable[[Session, Any], Coroutine[Any, Any, None]]) -> None:
    async def go(session: Session) -> None:
        await fill(session.library)
        await play(session, await window_of(session))

    in_session(run, options, go)


def press(window: QWidget, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, how)


def test_it_shows_the_month_and_its_sums(run: Run, demo: Options) -> None:
    async def play(session: Session, window: Any) -> None:
        assert prompts(window) == ["a fox, red", "an owl", "雪中的狐狸", "=HYPERLINK(1)\tand\nmore"]
        shown = [[window.model.index(row, column).data() for column in list(Column)[1:]] for row in range(4)]
        assert shown == [
            ["a fox, red", "Jimeng 4.5 · 16:9 · 1k", "Refused", "0", "–", "–"],
            ["an owl", "Jimeng 4.5 · 16:9 · 1k", "Counted as lost", "0", "–", "–"],
            ["雪中的狐狸", "Jimeng 4.5 · 16:9 · 1k", "Saved", "2", "0.50\u00a0USD", TASK],
            ["=HYPERLINK(1) and more", "Jimeng 4.5 · 16:9 · 1k", "Saved", "0", "0.80\u00a0CNY", TASK],
        ]
        sums = "4 jobs · 2 pictures saved · estimate 0.80\u00a0CNY + 0.50\u00a0USD · 1 without an estimate"
        assert window.summary.text() == sums
        assert window.isModal() and window.parentWidget() is session.window
        session.openers.receipts()
        await asyncio.sleep(0)
        tops = [top for top in QApplication.topLevelWidgets() if isinstance(top, ReceiptsWindow) and top.isVisible()]
        assert len(tops) == 1

    in_filled(run, demo, play)


def test_rows_are_walked_chosen_and_copied_by_keyboard(run: Run, demo: Options) -> None:
    async def play(session: Session, window: Any) -> None:
        clipboard = QGuiApplication.clipboard()
        assert window.focusWidget() is window.table
        press(window, Key.Key_Down)
        press(window, Key.Key_Down)
        press(window, Key.Key_Down, SHIFT)
        press(window, Key.Key_C, CONTROL)
        rows = [line.split("\t") for line in clipboard.text().split("\n")]
        assert [row[1] for row in rows] == ["雪中的狐狸", "'=HYPERLINK(1) and more"]
        assert [row[-1] for row in rows] == [TASK, TASK]
        assert all(len(row) == len(Column) for row in rows)
        press(window, Key.Key_C, CONTROL | SHIFT)
        assert clipboard.text() == f"{TASK}\n{TASK}"
        press(window, Key.Key_Return)
        assert window.isVisible() and session.tasks.running == 1, "Enter in the table presses nothing"
        press(window, Key.Key_Escape)
        await until(lambda: not session.tasks.running)
        assert not session.openers._open

    in_filled(run, demo, play)


def test_tab_goes_round_and_arrows_choose_the_period(run: Run, demo: Options) -> None:
    async def play(session: Session, window: Any) -> None:
        stops = []
        for _ in range(4):
            press(window, Key.Key_Tab)
            stops.append(window.focusWidget())
        assert stops[:2] == [window.export, window.close_button]
        assert window.periods.isAncestorOf(stops[2]) and stops[3] is window.table
        press(window, Key.Key_Backtab, SHIFT)
        year, right, left = bounds("this_year", NOW)[0], Key.Key_Right, Key.Key_Left
        for key, period, found in (
            (right, "last_month", 1),
            (right, "this_year", 5 if bounds("last_month", NOW)[0] >= year else 4),
            (right, "all", 5),
            (left, "this_year", None),
        ):
            press(window, key)
            assert window.period() == period
            await until(lambda: _whole(window))
            assert found is None or len(window.model.lines) == found
            assert window.periods.isAncestorOf(window.focusWidget())

    in_filled(run, demo, play)


def test_a_period_without_receipts_says_so(run: Run, demo: Options) -> None:
    async def play(session: Session) -> None:
        window = await window_of(session)
        assert window.empty.isVisible() and not window.table.isVisible()
        assert window.summary.text() == "0 jobs · 0 pictures saved · estimate –"
        assert not window.export.isEnabled() and window.export.toolTip() == "There is nothing to export"
        await send(session.library, 2, "a fox", bounds("this_month", NOW)[0] + 60)
        for period in ("last_month", "this_month"):
            window.periods.set_value(next(word for word, code in window._periods.items() if code == period))
            window.period_chosen.emit(period)
            await until(lambda: _whole(window))
        assert window.table.isVisible() and window.export.isEnabled()

    in_session(run, demo, play)


def test_the_list_is_written_where_the_user_says(run: Run, demo: Options, tmp_path: Path) -> None:
    async def play(session: Session, window: Any) -> None:
        press(window, Key.Key_Tab)
        press(window, Key.Key_Return)
        dialog = await opened(QFileDialog)
        assert dialog.findChild(QLineEdit).text() == f"receipts-{NOW:%Y-%m}.csv"
        assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
        assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDirectory(str(tmp_path))
        dialog.findChild(QLineEdit).setText("mine")
        dialog.accept()
        await until(lambda: "mine.csv" in window.summary.text())
        assert window.summary.text() == "4 receipts written to mine.csv"
        written = (tmp_path / "mine.csv").read_bytes()
        assert written.startswith("\ufeffSent,Answered,State,Prompt,Model,".encode())
        lines = written.decode("utf-8-sig").split("\r\n")
        assert lines[1].split(",")[2] == "Refused" and '"a fox, red"' in lines[1]
        assert "雪中的狐狸,jimeng-4.5,16:9,1k,2," + TASK + ",0.5,USD,https://api.maxapi.io,f00d,accepted," in lines[3]
        assert '"\'=HYPERLINK(1)\tand\nmore"' in lines[4] and lines[5:] == [""]
        assert DEMO_KEY.encode() not in written
        assert session.kept.value.window["receipts"] == str(tmp_path)

    in_filled(run, demo, play)


def test_a_list_that_can_not_be_written_is_told_at_its_place(
    run: Run, demo: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def chosen(parent: QWidget, suggestion: Path, title: str) -> Path:
        assert suggestion.suffix == ".csv" and title
        return tmp_path / "gone" / "receipts.csv"

    monkeypatch.setattr(receipts, "choose_save_path", chosen)

    async def play(session: Session, window: Any) -> None:
        window.export.click()
        await until(lambda: window.fault.isVisible())
        assert window.fault.text() == "The list was not written: its folder is not there."
        assert "4 jobs" in window.summary.text()
        (tmp_path / "gone").mkdir()
        window.export.click()
        await until(lambda: (tmp_path / "gone" / "receipts.csv").exists() and not window.fault.isVisible())

    in_filled(run, demo, play)


def test_a_ledger_that_can_not_be_read_is_told(run: Run, demo: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(session: Session) -> None:
        async def damaged(*args: object) -> LedgerPage:
            raise LibraryDamaged("malformed")

        monkeypatch.setattr(session.library, "receipts_between", damaged)
        session.openers.receipts()
        window = await opened(ReceiptsWindow)
        await until(lambda: window.fault.isVisible())
        assert "index can't be read" in window.fault.text()
        assert not window.export.isEnabled() and window.summary.text() == ""
        window.reject()

    in_session(run, demo, play)


def test_a_period_left_before_it_was_read_adds_nothing(
    run: Run, demo: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play(session: Session, window: Any) -> None:
        real, gate = session.library.receipts_between, asyncio.Event()

        async def slow(since: float, until: float, before: int | None = None) -> LedgerPage:
            if since != -inf:
                return await real(since, until, before)
            if before is None:
                return LedgerPage([OTHER], 1)
            await gate.wait()
            return LedgerPage([OTHER], None)

        monkeypatch.setattr(session.library, "receipts_between", slow)
        window.period_chosen.emit("all")
        await until(lambda: prompts(window) == ["another period"])
        assert not window.export.isEnabled() and "still being read" in window.export.toolTip()
        window.period_chosen.emit("last_month")
        gate.set()
        await until(lambda: session.tasks.running == 1)  # the window alone
        assert _whole(window)
        assert prompts(window) == ["long ago"]

    in_filled(run, demo, play)


def test_a_screen_reader_hears_the_table(run: Run, demo: Options) -> None:
    async def play(session: Session, window: Any) -> None:
        QAccessible.setActive(True)
        table = QAccessible.queryAccessibleInterface(window.table)
        assert (table.role(), table.text(Text.Name)) == (Role.Table, "Receipts, newest first")
        cells = [table.child(at) for at in range(table.childCount())]
        heads = [cell.text(Text.Name) for cell in cells if cell.role() == Role.ColumnHeader]
        assert heads == ["Sent", "Prompt", "Recipe", "State", "Pictures", "Estimate", "Task ID"]
        said = [cell.text(Text.Name) for cell in cells if cell.role() == Role.Cell]
        assert len(said) == 4 * len(Column) and all(said)
        assert said[1 + len(Column) : 4 + len(Column)] == ["an owl", "Jimeng 4.5 · 16:9 · 1k", "Counted as lost"]
        chosen = [cell for cell in cells if cell.role() == Role.Cell and cell.state().selected]
        assert len(chosen) == len(Column)

    in_filled(run, demo, play)


@pytest.mark.parametrize(
    ("period", "now", "since", "ends", "name"),
    [
        ("this_month", (2026, 12, 31), (2026, 12, 1), (2027, 1, 1), "receipts-2026-12.csv"),
        ("this_month", (2024, 2, 29), (2024, 2, 1), (2024, 3, 1), "receipts-2024-02.csv"),
        ("last_month", (2026, 1, 5), (2025, 12, 1), (2026, 1, 1), "receipts-2025-12.csv"),
        ("last_month", (2026, 11, 22), (2026, 10, 1), (2026, 11, 1), "receipts-2026-10.csv"),
        ("this_year", (2026, 11, 22), (2026, 1, 1), (2027, 1, 1), "receipts-2026.csv"),
    ],
)
def test_periods(period: str, now: tuple[int, int, int], since: Any, ends: Any, name: str) -> None:
    begins, over = bounds(period, datetime(*now))
    assert datetime.fromtimestamp(begins) == datetime(*since) and datetime.fromtimestamp(over) == datetime(*ends)
    assert file_name(period, datetime(*now)) == name


@pytest.mark.parametrize(
    ("zone", "now", "period", "begins", "ends", "name"),
    [
        ("Shanghai", "2026-10-31T15:59:59", "this_month", "2026-09-30T16:00", "2026-10-31T16:00", "2026-10"),
        ("Shanghai", "2026-10-31T16:00:00", "this_month", "2026-10-31T16:00", "2026-11-30T16:00", "2026-11"),
        ("Shanghai", "2026-12-31T16:00:00", "last_month", "2026-11-30T16:00", "2026-12-31T16:00", "2026-12"),
        ("Shanghai", "2026-12-31T16:00:00", "this_year", "2026-12-31T16:00", "2027-12-31T16:00", "2027"),
        ("New York", "2026-04-01T03:59:59", "this_month", "2026-03-01T05:00", "2026-04-01T04:00", "2026-03"),
        ("New York", "2026-04-01T04:00:00", "last_month", "2026-03-01T05:00", "2026-04-01T04:00", "2026-03"),
        ("New York", "2027-01-01T04:59:59", "this_year", "2026-01-01T05:00", "2027-01-01T05:00", "2026"),
        ("Berlin", "2026-10-31T22:59:59", "this_month", "2026-09-30T22:00", "2026-10-31T23:00", "2026-10"),
    ],
    indirect=["zone"],
)
def test_periods_are_those_of_the_clock_on_the_wall(
    zone: str, now: str, period: str, begins: str, ends: str, name: str
) -> None:
    local = datetime.fromtimestamp(utc(now))
    assert bounds(period, local) == (utc(begins), utc(ends)) and file_name(period, local) == f"receipts-{name}.csv"


@pytest.mark.parametrize(
    ("zone", "begins", "ends"),
    [
        ("Shanghai", "2026-10-31T16:00:00", "2026-11-30T16:00:00"),
        ("New York", "2026-11-01T04:00:00", "2026-12-01T05:00:00"),
    ],
    indirect=["zone"],
)
@pytest.mark.parametrize("now", [0, -1])
def test_the_month_that_is_shown_ends_at_midnight_here(
    run: Run, demo: Options, monkeypatch: pytest.MonkeyPatch, zone: str, begins: str, ends: str, now: int
) -> None:
    first, after = utc(begins), utc(ends)
    monkeypatch.setattr(receipts, "time", SimpleNamespace(time=lambda: first if now == 0 else after - 1))

    async def play(session: Session) -> None:
        for number, edge in enumerate((first - 1, first, after - 1, after), 1):
            await send(session.library, number, f"number {number}", edge)
        window = await window_of(session)
        assert prompts(window) == ["number 3", "number 2"]

    in_session(run, demo, play)


def test_all_is_all() -> None:
    assert bounds("all", NOW) == (-inf, inf) and file_name("all", NOW) == "receipts.csv"


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("UTC", "2026-11-22T14:32:00+00:00"),
        ("Shanghai", "2026-11-22T22:32:00+08:00"),
        ("New York", "2026-11-22T09:32:00-05:00"),
    ],
    indirect=["zone"],
)
def test_times_in_the_list_are_iso_and_what_is_not_there_is_empty(zone: str, written: str) -> None:
    gone = replace(OTHER, sent_at=1_795_357_920.5, answered_at=1_795_357_921.0, currency="CNY", task_id=None)
    head, row = listed([gone])
    assert len(head) == len(row) == len(set(head))
    assert row[:3] == (written, written.replace(":00", ":01", 1), "Accepted")
    assert row[7:11] == (None, None, None, None)  # pictures, task, estimate, currency


def test_the_model_keeps_the_rules_of_qt(qapp: QApplication) -> None:
    model = ReceiptsModel(lambda model_id: model_id)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.add([OTHER, replace(OTHER, prompt="<b>bold</b> & so on")])
    model.add([])
    model.add([replace(OTHER, job_id=10)])
    assert model.rowCount() == 3 and tester.model() is model
    tip = model.index(1, Column.PROMPT).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == plain_tip("<b>bold</b> & so on") and "<b>" not in tip
    model.clear()
    assert model.rowCount() == 0 and model.totals.jobs == 0

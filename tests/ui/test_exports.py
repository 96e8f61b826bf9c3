"""Exports on their way: counted, two at a time, stopped at any moment without a half file, never in another's place."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jimeng_desktop.core.errors import Fault, NameTaken, OriginalMissing
from jimeng_desktop.core.job import Job, Picture, PictureState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.export import writing
from jimeng_desktop.export.naming import Shot
from jimeng_desktop.export.order import Order
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.exporting import running as module
from jimeng_desktop.ui.exporting.progress import ExportProgress
from jimeng_desktop.ui.exporting.running import Exports, Standing
from tests.decoding.making import heic
from tests.patience import LONGEST

Run = Callable[[Coroutine[Any, Any, Any]], Any]
pytestmark = pytest.mark.usefixtures("qapp")


def shots(folder: Path, count: int) -> list[Shot]:
    job = Job(1_795_000_000_000_000, Recipe("jimeng-4.5", "fox"), count, 1_795_435_200.0)
    made = []
    for at in range(count):
        path = folder / f"{at}.png"
        Image.new("RGB", (40, 30), (at, 90, 20)).save(path)
        made.append(Shot(job, Picture(job.id, at, "", PictureState.SAVED, str(path), 40, 30, format="png")))
    return made


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "Client"
    folder.mkdir()
    return folder


def order(desk: Path, **more: Any) -> Order:
    return Order(folder=str(desk), template="fox {number}", **more)


class Gate:
    """Stands in the place of write_copy's first step: each thread waits there until the gate is open."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        self.waiting = threading.Semaphore(0)
        self.most = self._now = 0
        self._lock = threading.Lock()
        fill = writing._fill

        def wait_and_fill(source: Path, part: Path, manner: Any) -> None:
            with self._lock:
                self._now += 1
                self.most = max(self.most, self._now)
            part.write_bytes(b"half")
            self.waiting.release()
            assert self.open.wait(20)
            fill(source, part, manner)
            with self._lock:
                self._now -= 1

        monkeypatch.setattr(writing, "_fill", wait_and_fill)

    async def reached(self, times: int) -> None:
        for _ in range(times):
            assert await asyncio.to_thread(self.waiting.acquire, timeout=LONGEST)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch)


def test_all_are_written_in_their_order_and_counted(run_async: Run, tmp_path: Path, desk: Path) -> None:
    exports = Exports()
    seen: list[Standing] = []
    exports.changed.connect(lambda: seen.append(exports.standing))
    run_async(exports.export(shots(tmp_path, 12), order(desk)))
    assert sorted(path.name for path in desk.iterdir()) == [f"fox {n:02}.jpg" for n in range(1, 13)]
    with Image.open(desk / "fox 08.jpg") as copy:
        assert abs(copy.getpixel((3, 3))[0] - 7) < 4  # type: ignore[index]
    assert [standing.done for standing in seen] == [0, *range(1, 13), 12]
    assert all(standing.total == 12 for standing in seen)
    end = exports.standing
    assert (end.written, end.skipped, end.failed, end.running, end.stopped) == (12, 0, (), False, False)
    assert end.last and end.last.parent == desk


def test_two_at_a_time_and_the_loop_goes_on(
    run_async: Run, tmp_path: Path, desk: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_thread, begun = module._in, list[object]()
    monkeypatch.setattr(module, "_in", lambda *work: begun.append(work) or in_thread(*work))

    async def go() -> None:
        exports = Exports()
        async with asyncio.TaskGroup() as group:
            group.create_task(exports.export(shots(tmp_path, 6), order(desk)))
            await gate.reached(2)  # whoever takes a picture at once has taken it in the same turn of the loop
            assert len(begun) == gate.most == 2 and exports.standing.done == 0 and exports.standing.running
            gate.open.set()
        assert (len(begun), gate.most, exports.standing.written) == (6, 2, 6)

    run_async(go())


@pytest.mark.parametrize("numbered", [True, False])
def test_taken_names(run_async: Run, tmp_path: Path, desk: Path, numbered: bool) -> None:
    exports = Exports()
    (desk / "fox 02.jpg").write_bytes(b"mine")
    run_async(exports.export(shots(tmp_path, 3), order(desk, numbered=numbered)))
    names = {path.name for path in desk.iterdir()}
    assert names == {"fox 01.jpg", "fox 02.jpg", "fox 03.jpg"} | ({"fox 02 (2).jpg"} if numbered else set())
    assert (desk / "fox 02.jpg").read_bytes() == b"mine"
    assert (exports.standing.written, exports.standing.skipped) == ((3, 0) if numbered else (2, 1))


def test_twins_of_one_export_are_both_written_and_both_left_out_the_next_time(
    run_async: Run, tmp_path: Path, desk: Path
) -> None:
    exports, same = Exports(), Order(folder=str(desk), template="{prompt}", numbered=False)
    for written, skipped in ((4, 0), (0, 4)):
        run_async(exports.export(shots(tmp_path, 4), same))
        assert (exports.standing.written, exports.standing.skipped) == (written, skipped)
    assert len(list(desk.iterdir())) == 4


def test_what_is_not_shown_here_is_copied_as_it_is(run_async: Run, tmp_path: Path, desk: Path) -> None:
    exports, made = Exports(), shots(tmp_path, 2)
    path = tmp_path / "1.heic"
    path.write_bytes(heic())
    kept = Picture(made[1].job.id, 1, "", PictureState.SAVED, str(path), format="heic", fault=Fault("not_shown"))
    run_async(exports.export([made[0], made[1]._replace(picture=kept)], order(desk)))
    assert sorted(path.name for path in desk.iterdir()) == ["fox 01.jpg", "fox 02.heic"]
    assert (desk / "fox 02.heic").read_bytes() == heic()
    assert exports.standing.failed == ()


def test_what_fails_is_named_and_stops_nobody_else(run_async: Run, tmp_path: Path, desk: Path) -> None:
    exports, made = Exports(), shots(tmp_path, 4)
    (tmp_path / "1.png").unlink()
    (tmp_path / "2.png").write_bytes(b"no picture")
    run_async(exports.export(made, order(desk)))
    assert sorted((name, fault.code) for name, fault in exports.standing.failed) == [
        ("1.png", "original_missing"), ("2.png", "picture_damaged"),
    ]  # fmt: skip
    assert (exports.standing.written, exports.standing.done) == (2, 4)
    assert len(list(desk.iterdir())) == 2


def test_stopped_midway_nothing_half_is_left(run_async: Run, tmp_path: Path, desk: Path, gate: Gate) -> None:
    async def go() -> Standing:
        exports = Exports()
        async with asyncio.TaskGroup() as group:
            group.create_task(exports.export(shots(tmp_path, 50), order(desk)))
            await gate.reached(2)
            exports.stop()
            assert exports.standing.stopped and exports.standing.running
            gate.open.set()
        return exports.standing

    end = run_async(go())
    assert (end.written, end.stopped, end.running) == (0, True, False)
    assert list(desk.iterdir()) == []


def test_cancelled_from_outside_it_waits_until_the_half_files_are_gone(
    run_async: Run, tmp_path: Path, desk: Path, gate: Gate
) -> None:
    async def go() -> None:
        exports = Exports()
        task = asyncio.get_running_loop().create_task(exports.export(shots(tmp_path, 50), order(desk)))
        await gate.reached(2)
        assert len(list(desk.glob(".*.part"))) == 2
        asyncio.get_running_loop().call_later(0.05, gate.open.set)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert list(desk.iterdir()) == []
        assert not exports.standing.running

    run_async(go())


def test_a_second_export_waits_and_both_count_as_one(run_async: Run, tmp_path: Path, desk: Path, gate: Gate) -> None:
    async def go() -> None:
        exports = Exports()
        async with asyncio.TaskGroup() as group:
            group.create_task(exports.export(shots(tmp_path, 3), order(desk)))
            await gate.reached(2)
            group.create_task(exports.export(shots(tmp_path, 4), order(desk, format="png")))
            while exports.standing.total < 7:
                await asyncio.sleep(0.01)
            gate.open.set()
        assert gate.most == 2
        assert (exports.standing.written, exports.standing.total, exports.standing.running) == (7, 7, False)

    run_async(go())


def test_what_is_asked_for_after_a_stop_begins_anew(run_async: Run, tmp_path: Path, desk: Path, gate: Gate) -> None:
    async def go() -> None:
        exports = Exports()
        async with asyncio.TaskGroup() as group:
            group.create_task(exports.export(shots(tmp_path, 9), order(desk)))
            await gate.reached(2)
            exports.stop()
            group.create_task(exports.export(shots(tmp_path, 4), order(desk, format="png")))
            while exports.standing.total != 4:
                await asyncio.sleep(0.01)
            gate.open.set()
        end = exports.standing
        assert (end.written, end.total, end.stopped, end.running) == (4, 4, False, False)
        assert {path.suffix for path in desk.iterdir()} == {".png"}

    run_async(go())


def test_an_unforeseen_error_ends_the_export_and_reaches_whoever_waits(
    run_async: Run, tmp_path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: Any) -> None:
        raise RuntimeError("nobody thought of this")

    monkeypatch.setattr(module, "write_copy", break_down)
    exports = Exports()
    with pytest.raises(ExceptionGroup):
        run_async(exports.export(shots(tmp_path, 9), order(desk)))
    assert not exports.standing.running


def test_copies_of_originals_keep_their_names_and_overwrite_nothing(run_async: Run, tmp_path: Path, desk: Path) -> None:
    class Library:
        """Writes as the library does, but for the last one."""

        async def save_copy(self, picture: Picture, target: Path, *, overwrite: bool = False) -> Path:
            assert not overwrite
            if picture.position == 2:
                raise OriginalMissing("2.png")
            if target.exists():
                raise NameTaken(target.name)
            target.write_bytes(b"copy")
            return target

    (desk / "0.png").write_bytes(b"mine")
    exports = Exports()
    run_async(exports.copy([shot.picture for shot in shots(tmp_path, 3)], desk, Library()))
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == {
        "0.png": b"mine", "0 (2).png": b"copy", "1.png": b"copy",
    }  # fmt: skip
    assert [name for name, _ in exports.standing.failed] == ["2.png"]


def test_copies_that_are_stopped_end_with_those_on_their_way(run_async: Run, tmp_path: Path, desk: Path) -> None:
    class Slow:
        def __init__(self) -> None:
            self.asked: list[Path] = []
            self.goes_on = asyncio.Event()

        async def save_copy(self, picture: Picture, target: Path, *, overwrite: bool = False) -> Path:
            self.asked.append(target)
            await self.goes_on.wait()
            return target

    async def go() -> None:
        exports, library = Exports(), Slow()
        async with asyncio.TaskGroup() as group:
            group.create_task(exports.copy([shot.picture for shot in shots(tmp_path, 9)], desk, library))
            while len(library.asked) < 2:
                await asyncio.sleep(0)
            exports.stop()
            library.goes_on.set()
        end = exports.standing
        assert (len(library.asked), end.written, end.total, end.stopped, end.running) == (2, 2, 9, True, False)

    run_async(go())


@pytest.mark.parametrize(
    ("standing", "words", "running"),
    [
        (Standing(6, 2, 2, running=True), "Exporting 3 of 6", True),
        (Standing(6, 6, 6, running=True), "Exporting 6 of 6", True),
        (Standing(6, 2, 2, stopped=True, running=True), "Stopping…", True),
        (Standing(6, 6, 6, last=Path("/x/Client/a.jpg")), "picture(s) exported to Client", False),
        (Standing(6, 2, 2, copies=True, running=True), "Copying 3 of 6", True),
        (Standing(6, 6, 6, copies=True, last=Path("/x/Client/a.png")), "picture(s) copied to Client", False),
        (Standing(6, 6, 4, 2, last=Path("/x/Client/a.jpg")), "skipped", False),
        (Standing(6, 3, 3, stopped=True, last=Path("/x/Client/a.jpg")), "Stopped: 3 of 6 written", False),
        (Standing(6, 6, 0, 6), "Nothing was written", False),
    ],
)
def test_the_status_bar_says_how_it_stands(
    qtbot: QtBot, qapp: QApplication, standing: Standing, words: str, running: bool
) -> None:
    look.apply(qapp, "dark")
    item = ExportProgress()
    qtbot.addWidget(item)
    item.show_standing(standing)
    assert words in item.text.text() and item.isVisible()
    assert item.bar.isVisible() is running
    assert (item.bar.value(), item.bar.maximum()) == (standing.done, standing.total)
    assert item.show_button.isVisible() is (standing.last is not None)
    pressed = item.stop_pressed if running else item.closed
    with qtbot.waitSignal(pressed):
        item.cross.click()
    item.show_standing(Standing())
    assert not item.isVisible()


def test_the_bar_stays_where_it_is_while_the_count_grows(qtbot: QtBot, qapp: QApplication) -> None:
    look.apply(qapp, "dark")
    item = ExportProgress()
    qtbot.addWidget(item)
    places = set()
    for done in (0, 9, 99, 103):
        item.show_standing(Standing(104, done, running=True))
        item.adjustSize()
        qapp.sendPostedEvents()
        places.add(item.bar.x())
    assert len(places) == 1

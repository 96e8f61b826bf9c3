"""The one undo: steps in their order, coroutines too; what has expired or failed is gone and never named."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jimeng_desktop.core.errors import DiskFull, Fault
from jimeng_desktop.ui.base.language import apply_language
from jimeng_desktop.ui.base.tasks import Tasks
from jimeng_desktop.ui.base.undo import MOST_STEPS, Undo
from jimeng_desktop.ui.composer.held_sends import LATE, HeldSends
from tests.ui.pictured import run_in, until

NOON = 1_800_000_000.0


class World:
    """An undo with a clock that is set by hand, and what its steps did."""

    def __init__(self) -> None:
        self.now = NOON
        self.tasks = Tasks()
        self.undo = Undo(self.tasks.start, clock=lambda: self.now)
        self.did: list[str] = []
        self.failed: list[tuple[str, Fault]] = []
        self.undo.failed.connect(lambda what, fault: self.failed.append((what(), fault)))

    def push(self, name: str, redo: bool = False, expires: float | None = None) -> None:
        again = (lambda: self.did.append(f"redo {name}")) if redo else None
        self.undo.push(lambda: name, lambda: self.did.append(f"undo {name}"), again, expires)

    def names(self) -> tuple[str | None, str | None]:
        undo, redo = self.undo.next_undo(), self.undo.next_redo()
        return undo.text() if undo else None, redo.text() if redo else None


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot) -> World:
    apply_language(qapp, "en")
    return World()


def test_the_newest_step_is_undone_first_and_can_be_done_again(world: World) -> None:
    world.undo.undo()
    world.undo.redo()
    for name in ("stars", "flag"):
        world.push(name, redo=True)
    assert not world.did, "pushing does nothing by itself"
    assert world.names() == ("flag", None)
    world.undo.undo()
    world.undo.undo()
    assert world.did == ["undo flag", "undo stars"] and world.names() == (None, "stars")
    world.undo.redo()
    assert world.did[2:] == ["redo stars"] and world.names() == ("stars", "flag")
    world.push("colour", redo=True)
    assert world.names() == ("colour", None), "what was undone before can't be redone any more"


def test_a_step_without_redo_is_not_done_again(world: World) -> None:
    world.push("send")
    world.undo.undo()
    assert world.names() == (None, None)
    world.undo.redo()
    assert world.did == ["undo send"]


def test_an_expired_step_is_skipped_in_the_same_press_and_never_named(world: World, qtbot: QtBot) -> None:
    world.push("stars")
    world.push("send", expires=NOON + 3)
    assert world.names() == ("send", None)
    world.now += 3
    assert world.names() == ("stars", None)
    world.undo.undo()
    assert world.did == ["undo stars"]
    world.push("send", expires=world.now + 0.02)
    world.now += 1
    with qtbot.waitSignal(world.undo.changed, timeout=5000):
        pass  # said without a press: a menu that stays open must not name it either
    assert world.names() == (None, None)


def test_a_step_can_be_undone_out_of_its_turn_or_expire_early(world: World) -> None:
    world.push("stars")
    step = world.undo.next_undo()
    world.push("flag")
    world.undo.undo(step)
    assert world.did == ["undo stars"] and world.names() == ("flag", None)
    world.undo.undo(step)
    assert world.did == ["undo stars"], "once is enough"
    flag = world.undo.next_undo()
    assert flag
    world.undo.expire(flag)
    assert world.names() == (None, None)


def test_the_oldest_steps_are_forgotten(world: World) -> None:
    for number in range(MOST_STEPS + 5):
        world.push(str(number))
    for _ in range(MOST_STEPS + 5):
        world.undo.undo()
    assert len(world.did) == MOST_STEPS and world.did[-1] == "undo 5"


def test_a_press_waits_for_a_step_that_takes_time(world: World, qapp: QApplication) -> None:
    async def go() -> None:
        gate = asyncio.Event()

        async def slow() -> None:
            await gate.wait()
            world.did.append("slow")

        world.push("stars", redo=True)
        world.undo.push(lambda: "slow", slow, slow)
        world.undo.undo()
        world.undo.undo()
        world.undo.redo()
        assert world.did == []
        gate.set()
        await until(lambda: len(world.did) == 3)
        assert world.did == ["slow", "undo stars", "redo stars"]
        assert world.names() == ("stars", "slow")

    run_in(qapp, go())


def test_presses_that_find_nothing_are_over_with_the_step_they_waited_for(world: World, qapp: QApplication) -> None:
    async def go() -> None:
        gate = asyncio.Event()
        world.undo.push(lambda: "slow", gate.wait)
        for _ in range(4):
            world.undo.undo()
        gate.set()
        await until(lambda: world.tasks.running == 0)
        for name in ("stars", "flag"):
            world.push(name)
        world.undo.undo()
        assert world.did == ["undo flag"] and world.names() == ("stars", None)

    run_in(qapp, go())


def test_a_step_that_takes_time_can_be_redone_unless_something_is_done_meanwhile(
    world: World, qapp: QApplication
) -> None:
    async def go() -> None:
        async def slow() -> None:
            await asyncio.sleep(0)

        world.undo.push(lambda: "slow", slow, slow)
        for press, left in ((world.undo.undo, (None, "slow")), (world.undo.redo, ("slow", None))):
            press()
            world.names()  # as a menu asks that is told of a send that has left
            await until(lambda: world.tasks.running == 0)
            assert world.names() == left
        world.undo.undo()
        world.push("stars")
        await until(lambda: world.tasks.running == 0)
        assert world.names() == ("stars", None), "what was undone before can't be redone any more"

    run_in(qapp, go())


@pytest.mark.parametrize("slow", [False, True])
def test_a_failed_step_leaves_the_stack_and_is_told(world: World, qapp: QApplication, slow: bool) -> None:
    def fail() -> Awaitable[None] | None:
        async def later() -> None:
            await asyncio.sleep(0)
            raise DiskFull("no room")

        if slow:
            return later()
        raise DiskFull("no room")

    async def go() -> None:
        world.push("stars")
        world.undo.push(lambda: "order", fail, fail)
        world.undo.undo()
        await until(lambda: bool(world.failed))
        assert [(what, fault.code) for what, fault in world.failed] == [("order", DiskFull.code)]
        assert world.names() == ("stars", None), "neither undone again nor redone"
        world.undo.undo()
        assert world.did == ["undo stars"]

    run_in(qapp, go())


# The hold of a send


@pytest.fixture
def sends(world: World) -> HeldSends:
    return HeldSends(world.undo, clock=lambda: world.now)


def heard(signal: object) -> list[object]:
    got: list[object] = []
    signal.connect(lambda *what: got.append(what[0] if what else None))  # type: ignore[attr-defined]
    return got


def test_a_held_send_is_a_step_that_has_no_redo(world: World, sends: HeldSends) -> None:
    undone = heard(sends.undone)
    sends.hold([1, 2], NOON + 3)
    assert sends.until == NOON + 3 and world.names() == ("Generate 2 jobs", None)
    world.undo.undo()
    assert undone == [frozenset({1, 2})] and sends.until is None and world.names() == (None, None)


def test_what_is_left_of_a_press_is_undone_and_nothing_when_all_has_left(world: World, sends: HeldSends) -> None:
    undone = heard(sends.undone)
    sends.hold([1, 2], NOON + 60)
    sends.release([2, 9], sent=True)
    assert sends.until == NOON + 60, "one is still here"
    world.undo.undo()
    assert undone == [frozenset({2})]
    sends.hold([3], NOON + 60)
    sends.release([], sent=False)
    assert sends.until is None and world.names() == (None, None), "cancelled: nothing to be late for"


@pytest.mark.parametrize("early", [False, True])
def test_who_comes_too_late_hears_it_and_undoes_nothing_else(world: World, sends: HeldSends, early: bool) -> None:
    late, undone = heard(sends.late), heard(sends.undone)
    world.push("stars")
    sends.hold([1], NOON + 3)
    world.now += 1 if early else 3
    if early:
        sends.release([], sent=True)
    assert world.names() == ("", None), "it can't be undone, so it is not named"
    world.undo.undo()
    assert len(late) == 1 and not undone and not world.did
    world.undo.undo()
    assert world.did == ["undo stars"]
    sends.hold([1], world.now + 3)
    world.now += 3 + LATE
    assert world.names() == (None, None), "later it counts as gone"


def test_the_button_undoes_the_last_press_whatever_was_done_since(world: World, sends: HeldSends) -> None:
    undone = heard(sends.undone)
    sends.hold([1], NOON + 3)
    sends.hold([2], NOON + 3)
    world.push("stars")
    sends.undo_last()
    assert undone == [frozenset({2})] and world.names() == ("stars", None)
    sends.undo_last()
    assert undone == [frozenset({2}), frozenset({1})]


def test_who_names_the_next_step_hears_how_many_jobs_are_left(world: World, sends: HeldSends) -> None:
    named: list[str | None] = []
    world.undo.changed.connect(lambda: named.append(world.names()[0]))
    sends.hold([1, 2, 3], NOON + 60)
    sends.release([2, 3], sent=False)
    assert named[-1] == "Generate 2 jobs"
    sends.release([], sent=True)
    assert "Generate 0 jobs" not in named and named[-1] == ""
    sends.hold([4], NOON + 60)
    world.now += 60
    sends._tick()
    assert named[-1] == "", "its hold is over"

"""The order of waiting jobs: the user's own, through hold, pause, dead networks and restarts; each is sent once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimeng_desktop.core.errors import StorageError
from jimeng_desktop.core.events import JobChanged
from jimeng_desktop.core.job import JobState
from jimeng_desktop.runner.runner import Runner
from tests.runner.world import Heard, World, bounded, open_library, recipe, running, until


def make(runner: Runner, prompts: str) -> dict[str, int]:
    """A job for each letter, by its prompt."""
    return {letter: runner.generate(recipe(letter))[0].id for letter in prompts}


def waiting(runner: Runner, ids: dict[str, int]) -> str:
    """The letters of the waiting jobs, as they go."""
    letters = {job_id: letter for letter, job_id in ids.items()}
    return "".join(letters[job_id] for job_id in runner.queue.order)


def sent(world: World) -> str:
    """The letters in the order in which they were accepted."""
    return "".join(task["prompt"] for task in world.tasks.values())


async def on_disk(heard: Heard, ids: dict[str, int]) -> None:
    """All of them wait, durably."""
    await until(lambda: all(heard.last(job_id).state is JobState.WAITING for job_id in ids.values()))


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        (lambda runner, ids: runner.move(ids["d"], ids["b"]), "adbc"),
        (lambda runner, ids: runner.move(ids["a"], None), "bcda"),
        (lambda runner, ids: runner.to_front(ids["c"]), "cabd"),
        (lambda runner, ids: (runner.to_front(ids["d"]), runner.move(ids["a"], ids["c"])), "dbac"),
        (lambda runner, ids: (runner.move(ids["b"], ids["b"]), runner.move(7, None), runner.to_front(7)), "abcd"),
    ],
)
def test_jobs_are_sent_as_they_were_put(
    tmp_path: Path, moves: Callable[[Runner, dict[str, int]], Any], order: str
) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard, sends_at_once=1) as runner:
            runner.pause()
            ids = make(runner, "abcd")
            moves(runner, ids)
            assert waiting(runner, ids) == order, "at once, before they are on disk"
            await on_disk(heard, ids)
            assert waiting(runner, ids) == order and not world.prompts
            runner.go_on()
            await runner.wait(ids.values())
        assert sent(world) == order and set(world.prompts.values()) == {1}

    bounded(play())


def test_to_the_front_goes_before_all_and_in_its_own_order(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard, sends_at_once=1) as runner:
            runner.pause()
            ids = make(runner, "ab")
            first = runner.generate(recipe("f"), 2, front=True)
            assert runner.generate(recipe("f"), 2) == [], "the same press, whichever key"
            late = make(runner, "z")
            assert list(runner.queue.order) == [*(job.id for job in first), *ids.values(), *late.values()]
            await on_disk(heard, ids | late | {str(job.id): job.id for job in first})
            runner.go_on()
            await runner.wait([*ids.values(), *(job.id for job in first), *late.values()])
        assert sent(world) == "ffabz" and world.prompts == {"f": 2, "a": 1, "b": 1, "z": 1}

    bounded(play())


def test_a_hold_is_never_cut_short_and_never_holds_up_the_rest(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard, hold_seconds=0.4) as runner:
            ids = make(runner, "ab")
            await asyncio.sleep(0.2)
            late = make(runner, "c")
            runner.to_front(late["c"])
            await until(lambda: len(world.prompts) == 2)
            assert set(world.prompts) == {"a", "b"}
            await runner.wait([*ids.values(), *late.values()])
        assert set(world.prompts.values()) == {1} and len(world.prompts) == 3

    bounded(play())


@pytest.mark.parametrize("fault", ["offline", "busy", "points", "key"])
def test_a_job_that_comes_back_unsent_keeps_its_place(tmp_path: Path, fault: str) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.submit_faults["c"] = [fault]
        async with running(tmp_path, world, heard, sends_at_once=1) as runner:
            runner.pause()
            ids = make(runner, "abcd")
            runner.to_front(ids["c"])
            await on_disk(heard, ids)
            runner.go_on()
            await until(lambda: any(isinstance(event, JobChanged) and event.job.fault for event in heard))
            runner.go_on()
            await runner.wait(ids.values())
        assert sent(world) == "cabd" and set(world.prompts.values()) == {1}

    bounded(play())


def test_a_move_while_one_is_being_sent_neither_moves_nor_repeats_that(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        gate = asyncio.Event()
        world.submit_gate = gate.wait
        async with running(tmp_path, world, heard, sends_at_once=1) as runner:
            ids = make(runner, "abc")
            await until(lambda: heard.last(ids["a"]).state is JobState.SENDING)
            await until(lambda: bool(world.prompts))
            runner.move(ids["c"], ids["a"])  # what has gone was first: before it is the front
            assert waiting(runner, ids) == "cb"
            gate.set()
            await runner.wait(ids.values())
        assert sent(world) == "acb" and set(world.prompts.values()) == {1}

    bounded(play())


def test_cancelling_leaves_the_order_of_the_others(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard, sends_at_once=1) as runner:
            runner.pause()
            ids = make(runner, "abcd")
            runner.to_front(ids["d"])
            await on_disk(heard, ids)
            runner.cancel(ids["a"])
            await runner.wait([ids["a"]])
            assert waiting(runner, ids) == "dbc"
            runner.go_on()
            await runner.wait(ids.values())
        assert sent(world) == "dbc"

    bounded(play())


def test_left_over_jobs_come_back_in_their_order(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard) as runner:
            runner.pause()
            ids = make(runner, "abcd")
            runner.move(ids["a"], None)
            runner.to_front(ids["c"])
            await on_disk(heard, ids)
            await until(lambda: not runner._keeping_order)
            await runner._desk.library.order()  # the writer's thread has come this far
        async with running(tmp_path, world, Heard(), sends_at_once=1) as runner:
            assert waiting(runner, ids) == "cbda" and not world.prompts
            late = make(runner, "e")
            assert waiting(runner, ids | late) == "cbdae"
            runner.send_left_over()
            await runner.wait([*ids.values(), *late.values()])
        assert sorted(sent(world)) == list("abcde")
        assert sent(world).replace("e", "") == "cbda"

    bounded(play())


def test_a_disk_that_does_not_take_the_order_costs_only_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        world, heard = World(), Heard()

        async def refuse(order: object) -> None:
            raise StorageError("full")

        async with running(tmp_path, world, heard, sends_at_once=1) as runner:
            monkeypatch.setattr(runner._desk.library, "keep_order", refuse)
            runner.pause()
            ids = make(runner, "ab")
            runner.to_front(ids["b"])
            await on_disk(heard, ids)
            runner.go_on()
            await runner.wait(ids.values())
        assert sent(world) == "ba"

    bounded(play())


@pytest.mark.parametrize("text", ["nonsense", "{}", '["a", 3, null]', None])
def test_an_order_that_cannot_be_read_is_none(tmp_path: Path, text: str | None) -> None:
    async def play() -> None:
        library = open_library(tmp_path)
        try:
            assert await library.order() == ()
            await library.keep_order([3, 1, 2])
            assert await library.order() == (3, 1, 2)
            library._index.execute("UPDATE meta SET value = ? WHERE name = 'queue_order'", (text,))
            assert await library.order() in ((), (3,))
        finally:
            await library.close()

    bounded(play())


@given(moves=st.lists(st.tuples(st.integers(0, 4), st.one_of(st.none(), st.integers(0, 4))), max_size=8))
def test_moves_only_ever_change_places(
    moves: list[tuple[int, int | None]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    async def play() -> None:
        async with running(tmp_path_factory.mktemp("order"), World(), Heard()) as runner:
            runner.pause()
            ids = list(make(runner, "abcde").values())
            for which, before in moves:
                was = list(runner.queue.order)
                runner.move(ids[which], None if before is None else ids[before])
                now = list(runner.queue.order)
                assert sorted(now) == ids
                others = [job_id for job_id in was if job_id != ids[which]]
                assert [job_id for job_id in now if job_id != ids[which]] == others
                if before not in (None, which):
                    assert now.index(ids[which]) == now.index(ids[before]) - 1

    bounded(play())

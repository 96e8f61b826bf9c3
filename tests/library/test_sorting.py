"""Flags, stars, colours and collections: kept whole, counted, found by, and never touched by who writes a job."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from jimeng_desktop.core.collection import Collection
from jimeng_desktop.core.errors import StorageError
from jimeng_desktop.core.job import JobState, picture_id
from jimeng_desktop.core.marks import UNMARKED, Flag, Label, Marks
from jimeng_desktop.core.search import Wanted
from jimeng_desktop.library.library import INDEX, Library
from tests.library.making import FailingDisk
from tests.patience import LONGEST
from tests.ui.made_jobs import FIRST, job

Play = Callable[[Library], Awaitable[None]]
Sorted = Callable[[Play], None]


@pytest.fixture
def sorted_out(tmp_path: Path) -> Sorted:
    """Runs it with a library of four jobs: 1 and 2 with four saved pictures, 3 failed, 4 waiting."""

    def run(play: Play) -> None:
        async def go() -> None:
            library = Library.open(tmp_path / "data", tmp_path / "pictures", thumbs=tmp_path / "cache")
            try:
                if not await library.jobs():
                    await library.add_jobs(
                        [
                            job(1, JobState.DONE, 4, prompt="a red fox"),
                            job(2, JobState.DONE, 4, prompt="an owl"),
                            job(3, JobState.FAILED, prompt="a fox, failed", fault="moderation"),
                            job(4, JobState.WAITING, prompt="a fox to come"),
                        ]
                    )
                async with asyncio.timeout(LONGEST):
                    await play(library)
            finally:
                await library.close()

        asyncio.run(go())

    return run


def at(number: int, place: int = 0) -> int:
    return picture_id(job(number).id, place)


def places(found: dict[int, int]) -> dict[int, int]:
    return {(job_id - FIRST) // 1_000_000: bits for job_id, bits in found.items()}


PICK, GOOD, BAD = Marks(Flag.PICK), Marks(rating=3, label=Label.GREEN), Marks(Flag.REJECT, 1)


def test_marks_are_kept_and_taken_away(sorted_out: Sorted) -> None:
    async def mark(library: Library) -> None:
        await library.sorting.mark({at(1): PICK, at(1, 3): GOOD, at(2): BAD})
        await library.sorting.mark({at(1): UNMARKED, at(2): GOOD})

    async def look(library: Library) -> None:
        kept = {at(1, 3): GOOD, at(2): GOOD}
        assert await library.sorting.marks(job(1).id, job(4).id) == kept
        assert library.first_marks(await library.jobs()) == kept
        assert await library.sorting.marks(job(1).id, job(1).id) == {at(1, 3): GOOD}
        (found,) = [one for one in await library.jobs() if one.id == job(2).id]
        await library.save_job(replace(found, price=1.0))  # as the runner does, which knows nothing of marks
        assert await library.sorting.marks(job(2).id, job(2).id) == {at(2): GOOD}

    sorted_out(mark)
    sorted_out(look)


def test_pictures_are_found_by_their_marks(sorted_out: Sorted) -> None:
    async def play(library: Library) -> None:
        await library.sorting.mark({at(1): PICK, at(1, 3): GOOD, at(2): BAD, at(2, 1): Marks(label=Label.RED)})
        for wanted, found in (
            (Wanted(flags=frozenset({"pick"})), {1: 0b1}),
            (Wanted(flags=frozenset({"pick", "reject"})), {2: 0b1, 1: 0b1}),
            (Wanted(flags=frozenset({""})), {2: 0b1110, 1: 0b1110}),
            (Wanted(flags=frozenset({"", "pick"})), {2: 0b1110, 1: 0b1111}),
            (Wanted(stars=1), {2: 0b1, 1: 0b1000}),
            (Wanted(stars=3), {1: 0b1000}),
            (Wanted(labels=frozenset({"green"})), {1: 0b1000}),
            (Wanted(labels=frozenset({"", "red"})), {2: 0b1111, 1: 0b0111}),
            (Wanted(unjudged=True), {2: 0b1110, 1: 0b0110}),
            (Wanted("fox", unjudged=True), {1: 0b0110}),
            (Wanted("owl", stars=2), {}),
            (Wanted("fox"), {4: -1, 3: -1, 1: -1}),
        ):
            assert places(await library.find(wanted)) == found, wanted
        assert list(places(await library.find(Wanted(unjudged=True)))) == [2, 1], "newest first"

    sorted_out(play)


def test_what_there_is_to_choose_is_counted(sorted_out: Sorted) -> None:
    async def play(library: Library) -> None:
        await library.sorting.mark({at(1): PICK, at(1, 3): GOOD, at(2): BAD})
        count = library.count
        assert await count(Wanted(), "flag") == {"": 6, "pick": 1, "reject": 1}
        assert await count(Wanted(flags=frozenset({"pick"})), "flag") == {"": 6, "pick": 1, "reject": 1}
        assert await count(Wanted("fox"), "stars") == {"0": 3, "3": 1}
        assert await count(Wanted("fox"), "label") == {"": 3, "green": 1}
        assert await count(Wanted("fox"), "unjudged") == {"1": 2}
        assert await count(Wanted(stars=3), "state") == {"done": 1}
        assert await count(Wanted("fox"), "state") == {"done": 1, "failed": 1, "waiting": 1}

    sorted_out(play)


def test_collections(sorted_out: Sorted) -> None:
    async def make(library: Library) -> None:
        sorting, smart = library.sorting, Wanted("fox", flags=frozenset({"pick"}), stars=2)
        keepers = await sorting.add_collection("Keepers 精选")
        foxes = await sorting.add_collection("Foxes", smart)
        empty = await sorting.add_collection("To go")
        assert await sorting.collect(keepers, [at(2), at(1, 3)]) == 2
        assert await sorting.collect(keepers, [at(1, 3), at(1)]) == 1, "each is in it once"
        assert await sorting.collected(keepers) == [at(2), at(1, 3), at(1)]
        assert places(await library.find(Wanted(collection=keepers))) == {2: 0b1, 1: 0b1001}
        assert places(await library.find(Wanted("owl", collection=keepers))) == {2: 0b1}
        await sorting.take_out(keepers, [at(1, 3)])
        await sorting.collect(empty, [at(1)])
        await sorting.remove_collection(empty)
        await sorting.rename_collection(keepers, "Best")
        await sorting.order_collections([foxes, keepers])

    async def look(library: Library) -> None:
        smart, best = await library.sorting.collections()
        assert smart == Collection(smart.id, "Foxes", Wanted("fox", flags=frozenset({"pick"}), stars=2), 0)
        assert best == Collection(best.id, "Best", None, 2)
        assert await library.sorting.collected(best.id) == [at(2), at(1)]
        assert len(await library.jobs()) == 4, "the pictures stay"

    sorted_out(make)
    sorted_out(look)


def test_the_pictures_of_a_collection_are_put_in_order(sorted_out: Sorted) -> None:
    async def play(library: Library) -> None:
        sorting = library.sorting
        number = await sorting.add_collection("Portfolio")
        a, b, c, d = at(1), at(2), at(1, 3), at(2, 2)
        await sorting.collect(number, [a, b, c, d])
        for moved, before, order in (
            ([d], b, [a, d, b, c]),
            ([a, d], None, [b, c, a, d]),
            ([b], at(3), [c, a, d, b]),  # before one that isn't in it: to the end
            ([a, b], d, [c, a, b, d]),
            ([a, b], b, [c, a, b, d]),  # before one of themselves: where they are
            ([d, c], a, [d, c, a, b]),  # as they are given
            ([at(3), b], d, [b, d, c, a]),  # nothing comes in by being moved
        ):
            await sorting.move_collected(number, moved, before)
            assert await sorting.collected(number) == order
        await sorting.collect(number, [at(2, 3)])
        assert await sorting.collected(number) == [b, d, c, a, at(2, 3)], "what is new comes after them"

    sorted_out(play)


def full() -> None:
    raise OSError(errno.ENOSPC, "no space left")


def test_a_disk_that_refuses_keeps_all_or_nothing(tmp_path: Path) -> None:
    async def go() -> None:
        disk = FailingDisk()
        library = Library.open(tmp_path / "data", tmp_path / "pictures", disk=disk)
        await library.add_jobs([job(1, JobState.DONE, 4)])
        await library.sorting.mark({at(1): PICK})
        disk.when, disk.fail = "commit", full
        with pytest.raises(StorageError):
            await library.sorting.mark({at(1): BAD, at(1, 1): GOOD})
        disk.when = None
        assert await library.sorting.marks(job(1).id, job(1).id) == {at(1): PICK}
        await library.close()

    asyncio.run(go())


def test_what_makes_no_sense_is_none_of_it(sorted_out: Sorted, tmp_path: Path) -> None:
    async def mark(library: Library) -> None:
        await library.sorting.mark({at(1): PICK})
        await library.sorting.add_collection("x", Wanted("fox"))

    async def look(library: Library) -> None:
        assert await library.sorting.marks(job(1).id, job(1).id) == {at(1): Marks(rating=5)}
        (found,) = await library.sorting.collections()
        assert found.wanted == Wanted()

    sorted_out(mark)
    with closing(sqlite3.connect(tmp_path / "data" / INDEX)) as index, index:
        index.execute("UPDATE mark SET flag = 'maybe', rating = 99, label = x'00'")
        index.execute("UPDATE collection SET wanted = '[1, {'")
    sorted_out(look)

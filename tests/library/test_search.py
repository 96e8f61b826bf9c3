"""Jobs are found by words, parts of words, in Chinese and English, and by what they are; the index may be lost."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.search import Wanted, spaced, words
from jimeng_desktop.library import search
from jimeng_desktop.library.library import Library
from jimeng_desktop.library.search import SEARCH
from tests.patience import LONGEST
from tests.ui.made_jobs import FIRST, job
from tests.zones import utc

Run = Callable[[Coroutine[Any, Any, Any]], Any]
Looked = Callable[[Callable[[Library], Awaitable[None]]], None]
PROMPTS = {
    1: "A red fox in snow, golden hour",
    2: "赛博朋克城市，霓虹雨夜",
    3: "Neon-lit CITY at night, 8k",
    4: "一只狐狸 in the snow",
    5: "",
    6: '"quoted" AND (NOT) near* col:umn -minus',
    7: "水墨山水画，朋友",
}


@pytest.fixture
def looked(tmp_path: Path) -> Looked:
    """Runs it with a library of these prompts."""

    def run(play: Callable[[Library], Awaitable[None]]) -> None:
        async def go() -> None:
            library = Library.open(tmp_path / "data", tmp_path / "pictures", thumbs=tmp_path / "cache")
            try:
                if not await library.jobs():
                    await library.add_jobs([job(number, prompt=prompt) for number, prompt in PROMPTS.items()])
                async with asyncio.timeout(LONGEST):
                    await play(library)
            finally:
                await library.close()

        asyncio.run(go())

    return run


def numbers(ids: Iterable[int]) -> list[int]:
    return [(id - FIRST) // 1_000_000 for id in ids]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [7, 6, 5, 4, 3, 2, 1]),
        ("  ，。 ", [7, 6, 5, 4, 3, 2, 1]),
        ("fox", [1]),
        ("FOX snow", [1]),
        ("snow fox", [1]),
        ("now", [4, 1]),  # within a word
        ("ight", [3]),
        ("sn", [4, 1]),  # a beginning
        ("ow", []),  # two letters are no part that anybody looks for within words
        ("赛", [2]),
        ("朋", [7, 2]),
        ("朋克", [2]),
        ("赛博朋", [2]),
        ("博朋克城", [2]),
        ("克赛", []),
        ("雨夜 赛博", [2]),
        ("狐狸snow", [4]),
        ("snow狐", [4]),
        ("neon-lit", [3]),
        ("8k", [3]),
        ('"', [7, 6, 5, 4, 3, 2, 1]),
        ('quoted" AND (', [6]),
        ("col:umn", [6]),
        ("-minus", [6]),
        ("near*", [6]),
        ("zebra", []),
    ],
)
def test_words_and_parts_of_words(looked: Looked, text: str, found: list[int]) -> None:
    async def play(library: Library) -> None:
        assert numbers(await library.find(Wanted(text))) == found

    looked(play)


def test_what_is_made_later_is_found_at_once(looked: Looked) -> None:
    async def play(library: Library) -> None:
        await library.prepare_search()
        assert numbers(await library.find(Wanted("fox"))) == [1]
        await library.add_jobs([job(8, prompt="another fox")])
        assert numbers(await library.find(Wanted("fox"))) == [8, 1]

    looked(play)


def test_fields_are_combined_and_counted(looked: Looked) -> None:
    async def play(library: Library) -> None:
        other = job(9, JobState.DONE, 3, prompt="a fox", ratio="1:1")
        failed = job(10, JobState.FAILED, prompt="a fox", fault="moderation")
        await library.add_jobs([replace(other, recipe=replace(other.recipe, model="seedream-4")), failed])
        fox = Wanted("fox")
        assert numbers(await library.find(fox)) == [10, 9, 1]
        assert numbers(await library.find(replace(fox, models=frozenset({"seedream-4"})))) == [9]
        ended = replace(fox, states=frozenset({"failed", "done"}), ratios=frozenset({"16:9"}))
        assert numbers(await library.find(ended)) == [10, 1]
        assert await library.count(fox, "model") == {"jimeng-4.5": 2, "seedream-4": 1}
        only = replace(fox, models=frozenset({"seedream-4"}))
        assert await library.count(only, "model") == {"jimeng-4.5": 2, "seedream-4": 1}
        assert await library.count(only, "state") == {"done": 1}
        with pytest.raises(KeyError):
            await library.count(fox, "prompt")

    looked(play)


def test_times(looked: Looked) -> None:
    async def play(library: Library) -> None:
        assert numbers(await library.find(Wanted(period="2026-11"))) == [7, 6, 5, 4, 3, 2, 1]
        assert await library.find(Wanted(period="1999-12")) == {}

    looked(play)


# The last second of a month, the first and the last of the next one, the first of the third.
EDGES = {
    "Shanghai": (
        ("2026-11-30T15:59:59", "2026-11-30T16:00:00", "2026-12-31T15:59:59", "2026-12-31T16:00:00"),
        ("2026-11", "2026-12", "2027-01"),
    ),
    "New York": (
        ("2026-03-01T04:59:59", "2026-03-01T05:00:00", "2026-04-01T03:59:59", "2026-04-01T04:00:00"),
        ("2026-02", "2026-03", "2026-04"),
    ),
    "Berlin": (
        ("2026-09-30T21:59:59", "2026-09-30T22:00:00", "2026-10-31T22:59:59", "2026-10-31T23:00:00"),
        ("2026-09", "2026-10", "2026-11"),
    ),
    "Havana": (
        ("2026-11-01T03:59:59", "2026-11-01T04:00:00", "2026-12-01T04:59:59", "2026-12-01T05:00:00"),
        ("2026-10", "2026-11", "2026-12"),
    ),
}


@pytest.mark.parametrize("zone", EDGES, indirect=True)
def test_months_are_counted_and_found_by_the_clock_on_the_wall(looked: Looked, zone: str) -> None:
    edges, months = EDGES[zone]

    async def play(library: Library) -> None:
        owls = [job(number, prompt="an owl") for number in (20, 21, 22, 23)]
        await library.add_jobs([replace(owl, created_at=utc(edge)) for owl, edge in zip(owls, edges, strict=True)])
        owl = Wanted("owl")
        assert await library.count(owl, "period") == dict(zip(months, (1, 2, 1), strict=True))
        found = [numbers(await library.find(replace(owl, period=month))) for month in months]
        assert found == [[20], [22, 21], [23]]

    looked(play)


@pytest.mark.parametrize(
    ("zone", "begin", "end"),  # of 8 March 2026
    [
        ("Shanghai", "2026-03-07T16:00", "2026-03-08T16:00"),
        ("New York", "2026-03-08T05:00", "2026-03-09T04:00"),
        ("Havana", "2026-03-08T05:00", "2026-03-09T04:00"),
    ],
    indirect=["zone"],
)
def test_today_and_yesterday_begin_at_midnight_here(
    looked: Looked, monkeypatch: pytest.MonkeyPatch, zone: str, begin: str, end: str
) -> None:
    async def play(library: Library) -> None:
        edges = [utc(begin) - 1, utc(begin), utc(end) - 1, utc(end)]
        await library.add_jobs([replace(job(number), created_at=edge) for number, edge in enumerate(edges, 20)])
        for today, period in ((8, "today"), (9, "yesterday")):
            monkeypatch.setattr(search, "date", SimpleNamespace(today=partial(date, 2026, 3, today)))
            assert numbers(await library.find(Wanted(period=period))) == [22, 21]
            assert (await library.count(Wanted(period=period), "period"))["2026-11"] == 7, "others stay to choose"

    looked(play)


@pytest.mark.parametrize("harm", ["gone", "garbage", "older"])
def test_an_index_that_is_no_good_is_made_anew(looked: Looked, tmp_path: Path, harm: str) -> None:
    async def play(library: Library) -> None:
        assert numbers(await library.find(Wanted("fox"))) == [1]

    looked(play)
    path = tmp_path / "cache" / SEARCH
    assert path.is_file()
    if harm == "gone":
        path.unlink()
    elif harm == "garbage":
        path.write_bytes(b"no database" * 100)
    else:
        with closing(sqlite3.connect(path, isolation_level=None)) as index:
            index.execute("PRAGMA user_version = 0")
            for table in ("whole", "within"):  # other words of the same jobs, as an older way of indexing has them
                index.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
                index.execute(f"INSERT INTO {table} (rowid, prompt) VALUES (?, 'fox')", (job(2).id,))
    looked(play)


async def found_beside(cache: Path, library_folder: Path, prompts: dict[int, str], text: str) -> list[int]:
    """What a library of its own, with these jobs, finds with an index in that cache."""
    library = Library.open(library_folder / "data", library_folder / "pictures", thumbs=cache)
    try:
        if not await library.jobs():
            await library.add_jobs([job(number, prompt=prompt) for number, prompt in prompts.items()])
        return numbers(await library.find(Wanted(text)))
    finally:
        await library.close()


@pytest.mark.parametrize("others", [{1: "a fox", 2: "an owl"}, {2: "an owl", 30: "a fox"}, {6: "a fox", 7: "an owl"}])
def test_the_index_of_another_library_in_the_same_cache_is_not_taken(
    run_async: Run, tmp_path: Path, others: dict[int, str]
) -> None:
    cache, mine = tmp_path / "cache", {5: "a red fox", 9: "an owl", 12: "foxes"}
    for _ in range(2):
        assert run_async(found_beside(cache, tmp_path / "mine", mine, "fox")) == [12, 5]
        theirs = [number for number, prompt in others.items() if prompt == "a fox"]
        assert run_async(found_beside(cache, tmp_path / "other", others, "fox")) == theirs


def test_where_nothing_can_be_written_it_is_found_all_the_same(looked: Looked, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the folder's place")

    async def play(library: Library) -> None:
        assert numbers(await library.find(Wanted("fox"))) == [1]
        assert numbers(await library.find(Wanted("朋克"))) == [2]

    looked(play)


def test_many_are_taken_up_in_pages(looked: Looked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "PAGE", 2)

    async def play(library: Library) -> None:
        assert len(await library.find(Wanted("snow"))) == 2

    looked(play)


def test_a_text_is_taken_apart() -> None:
    assert words("赛博 neon 8k") == (['"赛 博"', '"8k"*'], ['"neon"'])
    assert spaced("a狐b").split() == ["a", "狐", "b"]
    assert Wanted().everything and Wanted("，").everything and not Wanted("a").everything
    assert not Wanted(models=frozenset({"x"})).everything

"""Jobs are found by words, parts of words, in Chinese and English, and by what they are; the index may be lost."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import pytest

from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.search import Wanted, spaced, words
from jimeng_desktop.library import search
from jimeng_desktop.library.library import Library
from jimeng_desktop.library.search import SEARCH
from tests.patience import LONGEST
from tests.ui.made_jobs import FIRST, NOON, job

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


def yesterday() -> float:
    noon = datetime.combine(date.today() - timedelta(days=1), clock(12))
    return noon.timestamp()


def test_times(looked: Looked) -> None:
    async def play(library: Library) -> None:
        day = date.fromtimestamp(NOON)
        assert numbers(await library.find(Wanted(period=f"{day:%Y-%m}"))) == [7, 6, 5, 4, 3, 2, 1]
        assert await library.find(Wanted(period="1999-12")) == {}
        today = job(20, prompt="")
        await library.add_jobs(
            [replace(today, created_at=time.time()), replace(today, id=today.id + 1, created_at=yesterday())]
        )
        assert len(await library.find(Wanted(period="today"))) == 1
        assert list(await library.find(Wanted(period="yesterday"))) == [today.id + 1]
        assert (await library.count(Wanted(period="today"), "period"))[f"{day:%Y-%m}"] >= 7, "the others stay to choose"

    looked(play)


@pytest.mark.parametrize("harm", ["gone", "garbage", "older", "of another library"])
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
            index.execute("PRAGMA user_version = 0" if harm == "older" else "UPDATE taken SET up_to = up_to + 7")
    looked(play)


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

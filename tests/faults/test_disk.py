"""The disk's part of the fault table: errors and stops at every step, strange folders, the database's own troubles."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest

import jimeng_desktop.runner.runner as runner_module
from jimeng_desktop.core.errors import LibraryDamaged, LibraryNewer
from jimeng_desktop.core.job import JobState
from jimeng_desktop.library import schema
from jimeng_desktop.library.library import Library
from jimeng_desktop.service import download as downloading
from jimeng_desktop.service.maxapi import DOWNLOADS
from tests import processes
from tests.faults.disk import (
    CODES,
    SENT,
    STEPS,
    StepDisk,
    check_files,
    once_at,
    one_each,
    refuses,
    session,
    stored,
    to_the_end,
    told,
)
from tests.faults.place import Does, Place, picture, raw
from tests.faults.table import FAULTY, HEALTHY
from tests.library.making import Stop, originals_in
from tests.runner.world import Heard, bounded, recipe, until
from tests.service.wires import wire

pytestmark = pytest.mark.usefixtures("each_loop")
NAMES = {code: errno.errorcode[code] for code in CODES}
BOTH = {FAULTY: ["done"], HEALTHY: ["done"]}


def numbered() -> list[str]:
    """commit 1, make_folder 1, fsync_folder 1, …"""
    return [f"{at:02} {name}" for at, name in enumerate(STEPS)]


def played(
    folder: Path, disk: StepDisk, meanwhile: Callable[[], object] = lambda: None, received: Sequence[Does] = ()
) -> tuple[Place, Heard]:
    """A job on a disk in trouble, and one beside it, both brought to their end by a user who goes on."""
    place, heard = Place(), Heard()
    one_each(place)
    place.pictures[FAULTY] += received

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(folder, served.base, disk, heard) as runner:
                disk.counting = True
                (job,) = runner.generate(recipe(FAULTY))
                await to_the_end(runner, heard, job)
                meanwhile()
                disk.counting = False
                (healthy,) = runner.generate(recipe(HEALTHY))
                await to_the_end(runner, heard, healthy, HEALTHY)
        assert await stored(folder) == BOTH

    bounded(play())
    assert {prompt: len(times) for prompt, times in place.submitted.items()} == {FAULTY: 1, HEALTHY: 1}
    check_files(folder, place, {FAULTY: 1, HEALTHY: 1})
    return place, heard


def test_the_steps_are_these(tmp_path: Path) -> None:
    disk = StepDisk()
    _, heard = played(tmp_path, disk)
    assert tuple(disk.seen) == STEPS and not told(heard)


@pytest.mark.parametrize("code", CODES, ids=NAMES.values())
@pytest.mark.parametrize("at", range(len(STEPS)), ids=numbered())
def test_one_step_fails_once(tmp_path: Path, at: int, code: int) -> None:
    disk = StepDisk()
    disk.trouble = once_at(at, refuses(code))
    _, heard = played(tmp_path, disk)
    # A second name that stays is taken away at the next start; the room is looked at again before each send.
    second_name = STEPS[at] == "unlink" and STEPS[at - 1] == "publish"
    silent = at == 1 or second_name
    assert told(heard) == (set() if silent else {CODES[code]})


@pytest.mark.parametrize("code", CODES, ids=NAMES.values())
@pytest.mark.parametrize("step", sorted(set(STEPS)))
def test_a_step_fails_until_something_is_done_about_it(tmp_path: Path, step: str, code: int) -> None:
    disk, failures = StepDisk(), 0

    def trouble(number: int, name: str) -> None:
        nonlocal failures
        if name == step and failures < 3:
            failures += 1
            raise refuses(code)

    disk.trouble = trouble
    _, heard = played(tmp_path, disk)
    assert told(heard) == {CODES[code]} and failures == 3 or step in ("create", "write", "free", "publish", "unlink")


@pytest.mark.parametrize("code", CODES, ids=NAMES.values())
@pytest.mark.parametrize("call", ["open", "write", "close"])
def test_the_received_bytes_can_t_be_written(tmp_path: Path, call: str, code: int) -> None:
    left = [code]

    class Troubled(downloading.PartFile):
        def _maybe(self, name: str) -> None:
            if name == call and left:
                raise refuses(left.pop())

        def write(self, data: bytes | bytearray) -> None:
            with self._disk_errors():
                self._maybe("open")
                super().write(data)
                self._maybe("write")

        def finish(self) -> str:
            with self._disk_errors():
                self._maybe("close")
            return super().finish()

    with mock.patch.object(downloading, "PartFile", Troubled):
        place, heard = played(tmp_path, StepDisk())
    assert told(heard) == {CODES[code]} and not left and len(place.fetched[FAULTY]) == 2


def test_the_disk_fills_up_while_pictures_come_more_often_than_there_are_connections(tmp_path: Path) -> None:
    left = [errno.ENOSPC] * (DOWNLOADS + 1)

    class Full(downloading.PartFile):
        def write(self, data: bytes | bytearray) -> None:
            with self._disk_errors():
                if left and len(data) >= downloading.SLICE:
                    raise refuses(left.pop())
            super().write(data)

    long = raw(picture(FAULTY, 0) + bytes(200_000))
    with mock.patch.object(downloading, "PartFile", Full), mock.patch.object(downloading, "SLICE", 1000):
        place, heard = played(tmp_path, StepDisk(), received=[long] * len(left))
    assert told(heard) == {"disk_full"} and not left and len(place.fetched[FAULTY]) == DOWNLOADS + 2


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", range(len(STEPS)), ids=numbered())
def test_a_stop_at_each_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, after: bool) -> None:
    monkeypatch.setattr(runner_module, "_LAST_SENDS", 0)  # a kill doesn't wait for a send in flight
    place, heard, disk = Place(), Heard(), StepDisk()
    one_each(place)
    disk.after = after
    disk.trouble = once_at(at, Stop())

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(tmp_path, served.base, disk, heard) as runner:
                disk.counting = True
                (job,) = runner.generate(recipe(FAULTY))
                await until(lambda: heard.last(job.id).state is JobState.DONE)
            before = len(place.submitted[FAULTY])
            heard.clear()
            async with session(tmp_path, served.base, StepDisk(), heard) as runner:
                (healthy,) = runner.generate(recipe(HEALTHY))
                await until(lambda: heard.last(healthy.id).state is JobState.DONE)
                assert len(place.submitted[FAULTY]) == before, "a start never spends"
                runner.send_left_over()
                await until(lambda: all(job.state is JobState.UNKNOWN for job in runner.live_jobs()))

    bounded(play())
    states: dict[str, list[str]] = {}
    bounded(_into(states, tmp_path))
    assert len(place.submitted[FAULTY]) <= 1
    written = at > 0 or after
    in_doubt = (SENT - 1, True) <= (at, after) <= (SENT, False)
    assert states == {HEALTHY: ["done"]} | ({FAULTY: ["unknown" if in_doubt else "done"]} if written else {})
    check_files(tmp_path, place, {FAULTY: int(written and not in_doubt), HEALTHY: 1})


async def _into(states: dict[str, list[str]], folder: Path) -> None:
    states.update(await stored(folder))


# Strange folders and names


def test_the_folder_goes_away_and_comes_back(tmp_path: Path) -> None:
    place, heard = Place(), Heard()
    one_each(place)
    pictures, away = tmp_path / "Pictures", tmp_path / "unplugged"

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(tmp_path, served.base, StepDisk(), heard) as runner:
                (healthy,) = runner.generate(recipe(HEALTHY))
                await to_the_end(runner, heard, healthy, HEALTHY)
                shutil.move(pictures, away)
                (job,) = runner.generate(recipe(FAULTY))
                await until(lambda: runner.queue.paused is not None)
                assert not place.submitted[FAULTY] and not pictures.exists(), "none may stand in for an absent drive"
                shutil.move(away, pictures)
                await to_the_end(runner, heard, job)
        assert await stored(tmp_path) == BOTH

    bounded(play())
    assert told(heard) == {"folder_missing"} and len(place.submitted[FAULTY]) == 1
    check_files(tmp_path, place, {FAULTY: 1, HEALTHY: 1})


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.EBUSY, {"storage_failed"}),
        (errno.EPERM, {"folder_read_only"}),
        (errno.ENAMETOOLONG, set()),
        (errno.EILSEQ, set()),
    ],
    ids=["in use", "no rights", "too long", "characters"],
)
def test_the_name_can_t_be_given_at_first(tmp_path: Path, code: int, says: set[str]) -> None:
    disk = StepDisk()
    disk.trouble = once_at(STEPS.index("publish", SENT), refuses(code))
    place, heard = played(tmp_path, disk)
    assert told(heard) == says
    assert len(place.fetched[FAULTY]) == 1, "what has come whole is not fetched again"


def test_a_name_is_taken(tmp_path: Path) -> None:
    disk = StepDisk()
    (tmp_path / "once").mkdir()
    played(tmp_path / "once", disk)
    name = next(name for name, data in originals_in(tmp_path / "once/Pictures").items() if data == picture(FAULTY, 0))
    mine = tmp_path / "Pictures" / name
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"the user's own")
    place, heard = Place(), Heard()
    one_each(place)

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(tmp_path, served.base, StepDisk(), heard) as runner:
                (job,) = runner.generate(recipe(FAULTY))
                saved = (await to_the_end(runner, heard, job)).pictures[0]
                assert saved.path != str(mine)

    bounded(play())
    assert mine.read_bytes() == b"the user's own"
    assert sorted(originals_in(tmp_path / "Pictures").values()) == sorted([b"the user's own", picture(FAULTY, 0)])


def test_a_prompt_far_longer_than_a_name(tmp_path: Path) -> None:
    place, heard, prompt = Place(), Heard(), "雪中的红狐，" * 2_000
    place.links[prompt] = 1

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(tmp_path, served.base, StepDisk(), heard) as runner:
                (job,) = runner.generate(recipe(prompt))
                await to_the_end(runner, heard, job, prompt)

    bounded(play())
    check_files(tmp_path, place, {prompt: 1})


@pytest.mark.parametrize("each_loop", ["asyncio"], indirect=True)
def test_a_locale_that_is_not_utf_8(tmp_path: Path) -> None:
    done = processes.run(
        [sys.executable, "-m", "tests.faults.locale_probe", str(tmp_path)],
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.split() == ["ascii", "done", "4"], done.stderr


# The database


def test_locked_by_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.01)
    place, heard = Place(), Heard()
    one_each(place)

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(tmp_path, served.base, StepDisk(), heard) as runner:
                with closing(sqlite3.connect(tmp_path / "data/index.sqlite", isolation_level=None)) as other:
                    other.execute("BEGIN IMMEDIATE")
                    (job,) = runner.generate(recipe(FAULTY))
                    await until(lambda: "storage_failed" in told(heard))
                    assert not place.submitted[FAULTY]
                    other.execute("ROLLBACK")
                await to_the_end(runner, heard, job)
                (healthy,) = runner.generate(recipe(HEALTHY))
                await to_the_end(runner, heard, healthy, HEALTHY)
        assert await stored(tmp_path) == BOTH

    bounded(play())
    assert told(heard) == {"storage_failed"} and len(place.submitted[FAULTY]) == 1


def test_locked_while_the_answer_is_to_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The receipt is insisted on: nothing is sent twice, and nothing is lost."""
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.01)
    place, heard, locks = Place(), Heard(), []
    one_each(place)

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(tmp_path, served.base, StepDisk(), heard) as runner:
                with closing(
                    sqlite3.connect(tmp_path / "data/index.sqlite", isolation_level=None, check_same_thread=False)
                ) as other:

                    def accept(talk: object) -> None:
                        other.execute("BEGIN IMMEDIATE")
                        locks.append(1)
                        place.answer(talk)  # type: ignore[arg-type]

                    place.submits[FAULTY] = [accept]  # type: ignore[list-item]
                    (job,) = runner.generate(recipe(FAULTY))
                    await until(lambda: runner.queue.paused is not None)
                    assert heard.last(job.id).state is JobState.SENDING
                    other.execute("ROLLBACK")
                    await to_the_end(runner, heard, job)

    bounded(play())
    assert locks and told(heard) == {"storage_failed"} and heard.last(heard[0].job.id).task_id  # type: ignore[union-attr]


def test_read_only(tmp_path: Path) -> None:
    place, heard = Place(), Heard()
    one_each(place)

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(tmp_path, served.base, StepDisk(), heard) as runner:
                index = runner._desk.library._index
                index.execute("PRAGMA query_only = 1")
                (job,) = runner.generate(recipe(FAULTY))
                await until(lambda: "storage_failed" in told(heard))
                assert not place.submitted[FAULTY]
                index.execute("PRAGMA query_only = 0")
                await to_the_end(runner, heard, job)
        assert await stored(tmp_path) == {FAULTY: ["done"]}

    bounded(play())


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda path: path.write_bytes(b"this is no database at all, and never was" * 200), LibraryDamaged),
        (lambda path: _sql(path, "PRAGMA user_version = 99"), LibraryNewer),
        (lambda path: _sql(path, "DROP TABLE receipt"), LibraryDamaged),
    ],
    ids=["damaged", "newer", "a table is gone"],
)
def test_it_is_not_ours_to_open(tmp_path: Path, spoil: Callable[[Path], object], error: type[Exception]) -> None:
    played(tmp_path, StepDisk())
    index = tmp_path / "data/index.sqlite"
    pictures = originals_in(tmp_path / "Pictures")
    spoil(index)
    before = index.read_bytes()
    with pytest.raises(error):
        Library.open(tmp_path / "data", tmp_path / "Pictures")
    assert index.read_bytes() == before and originals_in(tmp_path / "Pictures") == pictures


def _sql(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(statement)
        database.commit()

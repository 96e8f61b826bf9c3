"""Parts while the library is tidied: what has been given out, or is being written, stays."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import StorageError
from jimeng_desktop.library import library as module
from jimeng_desktop.library.files import Disk
from jimeng_desktop.library.library import Library
from tests.library.conftest import Shelf
from tests.library.making import make_job
from tests.patience import LONGEST

Run = Callable[[Coroutine[Any, Any, Any]], Any]


class Gate:
    """Holds a thread up at one place until the test lets it go."""

    def __init__(self) -> None:
        self._here, self._go_on = threading.Event(), threading.Event()

    def pass_through(self) -> None:
        """Waits in the library's thread."""
        self._here.set()
        assert self._go_on.wait(10)

    def wait_for(self) -> None:
        """Returns when the thread is held."""
        assert self._here.wait(10)

    def open(self) -> None:
        """Lets it go, now or when it comes."""
        self._go_on.set()


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """The tidying is held up when it has seen what is there."""
    gate, real = Gate(), module.parts_in

    def parts_in(folder: Path) -> list[Path]:
        found = real(folder)
        gate.pass_through()
        return found

    monkeypatch.setattr(module, "parts_in", parts_in)
    yield gate
    gate.open()


def tidied(library: Library, seconds: float = LONGEST) -> None:
    """Returns when the tidying, queued by open(), is over."""
    library._odd_jobs.submit(int).result(seconds)


def leave(shelf: Shelf, *names: str) -> Path:
    """Parts of an earlier run that no unsaved picture belongs to."""
    parts = shelf.root / ".parts"
    parts.mkdir(parents=True)
    for name in names:
        (parts / name).write_bytes(b"old")
    return parts


def test_a_part_given_out_during_the_tidying_stays(shelf: Shelf, run_async: Run, listed: Gate) -> None:
    parts = leave(shelf, "1000.part", "2000.part")
    library = shelf.open()
    listed.wait_for()
    part = run_async(library.part_path(make_job(1).pictures[0]))
    part.write_bytes(b"new")
    listed.open()
    tidied(library)
    assert {path.name: path.read_bytes() for path in parts.iterdir()} == {"1000.part": b"new"}


def test_a_part_is_not_given_out_while_it_goes(shelf: Shelf, run_async: Run) -> None:
    gate = Gate()

    class Slow(Disk):
        def unlink(self, path: Path) -> None:
            gate.pass_through()
            super().unlink(path)

    parts = leave(shelf, "1000.part")
    library = shelf.open(disk=Slow())
    gate.wait_for()

    async def scene() -> None:
        asking = asyncio.get_running_loop().create_task(library.part_path(make_job(1).pictures[0]))
        done, _ = await asyncio.wait([asking], timeout=0.05)
        assert not done, "given out while the tidying is about to remove it"
        gate.open()
        (await asking).write_bytes(b"new")

    run_async(scene())
    tidied(library)
    assert (parts / "1000.part").read_bytes() == b"new"


def test_the_probe_is_no_leftover(shelf: Shelf, run_async: Run, listed: Gate) -> None:
    class Slow(Disk):
        def fsync(self, path: Path) -> None:
            listed.open()
            with suppress(TimeoutError):  # as far as it comes meanwhile
                tidied(library, 0.1)
            super().fsync(path)

    leave(shelf, "probe")
    library = shelf.open(disk=Slow())
    listed.wait_for()
    run_async(library.check_room(make_job(), 1))


def test_nothing_is_remembered_once_all_is_tidy(shelf: Shelf, run_async: Run, listed: Gate) -> None:
    library = shelf.open()
    run_async(library.part_path(make_job(1).pictures[0]))
    assert library._given == {"1000.part"}
    listed.open()
    tidied(library)
    run_async(library.part_path(make_job(2).pictures[0]))
    assert library._given is None


def test_a_failed_tidying_remembers_nothing_either(
    shelf: Shelf, run_async: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(module.rows, "unsaved_ids", fail)
    library = shelf.open()
    tidied(library)
    assert library._given is None


def test_the_disk_is_asked_in_a_thread_of_the_library(shelf: Shelf, run_async: Run) -> None:
    asked: list[str] = []

    class Watched(Disk):
        def make_folder(self, path: Path) -> None:
            asked.append(threading.current_thread().name)
            super().make_folder(path)

    library = shelf.open(disk=Watched())
    asked.clear()  # opening blocks by its nature
    run_async(library.part_path(make_job(1).pictures[0]))
    assert asked and all(name.startswith("library") for name in asked)


def test_no_part_of_a_closed_library(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    run_async(library.close())
    with pytest.raises(StorageError):
        run_async(library.part_path(make_job(1).pictures[0]))

"""keep() and the disk, step by step: refused, stopped or killed at each, it comes to its end at the next call."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import DiskFull, FolderReadOnly, StorageError
from jimeng_desktop.core.job import Picture, PictureState
from tests import processes
from tests.library.conftest import Shelf
from tests.library.making import (
    NAME,
    FailingDisk,
    Stop,
    image_bytes,
    keep,
    make_job,
    originals_in,
    receive,
    refusing,
    sha,
    stopping,
)

pytestmark = pytest.mark.zone("UTC")  # names tell the local time
Run = Callable[[Coroutine[Any, Any, Any]], Any]

# What keep() does to the disk. Once it comes to LINKED the picture has its name, once it comes to NAMED no other one.
KEEPING = (
    ("fsync", 0),
    ("make_folder", 0),
    ("fsync_folder", 0),
    ("make_folder", 1),
    ("fsync_folder", 1),
    ("publish", 0),
    ("unlink", 0),  # of the first name: within the publishing
    ("fsync_folder", 2),
    ("commit", 0),
)
LINKED, NAMED = KEEPING.index(("unlink", 0)), KEEPING.index(("fsync_folder", 2))


def test_these_are_the_steps(shelf: Shelf, run_async: Run) -> None:
    disk = FailingDisk()
    library, job, data = shelf.open(disk=disk), make_job(), image_bytes()
    run_async(library.add_jobs([job]))
    part = run_async(receive(library, job.pictures[0], data))
    disk.seen.clear()
    run_async(library.keep(job, job.pictures[0], part, sha(data), "png"))
    assert disk.seen == [name for name, _ in KEEPING]


# A first name that can't be removed fails nothing: it is tidied away later.
@pytest.mark.parametrize(("step", "nth"), [step for step in KEEPING if step[0] != "unlink"])
@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EACCES, FolderReadOnly),
        (errno.EROFS, FolderReadOnly),
        (errno.EIO, StorageError),
    ],
)
@pytest.mark.parametrize("received_again", [True, False])
def test_a_disk_that_fails_at_each_step(
    shelf: Shelf, run_async: Run, step: str, nth: int, code: int, kind: type[StorageError], received_again: bool
) -> None:
    disk = FailingDisk()
    library, job, data = shelf.open(disk=disk), make_job(), image_bytes()
    picture, named = job.pictures[0], KEEPING.index((step, nth)) >= NAMED

    async def scene() -> Picture:
        await library.add_jobs([job])
        part = await receive(library, picture, data)
        disk.when, disk.spared, disk.fail = step, nth, refusing(code)
        with pytest.raises(StorageError) as caught:
            await library.keep(job, picture, part, sha(data), "png")
        assert type(caught.value) is kind
        assert originals_in(shelf.root) == ({NAME: data} if named else {})
        assert part.exists() is not named, "what has come is not lost"
        (stored,) = await library.jobs()
        assert stored.pictures == job.pictures
        disk.when = None
        if received_again:
            await receive(library, picture, data)
        return await library.keep(job, picture, part, sha(data), "png")

    saved = run_async(scene())
    assert originals_in(shelf.root) == {NAME: data}
    assert run_async(library.job(1)).pictures == (saved,)
    assert list((shelf.root / ".parts").iterdir()) == []


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("step", "nth"), KEEPING)
def test_a_stop_at_each_step(shelf: Shelf, run_async: Run, step: str, nth: int, after: bool) -> None:
    disk = FailingDisk()
    library, job, data = shelf.open(disk=disk), make_job(), image_bytes()
    picture, at = job.pictures[0], KEEPING.index((step, nth))

    async def first() -> None:
        await library.add_jobs([job])
        part = await receive(library, picture, data)
        disk.when, disk.spared, disk.after, disk.fail = step, nth, after, stopping
        with pytest.raises(Stop):
            await library.keep(job, picture, part, sha(data), "png")

    run_async(first())
    disk.when = None
    shelf.close_all()
    whole_or_none = {NAME: data} if at + after >= LINKED else {}
    assert originals_in(shelf.root) == whole_or_none
    again = shelf.open()
    (stored,) = again.first_jobs(1)
    recorded = (step, after) == ("commit", True)
    assert stored.pictures[0].state is (PictureState.SAVED if recorded else picture.state)
    # A fresh download begins: it must not write into what has its final name already.
    part = run_async(again.part_path(picture))
    part.write_bytes(data[:10])
    assert originals_in(shelf.root) == whole_or_none
    part.write_bytes(data)
    saved = run_async(again.keep(job, picture, part, sha(data), "png"))
    assert originals_in(shelf.root) == {NAME: data}
    assert again.first_jobs(1)[0].pictures == (saved,)
    assert list((shelf.root / ".parts").iterdir()) == []


DYING = """
import asyncio, os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from jimeng_desktop.library.library import Library
from tests.library.making import FailingDisk, make_job, image_bytes, sha

async def main():
    disk = FailingDisk()
    library = Library.open(Path({data!r}), Path({originals!r}), disk=disk)
    job, data = make_job(), image_bytes()
    await library.add_jobs([job])
    part = await library.part_path(job.pictures[0])
    part.write_bytes(data)
    disk.when, disk.after, disk.fail = {step!r}, {after!r}, lambda: os._exit(9)
    await library.keep(job, job.pictures[0], part, sha(data), "png")

asyncio.run(main())
"""


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", ["fsync", "publish", "unlink", "commit"])
def test_a_process_that_dies_at_each_step(shelf: Shelf, run_async: Run, step: str, after: bool) -> None:
    shelf.open()
    shelf.close_all()
    here = str(Path(__file__).parents[2])
    script = DYING.format(root=here, data=str(shelf.data), originals=str(shelf.root), step=step, after=after)
    done = processes.run([sys.executable, "-c", script], env={**os.environ, "TZ": "UTC"})
    assert done.returncode == 9, done.stderr
    job, data = make_job(), image_bytes()
    assert originals_in(shelf.root) == ({NAME: data} if KEEPING.index((step, 0)) + after >= LINKED else {})
    library = shelf.open()
    saved = run_async(keep(library, job, data))
    assert originals_in(shelf.root) == {NAME: data}
    assert library.first_jobs(1)[0].pictures == (saved,)

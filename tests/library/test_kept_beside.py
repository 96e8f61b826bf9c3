"""Paid bytes that are no good, or not shown here: kept as they came, told apart, never taken for the picture."""

from __future__ import annotations

import errno
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import Fault, PictureDamaged, PictureTooLarge, PictureUnproven, StorageError
from jimeng_desktop.core.job import Job, Picture, PictureState
from jimeng_desktop.library.library import Library
from tests.decoding.making import SORTS, encoded, heic, jxl
from tests.library.conftest import Shelf
from tests.library.making import FailingDisk, image_bytes, make_job, originals_in, refusing, sha

pytestmark = pytest.mark.zone("UTC")  # names tell the local time
Run = Callable[[Coroutine[Any, Any, Any]], Any]
NAME = "2026/2026-11-22/1432 a red fox in snow 1"


async def keep(
    library: Library, job: Job, data: bytes, kind: str = "png", picture: Picture | None = None, announced: bool = True
) -> Picture:
    picture = picture or job.pictures[0]
    part = await library.part_path(picture)
    part.write_bytes(data)
    return await library.keep(job, picture, part, sha(data), kind, announced)


def refused(run_async: Run, kind: type[PictureDamaged | PictureTooLarge], work: Coroutine[Any, Any, Any]) -> str | None:
    """Where the bytes are kept that are no good."""
    with pytest.raises(kind) as caught:
        run_async(work)
    assert type(caught.value) is kind
    return caught.value.kept


@pytest.fixture
def job(shelf: Shelf, run_async: Run) -> Job:
    job = make_job()
    run_async(shelf.open().add_jobs([job]))
    return job


@pytest.fixture
def library(shelf: Shelf, job: Job) -> Library:
    return shelf.open()


def stored(library: Library) -> Picture:
    return library.first_jobs(1)[0].pictures[0]


def test_damaged_bytes_are_kept_beside_and_are_no_picture(
    shelf: Shelf, run_async: Run, library: Library, job: Job
) -> None:
    data = image_bytes()[:-30]
    kept = refused(run_async, PictureDamaged, keep(library, job, data))
    assert originals_in(shelf.root) == {f"{NAME}.png.damaged": data}
    assert kept == str(shelf.root / f"{NAME}.png.damaged") == stored(library).damaged
    assert (stored(library).state, stored(library).path) == (PictureState.WAITING, None)
    assert list((shelf.root / ".parts").iterdir()) == []
    assert run_async(library.use_by_month()) == []


def test_a_whole_picture_takes_the_place_of_a_damaged_one(
    shelf: Shelf, run_async: Run, library: Library, job: Job
) -> None:
    kept = refused(run_async, PictureDamaged, keep(library, job, image_bytes()[:-30]))
    whole = image_bytes(seed=2)
    saved = run_async(keep(library, job, whole, picture=replace(job.pictures[0], damaged=kept)))
    assert originals_in(shelf.root) == {f"{NAME}.png": whole}
    assert saved == stored(library) and saved.damaged is None


def test_of_many_damaged_tries_one_file_is_left(shelf: Shelf, run_async: Run, library: Library, job: Job) -> None:
    picture = job.pictures[0]
    for cut in (30, 30, 60, 90):
        kept = refused(run_async, PictureDamaged, keep(library, job, image_bytes()[:-cut], picture=picture))
        picture = replace(picture, damaged=kept)
    assert [*originals_in(shelf.root).values()] == [image_bytes()[:-90]]


def test_too_many_pixels_are_kept_beside(shelf: Shelf, run_async: Run, library: Library, job: Job) -> None:
    data = image_bytes(size=(20_001, 1))
    assert refused(run_async, PictureTooLarge, keep(library, job, data))
    assert [*originals_in(shelf.root).values()] == [data]


@pytest.mark.parametrize(("data", "kind"), [(heic(), "heic"), (jxl(), "jxl"), (b"8BPS\0\1" + bytes(60), "psd")])
def test_a_kind_that_is_not_shown_is_saved_once_it_came_twice_the_same(
    shelf: Shelf, run_async: Run, library: Library, job: Job, data: bytes, kind: str
) -> None:
    kept = refused(run_async, PictureUnproven, keep(library, job, data, kind))
    assert kept
    saved = run_async(keep(library, job, data, kind, replace(job.pictures[0], damaged=kept)))
    assert originals_in(shelf.root) == {f"{NAME}.{kind}": data}
    assert saved == stored(library)
    assert (saved.state, saved.fault, saved.format) == (PictureState.SAVED, Fault("not_shown", kind.upper()), kind)
    assert (saved.sha256, saved.size, saved.shown, saved.damaged) == (sha(data), len(data), False, None)
    assert run_async(library.thumbnail(saved.id, 256)) is None


def test_twice_is_remembered_over_a_restart(shelf: Shelf, run_async: Run, library: Library, job: Job) -> None:
    refused(run_async, PictureUnproven, keep(library, job, heic(), "heic"))
    shelf.close_all()
    again = shelf.open()
    assert run_async(keep(again, job, heic(), "heic", stored(again))).state is PictureState.SAVED


@pytest.mark.parametrize(
    ("first", "then", "announced"),
    [
        (heic(), heic()[:-1] + b"x", True),  # not the same
        (heic()[:-9], heic()[:-9], True),  # the same, and cut
        (jxl(), jxl(), False),  # nobody says that it is whole
        (SORTS["jpeg"][:-2], SORTS["jpeg"][:-2], False),
        (SORTS["jpeg"][:-60], SORTS["jpeg"][:-60], True),
    ],
)
def test_what_proves_nothing_is_not_saved(
    shelf: Shelf, run_async: Run, library: Library, job: Job, first: bytes, then: bytes, announced: bool
) -> None:
    picture = job.pictures[0]
    for data in (first, then):
        with pytest.raises(PictureDamaged) as caught:
            run_async(keep(library, job, data, "heic", picture, announced))
        picture = replace(picture, damaged=caught.value.kept)
    assert stored(library).state is PictureState.WAITING
    assert list(originals_in(shelf.root).values()) == [then]


def test_a_jpeg_without_its_end_mark_is_saved_as_it_came(
    shelf: Shelf, run_async: Run, library: Library, job: Job
) -> None:
    data = SORTS["jpeg"][:-2]
    kept = refused(run_async, PictureUnproven, keep(library, job, data, "jpeg"))
    saved = run_async(keep(library, job, data, "jpeg", replace(job.pictures[0], damaged=kept)))
    assert originals_in(shelf.root) == {f"{NAME}.jpg": data}
    assert (saved.shown, saved.width, saved.fault) == (True, 120, None)
    assert run_async(library.thumbnail(saved.id, 256))


@pytest.mark.parametrize("sort", SORTS)
def test_every_kind_that_is_shown_is_saved_with_its_ending(
    shelf: Shelf, run_async: Run, library: Library, job: Job, sort: str
) -> None:
    kind = sort.partition(",")[0]
    saved = run_async(keep(library, job, SORTS[sort], kind))
    ending = "jpg" if kind == "jpeg" else kind
    assert originals_in(shelf.root) == {f"{NAME}.{ending}": SORTS[sort]}
    assert (saved.shown, saved.width, saved.format) == (True, 120, kind)


@pytest.mark.parametrize("step", ["publish", "fsync_folder", "commit"])
def test_a_disk_that_refuses_the_damaged_bytes(shelf: Shelf, run_async: Run, step: str) -> None:
    """It is the disk that is said to be at fault, and nothing is lost: the next try keeps them."""
    disk, job, data = FailingDisk(), make_job(), image_bytes()[:-30]
    library = shelf.open(disk=disk)
    run_async(library.add_jobs([job]))
    part = run_async(library.part_path(job.pictures[0]))
    part.write_bytes(data)
    disk.when, disk.fail = step, refusing(errno.EIO)
    with pytest.raises(StorageError):
        run_async(library.keep(job, job.pictures[0], part, sha(data), "png"))
    disk.when = None
    assert data in {part.read_bytes() if part.exists() else b"", *originals_in(shelf.root).values()}
    refused(run_async, PictureDamaged, keep(library, job, data))
    assert data in originals_in(shelf.root).values() and stored(library).state is PictureState.WAITING


def test_a_damaged_file_that_the_user_took_away(shelf: Shelf, run_async: Run, library: Library, job: Job) -> None:
    kept = refused(run_async, PictureDamaged, keep(library, job, image_bytes()[:-30]))
    Path(kept or "").unlink()
    picture = replace(job.pictures[0], damaged=kept)
    again = refused(run_async, PictureDamaged, keep(library, job, image_bytes()[:-30], picture=picture))
    assert Path(again or "").is_file()
    saved = run_async(keep(library, job, encoded("PNG"), picture=picture))
    assert saved.state is PictureState.SAVED

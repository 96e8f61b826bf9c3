"""save_copy(): the original's bytes somewhere else, whole, and never over a file by accident."""

from __future__ import annotations

import errno
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import (
    DiskFull,
    FolderMissing,
    NameTaken,
    OriginalChanged,
    OriginalMissing,
)
from jimeng_desktop.core.job import Picture
from jimeng_desktop.library.library import Library
from tests.library.conftest import Shelf
from tests.library.making import FailingDisk, image_bytes, keep, make_job, refusing

Run = Callable[[Coroutine[Any, Any, Any]], Any]
DATA = image_bytes(size=(900, 700))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "Client"
    folder.mkdir()
    return folder


async def saved_in(library: Library) -> Picture:
    """One kept picture."""
    job = make_job()
    await library.add_jobs([job])
    return await keep(library, job, DATA)


def test_a_copy_has_the_bytes(shelf: Shelf, run_async: Run, desk: Path) -> None:
    library = shelf.open()
    picture = run_async(saved_in(library))
    assert run_async(library.save_copy(picture, desk / "fox.png")) == desk / "fox.png"
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == {"fox.png": DATA}


def test_a_taken_name(shelf: Shelf, run_async: Run, desk: Path) -> None:
    library = shelf.open()
    picture = run_async(saved_in(library))
    (desk / "fox.png").write_bytes(b"mine")
    with pytest.raises(NameTaken):
        run_async(library.save_copy(picture, desk / "fox.png"))
    assert (desk / "fox.png").read_bytes() == b"mine"
    run_async(library.save_copy(picture, desk / "fox.png", overwrite=True))
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == {"fox.png": DATA}


def test_a_name_taken_in_the_last_moment(shelf: Shelf, run_async: Run, desk: Path) -> None:
    disk = FailingDisk()
    library = shelf.open(disk=disk)
    picture = run_async(saved_in(library))
    disk.when = "publish"

    def intrude() -> None:
        (desk / "fox.png").write_bytes(b"quicker")

    disk.fail = intrude
    with pytest.raises(NameTaken):
        run_async(library.save_copy(picture, desk / "fox.png"))
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == {"fox.png": b"quicker"}


def test_an_original_that_is_gone(shelf: Shelf, run_async: Run, desk: Path) -> None:
    library = shelf.open()
    picture = run_async(saved_in(library))
    assert picture.path is not None
    Path(picture.path).unlink()
    with pytest.raises(OriginalMissing) as caught:
        run_async(library.save_copy(picture, desk / "fox.png"))
    assert caught.value.detail == Path(picture.path).name
    with pytest.raises(OriginalMissing):
        run_async(library.save_copy(make_job().pictures[0], desk / "fox.png"))
    assert list(desk.iterdir()) == []


def test_an_original_that_was_changed(shelf: Shelf, run_async: Run, desk: Path) -> None:
    library = shelf.open()
    picture = run_async(saved_in(library))
    assert picture.path is not None
    Path(picture.path).write_bytes(image_bytes(seed=5))
    (desk / "fox.png").write_bytes(b"mine")
    with pytest.raises(OriginalChanged):
        run_async(library.save_copy(picture, desk / "fox.png", overwrite=True))
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == {"fox.png": b"mine"}


def test_no_folder_to_copy_to(shelf: Shelf, run_async: Run, desk: Path) -> None:
    library = shelf.open()
    picture = run_async(saved_in(library))
    with pytest.raises(FolderMissing):
        run_async(library.save_copy(picture, desk / "gone" / "fox.png"))


@pytest.mark.parametrize(
    ("step", "overwrite"),
    [*((step, overwrite) for step in ("create", "write", "fsync") for overwrite in (False, True)),
     ("publish", False), ("replace", True)],
)  # fmt: skip
def test_a_disk_that_fails(shelf: Shelf, run_async: Run, desk: Path, step: str, overwrite: bool) -> None:
    disk = FailingDisk()
    library = shelf.open(disk=disk)
    picture = run_async(saved_in(library))
    if overwrite:
        (desk / "fox.png").write_bytes(b"mine")
    disk.when, disk.fail = step, refusing(errno.ENOSPC)
    with pytest.raises(DiskFull):
        run_async(library.save_copy(picture, desk / "fox.png", overwrite=overwrite))
    assert {path.name: path.read_bytes() for path in desk.iterdir()} == ({"fox.png": b"mine"} if overwrite else {})


def test_a_name_too_long(shelf: Shelf, run_async: Run, desk: Path) -> None:
    library = shelf.open()
    picture = run_async(saved_in(library))
    copy = run_async(library.save_copy(picture, desk / ("x" * 300 + ".png")))
    assert list(desk.iterdir()) == [copy] and copy.suffix == ".png" and copy.read_bytes() == DATA


def test_whoever_holds_a_picture_without_its_hash_hears_of_a_changed_original_too(
    shelf: Shelf, run_async: Run, desk: Path
) -> None:
    library = shelf.open()
    picture = run_async(saved_in(library))
    (page,) = run_async(library.jobs(light=True))
    assert library.first_jobs(1, light=True) == [page]
    (held,) = page.pictures
    assert held == picture.light and not held.url and held.sha256 is None
    assert run_async(library.save_copy(held, desk / "fox.png")) == desk / "fox.png"
    Path(held.path or "").write_bytes(b"another")
    with pytest.raises(OriginalChanged):
        run_async(library.save_copy(held, desk / "fox 2.png"))
    (whole,) = run_async(library.jobs())
    assert whole.pictures == (picture,) and picture.url and picture.sha256, "they leave no database"

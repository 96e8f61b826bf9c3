"""check_room(): the look at the disk before anything is paid."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import (
    DiskFull,
    FolderMissing,
    FolderReadOnly,
    StorageError,
)
from jimeng_desktop.library.files import Disk
from jimeng_desktop.library.originals import RESERVE
from tests.library.conftest import Shelf
from tests.library.making import FailingDisk, full_job, make_job, refusing

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def test_room_enough(shelf: Shelf, run_async: Run) -> None:
    disk = FailingDisk()
    run_async(shelf.open(disk=disk).check_room(make_job(pictures=4), 2048 * 2048))
    assert disk.seen.count("fsync") == 1
    assert list((shelf.root / ".parts").iterdir()) == []


def test_room_not_enough(shelf: Shelf, run_async: Run) -> None:
    class Tight(Disk):
        def free(self, path: Path) -> int:
            return RESERVE + 3 * 1_000_000

    library = shelf.open(disk=Tight())
    run_async(library.check_room(make_job(), 1_000_000))
    with pytest.raises(DiskFull):
        run_async(library.check_room(make_job(), 1_000_001))


@pytest.mark.parametrize("step", ["create", "write", "fsync"])
@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, FolderReadOnly),
        (errno.EROFS, FolderReadOnly),
        (errno.EIO, StorageError),
        (errno.ENAMETOOLONG, StorageError),
    ],
)
def test_room_refused(shelf: Shelf, run_async: Run, step: str, code: int, kind: type[StorageError]) -> None:
    disk = FailingDisk()
    library = shelf.open(disk=disk)
    disk.when, disk.fail = step, refusing(code)
    with pytest.raises(StorageError) as caught:
        run_async(library.check_room(make_job(), 1))
    assert type(caught.value) is kind
    assert errno.errorcode[code] in caught.value.detail
    assert list((shelf.root / ".parts").iterdir()) == []


def test_a_first_library_makes_all_its_folders(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    shelf.root.rmdir()
    shelf.root.parent.rmdir()
    run_async(library.check_room(make_job(), 1))
    assert shelf.root.is_dir()


def test_a_drive_that_is_gone_is_not_replaced_by_a_folder(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    run_async(library.add_jobs([full_job(shelf.root)]))
    shelf.root.rmdir()
    with pytest.raises(FolderMissing):
        run_async(library.check_room(make_job(), 1))
    assert list(shelf.root.parent.iterdir()) == [], "its parent may be the empty mount point"
    shelf.root.parent.rmdir()
    with pytest.raises(FolderMissing):
        run_async(library.check_room(make_job(), 1))
    assert not shelf.root.parent.exists()


@pytest.mark.parametrize("name", ["Pictures/Jimeng", "Pictures", "Pictures/Jimeng/.parts"])
@pytest.mark.parametrize("saved", [False, True])
def test_a_file_where_a_folder_should_be(shelf: Shelf, run_async: Run, tmp_path: Path, name: str, saved: bool) -> None:
    library = shelf.open()
    if saved:
        run_async(library.add_jobs([full_job(shelf.root)]))
    shutil.rmtree(tmp_path / name, ignore_errors=True)
    (tmp_path / name).write_text("a file")
    with pytest.raises(FolderMissing) as caught:
        run_async(library.check_room(make_job(), 1))
    assert Path(name).name in caught.value.detail or (saved and caught.value.detail)
    assert (tmp_path / name).read_text() == "a file"

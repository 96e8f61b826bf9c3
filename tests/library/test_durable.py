"""What the library has answered for is on the disk itself: the system is asked, in the right order, for each file."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Coroutine
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.job import Picture
from jimeng_desktop.library import schema
from jimeng_desktop.library.files import Disk, probe
from jimeng_desktop.library.library import INDEX, Library
from tests.flushes import Flushes
from tests.library.conftest import Shelf
from tests.library.making import image_bytes, keep, make_job, sha

Run = Callable[[Coroutine[Any, Any, Any]], Any]
DATA = image_bytes()


async def kept(library: Library) -> Picture:
    """One picture, from its job to its name."""
    job = make_job()
    await library.add_jobs([job])
    return await keep(library, job, DATA)


@pytest.mark.parametrize("links", [True, False])
def test_a_kept_picture_is_on_the_disk_before_it_is_recorded(
    shelf: Shelf, run_async: Run, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr("os.link", _no_links)
    flushes = Flushes(monkeypatch)
    path = Path(run_async(kept(shelf.open())).path or "")
    flushes.check_file(path)
    for folder in (path.parent, path.parent.parent, shelf.root / ".parts"):
        flushes.check_name(folder)
    assert flushes.steps[-1] == ("commit", None), "recorded last"


def _no_links(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_picture_that_was_named_before_a_stop_is_flushed_again(
    shelf: Shelf, run_async: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, job = shelf.open(), make_job()
    path = Path(run_async(kept(library)).path or "")
    library._index.execute("UPDATE picture SET state = 'waiting', path = NULL")
    flushes = Flushes(monkeypatch)
    run_async(library.keep(job, job.pictures[0], shelf.root / "gone.part", sha(DATA), "png"))
    flushes.check_bytes(path)
    assert flushes.folder_flushed(path.parent) and flushes.steps[-1] == ("commit", None)


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_copy_is_on_the_disk_before_it_has_its_name(
    shelf: Shelf, run_async: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, overwrite: bool
) -> None:
    library, target = shelf.open(), tmp_path / "fox.png"
    picture = run_async(kept(library))
    if overwrite:
        target.write_bytes(b"an older one")
    flushes = Flushes(monkeypatch)
    run_async(library.save_copy(picture, target, overwrite=overwrite))
    flushes.check_file(target)


def test_the_copy_before_a_migration_is_on_the_disk_before_anything_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema.open_index(tmp_path / INDEX, Disk()).close()
    flushes = Flushes(monkeypatch)
    with closing(schema.open_index(tmp_path / INDEX, Disk(), (*schema.STEPS, ()))):
        flushes.check_file(tmp_path / f"{INDEX}.before-v{len(schema.STEPS) + 1}")
    assert flushes.steps[-1] == ("commit", None)


def test_the_folder_of_the_index_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushes = Flushes(monkeypatch)
    schema.open_index(tmp_path / "new" / "data" / INDEX, Disk()).close()
    for folder in (tmp_path / "new", tmp_path / "new" / "data"):
        flushes.check_name(folder)


def test_a_mac_commits_past_the_cache_of_its_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    for durable in (True, False):
        with closing(schema.connect(tmp_path / f"{durable}.sqlite", durable=durable)) as connection:
            assert [_pragma(connection, name) for name in ("fullfsync", "checkpoint_fullfsync")] == [durable] * 2


def _pragma(connection: sqlite3.Connection, name: str) -> Any:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_folder_is_only_said_to_take_files_once_it_has_taken_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushes = Flushes(monkeypatch)
    probe(Disk(), tmp_path / "probe")
    assert [what[2] for kind, what in flushes.steps if kind == "flush"] == [len(b"probe")]

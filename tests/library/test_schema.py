"""The index opens whole, migrates as one, and says in words why it doesn't."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jimeng_desktop.core.errors import JimengError, LibraryDamaged, LibraryNewer, StorageError
from jimeng_desktop.core.job import ENDED, JobState, PictureState
from jimeng_desktop.library import rows
from jimeng_desktop.library.files import Disk
from jimeng_desktop.library.library import INDEX, Library
from jimeng_desktop.library.roots import Roots
from jimeng_desktop.library.schema import STEPS, open_index
from tests.library.conftest import Shelf
from tests.library.making import FailingDisk, make_job, refusing

RELEASED = sorted((Path(__file__).parent.parent / "data").glob("library-v*.sqlite"))
NEXT = ("ALTER TABLE job ADD COLUMN mood TEXT", "UPDATE job SET mood = 'calm'")


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def filled(path: Path) -> None:
    """An index of today with three jobs."""
    with closing(open_index(path, Disk())) as connection:
        rows.write_jobs(connection, [make_job(n, pictures=2) for n in (1, 2, 3)], Roots(path.parent))


def test_a_new_index_is_durable_and_at_the_newest_step(tmp_path: Path) -> None:
    with closing(open_index(tmp_path / "data" / INDEX, Disk())) as connection:
        settings = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "user_version", "busy_timeout")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "user_version": len(STEPS),
        "busy_timeout": 5000,
    }


def test_every_step_has_its_released_file() -> None:
    assert [path.stem for path in RELEASED] == [f"library-v{n}" for n in range(1, len(STEPS) + 1)]


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_released_libraries_open_and_keep_everything(released: Path, tmp_path: Path) -> None:
    shutil.copy(released, tmp_path / INDEX)
    with closing(sqlite3.connect(released)) as before:
        jobs = before.execute("SELECT id, prompt FROM job ORDER BY id DESC").fetchall()
        pictures = before.execute("SELECT count(*) FROM picture").fetchone()[0]
    library = Library.open(tmp_path, tmp_path)
    try:
        found = library.first_jobs(1000)
    finally:
        library._close()
    assert len(jobs) >= 3 and pictures >= 4
    assert [(job.id, job.recipe.prompt) for job in found] == jobs
    assert sum(len(job.pictures) for job in found) == pictures
    assert {job.state for job in found} >= {JobState.DONE, JobState.FAILED, JobState.WAITING}
    assert {picture.state for job in found for picture in job.pictures} >= {PictureState.SAVED, PictureState.WAITING}


def test_a_migration_copies_first_and_keeps_the_rows(tmp_path: Path) -> None:
    path = tmp_path / INDEX
    filled(path)
    with closing(open_index(path, Disk(), (*STEPS, NEXT))) as connection:
        assert connection.execute("SELECT id, mood FROM job").fetchall() == [(1, "calm"), (2, "calm"), (3, "calm")]
    assert version_of(path) == len(STEPS) + 1
    copy = tmp_path / f"{INDEX}.before-v{len(STEPS) + 1}"
    assert version_of(copy) == len(STEPS)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM picture").fetchone() == (6,)
    assert sorted(path.name for path in tmp_path.iterdir()) == [INDEX, copy.name]


def test_the_copy_has_what_still_stood_in_the_log(tmp_path: Path) -> None:
    path = tmp_path / INDEX
    with closing(open_index(path, Disk())) as writing:
        rows.write_jobs(writing, [make_job(9)], Roots(tmp_path))
        assert path.with_name(INDEX + "-wal").stat().st_size > 0
        open_index(path, Disk(), (*STEPS, NEXT)).close()
    with closing(sqlite3.connect(f"{path}.before-v{len(STEPS) + 1}")) as copy:
        assert copy.execute("SELECT id FROM job").fetchall() == [(9,)]


def test_a_failed_migration_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / INDEX
    filled(path)
    with pytest.raises(StorageError):
        open_index(path, Disk(), (*STEPS, NEXT, ("DROP TABLE receipt", "SELECT * FROM nowhere")))
    assert version_of(path) == len(STEPS)
    with closing(open_index(path, Disk())) as connection:
        assert "mood" not in {row[1] for row in connection.execute("PRAGMA table_info(job)")}
        assert connection.execute("SELECT count(*) FROM job").fetchone() == (3,)


@pytest.mark.parametrize("step", ["commit", "fsync", "replace"])
def test_a_disk_that_fails_during_a_migration_changes_nothing(tmp_path: Path, step: str) -> None:
    path = tmp_path / INDEX
    filled(path)
    disk = FailingDisk()
    disk.when = step
    disk.fail = refusing(errno.ENOSPC)
    with pytest.raises(JimengError) as caught:
        open_index(path, disk, (*STEPS, NEXT))
    assert caught.value.code == "disk_full"
    assert version_of(path) == len(STEPS)


def test_a_newer_index_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / INDEX
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 5}")
    before = path.read_bytes()
    with pytest.raises(LibraryNewer) as caught:
        Library.open(tmp_path, tmp_path)
    assert str(len(STEPS) + 5) in caught.value.detail
    assert path.read_bytes() == before


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / INDEX).write_bytes(b"not a database at all" * 1000)
    with pytest.raises(LibraryDamaged):
        Library.open(tmp_path, tmp_path)


@pytest.mark.parametrize("keep", [50, 4096, 20000])
def test_an_index_cut_short(tmp_path: Path, keep: int) -> None:
    path = tmp_path / INDEX
    filled(path)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(LibraryDamaged):
        Library.open(tmp_path, tmp_path)


def test_an_empty_file_is_a_new_library(tmp_path: Path) -> None:
    (tmp_path / INDEX).touch()
    open_index(tmp_path / INDEX, Disk()).close()
    assert version_of(tmp_path / INDEX) == len(STEPS)


def test_somebody_elses_database(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / INDEX)) as connection:
        connection.execute("CREATE TABLE cookies (name TEXT)")
    with pytest.raises(LibraryDamaged):
        Library.open(tmp_path, tmp_path)


def test_a_lost_table(tmp_path: Path) -> None:
    filled(tmp_path / INDEX)
    with closing(sqlite3.connect(tmp_path / INDEX)) as connection:
        connection.execute("DROP TABLE receipt")
    with pytest.raises(LibraryDamaged) as caught:
        Library.open(tmp_path, tmp_path)
    assert "receipt" in caught.value.detail


def test_damage_deep_inside_is_said_when_it_is_met(shelf: Shelf) -> None:
    library = shelf.open()
    library._write(tuple(make_job(n, pictures=4) for n in range(1, 200)))
    shelf.close_all()
    path = shelf.data / INDEX
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'picture'").fetchone()[0]
    data[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(data)
    with pytest.raises(LibraryDamaged):
        shelf.open().first_jobs(60)


def test_a_data_folder_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StorageError):
        Library.open(tmp_path / "data", tmp_path)


def test_the_partial_index_knows_exactly_the_ended_states(tmp_path: Path) -> None:
    listed = {word for word in rows.UNENDED.split("'") if word.isalpha()}
    assert listed == {str(state) for state in ENDED}
    with closing(open_index(tmp_path / INDEX, Disk())) as connection:

        def plan(statement: str) -> str:
            return " ".join(row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + statement))

        assert "job_unended" in plan(f"SELECT * FROM job WHERE {rows.UNENDED} ORDER BY id")
        assert "picture_unsaved" in plan(f"SELECT id FROM picture WHERE {rows.UNSAVED}")
        assert "SCAN" not in plan("SELECT * FROM picture WHERE job_id IN (SELECT id FROM job WHERE id < 9 LIMIT 5)")

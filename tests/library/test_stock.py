"""Another library folder loses no picture: it is found where it was saved, or where its folder has gone."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.library.library import Library
from jimeng_desktop.library.stock import Stock
from tests.library.conftest import Shelf
from tests.library.making import image_bytes, make_job, originals_in, sha

Run = Callable[[Coroutine[Any, Any, Any]], Any]


async def keep(library: Library, id: int, prompt: str = "fox", seed: int | None = None) -> Job:
    """A job of two pictures, saved."""
    job = make_job(id, pictures=2, recipe=Recipe("jimeng-4.5", prompt))
    await library.add_jobs([job])
    for picture in job.pictures:
        part, data = await library.part_path(picture), image_bytes(seed=(seed or id) * 10 + picture.position)
        part.write_bytes(data)
        job = job.with_picture(await library.keep(job, picture, part, sha(data), "png"))
    job = replace(job, state=JobState.DONE)
    await library.save_job(job)
    return job


def bytes_of(job: Job) -> list[bytes]:
    return [Path(picture.path or "").read_bytes() for picture in job.pictures]


def below(job: Job, folder: Path) -> bool:
    return all(Path(picture.path or "").is_relative_to(folder) for picture in job.pictures)


def reopened(shelf: Shelf, root: Path) -> Library:
    """The next start, with another folder for the originals."""
    shelf.close_all()
    shelf.root = root
    return shelf.open()


def test_pictures_of_the_folder_before_are_used_where_they_lie(shelf: Shelf, run_async: Run, tmp_path: Path) -> None:
    before = shelf.root
    old = run_async(keep(shelf.open(), 1))
    library = reopened(shelf, tmp_path / "new")
    new = run_async(keep(library, 2))
    assert below(new, tmp_path / "new")
    found_new, found_old = library.first_jobs(9)
    assert (found_old, found_new) == (old, new) and below(found_old, before)
    assert bytes_of(found_old) == [image_bytes(seed=10), image_bytes(seed=11)]
    assert run_async(library.stock.take()) == Stock()
    copy = run_async(library.save_copy(found_old.pictures[0], tmp_path / "copy.png"))
    assert copy.read_bytes() == image_bytes(seed=10)
    assert run_async(library.thumbnail(found_old.pictures[0].id, 256))
    assert not list(before.parent.glob("*/.parts/*.part"))


def test_a_thumbnail_is_made_again_from_the_folder_before(shelf: Shelf, run_async: Run, tmp_path: Path) -> None:
    job = run_async(keep(shelf.open(thumbs=tmp_path / "cache"), 1))
    shelf.close_all()
    shutil.rmtree(tmp_path / "cache")
    library = reopened(shelf, tmp_path / "new")
    assert run_async(library.thumbnail(job.pictures[0].id, 256))


def test_two_pictures_of_one_name_in_two_folders_stay_two(shelf: Shelf, run_async: Run, tmp_path: Path) -> None:
    old = run_async(keep(shelf.open(), 1))
    library = reopened(shelf, tmp_path / "new")
    new = run_async(keep(library, 2))
    names = [[Path(picture.path or "").name for picture in job.pictures] for job in (old, new)]
    assert names[0] == names[1]
    run_async(library.save_job(old))
    library = reopened(shelf, tmp_path / "new")
    assert [bytes_of(job) for job in library.first_jobs(9)] == [bytes_of(new), bytes_of(old)]


def test_a_keep_that_was_stopped_goes_on_beside_a_name_of_the_folder_before(
    shelf: Shelf, run_async: Run, tmp_path: Path
) -> None:
    run_async(keep(shelf.open(), 1))
    library = reopened(shelf, tmp_path / "new")
    job = run_async(keep(library, 2))
    before = originals_in(shelf.root)
    library._index.execute("UPDATE picture SET state = 'waiting', path = NULL WHERE job_id = 2")
    for picture in job.pictures:
        gone = shelf.root / ".parts" / "gone"
        run_async(library.keep(job, picture, gone, picture.sha256 or "", "png"))
    assert originals_in(shelf.root) == before


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_pictures_that_went_with_their_folder_are_found(
    shelf: Shelf, run_async: Run, tmp_path: Path, form: Any
) -> None:
    """Also where the other system writes accents its own way, as an old Mac does."""
    before, after = shelf.root, tmp_path / "new"
    run_async(keep(shelf.open(), 1, "renard à Genève"))
    shelf.close_all()
    shutil.move(before, after)
    for path in list(after.rglob("*.png")):
        path.rename(path.with_name(unicodedata.normalize(form, path.name)))
    library = reopened(shelf, after)
    (job,) = library.first_jobs(1)
    assert form == "NFD" or below(job, after), "seen at once where it is all the same"
    run_async(library.stock.take())
    (job,) = library.first_jobs(1)
    assert below(job, after) and bytes_of(job) == [image_bytes(seed=10), image_bytes(seed=11)]
    assert run_async(library.stock.take()) == Stock(0)


def test_what_has_come_in_part_is_found_in_both_folders(shelf: Shelf, run_async: Run, tmp_path: Path) -> None:
    before, after, library = shelf.root, tmp_path / "new", shelf.open()
    for id in (1, 2, 3):
        run_async(keep(library, id, f"fox {id}"))
    shelf.close_all()
    shutil.copytree(before, after)
    for stays, folder in (("fox 1", after), ("fox 2", before), ("fox 3", before)):
        for path in folder.rglob(f"*{stays}*"):
            path.unlink()
    library = reopened(shelf, after)
    run_async(library.stock.take())
    assert [below(job, after) for job in library.first_jobs(3)] == [True, True, False]
    assert all(bytes_of(job) for job in library.first_jobs(3)) and library.stock.known == 0


def test_another_picture_in_its_place_is_not_taken_for_it(shelf: Shelf, run_async: Run, tmp_path: Path) -> None:
    before = shelf.root
    library = shelf.open()
    run_async(keep(library, 1))
    owl = Path(run_async(keep(library, 3, "owl")).pictures[0].path or "").relative_to(before)
    library = reopened(shelf, tmp_path / "new")
    run_async(keep(library, 2, seed=1))  # the same names, and even the same bytes
    (tmp_path / "new" / owl).write_bytes(b"somebody's own")
    shutil.rmtree(before)
    assert run_async(library.stock.take()) == Stock(4)


def test_what_is_missing_is_counted_and_known_at_the_next_start(shelf: Shelf, run_async: Run, tmp_path: Path) -> None:
    library = shelf.open()
    run_async(keep(library, 1))
    job = run_async(keep(library, 2, "owl"))
    assert run_async(library.stock.take()) == Stock(0) and library.stock.known == 0
    away = Path(job.pictures[0].path or "")
    away.rename(tmp_path / "away.png")
    assert run_async(library.stock.take()) == Stock(1)
    shelf.close_all()
    library = shelf.open()
    assert library.stock.known == 1
    (tmp_path / "away.png").rename(away)
    assert run_async(library.stock.take()) == Stock(0)


@pytest.mark.parametrize("which", [".", "..", "2026", "2026/*"], ids=["itself", "above", "a year", "a day"])
def test_locating_finds_and_remembers(shelf: Shelf, run_async: Run, tmp_path: Path, which: str) -> None:
    before, moved = shelf.root, tmp_path / "Archive" / "Jimeng"
    job = run_async(keep(shelf.open(), 1))
    moved.parent.mkdir()
    library = reopened(shelf, tmp_path / "new")
    shutil.move(before, moved)
    assert run_async(library.stock.take()) == Stock(2)
    shown = Path(os.path.normpath(next(moved.glob(which)) if "*" in which else moved / which))
    assert run_async(library.stock.locate(shown)) == Stock(0, (1,))
    library = reopened(shelf, tmp_path / "new")
    (found,) = library.first_jobs(1)
    assert below(found, moved) and [p.sha256 for p in found.pictures] == [p.sha256 for p in job.pictures]
    assert library.stock.known == 0 and originals_in(tmp_path / "new") == {}


def test_a_folder_that_has_other_pictures_is_not_believed(shelf: Shelf, run_async: Run, tmp_path: Path) -> None:
    """The same names and sizes, not the same bytes."""
    before, other = shelf.root, tmp_path / "other"
    library = shelf.open()
    run_async(keep(library, 1))
    shutil.copytree(before, other)
    for path in other.rglob("*.png"):
        path.write_bytes(b"\0" * path.stat().st_size)
    shutil.rmtree(before / "2026")
    assert run_async(library.stock.locate(other)) is None
    assert run_async(library.stock.locate(tmp_path / "nowhere")) is None
    assert run_async(library.stock.take()) == Stock(2)


def test_a_library_that_closes_keeps_to_its_last_count(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    run_async(keep(library, 1))
    shutil.rmtree(shelf.root)
    assert run_async(library.stock.take()) == Stock(2)
    library.stock.end()
    assert run_async(library.stock.take()) == Stock(2) and library.stock.known == 2

"""Folders whose file system takes only short names: the library, copies and exports keep to it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.export.formats import format_of
from jimeng_desktop.export.naming import Shot, copy_names
from jimeng_desktop.export.writing import Manner, write_copy
from jimeng_desktop.files import disk
from tests.faults.poor import SHORTEST, PoorFiles
from tests.library.conftest import Shelf
from tests.library.making import image_bytes, make_job, originals_in, sha
from tests.library.test_copies import saved_in
from tests.runner.world import recipe

Run = Callable[[Coroutine[Any, Any, Any]], Any]
CHINESE = "雪中的红狐，晨光里层叠的山峦，远处一座古老的灯塔，守塔人擦亮巨大的透镜，风暴正从海上来，" * 3


@pytest.mark.parametrize("most", [120, 64, 41])
def test_the_names_of_folders_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shelf: Shelf, run_async: Run, most: int
) -> None:
    PoorFiles(shelf.root, monkeypatch).short_names(most)
    library, data = shelf.open(template="{prompt}/{prompt} {n}"), image_bytes()
    job = make_job(recipe=recipe(CHINESE))
    run_async(library.add_jobs([job]))
    run_async(library.check_room(job, 1))
    part = run_async(library.part_path(job.pictures[0]))
    part.write_bytes(data)
    saved = run_async(library.keep(job, job.pictures[0], part, sha(data), "png"))
    assert Path(saved.path or "").read_bytes() == data and Path(saved.path or "").stem.endswith("1")


def test_nothing_of_the_rehearsal_stays(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    run_async(library.check_room(make_job(), 1))
    (day,) = (folder for folder in shelf.root.glob("*/*") if folder.is_dir())
    (day / f"{disk.TRIAL} of a run that was ended").write_bytes(b"probe")
    (day / "mine.png").write_bytes(b"mine")
    run_async(library.check_room(make_job(), 1))
    assert originals_in(shelf.root) == {f"{day.relative_to(shelf.root).as_posix()}/mine.png": b"mine"}
    assert list((shelf.root / ".parts").iterdir()) == []


def test_a_keep_that_was_stopped_goes_on_where_names_are_shorter_now(
    shelf: Shelf, run_async: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named by a short name and not recorded: what came is found under it, and not made a second time."""
    data, job = image_bytes(), make_job(recipe=recipe(CHINESE))
    with monkeypatch.context() as patch:
        PoorFiles(shelf.root, patch).short_names()
        library = shelf.open()
        run_async(library.add_jobs([job]))
        part = run_async(library.part_path(job.pictures[0]))
        part.write_bytes(data)
        picture = run_async(library.keep(job, job.pictures[0], part, sha(data), "png"))
        library._index.execute("UPDATE picture SET state = 'waiting', path = NULL")
        shelf.close_all()
        again = run_async(shelf.open().keep(job, job.pictures[0], part, sha(data), "png"))
    assert again.path == picture.path and list(originals_in(shelf.root).values()) == [data]


def test_a_copy_where_names_are_shorter(
    shelf: Shelf, run_async: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, folder = run_async(saved_in(library := shelf.open())), tmp_path / "stick"
    folder.mkdir()
    PoorFiles(folder, monkeypatch).short_names()
    copies = [run_async(library.save_copy(picture, folder / f"{CHINESE[:80]} {n}.png")) for n in (1, 2)]
    assert [path.name[-6:] for path in copies] == [" 1.png", " 2.png"]
    assert sorted(folder.iterdir()) == sorted(copies) and all(len(path.name.encode()) <= SHORTEST for path in copies)


def test_an_export_where_names_are_shorter(
    shelf: Shelf, run_async: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Prompts that begin alike are not taken for one, also where taken names are left out."""
    source, folder = Path(run_async(saved_in(shelf.open())).path or ""), tmp_path / "stick"
    folder.mkdir()
    jobs = [make_job(at, recipe=recipe(CHINESE[:46] + end)) for at, end in enumerate(("甲", "乙"), 1)]
    PoorFiles(folder, monkeypatch).short_names()
    names = copy_names([Shot(job, job.pictures[0]) for job in jobs], "{prompt}", format_of("png"), folder)
    written = [write_copy(source, folder, name.candidates(False), Manner(format_of("png"))) for name in names]
    assert (
        len(set(written)) == 2
        and None not in written
        and sorted(folder.iterdir()) == sorted(map(Path, map(str, written)))
    )

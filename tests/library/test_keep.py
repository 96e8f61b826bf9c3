"""keep(): a received file becomes an original, once, whole, whatever happens on the way."""

from __future__ import annotations

import asyncio
import errno
import io
import os
import threading
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from jimeng_desktop.core.errors import (
    DownloadError,
    FolderMissing,
    PictureDamaged,
    StorageError,
)
from jimeng_desktop.core.job import Picture, PictureState
from jimeng_desktop.library.files import Disk
from tests.library.conftest import Shelf
from tests.library.making import NAME, FailingDisk, image_bytes, keep, make_job, originals_in, receive, sha

pytestmark = pytest.mark.zone("UTC")  # names tell the local time
Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.mark.parametrize(
    ("kind", "format", "ending"), [("PNG", "png", "png"), ("JPEG", "jpeg", "jpg"), ("WEBP", "webp", "webp")]
)
def test_kept_to_the_byte_and_recorded(shelf: Shelf, run_async: Run, kind: str, format: str, ending: str) -> None:
    library, job, data = shelf.open(), make_job(), image_bytes(kind, (640, 400))

    async def scene() -> Picture:
        await library.add_jobs([job])
        saved = await keep(library, job, data, format=format)
        small = await library.thumbnail(saved.id, 256)
        assert small and Image.open(io.BytesIO(small)).size == (256, 160)
        return saved

    saved = run_async(scene())
    assert library.decodes == 1
    name = NAME.removesuffix("png") + ending
    assert originals_in(shelf.root) == {name: data}
    assert (saved.state, saved.path, saved.format) == (PictureState.SAVED, str(shelf.root / name), format)
    assert (saved.width, saved.height, saved.size, saved.sha256) == (640, 400, len(data), sha(data))
    assert saved.saved_at is not None and saved.url == job.pictures[0].url
    assert list((shelf.root / ".parts").iterdir()) == []
    shelf.close_all()
    assert shelf.open().first_jobs(1)[0].pictures == (saved,)


def test_the_ending_follows_the_bytes_not_the_announcement(shelf: Shelf, run_async: Run) -> None:
    library, job = shelf.open(), make_job()
    run_async(library.add_jobs([job]))
    saved = run_async(keep(library, job, image_bytes("WEBP"), format="png"))
    assert saved.format == "webp" and saved.path is not None and saved.path.endswith(".webp")


def test_one_decode_for_check_and_thumbnails(shelf: Shelf, run_async: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import ImageFile

    loads = []
    real = ImageFile.ImageFile.load

    def load(image: Any) -> Any:
        if image.tile:
            loads.append(image.size)
        return real(image)

    monkeypatch.setattr(ImageFile.ImageFile, "load", load)
    library, job = shelf.open(), make_job()

    async def scene() -> None:
        await library.add_jobs([job])
        saved = await keep(library, job, image_bytes("JPEG", (2560, 1440)), format="jpeg")
        for size in (256, 512):
            assert await library.thumbnail(saved.id, size)

    run_async(scene())
    assert loads == [(2560, 1440)]  # full size: no draft
    assert library.decodes == 1


def test_four_at_once_beside_one_another(shelf: Shelf, run_async: Run) -> None:
    library, job = shelf.open(template="{date}/{prompt}"), make_job(pictures=4)
    pictures = [image_bytes(seed=seed) for seed in (1, 2, 2, 3)]  # two are the same to the byte

    async def scene() -> list[Picture]:
        await library.add_jobs([job])
        return await asyncio.gather(*(keep(library, job, data, n) for n, data in enumerate(pictures)))

    saved = run_async(scene())
    assert len({picture.path for picture in saved}) == 4
    assert [Path(picture.path).read_bytes() for picture in saved] == pictures
    assert set(originals_in(shelf.root)) == {
        "2026-11-22/a red fox in snow.png",
        *(f"2026-11-22/a red fox in snow ({n}).png" for n in (2, 3, 4)),
    }


def test_never_over_another_file_nor_one_that_differs_in_case(shelf: Shelf, run_async: Run) -> None:
    library, job = shelf.open(), make_job()
    mine = shelf.root / NAME.replace("red", "RED")
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    run_async(library.add_jobs([job]))
    saved = run_async(keep(library, job, image_bytes()))
    assert saved.path == str(shelf.root / NAME.replace(" 1.png", " 1 (2).png"))
    assert mine.read_bytes() == b"mine"


def test_a_foreign_file_that_comes_between_is_not_overwritten(shelf: Shelf, run_async: Run) -> None:
    disk = FailingDisk()
    library, job = shelf.open(disk=disk), make_job()
    run_async(library.add_jobs([job]))
    disk.when = "publish"

    def intrude() -> None:
        (shelf.root / NAME).write_bytes(b"quicker")
        disk.when = None

    disk.fail = intrude
    saved = run_async(keep(library, job, image_bytes()))
    assert saved.path is not None and saved.path.endswith(" 1 (2).png")
    assert (shelf.root / NAME).read_bytes() == b"quicker"


def test_without_hard_links(shelf: Shelf, run_async: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    library, data = shelf.open(template="{prompt}"), image_bytes()
    job = make_job(pictures=2)
    run_async(library.add_jobs([job]))
    run_async(keep(library, job, data, 0))
    run_async(keep(library, job, data, 1))
    assert originals_in(shelf.root) == {"a red fox in snow.png": data, "a red fox in snow (2).png": data}


def test_another_pictures_file_is_not_adopted(shelf: Shelf, run_async: Run) -> None:
    library, data = shelf.open(template="{prompt}"), image_bytes()
    first, second = make_job(1), make_job(2)
    run_async(library.add_jobs([first, second]))
    assert run_async(keep(library, first, data)).path != run_async(keep(library, second, data)).path


@pytest.mark.parametrize("received", [True, False])
def test_another_file_of_the_same_size_under_its_name_is_not_adopted(
    shelf: Shelf, run_async: Run, received: bool
) -> None:
    library, job, data, mine = shelf.open(), make_job(), image_bytes(seed=1), image_bytes(seed=2)
    mine = mine[: len(data)].ljust(len(data))
    (shelf.root / NAME).parent.mkdir(parents=True)
    (shelf.root / NAME).write_bytes(mine)
    run_async(library.add_jobs([job]))
    if received:
        saved = run_async(keep(library, job, data))
        assert saved.path == str(shelf.root / NAME.replace(" 1.png", " 1 (2).png"))
    else:
        with pytest.raises(DownloadError):  # it has to come again
            run_async(library.keep(job, job.pictures[0], shelf.root / "gone.part", sha(data), "png"))
    assert (shelf.root / NAME).read_bytes() == mine and run_async(library.job(1)).saved == received


def test_kept_twice_is_one_file(shelf: Shelf, run_async: Run) -> None:
    library, job, data = shelf.open(), make_job(), image_bytes()
    run_async(library.add_jobs([job]))
    run_async(keep(library, job, data))
    run_async(keep(library, job, data))
    assert originals_in(shelf.root) == {NAME: data}


def test_bytes_that_are_not_those_received(shelf: Shelf, run_async: Run) -> None:
    library, job = shelf.open(), make_job()
    run_async(library.add_jobs([job]))
    part = run_async(receive(library, job.pictures[0], image_bytes(seed=1)))
    with pytest.raises(PictureDamaged):
        run_async(library.keep(job, job.pictures[0], part, sha(image_bytes(seed=2)), "png"))
    assert originals_in(shelf.root) == {} and not part.exists()


def test_the_folder_goes_away(shelf: Shelf, run_async: Run) -> None:
    library, job, data = shelf.open(), make_job(), image_bytes()
    run_async(library.add_jobs([job]))
    part = run_async(receive(library, job.pictures[0], data))
    shelf.root.rename(shelf.root.with_name("unplugged"))
    with pytest.raises(FolderMissing):
        run_async(library.keep(job, job.pictures[0], part, sha(data), "png"))
    assert not shelf.root.exists()
    shelf.root.with_name("unplugged").rename(shelf.root)
    run_async(library.keep(job, job.pictures[0], part, sha(data), "png"))
    assert originals_in(shelf.root) == {NAME: data}


@pytest.mark.parametrize("step", ["fsync", "publish"])
def test_a_cancelled_keep_comes_to_its_end_and_closing_waits_for_it(shelf: Shelf, run_async: Run, step: str) -> None:
    disk = FailingDisk()
    library, job, data = shelf.open(disk=disk), make_job(), image_bytes()
    begun, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        assert go_on.wait(10)

    async def scene() -> None:
        await library.add_jobs([job])
        disk.when, disk.fail = step, hold
        task = asyncio.get_running_loop().create_task(keep(library, job, data))
        assert await asyncio.to_thread(begun.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        asyncio.get_running_loop().call_soon(go_on.set)  # only once the closing has begun
        await library.close()

    run_async(scene())
    assert originals_in(shelf.root) == {NAME: data}
    assert shelf.open().first_jobs(1)[0].saved == 1


def test_long_paths_are_shortened(shelf: Shelf, run_async: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    library, job = shelf.open(), make_job()
    longest = len(str(shelf.root)) + 70
    monkeypatch.setattr(library, "_originals", replace(library._originals, longest_path=longest))
    job = replace(job, recipe=replace(job.recipe, prompt="snow " * 40))
    run_async(library.add_jobs([job]))
    saved = run_async(keep(library, job, image_bytes()))
    assert saved.path is not None and len(saved.path) <= longest


def test_a_commit_that_fails_does_not_lose_a_thumbnail(shelf: Shelf, run_async: Run) -> None:
    """Thumbnails can be written at any time: nobody sees one of a picture that isn't saved."""

    class Broken(Disk):
        def commit(self, end: Callable[[], object]) -> None:
            end()
            raise OSError(errno.EIO, "Input/output error")

    library, job = shelf.open(), make_job()
    run_async(library.add_jobs([job]))
    shelf.close_all()
    library = shelf.open(disk=Broken())
    with pytest.raises(StorageError):
        run_async(keep(library, job, image_bytes()))
    (stored,) = library.first_jobs(1)
    assert stored.pictures[0].state is PictureState.SAVED  # it did reach the disk: the next start shows it
    assert run_async(library.thumbnail(1000, 512)) is not None

"""Pictures on their way: each comes once, by its newest link; a disk that takes no more stops what is not sent yet."""

from __future__ import annotations

import asyncio
import errno
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.core.errors import DiskFull, DownloadError, FolderMissing, LibraryDamaged, LinkGone, StorageError
from jimeng_desktop.core.job import JobState
from jimeng_desktop.service import download
from tests.runner.world import Heard, World, bounded, recipe, running, until


@pytest.mark.parametrize(
    ("error", "tries"),
    [(DiskFull("ENOSPC"), 1), (FolderMissing("gone"), 1), (LibraryDamaged("torn"), 1), (StorageError("EBUSY"), 2)],
)
def test_where_a_picture_cannot_be_saved_nothing_more_is_sent_and_it_is_kept_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, tries: int
) -> None:
    async def play() -> None:
        world, heard, failures = World(), Heard(), 0
        world.pictures = 1
        async with running(tmp_path, world, heard) as runner:
            library = runner._desk.library
            keep = library.keep

            async def refuse(*args: Any) -> Any:
                nonlocal failures
                if runner.queue.paused:
                    return await keep(*args)
                failures += 1
                raise error

            monkeypatch.setattr(library, "keep", refuse)
            (job,) = runner.generate(recipe("x"))
            await runner.wait([job.id])
            assert runner.queue.paused == error.fault and failures == tries  # type: ignore[attr-defined]
        assert heard.last(job.id).state is JobState.DONE

    bounded(play())


def test_what_was_received_and_is_gone_from_a_full_disk_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who makes room may well empty the folder of parts."""

    async def play() -> None:
        world, heard, refused = World(), Heard(), False
        world.pictures = 1
        async with running(tmp_path, world, heard) as runner:
            library = runner._desk.library
            keep = library.keep

            async def refuse(*args: Any) -> Any:
                nonlocal refused
                if refused:
                    return await keep(*args)
                refused = True
                args[2].unlink()
                raise DiskFull("ENOSPC")

            monkeypatch.setattr(library, "keep", refuse)
            (job,) = runner.generate(recipe("x"))
            await until(lambda: heard.last(job.id).state is JobState.DONE)
        assert len(world.asked) == 2

    bounded(play())


def test_a_virus_scanner_that_holds_the_file_pauses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        world, heard, refused = World(), Heard(), 0
        world.pictures = 1

        def scanned(path: Path, mode: str, buffering: int) -> Any:
            nonlocal refused
            refused += 1
            if refused == 1:
                error = PermissionError(errno.EACCES, "The process cannot access the file")
                error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
                raise error
            return open(path, mode, buffering=buffering)

        monkeypatch.setattr(download, "open", scanned, raising=False)
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("x"))
            await runner.wait([job.id])
            assert runner.queue.paused is None and refused == 2
        assert heard.last(job.id).state is JobState.DONE

    bounded(play())


def test_asking_now_fetches_no_picture_twice_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        world, heard, go, coming = World(), Heard(), asyncio.Event(), 0
        async with running(tmp_path, world, heard) as runner:
            download = runner._desk.service.download

            async def slowly(*args: Any) -> Any:
                nonlocal coming
                coming += 1
                await go.wait()
                return await download(*args)

            monkeypatch.setattr(runner._desk.service, "download", slowly)
            (job,) = runner.generate(recipe("x"))
            await until(lambda: coming == 4)
            runner.ask_now()
            await runner._desk.library.part_path(heard.last(job.id).pictures[0])  # where a second one would begin
            go.set()
            await runner.wait([job.id])
        assert coming == 4 and heard.last(job.id).saved == 4

    bounded(play())


def test_a_link_that_was_renewed_while_a_picture_came_stays_renewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play() -> None:
        world, heard, both, go, tried = World(), Heard(), asyncio.Event(), asyncio.Event(), []
        world.pictures = 2
        async with running(tmp_path, world, heard) as runner:
            download = runner._desk.service.download

            async def broken(url: str, *args: Any) -> Any:
                tried.append(url.rsplit("/")[-1])
                if tried[-1] == "0.png?g=0":
                    await both.wait()
                    world.generation = 1
                    raise LinkGone("HTTP 404")
                if tried[-1] == "1.png?g=0":
                    both.set()
                    await go.wait()
                    raise DownloadError("cut")
                return await download(url, *args)

            monkeypatch.setattr(runner._desk.service, "download", broken)
            (job,) = runner.generate(recipe("x"))
            await until(lambda: any("g=1" in picture.url for picture in heard.last(job.id).pictures))
            go.set()
            await runner.wait([job.id])
        assert sorted(tried) == ["0.png?g=0", "0.png?g=1", "1.png?g=0", "1.png?g=1"]

    bounded(play())

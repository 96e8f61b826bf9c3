"""Thumbnails keep their bounds: bytes on disk, pixels at work, one decode a picture, nothing that nobody waits for."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from pathlib import Path

import pytest

from jimeng_desktop.core.job import JobState
from jimeng_desktop.decoding import thumbnails as decoding
from jimeng_desktop.decoding.budget import Budget
from jimeng_desktop.decoding.thumbnails import DECODERS, decode
from jimeng_desktop.library.files import Disk
from jimeng_desktop.library.threads import NICENESS, patient_threads
from jimeng_desktop.library.thumbs import BATCH, BOUND, Thumbs
from jimeng_desktop.service.demo.pictures import draw
from tests.library.conftest import Shelf
from tests.library.making import image_bytes, make_job, sha
from tests.library.test_thumbs import Run, kept
from tests.patience import LONGEST

SMALL, LARGE = bytes(10_000), bytes(40_000)


def size_of(path: Path) -> int:
    return sum(p.stat().st_size for p in path.parent.glob(path.name + "*"))


def test_the_file_does_not_outgrow_its_bound(tmp_path: Path) -> None:
    path, bound = tmp_path / "thumbs.sqlite", 20_000_000
    thumbs = Thumbs(path, Disk(), bound)
    for picture in range(2000):  # 100 MB
        thumbs.put(picture, {512: LARGE, 256: SMALL})
    assert thumbs.get([1999], 512) == {1999: LARGE} and thumbs.get([1999], 256) == {1999: SMALL}
    assert not thumbs.get([0], 512) and not thumbs.get([0], 256), "the oldest go"
    assert thumbs.get([1700], 256) == {1700: SMALL} and not thumbs.get([1700], 512), "the large ones before the small"
    thumbs.put(0, {512: LARGE, 256: SMALL})
    assert thumbs.get([0], 512) == {0: LARGE}, "what is made again is the newest, however old its picture"
    thumbs.put(2000, {512: LARGE, 256: SMALL})
    assert thumbs.get([0], 512) == {0: LARGE}
    thumbs.close()
    assert size_of(path) <= bound + BATCH * (len(LARGE) + 4096)


def test_the_bound_is_what_the_readme_says() -> None:
    readme = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
    assert f"at most {BOUND // 1024**3} GB" in readme


def test_so_many_pixels_are_at_work_and_no_more() -> None:
    budget, inside, go_on = Budget(100, 9), threading.Semaphore(0), threading.Event()
    most: list[int] = []

    def work(pixels: int) -> None:
        with budget.of(pixels):
            most.append(budget.at_work)
            inside.release()
            assert go_on.wait(10)

    threads = [threading.Thread(target=work, args=(pixels,)) for pixels in (60, 40, 30)]
    for thread in threads[:2]:
        thread.start()
    assert inside.acquire(timeout=LONGEST) and inside.acquire(timeout=LONGEST)
    threads[2].start()
    assert not inside.acquire(timeout=0.05) and budget.at_work == 100
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert max(most) == 100 and budget.at_work == 0


def test_so_many_pictures_are_at_work_and_no_more() -> None:
    budget, inside, go_on = Budget(10**9, 2), threading.Semaphore(0), threading.Event()

    def work() -> None:
        with budget.of(1):
            inside.release()
            assert go_on.wait(10)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert inside.acquire(timeout=LONGEST) and inside.acquire(timeout=LONGEST)
    assert not inside.acquire(timeout=0.05) and budget.at_work == 2
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert inside.acquire(timeout=LONGEST) and budget.at_work == 0


def test_what_has_just_come_is_not_kept_waiting_by_what_is_made_again() -> None:
    budget, go_on, order, waiting = Budget(10**9, 1), threading.Event(), list[str](), threading.Semaphore(0)

    def work(name: str, urgent: bool) -> None:
        waiting.release()
        with budget.of(1, urgent):
            order.append(name)
            if name == "first":
                assert go_on.wait(10)

    threads = [threading.Thread(target=work, args=("first", False))]
    threads[0].start()
    assert waiting.acquire(timeout=LONGEST)
    while budget.at_work < 1:
        time.sleep(0.001)
    for name, urgent in (("again", False), ("again", False), ("come", True)):
        threads.append(threading.Thread(target=work, args=(name, urgent)))
        threads[-1].start()
        assert waiting.acquire(timeout=LONGEST)
    while not budget._urgent:
        time.sleep(0.001)
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert order == ["first", "come", "again", "again"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere threads have no priority of their own")
def test_who_decodes_steps_back_and_nobody_else() -> None:
    with patient_threads(1, "patient") as executor:
        theirs = executor.submit(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id())).result()
    assert theirs == os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) + NICENESS


def test_what_is_larger_than_the_budget_works_alone() -> None:
    budget = Budget(100, 9)
    with budget.of(500):
        assert budget.at_work == 500
    with pytest.raises(KeyError), budget.of(10):
        raise KeyError
    assert budget.at_work == 0


def test_webp_counts_its_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    class Seen(Budget):
        def of(self, pixels: int, urgent: bool = True):  # type: ignore[no-untyped-def]
            seen.append(pixels)
            return super().of(pixels, urgent)

    monkeypatch.setattr(decoding, "_budget", Seen(10**9, 9))
    for format in ("PNG", "WEBP"):
        (tmp_path / format).write_bytes(image_bytes(format, (100, 50)))
        decode(tmp_path / format)
    assert seen == [5000, 20000]


def test_one_decode_serves_check_and_both_sizes(shelf: Shelf, run_async: Run) -> None:
    library = shelf.open()
    picture = run_async(kept(library, image_bytes(size=(800, 600))))
    for size in (256, 512, 256):
        assert run_async(library.thumbnail(picture.id, size))
    assert library.decodes == 1


@pytest.mark.parametrize("prompt", ["a red fox in snow", "neon alley after rain", "an old sailor, oil on canvas"])
def test_thumbnails_of_a_drawn_picture_are_small(tmp_path: Path, prompt: str) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(draw(prompt, 0, 2560, 1440))
    thumbnails = decode(path).thumbnails
    assert len(thumbnails[256]) <= 12_000 and len(thumbnails[512]) <= 50_000


def test_what_nobody_waits_for_is_not_made_again(shelf: Shelf, run_async: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    running, go_on = threading.Semaphore(0), threading.Event()

    def slow(self: Thumbs, picture_id: int, original: Path, size: int) -> bytes | None:
        begun.append(picture_id)
        running.release()
        assert go_on.wait(10)
        return b"x"

    monkeypatch.setattr(Thumbs, "make_again", slow)
    library = shelf.open()

    async def scene() -> None:
        job = make_job(5, pictures=6, state=JobState.FETCHING)
        await library.add_jobs([job])
        saved = []
        for picture in job.pictures:
            part = await library.part_path(picture)
            part.write_bytes(image_bytes(seed=picture.position))
            saved.append(await library.keep(job, picture, part, sha(part.read_bytes()), "png"))
        library._thumbs.close()
        library._thumbs.path.unlink()
        asked = [asyncio.get_running_loop().create_task(library.thumbnail(picture.id, 256)) for picture in saved]
        for _ in range(DECODERS):
            await asyncio.to_thread(running.acquire, timeout=LONGEST)
        while library._remakers._work_queue.qsize() < len(saved) - DECODERS:
            await asyncio.sleep(0.01)
        at_work = list(begun)  # two threads look into the store, so which come first is not sure
        *given_up, wanted = [number for number, picture in enumerate(saved) if picture.id not in at_work]
        others = [asked[number] for number in range(len(saved)) if number != wanted]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        go_on.set()
        assert await asked[wanted] == b"x"
        assert given_up and begun == [*at_work, saved[wanted].id]

    run_async(scene())

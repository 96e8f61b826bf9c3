"""Opening a large library, and keeping pictures. Run: .venv/bin/python tests/bench/bench_library.py [JOBS]"""

from __future__ import annotations

import asyncio
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from jimeng_desktop.core.job import Job, JobState, Picture, PictureState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.library.files import hash_of
from jimeng_desktop.library.library import Library

OPEN = """
import sys, time
sys.path.insert(0, {root!r})
import asyncio
from pathlib import Path
begun = time.perf_counter()
from jimeng_desktop.library.library import Library
imported = time.perf_counter()
library = Library.open(Path({data!r}), Path({pictures!r}))
opened = time.perf_counter()
jobs = library.first_jobs(60)
print(imported - begun, opened - imported, time.perf_counter() - opened)
library._close()
"""


def fill(folder: Path, count: int) -> None:
    """A library of `count` jobs with four saved pictures each."""
    library = Library.open(folder / "data", folder / "pictures")
    recipe = Recipe("jimeng-4.5", "a red fox in snow, early light, long shadows, 85 mm " * 4)
    jobs = []
    for number in range(1, count + 1):
        saved = {"state": PictureState.SAVED, "sha256": "0" * 64, "format": "png", "width": 2048, "height": 2048}
        pictures = tuple(
            Picture(number, n, "https://cdn.example/" + "x" * 200, path=f"{folder}/pictures/{number}-{n}.png", **saved)  # type: ignore[arg-type]
            for n in range(4)
        )
        state = JobState.DONE if number < count - 5 else JobState.PENDING
        jobs.append(Job(number, recipe, 4, float(number), state, accepted_at=1.0, made_at=2.0, pictures=pictures))
    asyncio.run(library.add_jobs(jobs))
    library._close()


def opening(folder: Path) -> None:
    """Import, open and first page of 60 jobs, each in a fresh process."""
    script = OPEN.format(
        root=str(Path(__file__).parents[2]), data=str(folder / "data"), pictures=str(folder / "pictures")
    )
    runs = [subprocess.check_output([sys.executable, "-c", script], text=True).split() for _ in range(9)]
    words = ("import", "open", "first 60 jobs")
    for word, values in zip(words, zip(*runs, strict=True), strict=True):
        print(f"{word:14} {statistics.median(map(float, values)) * 1000:7.1f} ms")


async def keeping(folder: Path, library: Library, count: int = 12) -> None:
    """PNGs of 2560 x 1440 that have arrived: check, thumbnails, fsync, name, commit."""
    from PIL import Image

    noise = Image.frombytes("RGB", (640, 360), os.urandom(640 * 360 * 3)).resize((2560, 1440))
    out = io.BytesIO()
    noise.save(out, "PNG", compress_level=1)
    job_id = library.last_job_id + 1
    pictures = tuple(Picture(job_id, n, "https://cdn.example/x") for n in range(count))
    job = Job(job_id, Recipe("jimeng-4.5", "noise"), 4, time.time(), JobState.FETCHING, pictures=pictures)
    await library.add_jobs([job])
    parts = [await library.part_path(picture) for picture in pictures]
    for part in parts:
        part.write_bytes(out.getvalue())
    digest = hash_of(parts[0])
    begun = time.perf_counter()
    with Image.open(parts[0]) as image:
        image.load()
    bare = time.perf_counter() - begun
    begun = time.perf_counter()
    await library.keep(job, pictures[0], parts[0], digest, "png")
    print(f"keep one       {(time.perf_counter() - begun) * 1000:7.1f} ms ({bare * 1000:.1f} ms bare decode)")
    begun = time.perf_counter()
    await asyncio.gather(
        *(library.keep(job, p, part, digest, "png") for p, part in zip(pictures[1:], parts[1:], strict=True))
    )
    print(f"keep {count - 1}        {(count - 1) / (time.perf_counter() - begun):7.1f} pictures/s")
    begun = time.perf_counter()
    for _ in range(20):
        await library.check_room(job, 2560 * 1440)
    print(f"check_room     {(time.perf_counter() - begun) / 20 * 1000:7.1f} ms")
    begun = time.perf_counter()
    for _ in range(50):
        await library.save_job(job)
    print(f"save_job       {(time.perf_counter() - begun) / 50 * 1000:7.1f} ms")
    await library.close()


def main() -> None:
    """Prints all figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pictures").mkdir()
        count = int(sys.argv[1]) if len(sys.argv) > 1 else 25_000
        fill(folder, count)
        print(f"{count} jobs, {count * 4} pictures, {(folder / 'data' / 'index.sqlite').stat().st_size / 1e6:.0f} MB")
        opening(folder)
        asyncio.run(keeping(folder, Library.open(folder / "data", folder / "pictures")))


if __name__ == "__main__":
    main()

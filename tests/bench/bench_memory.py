"""Memory after a sweep over 100,000 pictures, beside gthumb's on 200; and what a second sweep adds. Linux.

    .venv/bin/python -m tests.bench.bench_memory [--pictures 100000] [--reps 3] [--quick]

Every page of the real window's gallery is waited for until all its thumbnails are there; they lie in the library's
store, 1.1 GB of it in the temporary folder. The figure is the most that was ever resident (VmHWM), of the window's
process and of gthumb's, on one screen.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import peers
from tests.bench.bench_peers import run_peer
from tests.bench.big_library import make
from tests.bench.corpus import corpus, fill
from tests.bench.figures import goal, peak_megabytes, spread
from tests.bench.screen import on

GTHUMB, AGAIN = 0.9, 1.02
FEW = 200  # pictures of gthumb


def fill_store(profile: Path) -> None:
    """A small thumbnail for every picture of the library; the 40 of the benchmarks in turn."""
    from jimeng_desktop.decoding.thumbnails import decode
    from jimeng_desktop.desktop.folders import folders
    from jimeng_desktop.library.files import Disk
    from jimeng_desktop.library.library import THUMBS, Library
    from jimeng_desktop.library.thumbs import Thumbs

    where = folders(profile, True)
    blobs = [decode(path, check=False).thumbnails[256] for path in corpus()]
    thumbs = Thumbs(where.cache / THUMBS, Disk())
    library = Library.open(where.data, where.originals, thumbs=where.cache)
    ids = (picture.id for one in library.first_jobs(1_000_000) for picture in one.pictures)
    for number, picture in enumerate(ids):
        thumbs.put(picture, {256: blobs[number % len(blobs)]})
    thumbs.close()
    asyncio.run(library.close())


def sweep_twice(profile: Path) -> None:
    """In a process of its own: prints the megabytes after the first and after the second sweep."""
    from jimeng_desktop import app
    from jimeng_desktop.options import Options
    from jimeng_desktop.ui.gallery.view import GalleryView
    from jimeng_desktop.ui.process.application import make_application
    from jimeng_desktop.ui.process.loop import window_runner
    from tests.ui.pictured import until

    async def sweep(gallery: GalleryView) -> int:
        bar, pages = gallery.verticalScrollBar(), 0
        bar.setValue(0)
        while True:
            shown = [picture.id for placed in gallery.visible() for picture in placed.section.job.pictures]
            assert shown and not any(map(gallery.thumbnails.missing, shown))
            while not all(map(gallery.thumbnails.get, shown)):
                await asyncio.sleep(0.002)
            await asyncio.sleep(0)
            pages += 1
            if bar.value() == bar.maximum():
                return pages
            bar.setValue(bar.value() + bar.pageStep())

    async def go() -> None:
        async with app._session(Options(demo=True, profile=profile), application, None) as session:
            session.window.resize(1400, 900)
            await until(session.all_read.is_set)
            await session.library.prepare_search()
            for _ in range(2):
                begun = time.monotonic()
                pages = await sweep(session.window.middle.gallery)
                print(peak_megabytes(), pages, time.monotonic() - begun, flush=True)

    application = make_application()
    with window_runner(application) as loop:
        loop.run(go())


def measure(profile: Path, plain: Path, display: str | None, reps: int) -> None:
    """The window twice over everything, then gthumb."""
    platform = on(display) if display else {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.bench.bench_memory", "--sweep", str(profile)]
    lines = subprocess.check_output(command, env=os.environ | platform, text=True).splitlines()
    once, twice = (float(line.split()[0]) for line in lines)
    for line in lines:
        megabytes, pages, seconds = map(float, line.split())
        print(f"a sweep of {pages:.0f} pages in {seconds:.0f} s: {megabytes:.0f} MB at most")
    gthumb = None
    if display and "gthumb" not in peers.missing_programs("gthumb"):
        runs = [run_peer("gthumb", plain, display, FEW) for _ in range(reps)]
        gthumb = statistics.median(run.megabytes for run in runs)
        print(f"gthumb, {runs[0].made} of {FEW} thumbnails made: {spread([run.megabytes for run in runs], 'MB')}")
    goal("peak memory after a sweep / gthumb on 200 pictures", once / gthumb if gthumb else None, GTHUMB)
    goal("peak memory after a second sweep / after the first", twice / once, AGAIN)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pictures", type=int, default=100_000)
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--sweep", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.sweep:
        sweep_twice(given.sweep)
        return
    pictures, reps = (4_000, 1) if given.quick else (given.pictures, given.reps)
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as folder:
        profile, plain = Path(folder, "profile"), Path(folder, "plain")
        begun = time.monotonic()
        asyncio.run(make(profile, pictures))
        fill_store(profile)
        fill(plain, FEW)
        print(f"a library of {pictures} pictures made in {time.monotonic() - begun:.0f} s", flush=True)
        if peers.missing_programs():
            measure(profile, plain, None, reps)
        else:
            with peers.screen() as display:
                measure(profile, plain, display, reps)


if __name__ == "__main__":
    main()

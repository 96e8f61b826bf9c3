"""Pictures for the benchmarks: 2560×1440, five PNG to four JPEG and one WebP, the same every time.

They are drawn once, into a folder of the system's temporary one, and found there by every later run: smooth shapes in
several sizes under a fine grain, so that a PNG is neither flat nor mere noise (4 MB; a JPEG has 1 MB).
"""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from jimeng_desktop.core.job import Job, PictureState
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.library.library import Library
from tests.ui.made_jobs import job

SIZE = (2560, 1440)
DIFFERENT = 40
MIX = ("png", "jpeg", "png", "jpeg", "png", "webp", "png", "jpeg", "png", "jpeg")
OPTIONS = {"png": {"compress_level": 6}, "jpeg": {"quality": 90}, "webp": {"quality": 88, "method": 2}}
OCTAVES = ((10, 6, 1.0), (40, 23, 0.3), (160, 90, 0.12), (640, 360, 0.05))  # cells across and down, and their share
GRAIN = 6  # steps of brightness
FOLDER = Path(os.environ.get("BENCH_FOLDER") or tempfile.gettempdir(), "jimeng-bench-2")


def corpus() -> list[Path]:
    """The different pictures, drawn where they are not there yet."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    paths = [FOLDER / f"{number:03}.{MIX[number % len(MIX)]}" for number in range(DIFFERENT)]
    missing = [(number, path) for number, path in enumerate(paths) if not path.exists()]
    if missing:
        print(f"drawing {len(missing)} pictures into {FOLDER}", flush=True)
        with ProcessPoolExecutor() as processes:
            list(processes.map(_make, *zip(*missing, strict=True)))
    return paths


def pngs() -> list[Path]:
    """Those that are PNG."""
    return [path for path in corpus() if path.suffix == ".png"]


def fill(folder: Path, count: int) -> list[Path]:
    """So many of them in a folder, each under a name of its own; hard links, so all is read from memory soon."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = corpus()
    made = []
    for number in range(count):
        source = sources[number % len(sources)]
        made.append(folder / f"picture_{number:05}{source.suffix}")
        if not made[-1].exists():
            _link(source, made[-1])
    for path in sources:
        path.read_bytes()
    return made


def make_library(profile: Path, count: int, *, demo: bool = True) -> list[int]:
    """A library of so many saved pictures in jobs of four, without thumbnails; the ids of its pictures."""
    where = folders(profile, demo)
    files = fill(where.originals, count)
    library = Library.open(where.data, where.originals, thumbs=where.cache)
    made = [saved_job(number, files[first : first + 4]) for number, first in enumerate(range(0, count, 4))]

    async def write() -> None:
        await library.add_jobs(made)
        await library.close()

    asyncio.run(write())
    return [picture.id for one in made for picture in one.pictures]


def saved_job(number: int, files: Sequence[Path]) -> Job:
    """A job whose pictures are these files."""
    bare = job(number, pictures=len(files))
    pictures = (
        replace(
            picture,
            state=PictureState.SAVED,
            path=str(path),
            width=SIZE[0],
            height=SIZE[1],
            size=path.stat().st_size,
            format=path.suffix[1:],
        )
        for picture, path in zip(bare.pictures, files, strict=True)
    )
    return replace(bare, pictures=tuple(pictures))


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk
        target.write_bytes(source.read_bytes())


def _make(seed: int, path: Path) -> None:
    from PIL import Image, ImageChops

    dice = random.Random(seed)
    picture: Image.Image | None = None
    for across, down, share in OCTAVES:
        cells = Image.frombytes("RGB", (across, down), dice.randbytes(across * down * 3))
        octave = cells.resize(SIZE, Image.Resampling.BICUBIC)
        picture = octave if picture is None else Image.blend(picture, octave, share)
    noise = Image.frombytes("L", SIZE, dice.randbytes(SIZE[0] * SIZE[1])).point([n * GRAIN // 256 for n in range(256)])
    assert picture
    picture = ImageChops.add(picture, Image.merge("RGB", [noise] * 3), offset=-GRAIN // 2)
    part = path.with_suffix(".part")
    picture.save(part, path.suffix[1:], **OPTIONS[path.suffix[1:]])  # type: ignore[arg-type]
    part.replace(path)


if __name__ == "__main__":
    corpus()

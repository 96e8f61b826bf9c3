"""Exporting 2560 × 1440 pictures through the window's own exports, as ratios to plain Pillow in one thread.

Run: QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.bench.bench_export
Rounds are interleaved, so that what else the machine does meets all alike; medians. The page cache is warm.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QCoreApplication

from jimeng_desktop.core.job import Job, Picture, PictureState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.export.naming import Shot
from jimeng_desktop.export.order import Order
from jimeng_desktop.ui.exporting.running import Exports

SIZE, FILES, ROUNDS = (2560, 1440), 8, 5
LESS = 2559  # a long edge that changes every pixel and hardly the amount of work


def main() -> None:
    """Prints one JSON object: medians in milliseconds a picture, sizes in MB, and the ratios that have goals."""
    app = QCoreApplication([])
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as name:
        folder = Path(name)
        shots = originals(folder)
        sources = [Path(shot.picture.path or "") for shot in shots]
        ways: dict[str, Callable[[Path], None]] = {
            "copy": lambda to: copies(sources, to, flush=False),
            "copy, flushed": lambda to: copies(sources, to, flush=True),
            "Pillow JPEG": lambda to: plain(sources, to, "JPEG", quality=92),
            "Pillow WebP": lambda to: plain(sources, to, "WEBP", quality=90, method=4),
            "Pillow PNG": lambda to: plain(sources[:2], to, "PNG", smaller=True),
            "ours JPEG": lambda to: ours(shots, to, Order("jpeg")),
            "ours WebP": lambda to: ours(shots, to, Order("webp")),
            "ours PNG unchanged": lambda to: ours(shots, to, Order("png")),
            "ours PNG changed": lambda to: ours(shots[:2], to, Order("png", resize=True, long_edge=LESS)),
            "ours PNG changed, one thread": lambda to: ours(shots[:1], to, Order("png", resize=True, long_edge=LESS)),
        }
        times, sizes = measured(ways, folder)
    ratios = {
        "JPEG, times as fast (goal 1.8)": times["Pillow JPEG"] / times["ours JPEG"],
        "WebP, times as fast (goal 1.8)": times["Pillow WebP"] / times["ours WebP"],
        "PNG changed, share of the time (goal 0.20)": times["ours PNG changed"] / times["Pillow PNG"],
        "the same in one thread": times["ours PNG changed, one thread"] / times["Pillow PNG"],
        "PNG changed, share of the size (goal 1.05)": sizes["ours PNG changed"] / sizes["Pillow PNG"],
        "PNG unchanged, times a copy (goal 1.5)": times["ours PNG unchanged"] / times["copy"],
        "the same, times a copy flushed to the disk": times["ours PNG unchanged"] / times["copy, flushed"],
    }
    print(json.dumps({"ms": times, "MB": sizes, "ratios": {k: round(v, 2) for k, v in ratios.items()}}, indent=1))
    app.quit()


def originals(folder: Path) -> list[Shot]:
    """Pictures with the grain that real ones have."""
    job = Job(1_795_000_000_000_000, Recipe("jimeng-4.5", "fox"), FILES, 1_795_435_200.0)
    shots = []
    for at in range(FILES):
        path = folder / f"{at}.png"
        grained(at).save(path)
        shots.append(Shot(job, Picture(job.id, at, "", PictureState.SAVED, str(path), *SIZE, format="png")))
    return shots


def grained(seed: int) -> Image.Image:
    """Smooth shapes under a little noise in each channel."""
    smooth = Image.merge(
        "RGB", [Image.radial_gradient("L").rotate(30 * seed + turn).resize(SIZE) for turn in (0, 90, 200)]
    )
    grain = Image.merge("RGB", [Image.effect_noise(SIZE, 5) for _ in range(3)])
    return Image.blend(smooth, grain, 0.35)


def copies(sources: list[Path], to: Path, *, flush: bool) -> None:
    """A file copy each."""
    for source in sources:
        shutil.copyfile(source, to / source.name)
        if flush:
            with open(to / source.name, "r+b") as file:
                os.fsync(file.fileno())


def plain(sources: list[Path], to: Path, format: str, *, smaller: bool = False, **options: int) -> None:
    """Pillow as it comes, one after the other."""
    for source in sources:
        with Image.open(source) as image:
            small = (
                image.resize((LESS, round(SIZE[1] * LESS / SIZE[0])), Image.Resampling.LANCZOS) if smaller else image
            )
            small.save(to / source.name, format, **options)


def ours(shots: list[Shot], to: Path, order: Order) -> None:
    """As the export dialog does it."""
    exports = Exports()
    asyncio.run(exports.export(shots, replace(order, folder=str(to))))
    assert exports.standing.written == len(shots), exports.standing


def measured(ways: dict[str, Callable[[Path], None]], folder: Path) -> tuple[dict[str, float], dict[str, float]]:
    """Milliseconds and megabytes a picture."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    sizes = {}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            to = folder / "to"
            to.mkdir()
            start = time.perf_counter()
            way(to)
            took = time.perf_counter() - start
            written = [path.stat().st_size for path in to.iterdir()]
            times[name].append(1000 * took / len(written))
            sizes[name] = round(sum(written) / len(written) / 1e6, 2)
            shutil.rmtree(to)
    return {name: round(statistics.median(taken), 1) for name, taken in times.items()}, sizes


if __name__ == "__main__":
    main()

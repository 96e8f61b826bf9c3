"""200 mixed pictures of 2560×1440, all to thumbnails: the program beside nsxiv, feh, gthumb and gwenview. Linux.

    .venv/bin/python -m tests.bench.bench_peers [--reps 3] [--pictures 200] [--quick]

Debian: nsxiv feh gthumb gwenview qt5-image-formats-plugins openbox xvfb dbus-x11. All are started in turn, on one
screen, from the process to the last thumbnail in its store; the files are in memory. The program opens its window on a
library whose thumbnails are missing and makes both of its sizes, 512 and 256 pixels; the peers make one: nsxiv and feh
up to 256, gthumb and gwenview 128.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import statistics
import sys
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.bench import peers
from tests.bench.corpus import fill, make_library
from tests.bench.figures import goal, spread

GOAL = 0.55  # of the wall time of the fastest peer
SIZES = (512, 256)
OURS = "Jimeng Desktop"

# The real window on that library; then its library is asked for every picture, as the gallery asks for a page.
WINDOW = """
import asyncio, sys
from pathlib import Path
from jimeng_desktop.ui.process.loop import window_runner
from jimeng_desktop import app
from jimeng_desktop.options import Options
from jimeng_desktop.ui.process.application import make_application
async def go(application):
    async with app._session(Options(demo=True, profile=Path(sys.argv[1])), application, None) as session:
        pictures = [picture.id for job in await session.library.jobs(limit=100_000) for picture in job.pictures]
        await asyncio.gather(*(session.library.thumbnail(picture, 256) for picture in pictures))
        await asyncio.sleep(60)
application = make_application()
with window_runner(application) as loop:
    loop.run(go(application))
"""


def thumbs_made(profile: Path, home: Path) -> int:
    """Pictures that have all their sizes in the library's store."""
    store = profile / "demo" / "cache" / "thumbs.sqlite"
    try:
        with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
            counts = [connection.execute(f"SELECT count(*) FROM thumb{size}").fetchone()[0] for size in SIZES]
    except sqlite3.Error:
        return 0  # not made yet
    return int(min(counts))


def run_ours(profile: Path, display: str, pictures: int) -> peers.Run:
    """One run of the program."""
    shutil.rmtree(profile / "demo" / "cache", ignore_errors=True)
    return peers.run([sys.executable, "-c", WINDOW, str(profile)], display, partial(thumbs_made, profile), pictures)


def run_peer(name: str, folder: Path, display: str, pictures: int) -> peers.Run:
    """One run of a peer."""
    command = [part.format(folder=folder) for part in peers.PEERS[name]]
    return peers.run(command, display, peers.files_made, pictures)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--only", default=",".join(peers.PEERS), help="names of peers, with commas")
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    reps, pictures = (1, 40) if given.quick else (given.reps, given.pictures)
    missing = peers.missing_programs(*peers.PEERS)
    print("not installed, so not measured:", ", ".join(missing) or "nothing")
    if set(missing) & set(peers.NEEDED):
        goal(f"{pictures} pictures to thumbnails / fastest peer", None, GOAL)
        return
    names = [name for name in peers.PEERS if name not in missing and name in given.only.split(",")]
    runs: dict[str, list[peers.Run]] = {name: [] for name in (OURS, *names)}
    with tempfile.TemporaryDirectory() as folder, peers.screen() as display:
        profile, plain = Path(folder, "profile"), Path(folder, "plain")
        make_library(profile, pictures)
        fill(plain, pictures)
        for _ in range(reps):
            for name, kept in runs.items():
                ours = name == OURS
                one = run_ours(profile, display, pictures) if ours else run_peer(name, plain, display, pictures)
                if one.made >= pictures:
                    kept.append(one)
                else:
                    print(f"{name}: made {one.made} of {pictures} in {one.seconds:.1f} s; this run is not counted")
    tell(runs, pictures)


def tell(runs: dict[str, list[peers.Run]], pictures: int) -> None:
    """The table, and the ratio to the fastest of them."""
    median = {name: statistics.median(run.seconds for run in kept) for name, kept in runs.items() if kept}
    fastest = min((seconds for name, seconds in median.items() if name != OURS), default=None)
    for name in median:
        kept = runs[name]
        cpu, megabytes = (statistics.median(column) for column in list(zip(*kept, strict=True))[2:])
        wall = spread([run.seconds for run in kept], "s")
        print(f"{name:15} {wall:28} · {cpu:5.1f} s of CPU · {megabytes:4.0f} MB at most")
    ratio = median[OURS] / fastest if fastest and OURS in median else None
    goal(f"{pictures} pictures to thumbnails / fastest peer", ratio, GOAL)


if __name__ == "__main__":
    main()

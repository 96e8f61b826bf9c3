"""Start of the program: from the process to the complete window, as a ratio to a bare PySide6 QMainWindow.

    .venv/bin/python -m tests.bench.bench_start [--reps 9] [--quick]     (on your screen, else on an Xvfb of its own)

Complete is the window when it is painted and, with 100,000 pictures, every thumbnail of its first page too.

All are started in turn in one run, first twice unmeasured; printed are the medians and their ratios. The floor
is the bare window with what ours can't do without: asyncio, qasync, sqlite3 (qasync touches Qt's namespace, whose
enumerations alone take 20 ms).
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

from jimeng_desktop.decoding.thumbnails import decode
from jimeng_desktop.desktop.folders import folders
from jimeng_desktop.library.files import Disk
from jimeng_desktop.library.library import THUMBS, Library
from jimeng_desktop.library.thumbs import Thumbs
from tests.bench.big_library import make
from tests.bench.corpus import corpus
from tests.bench.figures import goal
from tests.bench.screen import a_screen

WARM_UP = 2

BARE = """
import os, time
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from PySide6.QtCore import QTimer
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, tell)
def tell():
    now = time.time()
    status = open("/proc/self/status").read() if os.path.exists("/proc/self/status") else "VmRSS: 0"
    print(now, status.split("VmRSS:")[1].split()[0], flush=True)
    os._exit(0)
window = Window()
window.resize(1400, 900)
window.setCentralWidget(QLabel("bare"))
window.show()
app.exec()
"""

FLOOR = f"""
import asyncio, sqlite3
from PySide6.QtCore import Qt
from qasync import QEventLoop
Qt.Key
{BARE.replace("app = QApplication([])", "app = QApplication([]); loop = QEventLoop(app)")}
"""

# The program as the user starts it, its modules loaded in its own order; only the moment of the first painted window is
# written down.
OURS = """
import asyncio, os, sys, time
from jimeng_desktop.__main__ import main
run = asyncio.Runner.run
def run_watched(self, *arguments):
    from PySide6.QtCore import QTimer
    from jimeng_desktop.ui.window.main_window import MainWindow
    show = MainWindow.showEvent
    def shown(self, event):
        show(self, event)
        def look():
            gallery = self.middle.gallery
            page = [p.id for placed in gallery.visible() for p in placed.section.job.pictures]
            if not all(map(gallery.is_painted, page)):
                QTimer.singleShot(1, look)
                return
            now = time.time()
            status = open("/proc/self/status").read() if os.path.exists("/proc/self/status") else "VmRSS: 0"
            print(now, status.split("VmRSS:")[1].split()[0], flush=True)
            os._exit(0)
        self.painted.connect(lambda: QTimer.singleShot(0, look))
    MainWindow.showEvent = shown
    return run(self, *arguments)
asyncio.Runner.run = run_watched
main(["--demo", "--profile", sys.argv[1]])
"""


def start(code: str, *arguments: str) -> tuple[float, float]:
    """Seconds from before the process is made to the complete window, and the megabytes it has then."""
    # A user has compiled modules beside the source.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    moment, kilobytes = done.stdout.split()[:2]
    return float(moment) - begun, int(kilobytes) / 1024


def make_full(profile: Path, pictures: int) -> None:
    """A library of so many pictures, with the thumbnails of its first page in the store."""
    asyncio.run(make(profile, pictures))
    where = folders(profile, True)
    library, thumbs = (
        Library.open(where.data, where.originals, thumbs=where.cache),
        Thumbs(where.cache / THUMBS, Disk()),
    )
    blobs = [decode(path, check=False).thumbnails for path in corpus()]
    ids = (picture.id for job in library.first_jobs(60) for picture in job.pictures)
    for number, picture in enumerate(ids):
        thumbs.put(picture, blobs[number % len(blobs)])
    thumbs.close()
    asyncio.run(library.close())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reps", type=int, default=9)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    reps, pictures = (2, 4_000) if given.quick else (given.reps, 100_000)
    with a_screen(), tempfile.TemporaryDirectory() as folder:
        print("platform:", os.environ.get("QT_QPA_PLATFORM", "the system's own"))
        empty, full = str(Path(folder, "empty")), str(Path(folder, "full"))
        make_full(Path(full), pictures)
        kinds = {"bare": (BARE,), "floor": (FLOOR,), "empty": (OURS, empty), f"{pictures:,} pictures": (OURS, full)}
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in kinds}
        for turn in range(-WARM_UP, reps):
            for name, kind in kinds.items():
                one = start(*kind)
                if turn >= 0:
                    taken[name].append(one)
    seconds, memory = (
        {name: statistics.median(run[column] for run in runs) for name, runs in taken.items()} for column in (0, 1)
    )
    for name in kinds:
        ratio = seconds[name] / seconds["bare"]
        print(f"{name:16} {seconds[name] * 1000:5.0f} ms · ratio {ratio:.2f} · {memory[name]:.0f} MB")
    many = f"{pictures:,} pictures"
    goal(f"start with {many} / bare window", seconds[many] / seconds["bare"], 1.9)
    goal(f"start with {many} / empty library", seconds[many] / seconds["empty"], 1.25)
    goal(f"memory at the start with {many} / bare window", memory[many] / memory["bare"], 1.7)


if __name__ == "__main__":
    main()

"""Start of the program: from the process to the first painted window, as a ratio to a bare PySide6 QMainWindow.

    xvfb-run -a .venv/bin/python -m tests.bench.bench_start [--reps 9]       (with a screen: without xvfb-run)

All are started in turn in one run, first twice unmeasured; printed are the medians and their ratios. The floor
is the bare window with what ours can't do without: asyncio, qasync, sqlite3 (qasync touches Qt's namespace, whose
enumerations alone take 20 ms).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

WARM_UP = 2

BARE = """
import os, time
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from PySide6.QtCore import QTimer
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: (print(time.time(), flush=True), os._exit(0)))
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
    from jimeng_desktop.ui.main_window import MainWindow
    show = MainWindow.showEvent
    def shown(self, event):
        show(self, event)
        self.painted.connect(lambda: QTimer.singleShot(0, lambda: (print(time.time(), flush=True), os._exit(0))))
    MainWindow.showEvent = shown
    return run(self, *arguments)
asyncio.Runner.run = run_watched
main(["--demo", "--profile", sys.argv[1]])
"""


def seconds_to_paint(code: str, *arguments: str) -> float:
    """From before the process is made to the painted window."""
    # A user has compiled modules beside the source.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    return float(done.stdout.split()[0]) - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reps", type=int, default=9)
    reps = parser.parse_args().reps
    with tempfile.TemporaryDirectory() as profile:
        kinds = {"bare": (BARE,), "floor": (FLOOR,), "Jimeng Desktop": (OURS, profile)}
        seconds: dict[str, list[float]] = {name: [] for name in kinds}
        for turn in range(-WARM_UP, reps):
            for name, start in kinds.items():
                taken = seconds_to_paint(*start)
                if turn >= 0:
                    seconds[name].append(taken)
    median = {name: statistics.median(times) for name, times in seconds.items()}
    print("platform:", os.environ.get("QT_QPA_PLATFORM", "the system's own"))
    for name, times in seconds.items():
        ratio = median[name] / median["bare"]
        print(f"{name:15} {median[name] * 1000:5.0f} ms · least {min(times) * 1000:5.0f} ms · ratio {ratio:.2f}")


if __name__ == "__main__":
    main()

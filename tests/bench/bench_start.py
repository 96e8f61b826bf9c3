"""Start of the program: from the process to the first painted window, as a ratio to a bare PySide6 QMainWindow.

    xvfb-run -a .venv/bin/python -m tests.bench.bench_start [--reps 9]       (with a screen: without xvfb-run)

Both are started in turn in one run; printed are the medians and their ratio.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

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

# The program as the user starts it; only the moment of the first painted window is written down.
OURS = """
import os, sys, time
from jimeng_desktop.__main__ import main
from PySide6.QtCore import QTimer
from jimeng_desktop.ui.main_window import MainWindow
show = MainWindow.showEvent
def shown(self, event):
    show(self, event)
    self.painted.connect(lambda: QTimer.singleShot(0, lambda: (print(time.time(), flush=True), os._exit(0))))
MainWindow.showEvent = shown
main(["--demo", "--profile", sys.argv[1]])
"""


def seconds_to_paint(code: str, *arguments: str) -> float:
    """From before the process is made to the painted window."""
    begun = time.time()
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[0]) - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reps", type=int, default=9)
    reps = parser.parse_args().reps
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as profile:
        seconds_to_paint(BARE)
        seconds_to_paint(OURS, profile)
        for _ in range(reps):
            bare.append(seconds_to_paint(BARE))
            ours.append(seconds_to_paint(OURS, profile))
    one, other = statistics.median(bare), statistics.median(ours)
    platform = os.environ.get("QT_QPA_PLATFORM", "the system's own")
    print(f"bare {one * 1000:.0f} ms · Jimeng Desktop {other * 1000:.0f} ms · ratio {other / one:.2f} ({platform})")


if __name__ == "__main__":
    main()

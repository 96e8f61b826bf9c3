"""Start of the frozen program against that of the checkout: from the process to the window on the screen, as a ratio.

    .venv/bin/python -m tests.bench.bench_frozen PROGRAM [--reps 15]    (on your X screen, else on an Xvfb of its own)

Both are started in turn, first twice unmeasured, and killed as soon as the X server says that a window is there.
"""

from __future__ import annotations

import argparse
import ctypes
import ctypes.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.screen import a_screen

WARM_UP = 2
SMALLEST = 500  # pixels: what is narrower is no main window
SUBSTRUCTURE_NOTIFY, CONFIGURE_NOTIFY, MAP_NOTIFY = 1 << 19, 22, 19
LONGEST = 30.0  # seconds


class Screen:
    """Tells when a window has come onto the screen."""

    def __init__(self) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XSelectInput.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_long]
        self._x.XNextEvent.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        self._x.XPending.argtypes = [ctypes.c_void_p]
        self._x.XGetGeometry.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_void_p] * 7]
        self._x.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self._x.XSetErrorHandler.argtypes = [ctypes.c_void_p]
        self._quiet = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda display, error: 0)
        self._x.XSetErrorHandler(self._quiet)  # a window may be gone before it is asked how large it is
        self._display = self._x.XOpenDisplay(None)
        if not self._display:
            sys.exit("there is no X server here")
        self._x.XSelectInput(self._display, self._x.XDefaultRootWindow(self._display), SUBSTRUCTURE_NOTIFY)
        self._x.XSync(self._display, 0)

    def wait(self) -> float:
        """When the next main window was there, seconds since the epoch. Raises TimeoutError."""
        event = (ctypes.c_long * 24)()
        deadline = time.time() + LONGEST
        while time.time() < deadline:
            if not self._x.XPending(self._display):
                time.sleep(0.0005)
                continue
            self._x.XNextEvent(self._display, event)
            if event[0] & 0xFFFFFFFF == MAP_NOTIFY and self._width(event[5]) > SMALLEST:
                return time.time()
        raise TimeoutError("no window came")

    def forget(self) -> None:
        """What has happened so far."""
        self._x.XSync(self._display, 1)

    def _width(self, window: int) -> int:
        root, numbers = ctypes.c_ulong(), [ctypes.c_uint() for _ in range(6)]
        places = [ctypes.byref(number) for number in (root, *numbers)]
        return numbers[2].value if self._x.XGetGeometry(self._display, window, *places) else 0


def seconds_to_window(screen: Screen, command: list[str]) -> float:
    """From before the process is made to its window."""
    screen.forget()
    # A user has compiled modules beside the source.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.time()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return screen.wait() - begun
    finally:
        process.kill()
        process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("program", type=Path, help="what packaging/freeze/freeze.py made, or an installed one")
    parser.add_argument("--reps", type=int, default=15)
    given = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    with a_screen(), tempfile.TemporaryDirectory() as profile:
        screen = Screen()
        kinds = {
            "checkout": [sys.executable, "-P", "-m", "jimeng_desktop", "--demo", "--profile", profile],
            "frozen": [str(given.program.resolve()), "--demo", "--profile", profile],
        }
        seconds: dict[str, list[float]] = {name: [] for name in kinds}
        for turn in range(-WARM_UP, given.reps):
            for name, command in kinds.items():
                taken = seconds_to_window(screen, command)
                if turn >= 0:
                    seconds[name].append(taken)
    median = {name: statistics.median(times) for name, times in seconds.items()}
    for name, times in seconds.items():
        ratio = median[name] / median["checkout"]
        print(f"{name:9} {median[name] * 1000:5.0f} ms · least {min(times) * 1000:5.0f} ms · ratio {ratio:.2f}")


if __name__ == "__main__":
    main()

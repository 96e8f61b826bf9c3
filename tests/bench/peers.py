"""Runs one picture program on a screen of its own until it has made its thumbnails, as a stranger would see it. Linux.

Each run has a fresh home, cache and D-Bus session, so that no thumbnail is there before it.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from .figures import peak_megabytes
from .screen import SERVER, on, x_server

LOOK_EVERY = 0.05  # seconds
TICKS = os.sysconf("SC_CLK_TCK")
PEERS = {  # {folder}: of the pictures
    "nsxiv": ("nsxiv", "-t", "-r", "{folder}"),
    "feh": ("feh", "-t", "-P", "-y", "256", "-E", "256", "-W", "1400", "{folder}"),
    "gthumb": ("gthumb", "{folder}"),
    "gwenview": ("gwenview", "{folder}"),
}
NEEDED = (SERVER, "openbox", "dbus-run-session")
PICTURE_FILE = re.compile(r".*\.(png|jpe?g|webp)|[0-9a-f]{32,}", re.IGNORECASE)


class Run(NamedTuple):
    """What became of one run. `seconds` are those until the last thumbnail, `megabytes` the most of one process."""

    made: int
    seconds: float
    cpu: float
    megabytes: float


def missing_programs(*names: str) -> list[str]:
    """Those of these, and of what a run needs, that are not installed."""
    return [name for name in (*NEEDED, *names) if shutil.which(name) is None]


@contextmanager
def screen() -> Iterator[str]:
    """An X server with a window manager; its display."""
    with x_server() as display:
        manager = _quiet(["openbox"], env={**os.environ, "DISPLAY": display})
        time.sleep(0.5)
        try:
            yield display
        finally:
            manager.kill()
            manager.wait()


def run(command: list[str], display: str, made: Callable[[Path], int], wanted: int, longest: float = 180.0) -> Run:
    """Until `made`, which is given the run's home, says that there are as many thumbnails as wanted, or gives up.

    Ended early where the program has ended, or done nothing for ten seconds.
    """
    with tempfile.TemporaryDirectory(prefix="peer-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        begun = time.time()
        process = _quiet(["dbus-run-session", "--", *command], env=_environment(home, display), cwd=home)
        ours = _Processes(home)
        count, changed, worked, cpu = 0, begun, begun, 0.0
        try:
            while count < wanted and process.poll() is None and time.time() - begun < longest:
                time.sleep(LOOK_EVERY)
                now = time.time()
                ours.look()
                if (found := made(home)) != count:
                    count, changed = found, now
                if ours.cpu > cpu + 0.01:
                    cpu, worked = ours.cpu, now
                if now - max(changed, worked) > 10:
                    break
            return Run(count, changed - begun, ours.cpu, ours.megabytes)
        finally:
            ours.kill(but=str(process.pid))
            process.wait()  # the session ends with its program


def files_made(home: Path) -> int:
    """Files in the caches of a home that look like thumbnails."""
    return sum(bool(PICTURE_FILE.fullmatch(name)) for _, _, names in os.walk(home) for name in names)


class _Processes:
    """All that a run has started: whoever has its home in the environment."""

    def __init__(self, home: Path) -> None:
        self._mark = b"HOME=" + os.fsencode(home) + b"\0"
        self._known: dict[str, bool] = {}
        self._cpu: dict[str, float] = {}
        self._peaks: dict[str, float] = {}

    def look(self) -> None:
        """Sees who is there and what they have used by now."""
        for pid in filter(str.isdigit, os.listdir("/proc")):
            with suppress(OSError):
                if not self._known.get(pid):  # one that is only just forked has its parent's yet
                    self._known[pid] = self._mark in Path(f"/proc/{pid}/environ").read_bytes()
                if self._known[pid]:
                    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                    self._cpu[pid] = (int(fields[11]) + int(fields[12])) / TICKS
                    self._peaks[pid] = max(self._peaks.get(pid, 0.0), peak_megabytes(pid))

    @property
    def cpu(self) -> float:
        """Seconds of all of them."""
        return sum(self._cpu.values())

    @property
    def megabytes(self) -> float:
        """The most that one of them has had: the program itself."""
        return max(self._peaks.values(), default=0.0)

    def kill(self, but: str) -> None:
        """Ends all of them except one."""
        self.look()
        for pid in [pid for pid, is_ours in self._known.items() if is_ours and pid != but]:
            with suppress(OSError):  # gone, or its number has gone to somebody else
                if self._mark in Path(f"/proc/{pid}/environ").read_bytes():
                    os.kill(int(pid), signal.SIGKILL)


def _environment(home: Path, display: str) -> dict[str, str]:
    places = {"CACHE": ".cache", "CONFIG": ".config", "DATA": ".local/share", "RUNTIME": "run"}
    kinds = {f"XDG_{name}_{'DIR' if name == 'RUNTIME' else 'HOME'}": home / place for name, place in places.items()}
    for place in kinds.values():
        place.mkdir(parents=True, mode=0o700)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_", "WAYLAND"))}
    kept |= {name: str(place) for name, place in kinds.items()}
    more = {**on(display), "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
    return kept | more | {"HOME": str(home), "LIBGL_ALWAYS_SOFTWARE": "1"}


def _quiet(command: list[str], **more: object) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, **more)  # type: ignore[call-overload]

"""Keeps the system from sleeping while pictures come in, and only then: what is paid for shall be on the disk."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Callable

from ..core.events import Event, JobChanged
from ..core.job import JobState, PictureState
from .opening import clean_environment

LINGER = 5.0  # seconds after the last picture: the next one begins at once, as a rule
_WHY = "Fetching pictures"
_ES_CONTINUOUS, _ES_SYSTEM_REQUIRED = 0x80000000, 0x00000001
Release = Callable[[], None]


class Awake:
    """`hear` is a listener of the runner. Whatever happens to us, the system is free to sleep when we have ended."""

    def __init__(self, hold: Callable[[], Release | None] | None = None, linger: float = LINGER) -> None:
        self._hold = hold or hold_awake
        self._linger = linger
        self._fetching: set[int] = set()  # job ids
        self._release: Release | None = None
        self._later: asyncio.TimerHandle | None = None
        self._closed = False

    def hear(self, event: Event) -> None:
        """Called in the loop's thread."""
        if self._closed or not isinstance(event, JobChanged):
            return
        job = event.job
        if job.state is JobState.FETCHING and any(one.state is PictureState.FETCHING for one in job.pictures):
            self._fetching.add(job.id)
        else:
            self._fetching.discard(job.id)
        if self._fetching:
            self._stop_waiting()
            self._release = self._release or self._hold()
        elif self._release and not self._later:
            self._later = asyncio.get_running_loop().call_later(self._linger, self._let_go)

    def close(self) -> None:
        """The system may sleep; nothing that is heard from now on keeps it awake."""
        self._closed = True
        self._let_go()

    def _let_go(self) -> None:
        self._stop_waiting()
        if self._release:
            release, self._release = self._release, None
            release()

    def _stop_waiting(self) -> None:
        if self._later:
            self._later.cancel()
            self._later = None


def hold_awake() -> Release | None:
    """Keeps the system awake until what is returned is called, or this process ends; None where nothing can."""
    if sys.platform == "win32":
        return _hold_windows()
    command = holding(sys.platform, os.getpid())
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=clean_environment(),
            start_new_session=True,  # Ctrl+C in a terminal is for us alone
        )
    except OSError:
        return None

    def release() -> None:
        if process.stdin:
            process.stdin.close()
        process.terminate()
        threading.Thread(target=process.wait, name="awake", daemon=True).start()  # its end must be taken note of

    return release


def holding(platform: str, process: int) -> list[str]:
    """What holds until its input is closed, which our end does too, or until our process is gone."""
    if platform == "darwin":
        return ["caffeinate", "-i", "-w", str(process)]
    return ["systemd-inhibit", "--what=sleep", "--who=Jimeng Desktop", f"--why={_WHY}", "--mode=block", "cat"]


def _hold_windows() -> Release:
    """The state is the thread's, so both calls come from the same one; it ends with the process."""
    import ctypes

    def set_state(flags: int) -> None:
        ctypes.windll.kernel32.SetThreadExecutionState(ctypes.c_uint(flags))  # type: ignore[attr-defined]

    set_state(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED)
    return lambda: set_state(_ES_CONTINUOUS)

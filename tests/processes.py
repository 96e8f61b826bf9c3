"""Processes that tests start: with the signals of a terminal, for a bounded time, and never longer than their test."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.patience import LONGEST

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)]
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER
Command = Sequence[str | Path]


class Hung(AssertionError):
    """A process still ran when its time was over."""


def start_children_afresh() -> None:
    """Children hear every signal, also where we were started to ignore some (nohup, a script's job in the background).

    What is ignored or blocked here would be so in a child; what is handled here is not. We still do nothing at it.
    """
    for kind in SIGNALS:
        if signal.getsignal(kind) is signal.SIG_IGN:
            signal.signal(kind, lambda *_: None)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def adopt_orphans() -> None:
    """What a child leaves behind becomes ours, so that it is seen and ended too. Linux."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


@contextmanager
def started(command: Command, seconds: float | None = LONGEST, **more: Any) -> Iterator[subprocess.Popen[Any]]:
    """A process that is killed in the end with all that it started, and its pipes closed.

    After `seconds` it is killed too, so that whoever reads from it or waits for it goes on; then the test has failed.
    """
    process = subprocess.Popen(command, start_new_session=True, **more)
    hung = threading.Event()

    def give_up() -> None:
        hung.set()
        _kill(process)

    clock = threading.Timer(seconds or 0, give_up)
    clock.daemon = True
    if seconds:
        clock.start()
    try:
        yield process
    finally:
        clock.cancel()
        _kill(process)
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe:
                with suppress(OSError):  # what it would have read is lost
                    pipe.close()
        if hung.is_set():
            raise Hung(f"still ran after {seconds:g} s: {' '.join(map(str, command))}")


def run(
    command: Command, seconds: float = LONGEST, check: bool = False, **more: Any
) -> subprocess.CompletedProcess[str]:
    """Runs it to its end and takes what it says; one that hangs is told of with what it had said until then."""
    out = err = ""
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    more = {"stdin": nothing, "stdout": pipe, "stderr": pipe, "encoding": "utf-8", "errors": "backslashreplace", **more}
    try:
        with started(command, seconds, **more) as process:
            out, err = process.communicate()
    except Hung as hung:
        raise Hung(f"{hung}\n{out}{err}") from None
    assert not check or process.returncode == 0, f"{process.returncode}: {' '.join(map(str, command))}\n{out}{err}"
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def wait_for(condition: Callable[[], object], seconds: float = LONGEST) -> None:
    """Looks again and again; a condition that never comes true fails the test."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds:g} s"
        time.sleep(0.01)


def left_running(patience: float = 10.0, may_stay: Collection[int] = ()) -> list[str]:
    """The commands of our children that don't end by themselves; they are killed. Linux."""
    end = time.monotonic() + patience
    killed: dict[int, str] = {}
    while living := {pid: command for pid, command in children().items() if pid not in may_stay}:
        if time.monotonic() >= end:
            killed |= living
            for pid in living:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)
    return list(killed.values())


def children() -> dict[int, str]:
    """The command of each child that lives; the dead are buried."""
    if not sys.platform.startswith("linux"):
        return {}
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return {}  # as after nearly every test
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just gone
            pid = int(folder.name)
            state, parent = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[:2]
            if int(parent) == os.getpid():
                if state == "Z":
                    os.waitpid(pid, os.WNOHANG)
                else:
                    found[pid] = (folder / "cmdline").read_text("utf-8", "replace").replace("\0", " ").strip()
    return found


def _kill(process: subprocess.Popen[Any]) -> None:
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):  # macOS forbids what is dead already
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()

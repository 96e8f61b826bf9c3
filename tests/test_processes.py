"""tests/processes.py: whatever a test starts hears its signals, is given up in time, and is gone with the test."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests import processes
from tests.processes import Hung, left_running, run, started, wait_for

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="orphans are adopted on Linux alone")
DEAF = """
import signal
kinds = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGPIPE")]
ignored = [kind.name for kind in kinds if kind is not signal.SIGPIPE and signal.getsignal(kind) is signal.SIG_IGN]
print(ignored + [kind.name for kind in signal.pthread_sigmask(signal.SIG_BLOCK, ())])
"""
ORPHAN = """
import subprocess
subprocess.Popen(["sleep", "600"], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
"""


def test_a_child_hears_every_signal() -> None:
    assert run([sys.executable, "-c", DEAF]).stdout == "[]\n"


def test_a_child_hears_every_signal_where_the_tests_run_in_the_background() -> None:
    this = f"{__file__}::{test_a_child_hears_every_signal.__name__}"
    deaf = ["sh", "-c", "trap '' INT TERM HUP QUIT; exec \"$@\"", "sh"]
    run([*deaf, sys.executable, "-m", "pytest", "-q", this], check=True, cwd=Path(__file__).parents[1])


def test_a_blocked_signal_is_heard_by_a_child() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    processes.start_children_afresh()
    assert run([sys.executable, "-c", DEAF]).stdout == "[]\n"


def test_one_that_hangs_is_ended_with_what_it_started_and_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Over(threading.Timer):
        """Time is up as soon as the process hangs."""

        def run(self) -> None:
            wait_for((tmp_path / "hangs").exists)
            self.function()

    monkeypatch.setattr(threading, "Timer", Over)
    with pytest.raises(Hung, match=r"(?s)still ran after 7 s: sh .*begun"):
        run(["sh", "-c", "echo begun; touch hangs; sleep 600 & sleep 600"], seconds=7, cwd=tmp_path)
    assert left_running(patience=5) == []


def test_one_that_still_runs_goes_with_its_block_and_its_pipes_are_closed() -> None:
    command = ["sh", "-c", "sleep 600 & echo begun; sleep 600"]
    with started(command, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"begun\n"
    assert process.returncode == -signal.SIGKILL and process.stdout.closed
    assert left_running(patience=5) == []


def test_a_child_or_orphan_that_is_left_is_named_and_ended() -> None:
    child = processes.subprocess.Popen(["sleep", "601"])  # as the program would start one
    run([sys.executable, "-c", ORPHAN], check=True)
    assert sorted(left_running(patience=0)) == ["sleep 600", "sleep 601"]
    assert left_running(patience=0) == []
    child.wait()


def test_a_failed_run_tells_what_it_said() -> None:
    with pytest.raises(AssertionError, match=r"(?s)^3: sh .*out\nerr"):
        run(["sh", "-c", "echo out; echo err >&2; exit 3"], check=True)

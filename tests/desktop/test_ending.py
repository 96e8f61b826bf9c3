"""Signals ask the program to end, and what was ignored when it was started stays ignored."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator

import pytest

from jimeng_desktop.desktop.ending import heard_signals

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signal can be sent to one process there")
KINDS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP] if sys.platform != "win32" else []


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name)
def kind(request: pytest.FixtureRequest) -> Iterator[signal.Signals]:
    before = signal.getsignal(request.param)
    yield request.param
    signal.signal(request.param, before)


def test_every_one_is_heard_and_then_means_what_it_did_before(kind: signal.Signals) -> None:
    ours: list[int] = []
    asked: list[None] = []
    signal.signal(kind, lambda number, frame: ours.append(number))
    with heard_signals(lambda: asked.append(None)):
        for _ in range(2):
            os.kill(os.getpid(), kind)
    assert len(asked) == 2 and ours == []
    os.kill(os.getpid(), kind)
    assert len(asked) == 2 and ours == [kind]


def test_one_that_was_ignored_at_the_start_stays_ignored(kind: signal.Signals) -> None:
    """As of nohup, or of a script's job in the background; the others are still heard."""
    asked: list[None] = []
    signal.signal(kind, signal.SIG_IGN)
    with heard_signals(lambda: asked.append(None)):
        os.kill(os.getpid(), kind)
        assert asked == [] and signal.getsignal(kind) is signal.SIG_IGN
        os.kill(os.getpid(), next(other for other in KINDS if other is not kind))
        assert len(asked) == 1
    assert signal.getsignal(kind) is signal.SIG_IGN

"""Does a call into Qt lose a reference to None?

The 6.12.0 wheel of PySide6 does, on nearly every call that returns nothing. Below Python 3.12, where None is counted,
that aborts the program after some thousand calls; pyproject.toml keeps such a wheel away there, and this test notices.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests import processes
from tests.house.none_probe import drift_of

PROBE = Path(__file__).parent / "house" / "none_probe.py"


@pytest.fixture(scope="module")
def drift() -> dict[str, float]:
    """References to None gained or lost per call, by call: in a process of its own, as a loss aborts it."""
    done = processes.run([sys.executable, str(PROBE)], check=True)
    return json.loads(done.stdout)


def test_many_calls_are_tried(drift: dict[str, float]) -> None:
    assert len(drift) >= 60


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_no_call_loses_none(drift: dict[str, float]) -> None:
    assert {call: lost for call, lost in drift.items() if abs(lost) > 0.2} == {}


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_a_loss_would_be_seen() -> None:
    """The measure itself: a call that keeps one more reference to None each time shows as one."""
    kept: list[None] = []
    assert drift_of(lambda: kept.append(None)) == pytest.approx(1.0, abs=0.1)

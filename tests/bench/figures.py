"""What the benchmarks share: medians, percentiles, memory, and goals that `python -m tests.bench` puts in one table."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

_MARK = "GOAL | "


class Goal(NamedTuple):
    """One figure beside what it has to be; a figure without a limit is only told."""

    what: str
    measured: float | None  # None: it could not be measured here
    limit: float | None = None
    least: bool = False  # the limit is the least that will do, else the most
    unit: str = "x"

    @property
    def met(self) -> bool | None:
        """None where there is nothing to judge."""
        if self.measured is None or self.limit is None:
            return None
        return self.measured >= self.limit if self.least else self.measured <= self.limit

    def columns(self) -> list[str]:
        """What, measured, goal, and how it stands."""
        measured = "-" if self.measured is None else f"{self.measured:.4g} {self.unit}"
        limit = "-" if self.limit is None else f"{'>=' if self.least else '<='} {self.limit:g} {self.unit}"
        unjudged = "not measured" if self.measured is None else "-"
        return [self.what, measured, limit, {True: "met", False: "MISSED", None: unjudged}[self.met]]


def goal(
    what: str, measured: float | None, limit: float | None = None, *, least: bool = False, unit: str = "x"
) -> None:
    """Prints a figure beside its goal, in a line that `goals_in` finds again."""
    print(_MARK + " | ".join(Goal(what, measured, limit, least, unit).columns()), flush=True)


def goals_in(output: str) -> list[list[str]]:
    """The columns of every goal that a benchmark has printed."""
    lines = (line.removeprefix(_MARK) for line in output.splitlines() if line.startswith(_MARK))
    return [line.split(" | ") for line in lines]


def timed(does: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    does()
    return (time.perf_counter() - begun) * 1000


def interleaved(ways: dict[str, Callable[[], object]], times: int, warm: int = 1) -> dict[str, float]:
    """The median milliseconds of each. They take turns, so that what else the machine does meets all alike."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(-warm, times):
        for name, does in ways.items():
            took = timed(does)
            if turn >= 0:
                taken[name].append(took)
    return {name: statistics.median(all_) for name, all_ in taken.items()}


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many percent of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def spread(values: Sequence[float], unit: str) -> str:
    """Median, least and most."""
    return f"{statistics.median(values):.4g} {unit} ({min(values):.4g}-{max(values):.4g})"


def peak_megabytes(pid: int | str = "self") -> float:
    """The most memory the process has ever had resident (VmHWM). Linux; raises OSError where it has gone."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)

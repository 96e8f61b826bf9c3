"""When to ask again: pure rules for polls, back-off and what is usual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DAY = 24 * 3600.0
WEEK = 7 * DAY  # result links live this long (doc)
DOUBT_YOUNG = 600.0  # seconds that a doubtful job is asked for as if it had been accepted


@dataclass(frozen=True, slots=True)
class Pacing:
    """Seconds between questions; `scale` makes everything faster for tests and the demo."""

    first: float = 2.0
    longest_young: float = 15.0  # never rarer while the job is young
    longest_old: float = 120.0
    young: float = 15 * 60.0
    doubtful: float = 300.0  # between two questions about a doubtful job that is no longer young
    scale: float = 1.0

    def poll_after(self, age: float, usual: tuple[float, float] | None, chance: float) -> float:
        """Seconds until a job accepted `age` seconds ago is asked for again.

        `usual` is the span of seconds this user's jobs of that model usually take; `chance` in 0..1 is the jitter.
        Sparse before the earliest usual end, every two seconds within the span, rarer and rarer after it.
        """
        age = age / self.scale
        if usual and age < usual[0]:
            wait = min(max(self.first, (usual[0] - age) * 0.5), self.longest_young)
        elif usual and age < usual[1]:
            wait = self.first
        else:
            wait = min(max(self.first, age * 0.15), self.longest_young if age < self.young else self.longest_old)
        return wait * (0.9 + 0.2 * chance) * self.scale

    def doubt_after(self, age: float, usual: tuple[float, float] | None, chance: float) -> float | None:
        """The same of a doubtful job sent `age` seconds ago; None where it is asked for at starts and on demand."""
        if age < DOUBT_YOUNG * self.scale:
            return self.poll_after(age, usual, chance)
        return self.doubtful * self.scale if age < DAY * self.scale else None

    def retry_after(self, failures: int, chance: float, longest: float = 60.0) -> float:
        """Seconds until try number `failures` + 1; the first retry comes within two seconds."""
        doublings = min(max(0, failures - 1), 32)  # a day without a network has more failures than a float has powers
        return min(1.5 * 2.0**doublings, longest) * (0.8 + 0.4 * chance) * self.scale


def usual_span(seconds: Sequence[float]) -> tuple[float, float] | None:
    """The span in which the middle of these durations lies, None for fewer than three."""
    if len(seconds) < 3:
        return None
    ordered = sorted(seconds)
    last = len(ordered) - 1
    return ordered[round(last * 0.15)], ordered[round(last * 0.85)]

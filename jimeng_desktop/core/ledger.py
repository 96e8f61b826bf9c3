"""The ledger as it is read: a line for every submit, and the sums of lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from .job import JobState

UNCHARGED = frozenset({"refused", "not_sent"})  # outcomes that can have cost nothing


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One submit: what was sent, as the exact body says it, and what came of it. Times are seconds since the epoch.

    What hangs on the job is None where the job is no longer there. One that was sent several times has a line for each,
    and its pictures and price stand in those that may have been accepted.
    """

    job_id: int
    sent_at: float
    answered_at: float | None
    outcome: str | None  # "accepted", "refused", "not_sent", "unknown"; None while no answer is known
    detail: str  # the service's own words
    task_id: str | None
    service: str
    key_mark: str
    model: str
    prompt: str
    ratio: str
    resolution: str
    state: JobState | None = None
    fault_code: str | None = None
    saved: int | None = None  # pictures on this disk
    price: float | None = None  # an estimate
    currency: str = ""

    @property
    def may_be_charged(self) -> bool:
        """Nothing says that it was not accepted."""
        return self.outcome not in UNCHARGED


class LedgerPage(NamedTuple):
    """Lines, newest first. `before` is given back to get the page after; None: there is none."""

    lines: list[LedgerLine]
    before: int | None


@dataclass(slots=True)
class Totals:
    """The sums of lines, kept up as they come."""

    jobs: int = 0
    pictures: int = 0
    estimates: dict[str, float] = field(default_factory=dict)  # by currency
    without: int = 0  # submits that may be charged and have no estimate
    _seen: set[int] = field(default_factory=set)

    def add(self, lines: Iterable[LedgerLine]) -> None:
        """More lines; a job is counted once however often it was sent."""
        for line in lines:
            self._seen.add(line.job_id)
            self.pictures += line.saved or 0
            if line.price is not None:
                self.estimates[line.currency] = self.estimates.get(line.currency, 0.0) + line.price
            elif line.may_be_charged:
                self.without += 1
        self.jobs = len(self._seen)

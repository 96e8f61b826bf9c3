"""The presses of Generate that can still be undone: their jobs wait a few seconds before they are sent."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from ..base.undo import Step, Undo

LATE = 1.0  # seconds after a send has left in which Ctrl+Z is still meant for it, and undoes nothing else
TICK = 200  # milliseconds


@dataclass(eq=False, slots=True)
class Held:
    """The jobs of one press that have not left yet, and until when they stay (epoch seconds)."""

    jobs: frozenset[int]
    until: float
    step: Step | None = None


class HeldSends(QObject):
    """Of one session. Each press is a step of the undo, which lives a little longer than its hold: who comes too late
    hears that, and nothing else is undone instead.
    """

    changed = Signal(object)  # when the last held press leaves (epoch seconds) or None; also as the seconds go by
    answering_changed = Signal(bool)  # whether Ctrl+Z is for a press of Generate; said anew after each press
    undone = Signal(object)  # the ids of the jobs that are not to be sent
    late = Signal()  # the press that was to be undone has just been sent

    def __init__(self, undo: Undo, parent: QObject | None = None, clock: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._undo = undo
        self._clock = clock
        self._held: list[Held] = []
        self._late_until = 0.0
        self._answering = False
        self._named: list[tuple[Held, int]] = []  # as the menu has them, with the number of their jobs
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._tick)

    @property
    def until(self) -> float | None:
        """When the last press leaves (epoch seconds); None where none is held."""
        return self._held[-1].until if self._held else None

    @property
    def answering(self) -> bool:
        """Ctrl+Z is for a press of Generate: it undoes that, or comes too late for it."""
        return bool(self._held) or self._clock() < self._late_until

    def hold(self, job_ids: Collection[int], until: float) -> None:
        """These jobs can be undone until `until` (epoch seconds), or until all of them are released."""
        held = Held(frozenset(job_ids), until)
        self._held.append(held)
        held.step = self._undo.push(lambda: self._text(held), lambda: self._take(held), expires=until + LATE)
        self._answering = False  # a press like the one before, but newer than what has been done meanwhile
        self._timer.start()
        self._tick()

    def release(self, still_held: Collection[int], *, sent: bool) -> None:
        """Only these jobs have not left yet; the others were sent, or cancelled."""
        now = self._clock()
        for held in self._held:
            held.jobs &= frozenset(still_held)
            if not held.jobs and held.step:
                self._undo.expire(held.step, now + LATE if sent else None)
                self._late_until = max(self._late_until, now + LATE) if sent else self._late_until
        self._tick()

    def undo_last(self) -> None:
        """The jobs of the last press are not sent; what was done since then stays."""
        self._tick()
        if self._held:
            self._undo.undo(self._held[-1].step)
        elif self.answering:
            self.late.emit()

    def _take(self, held: Held) -> None:
        self._tick()
        if held in self._held:
            self._held.remove(held)
            self._tick()
            self.undone.emit(held.jobs)
        else:
            self.late.emit()

    def _text(self, held: Held) -> str:
        return (
            self.tr("Generate %n job(s)", "", len(held.jobs))
            if held.jobs and held in self._held and self._clock() < held.until
            else ""
        )

    def _tick(self) -> None:
        now = self._clock()
        ended = [held for held in self._held if held.jobs and held.until <= now]
        self._late_until = max([self._late_until, *(held.until + LATE for held in ended)])
        self._held = [held for held in self._held if held.jobs and now < held.until]
        if self.answering != self._answering:
            self._answering = self.answering
            self.answering_changed.emit(self._answering)
        if not self.answering:
            self._timer.stop()
        named = [(held, len(held.jobs)) for held in self._held]
        if named != self._named:
            self._named = named
            self._undo.changed.emit()  # a menu that stands open names no send that has left
        self.changed.emit(self.until)

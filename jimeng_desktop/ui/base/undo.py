"""The one undo of the window: everything that can be undone is a step here, in the order in which it was done.

Not a QUndoStack: that calls redo at once when a step is pushed, still names a step that is obsolete, and knows neither
coroutines nor steps that expire.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ...core.errors import Fault, JimengError
from .ports import Start

MOST_STEPS = 100
LOOK = 60.0  # seconds after which it is looked again whether a step has expired
Acts = Callable[[], Awaitable[Any] | None]


@dataclass(eq=False, slots=True, weakref_slot=True)
class Step:
    """Something that was done. `text` names it in the language of the moment; "" where it should not be named."""

    text: Callable[[], str]
    undo: Acts
    redo: Acts | None = None
    expires: float | None = None  # epoch seconds; from then on the step counts as gone


class Undo(QObject):
    """The steps of this run. `changed` tells that other steps would be undone or redone next.

    A step that fails leaves the stack, and `failed` tells what it was and why. Presses that come while a step is being
    undone wait for it.
    """

    changed = Signal()
    failed = Signal(object, object)  # the step's text as a call: it may be said in another language; Fault

    def __init__(self, start: Start, parent: QObject | None = None, clock: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._start = start
        self._clock = clock
        self._done: list[Step] = []  # the newest last
        self._undone: list[Step] = []
        self._busy = False
        self._pushed = 0  # steps that ever were
        self._presses: list[Callable[[], None]] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._expire)

    def push(
        self, text: Callable[[], str], undo: Acts, redo: Acts | None = None, expires: float | None = None
    ) -> Step:  # fmt: skip
        """Adds what has just been done. What was undone before can't be redone any more."""
        step = Step(text, undo, redo, expires)
        self._pushed += 1
        self._undone.clear()
        self._done = [*self._done[1 - MOST_STEPS :], step]
        self._expire()
        return step

    def next_undo(self) -> Step | None:
        """The step that the next press undoes."""
        self._drop_expired()
        return self._done[-1] if self._done else None

    def next_redo(self) -> Step | None:
        """The step that the next press redoes."""
        return self._undone[-1] if self._undone else None

    def undo(self, step: Step | None = None) -> None:
        """Undoes the newest step, or this one. Expired steps are skipped."""
        if self._busy:
            self._presses.append(lambda: self.undo(step))
            return
        step = step or self.next_undo()
        if step in self._done:
            self._done.remove(step)
            self._act(step, step.undo, partial(self._keep_undone, step, self._pushed))

    def redo(self) -> None:
        """Does again what was undone last."""
        if self._busy:
            self._presses.append(self.redo)
        elif self._undone:
            step = self._undone.pop()
            assert step.redo
            self._act(step, step.redo, lambda: self._done.append(step))

    def expire(self, step: Step, at: float | None = None) -> None:
        """The step counts as gone from now on, or from then on (epoch seconds)."""
        step.expires = self._clock() if at is None else at
        self._expire()

    # Inside

    def _act(self, step: Step, act: Acts, keep: Callable[[], None]) -> None:
        """`keep` puts the step where it belongs once it has been done: by then the lists may be others."""
        self._busy = True
        try:
            under_way = act()
        except JimengError as error:
            self._end(step, None, error.fault)
            return
        except BaseException:
            self._end(step, None)
            raise
        if under_way is None:
            self._end(step, keep)
        else:
            self._start(self._wait(step, under_way, keep), name="undo")

    async def _wait(self, step: Step, under_way: Awaitable[Any], keep: Callable[[], None]) -> None:
        fault: Fault | None = None
        done = False
        try:
            await under_way
            done = True
        except JimengError as error:
            fault = error.fault
        finally:
            self._end(step, keep if done else None, fault)

    def _keep_undone(self, step: Step, pushed: int) -> None:
        """It can be redone, unless something else has been done since its undo began."""
        if step.redo and pushed == self._pushed:
            self._undone.append(step)

    def _end(self, step: Step, keep: Callable[[], None] | None, fault: Fault | None = None) -> None:
        if keep:
            keep()
        self._busy = False
        if fault:
            self.failed.emit(step.text, fault)
        self.changed.emit()
        while self._presses and not self._busy:  # one that finds nothing to do keeps no other waiting
            self._presses.pop(0)()

    def _drop_expired(self) -> None:
        now = self._clock()
        self._done, self._undone = (
            [step for step in steps if step.expires is None or now < step.expires]
            for steps in (self._done, self._undone)
        )

    def _expire(self) -> None:
        self._drop_expired()
        ends = [step.expires for step in self._done if step.expires is not None]
        if ends:
            wait = min(max(0.0, min(ends) - self._clock()), LOOK)
            self._timer.start(int(wait * 1000) + 1)
        else:
            self._timer.stop()
        self.changed.emit()

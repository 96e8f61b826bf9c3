"""What the window asks of the runner. The runner comes seconds after the window: until then what is asked for waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ...core.catalog import Catalog
from ...core.events import Event
from ...core.recipe import Recipe

if TYPE_CHECKING:
    from ...runner.runner import Runner


class RunnerCalls(QObject):
    """`runner` is None before it is there, and after it is closed."""

    made = Signal(object, object)  # the jobs of a press, and until when they can be undone (epoch seconds) or None

    def __init__(self, hold_seconds: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner: Runner | None = None
        self.clock: Callable[[], float] = time.monotonic  # the loop's
        self._hold_seconds = hold_seconds
        self._early: list[Callable[[Runner], object]] = []

    def connect_runner(self, runner: Runner, catalog: Catalog) -> None:
        """From here on what is asked for happens; what was asked for before happens now, in its order."""
        self.runner = runner
        runner.catalog_changed(catalog)  # one may have been added meanwhile
        early, self._early = self._early, []
        for call in early:
            call(runner)

    def when_running(self, does: Callable[[Runner], object]) -> None:
        """Now, or as soon as the runner is there."""
        if self.runner:
            does(self.runner)
        else:
            self._early.append(does)

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Gives the runner a listener as soon as it is there; returns what takes it away again."""
        over = False
        leave: list[Callable[[], None]] = []

        def join(runner: Runner) -> None:
            if not over:
                leave.append(runner.listen(listener))

        def end() -> None:
            nonlocal over
            over = True
            for stop in leave:
                stop()

        self.when_running(join)
        return end

    def generate(self, recipe: Recipe, times: int, front: bool = False) -> None:
        """Makes jobs of the recipe; with `front` they go first. The runner hears when the press was, and takes two
        close ones for one.
        """
        pressed = self.clock()
        self.when_running(lambda runner: self._make(runner, recipe, times, front, pressed))

    def cancel(self, job_id: int) -> None:
        """Takes a waiting job back, or asks the service to cancel it."""
        self.when_running(lambda runner: runner.cancel(job_id))

    def cancel_all(self, job_ids: Iterable[int]) -> None:
        """Each of them."""
        for job_id in job_ids:
            self.cancel(job_id)

    def catalog_changed(self, catalog: Catalog) -> None:
        """There are other models than before."""
        if self.runner:
            self.runner.catalog_changed(catalog)

    def usual(self, model: str) -> tuple[float, float] | None:
        """How long jobs of a model take here, in seconds."""
        return self.runner.usual(model) if self.runner else None

    @property
    def sending(self) -> int:
        """Sends that wait for their answer."""
        return self.runner.sending if self.runner else 0

    def _make(self, runner: Runner, recipe: Recipe, times: int, front: bool, pressed: float) -> None:
        jobs, queue = runner.generate(recipe, times, front=front, pressed=pressed), runner.queue
        if jobs:
            held = not (queue.paused or queue.key_missing)
            self.made.emit(jobs, jobs[0].created_at + self._hold_seconds() if held else None)

"""Batches: whether all of their pictures will fit is looked at before the first of them is sent."""

from __future__ import annotations

from pathlib import Path

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.job import JobState
from tests.runner.world import Heard, World, bounded, recipe, running, until


def test_a_batch_that_may_not_fit_pauses_before_anything_is_sent(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard, free = World(), Heard(), 400_000_000
        async with running(tmp_path, world, heard) as runner:
            originals = runner._desk.library._originals
            originals.disk.free = lambda path: free  # type: ignore[method-assign]
            jobs = runner.generate(recipe("fits"), 10)  # 10 × 4 × 1 megapixel × 3 bytes: 126 MB and the reserve
            await runner.wait(job.id for job in jobs)
            assert runner.queue.paused is None and world.prompts["fits"] == 10
            jobs = runner.generate(recipe("too many"), 17)
            await until(lambda: runner.queue.paused is not None)
            assert runner.queue.paused == Fault("batch_too_large", "0.2 GB / 0.2 GB") and not world.prompts["too many"]
            assert {heard.last(job.id).state for job in jobs} <= {JobState.SAVING, JobState.WAITING}
            runner.go_on()  # the user knows better
            await runner.wait(job.id for job in jobs)
            assert world.prompts["too many"] == 17

    bounded(play())

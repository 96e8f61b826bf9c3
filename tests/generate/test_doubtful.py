"""The command waits for the task that an unclear answer names, but not for ever."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from jimeng_desktop.generate import batch
from jimeng_desktop.generate.batch import ANSWER_UNKNOWN, DONE, Batch
from jimeng_desktop.options import Request
from tests.runner.world import World, bounded, recipe, running


@pytest.mark.parametrize(("known", "seconds", "status"), [(True, 600.0, DONE), (False, 0.05, ANSWER_UNKNOWN)])
def test_a_doubtful_job_is_waited_for_as_long_as_it_may_be_found(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    known: bool,
    seconds: float,
    status: int,
) -> None:
    monkeypatch.setattr(batch, "_DOUBT", seconds)

    async def play() -> None:
        world = World()
        world.submit_faults["fox"] = ["named"]
        world.statuses["fox"] = ["not known"] * (3 if known else 100_000)
        request = Request("fox", tmp_path / "out")
        request.out.mkdir()
        async with running(tmp_path, world) as runner:
            following = Batch(request, tmp_path / "Pictures")
            assert await following.run(runner, runner._desk.library, recipe("fox")) == status
        assert world.prompts == {"fox": 1}
        assert len(await asyncio.to_thread(lambda: list(request.out.iterdir()))) == (4 if known else 0)

    bounded(play())
    said = capsys.readouterr().err
    assert "Sent, unclear reply" in said
    assert ("may be charged twice" in said) is not known

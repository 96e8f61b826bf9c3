"""What the command makes of odd answers: an unclear one is waited for, but not for ever; links are named."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from jimeng_desktop.commands.generate import batch
from jimeng_desktop.commands.generate.batch import Batch
from jimeng_desktop.commands.ground import ANSWER_UNKNOWN, DONE, MISSING
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
    assert "Unclear reply" in said
    assert ("may be charged twice" in said) is not known


def test_links_that_can_not_be_fetched_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = "ftp://pictures.test/" + "x" * 500

    async def play() -> None:
        world = World()
        world.named = lambda urls: [urls[0], link]
        request = Request("fox", tmp_path / "out", json=True)
        request.out.mkdir()
        async with running(tmp_path, world) as runner:
            following = Batch(request, tmp_path / "Pictures")
            assert await following.run(runner, runner._desk.library, recipe("fox")) == MISSING

    bounded(play())
    out, err = capsys.readouterr()
    assert link in err and json.loads(out)["links"] == [link]
    assert (json.loads(out)["missing"], json.loads(out)["error"]["code"]) == (1, "links_unfetchable")

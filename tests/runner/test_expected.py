"""How many pictures a job stands for, and which recipes make none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.runner.world import CATALOG, Heard, World, bounded, recipe, running


def test_a_job_expects_what_its_model_gives_or_is_asked_for(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard) as runner:
            (four,) = runner.generate(recipe("a red fox"))
            (six,) = runner.generate(replace(recipe("a red fox"), model="seedream-4.5", count=6))
            (one,) = runner.generate(replace(recipe("a red fox"), model="nano-banana-pro"))
            assert (four.expected, six.expected, one.expected) == (4, 6, 1)
            for refused in (replace(recipe("x"), count=2), replace(recipe("x"), model="mine")):
                with pytest.raises(ValueError):
                    runner.generate(refused)
            model = replace(CATALOG.models[0], id="mine", pictures=3)
            runner.catalog_changed(replace(CATALOG, models=(model,)))
            (three,) = runner.generate(replace(recipe("x"), model="mine"))
            assert three.expected == 3

    bounded(play())

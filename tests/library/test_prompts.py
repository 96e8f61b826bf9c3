"""The prompts of past jobs, as the history lists them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jimeng_desktop.library import rows
from jimeng_desktop.library.library import Library
from tests.library.making import FOX, make_job

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def test_prompts_are_distinct_and_newest_first(tmp_path: Path, run_async: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    prompts = ["a fox", "an owl", "雪中的狐狸\n第二行", " \n ", "a fox", "a moth"]

    async def go() -> list[list[str]]:
        library = Library.open(tmp_path / "data", tmp_path / "originals")
        jobs = [make_job(id, 0, recipe=replace(FOX, prompt=prompt)) for id, prompt in enumerate(prompts, 1)]
        await library.add_jobs(jobs)
        read = [await library.prompts(10), await library.prompts(2)]
        monkeypatch.setattr(rows, "LOOKED_AT", 1)
        read.append(await library.prompts(10))
        await library.close()
        return read

    everything, two, of_one_job = run_async(go())
    assert everything == ["a moth", "a fox", "雪中的狐狸\n第二行", "an owl"]
    assert two == everything[:2]
    assert of_one_job == ["a moth"]

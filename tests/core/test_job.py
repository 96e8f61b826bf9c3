"""Ids of jobs and pictures."""

from __future__ import annotations

import pytest

from jimeng_desktop.core import job as module
from jimeng_desktop.core.job import MOST_PICTURES, Job, JobIds, Picture, PictureState, picture_id
from jimeng_desktop.core.recipe import Recipe


def test_ids_only_grow_even_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([5_000_000_000, 5_000_000_000, 1_000_000_000, 9_000_000_000])
    monkeypatch.setattr(module.time, "time_ns", lambda: next(clock))
    ids = JobIds(last=0)
    assert [ids.next() for _ in range(4)] == [5_000_000, 5_000_001, 5_000_002, 9_000_000]


def test_ids_go_on_behind_those_on_disk() -> None:
    far = 9_000_000_000_000_000  # microseconds: a clock that was once far ahead
    assert JobIds(last=far).next() == far + 1


def test_picture_ids_differ_and_fit_into_64_bits() -> None:
    year_2260 = 9_151_000_000_000_000
    assert picture_id(year_2260, MOST_PICTURES - 1) < 2**63
    assert picture_id(7, MOST_PICTURES - 1) < picture_id(8, 0)


def test_a_picture_is_replaced_in_its_place() -> None:
    pictures = tuple(Picture(1, n, f"https://x.test/{n}") for n in range(3))
    job = Job(1, Recipe("m", "p"), 4, 0.0, pictures=pictures)
    saved = Picture(1, 1, "https://x.test/1", PictureState.SAVED)
    assert job.with_picture(saved).pictures == (pictures[0], saved, pictures[2])
    assert job.with_picture(saved).saved == 1 and job.saved == 0

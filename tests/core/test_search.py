"""What is wanted: periods of local days, and what is kept of it for later."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimeng_desktop.core.search import DAYS, Wanted, plain, span_of
from jimeng_desktop.core.search import words as words_of
from tests.zones import utc

TODAY = date(2026, 3, 1)


def at(year: int, month: int, day: int) -> float:
    return datetime(year, month, day).timestamp()


@pytest.mark.parametrize(
    ("period", "begin", "end"),
    [
        ("today", (2026, 3, 1), (2026, 3, 2)),
        ("yesterday", (2026, 2, 28), (2026, 3, 1)),
        ("7 days", (2026, 2, 23), (2026, 3, 2)),
        ("30 days", (2026, 1, 31), (2026, 3, 2)),
        ("2026-11", (2026, 11, 1), (2026, 12, 1)),
        ("2026-12", (2026, 12, 1), (2027, 1, 1)),
        ("2024-02", (2024, 2, 1), (2024, 3, 1)),
    ],
)
def test_periods_are_whole_local_days(period: str, begin: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert span_of(period, TODAY) == (at(*begin), at(*end))


@pytest.mark.parametrize(
    ("zone", "period", "today", "begin", "end"),
    [
        ("UTC", "2026-11", TODAY, "2026-11-01T00:00", "2026-12-01T00:00"),
        ("Shanghai", "2026-11", TODAY, "2026-10-31T16:00", "2026-11-30T16:00"),
        ("Shanghai", "today", date(2026, 1, 1), "2025-12-31T16:00", "2026-01-01T16:00"),
        ("New York", "2026-03", TODAY, "2026-03-01T05:00", "2026-04-01T04:00"),
        ("New York", "2026-11", TODAY, "2026-11-01T04:00", "2026-12-01T05:00"),
        ("New York", "today", date(2026, 3, 8), "2026-03-08T05:00", "2026-03-09T04:00"),  # of 23 hours
        ("New York", "yesterday", date(2026, 11, 2), "2026-11-01T04:00", "2026-11-02T05:00"),  # of 25
        ("New York", "7 days", date(2026, 3, 10), "2026-03-04T05:00", "2026-03-11T04:00"),
        ("Berlin", "30 days", date(2026, 4, 2), "2026-03-03T23:00", "2026-04-02T22:00"),
        ("Havana", "today", date(2026, 3, 8), "2026-03-08T05:00", "2026-03-09T04:00"),
        ("Havana", "today", date(2026, 11, 1), "2026-11-01T04:00", "2026-11-02T05:00"),
    ],
    indirect=["zone"],
)
def test_days_are_those_of_the_clock_on_the_wall(zone: str, period: str, today: date, begin: str, end: str) -> None:
    assert span_of(period, today) == (utc(begin), utc(end))


@pytest.mark.parametrize("period", ["", "tomorrow", "2026", "2026-13", "0000-01", "9999-12"])
def test_what_is_no_period_leaves_nothing_out(period: str) -> None:
    assert span_of(period, TODAY) is None


words = st.frozensets(st.text(max_size=5), max_size=3)
wanted = st.builds(
    Wanted,
    text=st.text(max_size=9),
    models=words,
    states=words,
    flags=words,
    labels=words,
    period=st.sampled_from(["", *DAYS, "2026-11"]),
    stars=st.integers(0, 5),
    unjudged=st.booleans(),
    collection=st.integers(0, 9),
)


@given(wanted)
def test_what_is_kept_is_read_again(wanted: Wanted) -> None:
    assert Wanted.from_json(wanted.as_json()) == wanted


@pytest.mark.parametrize("text", ["", "[1", "3", "[]", '{"stars": "many", "flags": 7, "colour": 1, "unjudged": 1}'])
def test_what_cannot_be_read_is_left_out(text: str) -> None:
    assert Wanted.from_json(text) == Wanted()


def test_nothing_wanted_is_everything() -> None:
    assert Wanted().everything and Wanted(" ，").everything
    for field in fields(Wanted):
        if field.name != "text":
            value = {str: "today", int: 3, bool: True, frozenset: frozenset({"x"})}[type(field.default)]
            assert not Wanted(**{field.name: value}).everything


def test_accents_and_widths_make_no_other_letters() -> None:
    assert plain("crème Café ＦＯＸ ２") == "creme Cafe FOX 2"
    assert plain("が 가 赛博") == "が 가 赛博", "these are letters of their own"
    assert words_of("café") == words_of("cafe") and words_of("ＦＯＸ") == words_of("FOX")

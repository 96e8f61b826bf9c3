"""What the export dialog remembers survives whatever the settings file says."""

from __future__ import annotations

from typing import Any

import pytest

from jimeng_desktop.export.order import Order, read_order


def test_what_is_remembered_is_read() -> None:
    order = Order("webp", {"jpeg": 70, "webp": 55}, True, 1200, "{n}", "/somewhere", False)
    assert read_order(order.remembered()) == order


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"format": "tiff", "qualities": 5, "resize": "yes", "long_edge": "big", "template": None, "folder": 3},
        {"format": None, "qualities": {"jpeg": 0, "webp": True, "tiff": 3}, "long_edge": 0, "template": ""},
        {"qualities": {"jpeg": 101}, "long_edge": 10**9, "numbered": "no"},
    ],
)
def test_what_makes_no_sense_is_as_usual(damaged: dict[str, Any]) -> None:
    assert read_order(damaged) == Order()


def test_the_size_is_the_originals_where_it_can_not_change() -> None:
    assert Order("jpeg", resize=True, long_edge=900).manner().long_edge == 900
    assert Order("jpeg", resize=False, long_edge=900).manner().long_edge is None
    assert Order("original", resize=True, long_edge=900).manner().long_edge is None
    assert [Order(code).manner().quality for code in ("jpeg", "webp", "png")] == [92, 90, 0]

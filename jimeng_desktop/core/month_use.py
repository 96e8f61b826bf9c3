"""What the pictures of a month take on the disk."""

from __future__ import annotations

from typing import NamedTuple


class MonthUse(NamedTuple):
    """What the pictures saved in one month take."""

    year: int
    month: int  # from 1
    pictures: int
    size: int  # bytes

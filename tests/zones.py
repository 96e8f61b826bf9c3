"""The zones that tests choose from: of rules that POSIX can write, so that no machine need have a database of them."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

import pytest

# The sign is the other way round; after the name of summer time stands when it begins and ends.
ZONES = {
    "UTC": "UTC0",
    "Shanghai": "CST-8",
    "New York": "EST5EDT,M3.2.0,M11.1.0",
    "Berlin": "CET-1CEST,M3.5.0,M10.5.0/3",
    "Havana": "CST5CDT,M3.2.0/0,M11.1.0/1",  # in spring a day begins at one, in autumn midnight comes twice
}
USUAL = "Shanghai"  # never where local time is UTC: what takes one for the other is to be seen


def go_to(name: str) -> None:
    """Local time is that of this zone from now on, for what is started from here too."""
    if hasattr(time, "tzset"):
        os.environ["TZ"] = ZONES[name]
        time.tzset()
    elif name != USUAL and (name, time.timezone, time.daylight) != ("UTC", 0, 0):
        pytest.skip("this system has one zone for all that run on it")


def utc(moment: str) -> float:
    """Seconds since the epoch of an ISO time in UTC."""
    return datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()

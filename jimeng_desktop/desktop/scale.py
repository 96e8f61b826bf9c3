"""The size of the interface: Qt's own scale, which it reads from the environment once, when it starts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

VARIABLE = "QT_SCALE_FACTOR"


def overruled() -> bool:
    """The user has set a scale for all Qt programs: it has the last word."""
    return bool(os.environ.get(VARIABLE, "").strip())


@contextmanager
def scaled(percent: int) -> Iterator[None]:
    """Qt started inside draws everything so much larger. Programs started later never hear of it."""
    if percent == 100 or overruled():
        yield
        return
    os.environ[VARIABLE] = f"{percent / 100:g}"
    try:
        yield
    finally:
        del os.environ[VARIABLE]

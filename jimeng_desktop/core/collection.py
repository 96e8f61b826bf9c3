"""A collection: pictures put together by hand, or by what is looked for."""

from __future__ import annotations

from dataclasses import dataclass

from .search import Wanted


@dataclass(frozen=True, slots=True)
class Collection:
    """`wanted` makes it a smart one: it is always what that finds. `pictures` is how many were put in by hand."""

    id: int
    name: str
    wanted: Wanted | None = None
    pictures: int = 0

"""The pictures of the present window, for what is judged there: another one after a change of the language."""

from __future__ import annotations

from collections.abc import Callable, Collection

from ..finding.finding import Finding
from ..window.pages import Pages


class InView:
    """See judging.View."""

    def __init__(self, pages: Callable[[], Pages], finding: Finding) -> None:
        self._pages = pages
        self._finding = finding

    def show_pictures(self, pictures: Collection[int]) -> bool:
        return self._pages().show_pictures(pictures)

    async def looked(self) -> None:
        await self._finding.looked()

"""What the present window shows and has chosen: asked anew each time, since a new language brings a new window."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from ...core.job import Job, Picture
from ..finding.finding import Finding
from ..gallery.selection import selected_pictures
from ..window.pages import Middle


class InView:
    """Chosen, and what shows the pictures that are judged."""

    def __init__(self, middle: Callable[[], Middle], finding: Finding) -> None:
        self._middle = middle
        self._finding = finding

    def pictures(self) -> list[int]:
        return self._middle().chosen_pictures()

    @property
    def picture(self) -> int | None:
        return self._middle().current_picture

    @property
    def job(self) -> int | None:
        return self._middle().current_job

    def several(self) -> Iterator[tuple[Job, Picture]]:
        return selected_pictures(self._middle().gallery)

    def show_pictures(self, pictures: Collection[int]) -> bool:
        return self._middle().show_pictures(pictures)

    async def looked(self) -> None:
        await self._finding.looked()

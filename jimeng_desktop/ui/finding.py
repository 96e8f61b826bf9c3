"""What is looked for: typed in the toolbar, found by the library, shown by the gallery's model."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ..core.job import Job
from ..core.search import Wanted
from ..messages import states_of
from .gallery_rows import Rows
from .selection import select_again, selected_ids

if TYPE_CHECKING:
    from .session import Session

SLICE = 0.004  # seconds
_PLURALS = {"model": "models", "ratio": "ratios", "resolution": "resolutions", "state": "states"}


class Finding(QObject):
    """Of one session. The window stays free while the library looks; only the newest answer counts."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._wanted = Wanted()
        self._asked = 0
        session.feed.job_changed.connect(self._job_changed)

    @property
    def wanted(self) -> Wanted:
        """What is looked for at present."""
        return self._wanted

    @property
    def filtered(self) -> bool:
        """Whether something besides the prompt is looked for."""
        return replace(self._wanted, text="") != Wanted()

    def chosen(self, field: str) -> frozenset[str]:
        """The values of a field that are looked for; none: all are."""
        values: frozenset[str] = getattr(self._wanted, _PLURALS[field])
        return values

    def has(self, field: str, choice: str) -> bool:
        """Whether a choice of the menu is looked for."""
        return _values(field, choice) <= self.chosen(field)

    def toggle(self, field: str, choice: str) -> None:
        """A choice of the menu is looked for, or not any more."""
        values, chosen = _values(field, choice), self.chosen(field)
        changed: dict[str, Any] = {_PLURALS[field]: chosen - values if values <= chosen else chosen | values}
        self._look(replace(self._wanted, **changed))

    def show_all(self) -> None:
        """Nothing is looked for any more."""
        self._wanted = Wanted(self._wanted.text)
        self._session.window.toolbar.search.clear()  # which says so, if it has a text
        self._look(Wanted())

    def look_for(self, text: str) -> None:
        """Shows the jobs whose prompts have these words; all for none."""
        self._look(replace(self._wanted, text=text))

    def _look(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._asked += 1
        self._session.window.toolbar.filter.setChecked(self.filtered)
        if self._wanted.everything:
            self._show(None)
        else:
            self._session.tasks.start(self._find(self._wanted, self._asked), name="search")

    async def _find(self, wanted: Wanted, asked: int) -> None:
        found = frozenset(await self._session.library.find(wanted))
        rows = await self._picked(found)
        if asked == self._asked:
            self._session.window.middle.nothing_found.say(wanted.text.strip(), self.filtered)
            self._show(found, rows)

    async def _picked(self, job_ids: frozenset[int]) -> Rows | None:
        """Their rows, picked in slices that are no frame long; None where a job has changed meanwhile."""
        model, rows = self._session.model, list[Rows]()
        changes, begun = model.changes, time.perf_counter()
        for growing in model.every.only(job_ids):
            rows = [growing]
            if time.perf_counter() - begun > SLICE:
                await asyncio.sleep(0)
                if model.changes != changes:
                    return None
                begun = time.perf_counter()
        return rows[0]

    def _show(self, job_ids: frozenset[int] | None, rows: Rows | None = None) -> None:
        """What was selected, and is still shown, stays so."""
        model, gallery = self._session.model, self._session.window.middle.gallery
        if job_ids == model.wanted:
            return
        current, chosen = gallery.current_picture, selected_ids(gallery)
        if job_ids is not None:
            self._session.window.middle.close_loupe()
        model.show_only(job_ids, rows)
        select_again(gallery, current, chosen)

    def _job_changed(self, job: Job) -> None:
        """A job that is new may be one of those that are looked for."""
        wanted = self._session.model.wanted
        if wanted is not None and job.id not in wanted and not job.ended:
            self._asked += 1
            self._session.tasks.start(self._find(self._wanted, self._asked), name="search")


def _values(field: str, choice: str) -> frozenset[str]:
    return states_of(choice) if field == "state" else frozenset({choice})

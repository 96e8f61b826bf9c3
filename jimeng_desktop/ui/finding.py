"""What is looked for: typed in the toolbar, found by the library, shown by the gallery's model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ..core.job import Job
from ..core.search import Wanted
from .selection import select_again, selected_ids

if TYPE_CHECKING:
    from .session import Session


class Finding(QObject):
    """Of one session. The window stays free while the library looks; only the newest answer counts."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._wanted = Wanted()
        self._asked = 0
        session.feed.job_changed.connect(self._job_changed)

    def show_all(self) -> None:
        """Nothing is looked for any more."""
        self._session.window.toolbar.search.clear()  # which says so
        self.look_for("")

    def look_for(self, text: str) -> None:
        """Shows the jobs whose prompts have these words; all for none."""
        self._wanted = Wanted(text)
        self._asked += 1
        if self._wanted.everything:
            self._show(None)
        else:
            self._session.tasks.start(self._find(self._wanted, self._asked), name="search")

    async def _find(self, wanted: Wanted, asked: int) -> None:
        found = await self._session.library.find(wanted)
        if asked == self._asked:
            self._session.window.middle.nothing_found.say(wanted.text.strip())
            self._show(frozenset(found))

    def _show(self, job_ids: frozenset[int] | None) -> None:
        """What was selected, and is still shown, stays so."""
        model, gallery = self._session.model, self._session.window.middle.gallery
        if job_ids == model.wanted:
            return
        current, chosen = gallery.current_picture, selected_ids(gallery)
        if job_ids is not None:
            self._session.window.middle.close_loupe()
        model.show_only(job_ids)
        select_again(gallery, current, chosen)

    def _job_changed(self, job: Job) -> None:
        """A job that is new may be one of those that are looked for."""
        wanted = self._session.model.wanted
        if wanted is not None and job.id not in wanted and not job.ended:
            self._asked += 1
            self._session.tasks.start(self._find(self._wanted, self._asked), name="search")

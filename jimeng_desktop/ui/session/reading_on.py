"""What the first page of the library left out, read after the first frame."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ...core.errors import LibraryError, StorageError
from ..jobs.prompt_history import MOST_PROMPTS

if TYPE_CHECKING:
    from .session import Session

PAGE = 200  # jobs
MANY = 4000  # rows


async def read_on(session: Session) -> None:
    """Loads it page by page; `session.all_read` tells that it is all there."""
    await session.collections.read()
    session.prompts.add_older(await session.library.prompts(MOST_PROMPTS))
    oldest = min((section.job.id for section in session.model.every), default=None)
    while oldest is not None:
        page = await session.library.jobs(before=oldest, limit=PAGE, light=True)
        session.model.append_older(page)
        if page:
            session.model.set_marks(await session.library.sorting.marks(page[-1].id, page[0].id))
        session.tally.hear(page)
        oldest = page[-1].id if len(page) == PAGE else None
    session.show_counts()
    session.all_read.set()
    await session.actions.missing.look()
    if session.model.every.count > MANY:
        with suppress(StorageError, LibraryError):  # a search says it, whoever doesn't search need not know
            await session.library.prepare_search()  # else the first letter that is typed would wait for it

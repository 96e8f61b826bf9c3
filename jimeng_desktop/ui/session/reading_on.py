"""What the first page of the library left out, read after the first frame."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress

from ...core.errors import LibraryError, StorageError
from ..jobs.prompt_history import MOST_PROMPTS
from .parts import Parts

PAGE = 200  # jobs
MANY = 4000  # rows


async def read_on(parts: Parts, look_for_missing: Callable[[], Awaitable[None]]) -> None:
    """Loads it page by page; `parts.all_read` tells that it is all there."""
    library, model = parts.library, parts.model
    await parts.collections.read()
    parts.prompts.add_older(await library.prompts(MOST_PROMPTS))
    oldest = min((section.job.id for section in model.every), default=None)
    while oldest is not None:
        page = await library.jobs(before=oldest, limit=PAGE, light=True)
        model.append_older(page)
        if page:
            model.set_marks(await library.sorting.marks(page[-1].id, page[0].id))
        parts.tally.hear(page)
        oldest = page[-1].id if len(page) == PAGE else None
    parts.show_counts()
    parts.all_read.set()
    await look_for_missing()
    if model.every.count > MANY:
        with suppress(StorageError, LibraryError):  # a search says it, whoever doesn't search need not know
            await library.prepare_search()  # else the first letter that is typed would wait for it

"""A model the user adds by its id: written to their own file, offered and chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from ...assets import asset
from ...core.catalog import Catalog
from ...core.own_models import Trouble
from ...files.catalog import read_catalog
from ...files.own_models import add_own
from ...messages import own_models_words
from ..base.language import translate_message
from ..base.ports import Says


def say_trouble(says: Says, trouble: Trouble) -> None:
    """The banner tells why the user's own models are not there, or why one was not added."""
    says.say("models", lambda: own_models_words(trouble, translate_message))


async def add_model(own: Path, model_id: str, says: Says, use: Callable[[Catalog], None]) -> None:
    """Adds it to the user's own file, and gives the new catalog to `use`. What can't be kept is not offered either: the
    next start would no longer know it.
    """
    found = await asyncio.to_thread(_add, own, model_id)
    if isinstance(found, Trouble):
        say_trouble(says, found)
        return
    says.clear("models")
    use(found)


def _add(own: Path, model_id: str) -> Catalog | Trouble:
    built_in = asset("models.toml")
    trouble = read_catalog(built_in, own).trouble or add_own(own, model_id)  # a file at fault is left as it is
    if trouble:
        return trouble
    catalog = read_catalog(built_in, own)
    return catalog.trouble or catalog

"""A model the user adds by its id: written to their own file, offered and chosen."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from ...assets import asset
from ...core.catalog import Catalog
from ...core.own_models import Trouble
from ...files.catalog import read_catalog
from ...files.own_models import add_own
from ...messages import own_models_words
from ..base.language import translate_message

if TYPE_CHECKING:
    from ..session.session import Session


def say_trouble(session: Session, trouble: Trouble) -> None:
    """The banner tells why the user's own models are not there, or why one was not added."""
    session.notices.say("models", lambda: own_models_words(trouble, translate_message))


async def add_model(session: Session, model_id: str) -> None:
    """What can't be kept is not offered either: the next start would no longer know it."""
    found = await asyncio.to_thread(_add, session.place.models, model_id)
    if isinstance(found, Trouble):
        say_trouble(session, found)
        return
    session.notices.clear("models")
    session.use_catalog(found)
    session.window.composer.model.choose(model_id)


def _add(own: Path, model_id: str) -> Catalog | Trouble:
    built_in = asset("models.toml")
    trouble = read_catalog(built_in, own).trouble or add_own(own, model_id)  # a file at fault is left as it is
    if trouble:
        return trouble
    catalog = read_catalog(built_in, own)
    return catalog.trouble or catalog

"""The user's own models.toml: reads it, and adds a model to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..core.own_models import Trouble, own_entries, with_model
from .disk import replace_file


def read_own(path: Path, common: dict[str, Any]) -> list[dict[str, Any]] | Trouble:
    """The checked entries of the file, or why it can't be used. See own_entries."""
    try:
        return own_entries(path.read_bytes(), path, common)
    except OSError as error:
        return Trouble("own_unreadable", path, detail=error.strerror or str(error))


def add_own(path: Path, model_id: str) -> Trouble | None:
    """Adds a model by its id; what is in the file stays to the byte. None: it is in the file, durably."""
    try:
        path = path.resolve()  # a link stays one
        after = with_model(path.read_bytes() if path.exists() else None, path, model_id)
        if isinstance(after, Trouble):
            return after
        replace_file(path, after)
    except OSError as error:
        return Trouble("own_unwritable", path, detail=error.strerror or str(error))
    return None

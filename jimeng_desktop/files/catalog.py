"""Reads models.toml, and the user's own file of models beside the settings."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from ..core.catalog import Catalog, catalog_from


def read_catalog(path: Path, own: Path | None = None) -> Catalog:
    """Reads models.toml, then the user's own file where there is one.

    Raises OSError, tomllib.TOMLDecodeError or KeyError for a `path` that isn't a catalog; never for `own`.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if own is None or not os.path.exists(own):  # Path.exists() may raise
        return catalog_from(data)
    from .own_models import read_own  # late: few have such a file

    added = read_own(own, data["common"])
    return catalog_from(data, added) if isinstance(added, list) else catalog_from(data, trouble=added)

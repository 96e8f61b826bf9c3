"""The file of the settings: one JSON object, read leniently and replaced as a whole."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..core.settings import Settings, settings_from
from .disk import replace_file

VERSION = 1


def read_settings(path: Path) -> Settings:
    """The settings in the file; defaults for what is missing, unreadable or out of range."""
    return settings_from(_parse(path) or {})


def write_settings(path: Path, settings: Settings) -> None:
    """Replaces the file as one, durably; one that can't be read is kept beside it, as `….bad`. Raises OSError."""
    text = json.dumps({"version": VERSION, **asdict(settings)}, ensure_ascii=False, indent=1)
    unreadable = path.exists() and _parse(path) is None
    replace_file(path, text.encode(), aside=path.with_name(f"{path.name}.bad") if unreadable else None)


def _parse(path: Path) -> dict[str, Any] | None:
    """What the file holds, None where that is no JSON object or can't be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None

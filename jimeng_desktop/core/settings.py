"""The settings: one dataclass with type, range and default per field, in one JSON file."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

VERSION = 1
NAME_TEMPLATE = "{year}/{date}/{time} {prompt} {n}"


def _ranged(default: Any, low: float, high: float) -> Any:
    return field(default=default, metadata={"low": low, "high": high})


def _one_of(default: str, *choices: str) -> Any:
    return field(default=default, metadata={"choices": choices})


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user can choose. A value out of its range or type falls back to the default, alone."""

    language: str = _one_of("system", "system", "en", "zh_CN")
    theme: str = _one_of("system", "system", "light", "dark")
    base_url: str = "https://api.maxapi.io"
    library_folder: str = ""  # empty: Pictures/Jimeng
    name_template: str = NAME_TEMPLATE
    hold_seconds: float = _ranged(3.0, 0, 60)  # "undo send"
    sends_at_once: int = _ranged(2, 1, 3)  # the client keeps the rest of its connections for questions
    open_jobs: int = _ranged(5, 1, 100)  # accepted and unfinished
    last_form: dict[str, Any] = field(default_factory=dict)  # the composer's own
    window: dict[str, Any] = field(default_factory=dict)  # the main window's own
    export: dict[str, Any] = field(default_factory=dict)  # the export dialog's own
    open_with: list[str] = field(default_factory=list)  # programs pictures were opened with, the last one first


def read_settings(path: Path) -> Settings:
    """The settings in the file; defaults for what is missing, unreadable or out of range."""
    data = _parse(path)
    if data is None:
        return Settings()
    return Settings(**{f.name: data[f.name] for f in fields(Settings) if f.name in data and _fits(f, data[f.name])})


def write_settings(path: Path, settings: Settings) -> None:
    """Replaces the file as one, durably; one that can't be read is kept beside it, as `….bad`. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    text = json.dumps({"version": VERSION, **asdict(settings)}, ensure_ascii=False, indent=1)
    with open(part, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())  # else a power cut may leave an empty file of the right name
    if path.exists() and _parse(path) is None:
        os.replace(path, path.with_name(f"{path.name}.bad"))
    os.replace(part, path)


def _parse(path: Path) -> dict[str, Any] | None:
    """What the file holds, None where that is no JSON object or can't be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _fits(spec: Any, value: Any) -> bool:
    limits = spec.metadata
    if "choices" in limits:
        return value in limits["choices"]
    if "low" in limits:
        kinds = (int,) if spec.type == "int" else (int, float)
        return isinstance(value, kinds) and not isinstance(value, bool) and limits["low"] <= value <= limits["high"]
    return type(value).__name__ == str(spec.type).partition("[")[0]

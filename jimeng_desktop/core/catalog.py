"""Which models exist and what each takes: read from models.toml, and from the user's own file beside the settings."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Model:
    """One image model of the service. `pictures` is how many one job usually gives.

    `most_pictures` is how many one may ask for; 1: the model takes no such number. `line` says what the model is, by
    language ("" for all of them); `also` is another name to find it by.
    """

    id: str
    name: str
    ratios: tuple[str, ...]
    resolutions: tuple[str, ...]
    pictures: int
    most_pictures: int = 1
    family: str = ""
    line: Mapping[str, str] = field(default_factory=dict, hash=False)
    also: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the user's own file is not read or not written; `code` has its words in messages. Line 0: none is known."""

    code: str
    file: Path
    line: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Catalog:
    """All models in the order of the files, and the pixels to expect of each ratio and resolution.

    `trouble` is there where the user's own file is, but can't be used: then the models are the program's own.
    """

    models: tuple[Model, ...]
    pixels: dict[tuple[str, str], tuple[int, int]]
    default: str
    trouble: Trouble | None = None

    def __iter__(self) -> Iterator[Model]:
        return iter(self.models)

    def get(self, model_id: str) -> Model | None:
        """The model with this id, or None."""
        return next((model for model in self.models if model.id == model_id), None)

    def expected_pixels(self, ratio: str, resolution: str) -> tuple[int, int] | None:
        """About how wide and high a picture will be (seen of the service, not promised: the file decides)."""
        return self.pixels.get((ratio, resolution))


def read_catalog(path: Path, own: Path | None = None) -> Catalog:
    """Reads models.toml, then the user's own file where there is one.

    Raises OSError, tomllib.TOMLDecodeError or KeyError for a `path` that isn't a catalog; never for `own`.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = {entry["id"]: entry for entry in data["model"]}
    trouble = None
    if own is not None and os.path.exists(own):  # Path.exists() may raise
        from .own_models import read_own  # late: few have such a file

        added = read_own(own, data["common"])
        if isinstance(added, Trouble):
            trouble = added
        else:
            for entry in added:
                entries[entry["id"]] = {**entries.get(entry["id"], {}), **entry}
    models = tuple(_model(entry, data["common"], data.get("family", {})) for entry in entries.values())
    pixels = {
        (ratio, resolution): (width, height)
        for resolution, sizes in data["pixels"].items()
        for ratio, (width, height) in sizes.items()
    }
    return Catalog(models, pixels, data["common"]["default"], trouble)


def _model(entry: dict[str, Any], common: dict[str, Any], families: dict[str, dict[str, Any]]) -> Model:
    """What the entry doesn't say holds from its family, then from all."""
    named = (name for name, family in families.items() if entry["id"].startswith(family["begins"]))
    family = entry.get("family", next(named, ""))
    full = {**common, **families.get(family, {}), **entry}
    line = full.get("line", {})
    return Model(
        id=full["id"],
        name=full.get("name", full["id"]),
        ratios=tuple(full["ratios"]),
        resolutions=tuple(full["resolutions"]),
        pictures=full["pictures"],
        most_pictures=full["most_pictures"],
        family=family,
        line={"": line} if isinstance(line, str) else line,
        also=full.get("also", ""),
    )

"""Which models exist and what each takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .own_models import Trouble


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


def catalog_from(data: dict[str, Any], own: Iterable[dict[str, Any]] = (), trouble: Trouble | None = None) -> Catalog:
    """The catalog of a parsed models.toml and of the user's own entries, each of which may change a model.

    Raises KeyError for `data` that is no catalog.
    """
    entries = {entry["id"]: entry for entry in data["model"]}
    for entry in own:
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

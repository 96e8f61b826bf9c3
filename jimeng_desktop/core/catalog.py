"""Which models exist and what each takes: read from models.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Model:
    """One image model of the service. `pictures` is how many one job usually gives."""

    id: str
    name: str
    ratios: tuple[str, ...]
    resolutions: tuple[str, ...]
    pictures: int


@dataclass(frozen=True, slots=True)
class Catalog:
    """All models in the order of the file, and the pixels to expect of each ratio and resolution."""

    models: tuple[Model, ...]
    pixels: dict[tuple[str, str], tuple[int, int]]
    default: str

    def __iter__(self) -> Iterator[Model]:
        return iter(self.models)

    def get(self, model_id: str) -> Model | None:
        """The model with this id, or None."""
        return next((model for model in self.models if model.id == model_id), None)

    def expected_pixels(self, ratio: str, resolution: str) -> tuple[int, int] | None:
        """About how wide and high a picture will be (seen of the service, not promised: the file decides)."""
        return self.pixels.get((ratio, resolution))


def read_catalog(path: Path) -> Catalog:
    """Reads models.toml. Raises OSError, tomllib.TOMLDecodeError or KeyError for a file that isn't one."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    common = data["common"]
    models = tuple(
        Model(
            id=entry["id"],
            name=entry["name"],
            ratios=tuple(entry.get("ratios", common["ratios"])),
            resolutions=tuple(entry.get("resolutions", common["resolutions"])),
            pictures=entry.get("pictures", common["pictures"]),
        )
        for entry in data["model"]
    )
    pixels = {
        (ratio, resolution): (width, height)
        for resolution, sizes in data["pixels"].items()
        for ratio, (width, height) in sizes.items()
    }
    return Catalog(models, pixels, common["default"])

"""Three prompts to start from, with the small picture beside each. Choosing one only ever fills the form."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPixmap

from ...assets import asset
from ...core.catalog import Catalog
from ...core.recipe import Recipe

SIDE = 36
translate = QCoreApplication.translate


class Example(NamedTuple):
    """A recipe for the form; `title` names it in a few words."""

    title: str
    recipe: Recipe
    picture: str  # a name for picture()


def examples(catalog: Catalog) -> list[Example]:
    """In the language that is on."""
    model = catalog.default
    mountains = translate("EmptyState", "Layered misty mountains at first light, pines in the valley, soft haze")
    planet = translate("EmptyState", "A ringed planet rises over the cracked plains of an ice moon, long blue shadows")
    alley = translate("EmptyState", "Neon alley after rain, long-exposure light trails, wet asphalt")
    return [
        Example(
            translate("EmptyState", "Misty mountains at first light"), Recipe(model, mountains, "3:4"), "mountains"
        ),
        Example(translate("EmptyState", "A ringed planet over an ice moon"), Recipe(model, planet, "1:1"), "planet"),
        Example(translate("EmptyState", "Neon alley after rain"), Recipe(model, alley, "16:9"), "alley"),
    ]


@lru_cache(12)
def picture(name: str, scale: float) -> QPixmap:
    """The example's picture, 36 square, to be drawn 1:1 on a screen of that scale."""
    side = round(SIDE * scale)
    whole = QPixmap(str(asset("examples", f"{name}.png")))
    keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    drawn = whole.scaled(side, side, keep, smooth)
    drawn.setDevicePixelRatio(scale)
    return drawn

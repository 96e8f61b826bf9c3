"""What the user asked for, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .catalog import Catalog


@dataclass(frozen=True, slots=True)
class Recipe:
    """One request to one model. `references` are public https URLs of input pictures.

    `count` is how many pictures a model is asked for that lets one choose; `callback_url` is a public address that the
    service tells of the end, `user_id` a name for tracing: the service knows what to do with both, the program doesn't.
    """

    model: str
    prompt: str
    ratio: str = "1:1"
    resolution: str = "2k"
    references: tuple[str, ...] = ()
    count: int = 1
    callback_url: str = ""
    user_id: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A field of the recipe that can't be sent as it is; `code` has its words in messages.py."""

    field: str
    code: str


def validate(recipe: Recipe, catalog: Catalog) -> list[Problem]:
    """What must be mended before the recipe may be sent, in the order of the form."""
    problems = []
    if not recipe.prompt.strip():
        problems.append(Problem("prompt", "prompt_empty"))
    model = catalog.get(recipe.model)
    if model is None:
        return [*problems, Problem("model", "model_unknown")]
    if recipe.ratio not in model.ratios:
        problems.append(Problem("ratio", "ratio_not_taken"))
    if recipe.resolution not in model.resolutions:
        problems.append(Problem("resolution", "resolution_not_taken"))
    if not 1 <= recipe.count <= model.most_pictures:
        problems.append(Problem("count", "count_not_taken"))
    return problems

"""What several pictures have in common, added up in slices: a selection can be as large as the library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QCoreApplication

from ...core.catalog import Catalog
from ...core.job import Job, Picture
from ...core.marks import Flag, Label, Marks
from ..base.language import fill
from ..jobs.words import file_size, model_name, pixels
from .facts import Fact, Facts

T = TypeVar("T")
translate = QCoreApplication.translate
SLICE = 1000  # pictures between two moments of the window


class Sum(NamedTuple):
    """Of so many pictures; a set of more than one value is only known to be various."""

    pictures: int = 0
    bytes: int = 0
    models: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()
    sizes: frozenset[tuple[int | None, int | None]] = frozenset()
    formats: frozenset[str] = frozenset()
    prompts: frozenset[str] = frozenset()
    flags: frozenset[Flag] = frozenset()
    ratings: frozenset[int] = frozenset()
    labels: frozenset[Label] = frozenset()


def add_up(pictures: Iterable[tuple[Job, Picture]], marks_of: Callable[[int], Marks]) -> Iterator[Sum]:
    """The sum so far after every slice, and in the end the whole."""
    count = size = 0
    seen: list[set[Any]] = [set() for _ in Sum._fields[2:]]
    for job, picture in pictures:
        recipe, marks = job.recipe, marks_of(picture.id)
        values = (recipe.model, f"{recipe.ratio} · {recipe.resolution}", (picture.width, picture.height),
                  (picture.format or "").upper(), recipe.prompt, marks.flag, marks.rating, marks.label)  # fmt: skip
        for known, value in zip(seen, values, strict=True):
            if len(known) < 2:
                known.add(value)
        count += 1
        size += picture.size or 0
        if count % SLICE == 0:
            yield Sum(count, size, *map(frozenset, seen))
    yield Sum(count, size, *map(frozenset, seen))


def headline(counted: str, total: Sum) -> str:
    """12 pictures selected, 48 MB; `counted` is the first half."""
    return fill(translate("Several", "%1, %2"), counted, file_size(total.bytes)) if total.bytes else counted


def common_prompt(total: Sum) -> str:
    """The prompt of all of them; "" where they differ."""
    return next(iter(total.prompts)) if len(total.prompts) == 1 else ""


def common_marks(total: Sum) -> Marks:
    """The flag, the stars and the colour that all of them have; none where they differ."""
    return Marks(_shared(total.flags, Flag.NONE), _shared(total.ratings, 0), _shared(total.labels, Label.NONE))


def _shared(values: frozenset[T], none: T) -> T:
    return next(iter(values)) if len(values) == 1 else none


def facts_of_several(total: Sum, catalog: Catalog) -> Facts:
    """What they share by its value, the rest as various."""
    sizes = {pixels(width, height) for width, height in total.sizes if width and height}
    rows = {
        "model": {model_name(catalog, model) for model in total.models},
        "ratio": total.shapes,
        "size": sizes,
        "file": set(filter(None, total.formats)),
    }
    various = translate("Several", "various")
    return {code: Fact(next(iter(values)) if len(values) == 1 else various) for code, values in rows.items() if values}

"""Recipes and the catalog: what may be sent, and what is said of what may not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jimeng_desktop.assets import asset
from jimeng_desktop.core.catalog import read_catalog
from jimeng_desktop.core.recipe import Problem, Recipe, validate

CATALOG = read_catalog(asset("models.toml"))
GOOD = Recipe("jimeng-4.5", "a red fox", "16:9", "2k")

# The twelve models of the service's documentation.
MODELS = ["5.0-preview", "4.6", "4.5", "4.1", "4.0", "3.1", "3.0", "2.1", "2.0-pro", "2.0", "1.4", "xl-pro"]


def test_all_twelve_models_with_all_ratios_and_resolutions() -> None:
    jimeng = [model for model in CATALOG if model.family == "Jimeng"]
    assert [model.id for model in jimeng] == [f"jimeng-{name}" for name in MODELS]
    for model in jimeng:
        assert len(model.ratios) == 8 and model.resolutions == ("1k", "2k", "4k") and model.pictures == 4
        assert model.most_pictures == 1
        for ratio in model.ratios:
            for resolution in model.resolutions:
                assert validate(replace(GOOD, model=model.id, ratio=ratio, resolution=resolution), CATALOG) == []
    assert CATALOG.get(CATALOG.default) is not None


def test_the_other_models_of_the_same_endpoint() -> None:
    all_ratios, few = CATALOG.models[0].ratios, ("16:9", "9:16", "1:1", "4:3", "3:4")
    all_sizes = ("1k", "2k", "4k")
    found = [(m.id, m.ratios, m.resolutions, m.most_pictures) for m in CATALOG if m.family != "Jimeng"]
    assert found == [
        ("seedream-5-lite", all_ratios, all_sizes, 4),
        ("seedream-4.5", all_ratios, all_sizes, 15),
        ("seedream-4", all_ratios, all_sizes, 15),
        ("nano-banana", ("16:9", "9:16"), ("1k",), 1),
        ("nano-banana-2", few, all_sizes, 1),
        ("nano-banana-pro", few, all_sizes, 1),
    ]
    assert {model.pictures for model in CATALOG if model.family != "Jimeng"} == {1}


def test_every_model_has_a_family_and_a_line_in_every_language() -> None:
    for model in CATALOG:
        assert model.family and set(model.line) == {"en", "zh_CN"}, model.id
        assert all(0 < len(line) <= 60 and not line.endswith(".") for line in model.line.values())


def test_expected_pixels() -> None:
    assert CATALOG.expected_pixels("16:9", "2k") == (2560, 1440)
    assert CATALOG.expected_pixels("21:9", "4k") == (6048, 2592)
    assert CATALOG.expected_pixels("5:4", "2k") is None
    for (ratio, _), (width, height) in CATALOG.pixels.items():
        across, down = map(int, ratio.split(":"))
        assert width / height == pytest.approx(across / down, rel=0.01)


@pytest.mark.parametrize(
    ("recipe", "problems"),
    [
        (replace(GOOD, prompt=" \n\t "), [Problem("prompt", "prompt_empty")]),
        (replace(GOOD, model="nobody"), [Problem("model", "model_unknown")]),
        (replace(GOOD, ratio="5:4"), [Problem("ratio", "ratio_not_taken")]),
        (replace(GOOD, resolution="8k"), [Problem("resolution", "resolution_not_taken")]),
        (replace(GOOD, count=2), [Problem("count", "count_not_taken")]),
        (replace(GOOD, model="seedream-4.5", count=15), []),
        (replace(GOOD, model="seedream-4.5", count=16), [Problem("count", "count_not_taken")]),
        (replace(GOOD, model="seedream-5-lite", count=5), [Problem("count", "count_not_taken")]),
        (replace(GOOD, model="seedream-4.5", count=0), [Problem("count", "count_not_taken")]),
        (
            replace(GOOD, prompt="", ratio="5:4"),
            [Problem("prompt", "prompt_empty"), Problem("ratio", "ratio_not_taken")],
        ),
    ],
)
def test_problems_are_told_in_the_order_of_the_form(recipe: Recipe, problems: list[Problem]) -> None:
    assert validate(recipe, CATALOG) == problems


def test_a_model_is_an_entry_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "models.toml"
    entry = '\n[[model]]\nid = "mine"\nname = "Mine"\nresolutions = ["1k"]\npictures = 1\n'
    file.write_text(asset("models.toml").read_text(encoding="utf-8") + entry, encoding="utf-8")
    catalog = read_catalog(file)
    assert validate(Recipe("mine", "x", "1:1", "1k"), catalog) == []
    assert validate(Recipe("mine", "x", "1:1", "2k"), catalog) == [Problem("resolution", "resolution_not_taken")]

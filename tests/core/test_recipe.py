"""Recipes and the catalog: what may be sent, and what is said of what may not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jimeng_desktop.assets import asset
from jimeng_desktop.core.recipe import Problem, Recipe, validate
from jimeng_desktop.files.catalog import read_catalog

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


@pytest.mark.parametrize(
    "address",
    [
        "https://studio.example/done",
        "http://studio.example:8080/done?job=1#x",
        "https://8.8.8.8/x",
        "https://[2606:4700::1111]/x",
        "https://例子.example/x",
        "https://localhost.example/",
        "",
    ],
)
def test_a_public_callback_address_may_be_sent(address: str) -> None:
    assert validate(replace(GOOD, callback_url=address), CATALOG) == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("studio.example/done", "callback_no_address"),
        ("ftp://studio.example/done", "callback_no_address"),
        ("https://", "callback_no_address"),
        ("https://studio.example/a b", "callback_no_address"),
        ("https://studio.example/\n", "callback_no_address"),
        ("https://studio.example:99999/", "callback_no_address"),
        ("https://studio.example:0/", "callback_no_address"),
        ("https://studio.example\\@localhost/", "callback_no_address"),
        ("https://[::1", "callback_no_address"),
        ("https://me@studio.example/", "callback_names_user"),
        ("https://me:secret@studio.example/", "callback_names_user"),
        ("https://studio.example/" + "x" * 2000, "callback_too_long"),
        ("http://localhost:8000/", "callback_not_public"),
        ("http://LOCALHOST./", "callback_not_public"),
        ("http://me.localhost/", "callback_not_public"),
        ("http://nas.local/", "callback_not_public"),
        ("http://box.home.arpa/", "callback_not_public"),
        ("http://intranet/", "callback_not_public"),
        ("http://studio/", "callback_not_public"),
        ("http://127.0.0.1/", "callback_not_public"),
        ("http://127.1/", "callback_not_public"),
        ("http://127。0。0。1/", "callback_not_public"),
        ("http://2130706433/", "callback_not_public"),
        ("http://0.0.0.0/", "callback_not_public"),
        ("http://10.1.2.3/", "callback_not_public"),
        ("http://172.20.0.1/", "callback_not_public"),
        ("http://192.168.1.5/", "callback_not_public"),
        ("http://169.254.169.254/", "callback_not_public"),
        ("http://100.64.0.1/", "callback_not_public"),
        ("http://224.0.0.1/", "callback_not_public"),
        ("http://[::1]/", "callback_not_public"),
        ("http://[fe80::1]/", "callback_not_public"),
        ("http://[fd00::1]/", "callback_not_public"),
        ("http://[::ffff:127.0.0.1]/", "callback_not_public"),
        ("http://studio..example/", "callback_not_public"),
    ],
)
def test_a_callback_address_that_can_not_work_is_a_problem(address: str, code: str) -> None:
    assert validate(replace(GOOD, callback_url=address), CATALOG) == [Problem("callback_url", code)]


@pytest.mark.parametrize(
    ("user_id", "codes"),
    [
        ("u7", []),
        ("工作室 7", []),
        ("x" * 128, []),
        ("x" * 129, ["user_id_too_long"]),
        ("a\tb", ["user_id_not_printable"]),
        ("a\u200eb", ["user_id_not_printable"]),
    ],
)
def test_a_user_id_is_short_and_printable(user_id: str, codes: list[str]) -> None:
    assert validate(replace(GOOD, user_id=user_id), CATALOG) == [Problem("user_id", code) for code in codes]

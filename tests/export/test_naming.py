"""Names of exported files: the same fields as the library's and a number; none twice, none that leads elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from jimeng_desktop.export.formats import FORMATS, format_of
from jimeng_desktop.export.naming import CopyName, Shot, copy_name, copy_names, export_problem, without_twins
from tests.library.making import make_job
from tests.zones import utc

pytestmark = pytest.mark.zone("UTC")
SOMEWHERE = Path("/somewhere")


def shot(prompt: str = "a red fox in snow") -> Shot:
    from dataclasses import replace

    job = make_job()
    job = replace(job, recipe=replace(job.recipe, prompt=prompt))
    return Shot(job, job.pictures[0])


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("{date}_{prompt}_{number}", None),
        ("fox", None),
        ("", "template_empty"),
        ("  . ", "template_empty"),
        ("{prompt}/{n}", "template_folder"),
        ("..\\{n}", "template_folder"),
        ("/fox", "template_folder"),
        ("C:fox", "template_absolute"),
        ("..", "template_up"),
        ("{prompt", "template_field"),
        ("{seed}", "template_field"),
        ("{}", "template_field"),
    ],
)
def test_what_is_wrong_with_a_template(template: str, problem: str | None) -> None:
    assert export_problem(template) == problem


def test_the_number_has_as_many_figures_as_the_last() -> None:
    def name(number: int, of: int) -> str:
        return copy_name(shot(), number, of, "{number} {prompt}", format_of("jpeg"), SOMEWHERE)

    assert (name(7, 9), name(7, 2000)) == ("07 a red fox in snow.jpg", "0007 a red fox in snow.jpg")


@pytest.mark.parametrize(
    ("code", "ending"), [("png", ".png"), ("jpeg", ".jpg"), ("webp", ".webp"), ("original", ".webp")]
)
def test_the_ending_is_that_of_the_format(code: str, ending: str) -> None:
    one = shot()
    one = one._replace(picture=type(one.picture)(one.job.id, 0, "", format="webp"))
    assert copy_name(one, 1, 1, "{prompt}", format_of(code), SOMEWHERE).endswith(f"snow{ending}")
    assert code in [format.code for format in FORMATS]


def test_all_fields_in_chinese() -> None:
    name = copy_name(shot("晨光里层叠的山峦"), 2, 6, "{date}_{prompt}_{number}", format_of("jpeg"), SOMEWHERE)
    assert name == "2026-11-22_晨光里层叠的山峦_02.jpg"


@pytest.mark.parametrize(
    ("zone", "made", "name"),
    [
        ("Shanghai", "2026-12-31T15:59:59", "2026-12-31 2359"),
        ("Shanghai", "2026-12-31T16:00:00", "2027-01-01 0000"),
        ("New York", "2026-07-01T03:59:59", "2026-06-30 2359"),
        ("New York", "2026-11-01T06:30:00", "2026-11-01 0130"),
    ],
    indirect=["zone"],
)
def test_day_and_time_are_those_of_the_clock_on_the_wall(zone: str, made: str, name: str) -> None:
    job = make_job(created_at=utc(made))
    one = Shot(job, job.pictures[0])
    assert copy_name(one, 1, 1, "{date} {time}", format_of("png"), SOMEWHERE) == f"{name}.png"


@pytest.mark.parametrize("prompt", ["../../etc/passwd", "a/b", "CON", "x" * 900, ".hidden", "nul\0l\n"])
def test_a_prompt_leads_nowhere_else(prompt: str) -> None:
    name = copy_name(shot(prompt), 1, 1, "{prompt}", format_of("png"), SOMEWHERE)
    assert "/" not in name and "\\" not in name and "\0" not in name and not name.startswith(".")
    assert len(name.encode()) <= 255


def test_two_of_one_export_are_never_one_file() -> None:
    names = copy_names([shot(), shot(), shot("A RED FOX in snow")], "{prompt}", format_of("png"), SOMEWHERE)
    first = [next(name.candidates(False)) for name in names]
    assert first == ["a red fox in snow.png", "a red fox in snow (2).png", "A RED FOX in snow (3).png"]
    assert [len(list(name.candidates(False))) for name in names] == [1, 1, 1]
    assert without_twins(["a", "b", "A"])[2] == CopyName("A", 1)

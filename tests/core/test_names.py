"""Names of originals: right by default, and safe whatever is written into prompt and template."""

from __future__ import annotations

import os
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimeng_desktop.core.names import (
    FIELDS,
    clean,
    cut,
    name_candidates,
    name_example,
    relative_name,
    same_name_key,
    template_problem,
)
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.core.settings import NAME_TEMPLATE
from tests import processes
from tests.library.making import FOX, MADE, make_job
from tests.zones import utc

pytestmark = pytest.mark.zone("UTC")

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {p + n for p in ("COM", "LPT") for n in "0123456789¹²³"}
anything = st.text(st.characters(exclude_categories=()), max_size=300)  # lone surrogates too


def named(prompt: str, template: str = NAME_TEMPLATE, **options: object) -> str:
    return str(relative_name(make_job(recipe=replace(FOX, prompt=prompt)), 0, template, **options))  # type: ignore[arg-type]


def test_default_template() -> None:
    assert named("a red fox in snow") == "2026/2026-11-22/1432 a red fox in snow 1.png"


@pytest.mark.parametrize(
    ("zone", "made", "name"),
    [
        ("Shanghai", "2026-11-22T15:59:59", "2026/2026-11-22/2359 owl 1.png"),
        ("Shanghai", "2026-11-22T16:00:00", "2026/2026-11-23/0000 owl 1.png"),
        ("Shanghai", "2026-12-31T16:00:00", "2027/2027-01-01/0000 owl 1.png"),
        ("New York", "2026-03-01T04:59:59", "2026/2026-02-28/2359 owl 1.png"),
        ("New York", "2026-03-08T06:59:59", "2026/2026-03-08/0159 owl 1.png"),
        ("New York", "2026-03-08T07:00:00", "2026/2026-03-08/0300 owl 1.png"),
        ("New York", "2026-07-01T03:59:59", "2026/2026-06-30/2359 owl 1.png"),
        ("Berlin", "2026-10-25T00:30:00", "2026/2026-10-25/0230 owl 1.png"),
        ("Berlin", "2026-10-25T01:30:00", "2026/2026-10-25/0230 owl 1.png"),
    ],
    indirect=["zone"],
)
def test_local_day_and_time(zone: str, made: str, name: str) -> None:
    job = make_job(recipe=replace(FOX, prompt="owl"), created_at=utc(made))
    assert str(relative_name(job, 0, NAME_TEMPLATE)) == name


def test_every_field() -> None:
    template = "/".join("{" + field + "}" for field in sorted(FIELDS - {"n"})) + " {n}"
    job = make_job(id=77)
    assert (
        str(relative_name(job, 2, template, "jpeg"))
        == "2026-11-22/22/77/jimeng-4.5/11/a red fox in snow/3x4/2k/1432/2026 3.jpg"
    )


@pytest.mark.parametrize(("format", "ending"), [("png", ".png"), ("jpeg", ".jpg"), ("webp", ".webp")])
def test_extension_is_the_real_formats(format: str, ending: str) -> None:
    assert relative_name(make_job(), 0, NAME_TEMPLATE, format).suffix == ending


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        (NAME_TEMPLATE, None),
        ("{id}", None),
        ("{year}\\{id}", None),
        ("", "template_empty"),
        ("{year}/", "template_empty"),
        ("{year}/ . ", "template_empty"),
        ("/{n}", "template_absolute"),
        ("\\\\share\\{n}", "template_absolute"),
        ("C:\\{n}", "template_absolute"),
        ("~/{n}", "template_absolute"),
        ("../{n}", "template_up"),
        ("a/ .. /{n}", "template_up"),
        ("{seed}", "template_field"),
        ("{n:03}", "template_field"),
        ("{prompt.__class__}", "template_field"),
        ("{", "template_field"),
        ("n}", "template_field"),
        ("{}", "template_field"),
    ],
)
def test_template_problem(template: str, problem: str | None) -> None:
    assert template_problem(template) == problem


def test_unusable_template_gives_way_to_the_default() -> None:
    assert named("owl", "../{n}") == "2026/2026-11-22/1432 owl 1.png"


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("???***", "1432 1"),
        ("", "1432 1"),
        ("and/or: a\\b|c\n\td", "1432 and or a b c d 1"),
        ("\u202egnp.exe\u2066", "1432 gnp.exe 1"),
        ("e\u0301te\u0301", "1432 \xe9t\xe9 1"),
        ("half \ud83d a pair", "1432 half a pair 1"),
        ("雪中的红狐狸", "1432 雪中的红狐狸 1"),
        (FAMILY, f"1432 {FAMILY} 1"),
        ("می\u200cخواهم", "1432 می\u200cخواهم 1"),
        ("nul\0l", "1432 null 1"),
    ],
)
def test_prompts(prompt: str, name: str) -> None:
    assert PurePosixPath(named(prompt)).stem == name


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("CON", "_CON.png"),
        ("con.tar", "_con.tar.png"),
        ("Com¹", "_Com¹.png"),
        ("nul .x", "_nul .x.png"),
        ("console", "console.png"),
        ("...hidden. . ", "hidden.png"),
        ("???", "untitled.png"),
        (" \u200d. ", "untitled.png"),
    ],
)
def test_names_of_the_prompt_alone(prompt: str, name: str) -> None:
    assert named(prompt, "{prompt}") == name


def test_long_prompts_end_at_a_word() -> None:
    prompt = "an old lighthouse keeper polishing the great lens while a storm gathers over the sea"
    assert PurePosixPath(named(prompt)).stem == "1432 an old lighthouse keeper polishing the great lens while a 1"


def test_long_text_without_words_is_cut_between_characters_as_seen() -> None:
    stem = PurePosixPath(named(FAMILY * 40)).stem
    assert stem.endswith(" 1")
    assert stem.removesuffix(" 1").removeprefix("1432 ").replace(FAMILY, "") == ""
    assert cut("\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", 13) == "\U0001f1e9\U0001f1ea"
    assert cut("ab\u0323\u0323", 4) == "a"
    assert cut("👍🏽👍🏽", 12) == "👍🏽"
    assert len(cut("e" + "\u0323" * 500, 100).encode()) <= 100  # one endless character is split after all


def test_the_number_stays_when_the_prompt_fills_the_name() -> None:
    assert named("𠀀" * 400, "{prompt} {prompt} {n}").endswith(" 1.png")


@given(prompt=anything, model=anything, template=anything, position=st.integers(0, 999))
def test_any_text_gives_a_safe_name(prompt: str, model: str, template: str, position: int) -> None:
    job = make_job(recipe=Recipe(model, prompt))
    for used in (template, NAME_TEMPLATE, "{prompt}", "{model}/{prompt}", "x{prompt}." + template):
        path = relative_name(job, position, used, "webp")
        assert not path.is_absolute()
        for name in path.parts:
            assert name == unicodedata.normalize("NFC", name)
            assert not set(name) & set('<>:"/\\|?*')
            assert not {unicodedata.category(char) for char in name} & {"Cc", "Cs", "Zl", "Zp", "Cn", "Co"}
            assert not any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" for char in name)
            assert name[0] not in " ." and name[-1] not in " ."
            assert name.partition(".")[0].strip().upper() not in RESERVED
            assert len(name.encode("utf-8")) + len(" (9999)") <= 255


@given(prompt=anything, longest=st.integers(60, 240))
def test_whole_paths_fit(prompt: str, longest: int) -> None:
    path = str(relative_name(make_job(recipe=replace(FOX, prompt=prompt)), 0, longest=longest))
    assert len(path.encode("utf-16-le")) // 2 + len(" (9999)") <= longest
    assert path.endswith(" 1.png")


@given(text=anything)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(text=st.text(max_size=80).map(clean), most=st.integers(0, 200))
def test_a_cut_is_a_beginning_within_the_limit(text: str, most: int) -> None:
    short = cut(text, most)
    assert text.startswith(short) and len(short.encode()) <= most


def test_candidates_count_before_the_extension() -> None:
    candidates = name_candidates(PurePosixPath("2026/v1.5 fox.png"))
    assert [str(next(candidates)) for _ in range(3)] == [
        "2026/v1.5 fox.png",
        "2026/v1.5 fox (2).png",
        "2026/v1.5 fox (3).png",
    ]


def test_names_that_some_system_takes_for_one() -> None:
    assert same_name_key("A Fox \xc9.PNG") == same_name_key("a fox e\u0301.png")


def test_example() -> None:
    assert name_example(FOX, NAME_TEMPLATE, MADE) == "2026/2026-11-22/1432 a red fox in snow 1.png"
    assert name_example(FOX, "{model}/{prompt}") == "jimeng-4.5/a red fox in snow.png"


@pytest.mark.parametrize("time", [float("inf"), 1e300, -1e300, float("nan")])
def test_times_that_no_calendar_has(time: float) -> None:
    assert str(relative_name(make_job(created_at=time), 0)).startswith("1970/")


@pytest.mark.skipif(sys.platform != "linux", reason="only there the locale decides how names are written")
def test_an_old_locale_gets_names_that_it_can_write() -> None:
    script = (
        "from tests.library.making import make_job; from jimeng_desktop.core.recipe import Recipe;"
        "from jimeng_desktop.core.names import relative_name;"
        "print(relative_name(make_job(recipe=Recipe('m', 'a \\u96ea fox')), 0))"
    )
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "UTC"}
    done = processes.run(
        [sys.executable, "-c", script],
        env={**os.environ, **old},
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout == "2026/2026-11-22/1432 a fox 1.png\n", done.stderr

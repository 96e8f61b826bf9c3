"""What the inspector says: asked and got, files, times, and what several pictures have in common."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from jimeng_desktop.assets import asset
from jimeng_desktop.core.job import Job, JobState, Picture
from jimeng_desktop.core.marks import UNMARKED, Flag, Label, Marks
from jimeng_desktop.files.catalog import read_catalog
from jimeng_desktop.ui.gallery.headers import header_words
from jimeng_desktop.ui.inspector.facts import ENDS, Facts, as_asked, facts_of, shortened
from jimeng_desktop.ui.inspector.sums import SLICE, Sum, add_up, common_marks, common_prompt, facts_of_several, headline
from jimeng_desktop.ui.jobs.words import moment
from tests.ui.made_jobs import NOON, job, translate

CATALOG = read_catalog(asset("models.toml"))
NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def speaks_english() -> None:
    QLocale.setDefault(QLocale("en_US"))


def told(of: Job, place: int | None = 0, *, state: str = "4 saved", gone: bool = False) -> dict[str, str]:
    picture = of.pictures[place] if place is not None else None
    return plain(facts_of(of, picture, CATALOG, state, translate, NOON + 60, gone=gone))


def plain(facts: Facts) -> dict[str, str]:
    return {code: fact.value.replace(NBSP, " ") for code, fact in facts.items()}


def sized(width: int, height: int) -> Job:
    made = job(1, pictures=4, ratio="3:4")
    return replace(made, pictures=tuple(replace(p, width=width, height=height) for p in made.pictures))


def test_a_size_as_asked_is_marked() -> None:
    facts = facts_of(sized(1728, 2304), sized(1728, 2304).pictures[0], CATALOG, "", translate, NOON)
    assert plain(facts)["size"] == "1728 × 2304, as asked"
    assert facts["size"].mark == ("check", "ok")


def test_a_size_that_differs_is_said_plainly() -> None:
    facts = facts_of(sized(2048, 2048), sized(2048, 2048).pictures[0], CATALOG, "", translate, NOON)
    assert plain(facts)["size"] == "2048 × 2048, asked about 1728 × 2304"
    assert facts["size"].mark is None


@pytest.mark.parametrize(
    ("zone", "clock", "written"),
    [
        ("UTC", "12:00", "12:00 PM"),
        ("Shanghai", "20:00", "8:00 PM"),
        ("New York", "07:00", "7:00 AM"),
    ],
    indirect=["zone"],
)
def test_clocks_are_those_on_the_wall(zone: str, clock: str, written: str) -> None:
    assert header_words(replace(job(1), created_at=NOON), ("", ""), "", "", "").time == clock
    assert moment(NOON).replace("\u202f", " ").endswith(f" {written}")


def test_about_is_about() -> None:
    assert as_asked((1750, 2330), (1728, 2304))
    assert not as_asked((2304, 1728), (1728, 2304))
    assert not as_asked((1728, 2500), (1728, 2304))


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (job(1, pictures=4), "4 of 4, as asked"),
        (job(1, pictures=3), "3 came, 4 expected"),
        (job(1, pictures=5), "5 came, 4 expected"),
        (job(1, JobState.FETCHING, "sswf"), "2 of 4 saved"),
        (job(1, JobState.PROCESSING), "4 expected"),
        (job(1, JobState.FAILED, fault="moderation"), "none came, 4 expected"),
    ],
)
def test_pictures_are_counted_against_what_was_expected(made: Job, said: str) -> None:
    assert told(made, None)["pictures"] == said


def test_a_file_has_format_and_size() -> None:
    made = job(1, pictures=4)
    picture = replace(made.pictures[0], format="png", size=5_100_000, saved_at=NOON)
    made = made.with_picture(picture)
    assert told(made)["file"] == "PNG · 5.1 MB · saved"
    assert told(made, gone=True)["file"] == "file missing"
    assert told(made)["saved"] and "saved" not in told(made, 1)


@pytest.mark.parametrize(
    ("letters", "expires", "said"),
    [
        ("wsss", NOON + 60 + 5.5 * 86400, "only on the server, 5 days left"),
        ("wsss", None, "only on the server"),
        ("fsss", None, "being fetched"),
        ("esss", None, "never saved, the link has expired"),
    ],
)
def test_a_picture_without_a_file_says_where_it_is(letters: str, expires: float | None, said: str) -> None:
    assert told(job(1, JobState.FETCHING, letters, expires_at=expires))["file"] == said


def test_a_link_that_can_not_be_fetched_is_told_of() -> None:
    link = "http://pictures.example/a very/long/way/" + "x" * 500 + "/1.png"
    made = job(1, JobState.INCOMPLETE, "usew")
    made = made.with_picture(replace(made.pictures[0], url=link))
    assert told(made)["file"] == "not saved, its link can't be fetched"
    assert told(made)["link"] == "http://pi…x/1.png"
    assert told(made.with_picture(replace(made.pictures[0], url="")))["link"] == "empty"
    assert told(made, 2)["link"] == "https://x/2"  # expired
    assert "link" not in told(made, 1) and "link" not in told(made, 3)
    assert told(made.with_picture(replace(made.pictures[3], attempts=1)), 3)["link"] == "https://x/3"


def test_a_failed_job_says_what_happened() -> None:
    facts = told(job(1, JobState.FAILED, fault="moderation"), None, state="Stopped")
    assert facts["state"].startswith("Stopped by moderation. The service declined")
    assert "file" not in facts and "made" not in facts and "task" not in facts


def test_times_are_told_and_a_task_is_shortened_in_its_middle() -> None:
    task = "9db7d1ed-aaaa-bbbb-cccc-0123456755ad"
    made = job(
        1, pictures=4, sent_at=NOON + 3, accepted_at=NOON + 4, made_at=NOON + 25, task_id=task,
        service="https://api.maxapi.io",
    )  # fmt: skip
    facts = facts_of(made, None, CATALOG, "4 saved", translate, NOON)
    assert (facts["made"].value, facts["service"].value, facts["state"].value) == ("21 s", "api.maxapi.io", "4 saved")
    assert facts["task"].value == "9db7d1ed…55ad" and facts["task"].whole == task
    assert "26" in facts["created"].value and facts["sent"].value
    long = replace(made, made_at=NOON + 4 + 125)
    assert facts_of(long, None, CATALOG, "", translate, NOON)["made"].value == "2 min 5 s"
    assert shortened("x" * (sum(ENDS) + 1)) == "x" * (sum(ENDS) + 1)


def test_dates_follow_the_locale() -> None:
    english = told(job(1, pictures=4))["created"]
    QLocale.setDefault(QLocale("zh_CN"))
    assert told(job(1, pictures=4))["created"] != english


def test_the_demo_is_called_by_its_name() -> None:
    assert told(job(1, pictures=4, service="https://demo.jimeng.invalid"))["service"] == "Demo"


def pictures_of(*jobs: Job) -> list[tuple[Job, Picture]]:
    return [(one, replace(p, size=4_000_000, format="png")) for one in jobs for p in one.pictures]


def last(sums: list[Sum]) -> Sum:
    return sums[-1]


def unmarked(picture: int) -> Marks:
    return UNMARKED


def test_several_pictures_are_counted_and_share_what_they_share() -> None:
    alike = pictures_of(job(1, pictures=4), job(2, pictures=4))
    total = last(list(add_up(alike, unmarked)))
    assert headline("8 selected", total) == "8 selected, 32.0\u00a0MB"
    assert common_prompt(total) == "a red fox in snow"
    assert plain(facts_of_several(total, CATALOG)) == {
        "model": "Jimeng 4.5", "ratio": "16:9 · 2k", "size": "1600 × 900", "file": "PNG",
    }  # fmt: skip
    other = pictures_of(job(3, pictures=1, prompt="an owl", ratio="1:1"))
    marks = {picture.id: Marks(Flag.PICK, 3, Label.RED) for _, picture in alike}
    assert common_marks(last(list(add_up(alike, marks.__getitem__)))) == Marks(Flag.PICK, 3, Label.RED)
    marks[other[0][1].id] = Marks(Flag.PICK, 4)
    total = last(list(add_up([*alike, *other], marks.__getitem__)))
    assert common_marks(total) == Marks(Flag.PICK), "what differs is not shown"
    assert common_prompt(total) == ""
    assert plain(facts_of_several(total, CATALOG))["ratio"] == "various"


def test_a_large_selection_is_added_up_in_slices() -> None:
    many = pictures_of(job(1, pictures=4)) * (SLICE // 2)
    sums = list(add_up(many, unmarked))
    assert [total.pictures for total in sums] == [SLICE, 2 * SLICE, 2 * SLICE]

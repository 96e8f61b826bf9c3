"""generate on the demo, from end to end, and what it refuses before anything is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from jimeng_desktop import __main__ as command_line
from jimeng_desktop.commands import generate
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.desktop.awake import Awake
from jimeng_desktop.desktop.lock import LibraryLock
from jimeng_desktop.files.settings import write_settings
from jimeng_desktop.options import Options, Request
from tests.commands.places import Outcome, Place
from tests.held import Held


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture
def demo(place: Place) -> Callable[..., Outcome]:
    """Runs `generate` on the demo, which takes a fraction of a second."""
    place.environment = {"JIMENG_DEMO_SECONDS": "0.2"}

    def run(prompt: str, *arguments: str) -> Outcome:
        return place.run("--demo", "generate", prompt, "--out", str(place.copies), "--resolution", "1k", *arguments)

    return run


def test_a_demo_job_from_end_to_end_without_qt(demo: Callable[..., Outcome], place: Place) -> None:
    done = demo("雪中的红狐", "--ratio", "3:2", "--json")
    assert done.out.isascii()  # whatever the terminal's encoding
    assert done.status == 0, done.err
    (line,) = done.lines
    assert (line["state"], line["missing"], line["error"], len(line["pictures"])) == ("done", 0, None, 4)
    assert line["task_id"]
    assert line["library"] == str(place.profile / "demo" / "Pictures")
    for picture in line["pictures"]:
        data = Path(picture["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == picture["sha256"]
        with Image.open(picture["path"]) as image:
            assert image.size == (picture["width"], picture["height"]) == (1024, 682)
    assert len({picture["sha256"] for picture in line["pictures"]}) == 4
    assert all("雪中的红狐" in name for name in place.names())
    originals = {hashlib.sha256(path.read_bytes()).hexdigest() for path in Path(line["library"]).rglob("*.png")}
    assert originals == {picture["sha256"] for picture in line["pictures"]}
    assert "Queued at the service" in done.err or "Making" in done.err
    assert "4 saved" in done.err


def test_a_name_that_is_taken_is_never_overwritten(demo: Callable[..., Outcome], place: Place) -> None:
    write_settings(place.profile / "demo" / "settings.json", Settings(name_template="owl {n}"))
    place.copies.mkdir()
    (place.copies / "owl 1.png").write_text("mine")
    done = demo("owl, demo:one")
    assert done.status == 0
    assert (place.copies / "owl 1.png").read_text() == "mine"
    assert place.names() == ["owl 1 (2).png", "owl 1.png"]


def test_without_json_the_paths_are_printed_and_nothing_else(demo: Callable[..., Outcome], place: Place) -> None:
    done = demo("owl, demo:one", "--count", "3")
    assert done.status == 0
    assert sorted(done.out.splitlines()) == sorted(str(place.copies / name) for name in place.names())
    assert len(place.names()) == 3
    assert "job 3 of 3: 1 saved" in done.err


def test_what_stops_the_queue_and_ends_the_job_is_said_once_and_logged(
    demo: Callable[..., Outcome], place: Place
) -> None:
    done = demo("owl, demo:积分")
    assert done.status == 1
    assert done.err.count("Out of points. ") == 1
    assert "accepted as task" in (place.profile / "demo" / "log.txt").read_text(encoding="utf-8")


def test_the_system_is_kept_awake_while_a_picture_comes(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held()
    monkeypatch.setattr(generate, "Awake", lambda: Awake(held))
    monkeypatch.setenv("JIMENG_DEMO_SECONDS", "0.2")
    request = Request("an owl, demo:one", place.copies, resolution="1k")
    place.copies.mkdir()
    assert generate.main(Options(demo=True, profile=place.profile), request) == 0
    assert held.log == ["hold", "release"]


# Refused before anything is sent


@pytest.fixture
def refusal(place: Place, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs `generate` here, since it gets nowhere near a process' own affairs."""

    def run(*arguments: str, out: Path = place.copies) -> Outcome:
        status = command_line.main(["--profile", str(place.profile), *arguments, "--out", str(out)])
        said = capsys.readouterr()
        return Outcome(status, said.out, said.err)

    return run


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--model", "dall-e"], "jimeng-4.5"),
        (["--ratio", "5:7"], "16:9"),
        (["--resolution", "8k"], "4k"),
        (["--ratio", "5:7", "--resolution", "8k"], "--resolution 8k"),
    ],
)
def test_a_recipe_that_can_not_be_is_refused(
    place: Place, refusal: Callable[..., Outcome], arguments: list[str], words: str
) -> None:
    done = refusal("--demo", "generate", "owl", *arguments)
    assert done.status == 2
    assert words in done.err
    assert not place.profile.exists()
    assert not place.copies.exists()


def test_an_empty_prompt_is_refused(refusal: Callable[..., Outcome]) -> None:
    done = refusal("--demo", "generate", "  ")
    assert (done.status, done.err) == (2, "Write a prompt first.\n")


def test_a_folder_that_can_not_be_made_is_told_before_anything_is_sent(
    place: Place, refusal: Callable[..., Outcome], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    done = refusal("--demo", "generate", "owl", out=tmp_path / "file" / "out")
    assert done.status == 2
    assert "--out" in done.err
    assert not place.profile.exists()


def test_a_profile_that_can_not_be_made_is_told_too(
    place: Place, refusal: Callable[..., Outcome], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    done = refusal("--profile", str(tmp_path / "file" / "profile"), "--demo", "generate", "owl")
    assert done.status == 2
    assert "library" in done.err


def test_a_library_in_use_is_left_alone(place: Place, refusal: Callable[..., Outcome]) -> None:
    for who, words in (("window", "window"), ("generate", "generate command")):
        lock = LibraryLock.take(place.profile / "demo" / "data", who)
        done = refusal("--demo", "generate", "owl")
        lock.release()
        assert done.status == 5
        assert words in done.err


def test_without_a_key_it_says_where_one_goes(refusal: Callable[..., Outcome]) -> None:
    done = refusal("--base-url", "http://127.0.0.1:9", "generate", "owl")
    assert done.status == 2
    assert "MAXAPI_API_KEY" in done.err


def test_an_address_in_the_settings_must_be_safe_too(place: Place, refusal: Callable[..., Outcome]) -> None:
    write_settings(place.profile / "settings.json", Settings(base_url="http://api.maxapi.io"))
    done = refusal("generate", "owl")
    assert done.status == 2
    assert "unencrypted" in done.err


def test_a_model_of_the_users_own_file_is_taken(demo: Callable[..., Outcome], place: Place) -> None:
    own = place.profile / "demo" / "models.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[[model]]\nid = "seedream-9"\nresolutions = ["1k"]\n', encoding="utf-8")
    done = demo("owl", "--model", "seedream-9", "--json")
    assert done.status == 0, done.err
    assert len(done.lines[0]["pictures"]) == 1
    assert "seedream-9" in demo("owl", "--model", "nobody").err


def test_own_models_at_fault_are_told_and_hold_nothing_up(demo: Callable[..., Outcome], place: Place) -> None:
    own = place.profile / "demo" / "models.toml"
    own.parent.mkdir(parents=True)
    own.write_text("[[model]]\nid = \n", encoding="utf-8")
    done = demo("owl, demo:one")
    assert done.status == 0
    assert f"Line 2 of {own}" in done.err

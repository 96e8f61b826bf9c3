"""generate against a real server in another process."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.settings import Settings
from jimeng_desktop.files.settings import write_settings
from tests.commands.places import KEY, Outcome, Studio, finish
from tests.decoding.making import SORTS, heic
from tests.faults.place import Does, Place, raw
from tests.processes import wait_for
from tests.service.wires import wire
from tests.service_process import start_service


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    state = tmp_path / "server"
    with start_service(state, seconds_per_job=0.2, key=KEY, size="64x48") as base_url:
        yield Studio(tmp_path / "place", base_url, state)


def test_pictures_arrive_to_the_byte_and_the_key_goes_nowhere_else(studio: Studio) -> None:
    done = studio.run(*studio.arguments("a red fox in snow"))
    assert done.status == 0, done.err
    (line,) = done.lines
    assert [submit["task_id"] for submit in studio.submits()] == [line["task_id"]]
    assert len(line["pictures"]) == len(studio.names()) == 4
    assert KEY not in done.out + done.err
    files = [path for path in studio.profile.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if KEY.encode() in path.read_bytes()]


def test_a_failure_has_its_status_and_its_words(studio: Studio) -> None:
    for word, code in (
        ("moderation", "moderation"),
        ("timeout", "timed_out"),
        ("refuse", "refused"),
    ):
        done = studio.run(*studio.arguments(f"owl [{word}]"))
        assert (done.status, done.lines[0]["error"]["code"]) == (1, code)
        assert done.lines[0]["error"]["message"] in done.err


def test_an_answer_that_never_came_is_status_3_and_is_not_sent_again(studio: Studio) -> None:
    done = studio.run(*studio.arguments("owl [submit=reset]"))
    assert done.status == 3
    assert done.lines[0]["state"] == "unknown"
    assert done.lines[0]["error"]["code"] == "answer_unknown"
    assert len(studio.submits()) == 1
    assert [job.state for job in studio.unended()] == [JobState.UNKNOWN]


def test_pictures_that_never_come_are_status_4_and_stay_with_the_library(studio: Studio) -> None:
    done = studio.run(*studio.arguments("owl [download=garbage]"))
    assert done.status == 4
    assert done.lines[0]["missing"] == 4
    assert done.lines[0]["error"]["code"]
    assert "next open" in done.err
    (left,) = studio.unended()
    assert left.state is JobState.FETCHING
    assert left.task_id == done.lines[0]["task_id"]


@pytest.mark.parametrize(("word", "code"), [("[broke]", "no_points"), ("", "key_refused")])
def test_what_waits_when_nothing_can_be_sent_is_taken_back_for_free(studio: Studio, word: str, code: str) -> None:
    if not word:
        studio.environment["MAXAPI_API_KEY"] = "wrong-" + KEY
    done = studio.run(*studio.arguments(f"owl {word}", "--count", "7"))
    assert done.status == 1
    assert [line["state"] for line in done.lines] == ["cancelled"] * 7
    assert {line["error"]["code"] for line in done.lines} == {code}
    assert studio.submits() == []
    assert studio.unended() == []


def test_nothing_is_sent_where_the_pictures_could_not_be_saved(studio: Studio) -> None:
    drive = studio.profile / "drive"
    write_settings(studio.profile / "settings.json", Settings(library_folder=str(drive / "Jimeng")))
    assert studio.run(*studio.arguments("owl")).status == 0
    drive.rename(studio.profile / "unplugged")
    done = studio.run(*studio.arguments("owl", "--count", "2"))
    assert done.status == 1
    assert [line["state"] for line in done.lines] == ["cancelled"] * 2
    assert {line["error"]["code"] for line in done.lines} == {"folder_missing"}
    assert "The folder is missing" in done.err
    assert len(studio.submits()) == 1
    assert studio.unended() == []


def test_all_goes_through_the_proxy_of_the_settings(studio: Studio) -> None:
    studio.base_url = "https://service.invalid"
    with wire(lambda talk: talk.say(502)) as proxy:
        write_settings(studio.profile / "settings.json", Settings(proxy="manual", proxy_url=proxy.base))
        with studio.started(*studio.arguments("owl")):
            wait_for(lambda: proxy.heads)
    assert {head.splitlines()[0] for head in proxy.heads} == {"CONNECT service.invalid:443 HTTP/1.1"}
    assert KEY not in "".join(proxy.heads)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal can be sent to one process there")
def test_without_a_connection_it_goes_on_trying_until_stopped(studio: Studio) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        studio.base_url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with studio.started(*studio.arguments("owl")) as process:
        assert process.stderr is not None
        said = []
        while "No connection, nothing is lost" not in (line := process.stderr.readline()):
            said.append(line)
            assert line, said
        process.send_signal(signal.SIGINT)
        done = finish(process)
    assert done.status == 130
    assert [line["state"] for line in done.lines] == ["cancelled"]
    assert "cost nothing" in done.err
    assert studio.unended() == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal can be sent to one process there")
def test_ctrl_c_loses_nothing(studio: Studio) -> None:
    with studio.started(*studio.arguments("owl [forever]", "--count", "7")) as process:
        wait_for(lambda: len(studio.submits()) == 5)  # the most that may be open at once; two wait here
        process.send_signal(signal.SIGINT)
        done = finish(process)
    assert done.status == 130
    known = {submit["task_id"] for submit in studio.submits()}
    assert {job.task_id for job in studio.unended()} == known
    assert len(known) == 5
    lines = {line["task_id"] for line in done.lines if line["state"] != "cancelled"}
    assert lines == known
    assert [line["state"] for line in done.lines].count("cancelled") == 2
    assert all(task_id in done.err for task_id in known)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal can be sent to one process there")
def test_stopping_waits_for_the_answer_of_a_send(studio: Studio) -> None:
    with studio.started(*studio.arguments("owl [forever] [submit=slow]")) as process:
        wait_for(lambda: len(studio.submits()) == 1)  # received, and answered only a second later
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGINT)  # impatience changes nothing
        done = finish(process)
    assert done.status == 130
    (job,) = studio.unended()
    assert job.task_id == studio.submits()[0]["task_id"] == done.lines[0]["task_id"]
    assert job.accepted


def test_a_key_that_can_not_be_sent_is_ours_to_tell(studio: Studio) -> None:
    studio.environment["MAXAPI_API_KEY"] = KEY + "–"
    done = studio.run(*studio.arguments("owl"))
    assert done.status == 1 and "This key can’t be used" in done.err
    assert studio.submits() == []
    studio.environment["MAXAPI_API_KEY"] = f"Bearer {KEY}\u200b"
    assert studio.run(*studio.arguments("owl")).status == 0


def played(folder: Path, *bodies: Does) -> tuple[Studio, Outcome]:
    """The command, where the one picture of its job comes as these bodies and then no more."""
    place = Place()
    place.links["owl"] = 1
    place.pictures["owl"] = [*bodies, *[raw(b"", 503)] * 50]
    with wire(place.talk, read=False) as served:
        studio = Studio(folder / "place", served.base, folder)
        return studio, studio.run(*studio.arguments("owl"))


def test_a_picture_that_is_kept_and_not_shown_is_status_0(tmp_path: Path) -> None:
    studio, done = played(tmp_path, raw(heic()), raw(heic()))
    assert done.status == 0, done.err
    (line,) = done.lines
    assert (line["state"], line["missing"], line["error"]) == ("done", 0, None)
    path = Path(line["pictures"][0]["path"])
    assert path.suffix == ".heic" and path.read_bytes() == heic()


def test_a_picture_that_stays_damaged_is_status_4_and_is_told_of(tmp_path: Path) -> None:
    half = SORTS["png"][:-40]
    studio, done = played(tmp_path, *[raw(half)] * 3)
    assert done.status == 4, done.err
    assert done.lines[0]["missing"] == 1 and done.lines[0]["pictures"] == []
    (kept,) = studio.profile.rglob("*.damaged")
    assert kept.read_bytes() == half and str(kept) in done.err
    assert not studio.names()

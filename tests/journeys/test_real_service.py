"""The real window against a service in another process: what it says is what the artist reads."""

from __future__ import annotations

import asyncio
import hashlib
import json
from pathlib import Path
from urllib.request import urlopen

import pytest

from jimeng_desktop.core.job import JobState, PictureState
from jimeng_desktop.ui.window.main_window import MainWindow
from tests.journeys.windows import in_window, jobs, profile, until, words, write_and_generate
from tests.service_process import start_service

# Words in the prompt -> how the job ends, and what its card says.
ENDS = {
    "[moderation]": (JobState.FAILED, "Stopped by moderation"),
    "[parameters]": (JobState.FAILED, "These settings were not accepted"),
    "[points]": (JobState.FAILED, "Out of points"),
    "[transient]": (JobState.FAILED, "The model failed without a reason"),
    "[timeout]": (JobState.FAILED, "The service gave up"),
    "[cancelled]": (JobState.CANCELLED, "Cancelled at the service"),
    "[refuse]": (JobState.FAILED, "The service refused this job"),
    "[submit=500]": (JobState.UNKNOWN, "Sent, but no answer came"),
    "[submit=reset]": (JobState.UNKNOWN, "Sent, but no answer came"),
}


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAXAPI_API_KEY", "test-key-1234")


@pytest.mark.parametrize("mark", ENDS)
def test_every_end_is_told_on_the_job(tmp_path: Path, mark: str) -> None:
    state, title = ENDS[mark]

    async def play(window: MainWindow) -> None:
        write_and_generate(window, f"a red fox {mark}")
        await until(lambda: [job.state for job in jobs(window)] == [state])
        await until(lambda: title in words(window))

    with start_service(tmp_path, seconds_per_job=0) as url:
        in_window(profile(tmp_path / "profile", url), play)


def test_the_links_of_a_video_are_kept_and_shown(tmp_path: Path) -> None:
    async def play(window: MainWindow) -> None:
        write_and_generate(window, "a red fox [video]")
        await until(lambda: [job.state for job in jobs(window)] == [JobState.INCOMPLETE])
        (job,) = jobs(window)
        assert {picture.state for picture in job.pictures} == {PictureState.UNFETCHABLE}
        assert all(picture.url.startswith(url) for picture in job.pictures)
        assert window.middle.gallery.gallery_model.state(job)[0] == f"0 of {len(job.pictures)} saved"

    with start_service(tmp_path, seconds_per_job=0) as url:
        in_window(profile(tmp_path / "profile", url), play)


@pytest.mark.parametrize(("status", "word"), [("PENDING", "Queued at the service"), ("PROCESSING", "Making")])
def test_every_status_is_told_in_words(tmp_path: Path, status: str, word: str) -> None:
    async def play(window: MainWindow) -> None:
        write_and_generate(window, f"a red fox [stay={status}]")
        await until(lambda: [job.status for job in jobs(window)] == [status])
        assert window.middle.gallery.gallery_model.state(jobs(window)[0])[0] == word

    with start_service(tmp_path, seconds_per_job=0) as url:
        in_window(profile(tmp_path / "profile", url), play)


@pytest.mark.parametrize("mark", ["[urls=1]", "[urls=15] [jpeg]", "[webp]"])
def test_what_the_server_has_is_what_lies_on_disk(tmp_path: Path, mark: str) -> None:
    async def play(window: MainWindow) -> None:
        write_and_generate(window, f"a red fox {mark}")
        await until(lambda: [job.state for job in jobs(window)] == [JobState.DONE])
        (job,) = jobs(window)
        theirs = json.loads(await asyncio.to_thread(lambda: urlopen(f"{url}/_hashes").read()))[job.task_id]
        ours = [hashlib.sha256(Path(picture.path or "").read_bytes()).hexdigest() for picture in job.pictures]
        assert ours == theirs

    with start_service(tmp_path, seconds_per_job=0) as url:
        in_window(profile(tmp_path / "profile", url), play)


def test_a_wrong_key_pauses_and_the_key_stands_nowhere(tmp_path: Path) -> None:
    async def play(window: MainWindow) -> None:
        write_and_generate(window, "a red fox")
        await until(lambda: any("The key was refused" in text for text in words(window)))
        await until(lambda: [job.state for job in jobs(window)] == [JobState.WAITING])

    with start_service(tmp_path / "service", seconds_per_job=0, key="another") as url:
        in_window(profile(tmp_path / "profile", url), play)
    files = [path for path in (tmp_path / "profile").rglob("*") if path.is_file()]
    assert files and not [path for path in files if b"test-key-1234" in path.read_bytes()]


def test_what_waited_comes_back_and_is_not_sent_by_itself(tmp_path: Path) -> None:
    async def leave_waiting(window: MainWindow) -> None:
        write_and_generate(window, "a red fox")
        await until(lambda: [job.state for job in jobs(window)] == [JobState.WAITING])

    async def send(window: MainWindow) -> None:
        assert [job.state for job in jobs(window)] == [JobState.WAITING]
        await until(lambda: "Send" in words(window))
        submits = tmp_path / "service" / "submits.jsonl"
        assert not submits.exists() or not submits.read_text()
        assert window.banner.second.text() == "Send", "the safe one comes first"
        window.banner.second.click()
        await until(lambda: [job.state for job in jobs(window)] == [JobState.DONE])

    with start_service(tmp_path / "service", seconds_per_job=0) as url:
        in_window(profile(tmp_path / "profile", url), leave_waiting, hold_seconds=60)
        in_window(profile(tmp_path / "profile", url), send)

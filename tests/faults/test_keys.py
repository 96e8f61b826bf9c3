"""Keys over loopback: a job is asked for where and with the key that accepted it, and no other host sees a key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from jimeng_desktop.core.job import JobState
from jimeng_desktop.desktop.keychain import fingerprint
from jimeng_desktop.runner.runner import Runner
from jimeng_desktop.service.maxapi import MaxAPI
from tests.faults.place import Place, raw, says, status
from tests.faults.table import PACING, codes
from tests.runner.world import CATALOG, SETTINGS, Heard, bounded, open_library, recipe, until
from tests.service.wires import Talk, wire

pytestmark = pytest.mark.usefixtures("each_loop")
STUDIO, PRIVATE = "sk-studio-aaaaaaaa", "sk-private-bbbbbbbb"
KEPT = {fingerprint(STUDIO): STUDIO}


@asynccontextmanager
async def session(
    folder: Path, base: str, key: str | None, heard: Heard, kept: dict[str, str] | None = None
) -> AsyncIterator[Runner]:
    library, service = open_library(folder), MaxAPI(base, key, proxy="none")
    service.kept_keys = dict(kept or {})
    try:
        async with Runner(library, service, CATALOG, SETTINGS, pacing=PACING) as runner:
            runner.listen(heard.append)
            yield runner
    finally:
        await service.close()
        await library.close()


def making(place: Place, prompt: str, questions: int = 10_000) -> None:
    """Its task is being made for so many questions."""
    place.queries[prompt] = [status("PENDING")] * questions


def keys_of(place: Place, task_id: str) -> set[str]:
    """With which keys a task was asked for."""
    return {key for target, key in place.asked if task_id in target}


async def accepted(runner: Runner, heard: Heard, prompt: str) -> str:
    """A job that the service has taken; its task id."""
    (job,) = runner.generate(recipe(prompt))
    await until(lambda: heard.last(job.id).accepted)
    return heard.last(job.id).task_id or ""


def test_each_job_is_asked_for_with_its_own_key(tmp_path: Path) -> None:
    place, heard = Place(), Heard()
    making(place, "of the studio")

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(tmp_path, served.base, STUDIO, heard) as runner:
                task = await accepted(runner, heard, "of the studio")
            place.asked.clear()
            place.queries["of the studio"] = [status("PENDING")] * 2
            heard.clear()
            async with session(tmp_path, served.base, PRIVATE, heard, KEPT) as runner:
                (mine,) = runner.generate(recipe("mine"))
                await until(lambda: not runner.live_jobs())
                assert heard.last(mine.id).state is JobState.DONE
            assert keys_of(place, task) == {STUDIO}
            assert {key for target, key in place.asked if target.endswith("/submit")} == {PRIVATE}
            mine_id = heard.last(mine.id).task_id or "?"
            assert keys_of(place, mine_id) == {PRIVATE}

    bounded(play())
    assert place.keys_at_pictures == 0


def test_without_its_key_a_job_needs_the_user_and_nothing_is_asked(tmp_path: Path) -> None:
    place, heard = Place(), Heard()
    making(place, "of the studio")

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(tmp_path, served.base, STUDIO, heard) as runner:
                task = await accepted(runner, heard, "of the studio")
            place.asked.clear()
            place.queries["of the studio"] = []
            heard.clear()
            async with session(tmp_path, served.base, PRIVATE, heard) as runner:
                (job,) = runner.live_jobs()
                (mine,) = runner.generate(recipe("mine"))
                await until(lambda: heard.last(mine.id).state is JobState.DONE)
                await until(lambda: "other_key" in codes(heard, job.id))
                runner.ask_now()
                runner.cancel(job.id)
                await until(lambda: runner.live_jobs()[0].cancel_asked)
                assert not keys_of(place, task) and runner.queue.paused is None
                runner._desk.service.kept_keys.update(KEPT)  # the user puts it back
                runner.key_changed()
                await until(lambda: not runner.live_jobs())
                assert keys_of(place, task) == {STUDIO}

    bounded(play())


def test_a_kept_key_that_is_refused_stops_its_own_job_only(tmp_path: Path) -> None:
    place, heard = Place(), Heard()
    making(place, "of the studio")

    async def play() -> None:
        with wire(place.talk, read=False) as served:
            async with session(tmp_path, served.base, STUDIO, heard) as runner:
                await accepted(runner, heard, "of the studio")
            place.queries["of the studio"] = [says({"code": 401, "msg": "unauthorized"}, 401)]
            heard.clear()
            async with session(tmp_path, served.base, PRIVATE, heard, KEPT) as runner:
                (job,) = runner.live_jobs()
                await until(lambda: "other_key" in codes(heard, job.id))
                assert runner.queue.paused is None
                await until(lambda: not runner.live_jobs())  # asked again later: it may have been a mistake

    bounded(play())


@pytest.mark.parametrize("kept", [{}, KEPT], ids=["chosen", "kept"])
def test_another_address_never_gets_another_hosts_key(tmp_path: Path, kept: dict[str, str]) -> None:
    """The job stays with the service that took it; the new one sees neither its key nor its task."""
    old, new, heard = Place("old"), Place("new"), Heard()
    making(old, "at the old one")

    async def play() -> None:
        with wire(old.talk, read=False) as first, wire(new.talk, read=False) as second:
            async with session(tmp_path, first.base, STUDIO, heard) as runner:
                task = await accepted(runner, heard, "at the old one")
            heard.clear()
            async with session(tmp_path, second.base, PRIVATE, heard, kept) as runner:
                (job,) = runner.live_jobs()
                (mine,) = runner.generate(recipe("mine"))
                await until(lambda: heard.last(mine.id).state is JobState.DONE)
                await until(lambda: "other_key" in codes(heard, job.id))
                runner.ask_now()
                await until(lambda: bool(heard))
            assert {key for target, key in new.asked if not target.startswith("/pictures/")} == {PRIVATE}
            assert not keys_of(new, task)
            old.queries["at the old one"] = []
            async with session(tmp_path, first.base, STUDIO, heard) as runner:
                await until(lambda: not runner.live_jobs())

    bounded(play())
    assert {key for _, key in old.asked} == {STUDIO, ""}
    assert old.keys_at_pictures == new.keys_at_pictures == 0


def test_redirects_and_result_links_never_carry_the_key(tmp_path: Path) -> None:
    place, elsewhere, heard = Place(), Place(), Heard()
    place.links["mine"] = 1

    async def play() -> None:
        with wire(place.talk, read=False) as served, wire(elsewhere.talk, read=False) as other:

            def moved(talk: Talk) -> None:
                talk.say(302, b"", f"Location: {other.base}{talk.target}")

            def away(talk: Talk) -> None:
                raw(b"", 307, f"Location: {other.base}/api/v1/task/submit")(talk)

            place.pictures["mine"] = [moved]
            place.queries["mine"] = [raw(b"", 302, f"Location: {other.base}/api/v1/task/x"), status("PENDING")]
            place.submits["sent away"] = [away]
            async with session(tmp_path, served.base, STUDIO, heard) as runner:
                (mine,) = runner.generate(recipe("mine"))
                (sent,) = runner.generate(recipe("sent away"))
                await until(lambda: heard.last(mine.id).state is JobState.DONE)
                await until(lambda: heard.last(sent.id).state is JobState.UNKNOWN)

    bounded(play())
    assert elsewhere.asked, "the picture was fetched there"
    assert {key for _, key in elsewhere.asked} == {""} and not elsewhere.submitted
    assert {key for target, key in place.asked if target.startswith("/pictures/")} == {""}

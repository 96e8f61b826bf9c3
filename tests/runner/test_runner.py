"""One run of the runner: what is shown, sent, saved, paused and cancelled."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from jimeng_desktop.core.errors import Fault, StorageError
from jimeng_desktop.core.events import JobDropped, Progress, QueueChanged
from jimeng_desktop.core.job import JobState, PictureState
from jimeng_desktop.core.pacing import Pacing
from jimeng_desktop.core.recipe import Recipe
from tests.runner.world import FAST, Heard, World, bounded, png, recipe, running, until


def test_from_recipe_to_saved_pictures(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("a red fox"))
            assert heard.states(job.id) == ["saving"], "shown at once"
            await runner.wait([job.id])
            last = heard.last(job.id)
            assert last.fault is None
            assert heard.states(job.id) == ["saving", "waiting", "sending", "pending", "submitted", "fetching", "done"]
            assert [p.state for p in last.pictures] == [PictureState.SAVED] * 4
            for n, picture in enumerate(last.pictures):
                data = Path(picture.path or "").read_bytes()
                assert data == png(10 + n) and picture.sha256 == hashlib.sha256(data).hexdigest()
            assert {e.picture_id for e in heard if isinstance(e, Progress)} == {p.id for p in last.pictures}
            assert world.prompts == {"a red fox": 1}
            assert await runner._desk.library.job(job.id) == last

    bounded(play())


def test_same_press_counts_once_and_times_makes_jobs(tmp_path: Path) -> None:
    async def play() -> None:
        world = World()
        async with running(tmp_path, world) as runner:
            jobs = runner.generate(recipe("one"), 3)
            assert len(jobs) == 3 and runner.generate(recipe("one"), 3) == []
            jobs += runner.generate(recipe("two"))
            await runner.wait(job.id for job in jobs)
        assert world.prompts == {"one": 3, "two": 1}

    bounded(play())


def test_an_invalid_recipe_is_refused_before_anything_happens(tmp_path: Path) -> None:
    async def play() -> None:
        heard = Heard()
        async with running(tmp_path, World(), heard) as runner:
            with pytest.raises(ValueError):
                runner.generate(Recipe("no-such-model", "x"))
        assert not heard.states(0) and not [e for e in heard if not isinstance(e, QueueChanged)]

    bounded(play())


def test_hold_lets_a_job_be_taken_back_for_free(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard, hold_seconds=60) as runner:
            (job,) = runner.generate(recipe("oops"))
            await until(lambda: heard.last(job.id).state is JobState.WAITING)
            assert runner.queue.send_times == ((job.id, job.created_at + 60),)
            runner.cancel(job.id)
            await runner.wait([job.id])
        assert heard.last(job.id).state is JobState.CANCELLED and not world.prompts

    bounded(play())


def test_cancel_while_still_saving(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("oops"))
            runner.cancel(job.id)
            await runner.wait([job.id])
        assert heard.last(job.id).state is JobState.CANCELLED and not world.prompts

    bounded(play())


@pytest.mark.parametrize(
    ("fault", "state", "code"), [("refused", JobState.FAILED, "refused"), ("reset", JobState.UNKNOWN, "answer_unknown")]
)
def test_a_submit_that_is_not_accepted_does_not_disturb_the_next(
    tmp_path: Path, fault: str, state: JobState, code: str
) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.submit_faults["bad"] = [fault]
        async with running(tmp_path, world, heard) as runner:
            jobs = runner.generate(recipe("bad")) + runner.generate(recipe("good"))
            await runner.wait(job.id for job in jobs)
            bad, good = (heard.last(job.id) for job in jobs)
            assert (bad.state, bad.fault and bad.fault.code) == (state, code)
            assert good.state is JobState.DONE
            (receipt,) = await runner._desk.library.receipts(bad.id)
            assert receipt.outcome == {"refused": "refused", "reset": "unknown"}[fault]
        assert world.prompts["bad"] == (fault == "reset")

    bounded(play())


@pytest.mark.parametrize("fault", ["offline", "busy"])
def test_what_was_surely_not_accepted_is_sent_again(tmp_path: Path, fault: str) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.submit_faults["x"] = [fault, fault]
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("x"))
            await runner.wait([job.id])
            outcomes = [receipt.outcome for receipt in await runner._desk.library.receipts(job.id)]
            assert outcomes == [{"offline": "not_sent", "busy": "refused"}[fault]] * 2 + ["accepted"]
            assert runner.queue.offline is None
        told = [e.offline.code for e in heard if isinstance(e, QueueChanged) and e.offline]
        assert (set(told) == {"not_sent"}) == (fault == "offline")
        assert heard.last(job.id).state is JobState.DONE and world.prompts == {"x": 1}

    bounded(play())


@pytest.mark.parametrize(("fault", "code"), [("points", "no_points"), ("key", "key_refused")])
def test_no_points_or_key_pauses_the_queue_once(tmp_path: Path, fault: str, code: str) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.submit_faults["a"] = [fault]
        async with running(tmp_path, world, heard, sends_at_once=1) as runner:
            jobs = runner.generate(recipe("a")) + runner.generate(recipe("b"))
            await until(lambda: runner.queue.paused is not None and not runner.sending)
            assert runner.queue.paused and runner.queue.paused.code == code
            assert [heard.last(job.id).state for job in jobs] == [JobState.WAITING] * 2 and not world.prompts
            runner.go_on()
            await runner.wait(job.id for job in jobs)
        assert world.prompts == {"a": 1, "b": 1}

    bounded(play())


def test_limits_keep_jobs_here(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.statuses = {f"p{n}": ["PENDING"] * 500 for n in range(6)}
        async with running(tmp_path, world, heard, open_jobs=2) as runner:
            jobs = [job for n in range(6) for job in runner.generate(recipe(f"p{n}"))]
            await until(lambda: sum(job.accepted for job in runner.live_jobs()) == 2 and not runner.sending)
            assert sum(world.prompts.values()) == 2
            runner.cancel_waiting()
            await until(lambda: len(runner.live_jobs()) == 2)
            assert [heard.last(job.id).state for job in jobs[2:]] == [JobState.CANCELLED] * 4
        assert sum(world.prompts.values()) == 2

    bounded(play())


def test_cancel_tells_the_truth(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.statuses = {"early": ["PENDING"] * 900, "late": ["PENDING", "SUBMITTED", *["SUBMITTED"] * 30]}
        async with running(tmp_path, world, heard) as runner:
            (early,) = runner.generate(recipe("early"))
            (late,) = runner.generate(recipe("late"))
            await until(lambda: heard.last(early.id).state is JobState.PENDING)
            await until(lambda: heard.last(late.id).state is JobState.SUBMITTED)
            runner.cancel(early.id)
            runner.cancel(late.id)
            await runner.wait([early.id, late.id])
        assert heard.last(early.id).state is JobState.CANCELLED
        assert heard.last(late.id).state is JobState.DONE, "it was made and is paid for: it is saved"
        assert len(world.cancelled) == 1, "too late is not even asked"

    bounded(play())


def test_a_cancel_that_came_too_late_is_no_longer_asked(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.statuses["x"] = ["PENDING"] * 9000
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("x"))
            await until(lambda: heard.last(job.id).status == "PENDING")
            world.tasks["task-1"]["left"] = ["SUBMITTED"] * 9000  # taken on meanwhile
            runner.cancel(job.id)
            await until(lambda: bool(world.cancelled) and heard.last(job.id).state is JobState.SUBMITTED)
            await until(lambda: not heard.last(job.id).cancel_asked)
            stored = await runner._desk.library.job(job.id)
            assert stored and not stored.cancel_asked, "nor at the next start"
            world.tasks["task-1"]["left"] = ["CANCELLED"]
            await runner.wait([job.id])
        assert heard.last(job.id).fault == Fault("cancelled_there"), "not by the user"

    bounded(play())


@pytest.mark.parametrize(
    ("status", "code", "pauses"),
    [
        ("FAILURE:CONTENT_MODERATION", "moderation", False),
        ("FAILURE:INVALID_PARAMETERS", "parameters", False),
        ("FAILURE:INSUFFICIENT_POINTS", "no_points", True),
        ("FAILURE:SOMETHING_NEW", "other_reason", False),
        ("FAILURE", "transient", False),
        ("TIMEOUT", "timed_out", False),
    ],
)
def test_every_failure_is_told_and_never_sent_again(tmp_path: Path, status: str, code: str, pauses: bool) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.statuses["x"] = ["PENDING", "garbage", "SOMETHING_NEW", "offline", status]
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("x"))
            await runner.wait([job.id])
            await until(lambda: bool(runner.queue.paused) == pauses)
        last = heard.last(job.id)
        assert last.state is JobState.FAILED and last.fault and last.fault.code == code
        assert world.prompts == {"x": 1}

    bounded(play())


def test_each_picture_has_its_own_tries_and_dead_links_are_renewed(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.picture_faults = [500, 404]
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("x"))
            await until(lambda: heard.last(job.id).state is JobState.FETCHING)
            world.generation = world.dead_before = 1  # every link given so far is dead
            await runner.wait([job.id])
        last = heard.last(job.id)
        assert last.state is JobState.DONE and last.saved == 4 and world.prompts == {"x": 1}
        assert world.queries["task-1"] > 3

    bounded(play())


def test_expired_links_leave_the_recipe(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.picture_faults = [404] * 10_000
        async with running(tmp_path, world, heard) as runner:
            now = runner._desk.clock
            (job,) = runner.generate(recipe("x"))
            await until(lambda: any(p.attempts for p in heard.last(job.id).pictures))
            runner._desk.clock = lambda: now() + 8 * 24 * 3600
            runner.ask_now()
            await runner.wait([job.id])
        last = heard.last(job.id)
        assert last.state is JobState.INCOMPLETE and last.fault == Fault("links_expired")
        assert last.recipe.prompt == "x" and not last.saved

    bounded(play())


def test_a_job_that_cannot_be_written_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard) as runner:

            async def refuse(jobs: object) -> None:
                raise StorageError("ENOSPC")

            monkeypatch.setattr(runner._desk.library, "add_jobs", refuse)
            (job,) = runner.generate(recipe("x"))
            await runner.wait([job.id])
            assert runner.live_jobs() == []
        assert heard[-1].__class__ in (JobDropped, QueueChanged)
        (dropped,) = [e for e in heard if isinstance(e, JobDropped)]
        assert dropped.job.recipe == job.recipe and not world.prompts

    bounded(play())


def test_nothing_is_sent_when_the_pictures_could_not_be_saved(tmp_path: Path) -> None:
    async def play() -> None:
        world = World()
        async with running(tmp_path, world) as runner:
            (tmp_path / "Pictures").rename(tmp_path / "gone")
            (tmp_path / "Pictures").write_text("a file stands in its place")
            runner.generate(recipe("x"))
            await until(lambda: runner.queue.paused is not None)
            assert not world.prompts and [job.state for job in runner.live_jobs()] == [JobState.WAITING]

    bounded(play())


def test_a_listener_or_stage_that_breaks_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        async with running(tmp_path, world, heard) as runner:
            real = runner._desk.service.submit

            async def submit(body: bytes, key: str) -> str:
                if b"broken" in body:
                    raise KeyError("a bug")
                return await real(body, key)

            monkeypatch.setattr(runner._desk.service, "submit", submit)
            jobs = runner.generate(recipe("broken")) + runner.generate(recipe("fine"))
            await runner.wait(job.id for job in jobs)
            assert [heard.last(job.id).state for job in jobs] == [JobState.UNKNOWN, JobState.DONE]

    bounded(play())
    assert "KeyError" in caplog.text


def test_unknown_answers_wait_for_the_user(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.submit_faults = {"a": ["500"], "b": ["same id"]}
        async with running(tmp_path, world, heard, sends_at_once=1) as runner:
            (a,), (c,), (b,) = (runner.generate(recipe(p)) for p in "acb")
            await runner.wait([a.id, b.id, c.id])
            assert heard.last(a.id).state is JobState.UNKNOWN
            runner.count_as_lost(a.id)
            await until(lambda: heard.last(a.id).state is JobState.LOST)
            runner.send_again(a.id)
            await until(lambda: any(job.parent_id == a.id for job in runner.live_jobs()))
            await runner.wait(job.id for job in runner.live_jobs())
        assert world.prompts["a"] == 2, "once by each decision of the user"

    bounded(play())


def test_a_job_is_only_asked_for_with_its_own_key(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.statuses["x"] = ["PENDING"] * 5
        async with running(tmp_path, world, heard) as runner:
            (job,) = runner.generate(recipe("x"))
            await until(lambda: heard.last(job.id).state is JobState.PENDING)
        asked = world.queries["task-1"]
        async with running(tmp_path, world, heard, key="key-two") as runner:
            await until(lambda: [job.fault for job in runner.live_jobs()] == [Fault("other_key")])
            assert world.queries["task-1"] == asked
            runner._desk.service.key = "key-one"
            runner.key_changed()
            await runner.wait([job.id])
        assert world.keys == {"Bearer key-one"}

    bounded(play())


def test_without_a_key_jobs_wait(tmp_path: Path) -> None:
    async def play() -> None:
        world = World()
        async with running(tmp_path, world, key=None) as runner:
            (job,) = runner.generate(recipe("x"))
            await until(lambda: runner.live_jobs()[0].state is JobState.WAITING)
            assert runner.queue.key_missing and not world.prompts
            runner._desk.service.key = "key-one"
            runner.key_changed()
            await runner.wait([job.id])
        assert world.prompts == {"x": 1}

    bounded(play())


def test_ask_now_ends_the_wait_of_an_offline_send(tmp_path: Path) -> None:
    async def play() -> None:
        world, heard = World(), Heard()
        world.submit_faults["x"] = ["offline"] * 8
        async with running(tmp_path, world, heard) as runner:
            runner._desk.pacing = Pacing(scale=1000.0)  # by itself it would wait for many minutes
            (job,) = runner.generate(recipe("x"))
            await until(lambda: runner.ask_now() or heard.last(job.id).accepted)  # type: ignore[func-returns-value]
            runner._desk.pacing = FAST
            runner.ask_now()
            await runner.wait([job.id])
        assert world.prompts == {"x": 1}

    bounded(play())

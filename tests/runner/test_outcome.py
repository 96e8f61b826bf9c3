"""The pure rules: what an answer makes of a job."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.job import Job, JobState, Picture, PictureState
from jimeng_desktop.core.pacing import WEEK, Pacing, usual_span
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.runner.outcome import after_answer, after_retry
from jimeng_desktop.service.replies import Task

JOB = Job(1, Recipe("jimeng-4.5", "x"), 4, 0.0, state=JobState.PENDING, task_id="t")


def answer(status: str, urls: tuple[str, ...] = (), reason: str | None = None, **times: float | None) -> Task:
    base = {"created_at": None, "updated_at": None, "server_time": None}
    return Task("t", status, urls, reason, **{**base, **times}, skipped=0)  # type: ignore[arg-type]


def test_a_status_never_goes_backwards() -> None:
    job = after_answer(JOB, answer("SUBMITTED"), 1.0)
    assert job.state is JobState.SUBMITTED
    assert after_answer(job, answer("PENDING"), 2.0).state is JobState.SUBMITTED


def test_an_unknown_status_is_kept_raw_and_polled_on() -> None:
    job = after_answer(JOB, answer("DREAMING"), 1.0)
    assert job.state is JobState.PENDING and job.status == "DREAMING" and not job.ended


def test_links_die_a_week_after_the_server_made_them_by_the_servers_clock() -> None:
    task = answer("SUCCESS", ("https://x.test/1",), updated_at=5000.0, server_time=5010.0)
    assert after_answer(JOB, task, 1010.0).expires_at == pytest.approx(1000.0 + WEEK)
    assert after_answer(JOB, answer("SUCCESS", ("https://x.test/1",)), 1010.0).expires_at == 1010.0 + WEEK


def test_success_without_links_is_asked_for_again_and_ends_after_a_while() -> None:
    job = after_answer(JOB, answer("SUCCESS"), 1.0)
    assert job.state is JobState.PENDING and job.fault == Fault("no_pictures")
    late = after_answer(job, answer("SUCCESS"), 500.0)
    assert (
        not late.ended
        and after_answer(late, answer("SUCCESS", ("https://x.test/1",)), 501.0).state is JobState.FETCHING
    )
    ended = after_answer(late, answer("SUCCESS"), 700.0)
    assert ended.state is JobState.FAILED and ended.fault == Fault("no_pictures")


def test_a_video_is_no_picture_however_long_one_asks() -> None:
    task = replace(answer("SUCCESS"), result_type="video")
    assert after_answer(JOB, task, 1.0).state is JobState.FAILED


def test_a_cancel_that_nobody_asked_for_is_told() -> None:
    assert after_answer(JOB, answer("CANCELLED"), 1.0).fault == Fault("cancelled_there")


@pytest.mark.parametrize("scale", [1.0, 0.002])
@pytest.mark.parametrize(
    ("usual", "waits"),
    [
        (None, {0: 2, 10: 2, 20: 3, 60: 9, 100: 15, 899: 15, 900: 120, 86_400: 120}),
        ((20.0, 40.0), {0: 10, 10: 5, 19: 2, 20: 2, 30: 2, 39: 2, 40: 6, 60: 9, 100: 15, 899: 15, 900: 120}),
        ((200.0, 400.0), {0: 15, 170: 15, 180: 10, 199: 2, 200: 2, 399: 2, 400: 15, 899: 15, 900: 120}),
    ],
    ids=["nothing is known", "usually half a minute", "usually five minutes"],
)
def test_a_job_is_asked_for_often_when_its_end_is_due_and_never_rarely_while_it_is_young(
    usual: tuple[float, float] | None, waits: dict[float, float], scale: float
) -> None:
    pacing = Pacing(scale=scale)
    for age, wait in waits.items():
        for chance, jitter in ((0.0, 0.9), (0.5, 1.0), (1.0, 1.1)):
            assert pacing.poll_after(age * scale, usual, chance) == pytest.approx(wait * jitter * scale), age


def test_the_first_retry_comes_within_two_seconds_and_each_wait_is_twice_the_one_before() -> None:
    for chance, jitter in ((0.0, 0.8), (0.5, 1.0), (1.0, 1.2)):
        waits = [Pacing().retry_after(n, chance) for n in range(1, 9)]
        assert waits == pytest.approx([seconds * jitter for seconds in (1.5, 3, 6, 12, 24, 48, 60, 60)])


def test_usual_needs_three() -> None:
    assert usual_span([1.0, 2.0]) is None
    assert usual_span([30.0, 20.0, 25.0, 400.0, 22.0, 28.0, 31.0]) == (22.0, 31.0)


def test_days_without_a_network_are_no_error() -> None:
    assert 48 <= Pacing().retry_after(100_000, 0.0) <= Pacing().retry_after(100_000, 1.0) < 73


def test_what_came_damaged_before_its_link_died_is_tried_again_when_the_user_wants_it() -> None:
    damaged = Picture(1, 0, "https://x.test/1", PictureState.EXPIRED, fault=Fault("link_gone"), damaged="/1.damaged")
    lost = Picture(1, 1, "https://x.test/2", PictureState.EXPIRED, fault=Fault("link_gone"))
    job = replace(JOB, state=JobState.INCOMPLETE, service="https://x.test", pictures=(damaged, lost), ended_at=5.0)
    again = after_retry(job, None, 9.0)
    assert again.state is JobState.FETCHING and again.ended_at is None
    assert [one.state for one in again.pictures] == [PictureState.WAITING, PictureState.EXPIRED]
    assert again.pictures[0].damaged == "/1.damaged"

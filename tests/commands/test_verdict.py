"""What ends the waiting for a job, and with which exit status."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jimeng_desktop.commands.generate.batch import gravest, verdict
from jimeng_desktop.commands.ground import ANSWER_UNKNOWN, DONE, FAILED, MISSING
from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.job import Job, JobState, Picture, PictureState
from jimeng_desktop.core.recipe import Recipe


def job(state: JobState, fault: Fault | None = None, attempts: tuple[int, ...] = ()) -> Job:
    pictures = [Picture(1, 0, "", PictureState.SAVED)]
    pictures += [Picture(1, n + 1, "", attempts=tries) for n, tries in enumerate(attempts)]
    return Job(1, Recipe("m", "p"), 4, 0.0, state, fault=fault, pictures=tuple(pictures) if attempts else ())


@pytest.mark.parametrize("state", JobState)
def test_everything_that_has_ended_ends_the_waiting(state: JobState) -> None:
    ended = {
        JobState.DONE: DONE,
        JobState.FAILED: FAILED,
        JobState.CANCELLED: FAILED,
        JobState.INCOMPLETE: MISSING,
        JobState.UNKNOWN: ANSWER_UNKNOWN,
        JobState.LOST: ANSWER_UNKNOWN,
    }
    assert verdict(job(state), None) == ended.get(state)


def test_a_doubtful_job_is_waited_for_while_there_is_time() -> None:
    doubtful = replace(job(JobState.UNKNOWN), task_id="t")
    assert verdict(doubtful, None, in_doubt=True) is None
    assert verdict(doubtful, Fault("disk_full"), patient=False, in_doubt=True) is None
    assert verdict(doubtful, None) == ANSWER_UNKNOWN


def test_a_pause_ends_the_waiting_of_what_can_not_even_be_taken_back() -> None:
    for code in ("no_points", "disk_full"):
        assert verdict(job(JobState.WAITING), Fault(code)) is None
        assert verdict(job(JobState.WAITING), Fault(code), patient=False) == FAILED
        assert verdict(job(JobState.PROCESSING), Fault(code), patient=False) is None
    assert verdict(job(JobState.SENDING), Fault("no_points"), patient=False) is None
    assert verdict(job(JobState.SENDING), Fault("disk_full"), patient=False) == ANSWER_UNKNOWN


def test_trouble_that_passes_is_waited_for_and_a_standstill_is_not() -> None:
    assert verdict(job(JobState.PROCESSING, Fault("not_sent")), None) is None
    assert verdict(job(JobState.PROCESSING, Fault("key_refused")), None) == MISSING
    assert verdict(job(JobState.PROCESSING, Fault("other_key")), None) == MISSING


def test_pictures_are_tried_three_times_and_once_on_a_full_disk() -> None:
    assert verdict(job(JobState.FETCHING, attempts=(3, 2)), None) is None
    assert verdict(job(JobState.FETCHING, attempts=(3, 4)), None) == MISSING
    assert verdict(job(JobState.FETCHING, attempts=(1, 1)), Fault("disk_full")) == MISSING
    assert verdict(job(JobState.FETCHING, attempts=(1, 1)), Fault("no_points")) is None
    assert verdict(replace(job(JobState.FETCHING), pictures=()), None) is None


def test_the_gravest_of_several() -> None:
    assert gravest([DONE, DONE]) == DONE
    assert gravest([DONE, FAILED]) == FAILED
    assert gravest([MISSING, FAILED, DONE]) == MISSING
    assert gravest([FAILED, ANSWER_UNKNOWN, MISSING]) == ANSWER_UNKNOWN

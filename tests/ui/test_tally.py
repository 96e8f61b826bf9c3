"""The counts of status bar and badge: sums that run, and agree with what the queue and the gallery say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jimeng_desktop.core.events import QueueChanged
from jimeng_desktop.core.job import Job, JobState, Picture, PictureState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.ui.jobs.counts import Counts, Tally
from jimeng_desktop.ui.jobs.model import GalleryModel
from jimeng_desktop.ui.jobs.words import today_of
from jimeng_desktop.ui.queue.words import sort_jobs
from tests.ui.made_jobs import NOON
from tests.ui.made_jobs import job as made
from tests.zones import utc


def test_the_tally_counts_jobs_and_pictures_of_today() -> None:
    noon = 1_790_000_000.0
    tally = Tally(clock=lambda: noon)
    recipe = Recipe("jimeng-4.5", "an owl")

    def job(number: int, state: JobState, *saved: float | None) -> Job:
        pictures = tuple(
            Picture(number, n, "", PictureState.SAVED if when else PictureState.WAITING, saved_at=when)
            for n, when in enumerate(saved)
        )
        return Job(number, recipe, 4, noon, state, pictures=pictures)

    tally.hear([
        job(1, JobState.SAVING), job(2, JobState.WAITING), job(3, JobState.SENDING), job(4, JobState.PENDING),
        job(5, JobState.FETCHING, noon, None, None), job(6, JobState.UNKNOWN),
        job(7, JobState.DONE, noon - 3 * 86400, noon),
    ])  # fmt: skip
    assert tally.counts(noon) == Counts(waiting=2, making=2, fetching=1, needs_you=1, on_server=2, today=3)
    assert tally.counts(noon).unended == 6
    tally.hear([job(5, JobState.DONE, noon, noon, noon), job(6, JobState.LOST)])
    tally.drop(job(1, JobState.SAVING))
    assert tally.counts(noon) == Counts(waiting=1, making=2, today=5)


def test_what_needs_the_user_is_the_same_in_status_bar_and_queue() -> None:
    jobs = [
        made(1, JobState.UNKNOWN, fault="answer_unknown"), made(2, JobState.WAITING, fault="no_points"),
        made(3, JobState.WAITING, fault="not_sent"), made(4, JobState.PROCESSING, fault="overdue"),
        made(5, JobState.FETCHING, "sw"), made(6, JobState.PROCESSING), made(7, JobState.SAVING),
    ]  # fmt: skip
    tally = Tally(clock=lambda: NOON)
    tally.hear(jobs)
    kept = QueueChanged(left_over=frozenset({made(3).id}))
    counts, sections = tally.counts(NOON), sort_jobs(tally.jobs(NOON), kept, NOON)
    assert counts == Counts(waiting=2, making=1, fetching=1, needs_you=3, on_server=1, today=1)
    assert [len(part) for part in sections.live] == [3, 2, 1, 1]
    assert counts.unended == sum(len(part) for part in sections.live)
    assert tally.waiting_ids() == {made(n).id for n in (2, 3, 7)}


def test_the_tally_keeps_nothing_of_yesterday() -> None:
    now = [NOON]
    tally = Tally(clock=lambda: now[0])
    tally.hear([made(n, pictures=4, day=3, ended_at=NOON - 3 * 86400) for n in range(50)])
    assert (tally.jobs(NOON), tally.counts(NOON), tally._ended, tally._saved) == ([], Counts(), {}, {})
    today = made(60, pictures=4, ended_at=NOON)
    tally.hear([today, today])
    assert (tally.jobs(NOON), tally.counts(NOON).today) == ([today], 4)
    now[0] += 86400
    tally.hear([made(61, JobState.FETCHING, "sw", day=-1)])
    assert (tally.counts(now[0]).today, tally._ended) == (1, {})


# The last second of the day before, the first and the last of a day of 24, 23 and 25 hours, the first after it.
DAYS = {
    "Shanghai": ("2026-11-30T15:59:59", "2026-11-30T16:00:00", "2026-12-01T15:59:59", "2026-12-01T16:00:00"),
    "New York": ("2026-03-08T04:59:59", "2026-03-08T05:00:00", "2026-03-09T03:59:59", "2026-03-09T04:00:00"),
    "Berlin": ("2026-10-24T21:59:59", "2026-10-24T22:00:00", "2026-10-25T22:59:59", "2026-10-25T23:00:00"),
    "Havana": ("2026-11-01T03:59:59", "2026-11-01T04:00:00", "2026-11-02T04:59:59", "2026-11-02T05:00:00"),
}


@pytest.mark.parametrize("zone", DAYS, indirect=True)
def test_today_is_the_day_of_the_clock_on_the_wall(zone: str) -> None:
    moments = [utc(moment) for moment in DAYS[zone]]
    _, first, last, after = moments
    jobs = [
        replace(made(number, pictures=1), created_at=moment, ended_at=moment) for number, moment in enumerate(moments)
    ]
    now = [first]
    tally = Tally(clock=lambda: now[0])
    tally.hear(jobs[:2])
    for moment in range(int(first), int(last) + 1, 1800):  # an hour that comes twice begins no new day
        now[0] = moment
        assert (tally.counts(moment).today, tally.jobs(moment)) == (1, [jobs[1]])
    assert (tally.counts(after).today, tally.jobs(after)) == (0, [])
    ended = [sort_jobs(jobs, QueueChanged(), moment).ended for moment in moments]
    assert ended == [(jobs[0],), (jobs[2], jobs[1]), (jobs[2], jobs[1]), (jobs[3],)]
    model = GalleryModel(lambda text: text)
    model.set_jobs(jobs)
    days = [section.day for section in model.rows]
    assert days == [day := today_of(after), day - 1, day - 1, day - 2]


def test_day_row_and_status_bar_count_alike() -> None:
    jobs = [made(3, pictures=4), made(2, JobState.FETCHING, "sw"), made(1, pictures=4, day=1, ended_at=NOON)]
    model, tally = GalleryModel(lambda text: text), Tally(clock=lambda: NOON)
    model.set_jobs(jobs)
    tally.hear(jobs)
    assert f"{tally.counts(NOON).today} picture" in model.day_caption(next(iter(model.rows)).day)


def test_links_that_can_not_be_fetched_are_pictures_at_the_server_until_they_die() -> None:
    tally = Tally(clock=lambda: NOON)
    left = made(1, JobState.INCOMPLETE, "ssue", expires_at=NOON + 100)
    tally.hear([left, made(2, JobState.INCOMPLETE, "sese"), made(3, JobState.DONE, 4)])
    assert tally.counts(NOON).on_server == 1
    assert tally.counts(NOON + 101).on_server == 0
    tally.hear([replace(left, state=JobState.FETCHING)])  # the links are tried once more
    assert tally.counts(NOON).on_server == 2
    tally.hear([left])
    tally.drop(left)
    assert tally.counts(NOON).on_server == 0

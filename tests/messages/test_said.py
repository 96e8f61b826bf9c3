"""What is said when: the sentences themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jimeng_desktop import messages
from jimeng_desktop.core.errors import SOCKS_PROXY, UNUSABLE_KEY, Fault
from jimeng_desktop.core.events import QueueChanged
from jimeng_desktop.core.job import Job, JobState
from jimeng_desktop.core.pacing import WEEK
from jimeng_desktop.messages import network_words, queue
from jimeng_desktop.messages.settings import not_kept
from jimeng_desktop.messages.words import as_it_is, fill, tidy
from jimeng_desktop.service import transport
from tests.messages.samples import job, loud


@pytest.mark.parametrize("detail", ["", "/mnt/usb"])
@pytest.mark.parametrize("code", ["storage_failed", "folder_missing", "folder_read_only", "disk_full", "name_taken"])
def test_a_copy_that_fails_holds_nothing_up(code: str, detail: str) -> None:
    said = messages.copy_sentence(Fault(code, detail), as_it_is)
    assert "is sent" not in said
    assert "{" not in said and ": ." not in said


@pytest.mark.parametrize("detail", ["", "ENOSPC: No space left on device", "controlled", "redirected"])
@pytest.mark.parametrize("code", ["storage_failed", "folder_missing", "folder_read_only", "disk_full", "name_taken"])
@pytest.mark.parametrize("wanted", ["change", "restart", "library_folder"])
def test_settings_that_are_not_kept_say_so_and_why(code: str, detail: str, wanted: str) -> None:
    said = not_kept(Fault(code, detail), loud, wanted)
    assert said.title.startswith("«") and said.sentence.startswith("«") and said.sentence.count("«") == 2
    assert "{" not in said.sentence and ": ." not in said.sentence and "is sent" not in said.sentence


def test_the_cards_of_the_mock_ups() -> None:
    def title(state: JobState, code: str, **changes: object) -> str:
        card = messages.job_card(job(state, Fault(code), **changes), as_it_is)
        assert card
        return card.title

    assert title(JobState.FAILED, "moderation") == "Stopped by moderation"
    assert title(JobState.FAILED, "transient") == "The model failed without a reason"
    assert title(JobState.WAITING, "no_points") == "Out of points, queue paused"
    assert title(JobState.WAITING, "key_refused") == "The key was refused"
    assert title(JobState.UNKNOWN, "answer_unknown") == "Sent, but no answer came"
    assert title(JobState.FAILED, "timed_out", accepted_at=0.0, ended_at=301.0) == "The service gave up after 5 minutes"
    assert title(JobState.FAILED, "timed_out", accepted_at=0.0, ended_at=61.0) == "The service gave up after one minute"
    assert title(JobState.FAILED, "timed_out", accepted_at=0.0, ended_at=9.0) == "The service gave up"


def test_the_service_is_quoted_as_it_is_and_on_one_line() -> None:
    card = messages.job_card(job(JobState.FAILED, Fault("refused", "参数\n 错误 {n}。")), as_it_is)
    assert card
    assert card.sentence == "Nothing was accepted, so it cost nothing. The service says: 参数 错误 {n}."
    card = messages.job_card(job(JobState.FAILED, Fault("other_reason", "GPU_ON_FIRE")), as_it_is)
    assert card
    assert "Its reason: GPU_ON_FIRE." in card.sentence


def test_a_long_answer_is_cut() -> None:
    assert len(tidy("word " * 1000)) < 210
    assert tidy("Fine.") == "Fine"


def test_an_unknown_answer_is_for_the_user_to_decide_safe_choice_first() -> None:
    card = messages.job_card(job(JobState.UNKNOWN, Fault("answer_unknown")), as_it_is)
    assert card
    assert card.action
    assert card.second
    assert (card.action.code, card.second.code) == ("count_as_lost", "send_again")
    assert "charged twice" in card.sentence


def test_cancelled_says_what_it_cost() -> None:
    here = messages.job_card(job(JobState.CANCELLED), as_it_is)
    there = messages.job_card(job(JobState.CANCELLED, task_id="t"), as_it_is)
    assert here
    assert there
    assert "cost nothing" in here.sentence
    assert "cost nothing" not in there.sentence  # only the service knows


def test_what_passes_by_itself_makes_no_card_come_and_go() -> None:
    for code in ("not_sent", "rate_limited"):
        assert messages.job_card(job(JobState.WAITING, Fault(code)), as_it_is) is None
    for code in ("not_sent", "service_trouble", "refused"):
        assert messages.job_card(job(JobState.PROCESSING, Fault(code)), as_it_is) is None
    for code in ("other_key", "overdue", "task_unknown"):
        assert messages.job_card(job(JobState.PROCESSING, Fault(code)), as_it_is) is not None


def failing(saved: int, total: int, attempts: int, **changes: object) -> Job:
    made = job(JobState.FETCHING, None, saved, total, **changes)
    fault = Fault("link_gone")
    for picture in made.pictures[saved:]:
        made = made.with_picture(replace(picture, attempts=attempts, fault=fault))
    return made


def test_a_picture_that_fails_again_and_again_gets_a_card() -> None:
    assert messages.job_card(failing(3, 4, messages.STUBBORN - 1), as_it_is, now=0.0) is None
    card = messages.job_card(failing(3, 4, messages.STUBBORN, expires_at=5.5 * 86400), as_it_is, now=0.0)
    assert card
    assert card.title == "3 of 4 saved, 5 days left"
    assert card.sentence == "Picture 4 is only on the server. Last try: The link no longer works."
    assert card.action
    assert card.action.code == "fetch_now"
    assert messages.job_state(failing(3, 4, messages.STUBBORN), as_it_is) == ("3 of 4 saved", "server-only")


def test_several_such_pictures_are_counted() -> None:
    card = messages.job_card(failing(1, 4, 9), as_it_is, now=0.0)
    assert card
    assert card.title == "1 of 4 saved"
    assert card.sentence.startswith("3 pictures are only on the server.")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (WEEK, "7 days left"),
        (2 * 86400 - 1, "one day left"),
        (86399, "23 hours left"),
        (3600, "one hour left"),
        (3599, "59 minutes left"),
        (60, "one minute left"),
        (59, "less than a minute left"),
        (-5, "less than a minute left"),
    ],
)
def test_time_left_is_never_promised_too_long(seconds: float, words: str) -> None:
    assert messages.time_left(1000 + seconds, 1000, as_it_is) == words


def test_states_in_words() -> None:
    def word(state: JobState, code: str | None = None, **changes: object) -> str:
        return messages.job_state(job(state, Fault(code) if code else None, **changes), as_it_is)[0]  # type: ignore[arg-type]

    assert word(JobState.FETCHING, saved=2, total=4) == "Fetching · 2 of 4 saved"
    assert word(JobState.DONE, saved=4, total=4) == "4 saved"
    assert word(JobState.FAILED) == "Failed"
    assert word(JobState.FAILED, "moderation") == "Stopped"
    assert word(JobState.WAITING, "not_sent") == "No connection, waiting here"


def test_the_cancel_button_says_what_is_true() -> None:
    def label(state: JobState, asked: bool = False) -> tuple[str, bool]:
        return messages.cancel_label(job(state, cancel_asked=asked), as_it_is)

    assert label(JobState.WAITING) == ("Cancel", True)
    assert label(JobState.PENDING) == ("Try to cancel", True)
    assert label(JobState.PENDING, asked=True) == ("Trying to cancel", False)
    assert label(JobState.PROCESSING) == ("Too late to cancel", False)
    assert label(JobState.PROCESSING, asked=True) == ("Too late to cancel", False)
    assert label(JobState.DONE) == ("", False)


# The banner


def test_a_queue_that_runs_has_no_banner() -> None:
    assert messages.queue_banner(QueueChanged(), 3, as_it_is) is None


def test_the_gravest_is_told() -> None:
    everything = QueueChanged(Fault("disk_full"), frozenset({1}), Fault("not_sent"), key_missing=True)
    assert _title(everything) == "The disk is full"
    assert _title(replace(everything, paused=Fault("no_points"))) == "Out of points"
    assert _title(replace(everything, paused=Fault("key_refused"))) == "The key was refused"
    by_user = replace(everything, paused=Fault("paused_by_user"))
    assert _title(by_user) == "No API key yet"
    assert _title(replace(by_user, key_missing=False)) == "One job was waiting"
    assert _title(replace(by_user, key_missing=False, left_over=frozenset())) == "No connection, nothing is lost"
    assert _title(QueueChanged(paused=Fault("paused_by_user"))) == "The queue is paused"


def _title(queue_now: QueueChanged, waiting: int = 0) -> str:
    words = messages.queue_banner(queue_now, waiting, as_it_is)
    assert words
    return words.title


def test_a_paused_queue_says_that_waiting_costs_nothing() -> None:
    words = messages.queue_banner(QueueChanged(paused=Fault("no_points")), 3, as_it_is)
    assert words
    assert words.sentence == "The queue is paused, 3 jobs wait here and cost nothing."
    assert words.action
    assert words.action.code == "go_on"
    words = messages.queue_banner(QueueChanged(paused=Fault("paused_by_user")), 1, as_it_is)
    assert words
    assert words.sentence == "One job waits here and costs nothing until you go on."


def test_left_over_jobs_are_sent_or_discarded() -> None:
    words = messages.queue_banner(QueueChanged(left_over=frozenset(range(12))), 12, as_it_is)
    assert words
    assert words.title == "12 jobs were waiting"
    assert words.action
    assert words.second
    assert (words.action.code, words.second.code) == ("discard_left_over", "send_left_over")
    assert queue.SEND_LEFT_OVER.costs


# Placeholders


def test_a_value_that_looks_like_a_placeholder_stays_a_value() -> None:
    assert fill("{a} and {b}", a="{b}", b="2") == "{b} and 2"
    assert fill("{unknown} stays") == "{unknown} stays"


def test_without_a_connection_a_job_says_that_nothing_is_lost() -> None:
    for state in (JobState.PENDING, JobState.PROCESSING, JobState.SUBMITTED):
        assert messages.job_state(job(state, Fault("not_sent")), as_it_is) == (
            "No connection, nothing is lost",
            "offline",
        )
        assert messages.unreached(job(state, Fault("not_sent")))
        assert not messages.unreached(job(state, Fault("service_trouble")))
    assert messages.unreached(job(JobState.WAITING, Fault("not_sent")))
    assert not messages.unreached(job(JobState.FAILED, Fault("not_sent")))


def test_what_tells_of_harm_is_grave_whatever_its_icon() -> None:
    card = messages.job_card(job(JobState.FAILED, Fault("timed_out")), as_it_is)
    assert card
    assert (card.icon, card.grave) == ("waiting", True)
    words = messages.job_card(job(JobState.FAILED, Fault("moderation")), as_it_is)
    assert words and not words.grave


@pytest.mark.parametrize(
    ("queue_now", "title", "sentence"),
    [
        (QueueChanged(paused=Fault("key_refused", UNUSABLE_KEY)), "This key can’t be used", "not asked"),
        (QueueChanged(offline=Fault("not_sent", SOCKS_PROXY)), "SOCKS proxies are not supported", "Enter an http://"),
    ],
)
def test_what_is_ours_is_not_laid_at_the_services_door(queue_now: QueueChanged, title: str, sentence: str) -> None:
    words = messages.queue_banner(queue_now, 0, as_it_is)
    assert words and words.title == title and sentence in words.sentence
    waiting = messages.queue_banner(queue_now, 2, as_it_is)
    assert waiting and waiting.title == title


def test_every_word_of_the_wires_is_said_in_words() -> None:
    for _, word in transport._WORDS:
        assert len(network_words(word, as_it_is)) > len(word) + 8
    assert network_words("HTTP 502.", as_it_is) == "HTTP 502"

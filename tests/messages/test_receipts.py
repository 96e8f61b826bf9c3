"""The words of the ledger: one for everything that can have come of a submit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jimeng_desktop import messages
from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.ledger import LedgerLine
from jimeng_desktop.library.receipts import OUTCOMES
from jimeng_desktop.messages.words import as_it_is
from tests.messages.samples import loud

LINE = LedgerLine(1, 1.0, None, "accepted", "", "t", "s", "k", "m", "p", "1:1", "2k")


@pytest.mark.parametrize(
    ("outcome", "state", "fault", "said"),
    [
        ("accepted", None, None, "Accepted"),  # the job is no longer there
        ("accepted", JobState.PENDING, None, "Queued at the service"),
        ("accepted", JobState.FETCHING, None, "Fetching"),
        ("accepted", JobState.DONE, None, "Saved"),
        ("accepted", JobState.INCOMPLETE, None, "Partly saved"),
        ("accepted", JobState.FAILED, "moderation", "Stopped"),
        ("accepted", JobState.FAILED, "transient", "Failed"),
        ("accepted", JobState.CANCELLED, None, "Cancelled"),
        ("accepted", JobState.UNKNOWN, "answer_unknown", "Accepted"),
        ("refused", JobState.FAILED, "refused", "Refused"),
        ("refused", JobState.DONE, None, "Refused"),  # another send of the job went well
        ("not_sent", JobState.WAITING, "not_sent", "Not sent"),
        ("unknown", JobState.UNKNOWN, "answer_unknown", "Sent, answer unknown"),
        ("unknown", JobState.LOST, None, "Counted as lost"),
        ("unknown", None, None, "Sent, answer unknown"),
        (None, JobState.SENDING, None, "Sending"),
        (None, None, None, "Sent, answer unknown"),
        ("of another version", JobState.DONE, None, "Sent, answer unknown"),
    ],
)
def test_what_came_of_it(outcome: str | None, state: JobState | None, fault: str | None, said: str) -> None:
    line = replace(LINE, outcome=outcome, state=state, fault_code=fault, task_id="t" if outcome == "accepted" else None)
    assert messages.receipt_state(line, as_it_is)[0] == said


@pytest.mark.parametrize(("state", "said"), [(JobState.UNKNOWN, "Unclear reply"), (JobState.LOST, "Counted as lost")])
def test_a_reply_that_names_a_task_and_is_no_receipt_is_unclear(state: JobState, said: str) -> None:
    assert messages.receipt_state(replace(LINE, outcome="unknown", state=state), as_it_is)[0] == said


@pytest.mark.parametrize("outcome", [*sorted(OUTCOMES), None])
@pytest.mark.parametrize("state", [*JobState, None])
def test_everything_has_a_translated_word_with_nothing_to_fill_and_an_icon(
    outcome: str | None, state: JobState | None
) -> None:
    word, icon = messages.receipt_state(replace(LINE, outcome=outcome, state=state), loud)
    assert word.startswith("«") and "{" not in word and icon
    assert word in messages.receipt_states(loud)


@pytest.mark.parametrize("code", ["storage_failed", "folder_missing", "folder_read_only", "disk_full", "name_taken"])
def test_a_list_that_was_not_written_is_told_without_a_word_of_the_queue(code: str) -> None:
    for detail in ("EACCES: denied.", ""):
        sentence = messages.list_sentence(Fault(code, detail), loud)
        assert sentence.startswith("«The list was not written") and "{" not in sentence
    assert "sent" not in messages.list_sentence(Fault(code, "x"), as_it_is)


def test_the_card_of_an_unknown_answer_says_that_nobody_can_look_it_up() -> None:
    words = messages.faults.FAULTS["answer_unknown"]
    assert "no list of tasks" in words.sentence and "charged twice" in words.sentence
    assert words.action and words.second
    assert (words.action.code, words.second.code) == ("count_as_lost", "send_again")

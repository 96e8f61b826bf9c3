"""The words of doubtful jobs: what was last heard of the task, what can be checked, and what sending again may cost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jimeng_desktop import messages
from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.job import JobState
from jimeng_desktop.messages.words import as_it_is
from tests.messages.samples import FAULT_CODES, job

DOUBTFUL = replace(job(JobState.UNKNOWN, Fault("answer_unknown")), task_id="t")


@pytest.mark.parametrize("code", sorted({*FAULT_CODES} - {"other_key", "unexpected"}))
def test_each_offers_to_check_and_warns_of_sending_again(code: str) -> None:
    card = messages.job_card(replace(DOUBTFUL, fault=Fault(code)), as_it_is)
    assert card and card.action and card.second
    assert (card.action.code, card.second.code, card.second.costs) == ("ask_now", "send_again", True)
    assert "may be charged twice" in card.sentence and "no list of tasks" not in card.sentence
    assert "nclear" in card.title


def test_what_was_heard_of_the_task_changes_the_words() -> None:
    codes = ("answer_unknown", "key_refused", "task_unknown", "not_ours")
    cards = [messages.job_card(replace(DOUBTFUL, fault=Fault(code)), as_it_is) for code in codes]
    assert len({card.title for card in cards if card}) == len(codes)
    assert messages.job_state(DOUBTFUL, as_it_is)[0] == "Unclear reply"
    assert messages.needs_user(DOUBTFUL)


def test_one_given_up_says_that_pictures_are_still_kept() -> None:
    card = messages.job_card(replace(DOUBTFUL, state=JobState.LOST), as_it_is)
    assert card and "still come are kept" in card.sentence
    plain = messages.job_card(job(JobState.LOST), as_it_is)
    assert plain and "still come" not in plain.sentence

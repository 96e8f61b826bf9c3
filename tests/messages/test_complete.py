"""Words for everything that can happen, and for nothing else: found by walking the classes they explain."""

from __future__ import annotations

import ast
import re

import pytest

from jimeng_desktop import messages
from jimeng_desktop.assets import asset
from jimeng_desktop.core.errors import Fault
from jimeng_desktop.core.job import JobState
from jimeng_desktop.core.recipe import Problem
from jimeng_desktop.messages import Action, actions, faults, jobs
from jimeng_desktop.messages.words import as_it_is
from tests.messages.samples import ACTION_CODES, DETAILS, FAULT_CODES, PACKAGE, all_banners, all_cards, job, loud, texts


def test_every_error_has_words_and_no_words_are_left_over() -> None:
    assert set(faults.FAULTS) == set(FAULT_CODES)


@pytest.mark.parametrize("code", FAULT_CODES)
@pytest.mark.parametrize("detail", DETAILS)
def test_a_fault_is_told_whole(code: str, detail: str) -> None:
    sentence = messages.fault_sentence(Fault(code, detail), loud)
    assert re.fullmatch(r"««.+»\. «.+»»", sentence, re.DOTALL)
    assert "{detail}" not in sentence or "{detail}" in detail
    assert "{title}" not in sentence
    assert "  " not in sentence
    assert ": ." not in sentence


def test_a_code_of_another_version_is_shown_as_it_is() -> None:
    assert "from_the_future odd" in messages.fault_sentence(Fault("from_the_future", "odd"), as_it_is)


def test_every_problem_of_a_recipe_has_words_and_no_others() -> None:
    source = (PACKAGE / "core" / "recipe.py").read_text(encoding="utf-8")
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    codes = {ast.literal_eval(call.args[1]) for call in calls if ast.unparse(call.func) == "Problem"}
    assert set(faults.PROBLEMS) == codes
    for code in codes:
        assert messages.problem_sentence(Problem("prompt", code), loud).startswith("«")


def test_every_code_the_runner_makes_up_has_words() -> None:
    made_up = set()
    for path in (PACKAGE / "runner").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) == "Fault"
                and isinstance(node.args[0], ast.Constant)
            ):
                made_up.add(node.args[0].value)
    assert made_up
    assert made_up <= set(faults.FAULTS)


@pytest.mark.parametrize("state", JobState)
def test_every_state_has_a_word_an_icon_and_a_true_cancel_button(state: JobState) -> None:
    word, icon = messages.job_state(job(state, saved=1, total=4), loud)
    assert word.startswith("«")
    assert "{" not in word
    assert icon
    label, enabled = messages.cancel_label(job(state), loud)
    assert bool(label) == (state not in {*_ended(), JobState.UNKNOWN})
    assert enabled == (state in {JobState.SAVING, JobState.WAITING, JobState.SENDING, JobState.PENDING})


def _ended() -> set[JobState]:
    return {state for state in JobState if job(state).ended}


@pytest.mark.parametrize("state", JobState)
def test_what_went_wrong_always_has_a_card_and_what_went_well_has_none(state: JobState) -> None:
    card = messages.job_card(job(state, saved=1, total=2), as_it_is, now=0.0)
    wrong = {JobState.FAILED, JobState.UNKNOWN, JobState.INCOMPLETE, JobState.CANCELLED, JobState.LOST}
    assert (card is not None) == (state in wrong)


# Every text


def test_every_text_is_translated_and_every_placeholder_filled() -> None:
    for card in all_cards():
        for text in texts(card):
            assert text.startswith("«"), text
            assert "{" not in text.replace("{detail} {name} %n", ""), text


def test_every_icon_exists() -> None:
    icons = {card.icon for card in all_cards()} | {words.icon for words in faults.FAULTS.values()}
    icons |= {icon for _, icon in (*jobs._STATES.values(), *jobs._STATES_BY_FAULT.values())}
    icons |= {banner.icon for banner in all_banners()}
    assert {name for name in icons if not asset("icons", f"{name}.svg").is_file()} == set()


def test_actions_are_the_ones_the_window_knows() -> None:
    known = [value for value in vars(actions).values() if isinstance(value, Action)]
    assert {action.code for action in known} == ACTION_CODES
    offered = {action for card in (*all_cards(), *all_banners()) for action in (card.action, card.second) if action}
    assert {action.code for action in offered} == ACTION_CODES


def test_only_what_makes_a_paid_job_costs_and_it_says_so() -> None:
    paid = {"try_again", "send_again", "send_left_over"}
    for words in (*all_cards(), *all_banners()):
        for action in filter(None, (words.action, words.second)):
            assert action.costs == (action.code in paid)
        if words.action and words.action.costs:
            assert "new paid job" in words.sentence
        if words.second and words.action:
            assert not words.action.costs  # the safe one first


def test_every_text_is_marked_for_translation() -> None:
    marked = set()
    for path in (PACKAGE / "messages").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "QT_TRANSLATE_NOOP":
                assert ast.literal_eval(node.args[0]) == "messages"
                marked.add(ast.literal_eval(node.args[1]))
    asked: set[str] = set()

    def listen(text: str) -> str:
        asked.add(text)
        return text

    for state in JobState:
        messages.cancel_label(job(state), listen)
        for code in FAULT_CODES:
            faulty = job(state, Fault(code), 1, 2)
            messages.job_card(faulty, listen, now=0.0)
            messages.job_state(faulty, listen)
            messages.fault_sentence(Fault(code, "x"), listen)
    assert asked <= marked
    assert len(asked) > 80


def test_banners_are_whole() -> None:
    for banner in all_banners():
        assert all(text.startswith("«") and "{" not in text for text in texts(banner)), banner

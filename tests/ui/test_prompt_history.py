"""The walk through past prompts: it goes both ways, and the draft is always to come back to."""

from __future__ import annotations

import pytest

from jimeng_desktop.ui.jobs.prompt_history import MOST_PROMPTS, PromptHistory, Walk


@pytest.fixture
def walk() -> Walk:
    history = PromptHistory()
    history.add_older(["newest", "middle", "oldest"])
    return Walk(history)


def steps(walk: Walk, text: str, *ways: int) -> list[str]:
    """What stands in the editor after each step."""
    seen = []
    for way in ways:
        text = walk.step(way, text) or text
        seen.append(text)
    return seen


def test_up_goes_to_older_ones_and_down_back_to_the_draft(walk: Walk) -> None:
    seen = steps(walk, "my draft", 1, 1, 1, 1, -1, -1, -1, -1)
    assert seen == ["newest", "middle", "oldest", "oldest", "middle", "newest", "my draft", "my draft"]
    assert walk.draft_aside is None


def test_a_prompt_changed_on_the_way_loses_neither_itself_nor_the_draft(walk: Walk) -> None:
    assert steps(walk, "my draft", 1, 1)[-1] == "middle"
    assert walk.draft_aside == "my draft"
    assert steps(walk, "middle, at dusk", 1, -1) == ["oldest", "middle, at dusk"]
    assert steps(walk, "middle, at dusk", -1, -1) == ["newest", "my draft"]


def test_what_was_made_of_a_changed_prompt_stands_in_the_list_and_the_change_is_over(walk: Walk) -> None:
    steps(walk, "my draft", 1, 1)
    walk.history.add("middle, at dusk")
    assert walk.history.prompts == ["middle, at dusk", "newest", "middle", "oldest"]
    seen = steps(walk, "middle, at dusk", 1, -1, -1, -1, -1)
    assert seen == ["oldest", "middle", "newest", "middle, at dusk", "my draft"]


def test_a_step_that_would_show_the_same_goes_on(walk: Walk) -> None:
    assert steps(walk, "newest", 1) == ["middle"]


def test_after_undo_one_is_at_the_draft_again(walk: Walk) -> None:
    steps(walk, "my draft", 1, 1)
    assert steps(walk, "my draft", 1) == ["newest"]


def test_a_choice_from_the_list_is_a_step_too(walk: Walk) -> None:
    assert walk.go_to("oldest", "my draft") == "oldest"
    assert steps(walk, "oldest", -1, -1, -1) == ["middle", "newest", "my draft"]


def test_an_earlier_session_left_a_draft_aside(walk: Walk) -> None:
    walk.resume("middle", "my draft")
    assert steps(walk, "middle", -1, -1) == ["newest", "my draft"]
    walk.resume("one that was changed", "my draft")
    assert steps(walk, "one that was changed", -1) == ["my draft"]
    walk.resume("one that was changed", "my draft")
    assert steps(walk, "one that was changed", 1, -1) == ["newest", "my draft"]


def test_nothing_to_walk_through_changes_nothing() -> None:
    walk = Walk(PromptHistory())
    assert walk.step(1, "my draft") is None and walk.step(-1, "my draft") is None
    assert walk.draft_aside is None


def test_each_prompt_once_newest_first_and_not_without_end() -> None:
    history = PromptHistory()
    for prompt in ("one", "two", "one", "  "):
        history.add(prompt)
    history.add_older(["two", "three"])
    assert history.prompts == ["one", "two", "three"]
    history.add_older(str(number) for number in range(2 * MOST_PROMPTS))
    assert len(history.prompts) == MOST_PROMPTS and history.prompts[0] == "one"

"""Every card and banner there could be, for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jimeng_desktop import messages
from jimeng_desktop.core.errors import Fault, JimengError
from jimeng_desktop.core.events import QueueChanged
from jimeng_desktop.core.job import Job, JobState, Picture, PictureState
from jimeng_desktop.core.recipe import Recipe
from jimeng_desktop.core.releases import Release
from jimeng_desktop.messages import Words

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "jimeng_desktop"

# Codes that are no class of core/errors.py: what the service says of a task, and what the runner and the user do.
CODES_OF_JOBS = {
    "moderation", "parameters", "transient", "timed_out", "other_reason", "no_pictures", "links_expired",
    "cancelled_there", "other_key", "overdue", "not_ours", "links_unfetchable",
}  # fmt: skip
CODES_OF_THE_QUEUE = {"paused_by_user", "key_missing", "batch_too_large"}
ACTION_CODES = {
    "edit_prompt", "show_in_form", "try_again", "go_on", "ask_now", "fetch_now", "check_key", "choose_folder",
    "show_away", "show_release", "show_everything", "send_again", "count_as_lost", "send_left_over",
    "discard_left_over", "retry_links", "copy_links",
}  # fmt: skip

DETAILS = ("", "the other side's words", "generate", "window", "{detail} {name} %n")


def error_classes(root: type[JimengError] = JimengError) -> Iterator[type[JimengError]]:
    yield root
    for kind in root.__subclasses__():
        yield from error_classes(kind)


ERROR_CODES = {kind.code for kind in error_classes()}
FAULT_CODES = sorted(ERROR_CODES | CODES_OF_JOBS | CODES_OF_THE_QUEUE)


def loud(text: str) -> str:
    """A translation that shows which texts went through it, with the placeholders kept."""
    return f"«{text}»"


def job(state: JobState, fault: Fault | None = None, saved: int = 0, total: int = 0, **changes: object) -> Job:
    pictures = tuple(
        Picture(1, n, "https://x/", PictureState.SAVED if n < saved else PictureState.WAITING) for n in range(total)
    )
    made = Job(1, Recipe("jimeng-4.5", "a fox"), 4, 1000.0, state, fault=fault, pictures=pictures)
    return replace(made, **changes)  # type: ignore[arg-type]


def texts(words: Words) -> list[str]:
    labels = [action.label for action in (words.action, words.second) if action]
    return [words.title, words.sentence, *labels]


def all_cards() -> Iterator[Words]:
    """Every card a job could have, also where state and fault hardly go together."""
    for state in JobState:
        for code in (None, *FAULT_CODES):
            for detail in DETAILS:
                for task_id in (None, "t"):
                    fault = Fault(code, detail) if code else None
                    card = messages.job_card(job(state, fault, 1, 2, task_id=task_id), loud, now=0.0)
                    if card:
                        yield card


def all_banners() -> Iterator[Words]:
    for waiting in (0, 1, 3):
        for code in FAULT_CODES:
            for queue_now in (QueueChanged(paused=Fault(code)), QueueChanged(offline=Fault(code))):
                yield _banner(queue_now, waiting)
        yield _banner(QueueChanged(key_missing=True), waiting)
        yield _banner(QueueChanged(left_over=frozenset(range(waiting + 1))), waiting)
        for state in (JobState.DONE, JobState.FAILED, JobState.UNKNOWN):
            yield messages.away_words([job(state)] * (waiting + 1), 0.0, loud)
    yield messages.hidden_words(loud)
    yield messages.version_words(Release("9.0.0", "https://code.example/9", "«A grid»"), loud)


def _banner(queue_now: QueueChanged, waiting: int = 0) -> Words:
    words = messages.queue_banner(queue_now, waiting, loud)
    assert words
    return words

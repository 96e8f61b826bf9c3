"""What an action does: one table from its code, as messages name it, to a call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from ...core.job import Job
from ...messages import unfetchable_links
from ...messages.fields import faults_of_fields
from ..base.language import translate_message
from .parts import Parts

if TYPE_CHECKING:
    from .openers import Openers

Step = Callable[[Job | None], object]


class NextSteps:
    """`act` takes a code of messages.actions and, where it is about one, the id of a job."""

    def __init__(self, table: Callable[[], Mapping[str, Step]], job: Callable[[int], Job | None]) -> None:
        self._table = table
        self._job = job

    @cached_property
    def table(self) -> Mapping[str, Step]:
        """Made when the first action is asked for: the first frame does without."""
        return self._table()

    def act(self, code: str, job_id: int | None = None) -> None:
        """Does it. A job that is no longer there is none; an action without an entry is a fault."""
        self.table[code](self._job(job_id) if job_id is not None else None)


def next_steps(parts: Parts, openers: Openers) -> dict[str, Step]:
    """The table of a session."""
    runner = parts.calls.when_running
    return {
        "edit_prompt": _of_a_job(lambda job: _show_in_form(parts, job)),
        "show_in_form": _of_a_job(lambda job: _show_at_fault(parts, job)),
        "show_dropped": lambda _: _show_unsaved(parts),
        "copy_links": _of_a_job(lambda job: QGuiApplication.clipboard().setText("\n".join(unfetchable_links(job)))),
        "show_everything": lambda _: parts.finding.show_all(),
        "check_key": lambda _: openers.keys.ask(),
        "go_over": lambda _: openers.go_over(),
        "locate": lambda _: parts.tasks.start(openers.missing.locate(), name="locate pictures"),
        "choose_folder": lambda _: openers.choose_folder(),
        "show_away": lambda _: openers.show_away(),
        "show_release": lambda _: openers.show_release(),
        "try_again": _of_a_job(lambda job: runner(lambda it: it.send_again(job.id))),
        "send_again": _of_a_job(openers.send_again),
        "count_as_lost": _of_a_job(openers.count_as_lost),
        "to_front": _of_a_job(lambda job: runner(lambda it: it.to_front(job.id))),
        "retry_links": _of_a_job(lambda job: runner(lambda it: it.retry_links(job.id))),
        "ask_now": lambda _: runner(lambda it: it.ask_now()),
        "fetch_now": lambda _: runner(lambda it: it.ask_now()),
        "go_on": lambda _: runner(lambda it: it.go_on()),
        "send_left_over": lambda _: runner(lambda it: it.send_left_over()),
        "discard_left_over": lambda _: runner(lambda it: it.discard_left_over()),
    }  # fmt: skip


def _of_a_job(does: Callable[[Job], object]) -> Step:
    return lambda job: does(job) if job else None


def _show_in_form(parts: Parts, job: Job) -> None:
    parts.window.composer.show_recipe(job.recipe)
    parts.window.composer.focus_field("prompt")


def _show_at_fault(parts: Parts, job: Job) -> None:
    """With the fields that the service refused lit up, if it named some."""
    if at_fault := faults_of_fields(job.fault, translate_message):
        parts.window.composer.show_fault(job.recipe, at_fault)
    else:
        _show_in_form(parts, job)


def _show_unsaved(parts: Parts) -> None:
    parts.unsaved.show_next()
    parts.window.composer.focus_field("prompt")

"""The recipes of jobs that could not be saved: back in the form, or kept until the user has them shown there."""

from __future__ import annotations

from collections.abc import Callable

from ...core.errors import Fault
from ...core.job import Job
from ...core.recipe import Recipe
from ..base.ports import Says
from ..composer.composer import Composer
from ..notices import words as happened


class Unsaved:
    """Of one session. What stands in the form is never overwritten unasked."""

    def __init__(self, composer: Callable[[], Composer], says: Says) -> None:
        self._composer, self._says = composer, says
        self._recipes: list[Recipe] = []  # that the form does not show, the newest last
        self._fault = Fault("")

    def take(self, job: Job, fault: Fault) -> None:
        """A job that could not be saved."""
        composer = self._composer()
        if not composer.recipe().prompt.strip():
            composer.show_recipe(job.recipe)
        if composer.recipe() != job.recipe and job.recipe not in self._recipes:
            self._recipes.append(job.recipe)
        self._fault = fault
        self._say()

    def show_next(self) -> None:
        """The newest that the form does not show goes into it; then the one before it is on offer."""
        if self._recipes:
            self._composer().show_recipe(self._recipes.pop())
        if self._recipes:
            self._say()
        else:
            self._says.clear("saving")

    def saved(self) -> None:
        """Jobs can be saved again: what is still on offer stays on offer."""
        if not self._recipes:
            self._says.clear("saving")

    def _say(self) -> None:
        fault, more = self._fault, len(self._recipes)
        self._says.say("saving", lambda: happened.not_saved(fault, more))

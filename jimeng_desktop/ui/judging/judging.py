"""Flags, stars and colours of the chosen pictures: shown at once, kept by the library, taken back where it can't."""

from __future__ import annotations

from collections.abc import Awaitable, Collection, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal

from ...core.errors import JimengError
from ...core.job import MOST_PICTURES
from ...core.marks import UNMARKED, Flag, Label, Marks
from ...messages import FLAGS, LABELS
from ..base import undo
from ..base.language import fill, translate_message
from ..base.ports import Says, Start
from ..design.word_buttons import BETWEEN
from ..jobs.chosen import Chosen
from ..jobs.model import GalleryModel
from ..notices import words as happened
from ..notices.quiet import LONG, SHORT, Sign

_FLAG_SIGNS = {Flag.PICK: Sign("pick-on", "pick"), Flag.REJECT: Sign("reject", "reject")}


class KeepsMarks(Protocol):
    """The part of the library that is used here."""

    async def mark(self, marks: Mapping[int, Marks]) -> None:
        """Keeps the marks of these pictures."""

    async def marks(self, first_job: int, last_job: int) -> dict[int, Marks]:
        """The marks of the marked pictures of these jobs."""


class View(Protocol):
    """What shows the pictures: asked anew each time, since the window may be another."""

    def show_pictures(self, pictures: Collection[int]) -> bool:
        """Selects them and brings them into view; False where none is among what is looked for."""

    def looked(self) -> Awaitable[None]:
        """Once what is looked for at present is shown."""


class Step(NamedTuple):
    """What was set, and what the pictures that it changed had before and have since."""

    field: str
    value: Any
    before: Mapping[int, Marks]
    after: Mapping[int, Marks]


class Judging(QObject):
    """Of one session. Each judgement that changes something is a step of the undo."""

    judged = Signal(int, object)  # the number of the step, and the marks by picture: they are shown so from now on
    kept = Signal(int)  # nothing that was judged up to this step is still on its way to the disk
    look_again = Signal()  # pictures that were not what is looked for may be it now
    said = Signal(str, object, str, int)  # text, signs, the text for a screen reader, for how many milliseconds

    def __init__(
        self,
        model: GalleryModel,
        marks: KeepsMarks,
        chosen: Chosen,
        view: View,
        start: Start,
        says: Says,
        steps: undo.Undo,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._library, self._chosen, self._view = model, marks, chosen, view
        self._start, self._says, self._steps = start, says, steps
        self._serial = 0  # steps that have begun
        self._under_way = 0  # steps that are still to be kept
        self._unseen: tuple[str, Step, int | None] | None = None  # undone out of sight, and what was current then
        self._doubtful: set[int] = set()  # pictures of which a step could not be kept

    def judge(self, field: str, value: Any) -> None:
        """The chosen pictures get this flag, these stars or this colour; a colour that all of them have goes again."""
        before = {picture: self._model.marks_of(picture) for picture in self._chosen.pictures()}
        if field == "label" and before and all(marks.label == value for marks in before.values()):
            value = Label.NONE
        new = {picture: replace(marks, **{field: value}) for picture, marks in before.items()}
        changed = {picture: marks for picture, marks in new.items() if marks != before[picture]}
        if new:
            self.say_set(field, value, len(new))
        if changed:
            self._unseen = None
            step = Step(field, value, {picture: before[picture] for picture in changed}, changed)
            pushed = self._steps.push(
                lambda: self._text(step),
                lambda: self._go_to(pushed, step, step.before, self.tr("Undone: %1")),
                lambda: self._go_to(pushed, step, step.after, self.tr("Redone: %1")),
            )
            self._change(pushed, changed)

    def say_set(self, field: str, value: Any, pictures: int) -> None:
        """For a second, what so many pictures have got: their marks may be out of sight, or leave with them."""
        words, signs = self._words(field, value), _signs(field, value)
        counted = [self.tr("%n picture(s)", "", pictures)] if pictures > 1 else []
        shown = counted if field == "rating" and signs else [words, *counted]  # stars are seen
        self.said.emit(BETWEEN.join(shown), signs, ". ".join([words, *counted]), SHORT)

    def _go_to(self, pushed: undo.Step, step: Step, marks: Mapping[int, Marks], said: str) -> None:
        """Undoes or redoes a step: its pictures come back to what is looked for, and it is seen and said.

        What else they have stays: a step after this one that the disk would not undo is not undone with it.
        """
        now = {picture: getattr(of, step.field) for picture, of in marks.items()}
        new = {picture: replace(self._model.marks_of(picture), **{step.field: value}) for picture, value in now.items()}
        self._change(pushed, new, look_again=True)
        self._say(said, self._text(step))
        unseen = (said, step, self._chosen.picture)
        self._unseen = None if self._view.show_pictures(marks.keys()) else unseen

    def _say(self, said: str, *what: str) -> None:
        text = fill(said, BETWEEN.join(what))
        self.said.emit(text, (), text, LONG)

    def _show_unseen(self) -> None:
        """What was undone out of sight has been looked for again: it is seen now, or it is said that it can't be."""
        unseen, self._unseen = self._unseen, None
        if unseen and unseen[2] == self._chosen.picture:  # else the user has gone on meanwhile
            said, step, _ = unseen
            if not self._view.show_pictures(step.before.keys()):
                self._say(said, self._text(step), self.tr("not in this view"))

    def _text(self, step: Step) -> str:
        """3 stars on 4 pictures."""
        words, pictures = self._words(step.field, step.value), len(step.before)
        return fill(self.tr("%1 on %n picture(s)", "", pictures), words) if pictures > 1 else words

    def _words(self, field: str, value: Any) -> str:
        """What was set: 3 stars, Rejected, No colour."""
        if field == "rating":
            return self.tr("%n star(s)", "", value) if value else self.tr("No stars")
        if field == "flag":
            return translate_message(FLAGS[value]) if value else self.tr("No flag")
        return translate_message(LABELS[value]) if value else self.tr("No colour")

    def _change(self, pushed: undo.Step, marks: Mapping[int, Marks], *, look_again: bool = False) -> None:
        self._serial += 1
        self._under_way += 1
        self._model.set_marks(marks)
        self.judged.emit(self._serial, marks)
        self._start(self._keep(pushed, marks, look_again), name="marks")

    async def _keep(self, pushed: undo.Step, marks: Mapping[int, Marks], look_again: bool) -> None:
        try:
            await self._library.mark(marks)
        except JimengError as error:
            fault = error.fault
            self._says.say("sorting", lambda: happened.not_sorted(fault))
            self._steps.expire(pushed)  # the disk has what was before: there is nothing to undo
            self._doubtful |= marks.keys()
        finally:
            self._under_way -= 1
            if not self._under_way:
                self.kept.emit(self._serial)
        if self._doubtful and not self._under_way:
            await self._show_kept()
        if look_again:
            self.look_again.emit()
        if self._unseen and not self._under_way:
            await self._view.looked()
            self._show_unseen()

    async def _show_kept(self) -> None:
        """The marks as the disk has them, once nothing is on its way there any more."""
        pictures = frozenset(self._doubtful)
        jobs = [picture // MOST_PICTURES for picture in pictures]
        kept = await self._library.marks(min(jobs), max(jobs))
        if not self._under_way:
            self._doubtful -= pictures
            self._model.set_marks({picture: kept.get(picture, UNMARKED) for picture in pictures})
            self.look_again.emit()


def _signs(field: str, value: Any) -> list[Sign]:
    """As they stand under a tile."""
    if field == "rating":
        return [Sign("star-on", "stars")] * int(value)
    if not value:
        return []
    return [_FLAG_SIGNS[value] if field == "flag" else Sign("", f"lab_{value}")]

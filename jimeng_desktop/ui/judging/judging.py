"""Flags, stars and colours of the chosen pictures: shown at once, kept by the library, taken back where it can't."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from ...core.errors import JimengError
from ...core.job import MOST_PICTURES
from ...core.marks import UNMARKED, Flag, Label, Marks
from ...messages import FLAGS, LABELS
from ..base.language import fill, translate_message
from ..design.word_buttons import BETWEEN
from ..notices import words as happened
from ..notices.quiet import SHORT, Sign

if TYPE_CHECKING:
    from ..session.session import Session

STEPS = 100  # that can be taken back
_FLAG_SIGNS = {Flag.PICK: Sign("pick-on", "pick"), Flag.REJECT: Sign("reject", "reject")}


class Step(NamedTuple):
    """What was set, and what the pictures that it changed had before."""

    field: str
    value: Any
    before: Mapping[int, Marks]


class Judging(QObject):
    """Of one session. What was thought before is remembered, step by step, until the program ends."""

    undoable = Signal(int)  # how many steps can be taken back; said after every step

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._before: deque[Step] = deque(maxlen=STEPS)
        self.judged = 0  # steps that have begun
        self.all_kept = asyncio.Event()  # nothing that has been judged is still on its way to the disk
        self.all_kept.set()
        self._under_way = 0  # steps that are still to be kept
        self._unseen: tuple[Step, int | None] | None = None  # undone out of sight, and what was current then
        self._doubtful: set[int] = set()  # pictures of which a step could not be kept

    @property
    def steps(self) -> int:
        """How many can be taken back."""
        return len(self._before)

    def judge(self, field: str, value: Any) -> None:
        """The chosen pictures get this flag, these stars or this colour; a colour that all of them have goes again."""
        model, chosen = self._session.model, self._session.window.middle.chosen_pictures()
        before = {picture: model.marks_of(picture) for picture in chosen}
        if field == "label" and before and all(marks.label == value for marks in before.values()):
            value = Label.NONE
        new = {picture: replace(marks, **{field: value}) for picture, marks in before.items()}
        changed = {picture: marks for picture, marks in new.items() if marks != before[picture]}
        if new:
            self.say_set(field, value, len(new))
        if changed:
            self._before.append(Step(field, value, {picture: before[picture] for picture in changed}))
            self._unseen = None
            self._change(changed)
            self.undoable.emit(self.steps)

    def undo(self) -> None:
        """The last step is taken back, its pictures come back to what is looked for, and it is seen and said."""
        if self._before:
            step = self._before.pop()
            self._change(step.before, look_again=True)
            self.undoable.emit(self.steps)
            self._say(step)
            middle = self._session.window.middle
            self._unseen = None if middle.show_pictures(step.before) else (step, middle.current_picture)

    def say_set(self, field: str, value: Any, pictures: int) -> None:
        """For a second, what so many pictures have got: their marks may be out of sight, or leave with them."""
        words, counted = self._words(field, value), self._counted(pictures)
        signs = _signs(field, value)
        shown = counted if field == "rating" and signs else [words, *counted]  # stars are seen
        notice = self._session.window.quiet_notice
        notice.say(BETWEEN.join(shown), signs, spoken=". ".join([words, *counted]), milliseconds=SHORT)

    def _say(self, step: Step, *more: str) -> None:
        what = BETWEEN.join([self._words(step.field, step.value), *self._counted(len(step.before)), *more])
        self._session.window.quiet_notice.say(fill(self.tr("Undone: %1"), what))

    def _show_unseen(self) -> None:
        """What was undone out of sight has been looked for again: it is seen now, or it is said that it can't be."""
        middle = self._session.window.middle
        if self._unseen and self._unseen[1] == middle.current_picture:  # else the user has gone on meanwhile
            step = self._unseen[0]
            if not middle.show_pictures(step.before):
                self._say(step, self.tr("not in this view"))
        self._unseen = None

    def _counted(self, pictures: int) -> list[str]:
        return [self.tr("%n picture(s)", "", pictures)] if pictures > 1 else []

    def _words(self, field: str, value: Any) -> str:
        """What was set: 3 stars, Rejected, No colour."""
        if field == "rating":
            return self.tr("%n star(s)", "", value) if value else self.tr("No stars")
        if field == "flag":
            return translate_message(FLAGS[value]) if value else self.tr("No flag")
        return translate_message(LABELS[value]) if value else self.tr("No colour")

    def _change(self, marks: Mapping[int, Marks], *, look_again: bool = False) -> None:
        self._session.model.set_marks(marks)
        self._session.finding.judged(marks)
        self.judged += 1
        self._under_way += 1
        self.all_kept.clear()
        self._session.tasks.start(self._keep(marks, look_again), name="marks")

    async def _keep(self, marks: Mapping[int, Marks], look_again: bool) -> None:
        session = self._session
        try:
            await session.library.sorting.mark(marks)
        except JimengError as error:
            fault = error.fault
            session.notices.say("sorting", lambda: happened.not_sorted(fault))
            self._doubtful |= marks.keys()
        finally:
            self._under_way -= 1
            if not self._under_way:
                self.all_kept.set()
        if self._doubtful and not self._under_way:
            await self._show_kept()
        if look_again:
            session.finding.look_again()
        if self._unseen and not self._under_way:
            await session.finding.looked()
            self._show_unseen()

    async def _show_kept(self) -> None:
        """The marks as the disk has them, once nothing is on its way there any more."""
        session, pictures = self._session, frozenset(self._doubtful)
        jobs = [picture // MOST_PICTURES for picture in pictures]
        kept = await session.library.sorting.marks(min(jobs), max(jobs))
        if not self._under_way:
            self._doubtful -= pictures
            session.model.set_marks({picture: kept.get(picture, UNMARKED) for picture in pictures})
            session.finding.look_again()


def _signs(field: str, value: Any) -> list[Sign]:
    """As they stand under a tile."""
    if field == "rating":
        return [Sign("star-on", "stars")] * int(value)
    if not value:
        return []
    return [_FLAG_SIGNS[value] if field == "flag" else Sign("", f"lab_{value}")]

"""Flags, stars and colours of the chosen pictures: shown at once, kept by the library, taken back where it can't."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ..core.errors import JimengError
from ..core.marks import Label, Marks
from . import happened

if TYPE_CHECKING:
    from .session import Session


class Judging(QObject):
    """Of one session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def judge(self, field: str, value: Any) -> None:
        """The chosen pictures get this flag, these stars or this colour; a colour that all of them have goes again."""
        model, chosen = self._session.model, self._session.window.middle.chosen_pictures()
        before = {picture: model.marks_of(picture) for picture in chosen}
        if field == "label" and before and all(marks.label == value for marks in before.values()):
            value = Label.NONE
        new = {picture: replace(marks, **{field: value}) for picture, marks in before.items()}
        changed = {picture: marks for picture, marks in new.items() if marks != before[picture]}
        if changed:
            model.set_marks(changed)
            self._session.tasks.start(self._keep(changed, before), name="marks")

    async def _keep(self, marks: Mapping[int, Marks], before: Mapping[int, Marks]) -> None:
        session = self._session
        try:
            await session.library.sorting.mark(marks)
        except JimengError as error:
            fault = error.fault
            session.model.set_marks({picture: before[picture] for picture in marks})
            session.notices.say("sorting", lambda: happened.not_sorted(fault))
            return
        session.notices.clear("sorting")
        session.finding.marks_changed()

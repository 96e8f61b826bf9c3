"""What is looked for, and in which order it is shown: found by the library, shown by the gallery's model."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from ...core.errors import JimengError
from ...core.job import Job, JobState
from ...core.marks import Marks
from ...core.search import Order, Wanted
from ...messages import BY_JOB, hidden_words
from ..base.language import translate_message
from ..base.ports import Keeps, Says, Start
from ..jobs.model import GalleryModel
from ..jobs.rows import BY_PICTURE, NO_RANKS, Masks, Ranks, Rows, arranged, is_saved, newest_first, picture_at
from ..notices import words as happened

SLICE = 0.002  # seconds; what is slowest of a slice comes on top
PAUSE = 0.03  # seconds: the page is painted before the rest is looked for
AGAIN = 100  # milliseconds in which the jobs that change are looked up together
FIRST = 60  # jobs: more than fit on a screen
_NOTHING = Wanted()


class Finds(Protocol):
    """The part of the library that looks for jobs and pictures."""

    async def find(self, wanted: Wanted, limit: int | None = None) -> Masks:
        """The places of the pictures that fit, by job, the newest first."""

    async def count(self, wanted: Wanted, field: str) -> Mapping[str, int]:
        """How many fit each value of a field, whatever is wanted of that field."""


class Collected(Protocol):
    """The part of the library that knows the order by hand."""

    async def collected(self, collection: int) -> list[int]:
        """The pictures of a collection, in their order."""


class Finding(QObject):
    """Of one session. The window stays free while the library looks; only the newest answer counts."""

    changed = Signal()  # something else is looked for, or it is shown otherwise
    text_changed = Signal(str)  # not by look_for(): who shows the text has another one
    leaving = Signal(object)  # frozenset[int]: pictures that are about to go from what is shown
    found = Signal()  # what is wanted has been found, and is shown next
    reset = Signal()  # what is shown next is not what was shown before
    shown = Signal()  # what has been found is shown

    def __init__(
        self,
        model: GalleryModel,
        finds: Finds,
        sorting: Collected,
        start: Start,
        says: Says,
        keeps: Keeps,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._finds, self._sorting = model, finds, sorting
        self._start, self._says, self._keeps = start, says, keeps
        self._wanted = Wanted()
        self._arrangement = keeps.value.window.get("arrangement")
        if self._arrangement not in (BY_JOB, Order.NEWEST):  # what needs every picture is no way to begin
            self._arrangement = BY_JOB
        self._by_hand = True
        self._judged = 0  # steps of judging that have begun
        self._all_kept = asyncio.Event()  # nothing that was judged is still on its way to the disk
        self._all_kept.set()
        self._new: set[int] = set()  # jobs that have been made since something is looked for
        self._looking: asyncio.Task[None] | None = None
        self._is_new = False  # that is for what the user has asked for, not for what has changed in it
        self._again = QTimer(self, singleShot=True, interval=AGAIN)
        self._again.timeout.connect(lambda: self._find(again=True))

    @property
    def wanted(self) -> Wanted:
        """What is looked for at present."""
        return self._wanted

    @property
    def arrangement(self) -> str:
        """BY_JOB, or an Order of the pictures alone. A collection made by hand has its own till another is chosen."""
        return Order.HAND if self._by_hand and self._wanted.collection else str(self._arrangement)

    @property
    def order(self) -> Order:
        """What it is sorted by."""
        return Order.NEWEST if self.arrangement == BY_JOB else Order(self.arrangement)

    @property
    def filtered(self) -> bool:
        """Whether something besides the prompt is looked for."""
        return replace(self._wanted, text="") != _NOTHING

    def toggle(self, field: str, values: frozenset[str]) -> None:
        """A choice of a field of Wanted is looked for, or not any more."""
        chosen: frozenset[str] = getattr(self._wanted, field)
        self.change(**{field: chosen - values if values <= chosen else chosen | values})

    def change(self, **changes: Any) -> None:
        """Looks for something else: fields of Wanted."""
        self.look(replace(self._wanted, **changes))

    def show_all(self) -> None:
        """Nothing is looked for any more."""
        self.look(Wanted())

    def look_for(self, text: str) -> None:
        """Shows the jobs whose prompts have these words; all for none."""
        if text != self._wanted.text:
            self._wanted = replace(self._wanted, text=text)
            self._find()

    def look(self, wanted: Wanted) -> None:
        """Shows what is wanted."""
        other_text = wanted.text != self._wanted.text
        self._wanted = wanted
        if other_text:
            self.text_changed.emit(wanted.text)
        self._find()

    def arrange(self, arrangement: str) -> None:
        """Grouped by job, or the pictures alone in an order; sorts anew where it is that already, since ratings may
        have changed.
        """
        self._by_hand = arrangement == Order.HAND
        if not self._by_hand:
            self._arrangement = arrangement
            self._keeps.change(window={**self._keeps.value.window, "arrangement": arrangement})
        self._find()

    def marks_kept(self, serial: int) -> None:
        """Nothing that was judged up to this step is still on its way to the disk."""
        if serial == self._judged:
            self._all_kept.set()

    def marks_judged(self, serial: int, marks: Mapping[int, Marks]) -> None:
        """The user has judged these pictures, and they are so shown. What doesn't fit any more goes at once: the next
        key is for the next picture.
        """
        self._judged = serial
        self._all_kept.clear()
        gone = {picture for picture, of in marks.items() if not self._wanted.fits(of)}
        if gone and self._model.wanted is not None:  # else what is looked for is not shown yet
            self.leaving.emit(frozenset(gone))
            self._model.take_out(gone)

    def look_again(self) -> None:
        """Pictures that were not what is looked for may be it now."""
        if self._wanted.of_pictures:
            self._find(again=True)

    async def looked(self) -> None:
        """Once what is looked for at present is shown."""
        while self._looking and not self._looking.done():
            await asyncio.wait([self._looking])

    async def count(self, field: str) -> Mapping[str, int]:
        """How many pictures there are of each value of a field, among what else is looked for."""
        return await self._finds.count(self._wanted, field)

    async def pictures(self, wanted: Wanted) -> list[int]:
        """The ids of the saved pictures that fit, the newest job first."""
        found, every = await self._finds.find(wanted), self._model.every
        sections = ((every.find(newest_first(job_id)), mask) for job_id, mask in found.items())
        shown = ((section, place) for section, mask in sections if section for place in section.only(mask).shown)
        return [picture.id for section, place in shown if is_saved(picture := picture_at(section, place))]

    def _find(self, *, again: bool = False) -> None:
        self._again.stop()
        if self._looking and not self._looking.done():
            again = again and not self._is_new  # what the user has just asked for is still to be shown
            self._looking.cancel()  # only the newest answer counts
        self._is_new = not again
        self.changed.emit()
        if not again:
            self._says.clear("hidden")
        if self._wanted.everything and self.order is Order.NEWEST:
            self._says.clear("search")
            self._show(None)
        else:
            self._looking = self._start(self._look_up(self._wanted, self.order, again), name="search")

    async def _look_up(self, wanted: Wanted, order: Order, again: bool) -> None:
        """What can't be looked up is said, and what is shown stays."""
        try:
            await self._find_and_show(wanted, order, again)
        except JimengError as error:
            fault = error.fault
            self._says.say("search", lambda: happened.not_found(fault))
        else:
            self._says.clear("search")

    async def _find_and_show(self, wanted: Wanted, order: Order, again: bool) -> None:
        """Shows a page of it as soon as that is found, and the rest below it; all at once where it is sorted, or where
        it is what is shown already (`again`), so that what stays needn't be drawn anew.
        """
        in_pages = order is Order.NEWEST and not again
        while True:
            judged = await self._settled(wanted)
            found = None if wanted.everything else await self._finds.find(wanted, FIRST if in_pages else None)
            ranks = await self._ranks(order, again)
            rows = await self._picked(found, order, ranks) if found is None or not in_pages else self._page(found)
            if judged == self._judged or not wanted.of_pictures:
                break  # else it is from before a key, and would bring back what that key has sent off
        self._say_hidden(found)
        self._show(found, order, rows, ranks, again=again)
        self._is_new = False
        if found is not None and in_pages and len(found) == FIRST:
            await asyncio.sleep(PAUSE)
            await self._settled(wanted)
            changes = self._model.changes
            await self._go_on(await self._finds.find(wanted), changes)

    async def _settled(self, wanted: Wanted) -> int:
        """The library can tell which pictures are wanted: how they have been judged is on disk, in so many steps."""
        if wanted.of_pictures:
            await self._all_kept.wait()
        return self._judged

    def _say_hidden(self, found: Masks | None) -> None:
        """What has just been paid for must not seem to be lost."""
        if found is not None and self._new - found.keys():
            self._says.say("hidden", lambda: hidden_words(translate_message))
        self._new.clear()

    def _page(self, found: Masks) -> Rows:
        """The rows of a few jobs."""
        every, rows = self._model.every, Rows()
        sections = [section.only(bits) for job, bits in found.items() if (section := every.find(newest_first(job)))]
        if shown := [section for section in sections if section.rows]:
            rows.append(shown)
        return rows

    async def _go_on(self, found: Masks, changes: int) -> None:
        """The rest of what was found, block by block under what is shown already."""
        model = self._model
        begun, shown = time.perf_counter(), dict(model.wanted or {})
        last = next(reversed(shown), 0)
        for block in list(model.every.blocks):
            if model.changes != changes:
                break
            more = [s.only(found[s.job.id]) for s in block.sections if s.job.id < last and s.job.id in found]
            shown.update((section.job.id, found[section.job.id]) for section in more)
            model.show_more(shown, [section for section in more if section.rows])
            if time.perf_counter() - begun > SLICE:
                await asyncio.sleep(0)
                begun = time.perf_counter()
        if model.changes == changes:
            model.show_more(found, [])
        else:  # a job or a mark has changed meanwhile: once more, as it is now
            self._find(again=True)

    async def _ranks(self, order: Order, again: bool) -> Ranks:
        """Of the pictures, where they are sorted one by one. What is rated later stays where it is till the user sorts
        it again.
        """
        model = self._model
        if order is Order.RATING:
            return model.ranks if again and model.order is order else model.ratings()
        if order is not Order.HAND:
            return NO_RANKS
        pictures = await self._sorting.collected(self._wanted.collection)
        return {picture: place - len(pictures) for place, picture in enumerate(pictures)}

    async def _picked(self, found: Masks | None, order: Order, ranks: Ranks) -> Rows | None:
        """Their rows, picked in slices that are no frame long; None where a job has changed meanwhile."""
        model, rows = self._model, Rows()
        changes, begun = model.changes, time.perf_counter()
        for growing in arranged(model.every, found, order, ranks):
            rows = growing
            if time.perf_counter() - begun > SLICE:
                await asyncio.sleep(0)
                if model.changes != changes:
                    return None
                begun = time.perf_counter()
        return rows

    def _show(
        self,
        found: Masks | None,
        order: Order = Order.NEWEST,
        rows: Rows | None = None,
        ranks: Ranks = NO_RANKS,
        *,
        again: bool = False,
    ) -> None:
        self.found.emit()
        if (found, order) == (self._model.wanted, self._model.order) and order not in BY_PICTURE:
            return
        if found is not None and not again:
            self.reset.emit()
        self._model.show_only(found, order, rows, ranks)
        self.shown.emit()

    def job_changed(self, job: Job) -> None:
        """A job that is new may be one of those that are looked for, and a new picture too; many at once are looked up
        together.
        """
        shown = self._model.wanted
        if shown is None:
            return
        new = job.id not in shown and not job.ended
        if new and job.state is JobState.WAITING:
            self._new.add(job.id)
        states = self._wanted.states
        other_state = bool(states) and (job.state in states) != (job.id in shown)
        if (new or other_state or (self._wanted.of_pictures and job.saved)) and not self._again.isActive():
            self._again.start()

"""The gallery's list: a row per picture or placeholder, one per card, newest job first; found by id, never by row."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from ...core.errors import Fault
from ...core.events import QueueChanged
from ...core.job import MOST_PICTURES, Job, JobState, Picture
from ...core.marks import UNMARKED, Flag, Marks
from ...core.search import Order
from ...messages import Translate, Words, job_card, job_state
from .placeholders import Outlook, Placeholder, placeholder, title_of
from .row_list import NO_PARENT, AnyIndex, RowsModel
from .rows import (
    ALL,
    BLOCK,
    BY_PICTURE,
    NO_RANKS,
    Key,
    Kind,
    Masks,
    Ranks,
    Rows,
    Section,
    arranged,
    as_number,
    few_changes,
    is_saved,
    kind_of,
    newest_first,
    picture_at,
    rank_of,
    row_id,
    runs,
    split,
)
from .spoken import spoken

FEW = 20  # jobs that come or go one by one
MANY = 100  # jobs that the user takes out one by one


class Role(IntEnum):
    """What data() gives besides Qt's own roles."""

    JOB = Qt.ItemDataRole.UserRole
    PICTURE = Qt.ItemDataRole.UserRole + 1  # None for a placeholder before the pictures are known, and for a card
    KIND = Qt.ItemDataRole.UserRole + 2
    ID = Qt.ItemDataRole.UserRole + 3  # the picture's id, also while it is only a placeholder
    PLACEHOLDER = Qt.ItemDataRole.UserRole + 4
    MARKS = Qt.ItemDataRole.UserRole + 5


class GalleryModel(RowsModel):
    """Jobs as rows. A job that goes from placeholders to as many pictures keeps its rows, so nothing jumps."""

    def __init__(
        self, translate: Translate, parent: QObject | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self.every = self.rows  # every job; what is shown is the same, unless it is searched or sorted
        self._wanted: Masks | None = None  # job id -> the bits of the places that are shown
        self._order = Order.NEWEST
        self._marks: dict[int, Marks] = {}
        self._ranks = NO_RANKS  # of the pictures, when the rows were put in an order of theirs
        self.clock = clock
        self.changes = 0  # grows with every job that is new, differs or goes
        self.queue = QueueChanged()
        self.translate = translate  # source text of messages.py to text in the present language
        self._send_times: dict[int, float] = {}
        self._waiting: set[int] = set()  # the jobs that say how the queue stands
        self._arrived: dict[int, tuple[int, int]] = {}

    # What the program says

    def set_jobs(self, jobs: Iterable[Job]) -> None:
        """Replaces everything."""
        self.changes += 1
        self.beginResetModel()
        self._arrived.clear()
        self.rows = self.every
        self._wanted, self._order = None, Order.NEWEST
        self.rows.set_all(self._section(job) for job in jobs)
        self.endResetModel()

    @property
    def wanted(self) -> Masks | None:
        """The ids of the jobs that are shown, with the bits of the places that are; None where all are."""
        return self._wanted

    @property
    def order(self) -> Order:
        """What the rows are sorted by."""
        return self._order

    @property
    def ranks(self) -> Ranks:
        """Those that show_only() was given."""
        return self._ranks

    def show_only(
        self, wanted: Masks | None, order: Order = Order.NEWEST, rows: Rows | None = None, ranks: Ranks = NO_RANKS
    ) -> None:
        """Shows these places of these jobs, or all, in this order. Few that come or go leave the others where they are.

        `rows` are just those, where somebody has picked them from `every` as it is now. In an order of the pictures'
        own their `ranks` count as they are now: what is rated later stays where it is until it is sorted again.
        """
        self.changes += 1
        sorted_anew = order is not self._order or order in BY_PICTURE
        few = set() if sorted_anew else few_changes(self._wanted, wanted, FEW)
        if few:
            sections = [section for job_id in few if (section := self.every.find(newest_first(job_id)))]
            before = [self._present(section.job) for section in sections]
            self._wanted = wanted
            for section, was in zip(sections, before, strict=True):
                self.follow(was, self._split(section))
            return
        self.beginResetModel()
        self._wanted, self._order, self._ranks = wanted, order, ranks
        if wanted is None and order is Order.NEWEST:
            self.rows = self.every
        else:
            *_, self.rows = [rows] if rows is not None else arranged(self.every, wanted, order, ranks)
        self.endResetModel()

    def take_out(self, pictures: Iterable[int]) -> None:
        """These pictures are not among what is shown any more; all others stay where they are."""
        if self._wanted is None:
            return  # all are shown, and every job stays known
        self.changes += 1
        left, jobs = dict(self._wanted), set[int]()
        for job_id, place in (divmod(picture, MOST_PICTURES) for picture in pictures):
            left[job_id] = left.get(job_id, 0) & ~(1 << place)
            jobs.add(job_id)
        sections = [section for job_id in jobs if (section := self.every.find(newest_first(job_id)))]
        for section in sections:
            if not section.only(left[section.job.id]).rows:
                del left[section.job.id]
        if len(sections) > MANY:
            self.beginResetModel()
            self._wanted = left
            *_, self.rows = arranged(self.every, left, self._order, self._ranks)
            self.endResetModel()
            return
        before = [self._present(section.job) for section in sections]
        self._wanted = left
        for section, was in zip(sections, before, strict=True):
            self.follow(was, self._split(section))

    def show_more(self, wanted: Masks, sections: list[Section]) -> None:
        """Goes on under what show_only() has shown. `wanted` is no more than is shown then: the rows are true to it."""
        self._wanted = wanted
        if rows := sum(section.rows for section in sections):
            self.beginInsertRows(NO_PARENT, self.rows.count, self.rows.count + rows - 1)
            self.rows.append(sections)
            self.endInsertRows()

    def ratings(self) -> dict[int, int]:
        """The ranks of the pictures by their stars: the best first."""
        return {picture: -marks.rating for picture, marks in self._marks.items() if marks.rating}

    def append_older(self, jobs: Iterable[Job]) -> None:
        """Adds a page from the library; a job that is there already keeps what it has, which is never older."""
        self.changes += 1
        new = sorted((job for job in jobs if not self.every.find(newest_first(job.id))), key=lambda job: -job.id)
        sections = [self._section(job) for job in new]
        if self.rows is self.every and sections and self.rows.ends_before(sections[0].key):
            count = self.rows.count
            self.beginInsertRows(NO_PARENT, count, count + sum(section.rows for section in sections) - 1)
            self.rows.append(sections)
            self.endInsertRows()
            return
        for section in sections:
            if self.rows is not self.every:
                self.every.put(section)
            self.follow([], self._split(section))

    def job_changed(self, job: Job) -> None:
        """A job is new or differs."""
        self.changes += 1
        new, before = self._section(job), self._present(job)
        if self.rows is not self.every:
            self.every.put(new)
        self.follow(before, self._split(new))
        for picture in job.pictures:
            if is_saved(picture):
                self._arrived.pop(picture.id, None)

    def job_dropped(self, job: Job, fault: Fault | None = None) -> None:
        """A job is gone as if it had never been."""
        section = self.every.find(newest_first(job.id))
        if section is None:
            return
        self.changes += 1
        self._waiting.discard(job.id)
        self.follow(self._present(section.job), [])
        if self.rows is not self.every:
            self.every.remove(section.key)

    def set_marks(self, marks: Mapping[int, Marks]) -> None:
        """What the user thinks of these pictures, by their ids."""
        self.changes += 1
        self._marks.update(marks)
        if len(marks) > BLOCK:  # to find each would take longer than a frame
            self.dataChanged.emit(self.index(0), self.index(self.rows.count - 1), [Role.MARKS])
            return
        rows = sorted(row for picture in marks if (row := self.row_of(picture)) is not None)
        for first, last in runs(rows):
            self.dataChanged.emit(self.index(first), self.index(last), [Role.MARKS])

    def marks_of(self, picture: int) -> Marks:
        """What the user thinks of a picture."""
        return self._marks.get(picture, UNMARKED)

    def progress(self, picture: int, received: int, total: int) -> None:
        """Bytes of one picture have arrived."""
        row = self.row_of(picture)
        if row is not None:
            self._arrived[picture] = received, total
            self.dataChanged.emit(self.index(row), self.index(row), [Role.PLACEHOLDER])

    def arrived(self, picture: int) -> tuple[int, int] | None:
        """How many bytes of a picture have come, of how many; None while none is on its way."""
        return self._arrived.get(picture)

    def set_queue(self, queue: QueueChanged) -> None:
        """How the queue stands; the waiting jobs for which that is something new say so."""
        jobs = [job for job_id in sorted(self._waiting) if (job := self.job(job_id))]
        before = [(self.send_time(job.id), self.state(job)) for job in jobs]
        self.queue, self._send_times = queue, dict(queue.send_times)
        for job, was in zip(jobs, before, strict=True):
            if was != (self.send_time(job.id), self.state(job)):
                for section in self._present(job):
                    self.say_changed(section)

    def retranslate(self) -> None:
        """The language has changed: the cards read differently, and may be higher."""
        for rows in {id(rows): rows for rows in (self.every, self.rows)}.values():
            for section in [section for section in rows if section.card]:
                rows.put(section._replace(card=self._card(section.job)))
        if self.rows.count:
            self.dataChanged.emit(self.index(0), self.index(self.rows.count - 1))

    # What is asked of it

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and kind_of(*self.rows.at(index.row())) is Kind.PICTURE:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rows.count:
            return None
        section, place = self.rows.at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(section.job)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            marks, stands_in = self.marks_of(row_id(section, place)), self.placeholder(section, place)
            return spoken(section, place, self.state(section.job)[0], stands_in, marks)
        if role == Role.JOB:
            return section.job
        if role == Role.PICTURE:
            return picture_at(section, place)
        if role == Role.KIND:
            return kind_of(section, place)
        if role == Role.ID:
            return row_id(section, place)
        if role == Role.MARKS:
            return self.marks_of(row_id(section, place))
        return self.placeholder(section, place) if role == Role.PLACEHOLDER else None

    def placeholder(self, section: Section, place: int) -> Placeholder | None:
        """What stands in a tile instead of its picture; None where the picture belongs."""
        job, picture = section.job, picture_at(section, place)
        if is_saved(picture):
            return None
        arrived = self._arrived.get(row_id(section, place))
        outlook = Outlook(self.clock(), self.send_time(job.id), arrived, self.queue)
        return placeholder(job, picture, outlook, self.translate)

    def send_time(self, job_id: int) -> float | None:
        """Epoch second at which a waiting job is sent; None where nothing is sent, or not by itself."""
        stopped = self.queue.paused or self.queue.key_missing or job_id in self.queue.left_over
        return None if stopped else self._send_times.get(job_id)

    def state(self, job: Job) -> tuple[str, str]:
        """The state of a job as a word and the name of an icon."""
        return job_state(job, self.translate, self.queue)

    def day_caption(self, day: int) -> str:
        """How many jobs and saved pictures a local day has, as far as they are shown, and how many are picked."""
        sections = list(self.rows.of_day(day))
        saved = [p.id for s in sections for place in s.shown if is_saved(p := picture_at(s, place))]
        picked = sum(self.marks_of(picture).flag is Flag.PICK for picture in saved) if self._marks else 0
        words = [self.tr("%n job(s)", "", len(sections)), self.tr("%n picture(s)", "", len(saved))]
        return " · ".join([*words, self.tr("%n picked", "", picked)] if picked else words)

    def job(self, job_id: int) -> Job | None:
        """The job with this id."""
        section = self.every.find(newest_first(job_id))
        return section.job if section else None

    def picture(self, picture: int) -> Picture | None:
        """The picture with this id, once the service has named it."""
        job = self.job(picture // MOST_PICTURES)
        return next((p for p in job.pictures if p.id == picture), None) if job else None

    def row_of(self, picture: int) -> int | None:
        """The row of a picture, of its placeholder, or of its job's card."""
        whole = self.every.find(newest_first(picture // MOST_PICTURES))
        rank = 0 if whole is None or whole.card else self._ranks.get(picture, 0)
        section = self.rows.find(self._key(whole.job, rank)) if whole else None
        places = enumerate(section.shown) if section else ()
        at = next((at for at, place in places if section and row_id(section, place) == picture), None)
        return None if at is None or section is None else self.rows.first_row(section.key) + at

    def first_row_of(self, job_id: int) -> int | None:
        """The first row of a job; None where none of it is shown."""
        job = self.job(job_id)
        present = self._present(job) if job else []
        return self.rows.first_row(present[0].key) if present else None

    def index_of(self, picture: int) -> QModelIndex:
        """The index of a picture; an invalid one where it isn't there."""
        row = self.row_of(picture)
        return QModelIndex() if row is None else self.index(row)

    def neighbour(self, picture: int, step: int) -> int | None:
        """The id of the next (1) or previous (-1) saved picture, across jobs."""
        row = self.row_of(picture)
        other = None if row is None else self.rows.beside(row, step, lambda *at: kind_of(*at) is Kind.PICTURE)
        return None if other is None else row_id(*self.rows.at(other))

    # Inside

    def _section(self, job: Job) -> Section:
        day = datetime.fromtimestamp(job.created_at).toordinal()
        ratio = as_number(job.recipe.ratio)
        card = None if job.pictures else self._card(job)
        if job.state in (JobState.SAVING, JobState.WAITING):
            self._waiting.add(job.id)
        else:
            self._waiting.discard(job.id)
        return Section(job.light, day, max(1, len(job.pictures) or job.expected), ratio, card)

    def _card(self, job: Job) -> Words | None:
        words = job_card(job, self.translate)
        if words is None and job.ended:
            word, icon = self.state(job)
            return Words(title=word, sentence="", action=None, icon=icon, second=None)
        return words

    def _key(self, job: Job, rank: int = 0) -> Key:
        """That of the section in which a job's pictures of that rank stand at present."""
        return rank_of(job, self._order, rank), -job.id

    def _present(self, job: Job) -> list[Section]:
        """The sections of a job that are shown."""
        old = self.every.find(newest_first(job.id))
        ranks = {0, *(self._ranks.get(row_id(old, place), 0) for place in range(old.tiles))} if old else {0}
        return [section for rank in sorted(ranks) if (section := self.rows.find(self._key(job, rank)))]

    def _split(self, section: Section) -> list[Section]:
        """What is to be shown of a job, under what is wanted and in the present order."""
        mask = ALL if self._wanted is None else self._wanted.get(section.job.id, 0)
        return split(section, mask, self._order, self._ranks)

"""The gallery's list: a row per picture or placeholder, one per card, newest job first; found by id, never by row."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any, TypeGuard

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ..core.errors import Fault
from ..core.events import QueueChanged
from ..core.job import MOST_PICTURES, Job, JobState, Picture, PictureState, picture_id
from ..messages import Translate, Words, job_card, job_state
from .gallery_rows import Rows, Section
from .language import fill
from .placeholders import Outlook, Placeholder, placeholder, title_of

AnyIndex = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
FEW = 20  # jobs that come or go one by one


class Role(IntEnum):
    """What data() gives besides Qt's own roles."""

    JOB = Qt.ItemDataRole.UserRole
    PICTURE = Qt.ItemDataRole.UserRole + 1  # None for a placeholder before the pictures are known, and for a card
    KIND = Qt.ItemDataRole.UserRole + 2
    ID = Qt.ItemDataRole.UserRole + 3  # the picture's id, also while it is only a placeholder
    PLACEHOLDER = Qt.ItemDataRole.UserRole + 4


class Kind(StrEnum):
    """What a row is."""

    PICTURE = "picture"
    PLACEHOLDER = "placeholder"
    CARD = "card"


class GalleryModel(QAbstractListModel):
    """Jobs as rows. A job that goes from placeholders to as many pictures keeps its rows, so nothing jumps."""

    def __init__(
        self, translate: Translate, parent: QObject | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self.rows = self.every = Rows()  # what is shown, and every job: the same, unless something is looked for
        self._wanted: frozenset[int] | None = None  # job ids
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
        self._wanted = None
        self.rows.set_all(self._section(job) for job in jobs)
        self.endResetModel()

    @property
    def wanted(self) -> frozenset[int] | None:
        """The ids of the jobs that are shown; None where all are."""
        return self._wanted

    def show_only(self, job_ids: frozenset[int] | None, rows: Rows | None = None) -> None:
        """Shows these jobs, or all. Few that come or go leave the others where they are.

        `rows` are those of these jobs, where somebody has picked them from `every` as it is now.
        """
        self.changes += 1
        before, self._wanted = self._wanted, job_ids
        if before is not None and job_ids is not None and len(before ^ job_ids) <= FEW:
            for job_id in before ^ job_ids:
                self._follow_wish(job_id)
            return
        self.beginResetModel()
        if job_ids is None:
            self.rows = self.every
        else:
            *_, picked = self.every.only(job_ids) if rows is None else [rows]
            self.rows = picked
        self.endResetModel()

    def append_older(self, jobs: Iterable[Job]) -> None:
        """Adds a page from the library; a job that is there already keeps what it has, which is never older."""
        self.changes += 1
        for job in sorted(jobs, key=lambda job: -job.id):
            if self.every.find(job.id) is None:
                self._insert(self._section(job))

    def job_changed(self, job: Job) -> None:
        """A job is new or differs."""
        self.changes += 1
        new, old = self._section(job), self.every.find(job.id)
        if old is None:
            self._insert(new)
            return
        if self.rows is not self.every:
            self.every.put(new)
            if self.rows.find(job.id) is None:
                return
        first = self.rows.first_row(job.id)
        self._fit(old, first, new.rows)
        self.rows.put(new)
        self._say_changed(first, new.rows)
        for picture in job.pictures:
            if picture.state is PictureState.SAVED:
                self._arrived.pop(picture.id, None)

    def job_dropped(self, job: Job, fault: Fault | None = None) -> None:
        """A job is gone as if it had never been."""
        if self.every.find(job.id) is None:
            return
        self.changes += 1
        self._waiting.discard(job.id)
        self._take_out(job.id)
        if self.rows is not self.every:
            self.every.remove(job.id)

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
        sections = [section for job_id in sorted(self._waiting) if (section := self.rows.find(job_id))]
        before = [(self.send_time(section.job.id), self.state(section.job)) for section in sections]
        self.queue, self._send_times = queue, dict(queue.send_times)
        for section, was in zip(sections, before, strict=True):
            if was != (self.send_time(section.job.id), self.state(section.job)):
                self._say_changed(self.rows.first_row(section.job.id), section.rows)

    def retranslate(self) -> None:
        """The language has changed: the cards read differently, and may be higher."""
        for rows in {id(rows): rows for rows in (self.every, self.rows)}.values():
            for section in [section for section in rows if section.card]:
                rows.put(section._replace(card=self._card(section.job)))
        if self.rows.count:
            self._say_changed(0, self.rows.count)

    # What is asked of it

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and _kind(*self.rows.at(index.row())) is Kind.PICTURE:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def rowCount(self, parent: AnyIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else self.rows.count

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rows.count:
            return None
        section, place = self.rows.at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(section.job)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(section, place)
        if role == Role.JOB:
            return section.job
        if role == Role.PICTURE:
            return picture_at(section, place)
        if role == Role.KIND:
            return _kind(section, place)
        if role == Role.ID:
            return row_id(section, place)
        return self.placeholder(section, place) if role == Role.PLACEHOLDER else None

    def placeholder(self, section: Section, place: int) -> Placeholder | None:
        """What stands in a tile instead of its picture; None where the picture belongs."""
        job = section.job
        arrived = self._arrived.get(row_id(section, place))
        outlook = Outlook(self.clock(), self.send_time(job.id), arrived, self.queue)
        return placeholder(job, picture_at(section, place), outlook, self.translate)

    def send_time(self, job_id: int) -> float | None:
        """Epoch second at which a waiting job is sent; None where nothing is sent, or not by itself."""
        stopped = self.queue.paused or self.queue.key_missing or job_id in self.queue.left_over
        return None if stopped else self._send_times.get(job_id)

    def state(self, job: Job) -> tuple[str, str]:
        """The state of a job as a word and the name of an icon."""
        return job_state(job, self.translate, self.queue)

    def day_caption(self, day: int) -> str:
        """How many jobs and saved pictures a local day has, in words."""
        saved = [section.job.saved for section in self.rows.of_day(day)]
        return " · ".join((self.tr("%n job(s)", "", len(saved)), self.tr("%n picture(s)", "", sum(saved))))

    def job(self, job_id: int) -> Job | None:
        """The job with this id."""
        section = self.every.find(job_id)
        return section.job if section else None

    def picture(self, picture: int) -> Picture | None:
        """The picture with this id, once the service has named it."""
        job = self.job(picture // MOST_PICTURES)
        return next((p for p in job.pictures if p.id == picture), None) if job else None

    def row_of(self, picture: int) -> int | None:
        """The row of a picture, of its placeholder, or of its job's card."""
        section = self.rows.find(picture // MOST_PICTURES)
        if section is None:
            return None
        place = next((place for place in range(section.rows) if row_id(section, place) == picture), None)
        return None if place is None else self.rows.first_row(section.job.id) + place

    def index_of(self, picture: int) -> QModelIndex:
        """The index of a picture; an invalid one where it isn't there."""
        row = self.row_of(picture)
        return QModelIndex() if row is None else self.index(row)

    def neighbour(self, picture: int, step: int) -> int | None:
        """The id of the next (1) or previous (-1) saved picture, across jobs."""
        row = self.row_of(picture)
        if row is None:
            return None
        last = self.rows.count
        while 0 <= (row := row + step) < last:
            section, place = self.rows.at(row)
            if _kind(section, place) is Kind.PICTURE:
                return row_id(section, place)
        return None

    # Inside

    def _section(self, job: Job) -> Section:
        day = datetime.fromtimestamp(job.created_at).toordinal()
        ratio = as_number(job.recipe.ratio)
        card = None if job.pictures else self._card(job)
        if job.state in (JobState.SAVING, JobState.WAITING):
            self._waiting.add(job.id)
        else:
            self._waiting.discard(job.id)
        return Section(job, day, max(1, len(job.pictures) or job.expected), ratio, card)

    def _card(self, job: Job) -> Words | None:
        words = job_card(job, self.translate)
        if words is None and job.ended:
            word, icon = self.state(job)
            return Words(title=word, sentence="", action=None, icon=icon, second=None)
        return words

    def _insert(self, section: Section) -> None:
        if self.rows is not self.every:
            self.every.put(section)
            if section.job.id not in (self._wanted or ()):
                return
        first = self.rows.first_row(section.job.id)
        self.beginInsertRows(NO_PARENT, first, first + section.rows - 1)
        self.rows.put(section)
        self.endInsertRows()

    def _take_out(self, job_id: int) -> None:
        shown = self.rows.find(job_id)
        if shown:
            first = self.rows.first_row(job_id)
            self.beginRemoveRows(NO_PARENT, first, first + shown.rows - 1)
            self.rows.remove(job_id)
            self.endRemoveRows()

    def _follow_wish(self, job_id: int) -> None:
        """One job is wanted now, or is not any more."""
        section, shown = self.every.find(job_id), self.rows.find(job_id)
        if job_id not in (self._wanted or ()):
            self._take_out(job_id)
        elif section and not shown:
            self._insert(section)

    def _fit(self, old: Section, first: int, rows: int) -> None:
        """Gives a job as many rows as it is going to need; its other rows stay what they are."""
        if rows > old.rows:
            self.beginInsertRows(NO_PARENT, first + old.rows, first + rows - 1)
            self.rows.put(old._replace(card=None, tiles=rows))
            self.endInsertRows()
        elif rows < old.rows:
            self.beginRemoveRows(NO_PARENT, first + rows, first + old.rows - 1)
            self.rows.put(old._replace(card=None, tiles=rows))
            self.endRemoveRows()

    def _say_changed(self, first: int, rows: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(first + rows - 1))

    def _spoken(self, section: Section, place: int) -> str:
        title = title_of(section.job)
        if section.card:
            text = self.tr("%1. %2. %3")
            return fill(text, title, section.card.title, section.card.sentence)
        text = self.tr("Picture %1 of %2, %3: %4")
        stands_in = self.placeholder(section, place)
        state = self.state(section.job)[0] if stands_in is None or not stands_in.caption else stands_in.caption
        return fill(text, place + 1, section.tiles, state, title)


def picture_at(section: Section, place: int) -> Picture | None:
    """The picture of a row, once the service has named it."""
    pictures = section.job.pictures
    return pictures[place] if place < len(pictures) and not section.card else None


def is_saved(picture: Picture | None) -> TypeGuard[Picture]:
    """There is a file of it to look at."""
    return picture is not None and picture.state is PictureState.SAVED


def row_id(section: Section, place: int) -> int:
    """The id of the picture that is, or will be, in this row."""
    picture = picture_at(section, place)
    return picture.id if picture else picture_id(section.job.id, place)


def _kind(section: Section, place: int) -> Kind:
    if section.card:
        return Kind.CARD
    picture = picture_at(section, place)
    return Kind.PICTURE if picture and picture.state is PictureState.SAVED else Kind.PLACEHOLDER


def as_number(words: str) -> float:
    """ "16:9" as a number; a square where it says anything else."""
    width, _, height = words.partition(":")
    try:
        return min(4.0, max(0.25, float(width) / float(height)))
    except (ValueError, ZeroDivisionError):
        return 1.0

"""The jobs of the queue's pop-over: sections of rows, which the mouse or the keyboard puts in another order."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, pairwise

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from ...core.job import Job
from ...messages import Action, Translate
from ...messages.actions import DISCARD_LEFT_OVER, SEND_LEFT_OVER
from ..design.buttons import ToolButton
from ..design.plain import PlainLabel, set_tip
from ..design.rules import rule
from .drop_line import Slot
from .foot import FOOT, Fold
from .row import HEIGHT, QueueRow
from .words import MOST_ENDED, RowWords, Sorted

SECTION = 32
MOST_ROWS = 50  # of jobs that have not ended
LINK = 8  # a link's word is so much narrower than the link
AGAIN = 40  # milliseconds between two looks at where a drag has come

Say = Callable[[Job, int], RowWords]  # the words of a job before which so many wait
Show = Callable[[Job], QPixmap | None]


class QueueList(QWidget):
    """What scrolls within the pop-over. Ids are Python ints of more than 32 bits, so signals carry them as objects."""

    chosen = Signal(object)  # job id
    acted = Signal(object, str)  # job id, code of the row's button
    moved = Signal(object, object)  # job id, id of the job it is to go before, or None
    offered = Signal(str)  # code of an Action for all that was kept back
    menu_asked = Signal(object, QPoint)  # job id
    reached = Signal(QWidget)  # the keyboard or a drag has come to it: it should be seen
    folded = Signal()

    def __init__(self, translate: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._translate = translate
        self._jobs = Sorted((), (), (), (), ())
        self._rows: dict[int, QueueRow] = {}
        self._shape: object = None
        self._slot = Slot(self)
        self._hand = QPoint()  # where the mouse holds a row, on the screen
        self._timer = QTimer(self, interval=AGAIN)
        self._timer.timeout.connect(self._follow)
        self.fold = Fold(self)
        self.fold.toggled.connect(self._refold)
        self.fold.left.connect(lambda step: self._walk(self.fold, step))
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)

    @property
    def rows(self) -> list[QueueRow]:
        """The rows in their order."""
        return [stop for stop in self.stops if isinstance(stop, QueueRow)]

    @property
    def stops(self) -> list[QueueRow | Fold]:
        """What the arrow keys walk, in its order."""
        items = (self._list.itemAt(at) for at in range(self._list.count()))
        widgets = [item.widget() for item in items if item]
        return [stop for stop in widgets if isinstance(stop, (QueueRow, Fold)) and not stop.isHidden()]

    @property
    def shown(self) -> list[Job]:
        """The jobs that have a row."""
        jobs = chain(*self._jobs.live, self._jobs.ended)
        return [job for job in jobs if job.id in self._rows]

    def say(self, jobs: Sorted, say: Say, picture: Show) -> bool:
        """Shows these jobs; True where other rows than before are to be seen."""
        self._jobs = jobs
        ended = jobs.ended[:MOST_ENDED] if self.fold.isChecked() else ()
        self.fold.say(jobs)
        shape = bool(jobs.ended), *(tuple(job.id for job in part) for part in (*jobs.live, ended))
        if changed := shape != self._shape:
            self._shape = shape
            self._rebuild(jobs, ended)
        for part in (*jobs.live, ended):
            for place, job in enumerate(part):
                if job.id in self._rows:
                    self._rows[job.id].say(say(job, place), picture(job))
        return changed

    def walk_in(self, step: int) -> None:
        """The keyboard comes from outside, from above (1) or below (-1)."""
        if stops := self.stops:
            self._go(stops[0] if step > 0 else stops[-1])

    # How it is built

    def _rebuild(self, jobs: Sorted, ended: tuple[Job, ...]) -> None:
        """The rows in their new order; a row that stays keeps the keyboard."""
        while item := self._list.takeAt(0):
            widget = item.widget()
            if widget and not isinstance(widget, (QueueRow, Fold)):
                widget.hide()
                widget.deleteLater()
        shown: set[int] = set()
        left = MOST_ROWS
        for part, line in zip(jobs.live, self._sections(jobs), strict=True):
            if line:
                if shown:
                    self._add(rule(self))
                self._add(line)
                self._add_rows(part[:left], shown)
                left = max(0, left - len(part))
        more = sum(len(part) for part in jobs.live) - len(shown)
        if more or not shown:
            text = self.tr("and %n more", "", more) if more else self.tr("Nothing waits and nothing is being made.")
            self._add(_note(text, self))
        if jobs.ended:
            self._add(rule(self))
            self._add(self.fold)
            self._add_rows(ended, shown)
            if self.fold.isChecked() and len(jobs.ended) > len(ended):
                self._add(_note(self.tr("and %n more", "", len(jobs.ended) - len(ended)), self))
        self.fold.setVisible(bool(jobs.ended))
        self._close_rows(shown)
        self._list.addStretch(1)
        self._list.activate()
        for before, after in pairwise(self.stops):
            last = before.button if isinstance(before, QueueRow) else before
            QWidget.setTabOrder(last, after)
        if self._timer.isActive():
            self._follow()

    def _add_rows(self, jobs: tuple[Job, ...], shown: set[int]) -> None:
        for job in jobs:
            shown.add(job.id)
            self._add(self._row(job.id))

    def _add(self, widget: QWidget) -> None:
        self._list.addWidget(widget)
        widget.show()  # at once: what is hidden has no height yet

    def _row(self, job_id: int) -> QueueRow:
        row = self._rows.get(job_id)
        if row is None:
            row = self._rows[job_id] = QueueRow(self)
            row.clicked.connect(lambda: self.chosen.emit(job_id))
            row.acted.connect(lambda code: self.acted.emit(job_id, code))
            row.menu_asked.connect(lambda point: self.menu_asked.emit(job_id, point))
            row.left.connect(lambda step: self._walk(row, step))
            row.moved.connect(lambda step: self._step(job_id, step))
            row.dragged.connect(self._drag)
            row.dropped.connect(lambda: self._drop(job_id))
            row.let_go.connect(self._end_drag)
            QWidget.setTabOrder(row, row.button)
        return row

    def _close_rows(self, shown: set[int]) -> None:
        """The rows of jobs that are no longer shown; the keyboard goes to what stands in their place."""
        for job_id in self._rows.keys() - shown:
            row = self._rows.pop(job_id)
            focused = row.hasFocus() or row.button.hasFocus()
            y = row.y()
            row.stop_dragging()
            row.hide()
            row.deleteLater()
            if focused and (stops := self.stops):
                self._go(next((stop for stop in stops if stop.y() >= y), stops[-1]))

    def _sections(self, jobs: Sorted) -> tuple[QWidget | None, ...]:
        """The line over each section, None where it has no jobs."""
        titles = self.tr("Needs you"), self.tr("Making"), self.tr("Kept back from last time"), self.tr("Waiting here")
        needs, making, kept, waiting = (
            _section(title, len(part), self) if part else None for title, part in zip(titles, jobs.live, strict=True)
        )
        if kept:
            kept.setContentsMargins(0, 0, -LINK, 0)  # its last word ends where the buttons below it end
            self._offer(kept, DISCARD_LEFT_OVER, self.tr("None of them has been sent: discarding is free"))
            self._offer(kept, SEND_LEFT_OVER, self.tr("Each of them is a paid job"))
        if waiting:
            _text(waiting, self.tr("free to cancel"), "caption")
        return needs, making, kept, waiting

    def _offer(self, line: QWidget, action: Action, why: str) -> None:
        link = ToolButton(line)
        link.setProperty("role", "link")
        link.setText(self._translate(action.label))
        set_tip(link, why)
        link.clicked.connect(lambda: self.offered.emit(action.code))
        _put(line, link)

    def _refold(self) -> None:
        self.folded.emit()
        self.resize(self.width(), max(self.height(), self.sizeHint().height()))  # now: so far can be scrolled
        if self.fold.isChecked() and (below := [row for row in self.rows if row.y() > self.fold.y()]):
            self.reached.emit(below[min(2, len(below) - 1)])
        self.reached.emit(self.fold)

    # What moves

    def _walk(self, stop: QueueRow | Fold, step: int) -> None:
        stops = self.stops
        at = stops.index(stop) + step
        if 0 <= at < len(stops):
            self._go(stops[at])

    def _go(self, stop: QWidget) -> None:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        self.reached.emit(stop)

    def _step(self, job_id: int, step: int) -> None:
        """One place sooner or later."""
        ids = [job.id for job in self._jobs.waiting]
        at = ids.index(job_id) + step
        if 0 <= at < len(ids):
            self._move(job_id, at)

    def _move(self, job_id: int, at: int) -> None:
        """To this place among those that wait."""
        ids = [job.id for job in self._jobs.waiting]
        if ids.index(job_id) == at:
            return
        ids.remove(job_id)
        self.moved.emit(job_id, ids[at] if at < len(ids) else None)
        if job_id in self._rows:
            self.reached.emit(self._rows[job_id])

    def _waiting_rows(self) -> list[QueueRow]:
        return [self._rows[job.id] for job in self._jobs.waiting if job.id in self._rows]

    def _drag(self, hand: QPoint) -> None:
        self._hand = hand
        self._timer.start()
        self._follow()

    def _follow(self) -> None:
        """The line shows where the row would stand; at an edge the list scrolls on under the hand."""
        rows = self._waiting_rows()
        if not any(row.dragging for row in rows):
            self._end_drag()
            return
        gap = self._gap(rows)
        y = rows[gap].y() if gap < len(rows) else rows[-1].y() + HEIGHT
        self._slot.show_at(y)
        self.reached.emit(rows[min(gap, len(rows) - 1)])

    def _gap(self, rows: list[QueueRow]) -> int:
        """Before which of the waiting rows the hand is."""
        y = self.mapFromGlobal(self._hand).y()
        return sum(row.y() + HEIGHT / 2 < y for row in rows)

    def _drop(self, job_id: int) -> None:
        rows = self._waiting_rows()
        row = self._rows.get(job_id)
        if row in rows:
            gap = self._gap(rows)
            self._move(job_id, gap - (rows.index(row) < gap))

    def _end_drag(self) -> None:
        self._timer.stop()
        self._slot.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        for row in self.rows:
            row.stop_dragging()


def _section(title: str, count: int, parent: QWidget) -> QWidget:
    line = QWidget(parent)
    line.setFixedHeight(SECTION)
    layout = QHBoxLayout(line)
    layout.setContentsMargins(15, 0, 15, 0)
    layout.setSpacing(8)
    _text(line, title, "label")
    _text(line, str(count), "caption")
    layout.addStretch(1)
    return line


def _note(text: str, parent: QWidget) -> QLabel:
    label = PlainLabel(text, parent)
    label.setProperty("role", "caption")
    label.setContentsMargins(15, 0, 15, 0)
    label.setFixedHeight(FOOT)
    return label


def _text(line: QWidget, text: str, role: str) -> None:
    """A word in the line over a section."""
    label = PlainLabel(text, line)
    label.setProperty("role", role)
    _put(line, label)


def _put(line: QWidget, widget: QWidget) -> None:
    layout = line.layout()
    assert isinstance(layout, QLayout)
    layout.addWidget(widget)

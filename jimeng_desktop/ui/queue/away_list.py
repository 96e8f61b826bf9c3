"""The list of what happened while the program was closed: a pop-over below the banner that tells of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ...core.job import Job, JobState, PictureState
from ...messages import job_state, time_left, unsaved
from ..base.language import fill, translate_message
from ..design.plain import PlainLabel
from ..design.popover import Popover
from ..design.rules import rule
from ..jobs.placeholders import title_of
from ..pictures.thumbnails import Thumbnails, Wish
from .row import HEIGHT, THUMB, QueueRow, width_of_list
from .words import SHOW, RowWords

FETCH_NOW = "fetch_now"
WIDTH, HEAD, SHARE = 424, 48, 0.8
MOST_ROWS = 50
THUMBNAILS = 8 * 1024 * 1024  # bytes of pixmaps


class AwayPopover(Popover):
    """A row for each job; Enter or a click leads to it in the gallery."""

    chosen = Signal(object)  # job id: an int takes 32 bits
    fetch_wanted = Signal()

    def __init__(self, jobs: list[Job], now: float, thumbnails: Thumbnails, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH)
        self._now = now
        self._thumbnails = thumbnails.another(THUMBNAILS, self)
        self._thumbnails.ready.connect(self._show)
        self.jobs = jobs[:MOST_ROWS]
        self.rows: list[QueueRow] = []
        self._build(len(jobs) - len(self.jobs))
        self._show()

    def open_under(self, widget: QWidget) -> None:
        """Opens below it, at the window's right edge; the keyboard is on the first row."""
        window = widget.window()
        self.setFixedWidth(width_of_list(self.rows, self._scroll, WIDTH, window.width() - 16))
        corner = QPoint(window.width() - self.width() - 8, widget.mapTo(window, QPoint(0, widget.height())).y())
        height = HEAD + 3 + self._list.sizeHint().height()
        self.setFixedHeight(min(height, round(window.height() * SHARE)))
        self.move(window.mapToGlobal(corner))
        self.show()
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self, more: int) -> None:
        title = PlainLabel(self.tr("While you were away"), self)
        title.setProperty("role", "title")
        title.setContentsMargins(15, 0, 15, 0)
        title.setFixedHeight(HEAD)
        self.setAccessibleName(title.text())
        self._list = QWidget(self)
        self._list.setProperty("role", "popover")
        rows = QVBoxLayout(self._list)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for at, job in enumerate(self.jobs):
            rows.addWidget(self._row(at, job))
        if more > 0:
            note = PlainLabel(self.tr("and %n more", "", more), self._list)
            note.setProperty("role", "caption")
            note.setContentsMargins(15, 8, 15, 8)
            rows.addWidget(note)
        rows.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._list)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll = scroll
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(rule(self))
        column.addWidget(scroll, 1)

    def _row(self, at: int, job: Job) -> QueueRow:
        row = QueueRow(self._list)
        row.clicked.connect(lambda: self._leave_for(job.id))
        row.acted.connect(lambda code: self._act(job.id, code))
        row.left.connect(lambda step: self._walk(at + step))
        self.rows.append(row)
        return row

    def _act(self, job_id: int, code: str) -> None:
        if code == FETCH_NOW:
            self.fetch_wanted.emit()
            self.close()
        else:
            self._leave_for(job_id)

    def _leave_for(self, job_id: int) -> None:
        self.close()
        self.chosen.emit(job_id)

    def _walk(self, at: int) -> None:
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(self.rows[at], 0, HEIGHT // 2)

    def _show(self) -> None:
        scale = self.devicePixelRatioF()
        saved = {job.id: _first_saved(job) for job in self.jobs}
        size = QSize(round(THUMB * scale), round(THUMB * scale))
        self._thumbnails.want([Wish(picture, size, scale) for picture in saved.values() if picture is not None])
        for row, job in zip(self.rows, self.jobs, strict=True):
            picture = saved[job.id]
            row.say(self._words(job), self._thumbnails.get(picture) if picture is not None else None)

    def _words(self, job: Job) -> RowWords:
        word, icon = job_state(job, translate_message)
        if job.state is JobState.FETCHING and job.expires_at is not None:
            left = time_left(job.expires_at, self._now, translate_message)
            state = fill(self.tr("%1 of %2 only on the server · %3"), unsaved(job), len(job.pictures), left)
            return RowWords(title_of(job), state, "server-only", FETCH_NOW, self.tr("Fetch now"), alarming=True)
        alarming = job.state is JobState.UNKNOWN
        return RowWords(title_of(job), word, icon, SHOW, self.tr("Show"), alarming=alarming)


def _first_saved(job: Job) -> int | None:
    return next((picture.id for picture in job.pictures if picture.state is PictureState.SAVED), None)

"""The queue's pop-over: what needs the user, what is being made, what waits here free to cancel, what is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...core.events import QueueChanged
from ...core.job import Job, JobState, PictureState
from ...messages import Translate
from ..design import look
from ..design.buttons import IconButton, SmallButton
from ..design.plain import PlainLabel
from ..design.popover import Popover
from ..design.rules import rule
from ..pictures.thumbnails import Thumbnails, Wish
from .list import SECTION, QueueList
from .menu import CANCEL_WAITING, TO_FRONT, job_entries, open_menu, queue_entries
from .row import QueueRow, width_of_list
from .words import CANCEL, SHOW, Arrived, RowWords, Sorted, Usual, row_words, sort_jobs

WIDTH, HEAD = 424, 48
SHARE = 0.8  # of the window's height
ASIDE = 12  # from its right edge
THUMB = 96  # logical pixels of a row's picture, long edge: the middle square of even the longest fills its place
UNBOUND = 16_777_215  # Qt's own "as high as you like"
SECOND, OFTEN = 1000, 200  # milliseconds between two looks at the clocks; often while something changes faster
_STAYS = (TO_FRONT, CANCEL, "try_again", "send_again", "ask_now", "retry_links")  # what is asked here and seen here


class QueuePopover(Popover):
    """Signals carry job ids, which are Python ints of more than 32 bits."""

    cancel_asked = Signal(object)
    job_chosen = Signal(object)
    move_asked = Signal(object, object)  # a waiting job, and the one it is to go before, or None for the end
    pause_asked = Signal()
    go_on_asked = Signal()
    cancel_many_asked = Signal(object)  # frozenset of job ids
    acted = Signal(str)  # code of an Action
    job_acted = Signal(object, str)  # code of an Action of one job

    def __init__(
        self,
        translate: Translate,
        usual: Usual,
        arrived: Arrived,
        thumbnails: Thumbnails,
        parent: QWidget | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self.usual = usual
        self._translate = translate
        self._arrived = arrived
        self._thumbnails = thumbnails
        self._clock = clock
        self._jobs: list[Job] = []
        self._sorted = Sorted((), (), (), (), ())
        self._queue = QueueChanged()
        self._most = UNBOUND  # how high it may be
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Queue"))
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND)
        self._timer.timeout.connect(self._refresh)
        thumbnails.ready.connect(self._refresh)
        self._build()
        self._connect()

    def set_jobs(self, jobs: Sequence[Job]) -> None:
        """All live jobs, and those that ended today."""
        self._jobs = list(jobs)
        self._refresh()

    def set_queue(self, queue: QueueChanged) -> None:
        """How the queue stands."""
        self._queue = queue
        self._refresh()

    def open_under(self, button: QWidget) -> None:
        """Opens below a button of the window, at the window's right edge."""
        self._refresh()
        window = button.window()
        self.setFixedWidth(width_of_list(self.rows, self._scroll, WIDTH, window.width() - 2 * ASIDE))
        corner = QPoint(
            window.mapToGlobal(QPoint(window.width() - ASIDE - self.width(), 0)).x(),
            button.mapToGlobal(QPoint(0, button.height() + 8)).y(),
        )
        room = button.screen().availableGeometry()
        self._most = max(HEAD, min(round(window.height() * SHARE), room.bottom() + 1 - corner.y()))
        self._fit()
        corner.setX(max(room.left(), min(corner.x(), room.right() + 1 - self.width())))
        self.move(corner)
        self.show()

    @property
    def rows(self) -> list[QueueRow]:
        """The rows in their order."""
        return self.list.rows

    # How it is built

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(rule(self))
        self.list = QueueList(self._translate, self)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setMinimumHeight(1)  # else it is never lower than its scroll bar, and stands over head and foot
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.list)
        self._scroll.viewport().setAutoFillBackground(False)
        self.list.setAutoFillBackground(False)
        column.addWidget(self._scroll, 1)

    def _head(self) -> QWidget:
        head = QWidget(self)
        head.setFixedHeight(HEAD)
        line = QHBoxLayout(head)
        line.setContentsMargins(15, 0, 7, 0)
        line.setSpacing(4)
        title = PlainLabel(self.tr("Queue"), head)
        title.setProperty("role", "title")
        self.pause_button = SmallButton(head, flat=True)
        self.pause_button.setIconSize(QSize(16, 16))
        self.more_button = IconButton("more", self.tr("More"), head)
        line.addWidget(title, 1)
        line.addWidget(self.pause_button)
        line.addWidget(self.more_button)
        return head

    def _connect(self) -> None:
        self.pause_button.clicked.connect(self._pause_pressed)
        self.more_button.clicked.connect(self._open_menu)
        self.list.chosen.connect(self._choose)
        self.list.acted.connect(self._act)
        self.list.moved.connect(self.move_asked)
        self.list.offered.connect(self.acted)
        self.list.menu_asked.connect(self._open_job_menu)
        self.list.reached.connect(lambda widget: self._scroll.ensureWidgetVisible(widget, 0, SECTION))
        self.list.folded.connect(self._refresh)

    # What it says

    def _refresh(self) -> None:
        now = self._clock()
        self._sorted = jobs = sort_jobs(self._jobs, self._queue, now)
        paused = self._queue.paused is not None
        self.pause_button.setText(self.tr("Go on") if paused else self.tr("Pause all"))
        self.pause_button.setIcon(look.icon("play" if paused else "pause"))
        self.more_button.setEnabled(bool(jobs.waiting or jobs.kept))
        fetching = any(job.state is JobState.FETCHING for job in jobs.making)
        soon = not paused and any(send_at > now for _, send_at in self._queue.send_times)
        self._timer.setInterval(OFTEN if soon or fetching else SECOND)
        if self.list.say(jobs, self._words, self._thumb):
            self._fit()
        if self.isVisible():
            self._thumbnails.want(self._wishes())

    def _words(self, job: Job, place: int) -> RowWords:
        return row_words(job, place, self._queue, self._translate, self.usual, self._clock(), self._arrived)

    def _thumb(self, job: Job) -> QPixmap | None:
        picture = _first_saved(job)
        return self._thumbnails.get(picture) if picture is not None else None

    def _wishes(self) -> Iterable[Wish]:
        scale = self.devicePixelRatioF()
        size = QSize(round(THUMB * scale), round(THUMB * scale))
        pictures = map(_first_saved, self.list.shown)
        return [Wish(picture, size, scale) for picture in pictures if picture is not None]

    # What the user does

    def _pause_pressed(self) -> None:
        (self.go_on_asked if self._queue.paused else self.pause_asked).emit()

    def _act(self, job_id: int, code: str) -> None:
        if code == SHOW:
            self._choose(job_id)
        elif code == CANCEL:
            self.cancel_asked.emit(job_id)
        else:
            if code not in _STAYS:
                self.hide()
            self.job_acted.emit(job_id, code)

    def _choose(self, job_id: int) -> None:
        self.hide()
        self.job_chosen.emit(job_id)

    def _open_menu(self) -> None:
        entries = queue_entries(self._sorted, self._translate)
        at = self.more_button.mapToGlobal(self.more_button.rect().bottomLeft())
        open_menu(self, entries, at, self._act_on_all)

    def _act_on_all(self, code: str) -> None:
        if code == CANCEL_WAITING:
            self.cancel_many_asked.emit(frozenset(job.id for job in self._sorted.waiting))
        else:
            self.acted.emit(code)

    def _open_job_menu(self, job_id: int, at: QPoint) -> None:
        job = next((job for job in self.list.shown if job.id == job_id), None)
        if job:
            entries = job_entries(job, self._sorted, self._translate)
            open_menu(self, entries, at, lambda code: self._act(job_id, code))

    def _fit(self) -> None:
        """As high as what it says, up to its share of the window; what is more can be scrolled to."""
        self.setFixedHeight(min(HEAD + 1 + self.list.sizeHint().height() + 2, self._most))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.walk_in(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self._thumbnails.want(self._wishes())
        self.setFocus(Qt.FocusReason.PopupFocusReason)  # the first arrow key goes to the first row

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        self._thumbnails.want(())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def _first_saved(job: Job) -> int | None:
    return next((picture.id for picture in job.pictures if picture.state is PictureState.SAVED), None)

"""The queue's pop-over: what needs the user, what is being made, what waits here and is free to cancel."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPropertyAnimation, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ..core.events import QueueChanged
from ..core.job import Job, PictureState
from ..messages import Action, Translate
from ..messages.actions import DISCARD_LEFT_OVER, SEND_LEFT_OVER
from . import look
from .cards import SmallButton
from .lines import rule
from .queue_row import CANCEL, QueueRow
from .queue_words import Sorted, Usual, row_words, sort_jobs

WIDTH, HEAD, SECTION, FOOT, RADIUS = 424, 48, 32, 40, 8
MOST_ROWS = 50
SHARE = 0.8  # of the window's height
LINK = 8  # a link's word is so much narrower than the link
UNBOUND = 16_777_215  # Qt's own "as high as you like"
SECOND, OFTEN = 1000, 200  # milliseconds between two looks at the clocks; often while a job is about to be sent


class QueuePopover(QFrame):
    """Signals carry job ids, which are Python ints of more than 32 bits."""

    cancel_asked = Signal(object)
    job_chosen = Signal(object)
    pause_asked = Signal()
    go_on_asked = Signal()
    cancel_many_asked = Signal(object)  # frozenset of job ids
    acted = Signal(str)  # code of an Action

    def __init__(
        self,
        translate: Translate,
        usual: Usual,
        picture: Callable[[int], QPixmap | None],
        parent: QWidget | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.usual = usual
        self._translate = translate
        self._picture = picture
        self._clock = clock
        self._jobs: list[Job] = []
        self._queue = QueueChanged()
        self._rows: dict[int, QueueRow] = {}
        self._shape: object = None
        self._most = UNBOUND  # how high it may be
        self._rounded = QGuiApplication.platformName() != "xcb"  # whether its corners are composited isn't known there
        if self._rounded:
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Queue"))
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND)
        self._timer.timeout.connect(self._refresh)
        self._build()

    def set_jobs(self, jobs: Sequence[Job]) -> None:
        """All live jobs, and those that ended today."""
        self._jobs = list(jobs)
        self._refresh()

    def set_queue(self, queue: QueueChanged) -> None:
        """How the queue stands."""
        self._queue = queue
        self._refresh()

    def open_under(self, button: QWidget) -> None:
        """Opens below a button of the window, their right edges in line."""
        self._refresh()
        corner = button.mapToGlobal(QPoint(button.width() - WIDTH, button.height() + 8))
        room = button.screen().availableGeometry()
        self._most = max(HEAD, min(round(button.window().height() * SHARE), room.bottom() + 1 - corner.y()))
        self._fit()
        corner.setX(max(room.left(), min(corner.x(), room.right() + 1 - WIDTH)))
        self.move(corner)
        self.show()

    @property
    def rows(self) -> list[QueueRow]:
        """The rows in their order."""
        items = (self._list.itemAt(at) for at in range(self._list.count()))
        widgets = [item.widget() for item in items if item]
        return [row for row in widgets if isinstance(row, QueueRow)]

    # How it is built

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(rule(self))
        self._body = QWidget(self)
        self._list = QVBoxLayout(self._body)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setMinimumHeight(1)  # else it is never lower than its scroll bar, and stands over head and foot
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body)
        self._scroll.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)
        column.addWidget(self._scroll, 1)
        self._foot_rule = rule(self)
        column.addWidget(self._foot_rule)
        self._done = QLabel(self)
        self._done.setProperty("role", "caption")
        self._done.setContentsMargins(15, 0, 15, 0)
        self._done.setFixedHeight(FOOT)
        column.addWidget(self._done)

    def _head(self) -> QWidget:
        head = QWidget(self)
        head.setFixedHeight(HEAD)
        line = QHBoxLayout(head)
        line.setContentsMargins(15, 0, 9, 0)
        title = QLabel(self.tr("Queue"), head)
        title.setProperty("role", "title")
        self.pause_button = SmallButton(head, flat=True)
        self.pause_button.setIconSize(QSize(16, 16))
        self.pause_button.clicked.connect(self._pause_pressed)
        line.addWidget(title, 1)
        line.addWidget(self.pause_button)
        return head

    def _pause_pressed(self) -> None:
        (self.go_on_asked if self._queue.paused else self.pause_asked).emit()

    # What it says

    def _refresh(self) -> None:
        now = self._clock()
        jobs = sort_jobs(self._jobs, self._queue.left_over, now)
        paused = self._queue.paused is not None
        self.pause_button.setText(self.tr("Go on") if paused else self.tr("Pause all"))
        self.pause_button.setIcon(look.icon("play" if paused else "pause"))
        self._say_done(jobs)
        soon = not paused and any(send_at > now for _, send_at in self._queue.send_times)
        self._timer.setInterval(OFTEN if soon else SECOND)
        shape = jobs.done > 0, *(tuple(job.id for job in part) for part in jobs.live)
        if shape != self._shape:
            self._shape = shape
            self._rebuild(jobs)
            self._fit()
        for part in jobs.live:
            for place, job in enumerate(part):
                if job.id in self._rows:
                    words = row_words(job, place, self._queue, self._translate, self.usual, now)
                    self._rows[job.id].say(words, self._thumb(job))

    def _say_done(self, jobs: Sorted) -> None:
        words = (
            self.tr("Done today"),
            self.tr("%n job(s)", "", jobs.done),
            self.tr("%n picture(s)", "", jobs.pictures),
        )
        self._done.setText(" · ".join(words))
        self._done.setVisible(jobs.done > 0)
        self._foot_rule.setVisible(jobs.done > 0)

    def _rebuild(self, jobs: Sorted) -> None:
        """The rows in their new order; a row that stays keeps the keyboard."""
        while item := self._list.takeAt(0):
            widget = item.widget()
            if widget and not isinstance(widget, QueueRow):
                widget.hide()
                widget.deleteLater()
        left = MOST_ROWS
        shown: set[int] = set()
        for part, line in zip(jobs.live, self._sections(jobs), strict=True):
            if line:
                if shown:
                    self._add(rule(self._body))
                self._add(line)
                for job in part[:left]:
                    shown.add(job.id)
                    self._add(self._row(job.id))
                left = max(0, left - len(part))
        self._close_rows(shown)
        more = sum(len(part) for part in jobs.live) - len(shown)
        if more or not shown:
            text = self.tr("and %n more", "", more) if more else self.tr("Nothing waits and nothing is being made.")
            self._add(self._note(text))
        self._list.addStretch(1)

    def _add(self, widget: QWidget) -> None:
        self._list.addWidget(widget)
        widget.show()  # at once: what is hidden has no height yet

    def _sections(self, jobs: Sorted) -> tuple[QWidget | None, ...]:
        """The line over each section, None where it has no jobs."""
        titles = self.tr("Needs you"), self.tr("Making"), self.tr("Kept back from last time"), self.tr("Waiting here")
        needs, making, kept, waiting = (
            self._section(title, len(part)) if part else None for title, part in zip(titles, jobs.live, strict=True)
        )
        if kept:
            kept.setContentsMargins(0, 0, -LINK, 0)  # its last word ends where the buttons below it end
            self._offer(kept, DISCARD_LEFT_OVER, self.tr("None of them has been sent: discarding is free"))
            self._offer(kept, SEND_LEFT_OVER, self.tr("Each of them is a paid job"))
        if waiting and len(jobs.waiting) > 1:
            ids = frozenset(job.id for job in jobs.waiting)
            every = _link(waiting, self.tr("Cancel all"), self.tr("Nothing of it has been sent: cancelling is free"))
            every.clicked.connect(lambda: self.cancel_many_asked.emit(ids))
        if waiting:
            _text(waiting, self.tr("free to cancel"), "caption")
        return needs, making, kept, waiting

    def _offer(self, line: QWidget, action: Action, why: str) -> None:
        _link(line, self._translate(action.label), why).clicked.connect(lambda: self.acted.emit(action.code))

    def _row(self, job_id: int) -> QueueRow:
        row = self._rows.get(job_id)
        if row is None:
            row = self._rows[job_id] = QueueRow(self._body)
            row.acted.connect(lambda code: self._act(job_id, code))
            row.chosen.connect(lambda: self._choose(job_id))
            row.left.connect(lambda step: self._walk(row, step))
        return row

    def _walk(self, row: QueueRow, step: int) -> None:
        rows = self.rows
        at = rows.index(row) + step
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(rows[at], 0, SECTION)

    def _close_rows(self, shown: set[int]) -> None:
        for job_id in self._rows.keys() - shown:
            row = self._rows.pop(job_id)
            row.hide()
            row.deleteLater()

    def _section(self, title: str, count: int) -> QWidget:
        line = QWidget(self._body)
        line.setFixedHeight(SECTION)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(15, 0, 15, 0)
        layout.setSpacing(8)
        _text(line, title, "label")
        _text(line, str(count), "caption")
        layout.addStretch(1)
        return line

    def _note(self, text: str) -> QWidget:
        label = QLabel(text, self._body)
        label.setProperty("role", "caption")
        label.setContentsMargins(15, 0, 15, 0)
        label.setFixedHeight(FOOT)
        return label

    def _thumb(self, job: Job) -> QPixmap | None:
        saved = next((picture for picture in job.pictures if picture.state is PictureState.SAVED), None)
        return self._picture(saved.id) if saved else None

    def _act(self, job_id: int, code: str) -> None:
        if code == CANCEL:
            self.cancel_asked.emit(job_id)
        else:
            self._choose(job_id)

    def _choose(self, job_id: int) -> None:
        self.hide()
        self.job_chosen.emit(job_id)

    def _fit(self) -> None:
        """As high as what it says, up to its share of the window; what is more can be scrolled to."""
        self._list.activate()
        foot = FOOT + 1 if not self._done.isHidden() else 0
        wish = HEAD + 1 + self._body.sizeHint().height() + foot + 2
        self.setFixedHeight(min(wish, self._most))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self.rows
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and rows:
            (rows[0] if event.key() == Qt.Key.Key_Down else rows[-1]).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()
        self.setFocus(Qt.FocusReason.PopupFocusReason)  # the first arrow key goes to the first row
        milliseconds = look.duration(look.POPUP_FADE)
        if milliseconds and QGuiApplication.platformName() in ("windows", "cocoa", "xcb"):
            fade = QPropertyAnimation(self, b"windowOpacity", self)
            fade.setDuration(milliseconds)
            fade.setStartValue(0.0)
            fade.setEndValue(1.0)
            fade.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), look.theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._rounded)
        painter.setPen(QPen(theme.line2, 1))
        painter.setBrush(theme.s2)
        edge = QRectF(QRect(0, 0, self.width(), self.height())).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = RADIUS if self._rounded else 0
        painter.drawRoundedRect(edge, radius, radius)


def _text(line: QWidget, text: str, role: str) -> None:
    """A word in the line over a section."""
    label = QLabel(text, line)
    label.setProperty("role", role)
    _put(line, label)


def _link(line: QWidget, text: str, why: str) -> QToolButton:
    """A button in the line over a section: what it does concerns all jobs of it."""
    link = QToolButton(line)
    link.setProperty("role", "link")
    link.setText(text)
    link.setToolTip(why)
    _put(line, link)
    return link


def _put(line: QWidget, widget: QWidget) -> None:
    layout = line.layout()
    assert isinstance(layout, QLayout)
    layout.addWidget(widget)

"""Tells of what has come about while no window of ours has the focus: a batch is over, or the queue stands still."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from ...core.events import QueueChanged
from ...core.job import Job, JobState
from ...desktop.notify import Notifier
from ...messages import batch_words, fault_words
from ..base.language import translate_message
from ..base.ports import Start
from ..design import look
from ..design.plain import set_tip
from ..jobs.feed import Feed

_OF_THE_USER = frozenset({JobState.CANCELLED, JobState.LOST})  # who decided it knows
_BY_HAND = frozenset({"", "paused_by_user"})


class Batches(QObject):
    """A batch is all that is under way at the same time; it is over when nothing is, and what waits can't go on."""

    def __init__(self, over: Callable[[list[Job]], None]) -> None:
        super().__init__()
        self._over = over
        self._open: dict[int, Job] = {}
        self._ended: dict[int, Job] = {}
        self._stopped = False

    def hear_job(self, job: Job) -> None:
        """As it now is."""
        before = self._open.pop(job.id, None)
        if not job.ended and job.state is not JobState.UNKNOWN:
            self._open[job.id] = job
        elif before and job.state not in _OF_THE_USER:
            self._ended[job.id] = job
        self._look()

    def hear_dropped(self, job: Job, fault: object = None) -> None:
        """It never was."""
        self._open.pop(job.id, None)
        self._look()

    def hear_queue(self, queue: QueueChanged) -> None:
        """Whether what waits can go on."""
        self._stopped = bool(queue.paused or queue.key_missing)
        self._look()

    def _look(self) -> None:
        waiting = (JobState.WAITING, JobState.SAVING)
        if self._ended and all(self._stopped and job.state in waiting for job in self._open.values()):
            ended, self._ended = list(self._ended.values()), {}
            self._over(ended)


class Notifications(QObject):
    """Of one session; nothing is told unless `wanted`."""

    clicked = Signal(object)  # the id of the newest job that was told of, or None

    def __init__(self, feed: Feed, wanted: Callable[[], bool], start: Start, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._wanted = wanted
        self._about: int | None = None  # job id
        self._pause = ""
        self._batches = Batches(self._batch_over)
        self._shown = False
        self._shower = _shower(lambda: self.clicked.emit(self._about), start, self)
        feed.job_changed.connect(self._batches.hear_job)
        feed.job_dropped.connect(self._batches.hear_dropped)
        feed.queue_changed.connect(self._queue_changed)
        QGuiApplication.instance().applicationStateChanged.connect(self._state_changed)  # type: ignore[union-attr]

    def count(self, number: int) -> None:
        """How many jobs are open, beside the program's icon in a dock or task bar; 0 shows none."""
        self._shower.count(number)

    def close(self) -> None:
        """Nothing is told any more."""
        self.count(0)
        self._feed.job_changed.disconnect(self._batches.hear_job)
        self._feed.job_dropped.disconnect(self._batches.hear_dropped)
        self._feed.queue_changed.disconnect(self._queue_changed)
        QGuiApplication.instance().applicationStateChanged.disconnect(self._state_changed)  # type: ignore[union-attr]
        self._withdraw()

    def _batch_over(self, jobs: list[Job]) -> None:
        self._about = max(job.id for job in jobs)
        self._tell(*batch_words(jobs, translate_message))

    def _queue_changed(self, queue: QueueChanged) -> None:
        before, self._pause = self._pause, queue.paused.code if queue.paused else ""
        if queue.paused and self._pause != before and self._pause not in _BY_HAND:
            words = fault_words(queue.paused, translate_message)
            self._about = None
            self._tell(words.title, words.sentence)
        self._batches.hear_queue(queue)

    def _tell(self, title: str, body: str) -> None:
        if self._wanted() and not _has_focus():
            self._shown = True
            self._shower.show(title, body)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._withdraw()  # the window tells it better

    def _withdraw(self) -> None:
        if self._shown:
            self._shown = False
            self._shower.withdraw()


class Tray(QObject):
    """On Windows and macOS a notification belongs to an icon beside the clock, which is there as long as it."""

    def __init__(self, clicked: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._icon = QSystemTrayIcon(look.app_icon(), self)
        set_tip(self._icon, "Jimeng Desktop")
        self._icon.messageClicked.connect(clicked)
        self._icon.messageClicked.connect(self._icon.hide)
        self._icon.activated.connect(clicked)

    def show(self, title: str, body: str) -> None:
        """In place of the one shown before, if there is one."""
        self._icon.show()
        self._icon.showMessage(title, body, look.app_icon())

    def count(self, number: int) -> None:
        """A badge on the icon in the dock or the task bar."""
        QGuiApplication.instance().setBadgeNumber(number)  # type: ignore[union-attr]

    def withdraw(self) -> None:
        """It has been read elsewhere."""
        self._icon.hide()


def _shower(clicked: Callable[[], None], start: Start, parent: QObject) -> Tray | Notifier:
    if not sys.platform.startswith("linux"):
        return Tray(clicked, parent)
    notifier = Notifier(clicked)
    start(notifier.run(), name="notifications")
    return notifier


def _has_focus() -> bool:
    return QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive

"""The status bar: what is under way, what is safe, what today brought, and whether the service answers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.events import QueueChanged
from ..base.language import fill
from ..design import look
from ..design.word_buttons import WordButton
from ..jobs.counts import Counts

if TYPE_CHECKING:
    from ..exporting.progress import ExportProgress
MARGIN, GAP = 10, 12


def connection(queue: QueueChanged | None, heard: bool) -> str:
    """How the connection stands; `queue` is None before the runner is there, `heard` that the service has answered."""
    if queue is None:
        return "starting"
    if queue.key_missing:
        return "no key"
    return "offline" if queue.offline else "online" if heard else "not asked"


class StatusBar(QWidget):
    """28 high; each item is an icon and a word, and a button to what it tells of."""

    asked = Signal(str)  # "jobs", "saved", "selection", "today", "connection"
    exports_made = Signal(object)  # ExportProgress, with the first export

    def __init__(self, demo: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._demo = demo
        self.setFixedHeight(28)
        self.jobs, self.saved, self.selection, self.today, self.connection = (
            self._item(name) for name in ("jobs", "saved", "selection", "today", "connection")
        )
        self._explain()
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 1, MARGIN, 0)
        row.setSpacing(GAP)
        row.addWidget(self.jobs)
        row.addWidget(self.saved)
        self._aside = row.count()
        row.addStretch()
        row.addWidget(self.selection)
        row.addWidget(self.today)
        row.addWidget(self.connection)
        self.show_counts(Counts())
        self.show_connection("starting")
        self.show_selected(0)

    def show_selected(self, count: int) -> None:
        """How many tiles are selected; one alone is seen by its ring."""
        self.selection.say(self.tr("%n selected", "", count), "check", "t2")
        self.selection.setVisible(count > 1)
        self._fit()

    def _explain(self) -> None:
        """Where each item leads."""
        for item, tip in (
            (self.jobs, self.tr("Opens the queue")),
            (self.selection, self.tr("Goes to what is selected")),
            (self.today, self.tr("Goes to the newest pictures")),
            (self.connection, self.tr("Asks the service now")),
        ):
            item.set_tip(tip)

    def show_counts(self, counts: Counts) -> None:
        """Jobs, pictures still on the server, pictures of today."""
        parts = [text for number, text in (
            (counts.making, self.tr("%n making", "", counts.making)),
            (counts.fetching, self.tr("%n fetching", "", counts.fetching)),
            (counts.waiting, self.tr("%n waiting", "", counts.waiting)),
            (counts.needs_you, self.tr("%n need(s) you", "", counts.needs_you)),
        ) if number]  # fmt: skip
        busy = "making" if counts.making or counts.fetching else "waiting" if counts.waiting else "queue"
        text = parts[0] if parts else self.tr("Nothing in the queue")
        for part in parts[1:]:
            text = fill(self.tr("%1 · %2"), text, part)
        self.jobs.say(text, "attention" if counts.needs_you else busy, "attention" if counts.needs_you else "t2")
        self._show_saved(counts)
        self.today.say(self.tr("Today %n picture(s)", "", counts.today), "image", "t2")
        self._fit()

    def _show_saved(self, counts: Counts) -> None:
        """What is not on this disk, be it yet or any more."""
        parts = [text for number, text in (
            (counts.on_server, self.tr("%n picture(s) only on the server", "", counts.on_server)),
            (counts.missing, self.tr("%n file(s) missing", "", counts.missing)),
        ) if number]  # fmt: skip
        if parts:
            text = fill(self.tr("%1 · %2"), *parts) if len(parts) > 1 else parts[0]
            self.saved.say(text, "server-only" if counts.on_server else "attention", "attention")
        else:
            self.saved.say(self.tr("All saved"), "saved", "ok")
        folder, files = self.tr("Shows the library folder"), self.tr("Finds the missing files")
        self.saved.set_tip(files if counts.missing else folder)

    def _fit(self) -> None:
        """Where there is no room for all, words go and icons stay, from the least telling item on."""
        shown = (self.today, self.connection, self.saved, self.selection, self.jobs)
        items = [item for item in shown if not item.isHidden()]
        exporting = "exports" in self.__dict__ and not self.exports.isHidden()
        aside = self.exports.sizeHint().width() + GAP if exporting else 0
        spare = self.width() - 2 * MARGIN - aside - GAP * len(items) - sum(item.full_width for item in items)
        for item in items:
            item.set_brief(spare < 0)
            spare += item.full_width - item.brief_width if spare < 0 else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    @cached_property
    def exports(self) -> ExportProgress:
        """Made with the first export."""
        from ..exporting.progress import ExportProgress

        item = ExportProgress(self)
        item.changed.connect(self._fit)
        self._row.insertWidget(self._aside, item)
        self.exports_made.emit(item)
        return item

    def show_finishing(self, sends: int) -> None:
        """The window is closing and waits for answers."""
        self.jobs.say(self.tr("Finishing %n send(s)…", "", sends), "sending", "t2")
        self._fit()

    def show_connection(self, how: str) -> None:
        """One of what connection() gives."""
        if self._demo:
            self.connection.say(self.tr("Demo"), "info", "t2")
        elif how == "starting":
            self.connection.say(self.tr("Starting…"), "waiting", "t2")
        elif how == "no key":
            self.connection.say(self.tr("No key yet"), "key", "t2")
        elif how == "not asked":
            self.connection.say(self.tr("Not asked yet"), "online", "t2")
        elif how == "offline":
            self.connection.say(self.tr("Offline, still trying"), "offline", "t2")
        else:
            self.connection.say(self.tr("Online"), "online", "ok")
        self._fit()

    def _item(self, name: str) -> WordButton:
        item = WordButton("status", 6, 14, self)
        item.clicked.connect(lambda: self.asked.emit(name))
        return item

    def paintEvent(self, event: QPaintEvent) -> None:
        look.hairline(QPainter(self), 0, self.width(), 0, look.theme().line)

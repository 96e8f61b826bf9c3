"""The window of receipts: a period, what was sent in it and what came of that, the sums. It asks, and shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from math import inf

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ...core.ledger import LedgerLine
from ..base.language import fill
from ..design.buttons import PushButton
from ..design.choices import segments
from ..design.fault_line import FaultLine
from ..design.plain import PlainLabel, set_tip
from ..design.rules import rule
from ..design.screen_room import screen_room
from .model import NONE, ReceiptsModel, money
from .view import ReceiptsView

SIZE = QSize(1120, 640)


def bounds(period: str, now: datetime) -> tuple[float, float]:
    """Where a period begins and where the next one does, in seconds since the epoch; months are those of the clock."""
    month = datetime(now.year, now.month, 1)
    year = datetime(now.year, 1, 1)
    begins, ends = {
        "this_month": (month, _next_month(month)),
        "last_month": (_month_before(month), month),
        "this_year": (year, datetime(now.year + 1, 1, 1)),
    }.get(period, (None, None))
    return (begins.timestamp() if begins else -inf, ends.timestamp() if ends else inf)


def file_name(period: str, now: datetime) -> str:
    """What a list of that period is called unless the user says otherwise."""
    month = datetime(now.year, now.month, 1)
    when = {
        "this_month": f"-{month:%Y-%m}",
        "last_month": f"-{_month_before(month):%Y-%m}",
        "this_year": f"-{month:%Y}",
    }.get(period, "")
    return f"receipts{when}.csv"


class ReceiptsWindow(QDialog):
    """`period_chosen` wants lines: begin(), then add() as they come, then end(). Escape closes it."""

    period_chosen = Signal(str)  # "this_month", "last_month", "this_year", "all"
    export_wanted = Signal()

    def __init__(self, model_name: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Receipts"))
        self.model = ReceiptsModel(model_name, self)
        self._periods = {
            self.tr("This month"): "this_month",
            self.tr("Last month"): "last_month",
            self.tr("This year"): "this_year",
            self.tr("All"): "all",
        }
        self.periods = segments(self.tr("Period"), self)
        self.periods.set_choices(list(self._periods))
        self.periods.set_value(next(iter(self._periods)))
        self.periods.chosen.connect(lambda: self.period_chosen.emit(self.period()))
        self.table = ReceiptsView(self.model, self)
        self.empty = self._nothing()
        self.summary = PlainLabel(self)
        self.summary.setWordWrap(True)
        self.fault = FaultLine(self)
        self.export = PushButton(self.tr("Export CSV…"), self)
        self.export.clicked.connect(self.export_wanted)
        self.close_button = PushButton(self.tr("Close"), self)
        self.close_button.clicked.connect(self.accept)
        for button in (self.export, self.close_button):
            button.setAutoDefault(False)  # Enter in the table presses nothing
        self._lay_out()
        self.begin()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(SIZE.boundedTo(screen_room(parent)))

    def period(self) -> str:
        """The code of the period that is chosen."""
        return self._periods[self.periods.value()]

    def begin(self) -> None:
        """The lines of a period follow."""
        self.model.clear()
        self.fault.say("")
        self._body.setCurrentWidget(self.table)
        self._set_export(self.tr("The receipts are still being read"))
        self.summary.setText(self.tr("Reading…"))

    def add(self, lines: Sequence[LedgerLine]) -> None:
        """Lines, older than those before."""
        first = not self.model.lines
        self.model.add(lines)
        if first and lines:
            self.table.fit_columns()
            self.table.selectRow(0)
        self.summary.setText(self._sums())

    def end(self) -> None:
        """All lines are there."""
        if not self.model.lines:
            self._body.setCurrentWidget(self.empty)
        self._set_export("" if self.model.lines else self.tr("There is nothing to export"))
        self.summary.setText(self._sums())

    def say_unread(self, sentence: str) -> None:
        """The lines can't be read to their end: no sums, and no list, of a part."""
        self.fault.say(sentence)
        self.summary.setText("")
        self._set_export(sentence)

    def say_fault(self, sentence: str) -> None:
        """The list could not be written."""
        self.fault.say(sentence)

    def say_written(self, number: int, name: str) -> None:
        """The list is on the disk."""
        self.fault.say("")
        self.summary.setText(fill(self.tr("%n receipt(s) written to %1", "", number), name))

    def _sums(self) -> str:
        totals = self.model.totals
        parts = [self.tr("%n job(s)", "", totals.jobs), self.tr("%n picture(s) saved", "", totals.pictures)]
        sums = " + ".join(money(amount, currency) for currency, amount in sorted(totals.estimates.items()))
        parts.append(fill(self.tr("estimate %1"), sums or NONE))
        if sums and totals.without:
            parts.append(self.tr("%n without an estimate", "", totals.without))
        return " · ".join(parts)

    def _set_export(self, why_not: str) -> None:
        self.export.setEnabled(not why_not)
        set_tip(self.export, why_not)

    def _nothing(self) -> QWidget:
        ground = QWidget(self)
        title = PlainLabel(self.tr("No receipts in this period"), ground)
        title.setProperty("role", "title")
        sentence = PlainLabel(self.tr("Every job that is sent leaves one here, whatever came of it."), ground)
        sentence.setProperty("role", "quiet")
        column = QVBoxLayout(ground)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(8)
        column.addStretch(2)
        for label in (title, sentence):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(3)
        return ground

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 20, 16)
        head.addWidget(self.periods)
        head.addStretch()
        self._body = QStackedLayout()
        self._body.addWidget(self.table)
        self._body.addWidget(self.empty)
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(self.summary)
        said.addWidget(self.fault)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.setSpacing(8)
        foot.addLayout(said, 1)
        foot.addWidget(self.export)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule(self))
        column.addLayout(self._body, 1)
        column.addWidget(rule(self))
        column.addLayout(foot)


def _next_month(month: datetime) -> datetime:
    return datetime(month.year + month.month // 12, month.month % 12 + 1, 1)


def _month_before(month: datetime) -> datetime:
    return datetime(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)

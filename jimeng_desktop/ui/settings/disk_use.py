"""What the pictures take on the disk, month by month: a small table below the settings of the library."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ...core.month_use import MonthUse
from ..design.plain import PlainLabel

MOST_MONTHS = 12  # what is older is one row


class DiskUse(QWidget):
    """Empty until it is told."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = _label(self.tr("Disk use"), "label", self)
        self.sum = _label("", "caption", self)
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(24)
        self._table.setVerticalSpacing(4)
        self._table.setColumnStretch(0, 1)
        self.setAccessibleName(self._title.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.sum)
        column.addLayout(self._table)
        self.hide()

    def show_use(self, months: Sequence[MonthUse]) -> None:
        """Newest month first; what is older than a year is summed up."""
        while item := self._table.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row, month in enumerate(months[:MOST_MONTHS]):
            name = self.locale().toString(QDate(month.year, month.month, 1), self.tr("MMMM yyyy"))
            self._add(row, name, [month])
        if len(months) > MOST_MONTHS:
            self._add(MOST_MONTHS, self.tr("Earlier"), months[MOST_MONTHS:])
        total = f"{self._pictures(months)} · {self._size(months)}" if months else self.tr("No picture is saved yet.")
        self.sum.setText(total)
        self.setAccessibleDescription(total)
        self.show()

    def _add(self, row: int, name: str, months: Sequence[MonthUse]) -> None:
        words = (name, self._pictures(months), self._size(months))
        for column, text in enumerate(words):
            label = _label(text, "quiet" if column else "", self)
            label.setAccessibleName(" · ".join(words) if not column else text)
            if column:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._table.addWidget(label, row, column)

    def _pictures(self, months: Sequence[MonthUse]) -> str:
        return self.tr("%n picture(s)", "", sum(month.pictures for month in months))

    def _size(self, months: Sequence[MonthUse]) -> str:
        size = sum(month.size for month in months)
        return self.locale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def _label(text: str, role: str, parent: QWidget) -> QLabel:
    label = PlainLabel(text, parent)
    if role:
        label.setProperty("role", role)
    return label

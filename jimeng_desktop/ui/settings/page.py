"""The page of the settings: the rows of one section, or of all sections what a search has found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ...core.month_use import MonthUse
from ...messages.settings import SECTIONS
from ..base.language import fill, translate_message
from ..design.plain import PlainLabel
from .disk_use import DiskUse
from .row import SettingRow

MARGIN = 32
NARROW = 440  # rows narrower than this have their labels above the controls
RowsOf = Callable[[str, QWidget], list[SettingRow]]  # section, parent -> its rows, made
LIBRARY = "library"  # the section below which it stands what the pictures take


class Page(QScrollArea):
    """Sections are made when they are first shown. Where it is too small it scrolls."""

    def __init__(self, rows_of: RowsOf, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Settings"))
        self._rows_of = rows_of
        self._use: Sequence[MonthUse] | None = None
        self._groups: dict[str, _Group] = {}
        self._ground = QWidget(self)
        self._nothing = PlainLabel(self._ground)
        self._nothing.setProperty("role", "quiet")
        self._nothing.setWordWrap(True)
        self._column = QVBoxLayout(self._ground)
        self._column.setContentsMargins(MARGIN, 24, MARGIN, 24)
        self._column.setSpacing(32)
        self._column.addWidget(self._nothing)
        self._column.addStretch()
        self.setWidget(self._ground)
        self._nothing.hide()

    def show_section(self, code: str) -> None:
        """One section, whole."""
        self._group(code)
        for name, group in self._groups.items():
            group.show_all(name == code)
        self._nothing.hide()
        if code == LIBRARY and self._use is not None:
            self._groups[LIBRARY].disk_use.show_use(self._use)
        self.verticalScrollBar().setValue(0)

    def show_found(self, text: str) -> int:
        """Of every section the rows that match, and how many they are."""
        found = sum(self._group(code).show_matches(text) for code in SECTIONS)
        self._nothing.setText(fill(self.tr("No setting is called “%1”."), text.strip()))
        self._nothing.setVisible(not found)
        self.verticalScrollBar().setValue(0)
        return found

    def show_use(self, months: Sequence[MonthUse]) -> None:
        """What the pictures take on the disk."""
        self._use = months
        if LIBRARY in self._groups and self._groups[LIBRARY].whole:
            self._groups[LIBRARY].disk_use.show_use(months)

    def rows(self) -> list[SettingRow]:
        """Those that have been made."""
        return [row for group in self._groups.values() for row in group.rows]

    def _group(self, code: str) -> _Group:
        if code not in self._groups:
            self._groups[code] = group = _Group(code, self._rows_of, self._ground)
            before = sum(list(SECTIONS).index(other) < list(SECTIONS).index(code) for other in self._groups)
            self._column.insertWidget(before + 1, group)
            self._set_narrow()
        return self._groups[code]

    def _set_narrow(self) -> None:
        """All rows alike, by the page's own width: a row's can't fall below what its parts need side by side."""
        rows = [row for row in self.rows() if not row.isHidden()]
        narrow = self.viewport().width() - 2 * MARGIN < max(NARROW, *(row.needs_beside for row in rows), 0)
        for row in rows:
            row.set_narrow(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_narrow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        if watched is self._ground and event.type() == QEvent.Type.LayoutRequest:
            self._set_narrow()  # a row has come, or says something longer
        return done


class _Group(QWidget):
    """A section: title, sentence, rows."""

    def __init__(self, code: str, rows_of: RowsOf, parent: QWidget) -> None:
        super().__init__(parent)
        section = SECTIONS[code]
        title = PlainLabel(translate_message(section.title), self)
        title.setProperty("role", "title")
        self._sentence = PlainLabel(translate_message(section.sentence), self)
        self._sentence.setProperty("role", "quiet")
        self._sentence.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(title)
        column.addWidget(self._sentence)
        column.addSpacing(16)
        self.rows = rows_of(code, self)
        for place, row in enumerate(self.rows):
            if place:
                column.addSpacing(12)
            column.addWidget(row)
        self.whole = False  # all of it is shown
        self.disk_use = DiskUse(self)
        column.addWidget(self.disk_use)

    def show_all(self, shown: bool) -> None:
        """The whole section, or nothing of it."""
        self.whole = shown
        self._sentence.setVisible(True)
        for row in self.rows:
            row.setVisible(True)
        self.setVisible(shown)

    def show_matches(self, text: str) -> int:
        """Only what matches, under the section's title."""
        self.whole = False
        matching = [row for row in self.rows if row.matches(text)]
        self._sentence.setVisible(False)
        self.disk_use.hide()
        for row in self.rows:
            row.setVisible(row in matching)
        self.setVisible(bool(matching))
        return len(matching)

"""How exports stand, in the status bar: count, bar and a cross while they run; then what came of it, and where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from ..base.language import fill
from ..design import look
from ..design.buttons import ToolButton
from ..design.plain import PlainLabel, set_tip
from .running import Standing

LONGEST_FOLDER = 140  # pixels of the folder's name


class ExportProgress(QWidget):
    """Hidden while there is nothing to say. Nothing else in the bar moves: it stands before the gap."""

    changed = Signal()  # it may take another width
    stop_pressed = Signal()
    show_pressed = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running = False
        self.icon = PlainLabel(self)
        self.icon.setFixedSize(14, 14)
        self.text = PlainLabel(self)
        self.text.setProperty("role", "caption")
        self.bar = Bar(self)
        self.show_button = ToolButton(self)
        self.show_button.setProperty("role", "link")
        self.show_button.setText(self.tr("Show in folder"))
        self.show_button.setAccessibleName(self.show_button.text())
        self.show_button.clicked.connect(self.show_pressed)
        self.cross = ToolButton(self)
        self.cross.setProperty("role", "status")
        self.cross.setIcon(look.icon("close", 12))
        self.cross.setIconSize(QSize(12, 12))
        self.cross.setFixedSize(22, 22)
        self.cross.clicked.connect(self._crossed)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(6)
        for part in (self.icon, self.text, self.bar, self.show_button, self.cross):
            row.addWidget(part)
        self.hide()

    def show_standing(self, standing: Standing) -> None:
        """What is true now."""
        self._running = standing.running
        self.setVisible(standing.total > 0)
        self.bar.setVisible(standing.running)
        self.bar.setMaximum(max(1, standing.total))
        self.bar.setValue(standing.done)
        self.show_button.setVisible(not standing.running and standing.last is not None)
        set_tip(self.cross, self.tr("Stop") if standing.running else self.tr("Hide"))
        self.cross.setAccessibleName(self.cross.toolTip())
        icon, colour = "export", "t2"
        if not standing.running:
            troubled = standing.failed or standing.stopped
            icon, colour = ("attention", "attention") if troubled else ("check", "ok")
        self.icon.setPixmap(look.pixmap(icon, getattr(look.theme(), colour), 14, self.devicePixelRatioF()))
        text = self._running_words(standing) if standing.running else self._end_words(standing)
        self.text.setText(text)
        self.text.setMinimumWidth(self._room(standing) if standing.running else 0)
        self.bar.setAccessibleName(text)
        set_tip(self, str(standing.last.parent) if standing.last else "")
        self.changed.emit()

    def _running_words(self, standing: Standing) -> str:
        if standing.stopped:
            return self.tr("Stopping…")
        counted = self.tr("Copying %1 of %2") if standing.copies else self.tr("Exporting %1 of %2")
        return fill(counted, min(standing.total, standing.done + 1), standing.total)

    def _room(self, standing: Standing) -> int:
        """What the longest count takes: the bar beside it stays where it is."""
        last = self._running_words(replace(standing, done=standing.total))
        return QFontMetrics(look.font("caption")).horizontalAdvance(last)

    def _end_words(self, standing: Standing) -> str:
        number = standing.written
        if standing.stopped:
            words = [fill(self.tr("Stopped: %1 of %2 written"), number, standing.total)]
        elif standing.last:
            exported = self.tr("%n picture(s) exported to %1", "", number)
            copied = self.tr("%n picture(s) copied to %1", "", number)
            words = [fill(copied if standing.copies else exported, self._short(standing.last.parent))]
        else:
            words = [self.tr("Nothing was written")]
        if standing.skipped:
            words.append(self.tr("%n skipped", "", standing.skipped))
        if standing.failed:
            words.append(self.tr("%n failed", "", len(standing.failed)))
        return " · ".join(words)

    def _short(self, folder: Path) -> str:
        metrics = QFontMetrics(look.font("caption"))
        return metrics.elidedText(folder.name or str(folder), Qt.TextElideMode.ElideMiddle, LONGEST_FOLDER)

    def _crossed(self) -> None:
        (self.stop_pressed if self._running else self.closed).emit()


class Bar(QProgressBar):
    """A thin line of real counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedSize(80, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, box = QPainter(self), look.theme(), self.rect().toRectF()
        look.crisp_fill(painter, box, theme.line2)
        box.setWidth(box.width() * self.value() / max(1, self.maximum()))
        look.crisp_fill(painter, box, theme.accent)

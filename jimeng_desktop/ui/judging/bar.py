"""Stars, flags and colours of one picture as controls: for the mouse, and for whoever tabs; the keys are quicker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...core.marks import MOST_STARS, UNMARKED, Flag, Marks
from ...messages import FLAGS, LABELS
from ..base.language import translate_message
from ..design import look
from ..design.buttons import IconButton
from ..design.drawing import rounded
from ..design.focus_ring import paint_ring
from ..design.own_button import OwnButton
from ..design.plain import PlainLabel
from ..design.rules import Divider

STAR, STAR_PITCH, HEIGHT = 18, 22, 24
DOT, DOT_PITCH, DOT_RADIUS = 10, 22, 3
LABELLED = tuple(LABELS)
GAP = 4


class MarkButton(OwnButton):
    """One star or colour."""

    def __init__(self, name: str, pitch: int, row: Row) -> None:
        super().__init__(name, name, row)
        self._row = row
        self.setFixedSize(pitch, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step:
            self._row.go_on(self, step)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._row.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._row.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._row.draw(painter, QRectF(self.rect()), self)
        if self.ring:
            paint_ring(painter, QRectF(self.rect()).adjusted(0, 1, 0, -1), 4)


class Row(QWidget):
    """Some equal marks, one tab stop: the arrows go from one to the next. `chosen` carries the place, from 0."""

    chosen = Signal(int)

    def __init__(self, name: str, names: Sequence[str], pitch: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.marks = [MarkButton(one, pitch, self) for one in names]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, mark in enumerate(self.marks):
            mark.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            row.addWidget(mark)
        self.show_on(())

    def show_on(self, places: Sequence[int]) -> None:
        """Which are on."""
        stop = places[-1] if places else 0
        for place, mark in enumerate(self.marks):
            mark.setChecked(place in places)
            mark.setFocusPolicy(Qt.FocusPolicy.TabFocus if place == stop else Qt.FocusPolicy.NoFocus)

    def go_on(self, mark: MarkButton, step: int) -> None:
        """The keyboard goes to the next one (1) or the one before (-1)."""
        place = self.marks.index(mark) + step
        if 0 <= place < len(self.marks):
            self.marks[place].setFocus(Qt.FocusReason.TabFocusReason)

    def draw(self, painter: QPainter, box: QRectF, mark: MarkButton) -> None:
        """Draws one of them."""
        raise NotImplementedError


class Stars(Row):
    """Five stars, the given ones full; under the mouse, what a press would give."""

    def draw(self, painter: QPainter, box: QRectF, mark: MarkButton) -> None:
        theme, place = look.theme(), self.marks.index(mark)
        hovered = next((at for at, one in enumerate(self.marks) if one.underMouse()), -1)
        on = place <= hovered if hovered >= 0 else mark.isChecked()
        name, colour = ("star-on", theme.stars) if on else ("star", theme.t3)
        drawing = look.pixmap(name, colour, STAR, self.devicePixelRatioF())
        painter.drawPixmap(round((box.width() - STAR) / 2), round((HEIGHT - STAR) / 2), drawing)


class Dots(Row):
    """Six colours, the one that is on with a ring."""

    def draw(self, painter: QPainter, box: QRectF, mark: MarkButton) -> None:
        theme = look.theme()
        dot = QRectF(0, 0, DOT, DOT)
        dot.moveCenter(box.center())
        rounded(painter, dot, DOT_RADIUS, getattr(theme, f"lab_{LABELLED[self.marks.index(mark)]}"), None)
        if mark.isChecked() or mark.underMouse():
            ring = theme.t1 if mark.isChecked() else theme.line2
            rounded(painter, dot.adjusted(-4, -4, 4, 4), DOT_RADIUS + 3, None, ring, 2)


class MarksBar(QWidget):
    """`judged` carries a field of Marks and its value. In two lines, or `in_line`: then what has no room gives way."""

    judged = Signal(str, object)

    def __init__(self, parent: QWidget, *, in_line: bool = False) -> None:
        super().__init__(parent)
        self._marks = UNMARKED
        stars = [self.tr("%n star(s)", "", number) for number in range(1, MOST_STARS + 1)]
        self.stars = Stars(self.tr("Rating"), stars, STAR_PITCH, self)
        self.stars.chosen.connect(self._rate)
        self.dots = Dots(self.tr("Colour"), [translate_message(name) for name in LABELS.values()], DOT_PITCH, self)
        self.dots.chosen.connect(lambda place: self.judged.emit("label", LABELLED[place]))
        self.pick = self._flag("pick", self.tr("Pick (P)"), Flag.PICK)
        self.reject = self._flag("reject", self.tr("Reject (X)"), Flag.REJECT)
        self.word = PlainLabel(self)
        self.word.setProperty("role", "caption")
        self._groups: list[list[QWidget]] = []  # in line, the most needed first
        if in_line:
            self._lay_in_line()
        else:
            self._lay_out()

    def fold(self, room: int) -> int:
        """In line: shows the groups that fit into so many pixels; returns how many they take."""
        taken = 0
        for group in self._groups:
            wide = sum(part.sizeHint().width() + GAP for part in group)
            fits = taken + wide <= room
            for part in group:
                part.setVisible(fits)
            taken, room = (taken + wide, room) if fits else (taken, taken)
        return taken

    def _lay_in_line(self) -> None:
        names = [self.fontMetrics().horizontalAdvance(translate_message(name)) for name in LABELS.values()]
        self.word.setFixedWidth(max(names) + 2)  # what stands beside it stays where it is
        self._groups = [
            [self.pick, self.reject],
            [Divider(self), self.stars],
            [Divider(self), self.dots, self.word],
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for part in (part for group in self._groups for part in group):
            row.addWidget(part)
        row.addStretch()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for parts in ((self.stars, self.pick, self.reject), (self.dots, self.word)):
            row = QHBoxLayout()
            row.setSpacing(GAP)
            row.addWidget(parts[0])
            row.addStretch()
            for part in parts[1:]:
                row.addWidget(part)
            column.addLayout(row)

    def show_marks(self, marks: Marks) -> None:
        """What the user thinks of the picture."""
        self._marks = marks
        self.stars.show_on(range(marks.rating))
        word = translate_message(LABELS[marks.label]) if marks.label else ""
        self.dots.show_on([LABELLED.index(marks.label)] if marks.label else [])
        self.word.setText(word)
        for flag, button in ((Flag.PICK, self.pick), (Flag.REJECT, self.reject)):
            on = marks.flag is flag
            button.setChecked(on)
            button.setAccessibleDescription(translate_message(FLAGS[flag]) if on else "")
        picked, rejected = marks.flag is Flag.PICK, marks.flag is Flag.REJECT
        self.pick.setIcon(look.icon("pick-on" if picked else "pick", 16, "pick" if picked else "t2"))
        self.reject.setIcon(look.icon("reject", 16, "reject" if rejected else "t2"))

    def _rate(self, place: int) -> None:
        """The star that is on already takes all away."""
        self.judged.emit("rating", 0 if place == self._marks.rating - 1 else place + 1)

    def _flag(self, icon: str, name: str, flag: Flag) -> IconButton:
        button = IconButton(icon, name, self)
        button.setCheckable(True)
        button.clicked.connect(lambda: self._set_flag(flag))
        return button

    def _set_flag(self, flag: Flag) -> None:
        value: Any = Flag.NONE if self._marks.flag is flag else flag
        self.judged.emit("flag", value)

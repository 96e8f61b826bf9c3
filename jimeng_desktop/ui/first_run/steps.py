"""The three steps of the first run: the key, the folder of the pictures, a prompt to start from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ...core.catalog import Catalog
from ...core.recipe import Recipe
from ...desktop.room import Room, short
from ..api_key.entry import KeyEntry
from ..design import look
from ..design.buttons import PushButton
from ..design.choices import Choice
from ..design.drawing import rounded
from ..design.field_signs import add_sign
from ..design.focus_ring import paint_ring
from ..design.icon_line import IconLine
from ..design.plain import PlainLabel, set_tip
from ..jobs.examples import SIDE, Example, examples, picture


class Step(QWidget):
    """A title, a sentence, and what is asked. `changed`: whether one can go on may be another."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.whole = QVBoxLayout(self)  # 8 wider than the column at either side
        self.whole.setContentsMargins(0, 0, 0, 0)
        self.whole.setSpacing(8)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(8, 0, 8, 0)
        self.column.setSpacing(8)
        self.whole.addLayout(self.column)

    def say(self, title: str, sentence: str) -> None:
        """What this step is about."""
        for text, role in ((title, "display"), (sentence, "quiet")):
            label = PlainLabel(text, self)
            label.setProperty("role", role)
            label.setWordWrap(True)
            self.column.addWidget(label)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.column.addSpacing(12)

    def head(self, text: str, of: QWidget) -> None:
        """The name over a control."""
        label = PlainLabel(text, self)
        label.setProperty("role", "label")
        label.setBuddy(of)
        self.column.addWidget(label)

    @property
    def ready(self) -> bool:
        """One can go on from here."""
        return True

    def first(self) -> QWidget | None:
        """What gets the keyboard; None: the button that goes on."""
        return None


class KeyStep(Step):
    """The key is typed and tried; where one is in use already none need be."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.known = False
        self.entry = KeyEntry(self)
        account = self.tr("Pictures are made by the MaxAPI service, with your own account.")
        self.say(self.tr("Add your API key"), account)
        self.head(self.tr("API key"), self.entry.field)
        self.column.addWidget(self.entry)
        self.column.addStretch()
        self.entry.edited.connect(self._edited)

    @property
    def ready(self) -> bool:
        return bool(self.entry.key()) or (self.known and not self.entry.strange)

    def set_known(self) -> None:
        """A key has been found where keys are kept."""
        self.known = True
        self._edited()

    def first(self) -> QWidget | None:
        return self.entry.field

    def _edited(self) -> None:
        if self.known and not self.entry.key() and not self.entry.strange:
            said = self.tr("A key is in use already. Paste another one to replace it.")
            self.entry.result_line.say("check", "ok", said)
        self.changed.emit()


class FolderStep(Step):
    """The folder is shown with the room in it, and can be another one."""

    choose_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.folder = Path()
        self.room: Room | None = None
        self.field = FolderLine(self.tr("Library folder"), self)
        self.choose_button = PushButton(self.tr("Choose…"), self)
        self.choose_button.clicked.connect(self.choose_wanted)
        self.problem = IconLine(self)
        self.say(self.tr("Where should pictures live?"), self.tr("Every original is kept here, to the byte."))
        self.head(self.tr("Library folder"), self.field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.choose_button)
        self.column.addLayout(row)
        self.column.addWidget(self.problem)
        self.column.addStretch()

    @property
    def ready(self) -> bool:
        return self.room is not None and not self.room.problem

    def show_folder(self, folder: Path, room: Room | None) -> None:
        """`room` is None while the disk is being asked."""
        self.folder, self.room = folder, room
        free = ""
        if room and room.free is not None and not room.problem:
            size = QLocale().formattedDataSize(room.free, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
            free = self.tr("%1 free").replace("%1", size)
        self.field.show_folder(folder, free)
        said = {
            "read_only": self.tr("This folder can't be written to. Please choose another one."),
            "controlled": self.tr(
                "Windows' Controlled folder access keeps the program out of it. "
                "Allow it in Windows Security, or choose another."
            ),
            "not_a_folder": self.tr("This is not a folder. Please choose another one."),
        }.get(room.problem if room else "")
        self.problem.setVisible(said is not None)
        if said:
            self.problem.say("attention", "attention", said)
        self.field.setAccessibleDescription(said or free)
        self.changed.emit()


BESIDE_PATH = 56  # the icon, the padding and the edges of a field


class FolderLine(QLineEdit):
    """Shows a folder; the room in it stands at the right."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        add_sign(self, "folder")
        self._folder = ""
        self.free = PlainLabel(self)
        self.free.setProperty("role", "caption")

    def show_folder(self, folder: Path, free: str) -> None:
        """Of a long path the beginning and the end are seen."""
        self.free.setText(free)
        self.free.adjustSize()
        self.setTextMargins(0, 0, self.free.width() + 8 if free else 0, 0)
        self._folder = short(folder)
        set_tip(self, str(folder))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        room = self.width() - BESIDE_PATH - self.textMargins().right()
        self.setText(self.fontMetrics().elidedText(self._folder, Qt.TextElideMode.ElideMiddle, room))
        self.free.move(self.width() - self.free.width() - 10, (self.height() - self.free.height()) // 2)


class PromptStep(Step):
    """Three prompts, of which one is chosen; arrow keys move."""

    def __init__(self, catalog: Catalog, parent: QWidget) -> None:
        super().__init__(parent)
        self.say(
            self.tr("Make a first picture"),
            self.tr("Choose a prompt to start from. Nothing is sent before you press Generate."),
        )
        self._group = QButtonGroup(self)
        self.rows = [ExampleChoice(example, catalog, self) for example in examples(catalog)]
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for row in self.rows:
            self._group.addButton(row)
            rows.addWidget(row)
        self.rows[0].setChecked(True)
        self.whole.addLayout(rows)
        self.whole.addStretch()

    def recipe(self) -> Recipe:
        """What is chosen."""
        return next(row.recipe for row in self.rows if row.isChecked())

    def choose(self, index: int) -> None:
        """Chooses one of them."""
        self.rows[index].setChecked(True)

    def chosen(self) -> int:
        """Which is chosen."""
        return next(index for index, row in enumerate(self.rows) if row.isChecked())

    def first(self) -> QWidget | None:
        return self.rows[self.chosen()]


class ExampleChoice(Choice):
    """44 high: a picture, what it shows, how many one job brings."""

    def __init__(self, example: Example, catalog: Catalog, parent: QWidget) -> None:
        model = catalog.get(example.recipe.model)
        super().__init__(example.title, example.title, parent)
        self.recipe = example.recipe
        self._picture = example.picture
        self._count = self.tr("%n picture(s)", "", model.pictures if model else 1)
        self.setAccessibleDescription(self._count)
        set_tip(self, example.recipe.prompt)
        self.setFixedHeight(44)

    def sizeHint(self) -> QSize:
        return QSize(392, 44)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked():
            rounded(painter, box, 6, theme.accent_soft, None)
        elif self.underMouse():
            rounded(painter, box, 6, theme.s3, None)
        if self.ring:
            paint_ring(painter, box, 6)
        painter.drawPixmap(4, (self.height() - SIDE) // 2, picture(self._picture, self.devicePixelRatioF()))
        count, body = look.font("caption"), look.font("body")
        wide = QFontMetricsF(count).horizontalAdvance(self._count)
        room = self.width() - 52 - wide - 26
        beside = QFontMetricsF(body).horizontalAdvance(self.value) <= room
        if not beside:  # the title comes first
            room = self.width() - 52 - 12
        painter.setFont(body)
        painter.setPen(theme.t1)
        shown = QFontMetricsF(body).elidedText(self.value, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(52, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        if beside:
            painter.setFont(count)
            painter.setPen(theme.t2 if self.isChecked() else theme.t3)
            right = QRectF(self.width() - wide - 12, 0, wide + 2, self.height())
            painter.drawText(right, Qt.AlignmentFlag.AlignVCenter, self._count)

"""The export dialog: format, size, names, folder. It shows and checks; the writing begins when it has closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...desktop.room import short, typed_folder
from ...export.formats import FORMATS, format_of
from ...export.naming import Shot, copy_name, export_problem
from ...export.order import LONGEST_EDGE, SHORTEST_EDGE, Order
from ...files.windows import CONTROLLED
from ...messages import template_sentence
from ..base.language import fill, translate_message
from ..design import look
from ..design.buttons import PushButton, ToolButton
from ..design.choices import segments
from ..design.field_signs import add_sign
from ..design.numbers import NumberBox
from ..design.plain import PlainLabel, set_tip
from ..design.restyle import restyle
from ..design.rules import rule
from .strip import Strip

WIDTH, MARGIN, LABELS, GAP = 720, 28, 96, 16
FIELDS_WIDTH = WIDTH - 2 * MARGIN - LABELS - GAP
_LOOKING = "looking"  # at the folder that was typed
_PAUSE = 150  # milliseconds without a key, after which the disk is asked


class ExportDialog(QDialog):
    """Accepted, it has an order(). `folder_wanted`: the user wants to choose another; set_folder() answers.

    `folder_typed` has a Path that the user has typed or pasted; show_room() says what became of it.
    """

    folder_wanted = Signal()
    folder_typed = Signal(object)

    def __init__(self, shots: Sequence[Shot], order: Order, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shots = shots
        self._order = order
        self._unshown = sum(not shot.picture.shown for shot in shots)
        self._place = ""  # what there is to say of the folder; `_LOOKING` while the disk is asked
        self._accepted = False  # by somebody who was quicker than the disk
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE)
        self.setWindowTitle(self.tr("Export"))
        self.setFixedWidth(WIDTH)
        self.strip = Strip([shot.picture for shot in shots], WIDTH - 2 * MARGIN, self)
        self._make_controls()
        self._make_words()
        self._lay_out()
        self._show(order)
        self._connect()
        self._changed()
        self.template.setFocus(Qt.FocusReason.OtherFocusReason)

    # What it says

    def order(self) -> Order:
        """What is asked for now."""
        code = self._format_code()
        qualities = self._order.qualities
        if format_of(code).quality is not None:
            qualities = {**qualities, code: self.quality.value()}
        return replace(
            self._order,
            format=code,
            qualities=qualities,
            resize=self.size_choice.currentIndex() == 1,
            long_edge=self.edge.value(),
            template=self.template.text().strip(),
            numbered=self.taken.value() == self._add_number,
        )

    def set_folder(self, folder: Path, there: bool = True) -> None:
        """Where the files go; `there` is False where no such folder can be found at present."""
        self.folder.setText(short(folder))
        self.folder.setCursorPosition(0)
        self._use_folder(folder, "" if there else "gone")

    def show_room(self, folder: Path, problem: str) -> None:
        """What there is to say of a folder that was typed: "new", a problem of desktop.room, or nothing."""
        if self._place != _LOOKING or str(folder) != self._order.folder:
            return  # typed on meanwhile
        self._use_folder(folder, problem)
        if self._accepted:
            self.accept()

    @property
    def makes_folder(self) -> bool:
        """The user has been told that the folder is new, and that it will be created."""
        return self._place == "new"

    def accept(self) -> None:
        """Once the disk has said that files can go there."""
        self._accepted = self._place == _LOOKING
        if self.export.isEnabled() and not self._accepted:
            super().accept()

    # How it is made

    def _make_controls(self) -> None:
        self._names = {f.code: f.name if f.save else self.tr("Original") for f in FORMATS}
        self.format = segments(self.tr("Format"), self)
        self.format.set_choices(list(self._names.values()))
        self.quality = NumberBox(self.tr("Quality"), 1, 100, 64, self)
        self.size_choice = QComboBox(self)
        self.size_choice.setAccessibleName(self.tr("Size"))
        self.size_choice.addItems([self.tr("Original size"), self.tr("Long edge at most")])
        self.edge = NumberBox(self.tr("Longest edge in pixels"), SHORTEST_EDGE, LONGEST_EDGE, 96, self)
        self.edge.setSuffix(self.tr(" px"))
        self.edge.setSingleStep(64)
        self.template = QLineEdit(self)
        self.template.setAccessibleName(self.tr("File name"))
        self.template.setMaxLength(200)
        self.plus = ToolButton(self)
        self.plus.setIcon(look.icon("plus"))
        self.plus.setIconSize(QSize(16, 16))
        self.plus.setFixedSize(32, 32)
        set_tip(self.plus, self.tr("Put a field into the name"))
        self.plus.setAccessibleName(self.plus.toolTip())
        self.plus.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.plus.setMenu(self._fields_menu())
        self.folder = QLineEdit(self)
        self.folder.setAccessibleName(self.tr("Folder"))
        add_sign(self.folder, "folder")
        self.choose = PushButton(self.tr("Choose…"), self)
        self.choose.setAutoDefault(False)
        self._add_number = self.tr("Add a number")
        self.taken = segments(self.tr("If the name is taken"), self)
        self.taken.set_choices([self._add_number, self.tr("Skip")])
        self.cancel = PushButton(self.tr("Cancel"), self)
        self.cancel.setAutoDefault(False)
        self.export = PushButton(self)
        self.export.setProperty("role", "primary")
        self.export.setDefault(True)

    def _make_words(self) -> None:
        number = len(self._shots)
        self.title = _label(self.tr("Export %n picture(s)", "", number), "title", self)
        promise = self.tr("Originals stay as they are; copies are exported")
        if self._unshown:
            promise = self.tr("%n picture(s) can't be converted here: exported as they are", "", self._unshown)
        self.promise = _label(promise, "caption", self)
        self.quality_label = _label(self.tr("Quality"), "caption", self)
        self.never = _label(self.tr("never enlarged"), "caption", self)
        self.example = _label("", "caption", self)
        self.folder_fault = _label("", "fault", self)
        self._places = {
            "gone": self.tr("This folder is not there at the moment."),
            "new": self.tr("This folder will be created."),
            "not_whole": self.tr("Enter the whole path, such as ~/Pictures."),
            "not_a_folder": self.tr("This is not a folder. Choose another one."),
            "read_only": self.tr("This folder can't be written to. Choose another one."),
            CONTROLLED: self.tr("Windows' Controlled folder access keeps the program out of it."),
        }
        self.sum = _label("", "caption", self)
        self.export.setText(self.tr("Export %n", "", number))
        self.export.setAccessibleName(self.title.text())
        self.row_labels = [
            _label(text, "quiet", self)
            for text in (
                self.tr("Format"), self.tr("Size"), self.tr("File name"), self.tr("Save to"), self.tr("Name taken"),
            )
        ]  # fmt: skip

    def _fields_menu(self) -> QMenu:
        menu = QMenu(self)
        for field, words in (
            ("date", self.tr("Date")), ("time", self.tr("Time")), ("year", self.tr("Year")),
            ("month", self.tr("Month")), ("day", self.tr("Day")), ("prompt", self.tr("First words of the prompt")),
            ("number", self.tr("Number in this export")), ("n", self.tr("Number in its job")),
            ("model", self.tr("Model")), ("ratio", self.tr("Ratio")), ("resolution", self.tr("Resolution")),
            ("id", self.tr("Id of the job")),
        ):  # fmt: skip
            action = QAction(f"{words}\t{{{field}}}", menu)
            action.triggered.connect(lambda _checked=False, field=field: self._insert(field))
            menu.addAction(action)
        return menu

    # Where it stands: head, five rows in two columns, foot

    def _lay_out(self) -> None:
        """Puts what the dialog has made into its places; the order is that of Tab."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addLayout(self._head())
        column.addWidget(rule(self))
        column.addLayout(self._rows())
        column.addWidget(rule(self))
        column.addLayout(self._foot())
        stops: list[QWidget] = [
            *self.format.stops(), self.quality, self.size_choice, self.edge, self.template, self.plus,
            self.folder, self.choose, *self.taken.stops(), self.cancel, self.export,
        ]  # fmt: skip
        for before, after in zip(stops, stops[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def _head(self) -> QLayout:
        words = _row(self.title, None, self.promise)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 20, MARGIN, 16)
        head.setSpacing(14)
        head.addLayout(words)
        head.addWidget(self.strip)
        return head

    def _rows(self) -> QLayout:
        grid = QGridLayout()
        grid.setContentsMargins(MARGIN, 18, MARGIN, 20)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, LABELS)
        grid.setColumnStretch(1, 1)
        self.size_choice.setMinimumWidth(148)
        for choices in (self.format, self.taken):
            choices.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for row, (label, fields, below) in enumerate(
            zip(
                self.row_labels,
                (
                    _row(self.format, 8, self.quality_label, self.quality, None),
                    _row(self.size_choice, self.edge, self.never, None),
                    _row((self.template, 1), self.plus),
                    _row((self.folder, 1), self.choose),
                    _row(self.taken, None),
                ),
                (None, None, self.example, self.folder_fault, None),
                strict=True,
            )
        ):
            label.setFixedHeight(32)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, 3 * row, 0)
            grid.addLayout(fields, 3 * row, 1)
            if below:
                below.setFixedHeight(22)
                below.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
                grid.addWidget(below, 3 * row + 1, 1)
            if row < 4:
                grid.setRowMinimumHeight(3 * row + 2, 14)
        return grid

    def _foot(self) -> QLayout:
        foot = _row(self.sum, None, self.cancel, self.export)
        foot.setContentsMargins(MARGIN, 13, MARGIN, 13)
        return foot

    def _show(self, order: Order) -> None:
        self.format.set_value(self._names[order.format])
        self.size_choice.setCurrentIndex(int(order.resize))
        self.edge.setValue(order.long_edge)
        self.template.setText(order.template)
        self.taken.set_value(self._add_number if order.numbered else self.tr("Skip"))
        self.set_folder(Path(order.folder))

    def _connect(self) -> None:
        self.format.chosen.connect(self._changed)
        self.quality.valueChanged.connect(self._quality_changed)
        self.size_choice.currentIndexChanged.connect(self._changed)
        self.template.textChanged.connect(self._changed)
        self.choose.clicked.connect(self.folder_wanted)
        self.folder.textEdited.connect(self._folder_edited)
        self._typing.timeout.connect(lambda: self.folder_typed.emit(Path(self._order.folder)))
        self.cancel.clicked.connect(self.reject)
        self.export.clicked.connect(self.accept)

    # What the user does

    def _insert(self, field: str) -> None:
        if self.template.selectedText() == self.template.text():  # by Tab: nobody means to replace it all
            self.template.end(False)
        self.template.insert(f"{{{field}}}")
        self.template.setFocus(Qt.FocusReason.OtherFocusReason)

    def _folder_edited(self, text: str) -> None:
        self._accepted = False
        folder = typed_folder(text)
        if folder is None:
            self._typing.stop()
            self._use_folder(Path(self._order.folder), "not_whole")
        else:
            self._use_folder(folder, _LOOKING)
            self._typing.start()

    def _use_folder(self, folder: Path, place: str) -> None:
        self._order = replace(self._order, folder=str(folder))
        self._place = place
        set_tip(self.folder, "" if place == "not_whole" else str(folder))
        self._changed()

    def _quality_changed(self, quality: int) -> None:
        self._order = replace(self._order, qualities={**self._order.qualities, self._format_code(): quality})

    def _changed(self) -> None:
        """Everything follows from what is chosen."""
        self.format.setEnabled(self._unshown < len(self._shots))
        format = format_of(self._format_code())
        quality = self._order.qualities.get(format.code)
        self.quality.setEnabled(quality is not None)
        self.quality_label.setEnabled(quality is not None)
        if quality is not None:
            self.quality.blockSignals(True)
            self.quality.setValue(quality)
            self.quality.blockSignals(False)
        self.size_choice.setEnabled(format.save is not None)
        self.edge.setEnabled(format.save is not None and self.size_choice.currentIndex() == 1)
        self._show_place()
        self.sum.setText(self.tr("%n file(s)", "", len(self._shots)))
        self._show_example()

    def _show_place(self) -> None:
        said = self._places.get(self._place, "")
        fault = bool(said) and self._place != "new"
        self.folder_fault.setText(said)
        self.folder_fault.setVisible(bool(said))
        restyle(self.folder_fault, "role", "fault" if fault else "caption")
        restyle(self.folder, "fault", fault)
        self.folder.setAccessibleDescription(said)

    def _show_example(self) -> None:
        order = self.order()
        problem = export_problem(order.template)
        if problem:
            text = template_sentence(problem, translate_message)
        else:
            manner = order.manner()
            name = copy_name(self._shots[0], 1, len(self._shots), order.template, manner.format, Path(order.folder))
            text = fill(self.tr("Example: %1"), name)
        restyle(self.template, "fault", problem is not None)
        restyle(self.example, "role", "fault" if problem else "caption")
        wide = self.example.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, FIELDS_WIDTH)
        self.example.setText(wide)
        set_tip(self.example, text if wide != text else "")
        self.template.setAccessibleDescription(text)
        self.export.setEnabled(problem is None and self._place in ("", "new", _LOOKING))

    def _format_code(self) -> str:
        shown = self.format.value()
        return next((code for code, name in self._names.items() if name == shown), "")


def _label(text: str, role: str, parent: QWidget) -> QLabel:
    label = PlainLabel(text, parent)
    label.setProperty("role", role)
    return label


def _row(*parts: QWidget | tuple[QWidget, int] | int | None) -> QHBoxLayout:
    """Widgets from left to right: a tuple has its stretch, a number is room between, None takes what is left."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for part in parts:
        if part is None:
            row.addStretch()
        elif isinstance(part, int):
            row.addSpacing(part)
        elif isinstance(part, tuple):
            row.addWidget(*part)
        else:
            row.addWidget(part)
    return row

"""Where the parts of the export dialog stand: head, five rows in two columns, foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ..design.rules import rule

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from .dialog import ExportDialog

WIDTH, MARGIN, LABELS, GAP = 720, 28, 96, 16
FIELDS_WIDTH = WIDTH - 2 * MARGIN - LABELS - GAP


def lay_out(dialog: ExportDialog) -> None:
    """Puts what the dialog has made into its places; the order is that of Tab."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
    column.addLayout(_head(dialog))
    column.addWidget(rule(dialog))
    column.addLayout(_rows(dialog))
    column.addWidget(rule(dialog))
    column.addLayout(_foot(dialog))
    stops: list[QWidget] = [
        *dialog.format.stops(), dialog.quality, dialog.size_choice, dialog.edge, dialog.template, dialog.plus,
        dialog.folder, dialog.choose, *dialog.taken.stops(), dialog.cancel, dialog.export,
    ]  # fmt: skip
    for before, after in zip(stops, stops[1:], strict=False):
        QWidget.setTabOrder(before, after)


def _head(dialog: ExportDialog) -> QLayout:
    words = _row(dialog.title, None, dialog.promise)
    head = QVBoxLayout()
    head.setContentsMargins(MARGIN, 20, MARGIN, 16)
    head.setSpacing(14)
    head.addLayout(words)
    head.addWidget(dialog.strip)
    return head


def _rows(dialog: ExportDialog) -> QLayout:
    grid = QGridLayout()
    grid.setContentsMargins(MARGIN, 18, MARGIN, 20)
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(0)
    grid.setColumnMinimumWidth(0, LABELS)
    grid.setColumnStretch(1, 1)
    dialog.size_choice.setMinimumWidth(148)
    for choices in (dialog.format, dialog.taken):
        choices.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    for row, (label, fields, below) in enumerate(
        zip(
            dialog.row_labels,
            (
                _row(dialog.format, 8, dialog.quality_label, dialog.quality, None),
                _row(dialog.size_choice, dialog.edge, dialog.never, None),
                _row((dialog.template, 1), dialog.plus),
                _row((dialog.folder, 1), dialog.choose),
                _row(dialog.taken, None),
            ),
            (None, None, dialog.example, dialog.folder_fault, None),
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


def _foot(dialog: ExportDialog) -> QLayout:
    foot = _row(dialog.sum, None, dialog.cancel, dialog.export)
    foot.setContentsMargins(MARGIN, 13, MARGIN, 13)
    return foot


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

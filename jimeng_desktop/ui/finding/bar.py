"""The filters of the toolbar: as words where there is room, folded into one button where there is not."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...core.marks import Flag
from ..base.language import fill
from ..design import look
from ..design.plain import set_tip
from .button import FilterButton, OnButton

COLLECTION, ALL_FILTERS = "collection", "all"
GAP = 2
# What each list holds: fields of messages.FIELDS.
GROUPS = {
    "marks": ("stars", "label", "unjudged"),
    "state": ("state",),
    "model": ("model", "ratio", "resolution"),
    "date": ("period",),
    COLLECTION: (),
}


class FilterBar(QWidget):
    """Says what is on and what is asked for; what there is to choose comes from elsewhere."""

    list_wanted = Signal(str)  # a group, or ALL_FILTERS
    cleared = Signal(str)  # a group
    flag_pressed = Signal(str)
    dropped = Signal()  # pictures of the gallery on the collections

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.folded = self._icon_button("filter", self.tr("Filters"))
        self.folded.clicked.connect(lambda: self.list_wanted.emit(ALL_FILTERS))
        self.flags = {
            Flag.PICK: self._icon_button("pick", self.tr("Picked alone")),
            Flag.REJECT: self._icon_button("reject", self.tr("Rejected alone")),
        }
        for flag, button in self.flags.items():
            button.clicked.connect(lambda _=False, flag=flag: self.flag_pressed.emit(str(flag)))
        self.lists = {
            "marks": FilterButton(self.tr("Rating and colour"), self, icon="star"),
            "state": FilterButton(self.tr("Status"), self),
            "model": FilterButton(self.tr("Model"), self),
            "date": FilterButton(self.tr("Date"), self),
            COLLECTION: FilterButton(self.tr("Collection"), self, takes_pictures=True),
        }
        for group, button in self.lists.items():
            button.clicked.connect(lambda _=False, group=group: self.list_wanted.emit(group))
            button.cleared.connect(lambda group=group: self.cleared.emit(group))
        self.folded.setAcceptDrops(True)
        for button in (self.folded, self.lists[COLLECTION]):
            button.dropped.connect(self.dropped)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for part in (self.folded, *self.flags.values(), *self.lists.values()):
            row.addWidget(part)
        self.fold(True)

    def say(self, values: Mapping[str, str], flags: frozenset[str]) -> None:
        """What is chosen in each group, in words, and which flags are."""
        for group, button in self.lists.items():
            button.say(values.get(group, ""))
        for flag, toggle in self.flags.items():
            toggle.setChecked(str(flag) in flags)
        on = [button.accessibleName() for flag, button in self.flags.items() if str(flag) in flags]
        words = ", ".join([*on, *filter(None, values.values())])
        name = fill(self.tr("Filters: %1"), words) if words else self.tr("Filters")
        self.folded.setChecked(bool(words))
        self.folded.setAccessibleName(name)
        set_tip(self.folded, name)

    def fold(self, folded: bool) -> None:
        """One button instead of the words."""
        self.folded.setVisible(folded)
        for part in (*self.flags.values(), *self.lists.values()):
            part.setVisible(not folded)

    def width_with(self, widest: int) -> int:
        """What the words need, none of them wider than that."""
        for button in self.lists.values():
            button.widest = widest
            button.updateGeometry()
        parts = (*self.flags.values(), *self.lists.values())
        return (len(parts) - 1) * GAP + sum(part.sizeHint().width() for part in parts)

    def button(self, group: str) -> QWidget:
        """Under which a list opens."""
        return self.folded if self.folded.isVisible() else self.lists.get(group, self.folded)

    def _icon_button(self, icon: str, name: str) -> OnButton:
        button = OnButton(self)
        button.setProperty("role", "filter")
        button.setIcon(look.icon(icon, 16))
        button.setIconSize(QSize(16, 16))
        button.setFixedSize(28, 28)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tip(button, name)
        button.setAccessibleName(name)
        return button

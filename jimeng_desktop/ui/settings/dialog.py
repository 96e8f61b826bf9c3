"""The settings: built from the fields of the dataclass and their words; what is changed counts at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ...core.settings import Settings, user_facing
from ...messages.settings import FIELDS, KEY
from ..design.buttons import PushButton
from ..design.field_signs import add_sign
from ..design.plain import PlainLabel
from ..design.rules import rule, upright_rule
from ..design.screen_room import screen_room
from .controls import FolderField, KeyField, TextField
from .page import Page
from .row import Check, SettingRow, control_for
from .sections import SectionList

SIZE = QSize(860, 620)
LIST_WIDTH = 208
LANGUAGE_CHANGED = 2  # what it ends with: the window is built anew, and this dialog with it


@dataclass(frozen=True, slots=True)
class View:
    """What the dialog shows at first, in plain values and functions."""

    settings: Settings
    in_effect: Settings  # of fields that wait for a start: what holds now
    check: Check
    example: Callable[[str], str]  # template -> the name of a picture
    folder: str  # of the library, as it is when the setting is empty
    key: str  # one of messages.KEY_STATES
    off: Mapping[str, str]  # fields that can't be set here -> why


class SettingsDialog(QDialog):
    """`changed` says a field and its new value; `asked` what else is wanted, as a code."""

    changed = Signal(str, object)
    asked = Signal(str)  # "restart", "restore", "choose_folder", "change_key", "choose_key", "rename_key", "forget_key"

    def __init__(self, view: View, section: str = "general", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._view = view
        self._settings = view.settings
        self._key = view.key
        self._names: Sequence[tuple[str, str]] = ()
        self._chosen = ""
        self._section = section
        self.search = QLineEdit(self)
        self.sections = SectionList(self)
        self.page = Page(self._rows_of, self)
        self.restore = PushButton(self.tr("Restore defaults…"), self)
        self.close_button = PushButton(self.tr("Close"), self)
        self._set_up()
        self._lay_out()
        self.sections.choose(section)
        self.page.show_section(section)
        self._order()
        self.sections.setFocus(Qt.FocusReason.TabFocusReason)
        self.resize(SIZE.boundedTo(screen_room(parent)))

    def show_settings(self, settings: Settings) -> None:
        """Shows what holds now."""
        self._settings = settings
        for row in self.page.rows():
            self._show_row(row)
        self._follow_proxy()

    def show_key(self, state: str, names: Sequence[tuple[str, str]] = (), chosen: str = "") -> None:
        """How the key stands now, and the kept keys as name and fingerprint."""
        self._key, self._names, self._chosen = state, names, chosen
        for row in self.page.rows():
            self._show_row(row)

    def show_fault(self, name: str, code: str | None) -> None:
        """Why a value is not taken."""
        for row in self.page.rows():
            if row.name == name:
                row.show_fault(code)

    @property
    def chosen_key(self) -> str:
        """The fingerprint of the kept key that stands in the row of the key; "" where none does."""
        row = self._row("key")
        return str(row.control.names.currentData() or "") if row and isinstance(row.control, KeyField) else ""

    def go_to(self, name: str) -> None:
        """The keyboard goes to the control of a field that is shown."""
        row = self._row(name)
        if row:
            row.control.setFocus(Qt.FocusReason.TabFocusReason)

    # How it is built

    def _set_up(self) -> None:
        self.search.setPlaceholderText(self.tr("Search settings"))
        self.search.setAccessibleName(self.tr("Search settings"))
        add_sign(self.search, "search")
        self.search.setClearButtonEnabled(False)
        self.search.textChanged.connect(self._search)
        self.sections.itemSelectionChanged.connect(self._section_chosen)
        self.restore.setProperty("role", "flat")
        self.restore.clicked.connect(lambda: self.asked.emit("restore"))
        self.close_button.clicked.connect(self.accept)
        for button in (self.restore, self.close_button):
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(12, 16, 12, 12)
        left.setSpacing(12)
        left.addWidget(self.search)
        left.addWidget(self.sections)
        left.addStretch()
        side = QWidget(self)
        side.setFixedWidth(max(LIST_WIDTH, self.sections.wish + 24))
        side.setLayout(left)
        body = QHBoxLayout()
        body.setSpacing(0)
        for part in (side, upright_rule(self)):
            body.addWidget(part)
        body.addWidget(self.page, 1)
        said = PlainLabel(self.tr("Changes apply at once"), self)
        said.setProperty("role", "caption")
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.setSpacing(8)
        foot.addWidget(said, 1)
        foot.addWidget(self.restore)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(rule(self))
        column.addLayout(foot)

    def _rows_of(self, section: str, parent: QWidget) -> list[SettingRow]:
        rows = []
        for spec in user_facing():
            words = FIELDS[spec.name]
            if words.section == section:
                rows.append(SettingRow(spec.name, words, control_for(spec, words, parent), self._view.check, parent))
        if section == KEY.section:
            rows.insert(0, SettingRow("key", KEY, KeyField(parent), self._view.check, parent))
        for row in rows:
            self._connect(row)
            self._show_row(row)
            row.switch_off(self._view.off.get(row.name, ""))
        return rows

    def _connect(self, row: SettingRow) -> None:
        row.changed.connect(self._row_changed)
        row.restart_asked.connect(lambda: self.asked.emit("restart"))
        if isinstance(row.control, FolderField):
            row.control.asked.connect(lambda: self.asked.emit("choose_folder"))
        elif isinstance(row.control, KeyField):
            row.control.asked.connect(self.asked)
        elif row.example and isinstance(row.control, TextField):
            row.control.textChanged.connect(lambda: self._show_example(row))

    def _row(self, name: str) -> SettingRow | None:
        return next((row for row in self.page.rows() if row.name == name), None)

    def _show_row(self, row: SettingRow) -> None:
        if row.name == "key":
            row.show_value(self._key, False)
            if isinstance(row.control, KeyField):
                row.control.show_names(self._names, self._chosen)
            return
        value = getattr(self._settings, row.name)
        if row.name == "proxy" and self._manual_waits():
            return  # it counts as soon as the address is there
        waits = value != getattr(self._view.in_effect, row.name)
        waits = waits and next(spec for spec in user_facing() if spec.name == row.name).metadata.get("takes_effect")
        row.show_value((value or self._view.folder) if row.name == "library_folder" else value, bool(waits))
        self._show_example(row)

    def _show_example(self, row: SettingRow) -> None:
        template = str(row.control.value())
        if row.example and self._view.check(row.name, template) is None:
            row.example.setText(self._view.example(template))

    # What the user does

    def _row_changed(self, name: str, value: Any) -> None:
        address = self._row("proxy_url")
        if name == "proxy" and address:
            self._follow_proxy()
            if value == "manual" and address.fault is not None:
                return
        self.changed.emit(name, value)
        if name == "proxy_url" and self._manual_waits():
            self.changed.emit("proxy", "manual")

    def _manual_waits(self) -> bool:
        """Manual has been chosen, but an address is still missing: until then nothing changes."""
        row = self._row("proxy")
        return bool(row and row.control.value() == "manual" and self._settings.proxy != "manual")

    def _follow_proxy(self) -> None:
        """The address can be given where it is used; a half-given one is forgotten where it isn't."""
        choice, address = self._row("proxy"), self._row("proxy_url")
        if not choice or not address or "proxy" in self._view.off:
            return
        manual = choice.control.value() == "manual"
        address.switch_off("" if manual else self.tr("Only a manual proxy has an address."))
        if not manual:
            address.show_fault(None)
            self._show_row(address)
        elif self._manual_waits():
            address.show_fault(self._view.check("proxy_url", address.control.value()))

    def _search(self, text: str) -> None:
        if text.strip():
            self.sections.choose("")
            self.page.show_found(text)
            self._order()
            self._follow_proxy()
        elif not self.sections.section():
            self.sections.choose(self._section)

    def _section_chosen(self) -> None:
        code = self.sections.section()
        if not code:
            return
        self._section = code
        self.search.clear()
        self.page.show_section(code)
        self._order()
        self._follow_proxy()

    def _order(self) -> None:
        """Tab comes to the foot last: rows are made when they are first shown, and Qt puts what is new at the end."""
        before: QWidget = self.sections
        for widget in (*self.page.findChildren(QWidget), self.restore, self.close_button):
            if widget.window() is self and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:  # lists of boxes are windows
                self.setTabOrder(before, widget)
                before = widget

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """A text that was being written counts, if it can be taken."""
        focused = self.focusWidget()
        if isinstance(focused, TextField):
            focused.commit()
        super().done(result)

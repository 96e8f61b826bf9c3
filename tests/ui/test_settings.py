"""The settings dialog: built from the dataclass, by keyboard, at once; bad input changes nothing and says why."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from jimeng_desktop.core.settings import Settings, user_facing
from jimeng_desktop.messages import settings as words
from jimeng_desktop.ui.base.language import apply_language, in_all_languages
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.settings.controls import FolderField, TextField
from jimeng_desktop.ui.settings.dialog import SettingsDialog, View
from jimeng_desktop.ui.settings.open import check, defaults
from jimeng_desktop.ui.settings.row import SettingRow

Key = Qt.Key
Open = Callable[..., SettingsDialog]


class Kept:
    """Stands in for the session: keeps what the dialog says and shows it back."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.dialog: SettingsDialog | None = None
        self.said: list[tuple[str, Any]] = []

    def change(self, name: str, value: Any) -> None:
        self.said.append((name, value))
        self.settings = replace(self.settings, **{name: value})
        assert self.dialog
        self.dialog.show_settings(self.settings)


@pytest.fixture
def kept() -> Kept:
    return Kept(Settings(language="en", theme="dark"))


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, kept: Kept) -> Open:
    look.apply(qapp, "dark")

    def open_dialog(section: str = "general", off: dict[str, str] | None = None, key: str = "none") -> SettingsDialog:
        view = View(kept.settings, kept.settings, check, lambda name: f"<{name}>", "/pictures/Jimeng", key, off or {})
        dialog = kept.dialog = SettingsDialog(view, section)
        dialog.changed.connect(kept.change)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return open_dialog


def row(dialog: SettingsDialog, name: str) -> SettingRow:
    return next(row for row in dialog.page.rows() if row.name == name)


def go(qtbot: QtBot, dialog: SettingsDialog, wanted: QWidget) -> None:
    """By Tab alone, as somebody without a mouse."""
    for _ in range(40):
        if dialog.focusWidget() is wanted:
            return
        qtbot.keyClick(dialog.focusWidget() or dialog, Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {wanted.accessibleName()}")


# Words


def test_every_field_has_words_and_no_words_are_left_over() -> None:
    assert set(words.FIELDS) == {spec.name for spec in user_facing()}
    assert {entry.section for entry in (*words.FIELDS.values(), words.KEY)} == set(words.SECTIONS)
    for spec in user_facing():
        entry = words.FIELDS[spec.name]
        assert len(entry.choices) == len(spec.metadata.get("choices", ()))
        assert entry.label and entry.help


def test_every_word_is_there_in_both_languages() -> None:
    texts = [*words.FAULTS.values(), *(sentence for _, sentence in words.KEY_STATES.values())]
    for entry in (*words.FIELDS.values(), words.KEY):
        texts += [entry.label, entry.help]
    for section in words.SECTIONS.values():
        texts += [section.title, section.sentence]
    for text in texts:
        assert re.search("[\u4e00-\u9fff]", "".join(in_all_languages(text)[1:])), text


def test_every_fault_has_a_sentence() -> None:
    bad = {
        "base_url": ["", "x", "http://api.example.com", "https://me@api.example.com", "https://a?b"],
        "proxy_url": ["", "x", "http://", "http://me:pw@p:1", "socks5://p:1", "http://p:1/path", "ftp://p"],
        "name_template": ["", "/x/{n}", "../{n}", "{nothing}", "x/", "~/x"],
    }
    for name, values in bad.items():
        for value in values:
            assert check(name, value) in words.FAULTS, (name, value)
        assert check(name, getattr(Settings(), name)) is None or name == "proxy_url"
    assert check("proxy_url", "http://127.0.0.1:8080") is None
    assert check("proxy_url", "https://proxy.example.com/") is None


# Each field by keyboard

KEYED = [
    ("language", Key.Key_Down, "zh_CN"),
    ("theme", Key.Key_Up, "light"),
    ("interface_size", Key.Key_Down, 125),
    ("reduce_motion", Key.Key_Space, True),
    ("notifications", Key.Key_Space, False),
    ("look_for_versions", Key.Key_Space, True),
    ("proxy", Key.Key_Down, "none"),
    ("hold_seconds", Key.Key_Up, 4),
    ("sends_at_once", Key.Key_Down, 1),
    ("open_jobs", Key.Key_Up, 6),
]
TYPED = [
    ("base_url", "https://api.example.com"),
    ("name_template", "{model}/{n}"),
]


@pytest.mark.parametrize(("name", "key", "value"), KEYED)
def test_a_key_changes_a_field_at_once(
    opened: Open, kept: Kept, qtbot: QtBot, name: str, key: Qt.Key, value: object
) -> None:
    dialog = opened(words.FIELDS[name].section)
    control = row(dialog, name).control
    go(qtbot, dialog, control)
    qtbot.keyClick(control, key)
    assert kept.said == [(name, value)]
    assert control.value() == value


@pytest.mark.parametrize(("name", "text"), TYPED)
@pytest.mark.parametrize("ends", [Key.Key_Return, Key.Key_Tab, Key.Key_Escape])
def test_a_typed_text_counts_whole(opened: Open, kept: Kept, qtbot: QtBot, name: str, text: str, ends: Qt.Key) -> None:
    dialog = opened(words.FIELDS[name].section)
    field = row(dialog, name).control
    go(qtbot, dialog, field)
    qtbot.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, text)
    assert kept.said == [], "half an address must not count"
    qtbot.keyClick(field, ends)
    assert kept.said == [(name, text)]
    assert dialog.isVisible() == (ends is not Key.Key_Escape)


def test_every_field_is_covered_here() -> None:
    typed = {name for name, *_ in (*KEYED, *TYPED)}
    assert typed | {"proxy_url", "library_folder"} == {spec.name for spec in user_facing()}


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("base_url", "http://api.example.com", "unencrypted"),
        ("base_url", "nonsense", "no address"),
        ("name_template", "{nothing}/{n}", "braces"),
        ("name_template", "", "name"),
    ],
)
def test_bad_input_changes_nothing_and_says_why(
    opened: Open, kept: Kept, qtbot: QtBot, name: str, text: str, fault: str
) -> None:
    dialog = opened(words.FIELDS[name].section)
    place = row(dialog, name)
    field = place.control
    assert isinstance(field, TextField)
    go(qtbot, dialog, field)
    qtbot.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Key.Key_Delete)
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Key.Key_Tab)
    assert kept.said == []
    assert fault in place.said.text() and fault in field.accessibleDescription()
    assert field.property("fault") is True
    field.setFocus()
    qtbot.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, getattr(kept.settings, name))
    assert field.property("fault") is False, "said no longer than it is true"
    qtbot.keyClick(field, Key.Key_Tab)
    assert getattr(kept.settings, name) == getattr(Settings(), name)


def test_a_number_out_of_range_can_not_be_typed(opened: Open, kept: Kept, qtbot: QtBot) -> None:
    dialog = opened("making")
    control = row(dialog, "hold_seconds").control
    assert isinstance(control, QSpinBox)
    go(qtbot, dialog, control)
    control.selectAll()
    qtbot.keyClicks(control, "99")
    assert kept.settings.hold_seconds <= 60


def test_manual_counts_only_with_an_address(opened: Open, kept: Kept, qtbot: QtBot) -> None:
    dialog = opened("service")
    choice, address = row(dialog, "proxy"), row(dialog, "proxy_url")
    assert not address.control.isEnabled() and "manual" in address.control.toolTip()
    go(qtbot, dialog, choice.control)
    qtbot.keyClick(choice.control, Key.Key_End)
    assert kept.settings.proxy == "system" and kept.said == []
    assert address.control.isEnabled() and "until then" in address.said.text()
    go(qtbot, dialog, address.control)
    for text, said in (("http://me:secret@p.example:1", "password"), ("socks5://p.example:1", "SOCKS")):
        qtbot.keyClick(address.control, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(address.control, text)
        qtbot.keyClick(address.control, Key.Key_Return)
        assert kept.said == [] and said in address.said.text()
    qtbot.keyClick(address.control, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(address.control, "http://p.example:8080")
    qtbot.keyClick(address.control, Key.Key_Return)
    assert kept.said == [("proxy_url", "http://p.example:8080"), ("proxy", "manual")]
    assert choice.control.value() == "manual"


def test_what_waits_for_a_start_says_so_and_offers_it(opened: Open, kept: Kept, qtbot: QtBot) -> None:
    dialog = opened()
    size = row(dialog, "interface_size")
    assert size.restart.isHidden()
    go(qtbot, dialog, size.control)
    qtbot.keyClick(size.control, Key.Key_Down)
    assert size.restart.isVisible() and "restart" in size.said.text()
    with qtbot.waitSignal(dialog.asked) as asked:
        qtbot.keyClick(size.control, Key.Key_Tab)
        qtbot.keyClick(size.restart, Key.Key_Space)
    assert asked.args == ["restart"]
    size.control.setFocus()
    qtbot.keyClick(size.control, Key.Key_Up)
    assert size.restart.isHidden(), "back to what holds: nothing waits"


@pytest.mark.parametrize("search", ["", "theme"])
def test_tab_goes_as_the_page_is_read_and_to_the_foot_last(opened: Open, qtbot: QtBot, search: str) -> None:
    dialog = opened("service")
    if search:
        dialog.search.setText(search)
    else:
        dialog.sections.choose("general")
    dialog.sections.setFocus()
    reached: list[QWidget] = []
    for _ in range(40):
        qtbot.keyClick(dialog.focusWidget() or dialog, Key.Key_Tab)
        reached.append(dialog.focusWidget() or dialog)
        if reached[-1] is dialog.search:
            break
    assert reached[-3:] == [dialog.restore, dialog.close_button, dialog.search]
    assert reached[:-3] and all(dialog.page.isAncestorOf(widget) for widget in reached[:-3])


def test_names_have_a_live_example(opened: Open, qtbot: QtBot) -> None:
    dialog = opened("library")
    place = row(dialog, "name_template")
    assert place.example and place.example.text() == f"<{Settings().name_template}>"
    field = place.control
    assert isinstance(field, TextField)
    field.setText("{n}")
    assert place.example.text() == "<{n}>"
    field.setText("{n")
    assert place.example.text() == "<{n}>", "of the last that can be used"


# Search


@pytest.mark.parametrize("text", ["interface", "界面大小", "INTERFACE size", "interface_size", "larger icons"])
def test_a_search_finds_label_help_and_field_in_both_languages(opened: Open, qtbot: QtBot, text: str) -> None:
    dialog = opened("making")
    go(qtbot, dialog, dialog.search)
    dialog.search.setText(text)
    shown = [found.name for found in dialog.page.rows() if found.isVisible()]
    assert shown == ["interface_size"]
    assert dialog.sections.section() == ""
    titles = {label.text() for label in dialog.page.findChildren(QLabel) if label.isVisible()}
    assert "General" in titles and "Making pictures" not in titles


def test_escape_clears_the_search_and_then_closes(opened: Open, qtbot: QtBot) -> None:
    dialog = opened("making")
    dialog.search.setFocus()
    qtbot.keyClicks(dialog.search, "proxy")
    assert {r.name for r in dialog.page.rows() if r.isVisible()} == {"proxy", "proxy_url"}
    qtbot.keyClick(dialog.search, Key.Key_Escape)
    assert dialog.isVisible() and dialog.search.text() == "" and dialog.sections.section() == "making"
    assert {r.name for r in dialog.page.rows() if r.isVisible()} == {"hold_seconds", "sends_at_once", "open_jobs"}
    qtbot.keyClick(dialog.search, Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_search_without_result_says_so(opened: Open) -> None:
    dialog = opened()
    dialog.search.setText("zebra")
    assert not [r for r in dialog.page.rows() if r.isVisible()]
    assert any("zebra" in label.text() for label in dialog.page.findChildren(QLabel) if label.isVisible())


def test_a_section_is_chosen_by_arrow_and_ends_a_search(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    go(qtbot, dialog, dialog.sections)
    qtbot.keyClick(dialog.sections, Key.Key_Down)
    assert dialog.sections.section() == "service" and row(dialog, "base_url").isVisible()
    dialog.search.setText("theme")
    dialog.sections.choose("library")
    assert dialog.search.text() == "" and row(dialog, "library_folder").isVisible()


# The whole


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("width", [860, 560])
def test_nothing_clips(opened: Open, qapp: QApplication, qtbot: QtBot, language: str, width: int) -> None:
    apply_language(qapp, language)
    dialog = opened()
    dialog.resize(width, 380)
    for section in words.SECTIONS:
        dialog.sections.choose(section)
        qtbot.waitUntil(lambda: dialog.page.widget().width() <= dialog.page.viewport().width())
        qtbot.waitUntil(lambda: clipped(dialog) == [])


def clipped(dialog: SettingsDialog) -> list[str]:
    """Texts that need more height than they have."""
    labels = [label for label in dialog.page.findChildren(QLabel) if label.isVisible() and label.wordWrap()]
    return [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]


def test_every_control_has_a_name_and_a_description(opened: Open) -> None:
    dialog = opened()
    dialog.search.setText("e")
    kinds = (QAbstractButton, QComboBox, QLineEdit, QSpinBox)
    for control in [w for w in dialog.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]:
        inside = isinstance(control.parentWidget(), QSpinBox | QLineEdit)
        text = control.text() if isinstance(control, QAbstractButton) else ""
        assert inside or control.accessibleName() or text, control
    for place in dialog.page.rows():
        assert place.control.accessibleName() == place.label.text()
        assert place.control.accessibleDescription()


def test_what_can_not_be_set_is_off_and_says_why(opened: Open) -> None:
    dialog = opened("service", {"base_url": "Because of this."}, key="demo")
    place = row(dialog, "base_url")
    assert not place.control.isEnabled()
    assert place.control.toolTip() == "Because of this." == place.said.text()


def test_the_defaults_leave_folder_and_window_alone() -> None:
    settings = Settings(theme="dark", library_folder="/elsewhere", window={"tile": 3}, hold_seconds=9)
    assert defaults(settings) == {"theme": "system", "hold_seconds": 3.0}


def test_a_folder_of_somebody_else_is_not_shortened(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Path(Path.home().anchor, "home", "me")
    monkeypatch.setattr(Path, "home", lambda: home)
    page = QWidget()
    qtbot.addWidget(page)
    field = FolderField("Library folder", page)
    page.resize(800, 60)
    field.resize(800, 40)
    page.show()
    for folder, shown in (
        (home / "Pictures", str(Path("~", "Pictures"))),
        (home, "~"),
        (home.with_name("me2") / "x", str(home.with_name("me2") / "x")),
    ):
        field.set_value(str(folder))
        assert field.field.text() == shown and field.value() == str(folder)
    field.set_value("")
    assert field.field.text() == ""

"""Keys on other keyboards: French digits, Russian letters, on all three systems; text fields keep what was typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from jimeng_desktop.core.marks import UNMARKED, Flag, Label, Marks
from jimeng_desktop.ui.base.key_meant import meant_key
from jimeng_desktop.ui.session.session import Session
from tests.ui.many_jobs import Play, at
from tests.ui.pictured import until

Key, NONE, KEYPAD = Qt.Key, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
# (where Linux, Windows and macOS say the key is that has this letter or digit on a US keyboard)
PLACES = {
    "1": (10, 2, 18), "3": (12, 4, 20), "6": (15, 7, 22), "9": (18, 10, 25), "0": (19, 11, 29),
    "P": (33, 25, 35), "X": (53, 45, 7), "Z": (52, 44, 6), "[": (34, 26, 33), "`": (49, 41, 50), "Q": (24, 16, 12),
    "Y": (29, 21, 16), ";": (47, 39, 41), "E": (26, 18, 14), "A": (38, 30, 0),
}  # fmt: skip
SYSTEMS = ("linux", "win32", "darwin")


def typed(
    key: int, place: str, system: str, modifiers: Qt.KeyboardModifier = NONE, kind: QEvent.Type = QEvent.Type.KeyPress
) -> QKeyEvent:
    """What the system tells of a key: its meaning in the layout, and its place."""
    code = PLACES[place][SYSTEMS.index(system)]
    scan, virtual = (1, code) if system == "darwin" else (code, 0)
    text = chr(key) if key < 0x0100_0000 and not modifiers & CTRL else ""
    return QKeyEvent(kind, key, modifiers, scan, virtual, 0, text)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize(
    ("layout", "key", "place", "modifiers", "means"),
    [
        ("French", Key.Key_Ampersand, "1", NONE, Key.Key_1),
        ("French", Key.Key_QuoteDbl, "3", NONE, Key.Key_3),
        ("French", Key.Key_Minus, "6", NONE, Key.Key_6),  # before it zooms out
        ("French", Key.Key_Ccedilla, "9", NONE, Key.Key_9),
        ("French", Key.Key_Agrave, "0", NONE, Key.Key_0),
        ("French", Key.Key_1, "1", SHIFT, Key.Key_1),
        ("French", Key.Key_Minus, "6", CTRL, Key.Key_Minus),  # a chord is what the layout says
        ("French", Key.Key_A, "Q", NONE, Key.Key_A),
        ("French", Key.Key_Z, "X", NONE, Key.Key_Z),
        ("Czech", 0x11A, "1", NONE, Key.Key_1),
        ("German", Key.Key_Z, "Y", NONE, Key.Key_Z),
        ("German", Key.Key_Odiaeresis, ";", NONE, Key.Key_Odiaeresis),
        ("US", Key.Key_3, "3", NONE, Key.Key_3),
        ("US", Key.Key_NumberSign, "3", SHIFT, Key.Key_NumberSign),
        ("Dvorak", Key.Key_L, "P", NONE, Key.Key_L),
        ("Russian", 0x417, "P", NONE, Key.Key_P),
        ("Russian", 0x427, "X", NONE, Key.Key_X),
        ("Russian", 0x42F, "Z", CTRL, Key.Key_Z),
        ("Russian", 0x42F, "Z", CTRL | SHIFT, Key.Key_Z),
        ("Russian", 0x42F, "Z", ALT, 0x42F),
        ("Russian", 0x425, "[", NONE, Key.Key_BracketLeft),
        ("Russian", 0x401, "`", NONE, Key.Key_QuoteLeft),
        ("Greek", 0x3A0, "P", NONE, Key.Key_P),
        ("any", Key.Key_Dead_Circumflex, "[", NONE, Key.Key_Dead_Circumflex),
        ("any", Key.Key_Minus, "6", KEYPAD, Key.Key_Minus),
    ],
)
def test_a_key_means(
    layout: str, key: int, place: str, modifiers: Qt.KeyboardModifier, means: int, system: str
) -> None:
    assert meant_key(typed(int(key), place, system, modifiers), system) == int(means)


@pytest.mark.parametrize("system", SYSTEMS)
def test_without_a_scan_code_a_key_is_what_the_layout_says(system: str) -> None:
    assert meant_key(QKeyEvent(QEvent.Type.KeyPress, Key.Key_Ampersand, NONE), system) == Key.Key_Ampersand


def strike(widget: QWidget, key: int, place: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """As a system does it: the widget may claim the key before a shortcut has it."""
    override = typed(key, place, "linux", modifiers, QEvent.Type.ShortcutOverride)
    override.ignore()
    QCoreApplication.sendEvent(widget, override)
    QCoreApplication.sendEvent(widget, typed(key, place, "linux", modifiers))


@pytest.fixture(autouse=True)
def on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meant_key, "__defaults__", ("linux",))


def test_pictures_are_rated_on_a_french_and_on_a_russian_keyboard(cull: Callable[[Play], None]) -> None:
    async def judge(session: Session) -> None:
        middle, marks = session.window.middle, session.model.marks_of
        middle.gallery.set_current_picture(at(5))
        strike(middle.gallery, Key.Key_QuoteDbl, "3")
        strike(middle.gallery, Key.Key_Minus, "6")
        strike(middle.gallery, 0x417, "P")
        assert marks(at(5)) == Marks(Flag.PICK, 3, Label.RED)
        middle.open_loupe(at(4))
        await until(lambda: middle.showing_loupe)
        scale = middle.loupe.words()[1]
        strike(middle.loupe, Key.Key_Minus, "6")
        strike(middle.loupe, 0x427, "X")
        assert marks(at(4)) == Marks(Flag.REJECT, label=Label.RED)
        assert middle.loupe.words()[1] == scale, "it did not zoom out"
        strike(middle.loupe, 0x41F, "E")  # its position has E elsewhere: back to the gallery
        assert not middle.showing_loupe
        strike(middle.gallery, 0x42F, "Z", CTRL)
        await until(lambda: marks(at(4)) != Marks(Flag.REJECT, label=Label.RED))

    cull(judge)


def test_a_text_field_takes_what_the_layout_says(cull: Callable[[Play], None]) -> None:
    async def write(session: Session) -> None:
        prompt, search = session.window.composer.prompt, session.window.toolbar.search
        session.window.middle.gallery.set_current_picture(at(5))
        for field in (prompt, search):
            field.setFocus()
            field.clear()
            strike(field, 0x437, "P")
            strike(field, Key.Key_Ampersand, "1")
        assert (prompt.toPlainText(), search.text()) == ("з&", "з&")
        assert session.model.marks_of(at(5)) == UNMARKED
        prompt.setFocus()
        prompt.insertPlainText(" fox")
        strike(prompt, 0x42F, "Z", CTRL)
        assert "fox" not in prompt.toPlainText(), "the field's own undo"

    cull(write)

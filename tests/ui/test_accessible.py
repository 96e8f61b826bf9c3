"""A screen reader can tell every control of every scene: its name, its role, its state; pictures and menus too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from jimeng_desktop.ui.composer.generate_button import GenerateButton
from jimeng_desktop.ui.design.buttons import ToolButton
from tests.ui.accessibility import deaf, menu_entries, unspoken, unspoken_items
from tests.ui.showing import SCENES, Showing, Stage, Variant, showing, shown


@pytest.fixture(scope="module")
def shows(qapp: object) -> Iterator[Showing]:
    with showing() as theatre:
        yield theatre


def silent(stage: Stage) -> list[str]:
    """All that could not be told of what is on screen."""
    widgets = shown()
    found = [*unspoken(widgets), *deaf(widgets)]
    for menu in (widget for widget in widgets if isinstance(widget, QMenu)):
        found += menu_entries(menu)
    gallery = stage.window.middle.gallery
    if gallery.isVisible():
        found += unspoken_items(gallery, QAccessible.Role.List, QAccessible.Role.ListItem)
    return found


@pytest.mark.parametrize("name", SCENES)
def test_everything_has_name_role_and_state(shows: Showing, name: str) -> None:
    assert shows.see(name, Variant(), silent) == []


@pytest.mark.parametrize("name", ["main", "queue-popover", "key-dialog"])
def test_names_are_in_the_users_language(shows: Showing, name: str) -> None:
    def names(stage: Stage) -> set[str]:
        return {widget.accessibleName() for widget in shown() if widget.accessibleName()}

    english = shows.see(name, Variant(language="en"), names)
    chinese = shows.see(name, Variant(language="zh_CN"), names)
    same = {word for word in english & chinese if any(letter.isalpha() for letter in word)}
    assert same <= {"Jimeng 4.5", "api.maxapi.io"}, same


def test_what_says_nothing_is_seen(qapp: object) -> None:
    room = QWidget()
    room.resize(200, 40)
    nameless, bare, twin = QToolButton(room), QPushButton("Twice", room), QPushButton("Twice", room)
    for at, button in enumerate((nameless, bare, twin)):
        button.move(60 * at, 0)
    room.show()
    found = " ".join(unspoken([room, nameless, bare, twin]))
    room.close()
    assert "QToolButton < QWidget has no name" in found
    assert "an icon alone, has no tooltip" in found
    assert "'Twice' is called" in found


def test_what_is_deaf_to_enter_is_seen(qapp: object) -> None:
    class Again(QToolButton):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            self.click()

    room = QWidget()
    buttons = [kind(room) for kind in (QToolButton, QPushButton, ToolButton, Again, GenerateButton)]
    told = list(deaf([room, *buttons]))
    assert [line.partition(" <")[0] for line in told] == ["QToolButton", "QPushButton", "Again"]
    assert told[0].endswith("pressed 0 times by Enter") and told[2].endswith("pressed 2 times by Enter")

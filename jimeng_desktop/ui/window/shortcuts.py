"""The list of keys (F1): those of the window's actions, and from a table those that panes answer to by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..base.key_names import generate_keys, key_text
from ..design.buttons import PushButton
from ..design.plain import PlainLabel
from ..design.rules import rule
from ..design.screen_room import screen_room

SIZE = QSize(820, 620)
WIDE = 700  # from here on two columns


class Key(NamedTuple):
    """What keys do; any of them does it, or together they do both that is said."""

    words: str
    keys: tuple[str, ...]


class Group(NamedTuple):
    """Keys of one part of the window."""

    title: str
    keys: list[Key]


class KeysWindow(QDialog):
    """`window` is the one whose actions are listed. Escape and F1 close it."""

    def __init__(self, window: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.groups = self._groups()
        self._add_actions(window.actions())
        self._ground = QWidget(self)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._ground)
        self._columns.setContentsMargins(32, 24, 32, 24)
        self._columns.setSpacing(48)
        making, gallery, loupe, whole = (self._draw(group) for group in self.groups)
        for column in ((making, whole), (gallery, loupe)):
            part = QVBoxLayout()
            part.setSpacing(24)
            for group in column:
                part.addWidget(group)
            part.addStretch()
            self._columns.addLayout(part, 1)
        self._lay_out()
        self.resize(SIZE.boundedTo(screen_room(parent)))
        QShortcut(QKeySequence("F1"), self).activated.connect(self.accept)

    def listed(self) -> set[str]:
        """Every key that stands here."""
        return {key for group in self.groups for entry in group.keys for key in entry.keys}

    # The table: a key more is a line more. Keys of actions join by themselves, those that stand here keep their place.

    def _groups(self) -> list[Group]:
        return [
            Group(self.tr("Making"), self._making()),
            Group(self.tr("Gallery"), self._gallery()),
            Group(self.tr("Loupe"), self._loupe()),
            Group(self.tr("Window"), self._window()),
        ]

    def _making(self) -> list[Key]:
        return [
            Key(self.tr("Generate"), generate_keys()[:1]),
            Key(self.tr("Generate, to the front"), ("Ctrl+Shift+Enter",)),
            Key(self.tr("Undo sending or marking"), ("Ctrl+Z",)),
            Key(self.tr("To the prompt"), ("Ctrl+L",)),
            Key(self.tr("Search prompts"), ("Ctrl+F",)),
            Key(self.tr("Earlier and later prompts"), ("Alt+Up", "Alt+Down")),
        ]

    def _gallery(self) -> list[Key]:
        return [
            Key(self.tr("From picture to picture"), ("Left", "Right", "Up", "Down")),
            Key(self.tr("Open in the loupe"), ("Enter", "E")),
            Key(self.tr("Pick, reject, no flag"), ("P", "X", "U")),
            Key(self.tr("Stars"), ("0", "1", "2", "3", "4", "5")),
            Key(self.tr("Red, yellow, green, blue"), ("6", "7", "8", "9")),
            Key(self.tr("Move in a collection"), ("Alt+Left", "Alt+Right")),
            Key(self.tr("Recipe into the form"), ("R",)),
            Key(self.tr("Show or hide the inspector"), ("I",)),
            Key(self.tr("Show or hide both panels"), ("Tab",)),
            Key(self.tr("Copy the file"), ("Ctrl+C",)),
            Key(self.tr("Copy the picture itself"), ("Ctrl+Shift+C",)),
            Key(self.tr("Save a copy"), ("Ctrl+S",)),
            Key(self.tr("Export"), ("Ctrl+Shift+E",)),
            Key(self.tr("Larger and smaller pictures"), ("Ctrl++", "Ctrl+-")),
        ]

    def _loupe(self) -> list[Key]:
        return [
            Key(self.tr("Picture before and after"), ("Left", "Right")),
            Key(self.tr("Fit, or one pixel to one"), ("Z",)),
            Key(self.tr("Closer and further away"), ("+", "-")),
            Key(self.tr("Look around, magnified"), ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down")),
            Key(self.tr("Full screen"), ("F",)),
            Key(self.tr("Back to the gallery"), ("G", "Esc")),
        ]

    def _window(self) -> list[Key]:
        return [
            Key(self.tr("Next and previous pane"), ("F6", "Shift+F6")),
            Key(self.tr("Settings"), ("Ctrl+,",)),
            Key(self.tr("This list"), ("F1",)),
            Key(self.tr("Quit"), ("Ctrl+Q",)),
        ]

    def _add_actions(self, actions: Sequence[QAction]) -> None:
        """What has a key and no place in the table."""
        for action in actions:
            keys = tuple(_plain(key) for key in action.shortcuts())
            known = {_plain(QKeySequence(key)) for key in self.listed()}
            if keys and not known & set(keys):
                words = action.text().replace("&", "").rstrip("….")
                self.groups[-1].keys.insert(-2, Key(words, keys[:1]))

    # How it is drawn

    def _draw(self, group: Group) -> QWidget:
        box = QWidget(self._ground)
        title = PlainLabel(group.title, box)
        title.setProperty("role", "title")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for line, entry in enumerate(group.keys):
            words = PlainLabel(entry.words, box)
            words.setWordWrap(True)
            grid.addWidget(words, line, 0)
            grid.addLayout(self._caps(entry, box), line, 1)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(title)
        column.addLayout(grid)
        return box

    def _caps(self, entry: Key, parent: QWidget) -> QHBoxLayout:
        caps = QHBoxLayout()
        caps.setSpacing(4)
        caps.addStretch()
        middle = Qt.AlignmentFlag.AlignVCenter
        shared = entry.keys[0].partition("+")[0] + "+" if len(entry.keys) > 2 else ""
        if shared and all(key.startswith(shared) for key in entry.keys):  # once: four times would take the row
            caps.addWidget(_cap(shared[:-1], shared[:-1], parent), 0, middle)
        else:
            shared = ""
        for key in entry.keys:
            caps.addWidget(_cap(_face(key.removeprefix(shared)), key_text(key), parent), 0, middle)
        return caps

    def _lay_out(self) -> None:
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.windowTitle())
        scroll.setWidget(self._ground)
        said = PlainLabel(self.tr("Single keys act outside text fields only."), self)
        said.setProperty("role", "caption")
        close = PushButton(self.tr("Close"), self)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.addWidget(said, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(rule(self))
        column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= WIDE
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(48 if wide else 24)


_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def _cap(face: str, name: str, parent: QWidget) -> QLabel:
    cap = PlainLabel(face, parent)
    cap.setProperty("role", "key")
    cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
    cap.setMinimumWidth(22)
    cap.setAccessibleName(name)
    return cap


def _face(key: str) -> str:
    """What is written on the cap."""
    text = key_text(key)
    for name, arrow in _ARROWS.items():
        text = text.replace(name, arrow)
    return text


def _plain(key: QKeySequence) -> str:
    """One spelling for one key: Return and Enter do the same."""
    return key.toString(QKeySequence.SequenceFormat.PortableText).replace("Return", "Enter")

"""The collections as a menu: to look into one, to put pictures into one, to make one more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from ...core.collection import Collection
from ..base.language import fill
from ..design.look import icon
from .collections import Collections
from .finding import Finding

translate = QCoreApplication.translate


Chosen = Callable[[], Sequence[int]]  # the ids of the chosen pictures


def add_collections(menu: QMenu, finding: Finding, collections: Collections, chosen: Chosen | None) -> None:
    """Every collection, then what can be done about them. `chosen` is None where no picture is."""
    for collection in collections.all:
        action = menu.addAction(_label(collection))
        action.setCheckable(True)
        action.setChecked(collections.shown(collection))
        action.triggered.connect(lambda _=False, one=collection: collections.show(one))
    menu.addSeparator()
    new = menu.addAction(icon("plus"), translate("CollectionMenu", "New collection of what is selected…"))
    new.setEnabled(chosen is not None)
    new.triggered.connect(lambda: collections.make(chosen() if chosen else []))
    smart = menu.addAction(icon("filter"), translate("CollectionMenu", "Keep what is looked for as a collection…"))
    smart.setEnabled(not finding.wanted.everything)
    smart.triggered.connect(lambda: collections.make_smart(finding.wanted))
    of_all = menu.addAction(icon("collection"), translate("CollectionMenu", "Collections…"))
    of_all.setEnabled(bool(collections.all))
    of_all.triggered.connect(collections.open_window)


def add_targets(menu: QMenu, collections: Collections, pictures: Sequence[int]) -> None:
    """The collections that pictures can be put into, and a new one."""
    for collection in collections.all:
        if collection.wanted is None:
            action = menu.addAction(_label(collection))
            action.triggered.connect(lambda _=False, one=collection: collections.put_in(one, pictures))
    menu.addSeparator()
    new = menu.addAction(icon("plus"), translate("CollectionMenu", "New collection…"))
    new.triggered.connect(lambda: collections.make(pictures))
    shown = collections.by_hand
    if shown:
        text = fill(translate("CollectionMenu", "Take out of “%1”"), shown.name.replace("&", "&&"))
        out = menu.addAction(icon("minus"), text)
        out.triggered.connect(lambda: collections.take_out(shown, pictures))


def open_targets(button: QWidget, collections: Collections, pictures: Sequence[int]) -> None:
    """Where the pictures go that have been dropped on a button."""
    menu = QMenu(button.window())
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(translate("CollectionMenu", "Put into a collection"))
    add_targets(menu, collections, pictures)
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))


def collection_words(collections: Collections) -> str:
    """The name of the collection that is shown; nothing where none is."""
    return next((one.name for one in collections.all if collections.shown(one)), "")


def _label(collection: Collection) -> str:
    name = collection.name.replace("&", "&&")
    if collection.wanted is not None:
        return name
    return fill(translate("CollectionMenu", "%1 (%2)"), name, collection.pictures)

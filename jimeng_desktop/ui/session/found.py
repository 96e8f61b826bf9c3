"""What is found is shown in the window of the moment, and what the window asks of finding and collections happens."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QCoreApplication, QObject, QPoint
from PySide6.QtWidgets import QMenu

from ...core.search import Order
from ...messages import BY_JOB
from ..base.language import fill
from ..base.undo import Step
from ..design.word_buttons import BETWEEN
from ..finding.bar import COLLECTION
from ..finding.finding import Finding
from ..window.main_window import FilterWords, MainWindow
from ..window.pages import Pages
from .parts import Parts


def connect_found(parts: Parts) -> None:
    """Connected once: a new language brings a new window."""
    finding = parts.finding
    finding.text_changed.connect(lambda text: parts.window.toolbar.search.setText(text))
    finding.leaving.connect(lambda pictures: parts.window.middle.step_off(pictures))
    finding.found.connect(lambda: show_found(finding, parts.window.middle))
    finding.reset.connect(lambda: parts.window.middle.close_loupe())
    finding.shown.connect(lambda: _leave_loupe(parts))
    Moves(parts)
    for changed in (finding.changed, parts.collections.changed):
        changed.connect(lambda: parts.window.show_filters(_filter_words(parts)))


class Moves(QObject):
    """Of one session: a new order of a collection made by hand can be undone, and redone, while there is one."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._parts = parts
        self._steps: WeakKeyDictionary[Step, int] = WeakKeyDictionary()  # and their collections
        self._names: dict[int, str] = {}  # of the collections, the last that they had
        parts.collections.moved.connect(self._push)
        parts.collections.changed.connect(self._forget)

    def _push(self, collection: int, was: list[int], now: list[int]) -> None:
        translate = QCoreApplication.translate
        step = self._parts.undo.push(
            lambda: self._text(collection),
            lambda: self._put(collection, was, translate("Judging", "Undone: %1")),
            lambda: self._put(collection, now, translate("Judging", "Redone: %1")),
        )
        self._steps[step] = collection

    def _forget(self) -> None:
        """What is gone has no order."""
        there = {collection.id: collection.name for collection in self._parts.collections.all}
        self._names |= there
        for step, collection in list(self._steps.items()):
            if collection not in there:
                self._steps.pop(step)
                self._parts.undo.expire(step)
        if self._steps:
            self._parts.undo.changed.emit()  # it may have another name

    def _text(self, collection: int) -> str:
        return fill(QCoreApplication.translate("Found", "Order of “%1”"), self._names[collection])

    async def _put(self, collection: int, order: list[int], said: str) -> None:
        """It is said, too: somewhere else it would not be seen."""
        parts = self._parts
        await parts.collections.put_back(collection, order)
        words = [self._text(collection)]
        if parts.finding.wanted.collection != collection:
            words.append(QCoreApplication.translate("Judging", "not in this view"))
        parts.window.quiet_notice.say(fill(said, BETWEEN.join(words)))


def show_found(finding: Finding, pages: Pages) -> None:
    """The gallery is arranged for what has been found; what stands there if that is nothing, says so."""
    pages.gallery.set_grouped(finding.arrangement == BY_JOB)
    pages.gallery.set_ordered_by_hand(finding.order is Order.HAND)
    if not finding.wanted.everything:
        pages.nothing_found.say(finding.wanted.text.strip(), finding.filtered)


def _leave_loupe(parts: Parts) -> None:
    """The loupe closes over a picture that is not among what is shown any more: its arrows would lead nowhere."""
    pages = parts.window.middle
    shown = pages.loupe.picture_id if pages.showing_loupe else None
    if shown is not None and parts.model.row_of(shown) is None:
        pages.close_loupe()


def connect_filters(parts: Parts, window: MainWindow) -> None:
    """What is asked for in the window's toolbar and gallery."""
    filters, arrange = window.toolbar.filters, window.toolbar.arrange
    window.toolbar.searched.connect(parts.finding.look_for)
    window.middle.gallery.moved.connect(parts.collections.move)
    window.middle.gallery.collect_menu_wanted.connect(lambda menu: _add_targets(parts, menu))
    window.middle.all_wanted.connect(parts.finding.show_all)
    filters.list_wanted.connect(lambda group: _open_filters(parts, group))
    filters.cleared.connect(lambda group: _clear(parts, group))
    filters.flag_pressed.connect(lambda flag: parts.finding.toggle("flags", frozenset({flag})))
    filters.dropped.connect(lambda: _open_targets(parts))
    under = QPoint(0, arrange.sizeHint().height() + 4)
    arrange.clicked.connect(lambda: window.commands.arrangements.popup(arrange.mapToGlobal(under)))
    window.commands.arranged.connect(parts.finding.arrange)
    window.show_filters(_filter_words(parts))


def _filter_words(parts: Parts) -> FilterWords:
    finding = parts.finding
    if finding.wanted.everything:
        return FilterWords({}, frozenset(), finding.arrangement, False)
    from ..finding.menu import filter_words  # late: nothing is looked for before the first frame

    by_hand = bool(finding.wanted.collection)
    return FilterWords(
        filter_words(finding.wanted, parts.collections, parts.catalog),
        finding.wanted.flags,
        finding.arrangement,
        by_hand,
    )


def _open_filters(parts: Parts, group: str) -> None:
    from ..finding.menu import open_filter_menu  # late, like all that is asked for

    bar, pages = parts.window.toolbar.filters, parts.window.middle
    chosen = parts.chosen.pictures if pages.any_chosen else None
    menu = open_filter_menu(group, bar, parts.finding, parts.collections, parts.catalog, chosen)
    parts.tasks.start(menu, name="filters")


def _add_targets(parts: Parts, menu: QMenu) -> None:
    from ..finding.collections_menu import add_targets

    add_targets(menu, parts.collections, parts.chosen.pictures())


def _clear(parts: Parts, group: str) -> None:
    from ..finding.menu import clear_group

    clear_group(parts.finding, group)


def _open_targets(parts: Parts) -> None:
    from ..finding.collections_menu import open_targets

    button = parts.window.toolbar.filters.button(COLLECTION)
    open_targets(button, parts.collections, parts.chosen.pictures())

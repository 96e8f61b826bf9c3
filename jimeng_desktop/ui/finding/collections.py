"""The collections of a session: shown, made, filled, named, put in order. The library keeps them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ...core.collection import Collection
from ...core.errors import JimengError
from ...core.search import Wanted
from ..base.language import fill
from ..base.ports import Parent, Says, Start
from ..notices import words as happened
from .finding import Finding


class Sorts(Protocol):
    """The part of the library that keeps collections."""

    async def collections(self) -> list[Collection]: ...

    async def add_collection(self, name: str, wanted: Wanted | None = None) -> int: ...

    async def rename_collection(self, collection: int, name: str) -> None: ...

    async def remove_collection(self, collection: int) -> None: ...

    async def order_collections(self, ids: Sequence[int]) -> None: ...

    async def collect(self, collection: int, pictures: Iterable[int]) -> int: ...

    async def take_out(self, collection: int, pictures: Iterable[int]) -> None: ...

    async def move_collected(self, collection: int, pictures: Sequence[int], before: int | None) -> None: ...

    async def collected(self, collection: int) -> list[int]: ...


class Collections(QObject):
    """`all` is as last read. What can't be kept is said in the banner, and nothing has changed then."""

    changed = Signal()
    moved = Signal(int, object, object)  # a collection's id, and its pictures in the order before and since: list[int]
    export_wanted = Signal(object)  # the ids of the pictures, in their order: list[int]

    def __init__(
        self,
        sorting: Sorts,
        finding: Finding,
        all_read: asyncio.Event,
        start: Start,
        says: Says,
        window: Parent,
        parent: QObject | None = None,
    ) -> None:
        """`all_read`: the model has every job."""
        super().__init__(parent)
        self._sorting, self._finding, self._all_read = sorting, finding, all_read
        self._start_task, self._says, self._window = start, says, window
        self.all: list[Collection] = []

    @property
    def by_hand(self) -> Collection | None:
        """The one that is shown, if it has been put together by hand."""
        return next((one for one in self.all if one.wanted is None and self.shown(one)), None)

    def shown(self, collection: Collection) -> bool:
        """The gallery shows just it."""
        wanted = self._finding.wanted
        return wanted == collection.wanted if collection.wanted else wanted.collection == collection.id

    def show(self, collection: Collection) -> None:
        """Looks into it, or at everything again where it is shown already."""
        finding, shown = self._finding, self.shown(collection)
        if collection.wanted is not None:
            finding.look(Wanted() if shown else collection.wanted)
        else:
            finding.change(collection=0 if shown else collection.id)

    def show_alone(self, collection: Collection) -> None:
        """Looks into it, and nothing else is looked for."""
        self._finding.look(collection.wanted or Wanted(collection=collection.id))

    def make(self, pictures: Sequence[int]) -> None:
        """A new one of these pictures; asks for its name."""
        self._start(self._make(tuple(pictures)))

    def make_smart(self, wanted: Wanted) -> None:
        """One that is always what is looked for; asks for its name."""
        self._start(self._make((), wanted))

    def put_in(self, collection: Collection, pictures: Sequence[int]) -> None:
        """After those that are there; what is in it already stays where it is."""
        self._start(self._put_in(collection, tuple(pictures)))

    def move(self, pictures: Sequence[int], before: int | None) -> None:
        """Within the collection that is shown: before another of its pictures, or to its end."""
        shown = self.by_hand
        if shown:
            self._start(self._move(shown.id, tuple(pictures), before))

    def take_out(self, collection: Collection, pictures: Sequence[int]) -> None:
        """The pictures stay in the library."""
        self._start(self._take_out(collection, tuple(pictures)))

    def rename(self, collection: Collection) -> None:
        """Asks for another name."""
        self._start(self._rename(collection))

    def remove(self, collection: Collection) -> None:
        """Asks whether it is to go; its pictures stay."""
        self._start(self._remove(collection))

    def reorder(self, ids: Sequence[int]) -> None:
        """They stand in this order from now on."""
        self._start(self._sorting.order_collections(tuple(ids)))

    def export(self, collection: Collection) -> None:
        """Its pictures, in their order."""
        self._start(self._export(collection))

    def open_window(self) -> None:
        """The list of them."""
        self._start_task(self._open_window(), name="collections")

    async def read(self) -> None:
        """As the library has them."""
        self.all = await self._sorting.collections()
        self.changed.emit()

    # Inside

    def _start(self, change: Coroutine[Any, Any, object]) -> None:
        self._start_task(self._change(change), name="collections")

    async def _change(self, change: Coroutine[Any, Any, object]) -> None:
        try:
            await change
        except JimengError as error:
            fault = error.fault
            self._says.say("sorting", lambda: happened.not_sorted(fault))
            return
        self._says.clear("sorting")
        await self.read()
        if self._finding.wanted.collection:
            self._finding.look_again()

    async def _make(self, pictures: tuple[int, ...], wanted: Wanted | None = None) -> None:
        from ..design.dialogs import ask_text

        name = await ask_text(self._parent(), self.tr("Name of the collection"), "")
        if name:
            number = await self._sorting.add_collection(name, wanted)
            if pictures:
                await self._sorting.collect(number, pictures)

    async def _put_in(self, collection: Collection, pictures: tuple[int, ...]) -> None:
        await self._sorting.collect(collection.id, pictures)

    async def _move(self, collection: int, pictures: tuple[int, ...], before: int | None) -> None:
        was = await self._sorting.collected(collection)
        await self._sorting.move_collected(collection, pictures, before)
        now = await self._sorting.collected(collection)
        if now != was:
            self.moved.emit(collection, was, now)

    async def put_back(self, collection: int, order: Sequence[int]) -> None:
        """Puts the pictures of a collection into an order that they had; those that came since stay behind them.

        Raises StorageError, LibraryDamaged.
        """
        there = await self._sorting.collected(collection)
        known = [picture for picture in order if picture in set(there)]
        await self._sorting.move_collected(collection, [*known, *(p for p in there if p not in set(order))], None)
        await self.read()
        if self._finding.wanted.collection == collection:
            self._finding.look_again()

    async def _take_out(self, collection: Collection, pictures: tuple[int, ...]) -> None:
        await self._sorting.take_out(collection.id, pictures)

    async def _rename(self, collection: Collection) -> None:
        from ..design.dialogs import ask_text

        name = await ask_text(self._parent(), self.tr("Name of the collection"), collection.name)
        if name and name != collection.name:
            await self._sorting.rename_collection(collection.id, name)

    async def _remove(self, collection: Collection) -> None:
        from ..design.dialogs import ask

        title = fill(self.tr("Remove the collection “%1”?"), collection.name)
        sentence = self.tr("The pictures stay in the library.")
        if await ask(self._parent(), title, sentence, self.tr("Remove")):
            if self.shown(collection):
                smart = collection.wanted is not None
                self._finding.look(Wanted() if smart else replace(self._finding.wanted, collection=0))
            await self._sorting.remove_collection(collection.id)

    async def _export(self, collection: Collection) -> None:
        if collection.wanted is None:
            pictures = await self._sorting.collected(collection.id)
            await self._all_read.wait()
        else:
            await self._all_read.wait()
            pictures = await self._finding.pictures(collection.wanted)
        self.export_wanted.emit(pictures)

    async def _open_window(self) -> None:
        from ..design.dialogs import finished
        from .collections_window import CollectionsWindow

        window = CollectionsWindow(lambda: self.all, self._window())
        window.show_wanted.connect(self.show_alone)
        window.rename_wanted.connect(self.rename)
        window.export_wanted.connect(self.export)
        window.remove_wanted.connect(self.remove)
        window.reordered.connect(self.reorder)
        self.changed.connect(window.fill)
        await finished(window)

    def _parent(self) -> QWidget:
        """The dialog that is open, else the window."""
        window = self._window()
        return window.findChild(QWidget, "collections") or window

"""The collections of a session: shown, made, filled, named, put in order. The library keeps them."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ...core.collection import Collection
from ...core.errors import JimengError
from ...core.search import Wanted
from ..base.language import fill
from ..jobs.rows import Rows, is_saved, newest_first, picture_at
from ..notices import words as happened

if TYPE_CHECKING:
    from ..session.session import Session


class Collections(QObject):
    """`all` is as last read. What can't be kept is said in the banner, and nothing has changed then."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.all: list[Collection] = []

    @property
    def by_hand(self) -> Collection | None:
        """The one that is shown, if it has been put together by hand."""
        return next((one for one in self.all if one.wanted is None and self.shown(one)), None)

    def shown(self, collection: Collection) -> bool:
        """The gallery shows just it."""
        wanted = self._session.finding.wanted
        return wanted == collection.wanted if collection.wanted else wanted.collection == collection.id

    def show(self, collection: Collection) -> None:
        """Looks into it, or at everything again where it is shown already."""
        finding, shown = self._session.finding, self.shown(collection)
        if collection.wanted is not None:
            finding.look(Wanted() if shown else collection.wanted)
        else:
            finding.change(collection=0 if shown else collection.id)

    def show_alone(self, collection: Collection) -> None:
        """Looks into it, and nothing else is looked for."""
        self._session.finding.look(collection.wanted or Wanted(collection=collection.id))

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
            self._start(self._session.library.sorting.move_collected(shown.id, tuple(pictures), before))

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
        self._start(self._session.library.sorting.order_collections(tuple(ids)))

    def export(self, collection: Collection) -> None:
        """Its pictures, in their order."""
        self._start(self._export(collection))

    def open_window(self) -> None:
        """The list of them."""
        self._session.tasks.start(self._open_window(), name="collections")

    async def read(self) -> None:
        """As the library has them."""
        self.all = await self._session.library.sorting.collections()
        self.changed.emit()

    # Inside

    def _start(self, change: Coroutine[Any, Any, object]) -> None:
        self._session.tasks.start(self._change(change), name="collections")

    async def _change(self, change: Coroutine[Any, Any, object]) -> None:
        try:
            await change
        except JimengError as error:
            fault = error.fault
            self._session.notices.say("sorting", lambda: happened.not_sorted(fault))
            return
        self._session.notices.clear("sorting")
        await self.read()
        if self._session.finding.wanted.collection:
            self._session.finding.look_again()

    async def _make(self, pictures: tuple[int, ...], wanted: Wanted | None = None) -> None:
        from ..design.dialogs import ask_text

        name = await ask_text(self._parent(), self.tr("Name of the collection"), "")
        if name:
            library = self._session.library.sorting
            number = await library.add_collection(name, wanted)
            if pictures:
                await library.collect(number, pictures)

    async def _put_in(self, collection: Collection, pictures: tuple[int, ...]) -> None:
        await self._session.library.sorting.collect(collection.id, pictures)

    async def _take_out(self, collection: Collection, pictures: tuple[int, ...]) -> None:
        await self._session.library.sorting.take_out(collection.id, pictures)

    async def _rename(self, collection: Collection) -> None:
        from ..design.dialogs import ask_text

        name = await ask_text(self._parent(), self.tr("Name of the collection"), collection.name)
        if name and name != collection.name:
            await self._session.library.sorting.rename_collection(collection.id, name)

    async def _remove(self, collection: Collection) -> None:
        from ..design.dialogs import ask

        title = fill(self.tr("Remove the collection “%1”?"), collection.name)
        sentence = self.tr("The pictures stay in the library.")
        if await ask(self._parent(), title, sentence, self.tr("Remove")):
            if self.shown(collection):
                finding = self._session.finding
                finding.look(replace(finding.wanted, collection=0) if collection.wanted is None else Wanted())
            await self._session.library.sorting.remove_collection(collection.id)

    async def _export(self, collection: Collection) -> None:
        library = self._session.library
        if collection.wanted is None:
            pictures = await library.sorting.collected(collection.id)
        else:
            await self._session.all_read.wait()
            found = await library.find(collection.wanted)
            pictures = _saved(self._session.model.every, found)
        await self._session.all_read.wait()
        self._session.pictures.export(pictures)

    async def _open_window(self) -> None:
        from ..design.dialogs import finished
        from .collections_window import CollectionsWindow

        await finished(CollectionsWindow(self, self._session.window))

    def _parent(self) -> Any:
        """The dialog that is open, else the window."""
        window = self._session.window
        return window.findChild(QObject, "collections") or window


def _saved(every: Rows, found: Mapping[int, int]) -> list[int]:
    """The ids of the saved pictures of these places of these jobs."""
    sections = ((every.find(newest_first(job_id)), mask) for job_id, mask in found.items())
    shown = ((section, place) for section, mask in sections if section for place in section.only(mask).shown)
    return [picture.id for section, place in shown if is_saved(picture := picture_at(section, place))]

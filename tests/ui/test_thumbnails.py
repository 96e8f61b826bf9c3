"""Thumbnails: what is visible first, a few at a time, nothing that has scrolled away, within a bound of bytes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence

import pytest
import shiboken6
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from jimeng_desktop.ui.pictures import thumbnails as thumbnails_module
from jimeng_desktop.ui.pictures.thumbnails import AT_ONCE, BATCH, LARGE, PAGES, SMALL, Thumbnails, Wish
from tests.ui.made_jobs import FIRST, Background, drawn, encoded

THUMBNAIL = encoded(drawn(64, 36))
SIZE = QSize(184, 104)


class Shelf:
    """A library that counts; with `slow` it answers one turn of the loop later, and says how many ask at once."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.at_once = self.most = 0
        self.gone: set[int] = set()

    async def load(self, picture: int, size: int) -> bytes | None:
        self.asked.append((picture, size))
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        return None if picture in self.gone else THUMBNAIL


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


@pytest.fixture
def thumbnails(shelf: Shelf, background: Background) -> Thumbnails:
    return Thumbnails(shelf.load, background.start)


def wish(number: int, size: QSize = SIZE, scale: float = 1.0) -> Wish:
    return Wish(FIRST + number, size, scale)


def test_a_picture_comes_in_device_pixels_and_says_so(thumbnails: Thumbnails, background: Background) -> None:
    ready = QSignalSpy(thumbnails.ready)
    thumbnails.want([wish(1, QSize(230, 130), 1.25)])
    assert thumbnails.get(FIRST + 1) is None
    background.settle()
    pixmap = thumbnails.get(FIRST + 1)
    assert pixmap is not None
    assert (pixmap.width(), pixmap.height(), pixmap.devicePixelRatio()) == (230, 130, 1.25)  # 64:36 fills 230 x 130
    assert ready.at(0) == [FIRST + 1]


def test_another_shape_is_never_cropped_or_stretched(thumbnails: Thumbnails, background: Background) -> None:
    thumbnails.want([wish(1, QSize(150, 200))])
    background.settle()
    pixmap = thumbnails.get(FIRST + 1)
    assert pixmap is not None
    assert (pixmap.width(), pixmap.height()) == (150, 84)


def test_the_most_wanted_first_and_a_few_at_a_time(
    thumbnails: Thumbnails, shelf: Shelf, background: Background
) -> None:
    thumbnails.want([wish(n) for n in range(40)])
    background.settle()
    assert [picture - FIRST for picture, _ in shelf.asked[:AT_ONCE]] == list(range(AT_ONCE))
    assert len(shelf.asked) == 40
    assert shelf.most <= AT_ONCE


def test_what_has_scrolled_away_is_not_begun(thumbnails: Thumbnails, shelf: Shelf, background: Background) -> None:
    for top in range(0, 4000, 40):  # a wild scroll, nothing has time to come
        thumbnails.want([wish(top + n) for n in range(40)])
    background.settle()
    assert len(shelf.asked) == 40
    assert all(thumbnails.get(FIRST + 3960 + n) for n in range(40))


def test_small_tiles_take_the_small_source(thumbnails: Thumbnails, shelf: Shelf, background: Background) -> None:
    thumbnails.want([wish(1, QSize(256, 144)), wish(2, QSize(257, 145))])
    background.settle()
    assert dict(shelf.asked) == {FIRST + 1: SMALL, FIRST + 2: LARGE}


def test_nothing_is_asked_for_twice(thumbnails: Thumbnails, shelf: Shelf, background: Background) -> None:
    thumbnails.want([wish(1)])
    background.settle()
    thumbnails.want([wish(1)])
    background.settle()
    assert len(shelf.asked) == 1
    thumbnails.want([wish(1, QSize(100, 56))])  # another size: the old one shows till it is there
    assert thumbnails.get(FIRST + 1) is not None
    background.settle()
    assert len(shelf.asked) == 2


def test_a_file_that_is_gone_is_known_and_not_asked_for_again(
    thumbnails: Thumbnails, shelf: Shelf, background: Background
) -> None:
    shelf.gone.add(FIRST + 1)
    for _ in range(2):
        thumbnails.want([wish(1)])
        background.settle()
    assert thumbnails.missing(FIRST + 1) and not thumbnails.missing(FIRST + 2)
    assert len(shelf.asked) == 1
    thumbnails.forget(FIRST + 1)
    assert not thumbnails.missing(FIRST + 1)


def test_the_bound_is_in_bytes_and_the_longest_unseen_goes(shelf: Shelf, background: Background) -> None:
    one = 184 * 104 * 4
    thumbnails = Thumbnails(shelf.load, background.start, bound=one * 10)
    for number in range(13):
        if number == 10:
            thumbnails.get(FIRST)  # seen again
        thumbnails.want([wish(number)])
        background.settle()
    assert thumbnails.bytes == one * 10
    assert [n for n in range(13) if thumbnails.get(FIRST + n) is None] == [1, 2, 3]


def test_a_small_window_holds_less_than_a_large_screen(
    shelf: Shelf, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = 184 * 104 * 4
    monkeypatch.setattr(thumbnails_module, "LEAST", one * 2)
    thumbnails = Thumbnails(shelf.load, background.start, bound=one * 100)
    for first in range(0, 60, 5):
        thumbnails.want([wish(first + n) for n in range(5)])
        background.settle()
    assert thumbnails.bytes == one * 5 * PAGES
    thumbnails.want([wish(100 + n) for n in range(60)])
    background.settle()
    assert thumbnails.bytes == one * 5 * PAGES + one * 60, "and all of what a large one wants"


def test_a_library_that_fails_leaves_room_for_the_next(background: Background) -> None:
    async def broken(picture: int, size: int) -> bytes | None:
        raise OSError("the disk is gone")

    thumbnails = Thumbnails(broken, background.start)
    thumbnails.want([wish(1)])
    with pytest.raises(OSError, match="gone"):
        background.settle()
    thumbnails._load = Shelf().load
    thumbnails.want([wish(1)])
    background.settle()
    assert thumbnails.get(FIRST + 1) is not None


def test_a_window_that_goes_while_they_load_ends_it_quietly(shelf: Shelf, background: Background) -> None:
    window = QObject()
    thumbnails = Thumbnails(shelf.load, background.start, window)
    thumbnails.want([wish(n) for n in range(40)])
    shiboken6.delete(window)
    background.settle()
    assert len(shelf.asked) <= AT_ONCE


def test_what_scrolls_away_while_it_is_asked_for_makes_room(qapp: QApplication, background: Background) -> None:
    waiting: dict[int, asyncio.Future[bytes]] = {}
    taken_back: list[int] = []

    async def slow(picture: int, size: int) -> bytes | None:
        waiting[picture - FIRST] = asyncio.get_running_loop().create_future()
        try:
            return await waiting[picture - FIRST]
        except asyncio.CancelledError:
            taken_back.append(picture - FIRST)
            raise

    thumbnails = Thumbnails(slow, background.start)
    thumbnails.want([wish(n) for n in range(20)])
    background.loop.run_until_complete(asyncio.sleep(0))
    assert list(waiting) == list(range(AT_ONCE))
    thumbnails.want([wish(1), *(wish(n) for n in range(100, 120))])
    for _ in range(3):
        background.loop.run_until_complete(asyncio.sleep(0))
    assert taken_back == [n for n in range(AT_ONCE) if n != 1], "what is still wanted goes on"
    assert list(waiting)[AT_ONCE:] == list(range(100, 100 + AT_ONCE - 1))
    for future in waiting.values():
        if not future.done():
            future.set_result(THUMBNAIL)
    thumbnails.want([wish(1)])
    background.settle()
    assert thumbnails.get(FIRST + 1) and not thumbnails.missing(FIRST), "what was taken back is not taken for gone"


class Store:
    """What a library has at hand: it makes it in its own time, and knows who asked for what."""

    def __init__(self, *absent: int) -> None:
        self.absent = {FIRST + number for number in absent}
        self.asked: list[list[int]] = []
        self.waiting: list[asyncio.Future[dict[int, QImage]]] = []
        self._make: list[Callable[[], dict[int, QImage]]] = []

    def stored(
        self, pictures: Sequence[int], size: int, make: Callable[[int, bytes], QImage]
    ) -> asyncio.Future[dict[int, QImage]]:
        self.asked.append([picture - FIRST for picture in pictures])
        found = [picture for picture in pictures if picture not in self.absent]
        self._make.append(lambda: {picture: make(picture, THUMBNAIL) for picture in found})
        self.waiting.append(asyncio.get_running_loop().create_future())
        return self.waiting[-1]

    def answer(self, number: int) -> None:
        self.waiting[number].set_result(self._make[number]())


def turns(background: Background, number: int = 3) -> None:
    for _ in range(number):
        background.loop.run_until_complete(asyncio.sleep(0))


def want(background: Background, thumbnails: Thumbnails, *wishes: Wish) -> None:
    """Asks inside the loop, as the window does."""

    async def ask() -> None:
        thumbnails.want(wishes)

    background.loop.run_until_complete(ask())


def test_what_is_at_hand_comes_in_batches_and_is_asked_for_at_once(shelf: Shelf, background: Background) -> None:
    store = Store()
    thumbnails = Thumbnails(shelf.load, background.start, stored=store.stored)
    many = AT_ONCE * BATCH + 5
    want(background, thumbnails, *(wish(n) for n in range(many)))
    assert store.asked == [list(range(n * BATCH, (n + 1) * BATCH)) for n in range(AT_ONCE)], "before any task has run"
    store.answer(1)
    turns(background)
    assert all(thumbnails.get(FIRST + n) for n in range(BATCH, 2 * BATCH))
    assert store.asked[AT_ONCE] == list(range(many - 5, many)), "as soon as there is room"
    for number in (0, 2, 3, 4):
        store.answer(number)
    background.settle()
    assert all(thumbnails.get(FIRST + n) for n in range(many))
    assert shelf.asked == [], "nothing had to be made again"


def test_what_is_not_at_hand_is_made_again_by_itself(shelf: Shelf, background: Background) -> None:
    store = Store(1, 3)
    thumbnails = Thumbnails(shelf.load, background.start, stored=store.stored)
    wishes = [wish(n) for n in range(5)]
    want(background, thumbnails, *wishes)
    store.answer(0)
    turns(background, 1)
    want(background, thumbnails, *wishes)  # asked for again, as with every scroll
    background.settle()
    assert store.asked == [[0, 1, 2, 3, 4]], "it is known not to be there"
    assert shelf.asked == [(FIRST + 1, SMALL), (FIRST + 3, SMALL)]
    assert all(thumbnails.get(FIRST + n) for n in range(5))


def test_a_batch_holds_one_size_of_the_library(shelf: Shelf, background: Background) -> None:
    store = Store()
    thumbnails = Thumbnails(shelf.load, background.start, stored=store.stored)
    large = QSize(400, 225)
    want(background, thumbnails, wish(1), wish(2, large), wish(3), wish(4, large))
    assert store.asked == [[1, 3], [2, 4]]
    for number in (0, 1):
        store.answer(number)
    background.settle()
    assert [thumbnails.get(FIRST + n).width() for n in (1, 2, 3, 4)] == [184, 400, 184, 400]  # type: ignore[union-attr]


def test_a_batch_is_taken_back_when_none_of_it_is_wanted(shelf: Shelf, background: Background) -> None:
    store = Store()
    thumbnails = Thumbnails(shelf.load, background.start, stored=store.stored)
    want(background, thumbnails, *(wish(n) for n in range(2 * BATCH)))
    turns(background)
    want(background, thumbnails, wish(2 * BATCH - 1), wish(500))
    turns(background)
    assert [waiting.cancelled() for waiting in store.waiting] == [True, False, False]
    assert store.asked[2] == [500]
    store.answer(1)
    store.answer(2)
    background.settle()
    assert thumbnails.get(FIRST + 2 * BATCH - 1) and thumbnails.get(FIRST + 500) and not thumbnails.get(FIRST)
    want(background, thumbnails, wish(0))
    store.answer(3)
    background.settle()
    assert thumbnails.get(FIRST), "what was taken back is not taken for gone"

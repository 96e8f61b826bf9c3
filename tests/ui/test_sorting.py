"""Judging pictures by key, looking for what is judged, arranging, collections: in a real session, kept on disk."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QWidget

from jimeng_desktop.core.collection import Collection
from jimeng_desktop.core.errors import StorageError
from jimeng_desktop.core.marks import UNMARKED, Flag, Label, Marks
from jimeng_desktop.core.search import Order, Wanted
from jimeng_desktop.files.settings import read_settings
from jimeng_desktop.options import Options
from jimeng_desktop.ui.design import look
from jimeng_desktop.ui.finding.bar import COLLECTION
from jimeng_desktop.ui.finding.button import OnButton
from jimeng_desktop.ui.finding.collections_window import CollectionsWindow
from jimeng_desktop.ui.gallery.hand_order import place_at
from jimeng_desktop.ui.session.session import Session
from tests.ui.made_jobs import job
from tests.ui.many_jobs import Play, at, plays, shown
from tests.ui.pictured import settings_of, until

Key, ALSO = Qt.Key, QItemSelectionModel.SelectionFlag.Select


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(demo=True, profile=tmp_path)


@pytest.fixture
def play(qapp: QApplication, tmp_path: Path) -> Callable[[Play], None]:
    """Runs it in a session over a library of three jobs."""
    return plays(qapp, tmp_path, [job(number, pictures=4) for number in (1, 2, 3)])


def choose(session: Session, *pictures: int) -> None:
    gallery = session.window.middle.gallery
    gallery.set_current_picture(pictures[0])
    for picture in pictures[1:]:
        gallery.selectionModel().select(session.model.index_of(picture), ALSO)


def press(session: Session, key: Qt.Key) -> None:
    QTest.keyClick(session.window.middle.gallery, key)


def test_keys_judge_what_is_chosen_and_it_is_kept(play: Callable[[Play], None]) -> None:
    async def judge(session: Session) -> None:
        marks = session.model.marks_of
        choose(session, at(3), at(3, 1))
        for key in (Key.Key_P, Key.Key_4, Key.Key_8):
            press(session, key)
        assert marks(at(3)) == marks(at(3, 1)) == Marks(Flag.PICK, 4, Label.GREEN)
        spoken = session.model.index_of(at(3)).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.startswith("Picture 1 of 4, 4 saved, Picked, rated 4 of 5, Green:")
        choose(session, at(3, 1))
        for key in (Key.Key_X, Key.Key_0, Key.Key_8):
            press(session, key)
        assert marks(at(3, 1)) == Marks(Flag.REJECT), "the same colour again takes it away"
        press(session, Key.Key_U)
        assert marks(at(3, 1)) == UNMARKED
        session.window.middle.open_loupe(at(2))
        QTest.keyClick(session.window.middle.loupe, Key.Key_5)
        assert marks(at(2)) == Marks(rating=5), "the loupe's picture"
        session.window.composer.prompt.setFocus()
        QTest.keyClick(session.window.composer.prompt, Key.Key_X)
        assert marks(at(2)) == Marks(rating=5) and session.window.composer.prompt.toPlainText().endswith("x")

    async def look(session: Session) -> None:
        marks = session.model.marks_of
        assert marks(at(3)) == Marks(Flag.PICK, 4, Label.GREEN) and marks(at(2)) == Marks(rating=5)
        assert marks(at(3, 1)) == UNMARKED

    play(judge)
    play(look)


def test_what_could_not_be_kept_is_taken_back_and_said(
    play: Callable[[Play], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def go(session: Session) -> None:
        async def refuse(marks: object) -> None:
            raise StorageError(str(errno.ENOSPC))

        monkeypatch.setattr(session.library.sorting, "mark", refuse)
        choose(session, at(3))
        press(session, Key.Key_P)
        assert session.model.marks_of(at(3)).flag is Flag.PICK
        await until(lambda: session.model.marks_of(at(3)) == UNMARKED)
        assert "could not be kept" in session.window.banner.words.title  # type: ignore[union-attr]

    play(go)


def test_judging_under_a_filter_goes_on_to_the_next(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        gallery = session.window.middle.gallery
        session.finding.change(unjudged=True)
        await until(lambda: session.model.wanted is not None)
        choose(session, at(3, 1))
        press(session, Key.Key_P)
        await until(lambda: at(3, 1) not in shown(session))
        assert gallery.current_picture == at(3, 2) and gallery.selected_pictures() == [at(3, 2)]
        press(session, Key.Key_X)
        await until(lambda: len(shown(session)) == 10)
        assert gallery.current_picture == at(3, 3)
        session.finding.look(Wanted(flags=frozenset({"pick"})))
        await until(lambda: shown(session) == [at(3, 1)])
        bar = session.window.toolbar.filters
        assert bar.flags[Flag.PICK].isChecked() and bar.folded.isChecked()
        bar.flag_pressed.emit("pick")
        assert len(shown(session)) == 12 and session.model.wanted is None

    play(go)


def test_arrangements(play: Callable[[Play], None], options: Options) -> None:
    async def go(session: Session) -> None:
        gallery, window = session.window.middle.gallery, session.window
        choose(session, at(1, 2))
        press(session, Key.Key_5)
        choose(session, at(2, 3))
        press(session, Key.Key_2)
        entries = {action.data(): action for action in window.commands.arrangements.actions()}
        assert [code for code, action in entries.items() if action.isChecked()] == ["jobs"] and gallery.places.grouped
        entries["rating"].trigger()
        await until(lambda: session.model.order is Order.RATING)
        assert shown(session)[:3] == [at(1, 2), at(2, 3), at(3)] and not gallery.places.grouped
        assert (
            gallery.current_picture == at(2, 3)
            and window.toolbar.arrange.accessibleName() == "Arrange: Best rated first"
        )
        press(session, Key.Key_0)
        assert shown(session)[1] == at(2, 3), "what is rated stays where it is"
        entries["rating"].trigger()
        await until(lambda: shown(session)[:2] == [at(1, 2), at(3)])
        entries["oldest"].trigger()
        await until(lambda: session.model.order is Order.OLDEST)
        assert shown(session) == [at(number, place) for number in (1, 2, 3) for place in range(4)]
        session.set_language("zh_CN")
        assert not session.window.middle.gallery.places.grouped and session.window.toolbar.arrange._name == "最早在前"
        session.set_language("en")
        session.finding.arrange("newest")
        assert session.model.rows is session.model.every and not session.window.middle.gallery.places.grouped

    async def again(session: Session) -> None:
        assert not session.window.middle.gallery.places.grouped and session.finding.arrangement == "newest"
        session.finding.arrange("rating")
        await until(lambda: session.model.order is Order.RATING)

    async def third(session: Session) -> None:
        assert session.window.middle.gallery.places.grouped, "what needs every picture is no way to begin"

    play(go)
    play(again)
    assert read_settings(settings_of(options)).window["arrangement"] == "rating"
    play(third)


def dialog_of(kind: type[QWidget]) -> QWidget | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


async def name_it(text: str) -> None:
    await until(lambda: dialog_of(QInputDialog) is not None)
    dialog = dialog_of(QInputDialog)
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue(text)
    dialog.accept()


def popup() -> dict[str, QAction]:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return {action.text(): action for action in menu.actions()}


def close_popup() -> None:
    if menu := QApplication.activePopupWidget():
        menu.close()


def drop_on(button: OnButton) -> None:
    """As when the pictures of the gallery are let go over it. Qt's own drag waits for a mouse."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("x.png")])
    action, button_down = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    assert button.acceptDrops()
    button.dropEvent(QDropEvent(QPointF(4, 4), action, data, button_down, none, QEvent.Type.Drop))


def test_collections_are_made_filled_and_looked_into(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        collections, finding = session.collections, session.finding
        choose(session, at(3), at(2, 1))
        drop_on(session.window.toolbar.filters.folded)
        assert list(popup()) == ["", "New collection…"]
        popup()["New collection…"].trigger()
        close_popup()
        await name_it("Best")
        await until(lambda: bool(collections.all))
        (best,) = collections.all
        assert best == Collection(best.id, "Best", None, 2)
        choose(session, at(1))
        drop_on(session.window.toolbar.filters.lists[COLLECTION])
        popup()["Best (2)"].trigger()
        close_popup()
        await until(lambda: collections.all[0].pictures == 3)
        collections.show(collections.all[0])
        await until(lambda: shown(session) == [at(3), at(2, 1), at(1)])
        assert session.window.toolbar.filters.lists[COLLECTION].accessibleName() == "Collection: Best"
        collections.take_out(collections.all[0], [at(2, 1)])
        await until(lambda: shown(session) == [at(3), at(1)])
        finding.show_all()
        finding.change(period="today", stars=3)
        collections.make_smart(finding.wanted)
        await name_it("Good today")
        await until(lambda: len(collections.all) == 2)
        assert collections.all[1].wanted == Wanted(period="today", stars=3)
        finding.show_all()
        collections.show(collections.all[1])
        assert finding.wanted == Wanted(period="today", stars=3) and collections.shown(collections.all[1])
        assert session.window.toolbar.filters.lists[COLLECTION].accessibleName() == "Collection: Good today"
        collections.show(collections.all[1])
        assert finding.wanted.everything

    play(go)


def test_a_collection_is_shown_and_moved_about_in_its_own_order(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        gallery, finding, sorting = session.window.middle.gallery, session.finding, session.library.sorting
        a, b, c, d = at(1), at(3, 2), at(1, 3), at(2)
        await sorting.collect(await sorting.add_collection("Portfolio"), [a, b, c, d])
        await session.collections.read()
        by_hand = session.window.commands.arrangements.actions()[-1]
        assert not by_hand.isVisible() and not gallery.acceptDrops()
        (portfolio,) = session.collections.all
        session.collections.show(portfolio)
        await until(lambda: shown(session) == [a, b, c, d])
        assert by_hand.isVisible() and by_hand.isChecked() and not gallery.places.grouped
        moves = list[object]()
        session.collections.moved.connect(lambda *move: moves.append(move))

        choose(session, c)
        gallery.setFocus()
        QTest.keyClick(gallery, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        await until(lambda: shown(session) == [a, c, b, d])
        assert gallery.selected_pictures() == [c] and gallery.current_picture == c
        QTest.keyClick(gallery, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        await until(lambda: shown(session) == [a, b, c, d])
        choose(session, b, c)
        QTest.keyClick(gallery, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        await until(lambda: shown(session) == [a, d, b, c])
        QTest.keyClick(gallery, Key.Key_Right, Qt.KeyboardModifier.AltModifier)  # they are the last
        await until(lambda: session.tasks.running == 0)
        assert moves[1:] == [(portfolio.id, [a, c, b, d], [a, b, c, d]), (portfolio.id, [a, b, c, d], [a, d, b, c])]

        drag_to(session, gallery.rect_of(a), left=True)
        await until(lambda: shown(session) == [b, c, a, d])
        assert set(gallery.selected_pictures()) == {b, c}
        drag_to(session, gallery.rect_of(d), left=False)
        await until(lambda: shown(session) == [a, d, b, c])
        assert await sorting.collected(portfolio.id) == [a, d, b, c]

        finding.arrange("oldest")
        await until(lambda: shown(session) == [a, c, d, b])
        assert not gallery.acceptDrops()
        by_hand.trigger()
        await until(lambda: shown(session) == [a, d, b, c])
        finding.show_all()
        await until(lambda: len(shown(session)) == 12)
        assert finding.arrangement == "oldest" and not by_hand.isVisible() and not gallery.acceptDrops()

    play(go)


def test_an_order_made_by_hand_is_undone_and_redone(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        gallery, sorting, commands = session.window.middle.gallery, session.library.sorting, session.window.commands
        a, b, c, d = at(1), at(3, 2), at(1, 3), at(2)
        number = await sorting.add_collection("Portfolio")
        await sorting.collect(number, [a, b, c])
        await session.collections.read()
        session.collections.show(session.collections.all[0])
        await until(lambda: shown(session) == [a, b, c])
        gallery.setFocus()
        for order in ([a, c, b], [c, a, b]):
            choose(session, c)
            QTest.keyClick(gallery, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
            await until(lambda order=order: shown(session) == order and session.tasks.running == 0)
        assert commands.undo_action.text() == "Undo: Order of “Portfolio”"
        await sorting.collect(number, [d])  # has come since: it stays, at the end
        commands.undo_action.trigger()
        commands.undo_action.trigger()
        await until(lambda: shown(session) == [a, b, c, d] and not commands.undo_action.isEnabled())
        commands.redo_action.trigger()
        await until(lambda: shown(session) == [a, c, b, d])
        assert await sorting.collected(number) == [a, c, b, d]

    play(go)


def test_the_undo_of_an_order_is_said_and_gone_with_its_collection(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        sorting, notice, commands = session.library.sorting, session.window.quiet_notice, session.window.commands
        undo, redo = commands.undo_action, commands.redo_action
        choose(session, at(3))
        press(session, Key.Key_4)
        number = await sorting.add_collection("Portfolio")
        await sorting.collect(number, [at(1), at(2)])
        await session.collections.read()
        session.collections.show(session.collections.all[0])
        await until(lambda: shown(session) == [at(1), at(2)])
        session.collections.move([at(2)], at(1))
        await until(lambda: shown(session) == [at(2), at(1)] and session.tasks.running == 0)
        undo.trigger()
        await until(lambda: notice.text == "Undone: Order of “Portfolio”" and session.tasks.running == 0)
        session.finding.show_all()
        redo.trigger()
        await until(lambda: notice.text == "Redone: Order of “Portfolio” · not in this view")
        await sorting.rename_collection(number, "Best")
        await session.collections.read()
        assert undo.text() == "Undo: Order of “Best”"
        undo.trigger()
        await until(lambda: notice.text == "Undone: Order of “Best” · not in this view")
        redo.trigger()
        await until(lambda: undo.text() == "Undo: Order of “Best”")
        await sorting.remove_collection(number)
        await session.collections.read()
        assert undo.text() == "Undo: 4 stars" and not redo.isEnabled()

    play(go)


def test_an_order_that_could_not_be_undone_is_told_in_the_language_of_the_window(
    play: Callable[[Play], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def title(session: Session) -> str:
        words = session.window.banner.words
        return words.title if words else ""

    async def refuse(*move: object) -> None:
        raise StorageError(str(errno.ENOSPC))

    async def go(session: Session) -> None:
        sorting = session.library.sorting
        await sorting.collect(await sorting.add_collection("Portfolio"), [at(1), at(2)])
        await session.collections.read()
        session.collections.show(session.collections.all[0])
        await until(lambda: shown(session) == [at(1), at(2)])
        session.collections.move([at(2)], at(1))
        await until(lambda: session.undo.next_undo() is not None)
        monkeypatch.setattr(sorting, "move_collected", refuse)
        session.undo.undo()
        await until(lambda: title(session) == "That could not be undone: Order of “Portfolio”")
        session.set_language("zh_CN")
        assert title(session) == "无法撤销：“Portfolio”的顺序"

    play(go)


def drag_to(session: Session, tile: QRect, *, left: bool) -> None:
    """The selection, dropped on the left or the right half of a tile; a line shows where it goes."""
    gallery = session.window.middle.gallery
    x = tile.left() + 3 if left else tile.right() - 3
    data, action, button = QMimeData(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    point, none = QPointF(x, tile.center().y()), Qt.KeyboardModifier.NoModifier
    place = place_at(gallery.geometry_of, point.toPoint() + QPoint(0, gallery.verticalOffset()))
    assert place
    gallery._show_drop(place)
    line = place.line.translated(0, -gallery.verticalOffset())
    assert abs(line.center().x() - (tile.left() if left else tile.right())) < 10
    image = gallery.viewport().grab().toImage()
    assert image.pixelColor(line.center()) == look.theme().t1
    gallery.dropEvent(QDropEvent(point, action, data, button, none, QEvent.Type.Drop))
    assert gallery.viewport().grab().toImage().pixelColor(line.center()) != look.theme().t1


def test_the_window_of_the_collections(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        collections, sorting = session.collections, session.library.sorting
        for name in ("One", "Two", "Three"):
            await sorting.add_collection(name)
        await collections.read()
        collections.open_window()
        await until(lambda: dialog_of(CollectionsWindow) is not None)
        window = dialog_of(CollectionsWindow)
        assert isinstance(window, CollectionsWindow) and window.current and window.current.name == "One"
        QTest.keyClick(window.list, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        await until(lambda: [one.name for one in collections.all] == ["Two", "One", "Three"])
        assert window.current and window.current.name == "One"
        assert window.rename_button.isEnabled() and not window.export_button.isEnabled(), "there is nothing in it"
        QTest.keyClick(window.list, Key.Key_F2)
        await name_it("Erste & Beste")
        await until(lambda: "Erste & Beste" in [one.name for one in collections.all])
        QTest.keyClick(window.list, Key.Key_Delete)
        await until(lambda: window.findChild(QWidget, "qt_msgbox_buttonbox") is not None)
        box = QApplication.activeModalWidget()
        assert box is not None
        QTest.keyClick(box, Key.Key_Return)
        await until(lambda: [one.name for one in collections.all] == ["Two", "Three"])
        session.finding.change(stars=3)
        window.show_button.click()
        assert session.finding.wanted == Wanted(collection=collections.all[0].id), "it alone"
        assert [one.name for one in await sorting.collections()] == ["Two", "Three"]

    play(go)


def test_a_collection_is_exported_as_its_pictures(
    play: Callable[[Play], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def go(session: Session) -> None:
        collections, sorting, exported = session.collections, session.library.sorting, list[list[int]]()
        monkeypatch.setattr(session.pictures, "export", exported.append)
        await sorting.mark({at(2): Marks(rating=3), at(3, 1): Marks(rating=5)})
        await sorting.collect(await sorting.add_collection("By hand"), [at(1), at(3), at(2)])
        await sorting.add_collection("Good", Wanted(stars=3))
        await collections.read()
        for collection in collections.all:
            collections.export(collection)
            await until(lambda: session.tasks.running == 0)
        assert exported == [[at(1), at(3), at(2)], [at(3, 1), at(2)]]

    play(go)


def test_a_filter_as_a_word_is_cleared_by_its_cross_or_delete(play: Callable[[Play], None]) -> None:
    async def go(session: Session) -> None:
        session.window.resize(1700, 900)
        bar, finding = session.window.toolbar.filters, session.finding
        assert not bar.folded.isVisible() and bar.lists["date"].isVisible()
        button = bar.lists["date"]
        finding.change(period="30 days")
        assert button.isChecked() and button.accessibleName() == "Date: Last 30 days"
        inside = QPoint(button.width() - 10, 14)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, inside)
        assert finding.wanted.everything and not button.isChecked()
        finding.change(models=frozenset({"jimeng-4.5"}), ratios=frozenset({"16:9"}))
        assert "Jimeng 4.5, 16:9" in bar.lists["model"].accessibleName()
        QTest.keyClick(bar.lists["model"], Key.Key_Delete)
        assert finding.wanted.everything
        session.window.resize(1100, 800)
        assert bar.folded.isVisible() and not bar.lists["date"].isVisible()
        assert bar.folded.accessibleName() == bar.folded.toolTip() == "Filters"
        finding.change(period="30 days", flags=frozenset({"pick"}))
        assert bar.folded.accessibleName() == bar.folded.toolTip() == "Filters: Picked alone, Last 30 days"
        for _ in range(2):
            bar.folded.click()
        await until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        await until(lambda: session.tasks.running == 0)
        assert len(session.window.findChildren(QMenu, "filters")) == 1, "pressed twice"
        close_popup()

    play(go)

"""The window: toolbar, banner, three columns, status bar. It lays them out and emits; it starts nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QByteArray, QEvent, QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QMainWindow, QTextEdit, QVBoxLayout, QWidget

from ...core.catalog import Catalog
from ...core.recipe import Recipe
from ...core.settings import Settings
from ...messages import ARRANGEMENTS
from ..base.key_meant import KeysAsMeant, meant_key, press
from ..base.language import translate_message
from ..composer.composer import Composer
from ..design.screen_room import screen_room
from ..gallery.grouped import TILE
from ..gallery.selection import SelectedCount
from ..inspector.inspector import Inspector
from ..jobs.counts import Counts
from ..notices.banner import Banner
from .columns import Columns, Side
from .full_screen import FullScreen, geometry_text
from .menus import Commands
from .pages import ChosenInPages, Pages
from .status_bar import StatusBar
from .toolbar import LARGEST, SMALLEST, Toolbar
from .view_menu import ViewCommands

if TYPE_CHECKING:
    from ..notices.quiet import QuietNotice

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
SMALLEST_WINDOW = QSize(900, 620)


class FilterWords(NamedTuple):
    """What is looked for, in words by group; the flags; how it is arranged; whether it has an order made by hand."""

    chosen: Mapping[str, str]
    flags: frozenset[str]
    arrangement: str
    by_hand: bool


class WindowState(NamedTuple):
    """How everything stands."""

    counts: Counts
    connection: str  # of status_bar.connection()
    holdup: str = ""  # why a job would not be sent now: "key", "paused", or nothing
    paused: bool = False
    finishing: int = 0  # sends that closing waits for


class MainWindow(QMainWindow):
    """`middle` holds gallery and loupe. `service` is how the service is called in the toolbar."""

    closing = Signal()  # the user wants to end; whoever hears it ends the program
    painted = Signal()  # once, after the first frame
    placed = Signal()  # moved or sized by whoever it was
    recipe_wanted = Signal(object)  # id of the job whose recipe is to go into the form

    def __init__(
        self, catalog: Catalog, settings: Settings, middle: Pages, *, demo: bool, service: str
    ) -> None:  # fmt: skip
        super().__init__()
        self.setWindowTitle(self.tr("Jimeng Desktop – Demo") if demo else self.tr("Jimeng Desktop"))
        self.setMinimumSize(SMALLEST_WINDOW.boundedTo(screen_room()))  # little at a large interface size
        self._was_painted = False
        self.commands = Commands(self, demo=demo, theme=settings.theme, language=settings.language)
        # Everything is made where it stays: each new parent would have the sheet looked through again for all within.
        whole = QWidget(self)
        self.setCentralWidget(whole)
        self._top = QWidget(whole)  # what full screen hides as one: a notice that comes meanwhile stays hidden with it
        self.toolbar = Toolbar(self.commands.menu(), demo, service, self._top)
        self.toolbar.set_mark_menu(self.commands.mark_menu())
        self.banner = Banner(self._top)
        self.columns = Columns(whole)
        self.composer = Composer(catalog, settings.hold_seconds, self.columns)
        self.middle = middle
        middle.setParent(self.columns)
        chosen = ChosenInPages(self)
        chosen.follow(middle)
        self.inspector = Inspector(catalog, middle.model, chosen, middle.thumbnails, middle.start, self.columns)
        self.status_bar = StatusBar(demo, whole)
        self._lay_out(whole)
        self.columns.set_parts(self.composer, middle, self.inspector)
        self.full_screen = FullScreen(self, middle, self.columns, (self._top, self.status_bar))
        self.view_commands = ViewCommands(self, self.commands.view, middle, self.columns, self.full_screen)
        self._connect()
        self._connect_view()
        self._restore(settings.window)
        self.composer.model.set_favourites(settings.favourite_models)
        self.composer.set_form(settings.last_form)
        self.composer.prompt.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is shown

    def tile(self) -> int:
        """The side of a square tile."""
        return self.toolbar.slider.value()

    def state(self) -> dict[str, Any]:
        """Sizes as they are remembered."""
        geometry = self.full_screen.geometry if self.full_screen.on else geometry_text(self)
        return {"geometry": geometry, "tile": self.tile(), **self.columns.state()}

    def come_to_front(self) -> None:
        """As when started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def fill_form(self, recipe: Recipe) -> None:
        """A recipe into the form; nothing is sent before the next press, which is near at hand."""
        self.composer.show_recipe(recipe)
        self.composer.foot.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_state(self, state: WindowState) -> None:
        """How jobs, queue and connection stand, wherever the window tells of it."""
        self.status_bar.show_counts(state.counts)
        self.status_bar.show_connection(state.connection)
        self.composer.set_holdup(state.holdup)
        self.toolbar.queue.set_count(state.counts.unended)
        self.toolbar.set_paused(state.paused)
        if state.finishing:
            self.show_finishing(state.finishing)

    def show_finishing(self, sends: int) -> None:
        """Closing waits for answers: nothing more can be asked for."""
        self.full_screen.leave()
        self.status_bar.show_finishing(sends)
        for part in (self.toolbar, self.banner, self.composer, self.middle, self.inspector):
            part.setEnabled(False)
        self.commands.end()

    def take_over(self, old: MainWindow) -> None:
        """Looks as the window it replaces: the same picture, the same place in the gallery, the same focus."""
        picture, scrolled = old.middle.current_picture, old.middle.gallery.verticalScrollBar().value()
        gallery = self.middle.gallery
        if picture is not None:
            gallery.set_current_picture(picture)
            gallery.selectionModel().select(old.middle.gallery.selectionModel().selection(), _SELECT)
        gallery.verticalScrollBar().setValue(scrolled)
        if old.middle.showing_loupe:
            self.middle.open_loupe(picture)
        self.composer.times.setValue(old.composer.times.value())
        self.toolbar.search.setText(old.toolbar.search.text())
        self.columns.take_over(old.columns)
        focused = old.focusWidget()
        for now, before in zip(self._places(), old._places(), strict=True):
            if before is focused:
                now.setFocus(Qt.FocusReason.OtherFocusReason)
        if focused and old.inspector.isAncestorOf(focused):
            self._focus(self.inspector)
        self.composer.prompt.setTextCursor(_same_place(old.composer.prompt, self.composer.prompt))

    @cached_property
    def quiet_notice(self) -> QuietNotice:
        """What has just been done or undone, in a few words over the pictures."""
        from ..notices.quiet import QuietNotice

        middle = self.middle
        return QuietNotice(lambda: middle.sight.translated(middle.mapTo(self, QPoint())), self)

    def say_not_sent(self, jobs: int) -> None:
        """The sending of so many has been undone."""
        self.quiet_notice.say(self.tr("Not sent: %n job(s)", "", jobs))

    def say_late(self) -> None:
        """A sending can't be undone any more."""
        self.quiet_notice.say(self.tr("Already sent"))

    def _places(self) -> list[QWidget]:
        """Where the keyboard can be, in the same order in every window."""
        toolbar, bar = self.toolbar, self.status_bar
        buttons = [toolbar.menu_button, toolbar.search, toolbar.slider, toolbar.queue, toolbar.settings]
        status = [bar.jobs, bar.saved, bar.today, bar.connection]
        return [*self.composer.stops(), *buttons, self.middle.gallery, *status]

    def step_pane(self, step: int) -> None:
        """The keyboard goes to the next pane (1) or the one before (-1)."""
        panes = [pane for pane in self._panes() if pane.isVisible() and self._first_control(pane)]
        focused = self.focusWidget()
        now = next((i for i, pane in enumerate(panes) if focused and _within(focused, pane)), None)
        if panes:
            self._focus(panes[(now + step) % len(panes) if now is not None else 0])

    def _panes(self) -> tuple[QWidget, ...]:
        return self.composer, self.middle, self.inspector, self.banner, self.toolbar, self.status_bar

    def _first_control(self, pane: QWidget) -> QWidget | None:
        if pane is self.middle:
            return self.middle.first_control()
        if pane is self.inspector:
            return self.inspector.first_control()
        first: dict[QWidget, QWidget] = {
            self.composer: self.composer.prompt, self.banner: self.banner.close_button,
            self.toolbar: self.toolbar.queue, self.status_bar: self.status_bar.jobs,
        }  # fmt: skip
        return first[pane]

    def _focus(self, pane: QWidget) -> None:
        control = self._first_control(pane)
        if control:
            control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_filters(self, words: FilterWords) -> None:
        """What is looked for and how it is arranged, in toolbar and menu."""
        self.toolbar.filters.say(words.chosen, words.flags)
        self.toolbar.arrange.say_name(translate_message(ARRANGEMENTS[words.arrangement]))
        self.commands.show_arrangement(words.arrangement, words.by_hand)
        self.toolbar.fit()

    # How it is built

    def _lay_out(self, whole: QWidget) -> None:
        top = QVBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(0)
        top.addWidget(self.toolbar)
        top.addWidget(self.banner)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self.columns, 1)
        column.addWidget(self.status_bar)

    def _connect(self) -> None:
        self.toolbar.search_left.connect(lambda: self._focus(self.middle))
        self.commands.find.connect(self._find)
        commands = self.commands
        commands.generate.connect(self._generate)
        commands.to_prompt.connect(lambda: self.composer.focus_field("prompt"))
        commands.tiles_stepped.connect(self.toolbar.step_tile)
        commands.pane_stepped.connect(self.step_pane)
        commands.quit.connect(self.close)
        self.columns.chosen.connect(self.placed)
        self.toolbar.tile_changed.connect(self.placed)
        self.middle.example_chosen.connect(self._take_example)
        SelectedCount(self.middle.gallery.selection, self.middle).counted.connect(self.status_bar.show_selected)
        self.middle.addActions([*commands.pictures.local, *commands.marks.local])
        marks = [menu.menuAction() for menu in commands.marks.menus]
        self.middle.gallery.picture_actions = [marks, *commands.pictures.of_a_picture()]
        self.middle.gallery.size_stepped.connect(self.toolbar.step_tile)
        self.middle.chosen_changed.connect(commands.pictures.set_enabled)
        self.middle.chosen_changed.connect(lambda pictures, _: commands.marks.set_enabled(pictures))
        self.middle.say_chosen()
        keys = KeysAsMeant(self)
        keys.watch(self.middle.gallery)
        self.middle.loupe_made.connect(keys.watch)

    def _connect_view(self) -> None:
        columns, middle, toolbar = self.columns, self.middle, self.toolbar
        self.composer.called.connect(lambda: columns.show_panel(Side.LEFT))
        columns.changed.connect(self._panels_changed)
        toolbar.composer_pressed.connect(lambda: columns.toggle(Side.LEFT))
        toolbar.inspector_pressed.connect(lambda: columns.toggle(Side.RIGHT))
        toolbar.views.chosen.connect(middle.show_view)
        middle.page_changed.connect(self._page_changed)
        middle.loupe_made.connect(self.view_commands.add_to_loupe)
        middle.full_screen_wanted.connect(self.full_screen.toggle)
        self.inspector.recipe_wanted.connect(self.recipe_wanted)
        self.inspector.export_wanted.connect(middle.export_wanted)
        self.inspector.opened.connect(middle.open_loupe)
        self._page_changed()
        self._panels_changed()

    def _find(self) -> None:
        self.full_screen.leave()
        self.toolbar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.toolbar.search.selectAll()

    def _generate(self, front: bool) -> None:
        """What costs is seen: the form, and in its foot the way back."""
        self.columns.show_panel(Side.LEFT)
        self.composer.press_generate(front)

    def _page_changed(self) -> None:
        self.toolbar.set_sizes_shown(self.middle.showing_gallery)
        self.toolbar.views.show_way("loupe" if self.middle.showing_loupe else "grid")

    def _panels_changed(self) -> None:
        columns, toolbar = self.columns, self.toolbar
        toolbar.set_lead_width(columns.widths[Side.LEFT] if columns.docks(Side.LEFT) else 0)
        if columns.shown_width(Side.LEFT):
            toolbar.set_lead_width(columns.shown_width(Side.LEFT))
        toolbar.show_panels(not columns.docks(Side.LEFT), columns.shows(Side.LEFT), columns.shows(Side.RIGHT))

    def _take_example(self, recipe: object) -> None:
        self.composer.show_recipe(recipe)  # type: ignore[arg-type]
        self.composer.focus_field("prompt")

    def _restore(self, state: dict[str, Any]) -> None:
        geometry = state.get("geometry")
        if not (isinstance(geometry, str) and self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))):
            room = screen_room()
            self.resize(min(1440, room.width()), min(900, room.height()))
        self.columns.restore(state)
        tile = state.get("tile")
        self.toolbar.slider.setValue(min(max(tile, SMALLEST), LARGEST) if isinstance(tile, int) else TILE)

    def closeEvent(self, event: QCloseEvent) -> None:
        # Ending is main()'s: it waits for sends in flight, and the loop must not die under it.
        event.ignore()
        self.closing.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nobody took: on a layout without Latin letters it may be a chord all the same."""
        key, focus = meant_key(event), self.focusWidget()
        if key != event.key() and focus is not None:
            press(focus, event, key)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.full_screen.window_state_changed()
        if event.type() == QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            self.painted.emit()
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._was_painted and self.isVisible():
            self.placed.emit()
        return handled


def _same_place(old: QTextEdit, new: QTextEdit) -> QTextCursor:
    """The cursor of the old editor, in the new one."""
    cursor = new.textCursor()
    cursor.setPosition(old.textCursor().anchor())
    cursor.setPosition(old.textCursor().position(), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _within(widget: QWidget, pane: QWidget) -> bool:
    return widget is pane or pane.isAncestorOf(widget)

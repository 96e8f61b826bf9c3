"""The window: toolbar, banner, composer, gallery, status bar. It lays them out and emits; it starts nothing itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QMainWindow, QSplitter, QTextEdit, QVBoxLayout, QWidget

from ..core.catalog import Catalog
from ..core.settings import Settings
from .banner import Banner
from .commands import Commands
from .composer import Composer
from .middle import Middle
from .status_bar import StatusBar
from .toolbar import LARGEST, SMALLEST, USUAL, Toolbar

COMPOSER, NARROWEST, WIDEST = 336, 300, 480
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
SMALLEST_WINDOW = QSize(900, 620)
FRAME = QSize(16, 40)  # what a system's frame takes at most; it is known only when the window is there


class MainWindow(QMainWindow):
    """`middle` holds gallery and loupe. `service` is how the service is called in the toolbar."""

    closing = Signal()  # the user wants to end; whoever hears it ends the program
    painted = Signal()  # once, after the first frame
    placed = Signal()  # moved or sized by whoever it was

    def __init__(
        self, catalog: Catalog, settings: Settings, middle: Middle, *, demo: bool, service: str
    ) -> None:  # fmt: skip
        super().__init__()
        self.setWindowTitle(self.tr("Jimeng Desktop – Demo") if demo else self.tr("Jimeng Desktop"))
        room = QGuiApplication.primaryScreen().availableSize() - FRAME  # little at a large interface size
        self.setMinimumSize(SMALLEST_WINDOW.boundedTo(room))
        self._was_painted = False
        self.commands = Commands(self, demo=demo, theme=settings.theme, language=settings.language)
        # Everything is made where it stays: each new parent would have the sheet looked through again for all within.
        whole = QWidget(self)
        self.setCentralWidget(whole)
        self.toolbar = Toolbar(self.commands.menu(), demo, service, whole)
        self.toolbar.set_mark_menu(self.commands.mark_menu())
        self.banner = Banner(whole)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, whole)
        self.composer = Composer(catalog, settings.hold_seconds, self._splitter)
        self.middle = middle
        self.status_bar = StatusBar(demo, whole)
        self._lay_out(whole)
        self._connect()
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
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        return {"geometry": geometry, "composer": self._splitter.sizes()[0], "tile": self.tile()}

    def come_to_front(self) -> None:
        """As when started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_finishing(self, sends: int) -> None:
        """Closing waits for answers: nothing more can be asked for."""
        self.status_bar.show_finishing(sends)
        for part in (self.toolbar, self.banner, self.composer, self.middle):
            part.setEnabled(False)
        for action in self.actions():  # keys too
            action.setEnabled(False)

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
        self.composer.foot.take_over(old.composer.foot)
        focused = old.focusWidget()
        for now, before in zip(self._places(), old._places(), strict=True):
            if before is focused:
                now.setFocus(Qt.FocusReason.OtherFocusReason)
        self.composer.prompt.setTextCursor(_same_place(old.composer.prompt, self.composer.prompt))

    def _places(self) -> list[QWidget]:
        """Where the keyboard can be, in the same order in every window."""
        toolbar, bar = self.toolbar, self.status_bar
        buttons = [toolbar.menu_button, toolbar.slider, toolbar.queue, toolbar.settings]
        status = [bar.jobs, bar.saved, bar.today, bar.connection]
        return [*self.composer.stops(), *buttons, self.middle.gallery, *status]

    def step_pane(self, step: int) -> None:
        """The keyboard goes to the next pane (1) or the one before (-1)."""
        panes: list[tuple[QWidget, QWidget]] = [
            (self.composer, self.composer.prompt),
            (self.middle, self.middle.first_control()),
            (self.toolbar, self.toolbar.queue),
            (self.status_bar, self.status_bar.jobs),
        ]
        if not self.banner.isHidden():
            panes.insert(2, (self.banner, self.banner.close_button))
        focused = self.focusWidget()
        now = next((i for i, (pane, _) in enumerate(panes) if focused and _within(focused, pane)), 0)
        panes[(now + step) % len(panes)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # How it is built

    def _lay_out(self, whole: QWidget) -> None:
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.composer)
        self._splitter.addWidget(self.middle)
        self._splitter.setStretchFactor(1, 1)
        self.composer.setMinimumWidth(NARROWEST)
        self.composer.setMaximumWidth(WIDEST)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.banner)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.status_bar)

    def _connect(self) -> None:
        commands = self.commands
        commands.generate.connect(self.composer.press_generate)
        commands.to_prompt.connect(lambda: self.composer.focus_field("prompt"))
        commands.tiles_stepped.connect(self.toolbar.step_tile)
        commands.pane_stepped.connect(self.step_pane)
        commands.quit.connect(self.close)
        commands.undo.connect(self.composer.foot.take_back)
        self.composer.foot.holding_changed.connect(commands.undo_action.setEnabled)
        self._splitter.splitterMoved.connect(self.placed)
        self.toolbar.tile_changed.connect(self.placed)
        self.middle.example_chosen.connect(self._take_example)
        self.middle.gallery.selectionModel().selectionChanged.connect(self._show_selected)
        self.middle.addActions(commands.pictures.local)
        self.middle.gallery.picture_actions = commands.pictures.of_a_picture()
        self.middle.chosen_changed.connect(commands.pictures.set_enabled)
        self.middle.page_changed.connect(lambda: self.toolbar.set_sizes_shown(self.middle.showing_gallery))
        self.middle.say_chosen()
        self.toolbar.set_sizes_shown(self.middle.showing_gallery)
        self._splitter.splitterMoved.connect(lambda: self.toolbar.set_lead_width(self._splitter.sizes()[0]))

    def _show_selected(self) -> None:
        ranges = self.middle.gallery.selectionModel().selection()
        self.status_bar.show_selected(sum(ranges.at(at).height() for at in range(ranges.size())))

    def _take_example(self, recipe: object) -> None:
        self.composer.show_recipe(recipe)  # type: ignore[arg-type]
        self.composer.focus_field("prompt")

    def _restore(self, state: dict[str, Any]) -> None:
        geometry = state.get("geometry")
        if not (isinstance(geometry, str) and self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))):
            room = QGuiApplication.primaryScreen().availableSize() - FRAME
            self.resize(min(1440, room.width()), min(900, room.height()))
        width = state.get("composer")
        width = min(max(width, NARROWEST), WIDEST) if isinstance(width, int) else COMPOSER
        self._splitter.setSizes([width, max(1, self.width() - width - 1)])
        self.toolbar.set_lead_width(width)
        tile = state.get("tile")
        self.toolbar.slider.setValue(min(max(tile, SMALLEST), LARGEST) if isinstance(tile, int) else USUAL)

    def closeEvent(self, event: QCloseEvent) -> None:
        # Ending is main()'s: it waits for sends in flight, and the loop must not die under it.
        event.ignore()
        self.closing.emit()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
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

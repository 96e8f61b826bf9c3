"""The window: toolbar, banner, composer, gallery, status bar. It lays them out and emits; it starts nothing itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from ..core.catalog import Catalog
from ..core.settings import Settings
from .banner import Banner
from .commands import Commands
from .composer import Composer
from .middle import Middle
from .status_bar import StatusBar
from .toolbar import LARGEST, SMALLEST, USUAL, Toolbar

COMPOSER, NARROWEST, WIDEST = 336, 300, 480


class MainWindow(QMainWindow):
    """`middle` holds gallery and loupe. `service` is how the service is called in the toolbar."""

    closing = Signal()  # the user wants to end; whoever hears it ends the program
    painted = Signal()  # once, after the first frame

    def __init__(
        self, catalog: Catalog, settings: Settings, middle: Middle, *, demo: bool, service: str
    ) -> None:  # fmt: skip
        super().__init__()
        self.setWindowTitle(self.tr("Jimeng Desktop – Demo") if demo else self.tr("Jimeng Desktop"))
        self.setMinimumSize(900, 620)
        self._was_painted = False
        self.commands = Commands(self, demo=demo, theme=settings.theme, language=settings.language)
        self.toolbar = Toolbar(self.commands.menu(), demo, service, self)
        self.banner = Banner(self)
        self.composer = Composer(catalog, settings.hold_seconds, self)
        self.middle = middle
        self.status_bar = StatusBar(demo, self)
        self._lay_out()
        self._connect()
        self._restore(settings.window)
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

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.composer)
        self._splitter.addWidget(self.middle)
        self._splitter.setStretchFactor(1, 1)
        self.composer.setMinimumWidth(NARROWEST)
        self.composer.setMaximumWidth(WIDEST)
        whole = QWidget(self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.banner)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.status_bar)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        commands = self.commands
        commands.generate.connect(self.composer.press_generate)
        commands.to_prompt.connect(lambda: self.composer.focus_field("prompt"))
        commands.tiles_stepped.connect(self.toolbar.step_tile)
        commands.pane_stepped.connect(self.step_pane)
        commands.quit.connect(self.close)
        self.middle.example_chosen.connect(self._take_example)
        self.middle.current_changed.connect(lambda picture_id: commands.set_picture(picture_id is not None))
        self.middle.page_changed.connect(lambda: self.toolbar.set_sizes_shown(self.middle.showing_gallery))
        commands.set_picture(self.middle.current_picture is not None)
        self.toolbar.set_sizes_shown(self.middle.showing_gallery)
        self._splitter.splitterMoved.connect(lambda: self.toolbar.set_lead_width(self._splitter.sizes()[0]))

    def _take_example(self, recipe: object) -> None:
        self.composer.show_recipe(recipe)  # type: ignore[arg-type]
        self.composer.focus_field("prompt")

    def _restore(self, state: dict[str, Any]) -> None:
        geometry = state.get("geometry")
        if not (isinstance(geometry, str) and self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))):
            room = QGuiApplication.primaryScreen().availableSize()
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
        return handled


def _within(widget: QWidget, pane: QWidget) -> bool:
    return widget is pane or pane.isAncestorOf(widget)

"""Full screen: the picture alone. What is taken away comes back exactly as it was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from .columns import Columns
from .pages import Pages


class FullScreen(QObject):
    """Of one window; `around` is what stands around its columns. The loupe shows the current picture; with none nothing
    happens.
    """

    def __init__(self, window: QWidget, pages: Pages, columns: Columns, around: Sequence[QWidget]) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._columns = columns
        self._around = around
        self._on = False
        self._before = Qt.WindowState.WindowNoState
        self._from_gallery = False
        self._hidden: list[QWidget] = []
        self.geometry = ""  # of the window, as it was before
        pages.page_changed.connect(self._page_changed)

    @property
    def on(self) -> bool:
        """The picture has the screen."""
        return self._on

    def toggle(self) -> None:
        """In or out."""
        (self.leave if self._on else self.enter)()

    def enter(self) -> None:
        """The current picture on the whole screen."""
        window, pages = self._window, self._pages
        if self._on or pages.current_picture is None:
            return
        self.geometry = geometry_text(window)
        self._from_gallery = not pages.showing_loupe
        self._before = window.windowState()
        if self._from_gallery:
            pages.open_loupe(pages.current_picture)
        self._on = True
        self._hidden = [part for part in self._around if not part.isHidden()]
        for part in self._hidden:
            part.hide()
        self._columns.set_alone(True)
        pages.loupe_page.set_bare(True)
        pages.loupe.setFocus(Qt.FocusReason.OtherFocusReason)
        window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)

    def leave(self) -> None:
        """Back to what was."""
        if not self._on:
            return
        window, pages = self._window, self._pages
        self._on = False
        window.setWindowState(self._before)
        pages.loupe_page.set_bare(False)
        for part in self._hidden:
            part.show()
        self._columns.set_alone(False)
        if self._from_gallery:
            pages.close_loupe()

    def window_state_changed(self) -> None:
        """The system can end it too."""
        if self._on and not self._window.isFullScreen() and not self._window.isMinimized():
            self.leave()

    def _page_changed(self) -> None:
        if self._on and not self._pages.showing_loupe:
            self.leave()


def geometry_text(window: QWidget) -> str:
    """Its place and size."""
    return bytes(window.saveGeometry().toBase64().data()).decode()

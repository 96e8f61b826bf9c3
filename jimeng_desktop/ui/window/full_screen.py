"""Full screen: the picture alone. What is taken away comes back exactly as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from .main_window import MainWindow


class FullScreen(QObject):
    """Of one window. The loupe shows the current picture; with none nothing happens."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._on = False
        self._before = Qt.WindowState.WindowNoState
        self._from_gallery = False
        self._hidden: list[QWidget] = []
        self.geometry = ""  # of the window, as it was before
        window.middle.page_changed.connect(self._page_changed)

    @property
    def on(self) -> bool:
        """The picture has the screen."""
        return self._on

    def toggle(self) -> None:
        """In or out."""
        (self.leave if self._on else self.enter)()

    def enter(self) -> None:
        """The current picture on the whole screen."""
        window, middle = self._window, self._window.middle
        if self._on or middle.current_picture is None:
            return
        self.geometry = window.geometry_text()
        self._from_gallery = not middle.showing_loupe
        self._before = window.windowState()
        if self._from_gallery:
            middle.open_loupe(middle.current_picture)
        self._on = True
        self._hidden = [part for part in window.frame_parts() if not part.isHidden()]
        for part in self._hidden:
            part.hide()
        window.columns.set_alone(True)
        middle.loupe_page.set_bare(True)
        middle.loupe.setFocus(Qt.FocusReason.OtherFocusReason)
        window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)

    def leave(self) -> None:
        """Back to what was."""
        if not self._on:
            return
        window, middle = self._window, self._window.middle
        self._on = False
        window.setWindowState(self._before)
        middle.loupe_page.set_bare(False)
        for part in self._hidden:
            part.show()
        window.columns.set_alone(False)
        if self._from_gallery:
            middle.close_loupe()

    def window_state_changed(self) -> None:
        """The system can end it too."""
        if self._on and not self._window.isFullScreen() and not self._window.isMinimized():
            self.leave()

    def _page_changed(self) -> None:
        if self._on and not self._window.middle.showing_loupe:
            self.leave()

"""The form's scroll area: it scrolls only when the window is too low for the form, and looks like none until then."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ..design.viewport import own_viewport

MARGIN, TOP, BAR = 16, 14, 12  # TOP: the first heading stands in a row that is 2 higher on either side
_AROUND = 12  # what is brought into view stands at least so far from the edge


class FormScroll(QScrollArea):
    """The bar stands in the form's right margin, so that nothing moves when it comes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        own_viewport(self).setBackgroundRole(QPalette.ColorRole.Window)
        self.setWidgetResizable(True)
        self._follows = False
        self.form = QWidget(self)
        self.setWidget(self.form)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)

    def _range_changed(self, low: int, high: int) -> None:
        scrolls = high > low
        if scrolls == self._follows:
            return
        self._follows = scrolls
        layout = self.form.layout()
        assert layout
        layout.setContentsMargins(MARGIN, TOP, MARGIN - BAR if scrolls else MARGIN, MARGIN)
        # Only while it scrolls: each change of the focus would make Python's side of widgets that are Qt's own.
        changed = QApplication.instance().focusChanged  # type: ignore[union-attr]
        if scrolls:
            changed.connect(self._focus_changed)
            QTimer.singleShot(0, self, self._reveal)
        else:
            changed.disconnect(self._focus_changed)

    def _focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        """Whatever brought the keyboard there: Tab, F6, a problem. What the mouse presses must not move under it."""
        if now and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            QTimer.singleShot(0, self, self._reveal)  # when all is in its place

    def _reveal(self) -> None:
        focused = QApplication.focusWidget()
        if focused and self.form.isAncestorOf(focused):  # whole: ensureWidgetVisible would do with a field's caret
            top, bar = focused.mapTo(self.form, QPoint(0, 0)).y(), self.verticalScrollBar()
            below = top + focused.height() + _AROUND - self.viewport().height()
            bar.setValue(min(max(bar.value(), below), top - _AROUND))

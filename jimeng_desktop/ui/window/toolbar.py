"""The toolbar: the menu and what service this is, the size of the tiles, the queue."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QSlider, QToolButton, QWidget

from ..base.key_names import key_text
from ..base.language import fill
from ..design import look
from ..design.buttons import ToolButton
from ..design.field_signs import add_sign
from ..design.plain import set_tip
from ..design.rules import Divider
from ..design.switch import Switch, Way
from ..design.word_buttons import CountButton
from ..finding.bar import FilterBar
from ..finding.button import NARROWEST, WIDEST, ListButton
from ..gallery.grouped import TILE

SMALLEST, LARGEST = 90, 420  # side of a square tile
WIDEST_LEAD = 480
NARROWEST_SEARCH = 140
AROUND_SEARCH = 30  # sign and air
WORDS_FROM = 1400  # a window as wide as that has its filters as words


class Toolbar(QWidget):
    """44 high. The lead zone at its left is as wide as the composer below it."""

    tile_changed = Signal(int)
    searched = Signal(str)
    search_left = Signal()  # the keyboard goes to what was found
    queue_pressed = Signal()
    settings_pressed = Signal()
    composer_pressed = Signal()
    inspector_pressed = Signal()

    def __init__(self, menu: QMenu | None, demo: bool, service: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(44)
        self._lead = 0
        self._tiles_shown = True
        self.lead = QWidget(self)
        self.mark = self._mark(demo, service)
        self.menu_button = self._menu_button(menu)
        self.composer_button = self._panel_button("panel-left", self.tr("Form"), self.lead)
        self.composer_button.clicked.connect(self.composer_pressed)
        self.composer_button.hide()
        self.search = self._search()
        self.inspector_button = self._panel_button("panel-right", self.tr("Inspector (I)"), self)
        self.inspector_button.clicked.connect(self.inspector_pressed)
        ways = (
            Way("grid", self.tr("Grid"), self.tr("Grid (G)"), "grid"),
            Way("loupe", self.tr("Loupe"), self.tr("Loupe (E)"), "loupe"),
        )
        self.views = Switch(self.tr("View"), ways, self)
        self.filters = FilterBar(self)
        self.arrange = ListButton(self.tr("Arrange"), self)
        self.sizes = QWidget(self)
        self.sizes.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.slider = self._slider()
        self.queue = CountButton(self.tr("Queue"), "queue", self)
        self.queue.set_tip(self.tr("Jobs that wait, are made or need you"))
        self.queue.clicked.connect(self.queue_pressed)
        self.settings = self._settings_button()
        self._lay_out()

    def set_lead_width(self, width: int) -> None:
        """As wide as the composer; 0: as wide as what is in it."""
        self._lead = width
        if width:
            self.lead.setFixedWidth(width)
        else:
            self.lead.setMinimumWidth(0)
            self.lead.setMaximumWidth(WIDEST_LEAD)
            self.lead.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.fit()

    def show_panels(self, composer_lies_over: bool, composer: bool, inspector: bool) -> None:
        """Which panels are shown; the composer has a button where it has no column."""
        self.composer_button.setVisible(composer_lies_over)
        self.composer_button.setChecked(composer)
        self.inspector_button.setChecked(inspector)
        self.fit()

    def set_sizes_shown(self, shown: bool) -> None:
        """Only tiles have a size to choose."""
        self._tiles_shown = shown
        self.fit()

    def fit(self) -> None:
        """In a narrow window the words of the filters fold first, then the slider goes (its keys stay), then how it is
        arranged (which the menu says too), then the mark, which the status bar says too, and at last the queue's word.
        """
        self.queue.set_brief(False)
        self.filters.fold(True)
        spare = self.width() - self._needed()
        self.queue.set_brief(spare < 0)
        parts = [(part, part.sizeHint().width() + 8) for part in (self.mark, self.arrange, self.sizes)]
        for part, width in parts:
            fits = spare >= width and (part is not self.mark or self._lead_holds(width))
            part.setVisible(fits and (part is self.mark or self._tiles_shown))
            spare -= width if fits else 0
        fits = any(self.filters.width_with(widest) - 28 <= spare for widest in (WIDEST, NARROWEST))
        self.filters.fold(self.width() < WORDS_FROM or not fits)

    def _needed(self) -> int:
        """Without slider, arrangement and mark, the filters folded."""
        right = self.queue.sizeHint().width() + self.inspector_button.width() + self.settings.width()
        mark = self.mark.sizeHint().width() + 8
        lead = max(self._lead, self._narrowest_lead()) - (mark if self._lead and self._lead_holds(mark) else 0)
        return lead + self.views.width() + 28 + right + 7 * 8 + 12

    def _narrowest_lead(self) -> int:
        """The lead without the mark."""
        return 8 + 28 + 16 + self._search_width() + 8 + (0 if self.composer_button.isHidden() else 36)

    def _lead_holds(self, mark: int) -> bool:
        """Whether a lead of a given width has room for the mark; one without is as wide as what is in it."""
        return self._lead >= self._narrowest_lead() + mark if self._lead else True

    def _search_width(self) -> int:
        """Where the search says whole what it is."""
        words = self.search.fontMetrics().horizontalAdvance(self.search.placeholderText())
        return max(NARROWEST_SEARCH, words + AROUND_SEARCH)

    def set_paused(self, paused: bool) -> None:
        """Nothing is sent: the queue's button says so as long as that is true."""
        self.queue.set_word(self.tr("Queue paused") if paused else self.tr("Queue"), "pause" if paused else "queue")
        self.fit()

    def step_tile(self, step: int) -> None:
        """One step larger (1) or smaller (-1)."""
        self.slider.setValue(self.slider.value() + step * self.slider.singleStep())

    def set_mark_menu(self, menu: QMenu) -> None:
        """What can be done about the service."""
        self.mark.setMenu(menu)
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self.mark, lambda: _let_go(self.mark)))

    def _mark(self, demo: bool, service: str) -> QToolButton:
        """What service this is, plainly, and the way to the other one."""
        mark = ToolButton(self.lead)
        mark.setProperty("role", "chip")
        mark.setText(self.tr("Demo") if demo else service)
        on = (
            self.tr("Nothing is sent and nothing costs: the pictures are drawn on this machine.")
            if demo
            else fill(self.tr("Pictures are made by %1 and paid with your points."), service)
        )
        set_tip(mark, on)
        mark.setAccessibleName(mark.text())
        mark.setAccessibleDescription(on)
        mark.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return mark

    def _menu_button(self, menu: QMenu | None) -> QToolButton:
        button = ToolButton(self.lead)
        button.setIcon(look.icon("menu", 20))
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(28, 28)
        set_tip(button, self.tr("Menu"))
        button.setAccessibleName(self.tr("Menu"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setVisible(menu is not None)
        if menu:
            button.setMenu(menu)
            menu.aboutToHide.connect(lambda: QTimer.singleShot(0, button, lambda: _let_go(button)))
        return button

    def _search(self) -> QLineEdit:
        field = SearchField(self.lead)
        field.setProperty("role", "search")
        field.setAccessibleName(self.tr("Search prompts"))
        field.setPlaceholderText(self.tr("Search prompts"))
        set_tip(field, fill(self.tr("Search prompts (%1)"), key_text("Ctrl+F")))
        field.setFixedHeight(28)
        field.setMinimumWidth(NARROWEST_SEARCH)
        add_sign(field, "search")
        empty = add_sign(field, "close", behind=True, name=self.tr("Show everything"))
        empty.setVisible(False)
        empty.triggered.connect(field.clear)
        field.textChanged.connect(lambda text: empty.setVisible(bool(text)))
        field.textChanged.connect(self.searched)
        field.left.connect(self.search_left)
        return field

    def _panel_button(self, icon: str, name: str, parent: QWidget) -> QToolButton:
        button = ToolButton(parent)
        button.setIcon(look.icon(icon, 20))
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(28, 28)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tip(button, name)
        button.setAccessibleName(name)
        return button

    def _settings_button(self) -> QToolButton:
        button = ToolButton(self)
        button.setIcon(look.icon("settings", 20))
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(28, 28)
        button.setAccessibleName(self.tr("Settings"))
        set_tip(button, fill(self.tr("Settings (%1)"), key_text("Ctrl+,")))
        button.clicked.connect(self.settings_pressed)
        return button

    def _slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self.sizes)
        slider.setRange(SMALLEST, LARGEST)
        slider.setSingleStep(24)
        slider.setPageStep(48)
        slider.setValue(TILE)
        slider.setFixedSize(96, 20)
        slider.setAccessibleName(self.tr("Size of the pictures"))
        set_tip(slider, self.tr("Size of the pictures"))
        slider.valueChanged.connect(self.tile_changed)
        return slider

    def _lay_out(self) -> None:
        lead = QHBoxLayout(self.lead)
        lead.setContentsMargins(8, 0, 16, 0)
        lead.setSpacing(8)
        lead.addWidget(self.menu_button)
        lead.addWidget(self.composer_button)
        lead.addWidget(self.search, 1)
        lead.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        sizes = QHBoxLayout(self.sizes)
        sizes.setContentsMargins(0, 0, 0, 0)
        sizes.setSpacing(8)
        for part in (Picture(12, self.sizes), self.slider, Picture(16, self.sizes)):
            sizes.addWidget(part)
        sizes.addSpacing(4)
        sizes.addWidget(Divider(self.sizes))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.lead)
        row.addWidget(self.views)
        row.addWidget(self.filters)
        row.addStretch()
        row.addWidget(self.arrange)
        row.addWidget(self.sizes)
        row.addWidget(self.queue)
        row.addWidget(self.inspector_button)
        row.addWidget(self.settings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look.hairline(QPainter(self), 0, self.width(), self.height() - 1, look.theme().line)


class SearchField(QLineEdit):
    """Escape empties it, and in an empty one leads away as Down and Enter do."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _let_go(button: QToolButton) -> None:
    """After its menu: Qt leaves a button looking pressed or hovered that the keyboard has used."""
    button.setDown(False)
    inside = button.rect().contains(button.mapFromGlobal(QCursor.pos()))
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, inside)
    button.update()


class Picture(QWidget):
    """The sign at either end of the size slider."""

    def __init__(self, size: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing = look.pixmap("image", look.theme().t3, self.width(), self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, drawing)

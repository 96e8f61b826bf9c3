"""The loupe with its foot: what the user thinks of the picture, the others of its job, how large it is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ..base.ports import Start
from ..design import look
from ..design.buttons import ToolButton
from ..design.plain import set_tip
from ..design.rules import Divider
from ..design.switch import Switch, Way
from ..jobs.model import GalleryModel
from ..jobs.rows import is_saved
from ..judging.bar import MarksBar
from ..pictures.thumbnails import Thumbnails
from .loupe import Loupe
from .siblings import Siblings

FOOT, MARGIN = 80, 16
USUAL = 4  # pictures of a job
SCALES = {"fit": None, "100": 1.0, "200": 2.0}
BOUND = 4 * 1024 * 1024  # bytes of small pictures


class LoupeFoot(QWidget):
    """80 high. Its buttons are for the mouse too: all of them have keys."""

    copy_pressed = Signal()
    export_pressed = Signal()
    full_screen_pressed = Signal()

    def __init__(self, loupe: Loupe, model: GalleryModel, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(FOOT)
        self.setAutoFillBackground(True)
        self._loupe = loupe
        self._model = model
        self.marks = MarksBar(self, in_line=True)
        self.siblings = Siblings(model, thumbnails, self)
        self._right = QWidget(self)
        ways = (
            Way("fit", self.tr("Fit"), self.tr("The whole picture (Z)")),
            Way("100", self.tr("100 %"), self.tr("One pixel of the screen for one of the picture (Z)")),
            Way("200", self.tr("200 %"), self.tr("Twice as large")),
        )
        self.zoom = Switch(self.tr("Zoom"), ways, self._right)
        self.copy = self._button("copy", self.tr("Copy the picture (Ctrl+C)"), self.copy_pressed.emit)
        self.export = self._button("export", self.tr("Export… (Ctrl+Shift+E)"), self.export_pressed.emit)
        self.full_screen = self._button("fullscreen", self.tr("Full screen (F)"), self.full_screen_pressed.emit)
        self._lay_out()
        self.zoom.chosen.connect(lambda code: loupe.set_scale(SCALES[code]))
        self.siblings.chosen.connect(loupe.show_picture)

    def show_now(self) -> None:
        """What is true of the loupe at this moment."""
        job, picture = self._loupe.job, self._loupe.picture_id
        if job and picture is not None:
            place = next((p.position for p in job.pictures if p.id == picture), 0)
            self.siblings.show_job(job, place)
            self._place()
            self.marks.show_marks(self._model.marks_of(picture))
            for part in (self.marks, self.copy, self.export):
                part.setEnabled(is_saved(self._model.picture(picture)))

    def show_zoom(self) -> None:
        """Lights up the zoom that is on, if it is one of the three."""
        scale = self._loupe.zoom.scale
        self.zoom.show_way(next((code for code, known in SCALES.items() if known == scale), ""))

    def _button(self, icon: str, name: str, does: Callable[[], object]) -> QToolButton:
        button = ToolButton(self._right)
        button.setIcon(look.icon(icon, 20))
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(28, 28)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        set_tip(button, name)
        button.clicked.connect(lambda: does())
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.zoom)
        row.addSpacing(12)
        row.addWidget(Divider(self._right))
        row.addSpacing(12)
        for button in (self.copy, self.export, self.full_screen):
            row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        """The usual number of siblings comes before the marks, which have keys."""
        size = self._right.sizeHint()
        left = self.width() - MARGIN - size.width()
        self._right.setGeometry(left, (FOOT - size.height()) // 2, size.width(), size.height())
        wide = self.marks.fold(left - 3 * MARGIN - self.siblings.width_of(USUAL))
        self.marks.setGeometry(MARGIN, 1, wide, FOOT - 1)
        begin = MARGIN + (wide + MARGIN if wide else 0)
        self.siblings.set_room(QRect(begin, 1, max(0, left - MARGIN - begin), FOOT - 1), self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        look.hairline(QPainter(self), 0, self.width(), 0, look.theme().line)


class LoupePage(QWidget):
    """Loupe over foot. The foot follows when the picture is on the screen: that comes first."""

    def __init__(self, model: GalleryModel, thumbnails: Thumbnails, start: Start, parent: QWidget) -> None:
        super().__init__(parent)
        self.loupe = Loupe(model, thumbnails, start, self)
        self.foot = LoupeFoot(self.loupe, model, thumbnails.another(BOUND, self), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.loupe, 1)
        column.addWidget(self.foot)
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self.foot.show_now)
        self.loupe.picture_changed.connect(self.foot.show_now)
        self.loupe.zoom_changed.connect(self.foot.show_zoom)
        for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._follow)
        self.foot.full_screen_pressed.connect(self.loupe.full_screen_pressed)
        self.foot.show_zoom()

    def set_bare(self, bare: bool) -> None:
        """The picture alone."""
        self.foot.setVisible(not bare)
        self.loupe.set_bare(bare)

    def _follow(self) -> None:
        if self.isVisible():
            self._due.start()

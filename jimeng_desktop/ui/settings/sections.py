"""The list of sections at the left of the settings: a real list, its rows drawn as the look has them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ...messages.settings import SECTIONS
from ..base.language import translate_message
from ..design import look
from ..design.drawing import rounded
from ..design.focus_ring import KeyboardRing, paint_ring
from ..design.plain import set_tip

HEIGHT, PITCH = 32, 34
BESIDE_TITLE = 56  # margins, icon and gap of a row
Index = QModelIndex | QPersistentModelIndex


class SectionList(KeyboardRing, QListWidget):
    """One section is chosen, by mouse or arrow keys. `ring`: the keyboard brought the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Sections"))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Rows(self))
        self.viewport().setAutoFillBackground(False)
        for code, section in SECTIONS.items():
            item = QListWidgetItem(look.icon(section.icon), translate_message(section.title), self)
            item.setData(Qt.ItemDataRole.UserRole, code)
            set_tip(item, "")
        self.setFixedHeight(PITCH * len(SECTIONS))

    @property
    def wish(self) -> int:
        """As wide as its longest title needs."""
        metrics = QFontMetrics(look.font("card"))
        titles = (self.item(row).text() for row in range(self.count()))
        return BESIDE_TITLE + max(metrics.horizontalAdvance(title) for title in titles)

    def section(self) -> str:
        """The code of the chosen one; "" where none is."""
        item = self.currentItem() if self.selectedItems() else None
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def choose(self, code: str) -> None:
        """Chooses a section; "" chooses none, as while results of a search are shown."""
        if not code:
            self.clearSelection()
            return
        self.setCurrentRow(list(SECTIONS).index(code))
        self.currentItem().setSelected(True)


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, PITCH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = look.theme()
        view, state = option.widget, option.state
        box = QRectF(option.rect).adjusted(0, 0, 0, HEIGHT - PITCH)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hot = bool(state & QStyle.StateFlag.State_MouseOver)
        ring = isinstance(view, SectionList) and view.ring and view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hot:
            rounded(painter, box, 6, theme.s3, None)
        if ring:
            paint_ring(painter, box, 6)
        mode = QIcon.Mode.Active if chosen or hot else QIcon.Mode.Normal
        drawing = index.data(Qt.ItemDataRole.DecorationRole).pixmap(QSize(16, 16), view.devicePixelRatioF(), mode)
        painter.drawPixmap(round(box.left()) + 10, round(box.center().y()) - 8, drawing)
        painter.setFont(look.font("card" if chosen else "body"))
        painter.setPen(theme.t1 if chosen or hot else theme.t2)
        word = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, round(box.width()) - 44)
        painter.drawText(box.adjusted(36, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, word)
        painter.restore()

"""What stands in the gallery before there is a picture: how to begin, and three prompts that only fill the form."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from ...core.catalog import Catalog
from ..base.key_names import generate_keys, key_text
from ..base.language import fill
from ..design import look
from ..design.focus_ring import KeyboardRing, paint_ring
from ..design.plain import PlainLabel, set_tip
from ..design.text import draw_text
from ..jobs.examples import Example, examples, picture

WIDTH = 440


class EmptyState(QWidget):
    """Emits `chosen` with a recipe for the form."""

    chosen = Signal(object)

    def __init__(self, catalog: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Your pictures will stand here"))
        inner = QWidget(self)
        self.rows = [ExampleRow(example, catalog, inner) for example in examples(catalog)]
        self.rows[-1].last = True
        for row in self.rows:
            row.clicked.connect(lambda _checked=False, row=row: self.chosen.emit(row.recipe))
        title = PlainLabel(self.tr("Your pictures will stand here"), inner)
        title.setProperty("role", "display")
        how = self.tr(
            "Write a prompt on the left and press Generate, or start from one of these. "
            "Choosing one only fills the form."
        )
        sentence = PlainLabel(how, inner)
        sentence.setProperty("role", "quiet")
        sentence.setWordWrap(True)
        title.setWordWrap(True)
        for label in (title, sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setFixedWidth(WIDTH)
            label.ensurePolished()
            label.setFixedHeight(label.heightForWidth(WIDTH))  # a layout of wrapped labels would guess
        self.slots, self.keys = Slots(inner), self._keys(inner)
        self._keys_height = self.keys.sizeHint().height()
        self._height = title.height() + 8 + sentence.height() + 28 + sum(row.height() for row in self.rows)
        self._lay_out(inner, title, sentence)

    def _lay_out(self, inner: QWidget, title: QLabel, sentence: QLabel) -> None:
        column = QVBoxLayout(inner)
        column.setSpacing(0)
        column.addWidget(self.slots, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(title)
        column.addSpacing(8)
        column.addWidget(sentence)
        column.addSpacing(28)
        for row in self.rows:
            column.addWidget(row)
        column.addWidget(self.keys)
        column.setContentsMargins(0, 0, 0, 0)
        inner.setFixedWidth(max(WIDTH, self.keys.sizeHint().width()))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 8)
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # parts go before the window must grow
        outer.addStretch(9)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(11)

    def _keys(self, inner: QWidget) -> QWidget:
        keys = QWidget(inner)
        row = QHBoxLayout(keys)
        row.setContentsMargins(0, 24, 0, 0)
        row.setSpacing(6)
        row.addStretch()
        for place, (stroke, does) in enumerate(
            (
                (generate_keys()[0], self.tr("generate")),
                ("Ctrl+L", self.tr("to the prompt")),
                ("F1", self.tr("all keys")),
            )
        ):
            if place:
                row.addSpacing(14)
            key = PlainLabel(key_text(stroke), keys)
            key.setProperty("role", "key")
            what = PlainLabel(does, keys)
            what.setProperty("role", "caption")
            row.addWidget(key)
            row.addWidget(what)
        row.addStretch()
        return keys

    def minimumSizeHint(self) -> QSize:
        return QSize(WIDTH, self._height + 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window what only teaches goes first: the slots, then the keys."""
        super().resizeEvent(event)
        room = self.height() - self._height - 16
        self.slots.setVisible(room >= self.slots.height() + self._keys_height)
        self.keys.setVisible(room >= self._keys_height)


class Slots(QWidget):
    """Four dashed places for the pictures of a job."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(4 * 72 + 3 * 10, 96 + 24)  # with the gap below

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        painter.setPen(QPen(theme.line2, 1, Qt.PenStyle.DashLine))
        for place in range(4):
            painter.drawRect(QRectF(place * 82 + 0.5, 0.5, 71, 95))
        painter.drawPixmap(26, 38, look.pixmap("generate", theme.t3, 20, self.devicePixelRatioF()))


class ExampleRow(KeyboardRing, QAbstractButton):
    """52 high: a picture, what it shows, what it would be made with."""

    def __init__(self, example: Example, catalog: Catalog, parent: QWidget) -> None:
        super().__init__(parent)
        recipe = self.recipe = example.recipe
        self.last = False
        self._picture = example.picture
        self.setText(example.title)
        model = catalog.get(recipe.model)
        pictures = self.tr("%n picture(s)", "", model.pictures if model else 1)
        name = model.name if model else recipe.model
        self._caption = fill(self.tr("%1 · %2 · %3 · %4"), name, recipe.ratio, recipe.resolution, pictures)
        self.setAccessibleName(example.title)
        self.setAccessibleDescription(self._caption)
        set_tip(self, recipe.prompt)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(52)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 52)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()  # it only fills the form
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.isDown() or self.underMouse():
            look.crisp_fill(painter, box, theme.s2 if theme.dark else theme.s3)
        look.hairline(painter, 0, self.width(), 0, theme.line)
        if self.last:
            look.hairline(painter, 0, self.width(), self.height() - 1, theme.line)
        painter.drawPixmap(8, 8, picture(self._picture, self.devicePixelRatioF()))
        wide = self.width() - 56 - 40
        draw_text(painter, QRect(56, 7, wide, 20), self.text(), "body", "t1")
        draw_text(painter, QRect(56, 27, wide, 16), self._caption, "caption", "t3")
        painter.drawPixmap(self.width() - 28, 18, look.pixmap("chevron-right", theme.t3, 16, self.devicePixelRatioF()))
        if self.ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, box, 6)

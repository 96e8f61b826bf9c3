"""What stands in the gallery before there is a picture: how to begin, and three prompts that only fill the form."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ..core.catalog import Catalog
from ..core.recipe import Recipe
from . import look
from .commands import generate_keys, key_text
from .controls import BY_KEYBOARD, rounded, shape_size
from .language import fill

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
        self.rows = [ExampleRow(title, recipe, catalog, inner) for title, recipe in self._examples(catalog)]
        self.rows[-1].last = True
        for row in self.rows:
            row.clicked.connect(lambda _checked=False, row=row: self.chosen.emit(row.recipe))
        title = QLabel(self.tr("Your pictures will stand here"), inner)
        title.setProperty("role", "display")
        how = self.tr(
            "Write a prompt on the left and press Generate, or start from one of these. "
            "Choosing one only fills the form."
        )
        sentence = QLabel(how, inner)
        sentence.setProperty("role", "quiet")
        sentence.setWordWrap(True)
        title.setWordWrap(True)
        for label in (title, sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setFixedWidth(WIDTH)
            label.ensurePolished()
            label.setFixedHeight(label.heightForWidth(WIDTH))  # a layout of wrapped labels would guess
        self._lay_out(inner, title, sentence)

    def _examples(self, catalog: Catalog) -> list[tuple[str, Recipe]]:
        model = catalog.default
        mountains = self.tr("Layered misty mountains at first light, pines in the valley, soft haze")
        planet = self.tr("A ringed planet rises over the cracked plains of an ice moon, long blue shadows")
        alley = self.tr("Neon alley after rain, long-exposure light trails, wet asphalt")
        return [
            (self.tr("Misty mountains at first light"), Recipe(model, mountains, "3:4")),
            (self.tr("A ringed planet over an ice moon"), Recipe(model, planet, "1:1")),
            (self.tr("Neon alley after rain"), Recipe(model, alley, "16:9")),
        ]

    def _lay_out(self, inner: QWidget, title: QLabel, sentence: QLabel) -> None:
        column = QVBoxLayout(inner)
        column.setSpacing(0)
        column.addWidget(Slots(inner), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(24)
        column.addWidget(title)
        column.addSpacing(8)
        column.addWidget(sentence)
        column.addSpacing(28)
        for row in self.rows:
            column.addWidget(row)
        column.addSpacing(24)
        column.addLayout(self._keys(inner))
        column.setContentsMargins(0, 0, 0, 0)
        inner.setFixedWidth(WIDTH)
        outer = QVBoxLayout(self)
        outer.addStretch(9)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(11)

    def _keys(self, inner: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addStretch()
        for keys, does in ((generate_keys()[0], self.tr("generate")), ("Ctrl+L", self.tr("to the prompt"))):
            key = QLabel(key_text(keys), inner)
            key.setProperty("role", "key")
            what = QLabel(does, inner)
            what.setProperty("role", "caption")
            row.addWidget(key)
            row.addWidget(what)
            row.addSpacing(14)
        row.addStretch()
        return row


class Slots(QWidget):
    """Four dashed places for the pictures of a job."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(4 * 72 + 3 * 10, 96)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        painter = QPainter(self)
        painter.setPen(QPen(theme.line2, 1, Qt.PenStyle.DashLine))
        for place in range(4):
            painter.drawRect(QRectF(place * 82 + 0.5, 0.5, 71, 95))
        painter.drawPixmap(26, 38, look.pixmap("generate", theme.t3, 20, self.devicePixelRatioF()))


class ExampleRow(QAbstractButton):
    """52 high: the shape of the picture, what it shows, what it would be made with."""

    def __init__(self, title: str, recipe: Recipe, catalog: Catalog, parent: QWidget) -> None:
        super().__init__(parent)
        self.recipe = recipe
        self.last = False
        self.setText(title)
        model = catalog.get(recipe.model)
        pictures = self.tr("%n picture(s)", "", model.pictures if model else 1)
        name = model.name if model else recipe.model
        self._caption = fill(self.tr("%1 · %2 · %3 · %4"), name, recipe.ratio, recipe.resolution, pictures)
        self.setAccessibleName(title)
        self.setAccessibleDescription(self._caption)
        self.setToolTip(recipe.prompt)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(52)
        self._ring = False

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 52)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

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
        self._draw_shape(painter)
        self._draw_words(painter)
        painter.drawPixmap(self.width() - 28, 18, look.pixmap("chevron-right", theme.t3, 16, self.devicePixelRatioF()))
        if self._ring and self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rounded(painter, box, 6, None, theme.ring, 2)

    def _draw_shape(self, painter: QPainter) -> None:
        theme = look.theme()
        look.crisp_fill(painter, QRectF(8, 8, 36, 36), theme.s1)
        width, height = shape_size(self.recipe.ratio)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.t3, 1.5))
        shape = QRectF(26 - width / 2, 26 - height / 2, width, height)
        painter.drawRoundedRect(shape.adjusted(0.75, 0.75, -0.75, -0.75), 1.5, 1.5)
        painter.restore()

    def _draw_words(self, painter: QPainter) -> None:
        theme = look.theme()
        wide = self.width() - 56 - 40
        for role, colour, top, height, text in (
            ("body", theme.t1, 7, 20, self.text()),
            ("caption", theme.t3, 27, 16, self._caption),
        ):
            font = look.font(role)
            painter.setFont(font)
            painter.setPen(colour)
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(QRectF(56, top, wide, height), Qt.AlignmentFlag.AlignVCenter, shown)

"""Buttons of an icon and a word, drawn with the gap of the look, which Qt's own tool button doesn't keep."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionToolButton, QWidget

from ..base.language import fill
from . import look
from .buttons import ToolButton
from .drawing import rounded
from .plain import set_tip

GAP = 6
BETWEEN = " · "  # facts on one line


class WordButton(ToolButton):
    """An icon, 6 px, a word. Ground, hover and focus come from the style sheet."""

    def __init__(self, role: str, padding: int, icon_size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self._padding = padding
        self._brief = False
        self._tip = ""
        self._font = look.font("caption" if role == "status" else "body")
        self.setIconSize(QSize(icon_size, icon_size))

    def say(self, text: str, icon: str, colour: str = "t2") -> None:
        """`colour` is a name of Theme."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setIcon(look.icon(icon, self.iconSize().width(), colour))
        self.updateGeometry()

    def set_tip(self, tip: str) -> None:
        """What pressing it does, in the tooltip."""
        self._tip = tip
        self.setAccessibleDescription(tip)
        self.set_brief(self._brief)

    def set_brief(self, brief: bool) -> None:
        """Shows only the icon; the word is in the tooltip then."""
        if brief != self._brief:
            self._brief = brief
            self.updateGeometry()
            self.update()
        set_tip(self, "\n".join(filter(None, (self.text() if brief else "", self._tip))))

    @property
    def full_width(self) -> int:
        """With the word."""
        return round(self._right_of_text()) + self._padding

    @property
    def brief_width(self) -> int:
        """Without."""
        return 2 * self._padding + self.iconSize().width()

    def sizeHint(self) -> QSize:
        wide = self.brief_width if self._brief else self.full_width
        return QSize(wide, 22 if self._font.pixelSize() == 12 else 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _right_of_text(self) -> float:
        return self._padding + self.iconSize().width() + GAP + QFontMetricsF(self._font).horizontalAdvance(self.text())

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        super().initStyleOption(option)
        option.text, option.icon = "", QIcon()  # the style draws the ground

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        size = self.iconSize().width()
        hot = self.isEnabled() and self.underMouse()
        mode = QIcon.Mode.Active if hot else QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        drawing = self.icon().pixmap(self.iconSize(), self.devicePixelRatioF(), mode)
        painter.drawPixmap(self._padding, (self.height() - size) // 2, drawing)
        if self._brief:
            return
        theme = look.theme()
        painter.setPen(theme.t1 if hot else theme.t2 if self.isEnabled() else theme.off)
        painter.setFont(self._font)
        box = QRectF(self._padding + size + GAP, 0, self.width(), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())


class CountButton(WordButton):
    """A word with the number of what it leads to in a badge; no badge at none."""

    def __init__(self, word: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__("word", 8, 16, parent)
        self._word = word
        self._count = 0
        self.say(word, icon)
        self.set_count(0)

    def set_word(self, word: str, icon: str) -> None:
        """Says something else of what it leads to."""
        if word != self._word:
            self._word = word
            self.say(word, icon)
            self.set_count(self._count)

    def set_count(self, count: int) -> None:
        """Shows the number."""
        self._count = count
        self.setAccessibleName(fill(self.tr("%1, %2"), self._word, count))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() + (self._badge_width() + GAP if self._count else 0), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        theme = look.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = self._padding + self.iconSize().width() if self._brief else self._right_of_text()
        box = QRectF(right + GAP, (self.height() - 18) / 2, self._badge_width(), 18)
        rounded(painter, box, 9, theme.line2 if self.isDown() or self.underMouse() else theme.s3, None)
        painter.setPen(theme.t1)
        painter.setFont(look.font("chosen"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._count))

    def _badge_width(self) -> int:
        return max(18, round(QFontMetricsF(look.font("chosen")).horizontalAdvance(str(self._count))) + 10)


def facts_within(facts: str, width: int, metrics: QFontMetrics) -> str:
    """As many of these facts, the first of them at least, as fit the width whole: "making · 0:12 · usually 20–40 s"."""
    while metrics.horizontalAdvance(facts) > width and BETWEEN in facts:
        facts = facts.rpartition(BETWEEN)[0]
    return facts

"""The parts of the inspector: the preview, the rows of facts, the prompt as it was sent, buttons that copy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QTextEdit, QWidget

from ..base.language import fill
from ..design import look
from ..design.buttons import ToolButton
from ..design.plain import PlainLabel, set_tip
from ..jobs.placeholders import Placeholder
from ..jobs.unshown import AGAIN, OPEN, SHOW, act_name
from ..pictures.tile import paint_picture, paint_placeholder
from .facts import CODES, Facts, name_of

KEY, ROW = 84, 22
SAID = 1200  # milliseconds for which a button says that it has copied
LATIN_LINE, CHINESE_LINE = 21, 22
EDGE = 1  # of the prompt: the focus ring
BAR = 12
MOST_TIP = 2000  # characters
MOST_LINES = 10  # of a prompt; a longer one scrolls


class ValueIcon(QWidget):
    """A small icon behind a value."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(14, ROW)
        self._drawing: tuple[str, str] | None = None

    def show_mark(self, mark: tuple[str, str] | None) -> None:
        """An icon and the name of its colour, or nothing."""
        self._drawing = mark
        self.setVisible(mark is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing:
            name, colour = self._drawing
            drawing = look.pixmap(name, getattr(look.theme(), colour), 14, self.devicePixelRatioF())
            QPainter(self).drawPixmap(0, (ROW - 14) // 2, drawing)


class RowButton(ToolButton):
    """A small button behind a value."""

    def __init__(self, icon: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(look.icon(icon, 16))
        self.setIconSize(QSize(16, 16))
        self.setFixedSize(ROW + 2, ROW + 2)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        set_tip(self, name)


class CopyButton(RowButton):
    """Puts the text that `text` gives on the clipboard, and says for a moment that it has."""

    def __init__(self, name: str, text: Callable[[], str], parent: QWidget) -> None:
        super().__init__("copy", name, parent)
        self._text = text
        self._said = QTimer(self, singleShot=True, interval=SAID)
        self._said.timeout.connect(lambda: self.setIcon(look.icon("copy", 16)))
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text())
        self.setIcon(look.icon("check", 16, "ok"))
        self._said.start()


class Preview(QWidget):
    """A picture, whole, on the ground of the gallery. A double click opens it."""

    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pixmap: QPixmap | None = None
        self._words: Placeholder | None = None

    def show_pixmap(self, pixmap: QPixmap | None) -> None:
        """What there is of the picture at this moment."""
        self._pixmap = pixmap
        self.update()

    def show_words(self, words: Placeholder | None) -> None:
        """What is said where there is nothing of it to show."""
        self._words = words
        self.update()

    @property
    def shown(self) -> QPixmap | None:
        """What is drawn."""
        return self._pixmap

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look.crisp_fill(painter, QRectF(self.rect()), look.theme().s0)
        if self._pixmap:
            paint_picture(painter, self.rect(), self._pixmap)
        elif self._words:
            paint_placeholder(painter, self.rect(), self._words)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()


class FactRows(QWidget):
    """A name and a value in each row; rows without a value take no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, KEY)
        grid.setColumnStretch(1, 1)
        self._whole = ""
        self._link = ""
        self.copy_task = CopyButton(self.tr("Copy the task id"), lambda: self._whole, self)
        self.copy_link = CopyButton(self.tr("Copy the link"), lambda: self._link, self)
        self.retry_link = RowButton("again", self.tr("Try the link again, which costs nothing"), self)
        icons = {OPEN: "image", AGAIN: "again", SHOW: "folder"}
        self.file_acts = {code: RowButton(icon, act_name(code), self) for code, icon in icons.items()}
        self._rows: dict[str, tuple[QLabel, QLabel, ValueIcon]] = {}
        for row, code in enumerate(CODES):
            self._rows[code] = self._row(code)
            name, value, mark = self._rows[code]
            cell = QHBoxLayout()
            cell.setSpacing(4)
            cell.addWidget(value, 0, Qt.AlignmentFlag.AlignTop)
            cell.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            if code == "task":
                cell.addWidget(self.copy_task)
                value.setFont(look.fixed_font())
            if code == "file":
                for act in self.file_acts.values():
                    cell.addWidget(act)
            if code == "link":
                cell.addWidget(self.copy_link)
                cell.addWidget(self.retry_link)
            cell.addStretch()
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(cell, row, 1)

    def show_facts(self, facts: Facts) -> None:
        """Shows these and no others."""
        for code, (name, value, mark) in self._rows.items():
            fact = facts.get(code)
            for part in (name, value):
                part.setVisible(fact is not None)
            mark.show_mark(fact.mark if fact else None)
            if fact:
                value.setText(fact.value)
                set_tip(value, fact.whole[:MOST_TIP])
                value.setAccessibleName(fill(self.tr("%1: %2"), name.text(), fact.whole or fact.value))
        file = facts.get("file")
        for code, act in self.file_acts.items():
            act.setVisible(file is not None and code in file.acts)
        task = facts.get("task")
        self._whole = task.whole if task else ""
        self.copy_task.setVisible(task is not None)
        link = facts.get("link")
        self._link = link.whole if link else ""
        self.copy_link.setVisible(bool(self._link))
        self.retry_link.setVisible(link is not None and not (file and AGAIN in file.acts))

    def value(self, code: str) -> str:
        """What a row says; "" where there is none."""
        _, value, _ = self._rows[code]
        return "" if value.isHidden() else value.text()

    def mark(self, code: str) -> ValueIcon:
        """The icon behind a value."""
        return self._rows[code][2]

    def _row(self, code: str) -> tuple[QLabel, QLabel, ValueIcon]:
        name, value = PlainLabel(name_of(code), self), FactValue(self)
        name.setProperty("role", "caption")
        name.setFixedHeight(ROW)
        value.setProperty("role", "fact")
        value.setWordWrap(True)
        value.setMinimumHeight(ROW)
        name.setBuddy(value)
        return name, value, ValueIcon(self)


class FactValue(PlainLabel):
    """Breaks where it must: Qt's own hint for a text that may break makes a block of it, however much room there is."""

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = QFontMetrics(self.font())
        wide = max((metrics.horizontalAdvance(line) for line in self.text().split("\n")), default=0) + 2
        return QSize(wide, max(self.minimumHeight(), self.heightForWidth(wide)))


class PromptText(QTextEdit):
    """The prompt to read, select and copy: as high as it is, up to ten lines, then it scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._fitted = 0  # the width that its height was measured for
        self.setProperty("role", "plain")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Prompt"))
        self.document().setDocumentMargin(0)

    def show_prompt(self, prompt: str) -> None:
        """Shows another prompt from its beginning."""
        if prompt != self.toPlainText():
            self.setPlainText(prompt)
            self._space_lines()
            self._fitted = 0
            self._fit()

    def _space_lines(self) -> None:
        chinese = any(ord(letter) > 0x2E7F for letter in self.toPlainText())
        height = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        height.setLineHeight(CHINESE_LINE if chinese else LATIN_LINE, kind)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(height)

    def _fit(self) -> None:
        """As high as the text at this width. The bar is ours to show: one that came by itself would change the width
        that the height was measured for, and so on."""
        if self._fitted == self.width():
            return
        self._fitted = self.width()
        self.document().setTextWidth(self.width() - 2 * EDGE)
        high, most = round(self.document().size().height()), MOST_LINES * LATIN_LINE
        on, off = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(on if high > most else off)
        self.setFixedHeight(max(LATIN_LINE, min(high, most)) + 2 * EDGE)
        if high > most:
            self.document().setTextWidth(self.width() - 2 * EDGE - BAR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

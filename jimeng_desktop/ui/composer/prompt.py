"""The prompt editor and the meter of its length."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ..base.language import fill
from ..design import look

MOST_CHARACTERS = 300  # Chinese; the service says that more may lose details
MOST_WORDS = 600
NEARLY = 0.9
LOWEST = 96  # of the editor
# What is counted by the character: Chinese, kana, hangul. A pattern of these would take 20 ms of the start to compile.
_BY_CHARACTER = (
    (0x2E80, 0x2FFF), (0x3040, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0xFF66, 0xFF9D), (0x20000, 0x3FFFF),
)  # fmt: skip
_WITHIN_A_WORD = "'’"
_STEPS: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


def length(prompt: str, chinese: bool = False) -> tuple[int, int, bool]:
    """How long the prompt is, how long it may be, and whether both count characters (else words).

    In a mixed prompt a Chinese character weighs a 300th, a word a 600th; what weighs more names the unit.
    `chinese` names it where both weigh the same, as in an empty prompt.
    """
    characters = sum(_by_character(letter) for letter in prompt)
    within = (letter for letter in prompt if letter not in _WITHIN_A_WORD)
    plain = (letter if letter.isalnum() and not _by_character(letter) else " " for letter in within)
    words = len("".join(plain).split())
    in_characters, in_words = characters / MOST_CHARACTERS, words / MOST_WORDS
    if in_characters > in_words or (chinese and in_characters == in_words):
        return round((in_characters + in_words) * MOST_CHARACTERS), MOST_CHARACTERS, True
    return round((in_characters + in_words) * MOST_WORDS), MOST_WORDS, False


def _by_character(letter: str) -> bool:
    code = ord(letter)
    return code >= _BY_CHARACTER[0][0] and any(first <= code <= last for first, last in _BY_CHARACTER)


class LengthMeter(QWidget):
    """A thin bar and "26 / 600 words"; it warns, and never forbids."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.count, self.most = 0, MOST_WORDS
        self.text = self._plain = ""
        self.show_length("")

    def show_length(self, prompt: str) -> None:
        """Measures and draws."""
        chinese = self.locale().language() == QLocale.Language.Chinese
        self.count, self.most, in_characters = length(prompt, chinese)
        plain = self.tr("%1 / %2 characters") if in_characters else self.tr("%1 / %2 words")
        self.text = self._plain = fill(plain, self.count, self.most)
        if self.count > self.most:
            self.text = fill(self.tr("%1 · details may be lost"), self.text)
        elif self.count >= self.most * NEARLY:
            self.text = fill(self.tr("%1 · long"), self.text)
        self.setAccessibleName(self.text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look.theme()
        long = self.count >= self.most * NEARLY
        font = look.font("caption")
        metrics = QFontMetricsF(font)
        text = self.text if metrics.horizontalAdvance(self.text) <= self.width() else self._plain
        wide = metrics.horizontalAdvance(text)
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(theme.attention if long else theme.t3)
        box = QRectF(self.rect())
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        bar = QRectF(0, 7, max(0.0, box.width() - wide - 8), 2)
        look.crisp_fill(painter, bar, theme.line)
        if self.count:
            bar.setWidth(max(2.0, bar.width() * min(1.0, self.count / self.most)))
            look.crisp_fill(painter, bar, theme.attention if long else theme.t3)


class Hint(QWidget):
    """What stands in the empty editor: Qt's own knows nothing of our line height and stands beside the caret's line.

    It lies over the editor. To paint in the editor's viewport, PySide would make the classes of all widgets: 10 ms.
    """

    def __init__(self, text: str, editor: QTextEdit) -> None:
        super().__init__(editor)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = text
        self._editor = editor

    def paintEvent(self, event: QPaintEvent) -> None:
        line = self._editor.cursorRect()
        painter = QPainter(self)
        painter.setPen(look.theme().t3)
        box = QRectF(line.left() + 1, line.top(), self.width() - line.left() - 1, line.height())
        if painter.fontMetrics().horizontalAdvance(self.text) > box.width():
            box.setHeight(self.height() - line.top())
            painter.drawText(box, Qt.TextFlag.TextWordWrap, self.text)
        else:
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text)


class PromptEditor(QTextEdit):
    """Plain text only. `composing` is true while an input method holds letters that are not yet text."""

    edited = Signal()
    history_stepped = Signal(int)  # the prompt before this one (1), the one after (-1)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(LOWEST)
        self._hint = Hint(self.tr("Describe the picture. Chinese or English."), self)
        self.setAccessibleName(self.tr("Prompt"))
        self.setAccessibleDescription(self._hint.text)
        self.document().setDocumentMargin(0)
        self.composing = False
        self._meter = LengthMeter(self)
        self._set_line_height()
        self.textChanged.connect(self._changed)

    @property
    def meter(self) -> LengthMeter:
        """The meter inside the editor's lower edge."""
        return self._meter

    def sizeHint(self) -> QSize:
        return QSize(200, LOWEST)  # it takes what the form leaves; Qt's own 192 would make a low window scroll

    def set_text(self, text: str) -> None:
        """Replaces the text as one step that can be undone."""
        if text == self.toPlainText():
            return
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._show_hint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Ctrl+Enter belongs to the window and must never become a new line here, whatever the platform maps it to.
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        step = _STEPS.get(event.key(), 0)
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step and modifiers == Qt.KeyboardModifier.AltModifier:
            if not self.composing:
                self.history_stepped.emit(step)
        elif enter and not self.composing and not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            # In an empty line Qt would take away the line's height first, and make a new line only the next time.
            cursor = self.textCursor()
            cursor.insertBlock()
            self.setTextCursor(cursor)
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(_text_in(source))

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = _text_in(source)
        if text:  # else what is selected would be replaced by nothing
            self.textCursor().insertText(text)
            self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._meter.setGeometry(13, self.height() - 25, self.width() - 26, 16)
        self._hint.setGeometry(self.contentsRect())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_line_height()

    def _changed(self) -> None:
        self._meter.show_length(self.toPlainText())
        self._show_hint()
        self.edited.emit()

    def _show_hint(self) -> None:
        self._hint.setVisible(self.document().isEmpty() and not self.composing)

    def _set_line_height(self) -> None:
        """Qt's lines are tighter than Chinese needs. Outside the undo stack, and kept by every block that follows."""
        height = 22 if self.locale().language() == QLocale.Language.Chinese else 21
        if self.document().firstBlock().blockFormat().lineHeight() == height:
            return  # the font has changed with the theme: what was typed can still be undone
        block = QTextBlockFormat()
        block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
        self.document().setUndoRedoEnabled(True)


def _text_in(source: QMimeData) -> str:
    """What a prompt takes of a drop or a paste. Files and bare pictures have none: their paths are no prompt."""
    return "" if any(url.isLocalFile() for url in source.urls()) else source.text()

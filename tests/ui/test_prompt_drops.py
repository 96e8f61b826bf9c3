"""What may be dropped on the prompt or pasted into it: text, and neither files nor pictures, which change nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from jimeng_desktop.ui.base.clipboard import copied_files, dragged_files
from jimeng_desktop.ui.composer.prompt import PromptEditor


def file_list(text: str = "") -> QMimeData:
    """What a tile of the gallery is dragged as, or copied with the paths as text."""
    paths = [Path("/pictures/a fox.png")]
    return copied_files(paths) if text else dragged_files(paths)


def bare_picture(text: str = "") -> QMimeData:
    """Pixels, with a text beside them or without."""
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    if text:
        data.setText(text)
    return data


def plain_text(text: str, address: str = "") -> QMimeData:
    """A text, or an address of the net as browsers give it."""
    data = QMimeData()
    data.setText(text)
    if address:
        data.setUrls([QUrl(address)])
    return data


@pytest.mark.parametrize(
    ("carried", "taken"),
    [
        (file_list, ""),
        (lambda: file_list("paths"), ""),
        (bare_picture, ""),
        (QMimeData, ""),
        (lambda: bare_picture("a crow"), "a crow"),
        (lambda: plain_text("a crow"), "a crow"),
        (lambda: plain_text("https://example.org/crow", "https://example.org/crow"), "https://example.org/crow"),
    ],
)
@pytest.mark.parametrize("way", ["drop", "paste"])
def test_the_prompt_takes_text_and_neither_files_nor_pictures(
    qtbot: QtBot, way: str, carried: Callable[[], QMimeData], taken: str
) -> None:
    editor = PromptEditor()
    qtbot.addWidget(editor)
    editor.resize(300, 120)
    editor.show()
    editor.set_text("an owl in snow")
    editor.find("owl", QTextDocument.FindFlag.FindBackward)
    data = carried()
    if way == "paste":
        editor.insertFromMimeData(data)
        assert editor.toPlainText() == f"an {taken or 'owl'} in snow"
        assert editor.canInsertFromMimeData(data) is bool(taken), "the menu offers it"
        return
    start = editor.cursorRect(QTextCursor(editor.document())).center()
    enter, drop = (drag_event(kind, start, data) for kind in (QDragEnterEvent, QDropEvent))
    QApplication.sendEvent(editor.viewport(), enter)
    assert enter.isAccepted() is bool(taken)
    QApplication.sendEvent(editor.viewport(), drop)
    assert editor.toPlainText() == f"{taken}an owl in snow"


def drag_event(kind: type[QDropEvent], at: QPoint, data: QMimeData) -> QDropEvent:
    """Something dragged from elsewhere comes to `at`, or is let go there."""
    where: QPoint | QPointF = at if kind is QDragEnterEvent else QPointF(at)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return kind(where, copy, data, left, none)

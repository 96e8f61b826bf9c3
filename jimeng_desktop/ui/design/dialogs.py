"""Dialogs that never stop the program: open() and a future that `finished` fills."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QLabel, QMessageBox, QWidget
from shiboken6 import isValid

from . import look


async def finished(dialog: QDialog) -> int:
    """Opens the dialog and gives what it ended with; a cancelled wait closes it."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[int] = loop.create_future()

    def end(result: int) -> None:
        if not done.done():
            done.set_result(result)

    dialog.finished.connect(end)
    dialog.destroyed.connect(lambda: end(QDialog.DialogCode.Rejected))  # with the window under it
    dialog.open()
    try:
        return await done
    finally:
        if isValid(dialog):
            dialog.hide()
            dialog.deleteLater()


def carry_over(old: QWidget, new: QWidget) -> None:
    """Dialogs that stand open go along to the window that replaces theirs; nobody has answered them yet."""
    for dialog in old.findChildren(QDialog, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if dialog.isVisible():
            dialog.setParent(new, dialog.windowFlags())
            dialog.open()


async def ask(parent: QWidget | None, title: str, sentence: str, yes: str, *, careful: bool = False) -> bool:
    """A question with `yes` and Cancel; with `careful` Cancel is what Enter presses."""
    box = _box(parent, "unknown", title, sentence)
    accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel if careful else accept)
    box.setEscapeButton(cancel)
    _calm(box)
    await finished(box)
    return box.clickedButton() is accept


async def ask_text(parent: QWidget, title: str, text: str) -> str:
    """A line of text; "" where the user would rather not."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(title)
    for label in dialog.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    dialog.setTextValue(text)
    accepted = await finished(dialog) == QDialog.DialogCode.Accepted
    return dialog.textValue().strip() if accepted else ""


async def tell(parent: QWidget | None, title: str, sentence: str) -> None:
    """Something the user must have read."""
    box = _box(parent, "info", title, sentence)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    _calm(box)
    await finished(box)


def pictures_folder() -> Path:
    """The user's own folder of pictures, where copies go that have not gone anywhere yet."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))


async def choose_save_path(parent: QWidget, suggestion: Path, title: str = "") -> Path | None:
    """Where to save a file of that name. The system's dialog has already asked about replacing."""
    title = title or QCoreApplication.translate("dialogs", "Save a copy")
    dialog = QFileDialog(parent, title, str(suggestion.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    suffix = suggestion.suffix.lstrip(".")
    dialog.setDefaultSuffix(suffix)
    dialog.setNameFilters([f"*.{suffix}"])
    dialog.selectFile(suggestion.name)
    return await _chosen(dialog)


async def choose_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """A folder that is there."""
    dialog = QFileDialog(parent, title, str(start))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return await _chosen(dialog)


async def choose_program(parent: QWidget, title: str, start: Path) -> Path | None:
    """A program to open something in."""
    dialog = QFileDialog(parent, title, str(start))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return await _chosen(dialog)


async def _chosen(dialog: QFileDialog) -> Path | None:
    # Qt's own dialog, where the system has none, leaves these two untranslated in Chinese.
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, QCoreApplication.translate("dialogs", "Look in:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, QCoreApplication.translate("dialogs", "Files of type:"))
    result = await finished(dialog)
    files = dialog.selectedFiles()
    return Path(files[0]) if result == QDialog.DialogCode.Accepted and files else None


def _calm(box: QMessageBox) -> None:
    """Our margins, and no ticks and crosses beside the words of the buttons."""
    for button in box.buttons():
        button.setIcon(QIcon())
    layout = box.layout()
    if layout:
        layout.setContentsMargins(28, 24, 28, 20)


def _box(parent: QWidget | None, icon: str, title: str, sentence: str) -> QMessageBox:
    box = QMessageBox(parent)
    scale = parent.devicePixelRatioF() if parent else QGuiApplication.primaryScreen().devicePixelRatio()
    box.setIconPixmap(look.pixmap(icon, look.theme().t2, 20, scale))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Jimeng Desktop")
    box.setText(title)
    box.setInformativeText(sentence)
    return box

"""What is done with the chosen pictures: copied, saved elsewhere, exported, opened, shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from ...core import disk
from ...core.errors import Fault
from ...core.job import Job, Picture
from ...core.settings import MOST_PROGRAMS
from ...desktop import opening
from ...desktop.room import room_in
from ...export.naming import Shot
from ...export.order import read_order
from ...messages import Words, export_sentence
from ..base.clipboard import copied_files
from ..base.language import fill, translate_message
from ..base.tasks import computed
from ..design.dialogs import ask, choose_folder, choose_program, finished, pictures_folder
from ..pictures.thumbnails import SMALL, scaled
from ..pictures.whole_image import whole_picture
from .dialog import ExportDialog
from .running import Exports, Standing
from .strip import size_of

if TYPE_CHECKING:
    from ..session.session import Session
    from ..window.pages import Pages
    from .progress import ExportProgress

MANY = 10  # windows of another program that nobody wants by mistake
TOLD = 3  # failures that are named in full


class PictureActions(QObject):
    """Of one session; `do` takes the codes of PictureCommands."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._item: ExportProgress | None = None
        self.exports = Exports(self)
        self.exports.changed.connect(self.show_standing)
        self._does: dict[str, Callable[[], object]] = {
            "copy": self._copy,
            "copy_bitmap": lambda: self._start(self._copy_bitmap()),
            "save_copy": self._save,
            "export": lambda: self.export(self._chosen()),
            "show_in_folder": lambda: self._session.actions.show_in_folder(next(iter(self._chosen()), None)),
            "open_file": self.open_in,
            "choose_program": lambda: self._start(self._choose_program()),
            "recipe": lambda: self._session.actions.act("show_in_form", self._middle.current_job),
            "copy_prompt": lambda: self._copy_text(lambda job: job.recipe.prompt),
            "copy_task": lambda: self._copy_text(lambda job: job.task_id),
        }

    def do(self, code: str) -> None:
        """What the user has asked for."""
        self._does[code]()

    def open_in(self, program: str = "") -> None:
        """Opens the chosen pictures in a program, or in the system's."""
        self._start(self._open(self._pictures(), program))

    def open_one(self, picture_id: int) -> None:
        """Opens one picture in the system's program."""
        picture = self._session.model.picture(picture_id)
        if picture and picture.path:
            self._start(self._open([picture]))

    # Which pictures

    @property
    def _middle(self) -> Pages:
        return self._session.window.middle

    def _chosen(self) -> list[int]:
        return self._middle.chosen_pictures()

    def _pictures(self) -> list[Picture]:
        found = map(self._session.model.picture, self._chosen())
        return [picture for picture in found if picture and picture.path]

    def _start(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self._session.tasks.start(coroutine, name="pictures")

    # Clipboard

    def _copy(self) -> None:
        paths = [Path(picture.path or "") for picture in self._pictures()]
        if paths:
            QGuiApplication.clipboard().setMimeData(copied_files(paths))

    async def _copy_bitmap(self) -> None:
        current = self._middle.current_picture
        picture = self._session.model.picture(current) if current is not None else None
        picture = picture or next(iter(self._pictures()), None)
        if picture is None or not picture.path:
            return
        path = Path(picture.path)
        image = await computed(whole_picture, path, clear=True)
        if image.isNull():
            self._session.notices.say("open", lambda: _said(self.tr("%1 can't be read"), path))
        else:
            QGuiApplication.clipboard().setImage(image)
            self._session.notices.clear("open")

    def _copy_text(self, text: Callable[[Job], str | None]) -> None:
        job_id = self._middle.current_job
        job = self._session.model.job(job_id) if job_id is not None else None
        if job and text(job):
            QGuiApplication.clipboard().setText(text(job) or "")

    # Copies and exports

    def _save(self) -> None:
        chosen = self._chosen()
        if len(chosen) > 1:
            self._start(self._save_all())
        else:
            self._session.actions.save_copy(next(iter(chosen), None))

    async def _save_all(self) -> None:
        session, pictures = self._session, self._pictures()
        start = Path(str(session.kept.value.window.get("copies") or pictures_folder()))
        title = self.tr("Save copies of %n picture(s) to", "", len(pictures))
        folder = await choose_folder(session.window, title, start)
        if folder is None:
            return
        session.kept.change(window={**session.kept.value.window, "copies": str(folder)})
        session.notices.clear("export")
        await self.exports.copy(pictures, folder, session.library)
        self._tell_failures()

    def export(self, chosen: Sequence[int]) -> None:
        """Asks how these pictures are to be exported, by their ids."""
        found = map(self._session.model.picture, chosen)
        self._start(self._export([picture for picture in found if picture and picture.path]))

    async def _export(self, pictures: Sequence[Picture]) -> None:
        session = self._session
        jobs = map(session.model.job, (picture.job_id for picture in pictures))
        shots = [Shot(job, picture) for job, picture in zip(jobs, pictures, strict=True) if job]
        if not shots:
            return
        order = read_order(session.kept.value.export)
        folder, there = await asyncio.to_thread(_folder_for, order.folder)
        dialog = ExportDialog(shots, replace(order, folder=str(folder)), session.window)
        dialog.set_folder(folder, there)
        dialog.folder_wanted.connect(lambda: self._start(self._choose_folder(dialog)))
        dialog.folder_typed.connect(lambda typed: self._start(self._look_at(typed, dialog)))
        showing = session.tasks.start(self._show_pictures(dialog), name="export pictures")
        try:
            result = await finished(dialog)
        finally:
            showing.cancel()
        if result == QDialog.DialogCode.Accepted:
            order, fault = dialog.order(), None
            if dialog.makes_folder:
                fault = await asyncio.to_thread(_made, Path(order.folder))
            if fault:
                session.notices.say("export", partial(_not_made, Path(order.folder), fault))
                return
            session.kept.change(export=order.remembered())
            session.notices.clear("export")
            await self.exports.export(shots, order)
            self._tell_failures()

    async def _choose_folder(self, dialog: ExportDialog) -> None:
        folder = await choose_folder(dialog, self.tr("Save to"), Path(dialog.order().folder))
        if folder:
            dialog.set_folder(folder)

    async def _look_at(self, folder: Path, dialog: ExportDialog) -> None:
        problem = await asyncio.to_thread(_problem_of, folder)
        if isValid(dialog):
            dialog.show_room(folder, problem)

    async def _show_pictures(self, dialog: ExportDialog) -> None:
        scale = dialog.devicePixelRatioF()
        for place in dialog.strip.places:
            data = await self._session.library.thumbnail(place.picture, SMALL)
            if data:
                dialog.strip.set_image(place.picture, await computed(scaled, data, size_of(place, scale)))

    def show_standing(self) -> None:
        """In the status bar of the present window."""
        item = self._session.window.status_bar.exports
        if item is not self._item:
            self._item = item
            item.stop_pressed.connect(self.exports.stop)
            item.closed.connect(self.exports.forget)
            item.show_pressed.connect(self._show_last)
        item.show_standing(self.exports.standing)

    def _show_last(self) -> None:
        if self.exports.standing.last:
            self._session.actions.reveal(self.exports.standing.last)

    def _tell_failures(self) -> None:
        standing = self.exports.standing
        if standing.failed and not standing.running:
            self._session.notices.say("export", lambda: self._failure_words(standing))

    def _failure_words(self, standing: Standing) -> Words:
        title = self.tr("%n picture(s) could not be exported", "", len(standing.failed))
        named = [
            fill(self.tr("%1: %2"), name, export_sentence(fault, translate_message))
            for name, fault in standing.failed[:TOLD]
        ]
        if len(standing.failed) > TOLD:
            named.append(self.tr("And %n more.", "", len(standing.failed) - TOLD))
        return Words(title, " ".join(named), None, "failed")

    # Other programs

    async def _open(self, pictures: Sequence[Picture], program: str = "") -> None:
        session = self._session
        if len(pictures) > MANY:
            title = self.tr("Open %n picture(s)?", "", len(pictures))
            if not await ask(session.window, title, self.tr("Each may get a window of its own."), self.tr("Open")):
                return
        for picture in pictures:
            path = Path(picture.path or "")
            if not await asyncio.to_thread(opening.open_file, path, program):
                text = self.tr("%1 could not be started") if program else self.tr("No program opens %1")
                session.notices.say("open", partial(_said, text, Path(program or path)))
                return
        session.notices.clear("open")
        if program and pictures:
            self._remember(program)

    async def _choose_program(self) -> None:
        pictures = self._pictures()
        if opening.CHOOSES and pictures:
            await asyncio.to_thread(opening.choose_and_open, Path(pictures[0].path or ""))
            return
        last = self._session.kept.value.open_with
        start = Path(last[0]).parent if last else opening.PROGRAMS
        program = await choose_program(self._session.window, self.tr("Open with"), start)
        if program:
            await self._open(self._pictures(), str(program))

    def _remember(self, program: str) -> None:
        kept = self._session.kept
        others = [other for other in kept.value.open_with if isinstance(other, str) and other != program]
        kept.change(open_with=[program, *others][:MOST_PROGRAMS])
        self._session.window.commands.pictures.set_programs(kept.value.open_with)


def _folder_for(remembered: str) -> tuple[Path, bool]:
    """The folder that was used last, or else the pictures', or the home; and whether it is there. Runs in a thread."""
    folders = [Path(remembered)] if remembered else [pictures_folder(), Path.home()]
    return next(((folder, True) for folder in folders if folder.is_dir()), (folders[0], False))


def _problem_of(folder: Path) -> str:
    """What there is to say of a folder that somebody has typed; "new" where it can be made. Runs in a thread."""
    try:
        problem = room_in(folder).problem
        return problem or ("" if folder.is_dir() else "new")
    except OSError:  # of a folder that may not be entered, or a name too long
        return "read_only"


def _made(folder: Path) -> Fault | None:
    """Makes a folder that was said to be new; why it could not be made. Runs in a thread."""
    try:
        disk.make_folders(folder)
    except OSError as error:
        return disk.storage_error(error, folder).fault
    return None


def _not_made(folder: Path, fault: Fault) -> Words:
    title = fill(QCoreApplication.translate("PictureActions", "%1 could not be created"), folder.name)
    return Words(title, export_sentence(fault, translate_message), None, "failed")


def _said(title: str, path: Path) -> Words:
    return Words(fill(title, path.name), str(path.parent), None, "failed")

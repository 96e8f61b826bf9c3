"""What is done with the chosen pictures: copied, saved elsewhere, exported, opened, shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from ...core.errors import Fault
from ...core.job import Job, Picture
from ...core.settings import MOST_PROGRAMS
from ...desktop import opening
from ...desktop.room import room_in
from ...export.naming import Shot
from ...export.order import read_order
from ...files import disk
from ...files.disk_errors import storage_error
from ...messages import Words, export_sentence
from ..base.clipboard import copied_files
from ..base.language import fill, translate_message
from ..base.ports import Keeps, Parent, Says, Start
from ..base.tasks import computed
from ..design.dialogs import ask, choose_folder, choose_program, finished, pictures_folder
from ..jobs.chosen import Chosen
from ..pictures.thumbnails import SMALL, scaled
from ..pictures.whole_image import whole_picture
from .copies import Copies, save_copy
from .dialog import ExportDialog
from .running import Exports, Standing
from .strip import size_of

MANY = 10  # windows of another program that nobody wants by mistake
TOLD = 3  # failures that are named in full


class Pictures(Protocol):
    """What the gallery knows of pictures and jobs, by their ids."""

    def picture(self, picture_id: int) -> Picture | None: ...

    def job(self, job_id: int) -> Job | None: ...


class Originals(Copies, Protocol):
    """The part of the library that is used here."""

    async def thumbnail(self, picture_id: int, size: int) -> bytes | None: ...


class PictureActions(QObject):
    """Of one session; `do` takes the codes of PictureCommands."""

    show_wanted = Signal(object)  # a picture whose file is to be shown in its folder
    reveal_wanted = Signal(object)  # a file, likewise
    recipe_wanted = Signal(object)  # the id of the job whose recipe is to go into the form
    programs_changed = Signal(object)  # their paths, the last used first
    standing_changed = Signal()  # of `exports`

    def __init__(
        self,
        pictures: Pictures,
        chosen: Chosen,
        originals: Originals,
        start: Start,
        says: Says,
        keeps: Keeps,
        window: Parent,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._chosen, self._originals = pictures, chosen, originals
        self._run, self._says, self._keeps, self._window = start, says, keeps, window
        self.exports = Exports(self)
        self.exports.changed.connect(self.standing_changed)
        self._does: dict[str, Callable[[], object]] = {
            "copy": self._copy,
            "copy_bitmap": lambda: self._start(self._copy_bitmap()),
            "save_copy": self._save,
            "export": lambda: self.export(self._chosen.pictures()),
            "show_in_folder": lambda: self.show_wanted.emit(next(iter(self._chosen.pictures()), None)),
            "open_file": self.open_in,
            "choose_program": lambda: self._start(self._choose_program()),
            "recipe": lambda: self.recipe_wanted.emit(self._chosen.job),
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
        picture = self._model.picture(picture_id)
        if picture and picture.path:
            self._start(self._open([picture]))

    # Which pictures

    def _pictures(self) -> list[Picture]:
        found = map(self._model.picture, self._chosen.pictures())
        return [picture for picture in found if picture and picture.path]

    def _start(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self._run(coroutine, name="pictures")

    # Clipboard

    def _copy(self) -> None:
        paths = [Path(picture.path or "") for picture in self._pictures()]
        if paths:
            QGuiApplication.clipboard().setMimeData(copied_files(paths))

    async def _copy_bitmap(self) -> None:
        current = self._chosen.picture
        picture = self._model.picture(current) if current is not None else None
        picture = picture or next(iter(self._pictures()), None)
        if picture is None or not picture.path:
            return
        path = Path(picture.path)
        image = await computed(whole_picture, path, clear=True)
        if image.isNull():
            self._says.say("open", lambda: _said(self.tr("%1 can't be read"), path))
        else:
            QGuiApplication.clipboard().setImage(image)
            self._says.clear("open")

    def _copy_text(self, text: Callable[[Job], str | None]) -> None:
        job_id = self._chosen.job
        job = self._model.job(job_id) if job_id is not None else None
        if job and text(job):
            QGuiApplication.clipboard().setText(text(job) or "")

    # Copies and exports

    def _save(self) -> None:
        pictures = self._pictures()
        if len(pictures) > 1:
            self._start(self._save_all())
        elif pictures:
            self._start(self._save_one(pictures[0]))

    async def _save_one(self, picture: Picture) -> None:
        path, words = await save_copy(self._window(), self._originals, picture, self._copies_folder())
        if path:
            self._keep_window(copies=str(path.parent))
            self._says.clear("copy")
        if words:
            self._says.say("copy", words)

    def _copies_folder(self) -> Path:
        return Path(str(self._keeps.value.window.get("copies") or pictures_folder()))

    def _keep_window(self, **places: str) -> None:
        self._keeps.change(window={**self._keeps.value.window, **places})

    async def _save_all(self) -> None:
        pictures = self._pictures()
        title = self.tr("Save copies of %n picture(s) to", "", len(pictures))
        folder = await choose_folder(self._window(), title, self._copies_folder())
        if folder is None:
            return
        self._keep_window(copies=str(folder))
        self._says.clear("export")
        await self.exports.copy(pictures, folder, self._originals)
        self._tell_failures()

    def export(self, chosen: Sequence[int]) -> None:
        """Asks how these pictures are to be exported, by their ids."""
        found = map(self._model.picture, chosen)
        self._start(self._export([picture for picture in found if picture and picture.path]))

    async def _export(self, pictures: Sequence[Picture]) -> None:
        jobs = map(self._model.job, (picture.job_id for picture in pictures))
        shots = [Shot(job, picture) for job, picture in zip(jobs, pictures, strict=True) if job]
        if not shots:
            return
        order = read_order(self._keeps.value.export)
        folder, there = await asyncio.to_thread(_folder_for, order.folder)
        dialog = ExportDialog(shots, replace(order, folder=str(folder)), self._window())
        dialog.set_folder(folder, there)
        dialog.folder_wanted.connect(lambda: self._start(self._choose_folder(dialog)))
        dialog.folder_typed.connect(lambda typed: self._start(self._look_at(typed, dialog)))
        showing = self._run(self._show_pictures(dialog), name="export pictures")
        try:
            result = await finished(dialog)
        finally:
            showing.cancel()
        if result == QDialog.DialogCode.Accepted:
            order, fault = dialog.order(), None
            if dialog.makes_folder:
                fault = await asyncio.to_thread(_made, Path(order.folder))
            if fault:
                self._says.say("export", partial(_not_made, Path(order.folder), fault))
                return
            self._keeps.change(export=order.remembered())
            self._says.clear("export")
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
            data = await self._originals.thumbnail(place.picture, SMALL)
            if data:
                dialog.strip.set_image(place.picture, await computed(scaled, data, size_of(place, scale)))

    def show_last(self) -> None:
        """Shows the newest file that was written in its folder."""
        if self.exports.standing.last:
            self.reveal_wanted.emit(self.exports.standing.last)

    def _tell_failures(self) -> None:
        standing = self.exports.standing
        if standing.failed and not standing.running:
            self._says.say("export", lambda: self._failure_words(standing))

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
        if len(pictures) > MANY:
            title = self.tr("Open %n picture(s)?", "", len(pictures))
            if not await ask(self._window(), title, self.tr("Each may get a window of its own."), self.tr("Open")):
                return
        for picture in pictures:
            path = Path(picture.path or "")
            if not await asyncio.to_thread(opening.open_file, path, program):
                text = self.tr("%1 could not be started") if program else self.tr("No program opens %1")
                self._says.say("open", partial(_said, text, Path(program or path)))
                return
        self._says.clear("open")
        if program and pictures:
            self._remember(program)

    async def _choose_program(self) -> None:
        pictures = self._pictures()
        if opening.CHOOSES and pictures:
            await asyncio.to_thread(opening.choose_and_open, Path(pictures[0].path or ""))
            return
        last = self._keeps.value.open_with
        start = Path(last[0]).parent if last else opening.PROGRAMS
        program = await choose_program(self._window(), self.tr("Open with"), start)
        if program:
            await self._open(self._pictures(), str(program))

    def _remember(self, program: str) -> None:
        others = [other for other in self._keeps.value.open_with if isinstance(other, str) and other != program]
        programs = [program, *others][:MOST_PROGRAMS]
        self._keeps.change(open_with=programs)
        self.programs_changed.emit(programs)


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
        return storage_error(error, folder).fault
    return None


def _not_made(folder: Path, fault: Fault) -> Words:
    title = fill(QCoreApplication.translate("PictureActions", "%1 could not be created"), folder.name)
    return Words(title, export_sentence(fault, translate_message), None, "failed")


def _said(title: str, path: Path) -> Words:
    return Words(fill(title, path.name), str(path.parent), None, "failed")

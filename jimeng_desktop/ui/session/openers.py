"""What the user opens beyond generating: dialogs, windows, folders, the way out. Each is made when it is asked for."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ... import __version__
from ...core.job import Job, JobState
from ...messages import open_jobs_question, rescue_question
from ...messages.settings import not_kept
from ..api_key.coming import ComingKeys
from ..base.language import fill, translate_message
from ..design.dialogs import ask, choose_folder, finished, tell
from ..exporting.copies import reveal
from ..jobs.words import model_name
from ..process.ending import Then
from ..upkeep.missing import Missing
from .parts import Parts

if TYPE_CHECKING:
    from ..exporting.picture_actions import PictureActions
    from ..first_run.first_run import FirstRun
    from ..queue.away import Away
    from ..system.new_version import NewVersion


class Openers(QObject):
    """Of one session."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._parts = parts
        self.keys = ComingKeys(parts.tasks.start, lambda: parts.window, self)
        self.first_run: FirstRun | None = None  # while it is shown
        self.away: Away | None = None
        self.new_version: NewVersion | None = None
        library, model = parts.library, parts.model
        self.missing = Missing(
            library.stock, library.job, model, parts.thumbnails.forget, parts.notices, lambda: parts.window,
            parts.place.originals, self,
        )  # fmt: skip
        self.missing.changed.connect(parts.show_counts)
        self._open: set[str] = set()  # what there is only one of at a time

    @cached_property
    def pictures(self) -> PictureActions:
        """What is done with the chosen pictures."""
        from ..exporting.picture_actions import PictureActions

        parts = self._parts
        pictures = PictureActions(
            parts.model, parts.chosen, parts.library, parts.tasks.start, parts.notices, parts.kept,
            lambda: parts.window, self,
        )  # fmt: skip
        pictures.show_wanted.connect(self.show_in_folder)
        pictures.reveal_wanted.connect(self.reveal)
        pictures.recipe_wanted.connect(lambda job_id: parts.steps.act("show_in_form", job_id))
        pictures.programs_changed.connect(lambda programs: parts.window.commands.pictures.set_programs(programs))
        pictures.standing_changed.connect(self.show_exports)
        return pictures

    def show_exports(self) -> None:
        """How the exports stand, in a window that is new."""
        if "pictures" in self.__dict__:
            self._parts.window.status_bar.exports.show_standing(self.pictures.exports.standing)

    # What happened while the program was closed, and what is new

    def watch_away(self, left: Iterable[Job]) -> None:
        """The jobs that an earlier session left behind: what comes of them is told together."""
        from ..queue.away import Away

        parts = self._parts
        self.away = Away(left, parts.feed, parts.notices, parts.thumbnails, self)
        self.away.show_job.connect(lambda job_id: parts.window.middle.show_job(job_id))
        self.away.fetch_now.connect(lambda: parts.steps.act("fetch_now"))

    def show_away(self) -> None:
        """The list of it."""
        if self.away:
            self.away.show_under(self._parts.window.banner)

    def show_release(self) -> None:
        """The page of the newer version."""
        if self.new_version:
            self.new_version.show_page()

    # The way out

    def go_over(self) -> None:
        """From the demo to the service, or back."""
        self.leave(Then.SERVICE if self._parts.place.demo else Then.DEMO)

    def leave(self, then: Then = Then.END) -> None:
        """Ends the session; where something would be lost by it, or goes on elsewhere, only if the user says so."""
        question = self._before_leaving(then)
        if question:
            self._parts.tasks.start(self._leave(then, question), name="leave")
        else:
            self._parts.ended.set(then)

    def _before_leaving(self, then: Then) -> tuple[str, str, str, bool] | None:
        """Title, sentence, the button that leaves, and whether Enter had better not press it; None: nothing to ask."""
        parts, standing = self._parts, self.pictures.exports.standing
        if standing.running:
            title = self.tr("%n picture(s) are still to be exported", "", standing.total - standing.done)
            sentence = self.tr("What has been written stays. The rest can be exported again from the originals.")
            return title, sentence, self.tr("Leave anyway"), True
        if then is not Then.END:
            return None
        jobs = parts.heard.jobs()
        if rescue := rescue_question(jobs, time.time(), translate_message):
            return *rescue, self.tr("Close anyway"), True
        going_on = open_jobs_question(jobs, translate_message)
        if going_on and not parts.kept.value.window.get("told_open_jobs"):
            parts.kept.change(window={**parts.kept.value.window, "told_open_jobs": True})
            return *going_on, self.tr("Close"), False
        return None

    async def _leave(self, then: Then, question: tuple[str, str, str, bool]) -> None:
        title, sentence, leave, careful = question
        if await ask(self._parts.window, title, sentence, leave, careful=careful):
            self._parts.ended.set(then)

    # Questions that cost

    def send_again(self, job: Job) -> None:
        """Makes a new, paid job of an ended one; asks first where it may have been accepted."""
        self._parts.tasks.start(self._send_again(job), name="send again")

    async def _send_again(self, job: Job) -> None:
        if job.state is JobState.UNKNOWN:
            title = self.tr("Send this job again?")
            sentence = self.tr("No answer came, so it may have been accepted: sending it again may be charged twice.")
            if job.doubtful:
                sentence = self.tr(
                    "The reply was unclear, so it may have been accepted: sending it again may be charged twice."
                )
            if not await ask(self._parts.window, title, sentence, self.tr("Send again"), careful=True):
                return
        self._parts.calls.when_running(lambda runner: runner.send_again(job.id))

    def count_as_lost(self, job: Job) -> None:
        """Ends a job whose answer is unknown, if the user says so."""
        self._parts.tasks.start(self._count_as_lost(job), name="count as lost")

    async def _count_as_lost(self, job: Job) -> None:
        title = self.tr("Count this job as lost?")
        sentence = self.tr("Nothing more is expected of it, and this can't be undone. Its receipt stays.")
        if await ask(self._parts.window, title, sentence, self.tr("Count as lost"), careful=True):
            self._parts.calls.when_running(lambda runner: runner.count_as_lost(job.id))

    # Folders

    def show_in_folder(self, picture_id: int | None) -> None:
        """Shows a picture's original, or what came damaged in its place, in the file manager."""
        picture = self._parts.model.picture(picture_id) if picture_id is not None else None
        path = (picture.path or picture.damaged) if picture else None
        if path:
            self.reveal(Path(path))

    def show_library(self) -> None:
        """Shows the library folder in the file manager."""
        self.reveal(self._parts.place.originals)

    def reveal(self, path: Path) -> None:
        """Shows a file or folder in the file manager."""
        self._parts.tasks.start(self._reveal(path), name="show in folder")

    async def _reveal(self, path: Path) -> None:
        words = await reveal(path)
        if words:
            self._parts.notices.say("folder", words)
        else:
            self._parts.notices.clear("folder")

    def choose_folder(self) -> None:
        """Asks for another library folder."""
        self._parts.tasks.start(self._choose_folder(), name="library folder")

    async def _choose_folder(self) -> None:
        parts = self._parts
        folder = await choose_folder(parts.window, self.tr("Library folder"), parts.place.originals)
        if folder is None or folder == parts.place.originals:
            return
        if not await self._record(folder):
            return
        title = self.tr("The library folder changes at the next start")
        sentence = fill(self.tr("Move your pictures to %1 before you start the program again."), folder)
        await tell(parts.window, title, sentence)

    async def _record(self, folder: Path) -> bool:
        """Keeps the choice of a library folder; where the disk refuses it stays as it was, and the user hears so."""
        fault = await self._parts.kept.keep(library_folder=str(folder))
        if fault:
            words = not_kept(fault, translate_message, "library_folder")
            await tell(self._parts.window, words.title, words.sentence)
        return not fault

    # Windows and dialogs

    def open_first_run(self, step: int) -> None:
        """Shows the first run over the window."""
        from ..first_run.first_run import FirstRun

        parts = self._parts
        first_run = FirstRun(
            lambda: parts.window, lambda: parts.window.commands.quit_action, parts.catalog, parts.place.originals,
            self.keys, parts.tasks.start, parts.kept, step, self,
        )  # fmt: skip
        first_run.language_chosen.connect(parts.set_language)
        first_run.demo_wanted.connect(self.go_over)
        first_run.folder_chosen.connect(
            lambda folder, step: parts.tasks.start(self._begin_in(folder, step), name="begin in the folder")
        )
        first_run.recipe_chosen.connect(self._fill_form)
        first_run.later.connect(lambda: parts.window.composer.focus_field("prompt"))
        first_run.over.connect(lambda: setattr(self, "first_run", None))
        parts.window_changed.connect(first_run.follow_window)
        self.first_run = first_run

    async def _begin_in(self, folder: Path, step: int) -> None:
        """The library is open in the folder it began with; with another one the session begins again."""
        if await self._record(folder):
            self._parts.ended.step = step
            self._parts.ended.set(Then.SERVICE)

    def _fill_form(self, recipe: object) -> None:
        self._parts.window.fill_form(recipe)  # type: ignore[arg-type]

    def settings(self, section: str = "general") -> None:
        """Opens the settings, at one of their sections."""
        if "settings" not in self._open:
            self._parts.tasks.start(self._settings(section), name="settings dialog")

    async def _settings(self, section: str) -> None:
        from ..settings.open import open_settings
        from .effects import settings_given

        focus, parts = "", self._parts
        self._open.add("settings")
        try:
            while True:
                result = await open_settings(settings_given(parts, self.keys), section, focus)
                if result.then:
                    self.leave(result.then)
                if not result.language:
                    return
                parts.set_language(result.language)  # the dialog is built anew with its window
                section, focus = "general", "language"
        finally:
            self._open.discard("settings")

    def receipts(self) -> None:
        """Shows what was sent, when, and what came of it."""
        if "receipts" not in self._open:
            self._parts.tasks.start(self._receipts(), name="receipts window")

    async def _receipts(self) -> None:
        from ..receipts.open import open_receipts

        parts = self._parts
        self._open.add("receipts")
        try:
            await open_receipts(
                lambda *asked: parts.library.receipts_between(*asked),
                lambda model_id: model_name(parts.catalog, model_id),
                parts.tasks.start, parts.notices, parts.kept, parts.window,
            )  # fmt: skip
        finally:
            self._open.discard("receipts")

    def shortcuts(self) -> None:
        """Shows the list of keys."""
        from ..window.shortcuts import KeysWindow

        window = self._parts.window
        self._parts.tasks.start(finished(KeysWindow(window, window)), name="list of keys")

    def about(self) -> None:
        """Says what this is."""
        sentence = fill(
            self.tr("Version %1. Makes, sorts and keeps pictures with the Jimeng image models."), __version__
        )
        self._parts.tasks.start(tell(self._parts.window, self.tr("Jimeng Desktop"), sentence), name="about")

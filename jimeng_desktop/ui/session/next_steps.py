"""What the user asks for beyond generating: the actions of cards, banner and menu."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ... import __version__
from ...core.job import Job, JobState
from ...messages import open_jobs_question, rescue_question, unfetchable_links
from ...messages.fields import faults_of_fields
from ..api_key.ring import Keys
from ..base.language import fill, translate_message
from ..design.dialogs import ask, choose_folder, finished, pictures_folder, tell
from ..exporting.copies import reveal, save_copy
from ..process.ending import Then
from ..upkeep.missing import Missing

if TYPE_CHECKING:
    from ...runner.runner import Runner
    from ..first_run.first_run import FirstRun
    from ..queue.away import Away
    from ..system.new_version import NewVersion
    from .session import Session

log = logging.getLogger(__name__)


class Actions(QObject):
    """Of one session. `keys` is there once the service is."""

    keys_there = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.keys: Keys | None = None
        self.first_run: FirstRun | None = None  # while it is shown
        self.away: Away | None = None
        self.new_version: NewVersion | None = None
        self.missing = Missing(session)
        self._key_wanted = False
        self._session = session
        self._settings_open = False
        self._receipts_open = False

    def act(self, code: str, job_id: int | None = None) -> None:
        """What an action does; the codes are those of messages."""
        session = self._session
        job = session.model.job(job_id) if job_id is not None else None
        if code == "show_in_form" and job and (at_fault := faults_of_fields(job.fault, translate_message)):
            session.window.composer.show_fault(job.recipe, at_fault)
        elif code in ("edit_prompt", "show_in_form") and job:
            session.window.composer.show_recipe(job.recipe)
            session.window.composer.focus_field("prompt")
        elif code == "check_key":
            self._key_wanted = self.keys is None  # not there yet: it is asked for as soon as it can be
            if self.keys:
                session.tasks.start(self.keys.ask(session.window), name="key dialog")
        elif code == "go_over":
            self.leave(Then.SERVICE if session.place.demo else Then.DEMO)
        elif code == "show_away" and self.away:
            self.away.show()
        elif code == "show_release" and self.new_version:
            self.new_version.show_page()
        elif code == "show_dropped":
            session.show_dropped()
            session.window.composer.focus_field("prompt")
        elif code == "show_everything":
            session.finding.show_all()
        elif code == "copy_links" and job:
            QGuiApplication.clipboard().setText("\n".join(unfetchable_links(job)))
        elif code == "locate":
            session.tasks.start(self.missing.locate(), name="locate pictures")
        elif code == "choose_folder":
            session.tasks.start(self._choose_folder(), name="library folder")
        elif code == "send_again" and job:
            session.tasks.start(self._send_again(job), name="send again")
        elif code == "count_as_lost" and job:
            session.tasks.start(self._count_as_lost(job), name="count as lost")
        else:
            session.calls.when_running(lambda runner: _command(runner, code, job_id))

    def watch_away(self, left: Iterable[Job]) -> None:
        """The jobs that an earlier session left behind: what comes of them is told together."""
        from ..queue.away import Away

        self.away = Away(self._session, left)

    def leave(self, then: Then = Then.END) -> None:
        """Ends the session; where something would be lost by it, or goes on elsewhere, only if the user says so."""
        question = self._before_leaving(then)
        if question:
            self._session.tasks.start(self._leave(then, question), name="leave")
        else:
            self._session.ended.set(then)

    def _before_leaving(self, then: Then) -> tuple[str, str, str, bool] | None:
        """Title, sentence, the button that leaves, and whether Enter had better not press it; None: nothing to ask."""
        session = self._session
        standing = session.pictures.exports.standing
        if standing.running:
            title = self.tr("%n picture(s) are still to be exported", "", standing.total - standing.done)
            sentence = self.tr("What has been written stays. The rest can be exported again from the originals.")
            return title, sentence, self.tr("Leave anyway"), True
        if then is not Then.END:
            return None
        now = time.time()
        jobs = session.tally.jobs(now)
        if rescue := rescue_question(jobs, now, translate_message):
            return *rescue, self.tr("Close anyway"), True
        going_on = open_jobs_question(jobs, translate_message)
        if going_on and not session.kept.value.window.get("told_open_jobs"):
            session.kept.change(window={**session.kept.value.window, "told_open_jobs": True})
            return *going_on, self.tr("Close"), False
        return None

    def take_keys(self, keys: Keys) -> None:
        """The service is there, so a key can be asked for."""
        self.keys = keys
        self.keys_there.emit()
        if self.first_run:
            self.first_run.join_keys(keys)
        if self._key_wanted:
            self.act("check_key")

    def open_first_run(self, step: int) -> None:
        """Shows the first run over the window."""
        from ..first_run.first_run import FirstRun

        self.first_run = FirstRun(self._session, step)
        self.first_run.over.connect(lambda: setattr(self, "first_run", None))
        if self.keys:
            self.first_run.join_keys(self.keys)

    def save_copy(self, picture_id: int | None) -> None:
        """Asks where to save a copy of a picture's original."""
        if picture_id is not None:
            self._session.tasks.start(self._save_copy(picture_id), name="save a copy")

    def show_in_folder(self, picture_id: int | None) -> None:
        """Shows a picture's original, or what came damaged in its place, in the file manager."""
        picture = self._session.model.picture(picture_id) if picture_id is not None else None
        path = (picture.path or picture.damaged) if picture else None
        if path:
            self.reveal(Path(path))

    def show_library(self) -> None:
        """Shows the library folder in the file manager."""
        self.reveal(self._session.place.originals)

    def reveal(self, path: Path) -> None:
        """Shows a file or folder in the file manager."""
        self._session.tasks.start(self._reveal(path), name="show in folder")

    def settings(self, section: str = "general") -> None:
        """Opens the settings, at one of their sections."""
        if not self._settings_open:
            self._session.tasks.start(self._settings(section), name="settings dialog")

    def receipts(self) -> None:
        """Shows what was sent, when, and what came of it."""
        if not self._receipts_open:
            self._session.tasks.start(self._receipts(), name="receipts window")

    def keys_list(self) -> None:
        """Shows the list of keys."""
        from ..window.shortcuts import KeysWindow

        window = self._session.window
        self._session.tasks.start(finished(KeysWindow(window, window)), name="list of keys")

    def about(self) -> None:
        """Says what this is."""
        session = self._session
        sentence = fill(
            self.tr("Version %1. Makes, sorts and keeps pictures with the Jimeng image models."), __version__
        )
        session.tasks.start(tell(session.window, self.tr("Jimeng Desktop"), sentence), name="about")

    async def _leave(self, then: Then, question: tuple[str, str, str, bool]) -> None:
        title, sentence, leave, careful = question
        if await ask(self._session.window, title, sentence, leave, careful=careful):
            self._session.ended.set(then)

    async def _settings(self, section: str) -> None:
        from ..settings.effects import open_settings

        self._settings_open = True
        try:
            await open_settings(self._session, section)
        finally:
            self._settings_open = False

    async def _receipts(self) -> None:
        from ..receipts.open import open_receipts

        self._receipts_open = True
        try:
            await open_receipts(self._session)
        finally:
            self._receipts_open = False

    async def _save_copy(self, picture_id: int) -> None:
        session = self._session
        picture = session.model.picture(picture_id)
        if picture is None:
            return
        folder = Path(str(session.kept.value.window.get("copies") or pictures_folder()))
        path, words = await save_copy(session.window, session.library, picture, folder)
        if path:
            session.kept.change(window={**session.kept.value.window, "copies": str(path.parent)})
            session.notices.clear("copy")
        if words:
            session.notices.say("copy", words)

    async def _reveal(self, path: Path) -> None:
        words = await reveal(path)
        if words:
            self._session.notices.say("folder", words)
        else:
            self._session.notices.clear("folder")

    async def _send_again(self, job: Job) -> None:
        window = self._session.window
        if job.state is JobState.UNKNOWN:
            title = self.tr("Send this job again?")
            sentence = self.tr("No answer came, so it may have been accepted: sending it again may be charged twice.")
            if job.doubtful:
                sentence = self.tr(
                    "The reply was unclear, so it may have been accepted: sending it again may be charged twice."
                )
            if not await ask(window, title, sentence, self.tr("Send again"), careful=True):
                return
        self._session.calls.when_running(lambda runner: runner.send_again(job.id))

    async def _count_as_lost(self, job: Job) -> None:
        title = self.tr("Count this job as lost?")
        sentence = self.tr("Nothing more is expected of it, and this can't be undone. Its receipt stays.")
        if await ask(self._session.window, title, sentence, self.tr("Count as lost"), careful=True):
            self._session.calls.when_running(lambda runner: runner.count_as_lost(job.id))

    async def _choose_folder(self) -> None:
        session = self._session
        folder = await choose_folder(session.window, self.tr("Library folder"), session.place.originals)
        if folder is None or folder == session.place.originals:
            return
        session.kept.change(library_folder=str(folder))
        await session.kept.write()
        title = self.tr("The library folder changes at the next start")
        sentence = fill(self.tr("Move your pictures to %1 before you start the program again."), folder)
        await tell(session.window, title, sentence)


def _command(runner: Runner, code: str, job_id: int | None) -> None:
    """The actions that are the runner's own."""
    if code in ("try_again", "send_again") and job_id is not None:
        runner.send_again(job_id)
    elif code == "to_front" and job_id is not None:
        runner.to_front(job_id)
    elif code == "retry_links" and job_id is not None:
        runner.retry_links(job_id)
    elif code in ("ask_now", "fetch_now"):
        runner.ask_now()
    elif code == "go_on":
        runner.go_on()
    elif code == "send_left_over":
        runner.send_left_over()
    elif code == "discard_left_over":
        runner.discard_left_over()
    else:
        log.warning("no action %s", code)
